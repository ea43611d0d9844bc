"""How cases come in: each at its instant, with its matter and grades; one thing reported twice.

Streams and the draws of a run enter; new lives leave, one after the other, merged or linked with an
earlier one where that is lawful and drawn. When they come is said by the intensity of their stream.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from govkit.draws.arrivals import Arrival, arrivals
from govkit.draws.key import Draws, purpose
from govkit.engine import Move
from govkit.simulation.driver import policy
from govkit.simulation.driver.agenda import Rank
from govkit.simulation.driver.course import Course
from govkit.simulation.driver.life import Life
from govkit.simulation.driver.setup import Arriving, Parts
from govkit.values import Quantity


class Coming:
    """The streams of a run, and what they have brought so far."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.opened = 0
        self._alike: dict[tuple[str, str], list[Life]] = defaultdict(list)
        for stream in course.setup.streams:
            for unit, intensity in stream.units.items():
                coming = arrivals(course.run_of, (stream.name, unit), intensity)
                self._next(stream, unit, coming)

    def _next(self, stream: Arriving, unit: str, coming: Iterator[Arrival]) -> None:
        arrival = next(coming, None)
        if arrival is not None:
            given = (stream, unit, arrival.number, coming)
            self.course.agenda.add(arrival.second, Rank.ARRIVAL, 0, (self._arrives, given))

    def _arrives(self, stream: Arriving, unit: str, number: int, coming: Iterator[Arrival]) -> None:
        self._next(stream, unit, coming)
        course, setup, at = self.course, self.course.setup, self.course.now
        draws = course.run_of.draws(stream.name, unit, number=number)
        matter = _part(stream.matters.at(at), draws.uniform("matter"))
        case = course.rules.open(
            matter, unit, at, setup.modes.at(at), setup.vacant.at(at),
            _given(stream, matter, at, draws), f"{stream.name}·{unit}·{number}",
        )  # fmt: skip
        self.opened += 1
        life = Life(self.opened, stream.name, draws, case, at)
        course.lives[life.number] = life
        course.watch.opened(life, at)
        self._joined(life)
        course.settle(life)

    # ── one thing, reported twice ──
    def _joined(self, life: Life) -> None:
        """Merge or link a case with the earliest of its unit and matter that is still open."""
        chances = self.course.shares(life.case)
        if not chances.any_of("merge", "link"):
            return
        alike = self._alike[life.case.unit, life.case.matter]
        alike[:] = [one for one in alike if not one.case.is_closed]
        if alike:
            lead = alike[0]
            moves = self.course.rules.joining(life.case, lead.case, self.course.now)
            move = policy.drawn(life, "joined", moves, chances)
            if move is not None:
                self._join(life, move, lead)
        if not life.case.is_closed:
            alike.append(life)

    def _join(self, life: Life, move: Move, lead: Life) -> None:
        course = self.course
        lead.case = course.rules.tick(lead.case, course.now)
        course.take(life, move)
        back = course.rules.joining(lead.case, life.case, course.now)
        linked = next((one for one in back if one.kind == "link"), None)
        if linked is not None:
            course.take(lead, linked)
        course.settle(lead)


def _given(stream: Arriving, matter: str, at: int, draws: Draws) -> dict[str, Any]:
    """The values of a new case: of each attribute what the first statement says that holds."""
    given: dict[str, Any] = {}
    for mix in stream.mix:
        if mix.attribute not in given and mix.of(matter, at):
            drawn = draws.uniform(purpose("attribute", mix.attribute))
            given[mix.attribute] = _part(mix.parts, drawn)
    for one in stream.amounts:
        if one.attribute not in given and one.of(matter, at):
            amount = one.law.quantile(draws.uniform(purpose("attribute", one.attribute)))
            given[one.attribute] = Quantity(Fraction(round(amount)), one.law.unit)
    return given


def _part(parts: Parts, u: float) -> str:
    """The name whose share a number falls into; the last one takes what rounding leaves."""
    for name, share in parts:
        if u < share:
            return name
        u -= float(share)
    return parts[-1][0]
