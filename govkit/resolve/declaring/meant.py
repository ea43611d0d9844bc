"""What a misspelt kind was meant to be, so that its block still declares its name and is read.

The statements of one text enter. A block of an unknown kind is reported here, once; where one kind
fits what stands in the block, its word is put in place of the misspelt one. No value is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.elsewhere import elsewhere, meant
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.near import LONGEST, near
from govkit.syntax.nodes import Block, Field, Statement, Token, Value
from govkit.vocabulary.kinds import KindRow, field_words, kind_words, kind_words_in, kinds

HEADER = "govkit"
_ALIKE = 0.34  # of the letters of a short word: one in three
_OWN_LINES = 0.5  # what lines of the author's own count for: they may belong to any such kind


@dataclass(frozen=True, slots=True)
class _Reader:
    """What stands around the blocks that are looked at."""

    context: Context
    levels: frozenset[str]


def read_kinds(context: Context, statements: list[Statement]) -> None:
    """Report the blocks of unknown kinds in a text, and read them as what they were meant to be."""
    levels = frozenset(
        _name(s) for s in statements
        if isinstance(s, Block) and kind_words().get(str(s.kind)) == "level"
    )  # fmt: skip
    reader = _Reader(context, levels)
    todo: list[tuple[str, list[Statement]]] = [("district", statements)]
    while todo:
        outer, inside = todo.pop()
        for number, statement in enumerate(inside):
            if not isinstance(statement, Block):
                continue
            if _lacks_colon(statement, outer):
                context.report("GOV208", statement.kind, word=str(statement.kind))
                inside[number] = _as_field(statement)
                continue
            kind = kind_words_in(outer).get(str(statement.kind))
            kind = kind or _unknown_kind(reader, statement, outer)
            if kind is not None and statement.body:
                todo.append((kind, statement.body))


def _lacks_colon(block: Block, outer: str) -> bool:
    """Whether a head without a block is a field of the block it stands in: `时限 3天`."""
    word = str(block.kind)
    if block.body is not None or (block.name is None) == (block.title is None):
        return False
    kind = kind_words_in(outer).get(word)
    return word in field_words(outer) and (kind is None or outer not in kinds()[kind].inside)


def _as_field(block: Block) -> Field:
    value = block.name if block.name is not None else block.title
    assert value is not None
    return Field(block.kind, Value([value], None), block.clauses)


def _unknown_kind(reader: _Reader, block: Block, outer: str) -> str | None:
    """Report a kind that is none; what it is read as, or None."""
    context, word = reader.context, str(block.kind)
    if kinds()[outer].block == "open":  # only lines may stand here, which is told with them
        return None
    if word == HEADER:
        context.report("GOV211", block)
        return None
    slip = _full_stop_for_point(context, block)
    if slip is not None:
        context.report("GOV115", block.kind, word=word, fix=None, before=slip)
        return None
    if block.body is None and (block.name is None or _is_field(word)):
        context.report("GOV208", block.kind, word=word)
        return None
    return _told(reader, block, [row for row in kinds().values() if outer in row.inside])


def find_district(context: Context, statements: list[Statement]) -> None:
    """Read the outermost block of a text without a district as one, if it is misspelt."""
    for statement in statements:
        unknown = isinstance(statement, Block) and str(statement.kind) not in kind_words()
        if isinstance(statement, Block) and unknown and len(statement.body or ()) > 1:
            reader, allowed = _Reader(context, frozenset()), [kinds()["district"]]
            if _meant(reader, statement, allowed):
                _told(reader, statement, allowed)
                return


def _told(reader: _Reader, block: Block, allowed: list[KindRow]) -> str | None:
    context, word = reader.context, str(block.kind)
    to_use = meant(word)
    if to_use is None:
        spellings = [spelling for one in allowed for spelling in one.spellings]
        names = _apart(block, allowed) or near(word, _fitting(block, allowed) or spellings, _ALIKE)
    else:
        allowed = [one for one in allowed if one.id in to_use.leads]
        names = tuple(one.word("en" if word.isascii() else "zh") for one in allowed)
    told = elsewhere(word, to_use)
    row = _meant(reader, block, allowed)
    first = not context.source.text[: block.start].strip()
    if first and block.body is None and near(word, (HEADER,), 0.6):
        context.report("GOV201", block.kind, suggestions=(HEADER,), word=word, elsewhere=told,
                       then=Both("这一句没有读", "this line was not read"))  # fmt: skip
        return None
    if row is None:
        context.report(
            "GOV201", block.kind, suggestions=names, word=word, elsewhere=told,
            then=Both("这一段没有读", "this block was not read"),
        )  # fmt: skip
        context.names.lost.update(_words_in(block))
        return None
    own = row.en if word.isascii() else row.zh
    context.report(
        "GOV201", block.kind, suggestions=tuple(dict.fromkeys((own, *names))), word=word,
        elsewhere=told,
        then=Both(f"这一段按「{row.zh}」读", f"this block is read as `{row.en}`"),
    )  # fmt: skip
    context.names.lost.add(_name(block))  # should it be of another kind, that is told already
    block.kind = Token.new_borrow_pos(block.kind.type, own, block.kind)
    return row.id


def _fitting(block: Block, allowed: Iterable[KindRow]) -> list[str]:
    """The words of kinds whose heads have a name, or have none, as this one."""
    named = block.name is not None
    rows = [row for row in allowed if row.naming == "optional"
            or (row.naming in ("declares", "refers")) == named]  # fmt: skip
    return [spelling for row in rows for spelling in row.spellings]


def _apart(block: Block, allowed: Iterable[KindRow]) -> tuple[str, ...]:
    """`岗位网格长 { … }`: the kind and the name, with the blank that is missing between them."""
    if block.name is not None:
        return ()
    word = str(block.kind)
    known = {spelling for row in allowed if row.naming in ("declares", "refers")
             for spelling in row.spellings if not spelling.isascii()}  # fmt: skip
    heads = sorted((one for one in known if word.startswith(one) and word != one), key=len)
    return tuple(f"{head} {word[len(head) :]}" for head in heads[-1:])


def _meant(reader: _Reader, block: Block, allowed: Iterable[KindRow]) -> KindRow | None:
    """The kind that fits best; None where none is like the word and knows half of what follows."""
    word, name, body = str(block.kind), _name(block), block.body or []
    best: tuple[tuple[float, float, bool], KindRow] | None = None
    for row in allowed:
        if (row.naming in ("declares", "refers")) != bool(name) and row.naming != "optional":
            continue
        alike = max(_likeness(word, spelling) for spelling in row.spellings)
        known = sum(_knows(row, s) for s in body) / len(body) if body else float(alike >= 0.5)
        if known < 0.5 if alike >= _ALIKE else known < 1:
            continue
        refers = row.naming == "refers" and name in reader.levels
        standing = (alike + known, known, refers)
        if best is None or standing > best[0]:
            best = (standing, row)
    return best[1] if best is not None else None


def _likeness(word: str, spelling: str) -> float:
    """How many letters of two words are the same and in the same order, of one at most.

    A word that is longer than any that is looked for is like none of them.
    """
    if len(word) > LONGEST:
        return 0.0
    if not word.isascii() and len(word) == len(spelling):
        return sum(a == b for a, b in zip(word, spelling, strict=True)) / len(word)
    return SequenceMatcher(None, word.lower(), spelling.lower(), autojunk=False).ratio()


def _knows(row: KindRow, statement: Statement) -> float:
    """Whether a statement may stand in blocks of a kind; half, where any line of the author may."""
    if isinstance(statement, Block):
        word = str(statement.kind)
        if statement.body is None and word in field_words(row.id):  # its colon is missing
            return 1
        kind = kind_words_in(row.id).get(word)
        return kind is not None and row.id in kinds()[kind].inside
    if str(statement.word) in field_words(row.id):
        return 1
    return _OWN_LINES if row.block == "open" else 0


def _name(block: Block) -> str:
    return "·".join(components(block.name)) if block.name is not None else ""


def _is_field(word: str) -> bool:
    return any(word in field_words(kind) for kind in kinds())


def _words_in(block: Block) -> Iterator[str]:
    """What a block that is not read would have declared."""
    yield _name(block)
    for inner in block.body or ():
        if isinstance(inner, Block):
            yield _name(inner)
            continue
        yield components(inner.word)[-1]
        yield from words_of(inner)


def words_of(field: Field) -> set[str]:
    """The names and words in the value of a field."""
    return {str(item) for item in field.value.items if isinstance(item, Token)}


def _full_stop_for_point(context: Context, block: Block) -> str | None:
    """`社区。书记`: a lone word right after 。 on the line of another statement."""
    if block.name is not None or block.body is not None or block.clauses or block.title:
        return None
    text, at = context.source.text, block.start
    if at < 2 or text[at - 1] != "。":
        return None
    begin = at - 1
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] == "_"):
        begin -= 1
    return text[begin : at - 1] or None
