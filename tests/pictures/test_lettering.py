"""Reckoned widths are safe, lines are even, and no character is lost."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.pictures.lettering import ems, line_count, widest, wrapped
from tests.pictures.fonts import MEASURED, real_ems

ROOT = Path(__file__).resolve().parents[2]
_WORDS = re.compile(r"“[^”\n]+”|\"[^\"\n]+\"|[\w（）()—-]+(?: [\w（）()—-]+){0,3}")
NASTY = ("APP", "WWW", "GOV601", "@", "MMMM", "iiii", "100%", "W@W@W@", "mm mm", "ÀÉÎÕÜ ßæœ")


def labels() -> list[str]:
    """500 labels: names and texts of the examples, and what the rule of 0.6 em got wrong."""
    found = dict.fromkeys(NASTY)
    for path in sorted((ROOT / "examples").rglob("*.gov")):
        found |= dict.fromkeys(_WORDS.findall(path.read_text(encoding="utf-8"))[:120])
    return list(found)[:500]


@pytest.mark.parametrize("bold", [False, True])
def test_no_font_draws_a_label_wider_than_reckoned(bold: bool) -> None:
    all_ = labels()
    assert len(all_) == 500
    assert [one for one in all_ if ems(one, bold=bold) < real_ems(one, bold=bold) - 1e-6] == []


@pytest.mark.parametrize("bold", [False, True])
def test_no_font_draws_a_character_wider_than_reckoned(bold: bool) -> None:
    measured = [one for one in MEASURED if one != "\u00ad"]
    assert [one for one in measured if ems(one, bold=bold) < real_ems(one, bold=bold)] == []


def test_the_table_of_advances_has_every_font() -> None:
    with (ROOT / "tests" / "pictures" / "advances.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert len(head) == 2 + 8
    assert [row[1] for row in rows] == list(MEASURED)


_TEXT = st.text(
    st.sampled_from(
        "网格员城区街道社区党委一二三四0123456789.—个工作日人户（）〔〕“”，。： abcWMi"
    ),
    min_size=1,
    max_size=60,
)


@given(_TEXT, st.floats(40, 200), st.booleans())
@settings(max_examples=150, deadline=None)
def test_lines_lose_nothing_and_stay_in_their_room(text: str, room: float, bold: bool) -> None:
    found = wrapped(text, room, 13.0, bold=bold)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert len(found) == line_count(text, room, 13.0, bold=bold)
    for line in found:
        # A single piece that cannot be broken, with the signs that cling to it, may be wider.
        if len(line) > 1 and widest(text, bold=bold) * 13 <= room:
            assert real_ems(line, bold=bold) * 13 <= room + 0.01


@given(_TEXT, st.floats(60, 200))
@settings(max_examples=150, deadline=None)
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(
    text: str, room: float
) -> None:
    found = wrapped(text, room, 13.0)
    if widest(text) * 13 > room:
        return
    assert not any(line[:1] in tuple("，。、；：）〕”") for line in found[1:])
    assert not any(line[-1:] in tuple("（〔“") for line in found[:-1])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("每个网格300—500户，共418个", ("300—500户", "418个")),
        ("由承办单位在5个工作日内办结并且反馈", ("5个工作日",)),
        ("依照第十二条第二款的规定设立这个机构", ("第十二条", "第二款")),
        ("组成：1 网格党组织 + 1 网格指导员", ("1 网格", "1 网格")),
        ("within 15 days of the second notice", ("15 days", "second", "notice")),
        ("数量**个，楼栋***栋，共*名", ("**个", "***栋", "*名")),
    ],
)
def test_numbers_keep_their_units(text: str, whole: tuple[str, ...]) -> None:
    for room in range(110, 260, 5):
        found = wrapped(text, float(room), 15.0)
        for piece in whole:
            assert any(piece in line for line in found), (room, found)


@pytest.mark.parametrize("size", [10.0, 13.0, 17.0])
def test_lines_are_even_and_none_is_a_single_character(size: float) -> None:
    text = "城区网格化管理中心应当定期组织联席会议研究解决重大疑难问题"
    for room in range(int(4 * size), int(20 * size), 7):
        found = wrapped(text, float(room), size)
        assert len(found) == 1 or len(found[-1]) > 1
        longest, shortest = (pick(map(len, found)) for pick in (max, min))
        assert longest - shortest <= max(2, longest // 3), found


def test_a_break_is_behind_a_stop_where_one_is_near() -> None:
    assert wrapped("镇（街道）网格化管理分中心", 130, 13.0)[0] == "镇（街道）"
