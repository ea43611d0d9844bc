"""Second readings: what an answer is under every combination of what doubtful statements may say.

A model enters; for a question about a model, its answers leave, each with the readings it was given
under. Only the doubtful statements that the question really looks at are varied. Above `MOST`
combinations amounts are taken with their bounds instead. What is asked is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from math import prod
from typing import Any, Generic, NamedTuple, TypeVar

from govkit.checks.statements import entities, statements
from govkit.model.frozen import Frozen
from govkit.model.governance import Governance
from govkit.model.lines import CheckLine
from govkit.model.statement import Attribute, Claim, Stated
from govkit.values import Constant, Infix, Quantity, Range

T = TypeVar("T")
MOST = 256
Choice = Mapping[int, int]  # which doubtful statement is read how; 0, the first, is not listed
_Step = str | int


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One statement with more than one reading: its path, the way to it, what it may say."""

    path: str
    steps: tuple[_Step, ...]
    readings: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Tried(Generic[T]):
    """The first answer, every other one with its readings, and whether bounds were used instead."""

    first: T
    others: tuple[tuple[Choice, T], ...] = ()
    bounded: bool = False


_SEEN: ContextVar[set[int] | None] = ContextVar("doubtful statements that were looked at")


class _Kept(NamedTuple):
    number: int
    value: Any


class Watched(Stated[Any]):
    """A statement that tells when somebody looks at its value, which it keeps with its number.

    A copy with another value (less what a prohibition names) was made by looking at it before.
    """

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if not isinstance(found, _Kept):
            return found
        seen = _SEEN.get(None)
        if seen is not None:
            seen.add(found.number)
        return found.value


@dataclass
class Readings:
    """The doubtful statements of a model, and the model under each of their readings."""

    model: Governance
    doubtful: tuple[Doubtful, ...] = ()
    _under: dict[tuple[tuple[int, int], ...], Governance] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.doubtful = tuple(_doubtful(self.model))

    def tried(self, ask: Callable[[Governance], T], about: str = "") -> Tried[T]:
        """The answers to a question under every combination of the readings it looks at.

        `about`: the path of a statement that is looked at in any case.
        """
        if not self.doubtful:
            return Tried(ask(self.model))
        first, seen = self._asked(ask, {})
        seen |= {number for number, one in enumerate(self.doubtful) if one.path == about}
        answers: dict[tuple[tuple[int, int], ...], T] = {(): first}
        while (wanted := self._combinations(seen)) is not None:
            new = [choice for choice in wanted if _key(choice) not in answers]
            if not new:
                others = [(dict(key), answer) for key, answer in answers.items() if key]
                return Tried(first, tuple(others))
            for choice in new:
                answers[_key(choice)], looked = self._asked(ask, choice)
                seen = seen | looked
        return Tried(first, (({}, ask(self._bounds(seen))),), bounded=True)

    def _combinations(self, seen: frozenset[int]) -> list[Choice] | None:
        """Every combination of the readings of some statements; None where there are too many."""
        numbers = sorted(seen)
        sizes = [len(self.doubtful[number].readings) for number in numbers]
        if prod(sizes) > MOST:
            return None
        every = product(*(range(size) for size in sizes))
        return [{n: at for n, at in zip(numbers, one, strict=True) if at} for one in every]

    def _asked(self, ask: Callable[[Governance], T], choice: Choice) -> tuple[T, frozenset[int]]:
        model = self.under(choice)
        token = _SEEN.set(set())
        try:
            answer = ask(model)
            return answer, frozenset(_SEEN.get() or ())
        finally:
            _SEEN.reset(token)

    def under(self, choice: Choice) -> Governance:
        """The model as it is under these readings; of the others the first."""
        key = _key(choice)
        if key not in self._under:
            if not key:
                firsts = {n: one.readings[0] for n, one in enumerate(self.doubtful)}
                self._under[key] = self._with(self.model, firsts)
            else:
                others = {n: self.doubtful[n].readings[at] for n, at in key}
                self._under[key] = self._with(self.under({}), others)
        return self._under[key]

    def _bounds(self, seen: frozenset[int]) -> Governance:
        """The model in which each amount among these spans all its readings."""
        spans = {n: _span(self.doubtful[n].readings) for n in seen}
        return self._with(self.under({}), spans)

    def _with(self, model: Governance, values: Mapping[int, Any]) -> Governance:
        changes: dict[_Step, Any] = {}
        for number, value in values.items():
            *outer, last = self.doubtful[number].steps
            inside = changes
            for step in outer:
                inside = inside.setdefault(step, {})
            inside[last] = _watched(number, value)
        changed = _put(model, changes)
        assert isinstance(changed, Governance)
        return changed


def _watched(number: int, value: Any) -> Callable[[Any], Any]:
    def put(old: Any) -> Any:
        if not isinstance(old, Stated):
            return value  # the condition of a check line
        said = object.__getattribute__(old, "__dict__")
        return Watched.model_construct(**{**said, "value": _Kept(number, value)})

    return put


def _key(choice: Choice) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(choice.items()))


def _doubtful(model: Governance) -> Iterator[Doubtful]:
    """The statements that have another reading, and the check lines."""
    ways = _Ways(model)
    for path, entity in entities(model):
        for field_id, stated in statements(entity):
            if others := _other_readings(stated):
                name, _, number = field_id.removesuffix("]").partition("[")
                steps = (*ways.to(entity), name, int(number or 0))
                yield Doubtful(f"{path}.{field_id}", steps, (stated.value, *others))
        if isinstance(entity, CheckLine) and (others := _other_readings(entity)):
            lines = (entity.holds, *(_reread(entity.holds, other) for other in others))
            yield Doubtful(path, (*ways.to(entity), "holds"), lines)


def _other_readings(claim: Claim) -> tuple[Any, ...]:
    return tuple(doubt.or_read for doubt in claim.doubts if doubt.or_read is not None)


def _reread(holds: Any, other: Any) -> Any:
    """A check line that prints another figure, or says something else altogether."""
    if isinstance(holds, Infix) and isinstance(other, Quantity):
        if isinstance(holds.left, Constant):
            return Infix(holds.operator, Constant(other), holds.right)
        return Infix(holds.operator, holds.left, Constant(other))
    return other


class _Ways:
    """The ways from a model to its objects, looked for only where one is asked for."""

    def __init__(self, model: Governance) -> None:
        self.model = model
        self.found: dict[int, tuple[_Step, ...]] = {}

    def to(self, entity: object) -> tuple[_Step, ...]:
        """The steps that lead to an object."""
        if not self.found:
            self.found = {id(self.model): (), **dict(_search(self.model, ()))}
        return self.found[id(entity)]


def _search(holder: Frozen, way: tuple[_Step, ...]) -> Iterator[tuple[int, tuple[_Step, ...]]]:
    for name, inside in holder.__dict__.items():
        if isinstance(inside, tuple):
            for number, one in enumerate(inside):
                if isinstance(one, Frozen):
                    yield id(one), (*way, name, number)
                    yield from _search(one, (*way, name, number))


def _put(holder: Any, changes: Mapping[_Step, Any]) -> Any:
    """A copy in which what stands at the ends of the ways is changed; all else is shared."""
    if isinstance(holder, Attribute):
        return type(holder).model_construct(_put(holder.root, changes))
    if isinstance(holder, tuple):
        parts: list[Any] = list(holder)
        for step, change in changes.items():
            assert isinstance(step, int)
            parts[step] = _changed(parts[step], change)
        return tuple(parts)
    update = {str(step): _changed(getattr(holder, str(step)), change)
              for step, change in changes.items()}  # fmt: skip
    return holder.model_copy(update=update)


def _changed(old: Any, change: Any) -> Any:
    return change(old) if callable(change) else _put(old, change)


def _span(readings: tuple[Any, ...]) -> Any:
    """A range over all readings, where they are amounts of one unit; else the first of them."""
    amounts = [one for one in readings if isinstance(one, Quantity)]
    if len(amounts) < len(readings) or len({one.unit for one in amounts}) > 1:
        return readings[0]
    low = reduce(lambda one, other: one if one.number <= other.number else other, amounts)
    high = reduce(lambda one, other: one if one.number >= other.number else other, amounts)
    return Range(low, high)
