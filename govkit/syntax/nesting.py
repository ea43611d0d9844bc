"""Where a statement stands: its kind, the block around it, and whether blocks lie where they can.

A text and its statements enter; statements with a kind, or an answer, leave. Where blocks cannot
lie, braces may make up for each other. What stands where it may is right, however it is indented:
lines come from Word, and a column is no rule of the language. Where the braces at fault stand is
said in `braces`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.syntax.nodes import Block, Document, Statement
from govkit.vocabulary.kinds import field_words, kind_words, kind_words_in, kinds

BLANK = " \t\u3000\u00a0\r\n"


def with_kinds(document: Document) -> Iterator[tuple[Statement, str]]:
    """Every statement; a block with its own kind, a field with the kind it stands in."""
    waiting: list[tuple[Statement, str]] = [(s, "") for s in document.statements]
    while waiting:
        statement, around = waiting.pop()
        if type(statement) is Block:
            kind = kind_words_in(around).get(str(statement.kind), "")
            yield statement, kind
            waiting += [(inner, kind) for inner in statement.body or ()]
        else:
            yield statement, around


def may_make_up(text: str, document: Document) -> bool:
    """Whether braces that match may still stand wrong: one missing makes up for one too many.

    So it is where a block lies in one that cannot hold it, where a field that its block does not
    know stands further in than a head without braces above it, or where something stands behind the
    district. Such a text is at fault, whichever way it is read.
    """
    before = [s for s in document.statements[:-1] if isinstance(s, Block)]
    if any(is_district(str(s.kind)) and s.body is not None for s in before):
        return True  # a district without braces has all that follows
    todo: list[tuple[str, list[Statement]]] = [("district", document.statements)]
    while todo:
        outer, statements = todo.pop()
        bare: Block | None = None
        for statement in statements:
            if bare and indent_of(text, statement.start) <= indent_of(text, bare.start):
                bare = None
            if not isinstance(statement, Block):
                if bare and not _may_say(outer, str(statement.word)):
                    return True
                continue
            kind = kind_words_in(outer).get(str(statement.kind))
            if kind not in (None, "district") and not may_hold(outer, kind):
                return True
            opens = kind is not None and statement.body is None
            if opens and bare is None and indent_of(text, statement.start) >= 0:
                bare = statement
            if statement.body:
                todo.append((kind or "", statement.body))
    return False


def may_hold(outer: str, kind: str) -> bool:
    """Whether a block of a kind may lie in one of another; one that is not known holds any."""
    return not outer or outer in kinds()[kind].inside


def _may_say(kind: str, word: str) -> bool:
    """Whether blocks of a kind may hold a field of this word."""
    return not kind or kinds()[kind].block == "open" or word in field_words(kind)


def is_district(word: str) -> bool:
    """Whether a word is the kind of the outermost block."""
    return kind_words().get(word) == "district"


def indent_of(text: str, begin: int) -> int:
    """Columns before the first character of a line; -1 where something else stands before it."""
    line = text.rfind("\n", 0, begin) + 1
    before = text[line:begin]
    return len(before.expandtabs(4)) if not before.strip(BLANK) else -1
