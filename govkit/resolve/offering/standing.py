"""Where a finding stands: the blocks around a place of a text, and the statement that is there.

The statements of one file enter; for a place its surroundings leave, or None where what could not
be read hides them. Nothing is read here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from govkit.syntax.nodes import Block, Field, Statement
from govkit.vocabulary.kinds import kind_words, kind_words_in


class Standing(NamedTuple):
    """The blocks around a place, outermost first, without the district; the kind of the innermost.

    `statement`: the field or head that stands there; None where none could be read.
    """

    blocks: tuple[Block, ...]
    kind: str
    statement: Statement | None


class Standings:
    """The statements of one file by the place where they begin."""

    def __init__(self, text: str, statements: Iterable[Statement]) -> None:
        self._text = text
        self._rows: list[tuple[int, tuple[Block, ...], Statement]] = []
        todo: list[tuple[tuple[Block, ...], Iterable[Statement]]] = [((), statements)]
        while todo:
            around, inside = todo.pop()
            for statement in inside:
                self._rows.append((statement.start, around, statement))
                if isinstance(statement, Block) and statement.body:
                    todo.append(((*around, statement), statement.body))
        self._rows.sort(key=lambda row: row[0])
        self._starts = [row[0] for row in self._rows]

    def at(self, place: int) -> Standing | None:
        """What is around a place; None where it is not known."""
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return Standing((), "district", None)
        _, around, statement = self._rows[number]
        if place < statement.end:
            return self._standing(around, statement)
        between = self._text[statement.end : place]
        deeper = sum(map(between.count, "{｛")) - sum(map(between.count, "}｝"))
        if deeper > isinstance(statement, Block) or -deeper > len(around):
            return None
        if deeper == 1:
            assert isinstance(statement, Block)
            return self._standing((*around, statement), None)
        return self._standing(around[: len(around) + deeper], None)

    def _standing(self, blocks: tuple[Block, ...], statement: Statement | None) -> Standing | None:
        kind = "district"
        for block in blocks:
            word = str(block.kind)
            found = kind_words_in(kind).get(word)
            if kind_words().get(word) == "district":
                found = "district"
            if found is None:
                return None
            kind = found
        inner = tuple(b for b in blocks if kind_words().get(str(b.kind)) != "district")
        return Standing(inner, kind, statement)


def stated(block: Block | None, words: dict[str, str]) -> frozenset[str]:
    """The ids of the fields that a block has already; `words` are those of its kind."""
    inside = block.body or () if block is not None else ()
    fields = (str(one.word) for one in inside if isinstance(one, Field))
    return frozenset(words[word] for word in fields if word in words)
