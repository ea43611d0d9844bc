"""Runs of a value that was amended end where words end, and lose no letter of either side."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.document.parts import Line
from govkit.document.reading import words
from govkit.reports.amendment.cutting import Cutter
from govkit.values.units import standard_units

NAMES = ("网格员", "专职网格员", "社区书记", "Grid chief", "Grid chief of staff")
UNITS = [word for unit in standard_units() for word in unit.words]
CUTTER = Cutter(NAMES, UNITS)
# Both sides, what is gone and what is new: `[…]` is marked.
CASES = [
    ("5个工作日", "3个工作日", "[5个工作日]", "[3个工作日]"),
    ("每月5个工作日以内答复群众", "每月3个工作日以内答复群众",
     "每月[5个工作日以内]答复群众", "每月[3个工作日以内]答复群众"),
    ("单项10万元以下的工程", "单项20万元以下的工程",
     "单项[10万元以下]的工程", "单项[20万元以下]的工程"),
    ("本办法自2026年3月1日起施行", "本办法自2026年10月1日起施行",
     "本办法自[2026年3月1日]起施行", "本办法自[2026年10月1日]起施行"),
    ("按第十二条第二款的规定办理", "按第十二条第三款的规定办理",
     "按[第十二条第二款]的规定办理", "按[第十二条第三款]的规定办理"),
    ("由网格员承办、登记", "由专职网格员承办、登记",
     "由[网格员]承办、登记", "由[专职网格员]承办、登记"),
    ("助餐、助浴、托幼等", "助餐、助浴、助医等", "助餐、助浴、[托幼]等", "助餐、助浴、[助医]等"),
    ("助餐、助浴", "助餐、助浴、助医", "助餐、助浴", "助餐、助浴[、助医]"),
    ("每周一上午9:00召开例会", "每周五上午9:00召开例会",
     "[每周一]上午9:00召开例会", "[每周五]上午9:00召开例会"),
    ("走访入户", "排查隐患", "[走访入户]", "[排查隐患]"),
    ("within 5 work days of receipt", "within 3 work days of receipt",
     "within [5 work days] of receipt", "within [3 work days] of receipt"),
    ("told to the Grid chief at once", "told to the Grid chief of staff at once",
     "told to the [Grid chief] at once", "told to the [Grid chief of staff] at once"),
    ("人数3—5人的队伍", "人数3—6人的队伍", "人数[3—5人]的队伍", "人数[3—6人]的队伍"),
]  # fmt: skip


def shown(line: Line) -> str:
    return "".join(f"[{run.text}]" if run.mark else run.text for run in line)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1])
def test_a_run_ends_where_a_word_ends(case: tuple[str, str, str, str]) -> None:
    old, new, gone, come = case
    assert tuple(map(shown, CUTTER.compared(old, new))) == (gone, come)


def test_where_less_than_a_third_stays_all_of_it_is_marked() -> None:
    old, new = "甲乙丙丁戊己庚辛壬癸子丑", "甲乙丙寅卯辰巳午未申酉戌"
    assert tuple(map(shown, CUTTER.compared(old, new))) == (f"[{old}]", f"[{new}]")
    longer = "甲乙丙丁戊己庚辛寅卯辰巳"
    assert shown(CUTTER.compared(old, longer)[0]) == "甲乙丙丁戊己庚辛[壬癸子丑]"


PARTS = st.sampled_from(
    [*NAMES, "5个工作日", "10万元以下", "2026年3月1日", "第十二条第二款", "〔2026〕12号", "每周一",
     "9:00", "67.8%", "3—5人", "助餐", "街道", "of", "等"]
)  # fmt: skip
JOINTS = st.sampled_from(["、", "，", "的", "由", "报", " ", "；"])
TEXTS = st.lists(st.tuples(PARTS, JOINTS).map("".join), max_size=8).map("".join)
# Two texts that differ in some of their parts, as amendments do.
PAIRS = st.lists(st.tuples(PARTS, st.none() | PARTS, JOINTS), max_size=8).map(
    lambda drawn: (
        "".join(part + joint for part, _, joint in drawn),
        "".join((other or part) + joint for part, other, joint in drawn),
    )
)
NAMED = re.compile("|".join(sorted(NAMES, key=len, reverse=True)))
WHOLE = re.compile(r"\d+(?:[.,:：]\d+)*|第[一二三四五六七八九十]+[条款]")


@settings(max_examples=150, deadline=None)
@given(st.tuples(TEXTS, TEXTS) | PAIRS)
def test_no_letter_is_lost_and_no_figure_article_or_name_is_cut(texts: tuple[str, str]) -> None:
    old, new = texts
    left, right = CUTTER.compared(old, new)
    assert (words(left), words(right)) == (old, new)
    assert {run.mark for run in left} <= {"", "gone"}
    assert {run.mark for run in right} <= {"", "new"}
    if old != new:
        assert any(run.mark for run in (*left, *right))
    for line in (left, right):
        ends, at = set(), 0
        for run in line[:-1]:
            at += len(run.text)
            ends.add(at)
        text = words(line)
        for found in WHOLE.finditer(text):
            assert not ends & set(range(found.start() + 1, found.end()))
        for found in NAMED.finditer(text):
            assert not ends & set(range(found.start() + 1, found.end()))
        cut = CUTTER.words(text)
        assert "".join(cut) == text
        assert ends <= set(accumulate(map(len, cut)))
