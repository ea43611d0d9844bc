"""Texts of n pieces of every kind of content, made from the vocabulary.

The tables of kinds, fields and clauses enter, with the good text that every kind has
(`tests/cases/*/good`, kept whole by `test_every_kind.py`); for each kind of content leaves a way to
write a folder with n pieces of it. Nothing is listed by hand that a new kind or field would add to:
it is measured as soon as it has its text.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from govkit.syntax.nodes import Arrowed, Block, Document, Field, Statement, Token, end_of, start_of
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import every_field, field_words, kind_words, kinds
from govkit.vocabulary.words import word_set
from tests.badinput.mutators import slips

CASES = Path(__file__).resolve().parents[1] / "cases"
EXAMPLES = CASES.parents[1] / "govkit" / "cli" / "examples.toml"
FIRST = date(1900, 1, 1)
Files = dict[str, str]  # the texts of a folder by their names; `model.gov` is the one that is read


@dataclass(frozen=True)
class Content:
    """One kind of content: its name, and the folder with n pieces of it."""

    name: str
    files: Callable[[int], Files] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Text:
    """A good text, parsed; `blocks` are all its blocks with the kind of each and what is around."""

    text: str
    folder: Path
    document: Document = field(repr=False)

    @property
    def english(self) -> bool:
        return "district" in self.text

    def blocks(self) -> Iterator[tuple[str, Block, tuple[Block, ...]]]:
        yield from _blocks(self.document.statements, ())

    def tables(self) -> Files:
        """What lies beside the text, for those that name other files."""
        if '.csv"' not in self.text and ".gov" not in self.text:
            return {}
        beside = [one for way in ("*.csv", "parts/*", "*.gov") for one in self.folder.glob(way)]
        return {
            str(one.relative_to(self.folder)): one.read_text(encoding="utf-8") for one in beside
        }

    def with_put_in(self, *pieces: tuple[int, str]) -> Files:
        """The folder, the text with something put in at some places."""
        out, at = [], 0
        for place, piece in sorted(pieces, key=lambda one: one[0]):
            out += [self.text[at:place], piece]
            at = place
        return {**self.tables(), "model.gov": "".join(out) + self.text[at:]}


def _blocks(
    statements: list[Statement], around: tuple[Block, ...]
) -> Iterator[tuple[str, Block, tuple[Block, ...]]]:
    for statement in statements:
        if isinstance(statement, Block) and str(statement.kind) in kind_words():
            yield kind_words()[str(statement.kind)], statement, around
            yield from _blocks(statement.body or [], (*around, statement))


@lru_cache(maxsize=1)
def texts() -> tuple[Text, ...]:
    """The good texts, the one with every field of a kind first."""
    paths = sorted(
        CASES.glob("*/good/*.gov"), key=lambda path: (path.name != "every_field.gov", path)
    )
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        document = parser().parse(text, start="start")
        assert isinstance(document, Document)
        found.append(Text(text, path.parent, document))
    return tuple(found)


@dataclass(frozen=True)
class Place:
    """A block of a kind in a good text, and perhaps a statement of it."""

    text: Text
    block: Block
    around: tuple[Block, ...]
    statement: Field | None = None

    @property
    def outermost(self) -> Block:
        """The block of the district that holds it."""
        holders = [
            one for one in (*self.around, self.block) if kind_words()[str(one.kind)] != "district"
        ]
        return holders[0] if holders else self.block

    def inside(self) -> int:
        """Where a statement can be put into the block: before the first of its own."""
        assert self.block.body
        return self.block.body[0].start

    def in_district(self) -> int:
        """Where a statement of the district can be put."""
        return self.outermost.start


@cache
def place_of(kind: str) -> Place:
    """The first block of a kind, in its own text where that has one."""
    own = [text for text in texts() if text.folder.parent.name == kind]
    for text in (*own, *texts()):
        for found, block, around in text.blocks():
            if found == kind and (block.body or kind in ("unit", "event")):
                return Place(text, block, around)
    raise LookupError(kind)


@cache
def places() -> dict[tuple[str, str], Place]:
    """Every field of every kind, where a good text first uses it."""
    found: dict[tuple[str, str], Place] = {}
    for text in texts():
        for kind, block, around in text.blocks():
            open_head = text.document.statements if kind == "district" and not block.body else ()
            for one in block.body or open_head:
                row = field_words(kind).get(str(one.word)) if isinstance(one, Field) else None
                if row is not None and isinstance(one, Field):
                    found.setdefault((kind, row.id), Place(text, block, around, one))
    return found


def declared(block: Block) -> dict[str, str]:
    """The names a block declares, and those inside it, with their kinds."""
    found = {}
    for kind, one, _ in _blocks([block], ()):
        if one.name is not None and kinds()[kind].naming != "refers":
            found[str(one.name)] = kind
    return found


def renamed(text: str, names: dict[str, str] | list[str], end: str) -> str:
    """The same with other names: `end` at the end of each."""
    if not names:
        return text
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return pattern.sub(lambda found: _named(found[0], end), text)


def _named(name: str, end: str) -> str:
    return f"{name[:-1]}{end}{name[-1]}" if name[-1] in "》」`" else f"{name}{end}"


def _source(text: Text, node: Statement) -> str:
    return text.text[node.start : _end(text, node)]


def _closed(text: str, end: int) -> int:
    """The end with closing brackets, which the parser leaves out."""
    closing = re.compile(r"[)）]*").match(text, end)
    assert closing is not None
    return closing.end()


def _end(text: Text, node: Statement) -> int:
    """The end with the closing brace, which the parser leaves out too."""
    if isinstance(node, Field) or node.body is None:
        return _closed(text.text, node.end)
    inside = _end(text, node.body[-1]) if node.body else node.end
    closing = re.compile("[}｝]").search(text.text, inside)
    assert closing is not None
    return closing.end()


# ── blocks ──
def _copies(kind: str, same: bool = False) -> Callable[[int], Files]:
    place = place_of(kind)
    text, block = place.text, place.block
    piece = _source(text, block)
    names = declared(block)

    def files(n: int) -> Files:
        put = []
        if kinds()[kind].naming == "refers":  # rungs of a ladder: each with a level of its own
            word = "level" if text.english else "层级"
            put.append((place.in_district(), "".join(f"{word} R_{i}\n" for i in range(n))))
            rungs = (renamed(piece, [str(block.name)], "").replace(str(block.name), f"R_{i}", 1)
                     for i in range(n))  # fmt: skip
            return text.with_put_in(*put, (block.start, "".join(f"{one}\n" for one in rungs)))
        copies = (piece if same else renamed(piece, names, f"_{i}") for i in range(n))
        return text.with_put_in(*put, (block.start, "".join(f"{one}\n" for one in copies)))

    return files


def _lines(kind: str, line: Field) -> Callable[[int], Files]:
    place = place_of(kind)
    piece = _source(place.text, line)
    word = str(line.word)

    def files(n: int) -> Files:
        lines = (renamed(piece, [word], f"_{i}") for i in range(n))
        return place.text.with_put_in((line.start, "".join(f"{one}\n" for one in lines)))

    return files


def _of_blocks() -> Iterator[Content]:
    for kind, row in kinds().items():
        if kind == "district":
            continue
        place = place_of(kind)
        if row.block == "open":
            for line in place.block.body or ():
                if isinstance(line, Field):
                    yield Content(f"line {kind} {line.word}", _lines(kind, line))
            continue
        yield Content(f"block {kind}", _copies(kind))
        if row.naming == "declares":
            yield Content(f"same name {kind}", _copies(kind, same=True))


# ── one field again and again ──
def _bare(place: Place) -> str:
    assert place.statement is not None
    text, value = place.text.text, place.statement.value
    end = value.end if value.tail is None else end_of(value.items[-1])
    return text[place.statement.start : _closed(text, end)]


def _repeated(place: Place, clause: Callable[[int], str], head: str = "") -> Callable[[int], Files]:
    assert place.statement is not None
    bare, at = _bare(place), place.statement.start

    def files(n: int) -> Files:
        pieces = "".join(f"{bare}{clause(i)}\n" for i in range(n))
        grades = "、".join(f"g_{i}" for i in range(n + 1))
        above = (place.in_district(), f"{head.replace('§', grades)}\n") if head else (at, "")
        return place.text.with_put_in(above, (at, pieces))

    return files


def _dated(i: int) -> str:
    return f" since {FIRST + timedelta(i)} until {FIRST + timedelta(i + 1)}"


def _of_repeated(kind: str, field_id: str, place: Place) -> Iterator[Content]:
    yield Content(f"repeated {kind}.{field_id} plain", _repeated(place, lambda i: ""))
    yield Content(f"repeated {kind}.{field_id} dated", _repeated(place, _dated))
    if kind != "district":
        head = "attribute grade_of_it { values: § }"
        when = _repeated(place, lambda i: f" when grade_of_it = g_{i}", head)
        yield Content(f"repeated {kind}.{field_id} when", when)


# ── many items in one list ──
def _varied(text: str, names: list[str], i: int) -> str:
    """An item of a list, another one than its neighbours: other names, else another number."""
    changed = renamed(text, names, f"_{i}")
    if changed != text:
        return changed
    if day := re.search(r"\d{4}-\d{2}-\d{2}", text):
        return text.replace(day[0], str(FIRST + timedelta(i)))
    return re.sub(r"\d+", str(i + 1), text, count=1)


def _items(place: Place) -> Callable[[int], Files]:
    assert place.statement is not None
    value, text = place.statement.value, place.text.text
    last = value.items[-1]
    if (
        isinstance(last, Arrowed)
        and len(value.items) > 1
        and text[start_of(last) :].startswith(("else", "其余"))
    ):
        last = value.items[-2]
    chain = isinstance(last, Arrowed) and len(value.items) == 1 and all(
        isinstance(part, Token) and part.type == "NAME" for part in last.parts
    )  # fmt: skip
    left = last.parts[-1 if chain else 0] if isinstance(last, Arrowed) else last
    end, left_end = _closed(text, end_of(last)), _closed(text, end_of(left))
    written = text[start_of(left) : left_end]
    rest = "" if chain else text[left_end:end]
    own = re.findall(r"[^\W\d]\w*", re.sub(r'["“].*?["”]', "", written))
    targets, graded = _targets(place.text, own), _graded(place.text, own)
    names = own if not re.match(r"[\d≥≤<>]", written) else []
    mark = " -> " if chain else "、"

    def files(n: int) -> Files:
        if chain:
            added = "".join(f"{mark}{_varied(written, names, i)}" for i in range(n))
            at = end
        else:
            added = "".join(f"{_varied(written, names, i)}{rest}{mark}" for i in range(n))
            at = start_of(last)
        put = [(at, added)]
        for block, name in targets:
            piece = _source(place.text, block)
            put.append(
                (block.start, "".join(f"{renamed(piece, [name], f'_{i}')}\n" for i in range(n)))
            )
        for token in graded:
            put.append((token.start_pos or 0, "".join(f"{token}_{i}、" for i in range(n))))
        if value.tail is not None:
            tail = place.text.text[end_of(value.items[-1]) : value.end]
            whole = place.text.with_put_in(*put)
            return {**whole, "model.gov": whole["model.gov"].replace(f"{written}{tail}", written)}
        return place.text.with_put_in(*put)

    return files


def _targets(text: Text, names: list[str]) -> list[tuple[Block, str]]:
    """The blocks that declare these names."""
    found = []
    for kind, block, _ in text.blocks():
        if str(block.name) in names and kinds()[kind].naming == "declares" and kind != "district":
            found.append((block, str(block.name)))
            names = [name for name in names if name != str(block.name)]
    return found


def _graded(text: Text, names: list[str]) -> list[Token]:
    """The grades of attributes that are spelt like these names."""
    return [
        item
        for kind, block, _ in text.blocks() if kind == "attribute"
        for one in block.body or () if isinstance(one, Field)
        for item in one.value.items if isinstance(item, Token) and str(item) in names
    ]  # fmt: skip


# ── references, to and fro ──
def _pointing(kind: str, place: Place) -> Callable[[int], Files] | None:
    """n objects with this one field, each pointing at an object of its own, declared behind."""
    assert place.statement is not None
    text = place.text
    own = re.findall(r"[^\W\d]\w*", _bare(place).partition(":" if ":" in _bare(place) else "：")[2])
    targets = [(block, name) for block, name in _targets(text, own) if block is not place.block]
    if kinds()[kind].naming != "declares" or kind == "district" or not targets:
        return None
    outer, names = place.outermost, [*declared(place.outermost), *(name for _, name in targets)]
    piece = _only(place)
    behind = [_source(text, block) for block, _ in targets]

    def files(n: int) -> Files:
        put = "".join(f"{renamed(piece, names, f'_{i}')}\n" for i in range(n))
        put += "".join(f"{renamed(one, names, f'_{i}')}\n" for one in behind for i in range(n))
        return text.with_put_in((outer.start, put))

    return files


def _only(place: Place) -> str:
    """The outermost block with heads and one statement alone."""
    text = _bare(place)
    for block in (place.block, *reversed(place.around)):
        if kind_words()[str(block.kind)] != "district":
            text = f"{block.kind} {block.name} {{ {text} }}"
    return text


def _chained(kind: str, place: Place) -> Callable[[int], Files] | None:
    """n objects of a kind that point at their own kind, each at the one before it."""
    assert place.statement is not None
    row = field_words(kind)[str(place.statement.word)]
    if kind not in row.kinds or kinds()[kind].inside != ("district",):
        return None
    head = f"{place.block.kind} It_§ {{ {place.statement.word}: It_¤ }}\n"

    def files(n: int) -> Files:
        links = (head.replace("§", str(i + 1)).replace("¤", str(i)) for i in range(n))
        return place.text.with_put_in(
            (place.in_district(), f"{place.block.kind} It_0\n" + "".join(links))
        )

    return files


def _of_fields() -> Iterator[Content]:
    for (kind, field_id), place in places().items():
        yield from _of_repeated(kind, field_id, place)
        yield Content(f"items {kind}.{field_id}", _items(place))
        for name, way in (("pointing", _pointing(kind, place)), ("chained", _chained(kind, place))):
            if way is not None:
                yield Content(f"{name} {kind}.{field_id}", way)


# ── clauses ──
def _of_clauses() -> Iterator[Content]:
    """Each clause in the example that `govkit words` shows of it, each strength behind a count."""
    examples = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["clause"]
    said = {id: examples[f"{id}"]["en"] for id in word_set("clause")}
    said |= {id: f"count: 6 pieces {term.en}" for id, term in word_set("strength").items()}
    for id, statement in said.items():
        word = statement.partition(":")[0]
        yield Content(f"clause {id}", _claimed(next(
            place for (kind, _), place in places().items()
            if place.statement is not None and str(place.statement.word) == word
            and kind_words()[str(place.outermost.kind)] not in ("district", "figures", "checks")
        ), statement))  # fmt: skip


def _claimed(place: Place, statement: str) -> Callable[[int], Files]:
    piece = _only(place).replace(_bare(place), statement)
    names = [*declared(place.outermost), str(place.outermost.name)]

    def files(n: int) -> Files:
        copies = "".join(f"{renamed(piece, names, f'_{i}')}\n" for i in range(n))
        return place.text.with_put_in((place.in_district(), copies))

    return files


# ── tables ──
def _of_tables() -> Iterator[Content]:
    for text in texts():
        for name in [name for name in text.tables() if name.endswith(".csv")]:
            if f'"{name}"' in text.text:
                yield Content(f"rows {text.folder.parent.name} {name}", _rows(text, name))


def _rows(text: Text, name: str) -> Callable[[int], Files]:
    lines = text.tables()[name].rstrip("\n").split("\n")

    def files(n: int) -> Files:
        first = re.split("[,;\t]", lines[-1])[0]
        rows = [_varied(lines[-1], [first], i) for i in range(n)]
        if rows[:1] == lines[-1:] and n:
            rows = [lines[-1].replace(first, f"{first}_{i}", 1) for i in range(n)]
        return {**text.with_put_in(), name: "\n".join([*lines, *rows, ""])}

    return files


# ── mistakes, remarks, long words ──
def _of_mistakes() -> Iterator[Content]:
    """Each kind of slip of the pen, in n copies of one block."""
    told = set()
    for text in texts()[:40]:
        for slip in slips(text.text, random.Random(7)):
            around = (block for kind, block, _ in text.blocks() if kind != "district")
            inside = next(
                (one for one in around if one.start <= slip.start and slip.end <= one.end), None
            )
            if slip.kind not in told and inside is not None:
                told.add(slip.kind)
                yield Content(
                    f"mistake {slip.kind}", _slipped(text, inside, slip.start, slip.end, slip.text)
                )


def _slipped(text: Text, block: Block, start: int, end: int, put: str) -> Callable[[int], Files]:
    piece = text.text[block.start : start] + put + text.text[end : _end(text, block)]
    names = declared(block)

    def files(n: int) -> Files:
        copies = "".join(f"{renamed(piece, names, f'_{i}')}\n" for i in range(n))
        return text.with_put_in((block.start, copies))

    return files


def _cells(count: int) -> str:
    """A table of so many cells, in eight columns."""
    rows, columns = [f"a_{i}" for i in range(count // 8)], [f"b_{i}" for i in range(8)]
    cells = "".join(f"({row}, {column}) -> high, " for row in rows for column in columns)
    return (
        f"attribute a {{ values: {', '.join(['low_a', *rows])} }}\n"
        f"attribute b {{ values: {', '.join(['low_b', *columns])} }}\n"
        "attribute c { values: low, high }\n"
        f"table T {{ keys: a, b; gives: c; cells: {cells}else -> low }}\n"
    )


def _either(count: int) -> str:
    """A condition of so many parts."""
    grades = [f"g_{i}" for i in range(count + 1)]
    parts = " or ".join(f"grade_of_it = {grade}" for grade in grades)
    return (
        f"attribute grade_of_it {{ values: {', '.join(grades)}, last }}\n"
        f"matter M {{ limit: 3 days when {parts} }}\n"
    )


PLAIN: dict[str, Callable[[int], str]] = {
    "remarks": lambda n: "# a remark of some length\n" * n,
    "blank lines": lambda n: "\n" * n,
    "separators": lambda n: "；\n" * n,
    "long name": lambda n: f"level {'a' * n}\n",
    "long title": lambda n: f'level Long "{"ab " * n}"\n',
    "long note": lambda n: f'level Long {{ note: "{"甲 " * n}" }}\n',
    "long number": lambda n: f"level Long {{ count: {'9' * n} }}\n",
    "long remark": lambda n: f"level Long # {'甲 ' * n}\n",
    "operands +": lambda n: f"checks {{ long: {'1 + ' * n}1 = {n + 1} }}\n",
    "operands *": lambda n: f"checks {{ long: {'1 * ' * n}1 = 1 }}\n",
    "operands and": lambda n: f"checks {{ long: {'1 = 1 and ' * n}1 = 1 }}\n",
    "operands or": lambda n: f"checks {{ long: {'1 = 2 or ' * n}1 = 1 }}\n",
    "arguments": lambda n: f"checks {{ long: sum({', '.join(['1'] * (n + 1))}) = {n + 1} }}\n",
    "condition or": _either,
    "clauses of a head": lambda n: f"source S\nlevel L{' cite S' * n}\n",
    "cells": _cells,
    "nested items": lambda n: (
        f"list L {{ {''.join(f'item i_{i} {{ ' for i in range(n))}{'}' * n} }}\n"
    ),
    "nested matters": lambda n: f"{''.join(f'matter m_{i} {{ ' for i in range(n))}{'}' * n}\n",
    "open braces": lambda n: "level L {\n" * n,
    "closing braces": lambda n: "}\n" * n,
    "strange characters": lambda n: "☃ " * n + "\n",
    "strange lines": lambda n: "level : : {\n" * n,
}


def _plain(way: Callable[[int], str]) -> Callable[[int], Files]:
    return lambda n: {"model.gov": f"govkit 1\ndistrict Lake {{\n{way(n)}}}\n"}


def contents() -> Iterator[Content]:
    """Every kind of content."""
    yield from _of_blocks()
    yield from _of_fields()
    yield from _of_clauses()
    yield from _of_tables()
    yield from _of_mistakes()
    for name, way in PLAIN.items():
        yield Content(f"plain {name}", _plain(way))


def without_a_text() -> list[str]:
    """Fields of the vocabulary that no good text uses."""
    found = {(kind, row) for kind, row in places()}
    return [f"{row.kind}.{row.id}" for row in every_field()
            if row.kind != "*" and (row.kind, row.id) not in found]  # fmt: skip
