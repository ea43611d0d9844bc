"""CSV that a spreadsheet opens as it is meant: nothing turns into a formula, nothing is hidden."""

from __future__ import annotations

import csv
import io

import pytest

from govkit.export.csv import MARK, to_csv


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(MARK))))


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("before", ["", " ", "\u3000"])
def test_a_cell_like_a_formula_is_marked_in_either_width(sign: str, before: str) -> None:
    assert cells(to_csv([[f"{before}{sign}1+1", "甲"]])) == [[f"'{before}{sign}1+1", "甲"]]


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u2028", "\x07"])
def test_what_a_spreadsheet_would_hide_or_obey_stands_there_by_number(character: str) -> None:
    text = to_csv([[f"甲{character}乙"]])
    assert character not in text.removeprefix(MARK)
    assert f"<U+{ord(character):04X}>" in text


def test_quotes_commas_and_lines_come_back() -> None:
    rows = [["甲,乙", "“一”", 'a "b" c', "上\n下"], ["", "1", "½", "a=b"]]
    assert cells(to_csv(rows)) == rows
