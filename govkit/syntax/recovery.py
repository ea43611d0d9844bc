"""Recovery: a text with mistakes is cut into statements, and each is parsed on its own.

The cutter knows only marks, quotation marks and line breaks. What parses becomes a node as usual,
what does not becomes exactly one finding; parsing goes on at the next statement or closing brace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lark.exceptions import UnexpectedInput
from lark.utils import TextSlice

from govkit.diagnostics import Diagnostic, Label
from govkit.diagnostics.catalogue import severity_of
from govkit.source import SourceFile, Span
from govkit.syntax.mistakes import mistake
from govkit.syntax.nodes import Block, Document, Field, Statement
from govkit.syntax.parser import AFTER_CLAUSE, clause_words, parser
from govkit.vocabulary.kinds import kind_words

_MARKS = re.compile(
    r"""(?P<comment>[#＃][^\n]*)
      | (?P<quoted>"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”|”[^”\n]*[“”]|＂[^＂\n]*＂
          |《[^《》\n]*》|「[^「」\n]*」|`[^`\n]*`)
      | (?P<open>[{｛]) | (?P<close>[}｝]) | (?P<end>[;；。\n]) | (?P<colon>[:：])
      """,
    re.VERBOSE,
)
_GAP = r"(?>(?:[ \t\u3000\u00a0\r\n]|[#＃][^\n]*)*)"
_LINES = re.compile(_GAP)
_GOES_ON = re.compile(r"(?:[,，、]|→|⇒|➡|➔|=>|[-－—–]+[>＞]|[{｛])")
_VALUE_GOES_ON = re.compile(r"(?:[,，、]|→|⇒|➡|➔|=>|[-－—–]+[>＞])")
_WAITS = re.compile(r"(?:[,，、]|→|⇒|➡|➔|=>|[-－—–][>＞])[ \t\u3000\u00a0\r]*$")
_KIND_COLON = re.compile(r"(\w+)[ \t\u3000]*([:：])[ \t\u3000]*\w")
_WORDS = re.compile(r"\w+")
_BLANK = " \t\u3000\u00a0\r\n"
MOST_OPEN = 2_000


@dataclass
class _Raw:
    """One statement before it is parsed: a field, or a head with what its braces hold."""

    start: int
    end: int
    is_field: bool
    inner: list[_Raw] | None = None
    indent: int = -1


@dataclass
class _Cut:
    """The result of cutting a text."""

    statements: list[_Raw]
    unclosed: list[_Raw] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    early: dict[int, _Raw] = field(default_factory=dict)
    colons: list[int] = field(default_factory=list)
    too_deep: int = -1


class _Cutter:
    """Walks over the marks of one text once, from start to end."""

    def __init__(self, text: str, closes: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.closes = closes
        self.cut = _Cut([])
        self.stack: list[_Raw] = []
        self.start = 0
        self.colon = False
        self.depth = 0
        self.gap = 0
        self.going_on = False

    def run(self) -> _Cut:
        """Cut the whole text."""
        for match in _MARKS.finditer(self.text):
            kind = match.lastgroup
            if kind == "open":
                self._open(match.start(), match.end())
            elif kind == "close":
                self._close(match.start(), match.end())
            elif kind == "end":
                self._end(match.start(), match.end())
            elif kind == "colon":
                self.colon = self.colon or self.depth == 0
            if self.cut.too_deep >= 0:
                break
        self._finish(len(self.text))
        self.cut.unclosed = list(self.stack)
        return self.cut

    def _siblings(self) -> list[_Raw]:
        if not self.stack:
            return self.cut.statements
        inner = self.stack[-1].inner
        assert inner is not None
        return inner

    def _finish(self, at: int) -> None:
        """The statement that ends at `at`, if there is anything in it."""
        begin = _skip(self.text, self.start, at)
        if begin < at and self.text[begin:at].strip(_BLANK):
            end = begin + len(self.text[begin:at].rstrip(_BLANK))
            self._note_indent(begin, is_field=self.colon)
            self._siblings().append(_Raw(begin, end, self.colon))
        self.start, self.colon, self.depth = at, False, 0

    def _note_indent(self, begin: int, is_field: bool = False) -> None:
        """A statement that begins no further in than the head of its block: a brace is missing.

        In a text without indentation every field does; so a field has to stand further out.
        """
        indent = _indent(self.text, begin)
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
        if self.colon and not self._drop_colon(at):
            self.depth += 1
            return
        begin = _skip(self.text, self.start, at)
        self._note_indent(begin)
        end = begin + len(self.text[begin:at].rstrip(_BLANK))
        block = _Raw(begin, end, False, [], _indent(self.text, begin))
        self._siblings().append(block)
        self.stack.append(block)
        if len(self.stack) > MOST_OPEN:
            self.cut.too_deep = at
        self.start, self.colon, self.depth = after, False, 0

    def _drop_colon(self, at: int) -> bool:
        """`岗位：书记 {`: a colon behind a kind word, where a head was meant."""
        if self.depth:
            return False
        match = _KIND_COLON.match(self.text, _skip(self.text, self.start, at), at)
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
    piece = text[start:at].rstrip(_BLANK)
    return piece.endswith(("{", "｛"))


def _skip(text: str, start: int, end: int) -> int:
    """The first code point from `start` that is neither blank nor part of a comment."""
    while start < end:
        if text[start] in _BLANK or text[start] in ";；。":
            start += 1
        elif text[start] in "#＃":
            line_end = text.find("\n", start)
            start = end if line_end < 0 or line_end > end else line_end
        else:
            break
    return start


def _indent(text: str, begin: int) -> int:
    """Columns before the first character of a line; -1 where something else stands before it."""
    line = text.rfind("\n", 0, begin) + 1
    before = text[line:begin]
    return len(before.expandtabs(4)) if not before.strip(_BLANK) else -1


def recover(source: SourceFile) -> tuple[Document, list[Diagnostic]]:
    """All statements that can be read, and one finding for each mistake."""
    cut = _Cutter(source.text).run()
    if cut.unclosed and cut.early:
        closes = frozenset(begin for begin, block in cut.early.items() if block in cut.unclosed)
        first = min(cut.early)
        guilty = cut.early[first]
        again = _Cutter(source.text, closes or frozenset([first])).run()
        again.unclosed = [guilty]
        cut = again
    found: list[Diagnostic] = []
    if cut.too_deep >= 0:
        place = Span(source, cut.too_deep, cut.too_deep + 1)
        return Document([]), [_finding("GOV131", place, limit="32")]
    for at in cut.colons:
        place = Span(source, at, at + 1)
        found.append(_finding("GOV119", place, word=_word_before(source.text, at)))
    for at in cut.stray:
        found.append(_finding("GOV102", Span(source, at, at + 1), mark=source.text[at]))
    for block in cut.unclosed[:1]:
        at = _brace_after(source.text, block.end)
        mark = source.text[at] if at < len(source.text) else "{"
        found.append(
            _finding(
                "GOV101", Span(source, at, at + 1), mark=mark, close="}" if mark == "{" else "｝"
            )
        )
    lost: set[str] = set()
    text = _without(source.text, cut.colons)
    statements = _parse_all(source, text, cut.statements, found, lost)
    found.sort(key=lambda d: d.span.start if d.span else 0)
    return Document(statements, frozenset(lost)), found


def _word_before(text: str, at: int) -> str:
    words: list[str] = _WORDS.findall(text[text.rfind("\n", 0, at) + 1 : at])
    return words[-1] if words else ""


def _without(text: str, colons: list[int]) -> str:
    """The same text with blanks in place of some colons, so that what is around them is read."""
    letters = list(text) if colons else []
    for at in colons:
        letters[at] = " "
    return "".join(letters) or text


def _brace_after(text: str, at: int) -> int:
    match = re.compile(r"[{｛]").search(text, at)
    return match.start() if match else max(len(text) - 1, 0)


def _parse_all(
    source: SourceFile, text: str, raws: list[_Raw], found: list[Diagnostic], lost: set[str]
) -> list[Statement]:
    """Nodes of all statements, worked off with a list of things to do instead of recursion."""
    top: list[Statement] = []
    todo: list[tuple[list[_Raw], list[Statement]]] = [(raws, top)]
    while todo:
        pieces, into = todo.pop()
        for raw in pieces:
            node = _parse_one(source, text, raw, found)
            inner: list[Statement] = []
            if isinstance(node, Block) and raw.inner is not None:
                node.body = inner
            if node is not None:
                into.append(node)
            else:
                lost.update(_WORDS.findall(text, raw.start, raw.end))
            if raw.inner:
                todo.append((raw.inner, inner))
    return top


def _parse_one(
    source: SourceFile, text: str, raw: _Raw, found: list[Diagnostic]
) -> Block | Field | None:
    if raw.start >= raw.end:
        place = Span(source, raw.start, raw.start + 1)
        found.append(_finding("GOV104", place, mark=source.text[raw.start : raw.start + 1]))
        return None
    start = "field_alone" if raw.is_field else "head_alone"
    piece = TextSlice(text, raw.start, raw.end)
    try:
        node: object = parser().parse(piece, start=start)
    except UnexpectedInput as error:
        found.append(mistake(source, raw.start, raw.end, raw.is_field, error))
        return None
    assert isinstance(node, Block | Field)
    return node


def _finding(code: str, span: Span, *labels: Label, **args: str) -> Diagnostic:
    return Diagnostic(code, severity_of(code), span, dict(args), labels)
