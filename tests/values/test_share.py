"""Thresholds on several bases: met, not met, or unknown because a figure is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.values import Bound, Quantity, Share, Shares, Unknown
from govkit.values.share import Figures, Found, Judgement, Leaf, Threshold, judge, leaves

AREA = Share(Fraction(2, 3), "area", "≥", Fraction(0))
HEADS = Share(Fraction(2, 3), "persons", "≥", Fraction(0))
FIFTY = Bound("≥", Quantity(Fraction(50), "person"))
MODES = ("all", "any", "min", "max")


def figures(**given: tuple[int | None, int | None]) -> Figures:
    """`area=(there, in all)`; plain heads under `heads`. What is not named is not known."""

    def look(part: Leaf) -> Found:
        base = part.base if isinstance(part, Share) else "heads"
        there, whole = given.get(base, (None, None))
        return Found(
            None if there is None else Fraction(there),
            None if whole is None else Fraction(whole),
            (base,),
        )

    return look


def answer(threshold: Threshold, **given: tuple[int | None, int | None]) -> Judgement:
    return judge(threshold, figures(**given))


@pytest.mark.parametrize(
    ("area", "persons", "both", "either"),
    [
        ((200, 300), (200, 300), "met", "met"),
        ((199, 300), (200, 300), "not_met", "met"),
        ((199, 300), (199, 300), "not_met", "not_met"),
        ((200, 300), (None, 300), "unknown", "met"),
        ((199, 300), (None, 300), "not_met", "unknown"),
        ((200, None), (None, None), "unknown", "unknown"),
    ],
)
def test_all_and_any(
    area: tuple[int | None, int | None],
    persons: tuple[int | None, int | None],
    both: str,
    either: str,
) -> None:
    given = {"area": area, "persons": persons}
    assert answer(Shares("all", (AREA, HEADS)), **given).outcome == both
    assert answer(Shares("any", (AREA, HEADS)), **given).outcome == either


def test_a_missing_base_is_named_only_where_it_matters() -> None:
    assert answer(Shares("all", (AREA, HEADS)), area=(200, 300)).missing == ("persons",)
    assert answer(Shares("all", (AREA, HEADS)), area=(1, 300)).missing == ()
    assert answer(Shares("any", (AREA, HEADS)), area=(1, 300)).missing == ("persons",)


@pytest.mark.parametrize(("due", "least"), [(60, 40), (75, 50), (90, 50), (300, 50)])
def test_whichever_is_less(due: int, least: int) -> None:
    rule = Shares("min", (HEADS, FIFTY))
    for there, outcome in ((least, "met"), (least - 1, "not_met")):
        found = answer(rule, persons=(there, due), heads=(there, None))
        assert found.outcome == outcome
    greater = Shares("max", (HEADS, FIFTY))
    most = max(50, -(-due * 2 // 3))
    assert answer(greater, persons=(most, due), heads=(most, None)).outcome == "met"
    assert answer(greater, persons=(most - 1, due), heads=(most - 1, None)).outcome == "not_met"


def test_what_is_short_tells_the_least_whole_number_that_does() -> None:
    (short,) = answer(Shares("all", (AREA, HEADS)), area=(60, 100), persons=(67, 100)).short
    assert (short.part, short.count, short.needed) == (AREA, 60, 67)
    more = Share(Fraction(1, 2), "area", ">", Fraction(0))
    assert answer(more, area=(50, 100)).short[0].needed == 51
    assert answer(more, area=(51, 100)).outcome == "met"


@pytest.mark.parametrize(("mode", "due", "there", "needed"), [
    ("min", 2400, 99, 100), ("min", 600, 59, 60), ("max", 2400, 99, 240), ("max", 600, 59, 100),
    ("any", 2400, 99, 100),
])  # fmt: skip
def test_one_part_decides_and_only_that_falls_short(
    mode: str, due: int, there: int, needed: int
) -> None:
    tenth, hundred = Share(Fraction(1, 10), "persons", "≥"), Bound("≥", Quantity(Fraction(100)))
    rule = Shares(mode, (tenth, hundred))  # type: ignore[arg-type]
    found = answer(rule, persons=(there, due), heads=(there, None))
    assert [short.needed for short in found.short] == [needed]


def test_of_unlike_things_the_nearest_part_is_told() -> None:
    rule = Shares("any", (AREA, HEADS))
    found = answer(rule, area=(100, 300), persons=(199, 300))
    assert [short.part for short in found.short] == [HEADS]


def test_fractions_are_not_rounded_and_whole_things_are() -> None:
    more = Share(Fraction(1, 2), "area", ">", Fraction(0))
    found = judge(more, lambda part: Found(Fraction(1, 2), Fraction(1)))
    assert [(s.needed, s.beyond, s.gap) for s in found.short] == [(Fraction(1, 2), True, 0)]
    found = judge(AREA, lambda part: Found(Fraction(1, 2), Fraction(1)))
    assert [(s.needed, s.gap) for s in found.short] == [(Fraction(2, 3), Fraction(1, 6))]


@pytest.mark.parametrize("number", [Fraction(0), Fraction(1, 2), Fraction(1)])
def test_nothing_is_a_share_of_nothing(number: Fraction) -> None:
    assert answer(Share(number, "area", "≥"), area=(0, 0)).outcome == "not_met"


def test_an_unknown_part_leaves_the_answer_open_unless_the_rest_decides() -> None:
    assert answer(Shares("all", (AREA, Unknown())), area=(300, 300)).outcome == "unknown"
    assert answer(Shares("all", (AREA, Unknown())), area=(100, 300)).outcome == "not_met"
    assert answer(Shares("any", (AREA, Unknown())), area=(300, 300)).outcome == "met"


def test_nested_thresholds_and_their_bases() -> None:
    rule = Shares("any", (AREA, Shares("all", (HEADS, FIFTY))))
    assert list(leaves(rule)) == [AREA, HEADS, FIFTY]
    assert answer(rule, area=(1, 3), persons=(60, 60), heads=(60, None)).outcome == "met"
    assert answer(rule, area=(1, 3), persons=(40, 60), heads=(40, None)).outcome == "not_met"


@given(st.sampled_from(MODES), st.integers(0, 30), st.integers(0, 30))
def test_a_known_answer_stays_when_the_rest_becomes_known(mode: str, area: int, heads: int) -> None:
    rule = Shares(mode, (AREA, HEADS))  # type: ignore[arg-type]
    partly = answer(rule, area=(area, 30)).outcome
    whole = answer(rule, area=(area, 30), persons=(heads, 30)).outcome
    assert whole != "unknown"
    assert partly in ("unknown", whole)
