"""The lines of a text as a tree: bodies of rows, rows of statements, statements with a body.

The lexemes of a whole text enter, one `Body` leaves. What stood on one line stays in one row;
comments and blank lines are entries of their own. How anything is spelled is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from govkit.syntax.formatter.lexemes import Lexeme

_BREAKS = frozenset({"newline", "comment", "wrap", "remark"})


@dataclass(slots=True)
class Body:
    """What stands between two braces, or in the whole text. `remark` follows the brace itself."""

    entries: list[Entry] = field(default_factory=list)
    remark: str = ""
    broken: bool = False


@dataclass(slots=True)
class Statement:
    """A field or the head of a block, with the block's body where it has braces."""

    lexemes: list[Lexeme] = field(default_factory=list)
    body: Body | None = None

    @property
    def broken(self) -> bool:
        """Whether the author has spread it over several lines."""
        if self.body is not None and self.body.broken:
            return True
        return any(lexeme.kind == "wrap" for lexeme in self.lexemes)


@dataclass(slots=True)
class Row:
    """The statements the author wrote on one line, and the comment at its end."""

    statements: list[Statement] = field(default_factory=list)
    remark: str = ""


@dataclass(slots=True)
class Comment:
    """A comment on a line of its own."""

    text: str


@dataclass(slots=True)
class Blank:
    """One blank line, however many there were."""


Entry: TypeAlias = Row | Comment | Blank


def laid_out(lexemes: list[Lexeme]) -> Body:
    """The whole text as one body."""
    layout = _Layout()
    for lexeme in lexemes:
        layout.take(lexeme)
    return layout.whole


class _Layout:
    """Follows the lexemes: the open bodies, the row and statement being written, line breaks."""

    def __init__(self) -> None:
        self.whole = Body()
        self.bodies = [self.whole]
        self.holders: list[tuple[Row, Statement]] = []
        self.row: Row | None = None
        self.statement: Statement | None = None
        self.newlines = 1
        self.stray = False  # a semicolon with no statement before it on the line

    def take(self, lexeme: Lexeme) -> None:
        if lexeme.kind in _BREAKS:
            self.bodies[-1].broken = True
        if lexeme.kind == "newline":
            self.row = self.statement = None
            self.newlines += not self.stray
            self.stray = False
        elif lexeme.kind == "semicolon":
            self.stray = self.row is None
            self.statement = None
        elif lexeme.kind == "comment":
            self._comment(lexeme.text)
        elif lexeme.kind == "opening":
            self._open()
        elif lexeme.kind == "closing":
            self._close()
        else:
            self._word(lexeme)

    def _word(self, lexeme: Lexeme) -> None:
        if self.row is None:
            self._blank()
            self.row = Row()
            self.bodies[-1].entries.append(self.row)
        if self.statement is None:
            self.statement = Statement()
            self.row.statements.append(self.statement)
        self.statement.lexemes.append(lexeme)
        self.newlines = 0

    def _comment(self, text: str) -> None:
        body = self.bodies[-1]
        if self.row is not None and not self.row.remark:
            self.row.remark = text
        elif not self.newlines and not body.entries and not body.remark:
            body.remark = text
        else:
            self._blank()
            body.entries.append(Comment(text))
        self.newlines = 0

    def _blank(self) -> None:
        entries = self.bodies[-1].entries
        if self.newlines > 1 and entries:
            entries.append(Blank())

    def _open(self) -> None:
        assert self.row is not None and self.statement is not None
        self.statement.body = Body()
        self.holders.append((self.row, self.statement))
        self.bodies.append(self.statement.body)
        self.row = self.statement = None
        self.newlines = 0

    def _close(self) -> None:
        closed = self.bodies.pop()
        self.bodies[-1].broken |= closed.broken
        self.row, _ = self.holders.pop()
        self.statement = None
        self.newlines = 0
