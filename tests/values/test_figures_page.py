"""The tables of docs/figures.md say what the readers and the writer do, row by row."""

from __future__ import annotations

import re
from pathlib import Path

from govkit.values.reading import (
    Misread,
    read_day,
    read_duration,
    read_moment,
    read_quantity,
    read_rate,
    read_recurrence,
    read_season_span,
    read_share,
)
from govkit.values.units import standard_units
from govkit.values.writing import write
from tests.together import together

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"
UNITS = standard_units()
READERS = {
    "Amounts": lambda text: read_quantity(text, UNITS),
    "Approximate amounts": lambda text: read_quantity(text, UNITS),
    "Bounds": lambda text: read_quantity(text, UNITS),
    "Ranges": lambda text: read_quantity(text, UNITS),
    "Durations": lambda text: read_duration(text, UNITS),
    "Rates": lambda text: read_rate(text, UNITS, {"社区": "level:社区"}.get),
    "Days and moments": lambda text: read_moment(text) if ":" in text else _day_or_moment(text),
    "Recurring moments": read_recurrence,
    "Shares": read_share,
    "Seasons": read_season_span,
}


def _day_or_moment(text: str) -> object:
    day = read_day(text)
    return read_moment(text) if isinstance(day, Misread) else day


def _rows() -> list[tuple[str, list[str], list[str]]]:
    rows = []
    heading = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        cells = [re.findall(r"`([^`]+)`", cell) for cell in line.strip("|").split("|")]
        if heading in READERS and len(cells) == 3 and all(cells):
            rows.append((heading, cells[0], [cells[1][0], cells[2][0]]))
    return rows


@together(("heading", "phrases", "short"), _rows())
def test_row(heading: str, phrases: list[str], short: list[str]) -> None:
    read = READERS[heading]
    value = read(short[0])
    assert not isinstance(value, Misread)
    assert read(short[1]) == value
    assert [read(phrase) for phrase in phrases] == [value] * len(phrases)
    written = [write(value, lang, lambda ref: ref.partition(":")[2]) for lang in ("zh", "en")]
    assert written == short


def test_every_section_has_rows() -> None:
    assert {heading for heading, _, _ in _rows()} == set(READERS)
