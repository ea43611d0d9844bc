"""One run: many cases of one district through time, each moved by the rules of the text alone.

A setup, the rules behind a `Transition` and the draws of a run enter; what happened is told to a
`Watch`. What is chosen at an occasion is the business of `policy`, who works of `station`, what
comes first at one instant of `agenda`; work is done at `workplaces`, cases come before `meetings`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from govkit.diagnostics import GovError
from govkit.draws.arrivals import arrivals
from govkit.draws.key import Run, purpose
from govkit.engine import Case, Move
from govkit.engine.case.status import UNSIGNED
from govkit.simulation import policy
from govkit.simulation.actors import clerk_of, colleagues
from govkit.simulation.agenda import Agenda, Rank
from govkit.simulation.course import Watch, What
from govkit.simulation.gaps import NoDelay
from govkit.simulation.life import Key, Life, Wait, Waiting
from govkit.simulation.meetings import Meetings
from govkit.simulation.setup import NEVER, Arriving, Setup
from govkit.simulation.station import Station
from govkit.simulation.transition import Transition
from govkit.simulation.workplaces import Workplaces
from govkit.values import Quantity

DAY = 86_400


class Replication:
    """One run of a setup. Equal setups, rules and draws give equal runs."""

    def __init__(
        self, setup: Setup, rules: Transition, run: Run, watch: Watch, *, mode: str = ""
    ) -> None:
        self.setup, self.rules, self.run_of, self.watch = setup, rules, run, watch
        self.agenda = Agenda[What]()
        self.lives: dict[int, Life] = {}
        self.places, self.meetings = Workplaces(self), Meetings(self)
        self.now = self.opened = 0
        self._mode = mode
        self._serial = 0
        for stream in setup.streams:
            for unit, intensity in stream.units.items():
                coming = arrivals(run, (stream.name, unit), intensity)
                self._next_arrival(stream, unit, coming)

    def run(self, until: int) -> None:
        """Go on to an instant, everything done that happens before it."""
        while (at := self.agenda.next_at) is not None and at < until:
            entry = self.agenda.take()
            assert entry is not None
            self.now = entry.at
            call, given = entry.what
            call(*given)
        self.now = max(self.now, until)

    # ── coming in ──
    def _next_arrival(self, stream: Arriving, unit: str, coming: Any) -> None:
        arrival = next(coming, None)
        if arrival is not None:
            given = (stream, unit, arrival.number, coming)
            self.agenda.add(arrival.second, Rank.ARRIVAL, 0, (self._arrives, given))

    def _arrives(self, stream: Arriving, unit: str, number: int, coming: Any) -> None:
        self._next_arrival(stream, unit, coming)
        draws, at = self.run_of.draws(stream.name, unit, number=number), self.now
        matter = _share(stream.matters, draws.uniform("matter"))
        given: dict[str, Any] = {}
        for name, shares in stream.mix:
            given[name] = _share(shares, draws.uniform(purpose("attribute", name)))
        for one in stream.amounts:
            if one.of(matter):
                amount = one.law.quantile(draws.uniform(purpose("attribute", one.attribute)))
                given[one.attribute] = Quantity(Fraction(round(amount)), one.law.unit)
        key = f"{stream.name}·{unit}·{number}"
        case = self.rules.open(matter, unit, at, self._mode, (), given, key)
        self.opened += 1
        life = Life(self.opened, stream.name, draws, case, at)
        self.lives[life.number] = life
        self.watch.opened(life, at)
        self.settle(life)

    # ── going on ──
    @property
    def stations(self) -> Mapping[Key, Station]:
        """The stations that had work so far, at their units."""
        return self.places.stations

    def settle(self, life: Life) -> None:
        """What happens at once to a case as it stands, and what it waits for then."""
        moves = self.offered(life)
        while True:
            case = life.case
            shares = self.shares(case)
            move = policy.at_once(life, moves, shares) or self._long_done(life, moves)
            if move is None:
                break
            self.take(life, move, clerk_of(case))
            moves = self.offered(life)
        meets = policy.meets(life, moves, shares)
        asks = policy.asks(life.case, moves)
        wanted = dict.fromkeys(policy.waits(life.case, meets, asks))
        for wait in [wait for wait in life.waits if wait not in wanted]:
            self._drop(life, wait)
        for wait in wanted:
            if wait not in life.waits:
                self._wait(life, wait, moves)
        if life.case.is_closed:
            del self.lives[life.number]
            self.watch.ended(life, self.now)
            return
        due = self.rules.next_due(life.case)
        if due is not None:
            given = (life, life.turn)
            self.agenda.add(due, Rank.END, life.number, (self._time, given))
        elif not life.waits:
            self.watch.stuck(life, self.now)

    def _long_done(self, life: Life, moves: tuple[Move, ...]) -> Move | None:
        """What was worked on and had to wait for others, where it is lawful by now."""
        for wait, waiting in life.waits.items():
            if waiting.done:
                move = self.chosen(life, wait, moves, self.shares(life.case))
                if move is not None:
                    del life.waits[wait]
                    return move
        return None

    def offered(self, life: Life) -> tuple[Move, ...]:
        """What is lawful for a case now."""
        return () if life.case.is_closed else self.rules.offered(life.case, self.now)

    def shares(self, case: Case) -> Mapping[str, Fraction]:
        """How often each thing happens to a case where it lies."""
        return self.setup.shares(case, self.setup.station(case.turn.refs or case.holder.refs))

    def take(self, life: Life, move: Move, actor: str) -> None:
        """Make a move. Where the text wants another person than who acted before, a colleague does.

        Raises `GovError` (GOV784) where there is none: nobody is made up.
        """
        refused: GovError | None = None
        for one in (actor, *colleagues(self.setup, actor)):
            try:
                life.case = self.rules.take(life.case, move, self.now, one)
            except GovError as error:
                if error.diagnostics[0].code != "GOV784":
                    raise
                refused = error
                continue
            life.turn += 1
            self.watch.took(life, move, self.now, one)
            return
        assert refused is not None
        raise refused

    def _time(self, life: Life, turn: int) -> None:
        if life.turn != turn or life.case.is_closed:
            return
        life.case = self.rules.tick(life.case, self.now)
        life.turn += 1
        self.settle(life)

    # ── waiting ──
    def _drop(self, life: Life, wait: Wait) -> None:
        waiting = life.waits.pop(wait)
        if waiting.key is not None and waiting.task is not None:
            self.places.leaves(waiting.key, waiting.task)

    def _wait(self, life: Life, wait: Wait, moves: tuple[Move, ...]) -> None:
        self._serial += 1
        waiting = life.waits[wait] = Waiting(self._serial)
        case, at = life.case, self.now
        if wait.kind in ("sign", "work") and case.status in UNSIGNED:
            at = self._after(life, "arrived", at) or at  # without a word it is there at once
        if wait.kind == "sign":
            opens = self.setup.office.next_at_work(at)
            at = self._after(life, "sign_for", at) or (NEVER if opens is None else opens)
        elif wait.kind == "work" or (wait.kind == "verify" and self.places.verifies(case)):
            if at > self.now:
                self._at(at, life, wait, waiting, self.places.queue)
            else:
                self.places.queue(life, wait, waiting.serial)
            return
        elif wait.kind == "meet":
            self.meetings.wait(life, wait, waiting, moves)
            return
        elif wait.kind == "answer":
            asked = next(one for one in case.asked if one.ref == wait.ref and not one.answer)
            kind = "countersign" if asked.asking == "countersign" else "arrive"
            at = self._needed(life, kind, asked.ref)
        elif wait.kind == "complete":
            completed = self._after(life, "complete", at)
            if completed is None:
                return  # it waits for the text's own end
            at = completed
        elif wait.kind == "resume":
            at = self._needed(life, "resume_handling", "")
        elif wait.kind in ("decide", "arbitrate", "call_back"):
            at = self._needed(life, wait.kind, "")
        self._at(at, life, wait, waiting, self._matured)

    def _at(
        self, at: int, life: Life, wait: Wait, waiting: Waiting, call: Callable[..., None]
    ) -> None:
        self.agenda.add(at, Rank.MOVE, life.number, (call, (life, wait, waiting.serial)))

    def _after(self, life: Life, kind: str, at: int) -> int | None:
        """When somebody who is no station is done; None where nothing is said of it."""
        time = self.setup.delay(life.case, kind)
        if time is None:
            return None
        return self.setup.after(at, time.drawn(life.uniform("delay", kind)), time)

    def _needed(self, life: Life, kind: str, ref: str) -> int:
        """The same from now on. Raises `NoDelay` where nothing is said."""
        found = self._after(life, kind, self.now)
        if found is None:
            raise NoDelay(kind, ref or life.case.place)
        return found

    def _matured(self, life: Life, wait: Wait, serial: int) -> None:
        """A wait is over: the move that its occasion decides on is made."""
        waiting = life.waits.get(wait)
        if waiting is None or waiting.serial != serial:
            return
        moves, shares = self.offered(life), self.shares(life.case)
        move = self.chosen(life, wait, moves, shares)
        if move is None:
            waiting.done = True  # nothing is offered now: others or time may change that
            return
        del life.waits[wait]
        self.take(life, move, clerk_of(life.case))
        self.settle(life)

    def chosen(
        self, life: Life, wait: Wait, moves: tuple[Move, ...], shares: Mapping[str, Fraction]
    ) -> Move | None:
        """The move that the occasion of a wait decides on."""
        match wait.kind:
            case "sign":
                return policy.signed(life, moves, shares, wait.ref)
            case "work":
                return policy.done(life, moves, shares, wait.ref)
            case "verify":
                return policy.verified(life, moves, shares)
            case "answer":
                return policy.answered(life, moves, shares, wait.ref)
            case "decide":
                return policy.decided(life, moves, shares)
            case "complete" | "arbitrate":
                return policy.alike(life, moves, wait.kind)
            case "resume":
                return policy.alike(life, moves, "resume_handling")
            case "call_back":
                return policy.called(life, moves, shares)
            case "meet":
                return policy.met(life, moves, shares, "")


def _share(shares: tuple[tuple[str, Fraction], ...], u: float) -> str:
    """The key whose share a number falls into; the last one takes what rounding leaves."""
    for key, share in shares:
        if u < share:
            return key
        u -= float(share)
    return shares[-1][0]
