"""Measuring from a log of events: chances by occasion, work, people, and what a row lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import sqrt

import pytest

from govkit.draws.key import Run
from govkit.model.governance import Governance
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.rows import COLUMNS, Row, Rows
from govkit.simulation.experiments.experiment import prepared, prepared_plan
from govkit.simulation.measuring.events_measured import NEEDED, Events, is_of_events, read_events
from govkit.simulation.measuring.measured import measured
from tests.simulation.test_experiment import SMALL, model

SURE = 3.29  # 99.9 % of a normal
DAYS = 45
# Office hours are all for cases, nothing runs out, and work fails at its end for three in ten.
WHOLE = (
    SMALL.replace("时限：2工作日；遇：超时 → 街道", "遇：执行受阻 → 街道")
    .replace("工时：20小时/周 假设；用时：指数(4工作小时)", "人数：1名 假设；用时：指数(3工作小时)")
    .replace("工时：40小时/周 假设；", "")
    .replace("预运行：2天", "预运行：2天；发生率：执行受阻 → 30% 假设")
)


def table(rows: Sequence[Row]) -> list[tuple[int, list[str]]]:
    return [(at, [str(value) for value in row]) for at, row in enumerate(rows, start=2)]


def simulated(district: Governance, days: int) -> list[Row]:
    plan = prepared_plan(district, "", date(2026, 3, 2), days, 1)
    walk, setup, _ = prepared(plan, "base")
    found: list[Row] = []
    watch = Rows(found.extend)
    run = Replication(setup, walk, Run.of(1), watch)
    run.run(days * 86_400)
    watch.finish([*run.lives.values()])
    return found


def test_a_simulated_log_of_events_gives_chances_and_work_back() -> None:
    district = model(30, WHOLE)
    rows = simulated(district, DAYS)
    events = read_events(COLUMNS, table(rows), district)
    assert events.runs == 1 and not events.findings and not events.log.findings
    found = measured(events.log, district)
    assert found is not None
    (stream,) = found.streams
    assert stream.cases == len({row.case for row in rows}) > 100
    shares = {one.key: one for one in events.happened}
    failed = shares["obstructed"]
    assert failed.known > 90
    assert abs(failed.count - 0.3 * failed.known) <= SURE * sqrt(0.21 * failed.known)
    assert shares["failed"].count == 0 < shares["failed"].known
    assert events.work["post:网格员"].people == 1 and events.work["post:值班员"].people == 2
    for station, mean in (("post:网格员", 3.0), ("post:值班员", 2.0)):
        hours = events.work[station].hours.hours
        assert len(hours) > 20
        # An exponential scatters as far as its mean.
        assert abs(sum(hours) / len(hours) - mean) <= SURE * mean / sqrt(len(hours)), station
        assert events.work[station].broken_off == 0


# ── by hand ──
GRID, STREET = "tier:网格", "tier:街道"


def row(case: str, n: int, at: str, kind: str, come: str, to: str, **other: str) -> list[str]:
    said = {"case": case, "n": str(n), "instant": f"2026-03-{at}:00+08:00", "kind": kind,
            "from": come, "to": to, "matter": "噪声", **other}  # fmt: skip
    return [said.get(column, "") for column in COLUMNS]


def read(lines: Sequence[Sequence[str]], text: str = SMALL) -> Events:
    return read_events(COLUMNS, list(enumerate(lines, start=2)), model(20, text))


def test_counts_are_those_of_the_events() -> None:
    officer = {"actor": "post:网格员·网格·1·1", "station": "post:网格员", "unit": "网格·1"}
    text = SMALL.replace("遇：超时 → 街道", "遇：执行受阻 或 事项重大 或 需部门协调 → 街道")
    found = read([  # one of them out of order
        row("甲", 1, "02T09:00", "open", "", GRID, unit="网格·1"),
        row("甲", 2, "02T09:30", "sign_for", GRID, GRID, **officer),
        row("甲", 3, "02T10:00", "handle", GRID, GRID, **officer),
        row("甲", 5, "02T11:30", "close", GRID, "manner:resolved", **officer),
        row("甲", 4, "02T11:00", "feed_back", GRID, GRID, trigger="done", **officer),
        row("乙", 1, "03T09:00", "open", "", GRID, unit="网格·1"),
        row("乙", 2, "03T09:30", "sign_for", GRID, GRID, **officer),
        row("乙", 3, "03T10:00", "handle", GRID, GRID, **officer),
        row("乙", 4, "03T12:00", "escalate", GRID, STREET, trigger="obstructed", **officer),
        row("丙", 1, "04T09:00", "open", "", GRID, unit="网格·1"),
        row("丙", 2, "04T09:30", "sign_for", GRID, GRID, **officer),
        row("丙", 3, "04T09:30", "escalate", GRID, STREET, trigger="needs_department", **officer),
        row("丁", 1, "05T09:00", "open", "", GRID, unit="网格·1"),
        row("丁", 2, "05T10:00", "handle", GRID, GRID, **officer),
        row("丁", 3, "05T17:00", "expire", GRID, STREET, trigger="overdue", automatic="true"),
    ], text)  # fmt: skip
    shares = {one.key: (one.count, one.known) for one in found.happened}
    assert shares == {"obstructed": (1, 2), "needs_department": (1, 3), "major": (0, 3)}
    work = found.work["post:网格员"]
    assert (work.hours.hours, work.broken_off, work.people) == ((1.0, 2.0), 1, 1)
    closed = {case.number: case.manner for case in found.log.cases}
    assert closed == {"甲": "resolved", "乙": None, "丙": None, "丁": None}


def test_a_row_that_lacks_its_moment_or_number_is_told_and_left_out() -> None:
    good = row("甲", 1, "02T09:00", "open", "", GRID, unit="网格·1")
    for column, written in (
        ("instant", "gestern"),
        ("instant", "2026-03-02"),
        ("n", "x"),
        ("n", ""),
    ):
        bad = list(good)
        bad[COLUMNS.index(column)] = written
        found = read([good, bad])
        assert [one.code for one in found.findings] == ["GOV853"]
        assert found.findings[0].args["row"] == "3" and len(found.log.cases) == 1


def test_units_and_matters_that_are_not_there_are_told_as_in_any_log() -> None:
    found = read([
        row("甲", 1, "02T09:00", "open", "", GRID, unit="火星·1"),
        row("乙", 1, "02T09:00", "open", "", GRID, matter="打雷", unit="网格·1"),
    ])  # fmt: skip
    assert [one.code for one in found.log.findings] == ["GOV854", "GOV854"]


def test_runs_are_told_apart() -> None:
    first = row("甲", 1, "02T09:00", "open", "", GRID, unit="网格·1", replication="0")
    assert read([first]).runs == 1
    assert read([first, row("甲", 1, "02T09:00", "open", "", GRID, replication="1")]).runs == 2


@pytest.mark.parametrize("without", NEEDED)
def test_a_log_of_events_is_known_by_its_heads(without: str) -> None:
    assert is_of_events(COLUMNS)
    assert not is_of_events([column for column in COLUMNS if column != without])
