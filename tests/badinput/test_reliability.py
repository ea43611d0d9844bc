"""As many reports as mistakes: a text with k slips gives k errors, each at its own place.

A smaller sample of the texts whose figures stand in
docs/reliability.md. The seed is fixed: a change of the share is a change of the loader.
"""

from __future__ import annotations

import random

import pytest

from govkit.pipeline import compile_text

from .mistakes import tried
from .mutators import Slip, bases, spoiled

BARS = {1: 0.99, 3: 0.97, 10: 0.92}
BY_DAY = {1: 100, 3: 70, 10: 50}


def share(slips: int, texts: int, seed: int) -> tuple[float, list[str]]:
    """The share of texts that give one error for each slip, and some that do not."""
    wrong = [
        f"{[slip.kind for slip in one.slips]} gave {one.found}"
        for one in tried(slips, texts, seed)
        if not one.holds
    ]
    return 1 - len(wrong) / texts, wrong


@pytest.mark.parametrize("slips", BARS)
def test_as_many_reports_as_slips(slips: int) -> None:
    held, wrong = share(slips, BY_DAY[slips], seed=20_260)
    assert held >= BARS[slips], wrong[:5]


@pytest.mark.nightly
@pytest.mark.parametrize("slips", BARS)
def test_as_many_reports_as_slips_in_a_thousand_texts(slips: int) -> None:
    held, wrong = share(slips, 1_000, seed=1)
    assert held >= BARS[slips], wrong[:5]


SPOILED = {
    "no opening brace": ("岗位 书记 {\n    设于", "岗位 书记\n    设于", "GOV128", 4),
    "surplus brace": ("数量：2 }\n", "数量：2 } }\n", "GOV102", 8),
    "no closing brace": ("数量：1 }", "数量：1", "GOV101", 3),
    "no mark before a head": ("安全；状况", "安全 状况", "GOV129", 9),
    "no quotation mark": ("先报；后办”", "先报；后办", "GOV103", 7),
    "a misspelt kind": ("层级 街道", "层兰 街道", "GOV201", 3),
}
WHOLE = """govkit 1
地区 甲 {
  层级 街道 { 数量：1 }
  岗位 书记 {
    设于：街道
  }
  机构 所 { 设于：街道；说明：“先报；后办” }
  岗位 副职 { 设于：街道；数量：2 }
  事项 伤病 { 大类：安全；状况 重 { 时限：30分钟 } }
  流程 办 { 级 街道 { 承办：书记 } }
}
"""


@pytest.mark.parametrize("name", SPOILED)
def test_a_slip_is_told_once_and_at_its_place(name: str) -> None:
    good, bad, code, line = SPOILED[name]
    assert not compile_text(WHOLE).errors
    text = WHOLE.replace(good, bad, 1)
    assert text != WHOLE
    errors = compile_text(text).errors
    assert [error.code for error in errors] == [code]
    span = errors[0].span
    assert span is not None
    assert text.count("\n", 0, span.start) + 1 == line


def test_slips_lie_in_lines_of_their_own() -> None:
    made = spoiled(bases()[0], 5, random.Random(1))
    assert made is not None
    assert all(isinstance(slip, Slip) for slip in made[1])
    assert len({bases()[0].count("\n", 0, slip.start) for slip in made[1]}) == 5
