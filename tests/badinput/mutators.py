"""Slips of the pen, one at a time, in texts of both tongues.

A good text and a seed enter; the same text with so many slips leaves, each in a line of its own,
with where and what they are. Every slip is one that a person makes who knows the language: a
letter wrong in a word, a mark forgotten or typed twice, one mark for another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from govkit.syntax.nodes import Block, Document, Field, Statement, Token
from govkit.syntax.parser import parser
from govkit.values.units import standard_units
from govkit.vocabulary.kinds import field_words, kind_words, kinds
from govkit.vocabulary.words import spellings

GALLERY = Path(__file__).resolve().parents[2] / "examples" / "gallery"
_OTHER = "甲兰田口木火土金水石竹米"  # characters that make no word of the language


@dataclass(frozen=True)
class Slip:
    """What is replaced, from `start` to `end`, by what; and the name of the kind of slip.

    `place`: where it is to be told, if not there: a block that nothing closes is told at its head.
    """

    kind: str
    start: int
    end: int
    text: str
    place: int = -1

    @property
    def told_at(self) -> int:
        return self.place if self.place >= 0 else self.start


def misspelt(word: str, rng: random.Random) -> str:
    """The word with one letter wrong, doubled, or gone."""
    at = rng.randrange(len(word))
    if not word.isascii():
        return word[:at] + rng.choice(_OTHER) + word[at + 1 :]
    how = rng.randrange(3)
    if how == 0 and len(word) > 3:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice("qxzjk") + word[at + 1 :]


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    fields = {word for kind in kinds() for word in field_words(kind)}
    units = {word for unit in standard_units() for word in unit.words}
    sets = {word for name in ("clause", "strength", "word", "trigger", "event", "move")
            for word in spellings(name)}  # fmt: skip
    return frozenset(fields | units | sets | set(kind_words()))


def _wrong(word: str, rng: random.Random, taken: frozenset[str]) -> str | None:
    for _ in range(8):
        new = misspelt(word, rng)
        if new not in taken and new[0].isalpha():
            return new
    return None


def slips(text: str, rng: random.Random) -> Iterator[Slip]:
    """Every slip that can be made in a text, each kind in every place it can stand."""
    document: object = parser().parse(text, start="start")
    assert isinstance(document, Document)
    names = frozenset(str(t) for t in _tokens(text) if t.type == "NAME")
    taken = known_words() | names
    for inside, statement in _statements(document.statements, "district"):
        if isinstance(statement, Field):
            yield from _in_field(text, statement, inside, rng, taken)
        else:
            yield from _in_block(text, statement, rng, taken)


def _statements(statements: list[Statement], inside: str) -> Iterator[tuple[str, Statement]]:
    for statement in statements:
        yield inside, statement
        if isinstance(statement, Block):
            yield from _statements(statement.body or [], kind_words().get(str(statement.kind), ""))


def _tokens(text: str) -> list[Token]:
    return list(parser().parse_interactive(text, start="start").iter_parse())


def _in_field(
    text: str, field: Field, inside: str, rng: random.Random, taken: frozenset[str]
) -> Iterator[Slip]:
    word, row = str(field.word), field_words(inside).get(str(field.word))
    start, end = field.start, field.value.end
    after = start + len(word)
    if row is not None and (new := _wrong(word, rng, taken)):
        yield Slip("field", start, after, new)
    colon = next((n for n in range(after, end) if text[n] in ":："), -1)
    if colon >= 0:
        yield Slip("no colon", colon, colon + 1, " " if text[colon] == "：" else "")
        yield Slip("two colons", colon, colon + 1, text[colon] * 2)
    value = text[colon + 1 : end]
    if row is not None and row.type.startswith("ref") and value.strip().isidentifier():
        begin = colon + 1 + len(value) - len(value.lstrip())
        if new := _wrong(value.strip(), rng, taken):
            yield Slip("name", begin, end, new)
    for at in range(colon + 1, end):
        if text[at] in '”"' and text.find("\n", colon, at) < 0 and at == end - 1:
            yield Slip("no quote", at, at + 1, "")
        if text[at] == "→" and row is not None:
            yield Slip("dash for arrow", at, at + 1, "——" if text[at - 1] != " " else "—")
        if text[at] == "/" and row is not None and row.type in ("rate", "cadence"):
            yield Slip("comma for stroke", at, at + 1, "、")
        if text[at] in ")）" and row is not None and row.type in ("share", "threshold"):
            yield Slip("no bracket", at, at + 1, "")
    yield from _unit(text, colon + 1, end, row, rng, taken)
    ahead = text[end : end + 1]
    marked = ahead == "；" or text[end : end + 2] == "; "
    if marked and not field.clauses and "\n" not in text[start : end + 1]:
        yield Slip("no semicolon", end, end + 1, " " if ahead == "；" else "")


def _unit(
    text: str, start: int, end: int, row: object, rng: random.Random, taken: frozenset[str]
) -> Iterator[Slip]:
    if row is None or getattr(row, "type", "") not in ("quantity", "duration"):
        return
    at = start
    while at < end and not text[at].isdigit():
        at += 1
    while at < end and (text[at].isdigit() or text[at] in ". "):
        at += 1
    unit = text[at:end].strip()
    if len(unit) > 1 and standard_units().find(unit) and (new := _wrong(unit, rng, taken)):
        yield Slip("unit", at, at + len(text[at:end].rstrip()), new)


def _in_block(text: str, block: Block, rng: random.Random, taken: frozenset[str]) -> Iterator[Slip]:
    word = str(block.kind)
    if word == "govkit" or block.body is None:
        return
    kind = kind_words().get(word)
    if kind not in ("district", None) and (new := _wrong(word, rng, taken)):
        yield Slip("kind", block.start, block.start + len(word), new)
    opening = next((n for n in range(block.start, len(text)) if text[n] in "{｛"), -1)
    closing = _closing(text, block, opening)
    if opening < 0 or closing < 0 or kind == "district":
        return
    yield Slip("no closing brace", closing, closing + 1, "", place=opening)
    yield Slip("surplus brace", closing, closing + 1, "} }")
    yield Slip("no opening brace", opening, opening + 1, "")
    if text[closing + 1 : closing + 2] in ("；", ";"):
        yield Slip("no semicolon after a block", closing + 1, closing + 2, " ")


def _closing(text: str, block: Block, opening: int) -> int:
    at = max(opening, block.end)
    while at < len(text) and text[at] not in "}｝":
        at += 1
    return at if at < len(text) else -1


@lru_cache(maxsize=1)
def bases() -> tuple[str, ...]:
    """The small models of the gallery, of both tongues, but those that build upon another one."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(GALLERY.glob("*.gov")))
    return tuple(text for text in texts if not re.search(r"^ *(extends|上位文件)[:：]", text, re.M))


def spoiled(text: str, count: int, rng: random.Random) -> tuple[str, list[Slip]] | None:
    """The text with so many slips, no two of them in one line."""
    by_kind: dict[str, list[Slip]] = {}
    for slip in slips(text, rng):
        by_kind.setdefault(slip.kind, []).append(slip)
    chosen: list[Slip] = []
    lines: set[int] = set()
    for _ in range(40 * count):
        if len(chosen) == count:
            break
        slip = rng.choice(by_kind[rng.choice(sorted(by_kind))])
        line = text.count("\n", 0, slip.start)
        if line not in lines:
            lines.add(line)
            chosen.append(slip)
    if len(chosen) < count:
        return None
    chosen.sort(key=lambda slip: -slip.start)
    for slip in chosen:
        text = text[: slip.start] + slip.text + text[slip.end :]
    return text, chosen
