"""Whose words are whose: the names and free words that are the author's own.

Statements with the id of a kind enter, plain strings leave. Nothing is changed here, and no tongue
is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lark import Token

from govkit.syntax.nodes import Block, Field, Statement
from govkit.vocabulary.kinds import field_words, kinds

_QUOTES = "《》「」`"


def own_words(every: Iterable[tuple[Statement, str]]) -> Iterator[str]:
    """Names and free words of the author: declared names, open lines, values of attributes."""
    for statement, kind in every:
        if type(statement) is Block:
            row = kinds().get(kind)
            if statement.name is not None:
                yield str(statement.name)
                yield str(statement.name).strip(_QUOTES)
            if row is None:
                yield str(statement.kind)
        elif type(statement) is Field and kind:
            block = kinds()[kind].block
            known = None if block == "open" else field_words(kind).get(str(statement.word))
            if known is None:
                yield str(statement.word)
            if (kind, known and known.id) == ("attribute", "values") or (
                known is None and block != "open"
            ):
                yield from (str(item) for item in statement.value.items if isinstance(item, Token))
