"""Which statements of one field count on a day: the one place where this is decided.

Statements and a day enter; those that count leave, in the order of the text. Of several in force
under one condition the one that began last counts; those that began on the same day stay side by
side. Whether a condition holds for a case is asked elsewhere, of what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from typing import Any, Protocol, TypeVar

from govkit.values import Mapping
from govkit.values.condition import canonical
from govkit.values.expression import Expression


class Dated(Protocol):
    """What this module has to know of a statement."""

    @property
    def since(self) -> date | None:
        """The first day it holds on; None where it always held."""
        ...

    @property
    def until(self) -> date | None:
        """The day after the last one it holds on; None where it has no end."""
        ...

    @property
    def when(self) -> Expression | None:
        """The condition it holds under."""
        ...

    def holds_on(self, day: date | None) -> bool:
        """Whether it is in force on a day; without a day, whether it has no end."""
        ...


class Valued(Dated, Protocol):
    """A statement with a value."""

    @property
    def value(self) -> Any:
        """What it says."""
        ...


C = TypeVar("C", bound=Dated)
V = TypeVar("V", bound=Valued)


def of_one_thing(_: object) -> Hashable:
    """All statements of a field are about the same thing: the field."""
    return None


def counting(
    claims: Sequence[C], day: date | None, about: Callable[[C], Hashable] = of_one_thing
) -> tuple[int, ...]:
    """The numbers of the claims that count on `day`; without a day, of those without an end.

    One that began later takes the place of every one that is `about` the same, under the same
    condition.
    """
    stands = [number for number, claim in enumerate(claims) if claim.holds_on(day)]
    if len(stands) < 2 or all(claims[number].since is None for number in stands):
        return tuple(stands)
    last: dict[Hashable, date] = {}
    for number in stands:
        key = _case(claims[number], about)
        last[key] = max(last.get(key, date.min), claims[number].since or date.min)
    return tuple(
        number for number in stands
        if (claims[number].since or date.min) == last[_case(claims[number], about)]
    )  # fmt: skip


def standing(claims: Sequence[C], days: Iterable[date], adding: bool) -> Iterator[list[int]]:
    """For each of some days, in their order, the numbers of the claims that can count on it.

    One sweep over the days, however many there are: a claim that a later one without an end has
    taken the place of can never count again. `adding`: nothing takes the place of anything.
    """
    coming = sorted(range(len(claims)), key=lambda n: claims[n].since or date.min, reverse=True)
    ending: list[tuple[date, int]] = []
    lasting: dict[Expression | None, int] = {}
    held: set[int] = set()
    for day in days:
        while coming and (claims[coming[-1]].since or date.min) <= day:
            number = coming.pop()
            claim = claims[number]
            held.add(number)
            if claim.until is not None:
                heappush(ending, (claim.until, number))
            elif not adding:
                when = None if claim.when is None else canonical(claim.when)
                before = lasting.get(when)
                if before is not None and claims[before].since != claim.since:
                    held.discard(before)
                lasting[when] = number
        while ending and ending[0][0] <= day:
            held.discard(heappop(ending)[1])
        yield sorted(held)


def in_turn(
    claims: Sequence[C], day: date | None, holds: Callable[[Expression], bool | None]
) -> Iterator[C]:
    """Those that count on `day` and whose condition holds, conditional ones first: the first of
    them is what a case gets."""
    stands = [claims[number] for number in counting(claims, day)]
    yield from (one for one in stands if one.when is not None and holds(one.when) is True)
    yield from (one for one in stands if one.when is None)


def counting_entries(
    statements: Sequence[V], day: date | None
) -> Iterator[tuple[int, frozenset[Hashable]]]:
    """The same for maps that add up, where each key is a thing of its own: number, and the keys
    that another of them, which began later, leads elsewhere.
    """
    stands = [number for number, stated in enumerate(statements) if stated.holds_on(day)]
    if all(statements[number].since is None for number in stands):
        yield from ((number, frozenset()) for number in stands)
        return
    last: dict[Hashable, date] = {}
    for number in stands:
        for key in _keys(statements[number]):
            began = statements[number].since or date.min
            last[key] = max(last.get(key, date.min), began)
    for number in stands:
        began = statements[number].since or date.min
        keys = list(_keys(statements[number]))
        gone = frozenset(key[1] for key in keys if last[key] > began)
        if len(gone) < len(keys) or not keys:
            yield number, gone


def _case(claim: C, about: Callable[[C], Hashable]) -> Hashable:
    return about(claim), None if claim.when is None else canonical(claim.when)


def _keys(stated: Valued) -> Iterator[tuple[Hashable, Hashable]]:
    when = None if stated.when is None else canonical(stated.when)
    if isinstance(stated.value, Mapping):
        yield from ((when, key) for arrow in stated.value.entries for key in arrow.keys)
