"""The example of an assessment: every figure of its page, counted a second time from the table.

The log is read here by the csv library alone. The two ways to count are written out as plain
conditions on its cells, so that nothing of the package takes part in what is expected.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

import govkit
from govkit.indicators import Log, apart, assess, compute, groups, read_log, stretch
from govkit.model.governance import Governance
from govkit.syntax.formatter import format_text

FOLDER = Path(__file__).parents[2] / "examples" / "assessment"
UNITS = ("东湖", "学府", "桥头", "柳湾")
MARCH = stretch("2026-03")
Row = dict[str, str]


@pytest.fixture(scope="module")
def model() -> Governance:
    return govkit.load(FOLDER)


@pytest.fixture(scope="module")
def table() -> list[Row]:
    with (FOLDER / "台账.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def log(model: Governance) -> Log:
    with (FOLDER / "台账.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    return read_log(heads, enumerate(rows, start=2), model)


def due_in_march(table: list[Row]) -> Iterator[tuple[Row, bool]]:
    """The cases due in March, each with whether it was closed by the day it was due.

    Days are written year first, so that they compare as text; what is not closed has no day.
    """
    for row in table:
        if row["应结时间"].startswith("2026-03"):
            closed = row["办结时间"]
            yield row, closed != "未办结" and closed[:10] <= row["应结时间"]


def by_the_subdistrict(table: list[Row]) -> dict[str, tuple[int, int]]:
    """First receiver, leading unit alone, double entries left out, reopening without effect."""
    found = dict.fromkeys(UNITS, (0, 0))
    for row, on_time in due_in_march(table):
        if row["剔除原因"] == "重复" and row["剔除决定"] == "督查室":
            continue
        unit = row["移交自"] or row["单位"]
        found[unit] = (found[unit][0] + on_time, found[unit][1] + 1)
    return found


def by_the_city(table: list[Row]) -> dict[str, tuple[int, int]]:
    """Last handler and every assistant, nothing left out, reopened cases are not closed."""
    found = dict.fromkeys(UNITS, (0, 0))
    for row, on_time in due_in_march(table):
        for unit in [row["单位"], *filter(None, row["协办"].split("、"))]:
            closed = on_time and not row["重开时间"]
            found[unit] = (found[unit][0] + closed, found[unit][1] + 1)
    return found


@pytest.mark.parametrize(("number", "counted"), [(0, by_the_subdistrict), (1, by_the_city)])
def test_a_second_count_gives_the_same_rates(
    model: Governance, log: Log, table: list[Row], number: int, counted: object
) -> None:
    assert callable(counted)
    found = compute(model, log, model.indicators[number], MARCH)
    figures = {one.unit: (one.figures[0].numerator, one.figures[0].denominator) for one in found}
    assert {one.state for one in found} == {"known"}
    assert {unit: figures[unit] for unit in UNITS} == counted(table)


def test_the_two_ways_to_count_differ_everywhere(table: list[Row]) -> None:
    one, other = by_the_subdistrict(table), by_the_city(table)
    assert all(Fraction(*one[unit]) != Fraction(*other[unit]) for unit in UNITS)


def test_the_page_prints_these_rates(table: list[Row]) -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for unit in UNITS:
        cells = []
        for above, below in (by_the_subdistrict(table)[unit], by_the_city(table)[unit]):
            cells.append(f"{float(Fraction(above * 100, below)):.1f}%（{above}/{below}）")
        assert f"| {unit} | {cells[0]} | {cells[1]} |" in page


def test_the_page_prints_these_scores(model: Governance, log: Log) -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for one in assess(model, log, model.assessments[0], MARCH):
        assert one.rank is not None and one.score.value is not None
        points = [item.score.value for item in one.items]
        cells = [one.group, one.rank[0], one.unit, *points, one.score.value, *one.grades]
        shown = [f"{float(c):g}" if isinstance(c, Fraction) else str(c) for c in cells]
        assert f"| {' | '.join(shown)} |" in page


def test_scores_by_hand(model: Governance, log: Log, table: list[Row]) -> None:
    """东湖 in March, item by item.

    On time 6 of 8, 15 whole points below 90 %: 60 - 15. Satisfied 4 of 5 (one not reached, one
    left out), 5 points below 85 % at half a point each: 40 - 2.5. Two cases overdue, the first
    one free: -2. Nine reports, from the fifth on five of them at 0.5: 2.5, but at most 2.
    """
    assert by_the_subdistrict(table)["东湖"] == (6, 8)
    [lake] = [one for one in assess(model, log, model.assessments[0], MARCH) if one.unit == "东湖"]
    points = [item.score.value for item in lake.items]
    assert points == [45, Fraction("37.5"), -2, 2]
    assert lake.score.value == sum(point for point in points if point is not None)


def test_a_streak_over_february_and_march(model: Governance, log: Log) -> None:
    found = {one.unit: one for one in assess(model, log, model.assessments[0], MARCH)}
    assert (found["柳湾"].run, found["柳湾"].effects) == ((2, 2), ("约谈",))
    assert found["桥头"].run == (0, 0)  # poor in February only


def test_nine_cases_make_the_difference(model: Governance, log: Log, table: list[Row]) -> None:
    [group] = groups(model.indicators)
    rows = [one.row for one in apart(model, log, group, MARCH)]
    march = [(at, row) for at, row in enumerate(table, start=2) if "2026-03" in row["应结时间"]]
    special = [
        at for at, row in march
        if row["移交自"] or row["协办"] or row["剔除原因"]
        or (row["重开时间"] and row["办结时间"][:10] <= row["应结时间"])
    ]  # fmt: skip
    assert rows == special
    assert f"算得不同的 {len(rows)} 件" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_what_settles_nothing_is_unclear(model: Governance, log: Log) -> None:
    whole = compute(model, log, model.indicators[-1], MARCH)[-1]
    assert whole.state == "unclear"
    assert set(whole.open) == {"reopened", "excludes"}


def test_the_log_is_invented_and_without_findings(log: Log, table: list[Row]) -> None:
    assert log.findings == ()
    assert all(re.fullmatch(r"假\d{3}", row["编号"]) for row in table)
    assert 40 <= len(table) <= 60


def test_the_model_is_in_the_style_of_the_formatter() -> None:
    text = (FOLDER / "考核.gov").read_text(encoding="utf-8")
    assert format_text(text, lang="zh") == text
    assert max(map(len, text.splitlines())) <= 100
