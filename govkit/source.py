"""Where text comes from: files and the places in them.

A `SourceFile` is one text with a name; a `Span` is a half-open stretch of it, in code points.
Lines and columns are worked out only when somebody asks. This module knows no language and no
error; reading files from disk is the business of `govkit.resolve.texts.files` and `govkit.tables`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOKED_AT = 20_000


@dataclass(frozen=True, eq=False)
class SourceFile:
    """One text with the name it is shown under (a path as the user typed it, or `<text>`)."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    @property
    def line_count(self) -> int:
        """Number of lines; an empty text has one."""
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point offset, both counted from 1, columns in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its line break."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch `start … end` (code points, end exclusive) of one source file."""

    source: SourceFile
    start: int
    end: int

    @property
    def line(self) -> int:
        """Line of the first character, counted from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """Column of the first character, counted from 1, in code points."""
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        """Line of the end, counted from 1."""
        return self.source.position(max(self.start, self.end))[0]

    @property
    def end_column(self) -> int:
        """Column just after the last character, counted from 1, in code points."""
        return self.source.position(max(self.start, self.end))[1]

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"


def decoded(data: bytes) -> tuple[str, str] | None:
    """Text and encoding of some bytes: UTF-8 with or without a mark, UTF-16 with one, GB 18030.

    None where the bytes are no text in any of them.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return (text, encoding) if _looks_written(text) else None
    return None


def _encodings(data: bytes) -> tuple[str, ...]:
    marked = tuple(encoding for mark, encoding in _BOMS if data.startswith(mark))
    return marked + (() if b"\x00" in data else ("utf-8-sig", "gb18030"))


def _looks_written(text: str) -> bool:
    """Whether this can have been typed: hardly any control characters."""
    control = sum(1 for c in text[:_LOOKED_AT] if c < " " and c not in "\t\n\r\f\x1b")
    return control * 200 <= min(len(text), _LOOKED_AT)
