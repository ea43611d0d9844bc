"""Checks of legality: powers over enterprises that the model gives no legal basis for.

A model enters, notes leave; the words a power is known by stand in `legality.json`. Whether
anything is lawful is not known here: only whether the text cites a law, or leaves it open.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import chosen_in, numbered, refs_in, rungs
from govkit.checks.wording import name_of
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.listing import Item, Listing
from govkit.model.statement import Attribute, Claim, Stated
from govkit.model.strength import forbids
from govkit.values import Text, Words

_LISTS = frozenset(["power", "duty", "main_responsibility"])
_OPEN = frozenset(["assumed", "proposed"])
_GIVEN = ("level", "body", "post", "team")
_TABLE = Path(__file__).with_name("legality.json")
_PARTS = re.compile(r"[、，。；：,.;:（）()]")
_JOINING = re.compile(r"[和及并与的]|\band\b|\bor\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that give something to `holders`: where, and the clauses around them, nearest first."""

    path: str
    words: tuple[str, ...]
    holders: tuple[str, ...]
    claims: tuple[Claim, ...]


def check_legal_basis(model: Governance) -> Iterator[Finding]:
    """GOV635: punishment, permission, coercion or inspection is given, and no law is cited."""
    laws = {source.name for source in model.sources if "law" in chosen_in(source.type)}
    for said in (*_functions(model), *_listed(model), *_done(model)):
        if not said.holders or any(forbids(claim.strength) for claim in said.claims):
            continue
        found = [(word, kind) for word in said.words if (kind := power_in(word)) is not None]
        if not found or _founded(said.claims, laws):
            continue
        kinds = dict.fromkeys(kind for _, kind in found)
        yield Finding("GOV635", said.path, {
            "words": Both.listed([word for word, _ in found]),
            "what": Both("、".join(kind.zh for kind in kinds), ", ".join(k.en for k in kinds)),
            "holder": Both.listed(list(said.holders)),
        })  # fmt: skip


def power_in(phrase: str) -> Both | None:
    """What kind of power over others a phrase of either tongue names; None where it names none.

    Prohibitions, names of offices, and what one only helps with, applies for or tells of are none.
    """
    patterns = _patterns()
    for part in _PARTS.split(phrase):
        around: _Around | None = None
        for pattern, kind in patterns.kinds:
            for hit in pattern.finditer(part):
                if patterns.behind.match(part, hit.end()):
                    continue
                around = around or _Around.of(part)
                if not around.takes_back(hit.start()):
                    return kind
    return None


@dataclass(frozen=True, slots=True)
class _Around:
    """A clause and where in it stand the words that take a power back, and those that join."""

    part: str
    near: tuple[int, ...]
    wide: tuple[int, ...]
    joining: tuple[int, ...]

    @classmethod
    def of(cls, part: str) -> _Around:
        """The clause, read once however many powers it names."""
        patterns = _patterns()
        near, wide, joining = (
            tuple(one.start() for one in pattern.finditer(part))
            for pattern in (patterns.near, patterns.wide, _JOINING)
        )
        return cls(part, near, wide, joining)

    def takes_back(self, start: int) -> bool:
        """Whether what begins at `start` is denied, or only helped with, applied for or told of."""
        patterns = _patterns()
        end = self._end(patterns.wide, self.wide, start)
        if end is not None and "\n" not in self.part[end:start]:
            return True
        end = self._end(patterns.near, self.near, start)
        return end is not None and bisect_left(self.joining, end) == bisect_left(
            self.joining, start
        )

    def _end(self, pattern: re.Pattern[str], starts: tuple[int, ...], start: int) -> int | None:
        """The end of the last of these words in front of `start`."""
        for number in range(bisect_left(starts, start) - 1, -1, -1):
            if found := pattern.match(self.part, starts[number], start):
                return found.end()
        return None


# ── where the words stand ──


def _functions(model: Governance) -> Iterator[_Said]:
    """The functions of levels, bodies, posts and teams."""
    holders = (("level", model.levels), ("body", model.bodies), ("post", model.posts),
               ("team", model.teams))  # fmt: skip
    for kind, entities in holders:
        for one in entities:
            for path, stated, words in _worded(f"{kind}:{one.name}.functions", one.functions):
                yield _Said(path, words, (one.name,), (stated, one))


def _listed(model: Governance) -> Iterator[_Said]:
    """The items and contents of lists of powers and duties, with those they are granted to."""
    for listing in model.lists:
        if not _LISTS.isdisjoint(chosen_in(listing.type)):
            yield from _entries(f"list:{listing.name}", listing, (), ())
            for item in listing.items:
                yield from _item(item, refs_in(listing.granted_to), _around(listing))


def _item(item: Item, granted: tuple[str, ...], outer: tuple[Claim, ...]) -> Iterator[_Said]:
    path = f"item:{item.name}"
    own = refs_in(item.granted_to) or granted
    claims = (*_around(item), *outer)
    holders = tuple(name_of(ref) for ref in own)
    yield _Said(path, tuple(filter(None, (item.name, item.title))), holders, claims)
    yield from _entries(path, item, own, outer)
    for inner in item.items:
        yield from _item(inner, own, claims)


def _entries(
    path: str, holder: Listing | Item, granted: tuple[str, ...], outer: tuple[Claim, ...]
) -> Iterator[_Said]:
    names = tuple(name_of(ref) for ref in refs_in(holder.granted_to) or granted)
    for at, stated, words in _worded(f"{path}.contents", holder.contents):
        yield _Said(at, words, names, (stated, *_around(holder), *outer))


def _done(model: Governance) -> Iterator[_Said]:
    """What is done, and what may be done, at the tiers and steps of processes."""
    for process in model.processes:
        for path, rung in rungs(process):
            names = tuple(name_of(ref) for ref in refs_in(rung.handler)) or (rung.name,)
            for field in ("content", "may"):
                for at, stated, words in _worded(f"{path}.{field}", getattr(rung, field)):
                    yield _Said(at, words, names, (stated, rung, process))


def _worded(
    path: str, attribute: Attribute[Any]
) -> Iterator[tuple[str, Stated[Any], tuple[str, ...]]]:
    """The statements of a field that say something in words, prohibitions left out."""
    for number, stated in attribute.numbered():
        value = stated.value
        if isinstance(value, Words):
            yield numbered(path, number), stated, value.words
        elif isinstance(value, Text):
            yield numbered(path, number), stated, tuple(_PARTS.split(value.text))


# ── the basis ──


def _around(holder: Listing | Item) -> tuple[Claim, ...]:
    """The clauses of a list or an item, and of the statements that grant it."""
    return (*holder.granted_to, holder)


def _founded(claims: Iterable[Claim], laws: set[str]) -> bool:
    """Whether one of them cites a law, or the nearest that says whence it is leaves it open."""
    origins = [claim.origin for claim in claims if claim.origin.kind != "none"]
    return any(one.source in laws for one in origins) or any(
        one.kind in _OPEN for one in origins[:2]
    )


# ── the words ──


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The table as expressions: a power, and what takes it back behind it and before it: `near`
    where no other thing is named between them, `wide` in the whole clause.
    """

    kinds: tuple[tuple[re.Pattern[str], Both], ...]
    near: re.Pattern[str]
    wide: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """The words of the table beside this file, as patterns of regular expressions.

    A hit counts unless a word of `denied` or `helped` stands before it, or one of `behind` directly
    behind it: names of offices, applications, advice, publication.
    """
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    before, behind = table.pop("before"), table.pop("behind")
    near = _either([*before["denied"]["zh"], *before["helped"]["zh"]],
                   [*before["denied"]["en"], *before["helped"]["en"]])  # fmt: skip
    wide = _either(before["beside"]["zh"], before["beside"]["en"])
    return _Patterns(
        tuple(
            (re.compile(_either(one["zh"], one["en"]), re.IGNORECASE), Both(**one["name"]))
            for one in table.values()
        ),
        re.compile(near, re.IGNORECASE),
        re.compile(wide, re.IGNORECASE),
        re.compile(rf"[ \t-]*(?:{_either(behind['zh'], behind['en'])})", re.IGNORECASE),
    )


def _either(zh: Iterable[str], en: Iterable[str]) -> str:
    return f"{'|'.join(zh)}|" + "|".join(rf"\b(?:{one})\b" for one in en)


CHECKS: tuple[Check, ...] = (check_legal_basis,)
