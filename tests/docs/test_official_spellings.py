"""The official phrases of section 6.15 are read to the same values as their short forms.

The tables of both language references enter, group by group; the readers of figures decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from govkit.values.reading import (
    Misread,
    read_day,
    read_duration,
    read_moment,
    read_place,
    read_quantity,
    read_rate,
    read_recurrence,
    read_season_span,
    read_share,
)
from govkit.values.reading.patterns import AFTER, BEFORE
from govkit.values.units import standard_units
from tests.together import together

DOCS = Path(__file__).parents[2] / "docs"
PAIR = ("language.md", "语言.md")
LEVELS = {"社区": "level:社区", "网格": "level:网格"}
quantity = partial(read_quantity, units=standard_units())
# The groups in the order of the section, each with the reader of its figures.
READERS: list[Callable[[str], object]] = [
    quantity,
    quantity,
    quantity,
    quantity,
    partial(read_duration, units=standard_units()),
    lambda text: read_rate(text, standard_units(), LEVELS.get),
    read_day,
    read_moment,
    read_season_span,
    read_share,
    read_place,
]


def _groups(document: str) -> list[list[list[str]]]:
    """The quoted words of each row of each table in the section, table by table."""
    text = (DOCS / document).read_text(encoding="utf-8")
    section = re.search(r'<a id="s6-15"></a>(.*?)<a id="s7"></a>', text, re.DOTALL)
    assert section is not None
    tables = re.findall(r"(?:^\|.*\n)+", section[1], re.MULTILINE)
    return [
        [re.findall(r"`([^`]+)`", line) for line in table.splitlines() if line.startswith("| `")]
        for table in tables
    ]


def _phrases(document: str) -> list[object]:
    *groups, _ = _groups(document)
    return [
        pytest.param(reader, phrase, short, id=phrase)
        for reader, group in zip(READERS, groups, strict=True)
        for phrase, short in group
    ]


@together(("reader", "phrase", "short"), _phrases(PAIR[0]))
def test_a_phrase_equals_its_short_form(
    reader: Callable[[str], object], phrase: str, short: str
) -> None:
    value = reader(phrase)
    assert not isinstance(value, Misread)
    assert value == reader(short)


def test_recurring_moments_are_read() -> None:
    for (phrase,) in _groups(PAIR[0])[-1]:
        assert not isinstance(read_recurrence(phrase), Misread), phrase


def test_both_documents_list_the_same_phrases_and_enough_of_them() -> None:
    assert _groups(PAIR[0]) == _groups(PAIR[1])
    assert sum(map(len, _groups(PAIR[0]))) >= 80


@pytest.mark.parametrize("document", PAIR)
def test_every_chinese_word_of_a_bound_stands_in_the_section(document: str) -> None:
    phrases = " ".join(word for group in _groups(document) for row in group for word in row)
    words = [word for word in (*BEFORE, *AFTER) if re.match("[\u4e00-\u9fff]", word)]
    assert [word for word in words if word not in phrases] == []
