"""Which object of the old model is which of the new one.

The objects of one kind in one holder enter, old and new; pairs leave, and near misses. The same
name is the same thing; then what the caller says, an alias, a title; then a score of shared
statements and likeness of names, which has to be clear (docs/decisions/0039).
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from govkit.analysis.diff.changes import Near
from govkit.analysis.diff.data import data_of, shape_of
from govkit.analysis.diff.renames import Renames
from govkit.model.statement import Entity
from govkit.values import Words

ACCEPTED, AHEAD, NEAR, ALIKE = 0.6, 0.1, 0.4, 0.6
_STATEMENTS, _NAMES = 0.6, 0.4
_SHARED, _OF_A_NAME = 3, 0.5
Objects = Mapping[str, Any]
Statements = frozenset[tuple[str, Hashable]]


@dataclass
class Pairs:
    """Keys of the new objects with those of their old partners, and what may be one."""

    of: dict[str, str] = field(default_factory=dict)
    near: list[Near] = field(default_factory=list)


def paired(
    kind: str, old: Objects, new: Objects, renames: Renames, wanted: Mapping[str, str]
) -> Pairs:
    """The partners among the objects of one kind in one holder."""
    pairs = Pairs()
    _take(pairs, {wanted.get(f"{kind}:{key}", wanted.get(key)): key for key in old}, old, new)
    _take(pairs, {key: key for key in new}, old, new)
    if len(pairs.of) == len(new) or len(pairs.of) == len(old):
        return pairs
    _take(pairs, {renames.name(key): key for key in old}, old, new)
    _take(pairs, dict(_by_alias(pairs, old, new)), old, new)
    _take(pairs, dict(_by_title(pairs, old, new)), old, new)
    _scored(pairs, kind, old, new, renames)
    return pairs


def _take(pairs: Pairs, found: Mapping[Any, str], old: Objects, new: Objects) -> None:
    taken = set(pairs.of.values())
    for key, was in found.items():
        if key in new and was in old and key not in pairs.of and was not in taken:
            pairs.of[key] = was
            taken.add(was)


def _rest(pairs: Pairs, old: Objects, new: Objects) -> tuple[Objects, Objects]:
    taken = set(pairs.of.values())
    return (
        {key: one for key, one in old.items() if key not in taken},
        {key: one for key, one in new.items() if key not in pairs.of},
    )


def _by_alias(pairs: Pairs, old: Objects, new: Objects) -> Iterator[tuple[str, str]]:
    """By the 别称 of the new text, which names the old one; in the way back by that of the old."""
    lost, come = _rest(pairs, old, new)
    for key, one in come.items():
        for was, other in lost.items():
            if was in _aliases(one) or key in _aliases(other):
                yield key, was


def _aliases(entity: Entity) -> frozenset[str]:
    return frozenset(
        word for value in entity.alias.values if isinstance(value, Words) for word in value.words
    )


def _by_title(pairs: Pairs, old: Objects, new: Objects) -> Iterator[tuple[str, str]]:
    lost, come = _rest(pairs, old, new)
    before, after = ([one.title for one in side.values()] for side in (lost, come))
    for key, one in come.items():
        for was, other in lost.items():
            same = one.title and one.title == other.title
            if same and before.count(one.title) == after.count(one.title) == 1:
                yield key, was


# ── by score ──


@dataclass(frozen=True, slots=True)
class _Score:
    key: str
    was: str
    score: float
    alike: float  # how much the names are alike
    sound: bool  # they share three statements or half of their name

    @property
    def told(self) -> bool:
        """Whether they may be one."""
        return self.score >= NEAR or self.alike >= ALIKE


def _scored(pairs: Pairs, kind: str, old: Objects, new: Objects, renames: Renames) -> None:
    lost, come = _rest(pairs, old, new)
    names, none = (renames, Renames()) if renames else (None, None)
    before = {was: frozenset(statements(one, names)) for was, one in lost.items()}
    after = {key: frozenset(statements(one, none)) for key, one in come.items()}
    scores = [
        found
        for key in come for was in lost
        if (found := _score(key, was, after[key], before[was])).told
    ]  # fmt: skip
    accepted = [one for one in scores if _is_clear(one, scores)]
    for one in accepted:
        pairs.of[one.key] = one.was
    gone = set(pairs.of.values())
    for key in come:
        left = [one for one in scores if one.key == key and one.was not in gone and one.sound]
        if key not in pairs.of and left:
            best = max(left, key=lambda one: one.score)
            pairs.near.append(Near(kind, best.was, best.key))


def _score(key: str, was: str, after: Statements, before: Statements) -> _Score:
    shared = len(after & before)
    of_all = 2 * shared / (len(after) + len(before)) if shared else 0.0
    first, second = sorted((was, key))  # alike both ways
    names = SequenceMatcher(None, first, second, autojunk=False)
    common = names.find_longest_match().size
    sound = shared >= _SHARED or common >= _OF_A_NAME * max(len(was), len(key))
    alike = names.ratio()
    return _Score(key, was, _STATEMENTS * of_all + _NAMES * alike, alike, sound)


def _is_clear(one: _Score, scores: list[_Score]) -> bool:
    others = (other for other in scores if (other.key == one.key) != (other.was == one.was))
    return (
        one.sound
        and one.score >= ACCEPTED
        and all(one.score - other.score >= AHEAD for other in others)
    )


def statements(
    entity: Entity, renames: Renames | None, at: str = ""
) -> Iterator[tuple[str, Hashable]]:
    """What an object says, without where it says it from. With renames: by the new names."""
    shape = shape_of(type(entity))
    for name in shape.attributes:
        for stated in getattr(entity, name).root:
            yield at + name, _said(stated.value, renames)
    for given in getattr(entity, "given", ()):
        yield at + given.attribute, _said(given.value, renames)
    for name in shape.held:
        for inner in getattr(entity, name):
            yield from statements(inner, renames, f"{at}{name}:{inner.name}.")


def _said(value: Any, renames: Renames | None) -> Hashable:
    if renames is None:
        found: Hashable = value
        return found
    return json.dumps(renames.followed(data_of(value))[0], ensure_ascii=False)
