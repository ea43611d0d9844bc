"""A text is read the same by terminals tried one after another and by joined patterns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lark import Lark, Token
from lark.exceptions import UnexpectedInput
from lark.lexer import PatternRE

from govkit.syntax import lexing
from govkit.syntax.parser import OPTIONS, grammar_text

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "examples").rglob("*.gov"), *(ROOT / "tests" / "cases").rglob("*.gov")])


def tokens(parser: Lark, text: str) -> list[Any]:
    """The tokens in their order with all places, and what the parser stopped at."""
    interactive = parser.parse_interactive(text, start="start")
    found: list[Any] = []
    try:
        for token in interactive.iter_parse():
            found.append(_told(token))
    except UnexpectedInput as error:
        found.append((type(error), error.pos_in_stream, error.line, error.column))
        found.append(sorted(getattr(error, "allowed", None) or getattr(error, "expected", ())))
    return found


def _told(token: Token) -> tuple[Any, ...]:
    places = (token.start_pos, token.line, token.column, token.end_pos, token.end_line)
    return token.type, str(token), *places


@pytest.mark.parametrize("enough", [1, 40, 10**9])
def test_the_same_tokens_as_with_larks_own_lexer(
    enough: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexing, "ENOUGH", enough)
    own = Lark(grammar_text(), **OPTIONS)
    ours = Lark(grammar_text(), **OPTIONS, _plugins={"ContextualLexer": lexing.Contextual})
    for path in TEXTS[:: 3 if enough == 40 else 6]:
        text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
        for piece in (text, text.replace("：", "", 3), text[: len(text) // 2] + "§"):
            assert tokens(ours, piece) == tokens(own, piece)


def test_every_terminal_is_a_pattern() -> None:
    # One of fixed characters would come before a pattern that matches the same, which only Lark's
    # own lexer knows.
    parser = Lark(grammar_text(), **OPTIONS)
    assert len(parser.terminals) > 30
    assert all(isinstance(terminal.pattern, PatternRE) for terminal in parser.terminals)
