"""The contextual lexer, whose patterns are compiled only where they pay.

Lark gives each state of the parser one pattern that joins all terminals it accepts; compiling those
takes longer than reading a short text. Here a state tries its terminals one after another, each
compiled once for all states, and gets its joined pattern when it has been asked often enough. What
is read is the same. A text enters, tokens leave; no node or word is known here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lark.lexer import BasicLexer, ContextualLexer, Scanner

ENOUGH = 2_000  # tokens of one state; compiling its joined pattern costs about as much time


class _Patient:
    """Stands for the scanner of one state until its joined pattern is worth compiling."""

    def __init__(self, lexer: Lexer) -> None:
        self.allowed_types = {terminal.name for terminal in lexer.terminals}
        self._lexer = lexer
        self._tried: list[tuple[str, Any]] = []
        self._untried = iter(lexer.terminals)
        self._left = ENOUGH

    def match(self, text: Any, pos: int) -> Any:
        """The token that begins at a place, and its type: of several the first terminal's."""
        self._left -= 1
        if not self._left:
            return self._lexer.joined().match(text, pos)
        for name, match in self._tried:
            found = match(text.text, pos, text.end)
            if found:
                return found.group(0), name
        for terminal in self._untried:
            written = terminal.pattern.to_regexp()
            match = _compiled(written, self._lexer.g_regex_flags).match
            self._tried.append((terminal.name, match))
            found = match(text.text, pos, text.end)
            if found:
                return found.group(0), terminal.name
        return None


class Lexer(BasicLexer):
    """Reads the terminals that one state accepts; all of them are patterns (a test sees to it)."""

    def _build_scanner(self) -> Any:
        self.callback = dict(self.user_callbacks)
        return _Patient(self)

    def joined(self) -> Any:
        """From now on, the scanner of Lark."""
        make: Any = Scanner
        self._scanner = make(self.terminals, self.g_regex_flags, self.re, self.use_bytes)
        return self._scanner


class Contextual(ContextualLexer):
    """Asks the lexer of the state the parser is in."""

    BasicLexer = Lexer


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)
