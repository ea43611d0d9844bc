"""The grammar itself: no conflict, and no word of the vocabulary in it."""

from __future__ import annotations

import logging
import re

import pytest
from lark import Lark, logger

from govkit.syntax.parser import grammar_text
from govkit.values.units import standard_units
from govkit.vocabulary.folder import grammars
from govkit.vocabulary.kinds import fields_of, kinds

STARTS = ["start", "field_alone", "head_alone"]


def _report(text: str) -> list[str]:
    """What Lark says about a grammar at debug level, where it tells of shift/reduce conflicts."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        Lark(text, parser="lalr", lexer="contextual", start=STARTS, debug=True)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return [line for line in lines if "onflict" in line]


def test_no_conflict_is_hidden() -> None:
    assert _report(grammar_text()) == []


def test_the_report_would_show_a_conflict() -> None:
    ambiguous = 'start: a\na: a "+" a | "x"\nfield_alone: "f"\nhead_alone: "h"\n'
    assert _report(ambiguous)


@pytest.fixture(scope="module")
def bare() -> str:
    """The grammar file without its comments."""
    text = (grammars() / "govkit.lark").read_text(encoding="utf-8")
    return re.sub(r"//[^\n]*", "", text)


def test_names_no_kind_or_field(bare: str) -> None:
    words = {spelling for row in kinds().values() for spelling in row.spellings}
    words |= {s for kind in kinds() for row in fields_of(kind).values() for s in row.spellings}
    rule_names = set(re.findall(r"^[?!]?([a-z_]+)", bare, re.MULTILINE))
    rule_names |= set(re.findall(r"->\s*(\w+)", bare))
    chinese = {word for word in words if not word.isascii()}
    assert [word for word in sorted(chinese) if word in bare] == []
    quoted = re.findall(r'"([^"\n]+)"', re.sub(r"/(?:\\.|[^/\n])+/", "", bare))
    assert [word for word in quoted if word in words - rule_names] == []


def test_names_no_unit(bare: str) -> None:
    chinese = {
        word
        for unit in standard_units()
        for word in unit.words
        if not word.isascii() and len(word) > 1
    }
    assert [word for word in sorted(chinese) if word in bare] == []
