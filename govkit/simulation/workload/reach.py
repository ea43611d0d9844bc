"""Where the cases of a workload can come to, and what may happen to them there, before any comes.

The rules and the numbers of a run enter; places leave, each with a case of the kind that comes to
it. It is worked out from the text: what has no chance leads nowhere. Time is not looked at: a limit
may always run out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import prod
from typing import Any

from govkit.diagnostics import GovError
from govkit.engine import Case
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.powers import nearest_holder, standing
from govkit.model.statement import Attribute, Stated
from govkit.simulation.driver import setup
from govkit.simulation.driver.occasions import BY_CHANCE, COMPUTED
from govkit.simulation.driver.setup import Arriving, Holds, Setup, Shares
from govkit.simulation.driver.transition import Walk
from govkit.simulation.workload.conditions import Condition
from govkit.values import Quantity

MOST_KINDS = 96  # of cases of one matter that are looked at
_LOW_AND_HIGH = (0.02, 0.5, 0.98)
# What leads on by something else that happens, by the name of that in chances.
_BY = {"returned": "return_order", "withdrawn": "withdraw", "absent": "summon",
       "incomplete": "send_back", "not_held": "deliberate"}  # fmt: skip


@dataclass(frozen=True)
class Reached:
    """A place, and a case of a kind that comes to it, as it was opened."""

    ladder: Ladder
    case: Case
    place: str

    @property
    def block(self) -> Any:
        """What the text says of the place."""
        return self.ladder.block(self.place)

    @property
    def lacks(self) -> bool:
        """Whether powers are lacking there, so that the case goes up and nobody works on it."""
        kind, _, name = self.place.partition(":")
        return kind == "tier" and not standing(self.ladder, self.case, name).holds


class Reach:
    """Where the cases of a setup can come to."""

    def __init__(self, walk: Walk, numbers: Setup) -> None:
        self.walk, self.setup = walk, numbers
        self.model = walk.engine.model
        self._ladders = {one.name: Ladder(self.model, one) for one in self.model.processes}

    def places(self) -> Iterator[Reached]:
        """All places, for each kind of case."""
        for stream in self.setup.streams:
            for case in self._kinds(stream):
                yield from self._from(case)

    def ladder(self, case: Case) -> Ladder:
        """The process of a case."""
        return self._ladders[case.process]

    # ── kinds of cases ──
    def _kinds(self, stream: Arriving) -> Iterator[Case]:
        """Cases of a stream, of each matter and grade, and with small and large amounts."""
        yield from (case for mode in dict.fromkeys(self.setup.modes.values)
                    for case, _ in self.weighed(stream, mode))  # fmt: skip

    def weighed(self, stream: Arriving, mode: str = "") -> Iterator[tuple[Case, Fraction]]:
        """The same under one mode, each with its share among the cases of its level."""
        levels = {self.model.unit(unit).level: unit for unit in reversed([*stream.units])}
        shares: dict[str, Fraction] = {}
        for parts in stream.matters.values:
            for name, share in parts:
                if share:
                    shares.setdefault(name, share)
        for unit, matter in product(levels.values(), shares):
            for given, share in islice(_values(stream, matter), MOST_KINDS):
                case = self._opened(matter, unit, mode, given)
                if case is not None:
                    yield case, shares[matter] * share

    def _opened(self, matter: str, unit: str, mode: str, given: dict[str, Any]) -> Case | None:
        try:
            return self.walk.open(matter, unit, 0, mode, (), given, "")
        except GovError:  # the text takes no such case: the run will say so where one comes
            return None

    # ── from place to place ──
    def _from(self, case: Case) -> Iterator[Reached]:
        ladder, seen, left = self._ladders[case.process], set[str](), [case.place]
        while left:
            place = left.pop()
            if place in seen or ladder.block(place) is None:
                continue
            seen.add(place)
            here = Reached(ladder, case, place)
            yield here
            left += self._onward(here)

    def _onward(self, here: Reached) -> Iterator[str]:
        ladder, case, block = here.ladder, here.case, here.block
        for stated in self.stated(here, block.on):
            for entry in stated.value.entries:
                if any(self._leads(here, str(key)) for key in entry.keys):
                    yield str(entry.to[0])
        kind, _, name = here.place.partition(":")
        if kind == "step" and ladder.by_steps:
            yield f"step:{ladder.next_step(name)}"
        silent = [getattr(one.value, "word", "") for one in self.stated(here, block.silence)]
        if kind == "tier" and "escalates" in silent:
            yield from (f"tier:{one}" for one in ladder.names[ladder.rank(name) + 1 :][:1])
        if here.lacks and (above := nearest_holder(ladder, case, name)):
            yield f"tier:{above}"
        if self.share(here, "reopen")[1]:
            yield from (one.value.ref for one in self.stated(here, ladder.process.reopen_to))

    def _leads(self, here: Reached, key: str) -> bool:
        """Whether something that `on` names can happen there."""
        if key in _BY or key not in COMPUTED:
            given, most = self.share(here, _BY.get(key, key))
            return bool(most) or (key not in _BY and not given)
        return True

    # ── what is said there ──
    def stated(self, here: Reached, said: Attribute[Any]) -> list[Stated[Any]]:
        """The statements of the text that may count for a case there."""
        return [one for one in said
                if Condition(self.model, one).settled(here.case) is not False]  # fmt: skip

    def refs(self, here: Reached) -> tuple[tuple[str, ...], ...]:
        """Who works there: of each group one has to be a station."""
        found: dict[tuple[str, ...], None] = {}
        for vacant in self.setup.vacant.values:
            away = tuple(f"post:{name}" for name in vacant)
            joint, refs = here.ladder.handlers(here.place, here.case.value, here.case.day, away)
            if joint:
                found |= dict.fromkeys((ref,) for ref in refs)
                continue
            party = here.ladder.party(
                here.case.unit, here.place, here.case.value, here.case.day, away
            )
            found[party.refs] = None
        return tuple(found)

    def share(self, here: Reached, key: str) -> tuple[bool, Fraction]:
        """Whether it is said for all cases how often something happens there, and how often at the
        most."""
        station = next((s for refs in self.refs(here) if (s := self.setup.station(refs))), None)
        holding = station.chances if station else ()
        if key not in BY_CHANCE["met"]:
            return self._share(here, key, holding)
        meetings = [
            ref
            for one in self.stated(here, here.block.deliberates)
            for ref in getattr(one.value, "refs", ())
            if ref in self.setup.stations
        ]
        found = [self._share(here, key, (*self.setup.stations[ref].chances, *holding))
                 for ref in meetings] or [self._share(here, key, holding)]  # fmt: skip
        return all(given for given, _ in found), max(most for _, most in found)

    def _share(self, here: Reached, key: str, theirs: tuple[Shares, ...]) -> tuple[bool, Fraction]:
        own = self.setup.ways.get((here.case.process, here.place), ())
        most = Fraction(0)
        if key == "call_back" and (here.case.process, here.place) in self.setup.obliged:
            most = Fraction(1)
        for said in (*own, *theirs, *self.setup.chances):
            counts = _settled(said.holds, here.case)
            share = dict(said.rows).get(key, said.rest)
            if share is None or counts is False:
                continue
            most = max(most, share)
            if counts:
                return True, most
        return False, most

    def delay(self, here: Reached, key: str) -> bool:
        """Whether it is said for all cases how long somebody takes."""
        return any(_settled(one.holds, here.case) and one.taken(key) for one in self.setup.delays)


def _settled(condition: Holds, case: Case) -> bool | None:
    if condition is setup.always:
        return True
    return condition.settled(case) if isinstance(condition, Condition) else condition(case)


def _values(stream: Arriving, matter: str) -> Iterator[tuple[dict[str, Any], Fraction]]:
    """All values that cases of a matter may come in with, each with its share."""
    by: dict[str, list[tuple[Any, Fraction]]] = {}
    for mix in stream.mix:
        if mix.of(matter, 0):
            by.setdefault(mix.attribute, [one for one in mix.parts if one[1]])
    for one in stream.amounts:
        if one.of(matter, 0):
            amounts = [Quantity(Fraction(round(one.law.quantile(u))), one.law.unit)
                       for u in _LOW_AND_HIGH]  # fmt: skip
            by.setdefault(one.attribute, [(one, Fraction(1, len(amounts))) for one in amounts])
    for rows in product(*by.values()):
        values = (value for value, _ in rows)
        yield dict(zip(by, values, strict=True)), prod((s for _, s in rows), start=Fraction(1))
