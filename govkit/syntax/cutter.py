"""The cutter: a text cut into statements by marks, quotation marks and line breaks alone.

A text enters; its statements leave as stretches, one inside another, with the braces that do not
match. What a word means is not known here, but that some words open a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from govkit.syntax.nesting import BLANK, indent_of
from govkit.syntax.parser import AFTER_CLAUSE, clause_words
from govkit.vocabulary.kinds import kind_words

_MARKS = re.compile(
    r"""(?P<comment>[#＃][^\n]*)
      | (?P<quoted>"[^"\n]*"|“(?:[^“”\n]++|“[^“”\n]*”)*+”|”[^”\n]*[“”]|＂[^＂\n]*＂
          |《[^《》\n]*》|「[^「」\n]*」|`[^`\n]*`)
      | (?P<torn>["“＂])
      | (?P<open>[{｛]) | (?P<close>[}｝]) | (?P<end>[;；。\n]) | (?P<colon>[:：])
      """,
    re.VERBOSE,
)
_GAP = r"(?>(?:[ \t\u3000\u00a0\r\n]++|[#＃][^\n]*+)*)"
_LINES = re.compile(_GAP)
_GOES_ON = re.compile(r"(?:[,，、]|→|⇒|➡|➔|=>|[-－—–]+[>＞]|[{｛])")
_VALUE_GOES_ON = re.compile(r"(?:[,，、]|→|⇒|➡|➔|=>|[-－—–]+[>＞])")
_WAITS = re.compile(r"(?:[,，、]|→|⇒|➡|➔|=>|[-－—–][>＞])[ \t\u3000\u00a0\r]*$")
_KIND_COLON = re.compile(r"(\w+)[ \t\u3000]*([:：])[ \t\u3000]*\w")
_HEAD_BEHIND = re.compile(
    r"(?<=[ \t\u3000])(\w+)[ \t\u3000]+[^\s:：]+(?:[ \t\u3000]+[\"“][^\"”\n]*[\"”])?[ \t\u3000]*$"
)
MOST_OPEN = 2_000


@dataclass
class Raw:
    """One statement before it is parsed: a field, or a head with what its braces hold."""

    start: int
    end: int
    is_field: bool
    inner: list[Raw] | None = None
    indent: int = -1


@dataclass
class Cut:
    """The result of cutting a text."""

    statements: list[Raw]
    unclosed: list[Raw] = field(default_factory=list)
    unopened: list[Raw] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    early: dict[int, Raw] = field(default_factory=dict)
    colons: list[int] = field(default_factory=list)
    too_deep: int = -1
    balanced: bool = True
    unseparated: list[int] = field(default_factory=list)


class Cutter:
    """Walks over the marks of one text once, from start to end."""

    def __init__(self, text: str, closes: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.closes = closes
        self.cut = Cut([])
        self.stack: list[Raw] = []
        self.start = 0
        self.colon = False
        self.depth = 0
        self.gap = 0
        self.going_on = False
        self.torn = 0

    def run(self) -> Cut:
        """Cut the whole text."""
        for match in _MARKS.finditer(self.text):
            kind = match.lastgroup
            if match.start() < self.torn:
                continue
            if kind == "torn":
                self.torn = self._torn_text(match.start())
            elif kind == "open":
                self._open(match.start(), match.end())
            elif kind == "close":
                self._close(match.start(), match.end())
            elif kind == "end":
                self._end(match.start(), match.end())
            elif kind == "colon":
                self._colon(match.start())
            if self.cut.too_deep >= 0:
                break
        self._finish(len(self.text))
        self.cut.balanced = len(self.stack) <= 1
        self.cut.unclosed += [block for block in self.stack if block not in self.cut.unopened]
        return self.cut

    def _colon(self, at: int) -> None:
        self.colon = self.colon or self.depth == 0

    def _torn_text(self, at: int) -> int:
        """A quotation mark without its partner: its text runs to the braces at the line's end."""
        line_end = self.text.find("\n", at)
        end = len(self.text) if line_end < 0 else line_end
        torn = at + len(self.text[at:end].rstrip(BLANK + "}｝;；"))
        inside = self.text[at:torn]
        opened = sum(map(inside.count, "{｛")) - sum(map(inside.count, "}｝"))
        while opened > 0 and torn < end:  # braces that open in the text close in it
            opened -= self.text[torn] in "}｝"
            torn += 1
        return torn

    def _siblings(self) -> list[Raw]:
        if not self.stack:
            return self.cut.statements
        inner = self.stack[-1].inner
        assert inner is not None
        return inner

    def _finish(self, at: int) -> None:
        """The statement that ends at `at`, if there is anything in it."""
        begin = skip(self.text, self.start, at)
        if begin < at and self.text[begin:at].strip(BLANK):
            end = begin + len(self.text[begin:at].rstrip(BLANK))
            self._note_indent(begin, is_field=self.colon)
            self._siblings().append(Raw(begin, end, self.colon))
        self.start, self.colon, self.depth = at, False, 0

    def _note_indent(self, begin: int, is_field: bool = False) -> None:
        """A statement that begins no further in than the head of its block: a brace is missing.

        In a text without indentation every field does; so a field has to stand further out.
        """
        indent = indent_of(self.text, begin)
        indent += is_field and indent >= 0
        while begin in self.closes and self.stack and self.stack[-1].indent >= indent >= 0:
            self.stack.pop()
        if indent < 0:
            return
        for block in reversed(self.stack):
            if block.indent >= indent and begin not in self.cut.early:
                self.cut.early[begin] = block
                return

    def _open(self, at: int, after: int) -> None:
        if self.colon and self.depth == 0:
            self._separate(at)
        if self.colon and not self._drop_colon(at):
            self.depth += 1
            return
        begin = skip(self.text, self.start, at)
        self._note_indent(begin)
        end = begin + len(self.text[begin:at].rstrip(BLANK))
        block = Raw(begin, end, False, [], indent_of(self.text, begin))
        self._siblings().append(block)
        self.stack.append(block)
        if len(self.stack) > MOST_OPEN:
            self.cut.too_deep = at
        self.start, self.colon, self.depth = after, False, 0

    def _separate(self, at: int) -> None:
        """`大类：安全 状况 严重 {`: a head behind a value, with no mark between them."""
        begin = skip(self.text, self.start, at)
        match = _HEAD_BEHIND.search(self.text[begin:at])
        if match is None or match.group(1) not in kind_words() or ":" in match.group():
            return
        start = begin + match.start(1)
        before = self.text[begin:start].rstrip(BLANK)
        if before[-1:] in ":：,，、+＋*×/" or "\n" in self.text[begin:at]:
            return
        self._finish(start)
        self.start = start
        self.cut.unseparated.append(start)

    def _drop_colon(self, at: int) -> bool:
        """`岗位：书记 {`: a colon behind a kind word, where a head was meant."""
        if self.depth:
            return False
        match = _KIND_COLON.match(self.text, skip(self.text, self.start, at), at)
        if match is None or match.group(1) not in kind_words():
            return False
        self.cut.colons.append(match.start(2))
        return True

    def _close(self, at: int, after: int) -> None:
        if self.colon and self.depth > 0:
            self.depth -= 1
            return
        self._finish(at)
        if self.stack:
            self.stack.pop()
        else:
            self.cut.stray.append(at)
        self.start = after

    def _end(self, at: int, after: int) -> None:
        if self.text[at] == "\n":
            if at >= self.gap:  # else a blank or comment line, which shares the answer
                self.gap = _skip_lines(self.text, at)
                self.going_on = self._goes_on(at)
            if self.going_on:
                return
        self._finish(at)
        self.start = after

    def _goes_on(self, at: int) -> bool:
        """Whether the statement goes on after the line break at `at` and the gap behind it."""
        ahead = _VALUE_GOES_ON if self.colon else _GOES_ON
        if ahead.match(self.text, self.gap) or _clause_start().match(self.text, self.gap):
            return True
        line = self.text[max(self.start, self.text.rfind("\n", 0, at) + 1) : at]
        if _WAITS.search(line.split("#")[0][-40:]):
            return True
        return self.depth > 0 and _opens_value(self.text, self.start, at)


@lru_cache(maxsize=1)
def _clause_start() -> re.Pattern[str]:
    return re.compile(f"(?:{clause_words()}){AFTER_CLAUSE}")


def _skip_lines(text: str, at: int) -> int:
    match = _LINES.match(text, at)
    return match.end() if match else at


def _opens_value(text: str, start: int, at: int) -> bool:
    """Whether a value's brace group is open and the line break stands inside it."""
    piece = text[start:at].rstrip(BLANK)
    return piece.endswith(("{", "｛"))


def skip(text: str, start: int, end: int) -> int:
    """The first code point from `start` that is neither blank nor part of a comment."""
    while start < end:
        if text[start] in BLANK or text[start] in ";；。":
            start += 1
        elif text[start] in "#＃":
            line_end = text.find("\n", start)
            start = end if line_end < 0 or line_end > end else line_end
        else:
            break
    return start
