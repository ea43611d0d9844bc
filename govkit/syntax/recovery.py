"""Recovery: a text with mistakes is cut into statements, and each is parsed on its own.

The cutter knows only marks, quotation marks and line breaks. What parses becomes a node as usual,
what does not becomes exactly one finding; parsing goes on at the next statement or closing brace.
"""

from __future__ import annotations

import re

from lark.exceptions import UnexpectedInput
from lark.utils import TextSlice

from govkit.diagnostics import Diagnostic, Label
from govkit.diagnostics.catalogue import severity_of
from govkit.source import SourceFile, Span
from govkit.syntax.braces import cut_up
from govkit.syntax.cutter import Raw
from govkit.syntax.mistakes import mistake
from govkit.syntax.nodes import Block, Document, Field, Statement
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import kind_words

_WORDS = re.compile(r"\w+")
_PAIRS = {"【": "】", "〔": "〕", "[": "]", "［": "］", "(": ")", "（": "）"}
_BRACKETS = re.compile(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}]")
# A head, and a bracket with a field behind it: 岗位 书记 【 设于：社区 】.
_BRACKETED = re.compile(
    r"(?<!\w)(\w++)((?:[ \t\u3000]++[^\s:：;；{}｛｝【〔\[［(（\"“]++)?"
    r"(?:[ \t\u3000]*+[\"“][^\"”\n]{0,200}[\"”])?"
    r"[ \t\u3000]*+[【〔\[［(（])(?=\s*+\w++[ \t\u3000]*+[:：])"
)


def recover(source: SourceFile) -> tuple[Document, list[Diagnostic]]:
    """All statements that can be read, and one finding for each mistake."""
    found: list[Diagnostic] = []
    braced = _braced(source, found)
    cut = cut_up(braced)
    if cut.too_deep >= 0:
        place = Span(source, cut.too_deep, cut.too_deep + 1)
        return Document([]), [_finding("GOV131", place, limit="32")]
    for at in cut.colons:
        place = Span(source, at, at + 1)
        found.append(_finding("GOV119", place, word=_word_before(source.text, at)))
    for at in cut.stray:
        found.append(_finding("GOV102", Span(source, at, at + 1), mark=source.text[at]))
    for block in cut.unclosed:
        at = _brace_after(source.text, block.end)
        mark = source.text[at] if at < len(source.text) else "{"
        place = Span(source, at, at + 1)
        found.append(_finding("GOV101", place, mark=mark, close="}" if mark == "{" else "｝"))
    for at in cut.unseparated:
        word = _WORDS.match(source.text, at)
        place = Span(source, at, word.end() if word else at + 1)
        found.append(_finding("GOV129", place, written=place.text))
    for block in cut.unopened:
        place = Span(source, block.start, block.end)
        found.append(_finding("GOV128", place, head=place.text))
    lost: set[str] = set()
    text = _without(braced, cut.colons)
    statements = _parse_all(source, text, cut.statements, found, lost)
    found.sort(key=lambda d: d.span.start if d.span else 0)
    return Document(statements, frozenset(lost)), found


def _braced(source: SourceFile, found: list[Diagnostic]) -> str:
    """The text with braces where another bracket holds the fields of a block."""
    text = source.text
    letters: list[str] = []
    closers: dict[int, int] | None = None
    for match in _BRACKETED.finditer(text):
        opening = match.end(2) - 1
        if match.group(1) not in kind_words():
            continue
        closers = _closers(text) if closers is None else closers
        closing = closers.get(opening)
        if closing is None:
            continue
        letters = letters or list(text)
        wide = not text[match.start(1)].isascii()
        letters[opening], letters[closing] = "{}"
        place = Span(source, opening, opening + 1)
        pair = f"{text[opening]}{text[closing]}"
        found.append(_finding("GOV134", place, head=match.group().strip()[:-1].rstrip(), pair=pair,
                              braces="｛｝" if wide else "{}"))  # fmt: skip
    return "".join(letters) or text


def _closers(text: str) -> dict[int, int]:
    """Where each bracket that opens is closed, by its place; nothing for those that are not."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {right: [] for right in _PAIRS.values()}
    for match in _BRACKETS.finditer(text):
        sign = match.group()
        if sign in _PAIRS:
            waiting[_PAIRS[sign]].append(match.start())
        elif waiting[sign]:
            found[waiting[sign].pop()] = match.start()
    return found


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


class _Unlined(str):
    """A text whose lines Lark does not count, which it would do anew up to each single statement.

    Places are told by code points, so that nothing here asks for a line.
    """

    __slots__ = ()

    def count(self, *_: object) -> int:
        """None of anything."""
        return 0


def _parse_all(
    source: SourceFile, text: str, raws: list[Raw], found: list[Diagnostic], lost: set[str]
) -> list[Statement]:
    """Nodes of all statements, worked off with a list of things to do instead of recursion."""
    top: list[Statement] = []
    text = _Unlined(text)
    todo: list[tuple[list[Raw], list[Statement]]] = [(raws, top)]
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
    source: SourceFile, text: str, raw: Raw, found: list[Diagnostic]
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
        if any(_covers(one, raw.start) for one in found[-1:]):
            return None  # an item of a numbered list, which has been told as a whole
        found.append(mistake(source, raw.start, raw.end, raw.is_field, error))
        return None
    assert isinstance(node, Block | Field)
    return node


def _covers(found: Diagnostic, at: int) -> bool:
    """Whether the change that would mend a finding takes this place with it."""
    return found.fix is not None and found.fix.span.start < at < found.fix.span.end


def _finding(code: str, span: Span, *labels: Label, **args: str) -> Diagnostic:
    return Diagnostic(code, severity_of(code), span, dict(args), labels)
