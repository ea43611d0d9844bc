"""Cells, visible text and cutting by cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.diagnostics.width import cut, visible, width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("abc", 3),
        ("层级", 4),
        ("｛，", 4),
        ("a层b", 4),
        ("e\u0301", 1),
        ("\u1112\u1161\u11ab", 2),
        ("\u3000", 2),
        ("😀", 2),
        ("\t", 4),
        ("\x1b", 8),
    ],
)
def test_width(text: str, expected: int) -> None:
    assert width(text) == expected


@pytest.mark.parametrize(
    "character",
    "\x00\x07\x08\n\r\x1b\x7f\x85\x9b\u200e\u200f\u202a\u202e\u2066\u2069\u061c"
    "\u200b\u200c\u200d\u2060\ufeff\u2028\u2029\u00ad\u3164\U000e0041\ud800",
)
def test_what_a_screen_hides_or_obeys_is_shown_by_number(character: str) -> None:
    assert visible(f"甲{character}乙") == f"甲<U+{ord(character):04X}>乙"


def test_a_pile_of_marks_is_shown_by_number() -> None:
    shown = visible("a" + "\u0301" * 7)
    assert shown == "a" + "\u0301" * 4 + "<U+0301>" * 3


@given(st.text(st.characters(codec=None)))
def test_nothing_that_steers_a_screen_is_left(text: str) -> None:
    assert not {unicodedata.category(c) for c in visible(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert visible(visible(text)) == visible(text)


@given(st.text(), st.integers(1, 30))
def test_cut_text_fits_and_says_that_it_is_cut(text: str, room: int) -> None:
    short = cut(text, room)
    assert width(short) <= room
    assert short == visible(text) if width(text) <= room else short.endswith("…")


def test_cut_does_not_halve_a_wide_character() -> None:
    assert cut("层级街道", 6) == "层级…"
    assert cut("层级街道", 8) == "层级街道"
