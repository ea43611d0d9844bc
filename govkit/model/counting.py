"""Which statements of one field count on a day: the one place where this is decided.

Statements and a day enter; those that count leave, in the order of the text. Of several in force
under one condition the one that began last counts; those that began on the same day stay side by
side. Whether a condition holds for a case is asked elsewhere, of what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from govkit.values import Mapping
from govkit.values.condition import canonical

if TYPE_CHECKING:
    from govkit.model.statement import Claim, Stated

C = TypeVar("C", bound="Claim")


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


def counting_entries(
    statements: Sequence[Stated[Any]], day: date | None
) -> Iterator[tuple[int, Stated[Any]]]:
    """The same for maps that add up, where each key is a thing of its own: number and statement.

    A map loses the keys that another of them leads elsewhere from a later day on.
    """
    stands = [number for number, stated in enumerate(statements) if stated.holds_on(day)]
    if all(statements[number].since is None for number in stands):
        yield from ((number, statements[number]) for number in stands)
        return
    last: dict[Hashable, date] = {}
    for number in stands:
        for key in _keys(statements[number]):
            began = statements[number].since or date.min
            last[key] = max(last.get(key, date.min), began)
    for number in stands:
        stated = statements[number]
        began = stated.since or date.min
        gone = {key[1] for key in _keys(stated) if last[key] > began}
        left = _without(stated, gone)
        if left is not None:
            yield number, left


def _case(claim: C, about: Callable[[C], Hashable]) -> Hashable:
    return about(claim), None if claim.when is None else canonical(claim.when)


def _keys(stated: Stated[Any]) -> Iterator[tuple[Hashable, Hashable]]:
    when = None if stated.when is None else canonical(stated.when)
    if isinstance(stated.value, Mapping):
        yield from ((when, key) for arrow in stated.value.entries for key in arrow.keys)


def _without(stated: Stated[Any], gone: set[Hashable]) -> Stated[Any] | None:
    if not gone:
        return stated
    entries = tuple(
        replace(arrow, keys=keys)
        for arrow in stated.value.entries
        if (keys := tuple(key for key in arrow.keys if key not in gone))
    )
    if not entries:
        return None
    return stated.model_copy(update={"value": replace(stated.value, entries=entries)})
