"""Braces that do not match: where one is missing or too many, told by the indentation.

A text enters, its statements leave with each brace at fault in its likely place. Marks alone are
asked first; the indentation is asked only where they leave something over, and believed only where
it explains all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from govkit.syntax.cutter import Cut, Cutter, Raw, skip
from govkit.syntax.nesting import BLANK, indent_of, is_district, may_hold
from govkit.vocabulary.kinds import field_words, kind_words_in, kinds

_WORD = re.compile(r"\w+")
_COLON = re.compile(r"[:：]")


def cut_up(text: str) -> Cut:
    """The statements of a text, with the braces that are missing or too many."""
    cut = Cutter(text).run()
    if cut.too_deep >= 0 or not (cut.unclosed or cut.stray or _doubtful(text, cut)):
        return cut
    indented = _ByIndentation(text, stepped=_stepped(text, cut)).run()
    faults = len(indented.unclosed) + len(indented.unopened) + len(indented.stray)
    if indented.balanced and faults <= 1 + text.count("\n") // 3:
        return indented
    if cut.unclosed and cut.early:
        closes = frozenset(begin for begin, block in cut.early.items() if block in cut.unclosed)
        first = min(cut.early)
        guilty = cut.early[first]
        cut = Cutter(text, closes or frozenset([first])).run()
        cut.unclosed = [guilty]
    cut.unclosed = cut.unclosed[:1]
    return cut


def _doubtful(text: str, cut: Cut) -> bool:
    """Whether braces that match may still stand wrong, in a text of which something is not read.

    A head stands in a block that cannot hold it, and no further in than that block; a field begins
    with what a head begins with, or something stands further in than the head above it that is no
    head beside it; or something stands behind the district.
    """
    before = [raw for raw in cut.statements[:-1] if raw.inner is not None]
    if any(is_district(_word_at(text, raw.start)) for raw in before):
        return True
    for begin, block in cut.early.items():
        inner, outer = _kinds_of(text, begin), _kinds_of(text, block.start)
        pairs = [may_hold(around, within) for around in outer for within in inner]
        if pairs and not any(pairs):
            return True
    return any(_lacks_brace(text, *beside) for beside in _neighbours(text, cut.statements))


def _lacks_brace(text: str, outer: str, raw: Raw, after: Raw | None) -> bool:
    """Whether a statement is a head that lacks its brace, before a field or on the line above."""
    if raw.is_field:
        colon = _COLON.search(text, raw.start, raw.end)
        return colon is not None and _unopened(text[raw.start : colon.start()], outer) is not None
    if raw.inner is not None or after is None or _kind_at(text, raw.start, outer) is None:
        return False
    further_in = indent_of(text, after.start) > indent_of(text, raw.start) >= 0
    return further_in and not _stands_beside(text, outer, after.start)


def _stands_beside(text: str, outer: str, begin: int) -> bool:
    """Whether a head begins here that may lie in the same block as the head above it: names one
    below the other need no braces, wherever they stand."""
    word = _word_at(text, begin)
    kind, behind = kind_words_in(outer).get(word), skip(text, begin + len(word), len(text))
    if kind in (None, "district") or _COLON.match(text, behind):
        return False
    return may_hold(outer, kind or "")


def _neighbours(text: str, raws: list[Raw]) -> Iterator[tuple[str, Raw, Raw | None]]:
    """Each statement with the kind of its block and the statement after it."""
    todo = [("district", raws)]
    while todo:
        outer, row = todo.pop()
        yield from ((outer, *beside) for beside in zip_longest(row, row[1:]))
        todo += [(_kind_at(text, raw.start, outer) or "", raw.inner) for raw in row if raw.inner]


def _word_at(text: str, begin: int) -> str:
    word = _WORD.match(text, begin)
    return word.group() if word else ""


def _all(raws: list[Raw]) -> Iterator[Raw]:
    todo = [raws]
    while todo:
        for raw in todo.pop():
            yield raw
            todo.append(raw.inner or [])


def _stepped(text: str, cut: Cut) -> bool:
    """Whether some field of the text begins a line further in than the head of its block."""
    return any(
        field.is_field and indent_of(text, field.start) > block.indent >= 0
        for block in _all(cut.statements)
        for field in block.inner or ()
    )


def _unopened(written: str, outer: str) -> int | None:
    """Where the first field of a head without its brace begins: `岗位 书记  设于`."""
    found = _head_and_field(written)
    kind = kind_words_in(outer).get(found[0]) if found else None
    if found is None or kind is None or kind == "district":
        return None
    row = kinds()[kind]
    return found[2] if row.block != "closed" or found[1] in field_words(kind) else None


def _kinds_of(text: str, begin: int) -> list[str]:
    """The kinds that the word here may stand for, whatever is around it."""
    word = _word_at(text, begin)
    return [row.id for row in kinds().values() if word in row.spellings]


def _kind_at(text: str, begin: int, outer: str) -> str | None:
    return kind_words_in(outer).get(_word_at(text, begin))


def _head_and_field(text: str) -> tuple[str, str, int] | None:
    """The first word of a line, its last one, and where that begins; None for other texts."""
    line = text.rstrip(" \t\u3000")
    first = _WORD.match(line)
    at = len(line)
    while at > 0 and (line[at - 1].isalnum() or line[at - 1] == "_"):
        at -= 1
    if first is None or "\n" in line or at == len(line) or at <= first.end():
        return None
    apart = line[first.end()] in " \t\u3000" and line[at - 1] in " \t\u3000"
    return (first.group(), line[at:], at) if apart else None


class _ByIndentation(Cutter):
    """Cuts a text whose lines stand further in the deeper they lie.

    `stepped`: its fields stand further in than their heads too.
    """

    def __init__(self, text: str, stepped: bool) -> None:
        super().__init__(text)
        self.stepped = stepped

    def _note_indent(self, begin: int, is_field: bool = False) -> None:
        """A statement no further in than the head of its block: that block has ended before."""
        indent = indent_of(self.text, begin)
        if indent < 0:
            return
        word = _WORD.match(self.text, begin)
        while self.stack and self.stack[-1].indent >= indent:
            if is_field and self.stack[-1].indent == indent and self._has(word):
                return
            block = self.stack.pop()
            if block not in self.cut.unopened:
                self.cut.unclosed.append(block)

    def _open_kinds(self) -> list[str]:
        """The kinds of the blocks that are open, outermost first; empty for one that is none."""
        found: list[str] = []
        for block in self.stack:
            found.append(_kind_at(self.text, block.start, found[-1] if found else "district") or "")
        return found

    def _around(self) -> str:
        return (self._open_kinds() or ["district"])[-1]

    def _has(self, word: re.Match[str] | None) -> bool:
        """Whether a field of this name is the innermost block's rather than the next one's."""
        *_, outer, inner = ("", "", *self._open_kinds())
        if word is None or not outer or not inner:
            return True
        if kinds()[inner].block == "open":
            return True
        own, others = word.group() in field_words(inner), word.group() in field_words(outer)
        return own and not others if self.stepped else own or not others

    def _finish(self, at: int) -> None:
        """A head without a brace before lines that stand further in: the brace is missing."""
        begin = skip(self.text, self.start, at)
        head = self.text[begin:at].rstrip(BLANK)
        is_field = self.colon
        super()._finish(at)
        if not head or is_field or not self._opens(begin, head, at):
            return
        raw = self._siblings()[-1]
        raw.inner, raw.indent = [], indent_of(self.text, begin)
        self.stack.append(raw)
        self.cut.unopened.append(raw)

    def _opens(self, begin: int, head: str, at: int) -> bool:
        first = _WORD.match(head)
        outer = self._around()
        kind = kind_words_in(outer).get(first.group()) if first else None
        indent = indent_of(self.text, begin)
        if kind in (None, "district") or indent < 0 or self.text[at : at + 1] != "\n":
            return False
        following = skip(self.text, at, len(self.text))
        if following >= len(self.text) or self.text[following] in "}｝":
            return False
        if _stands_beside(self.text, outer, following):
            return False
        return indent_of(self.text, following) > indent

    def _colon(self, at: int) -> None:
        """`岗位 书记  设于：社区 }`: the first field of a block whose brace is missing."""
        if not self.colon and self.depth == 0:
            self._open_before_field(at)
        super()._colon(at)

    def _open_before_field(self, at: int) -> None:
        begin = skip(self.text, self.start, at)
        behind = _unopened(self.text[begin:at], self._around())
        if behind is None:
            return
        field = begin + behind
        end = begin + len(self.text[begin:field].rstrip(BLANK))
        raw = Raw(begin, end, False, [], indent_of(self.text, begin))
        self._note_indent(begin)
        self._siblings().append(raw)
        self.stack.append(raw)
        self.cut.unopened.append(raw)
        self.start = field

    def _close(self, at: int, after: int) -> None:
        """A brace that ends a block whose next lines still stand inside it is one too many."""
        if not (self.colon and self.depth > 0) and self._surplus(at, after):
            self._finish(at)
            self.cut.stray.append(at)
            self.start = after
            return
        if not (self.colon and self.depth > 0):
            self._finish(at)
            self._close_inner(indent_of(self.text, at))
        super()._close(at, after)

    def _close_inner(self, own: int) -> None:
        """A brace at the start of a line ends the block that begins there, and what lies in it."""
        if all(block.indent != own for block in self.stack):
            return
        while own >= 0 and self.stack[-1].indent > own:
            block = self.stack.pop()
            if block not in self.cut.unopened:
                self.cut.unclosed.append(block)

    def _surplus(self, at: int, after: int) -> bool:
        if not self.stack:
            return False
        indent = self.stack[-1].indent
        own = indent_of(self.text, at)
        if own > indent >= 0 and own >= 0:
            return self._holds_line(own)
        following = skip(self.text, after, len(self.text))
        if "\n" not in self.text[after:following] or following >= len(self.text):
            return False
        ahead = indent_of(self.text, following)
        if own < 0 and self.text[following] in "}｝" and ahead == indent >= 0:
            return True  # the block is closed on the next line, right below its head
        return 0 <= indent < ahead

    def _holds_line(self, own: int) -> bool:
        """Whether no open block begins where this brace stands."""
        return all(block.indent != own for block in self.stack)
