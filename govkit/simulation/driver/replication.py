"""One run: many cases of one district through time, each moved by the rules of the text alone.

A setup, the rules behind a `Transition` and the draws of a run enter; what happened is told to a
`Watch`. What is chosen at an occasion is the business of `policy`, who works of `station`, what
comes first at one instant of `agenda`; cases come in by `coming`, work is done at `workplaces`,
cases come before `meetings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from govkit.diagnostics import GovError
from govkit.draws.key import Run
from govkit.engine import Case, Move
from govkit.engine.case.status import UNSIGNED
from govkit.simulation.driver import policy
from govkit.simulation.driver.actors import clerks, colleagues
from govkit.simulation.driver.agenda import Agenda, Rank
from govkit.simulation.driver.coming import Coming
from govkit.simulation.driver.course import Watch, What
from govkit.simulation.driver.gaps import NoDelay
from govkit.simulation.driver.life import Key, Life, Wait, Waiting
from govkit.simulation.driver.meetings import Meetings
from govkit.simulation.driver.setup import NEVER, Chances, Setup
from govkit.simulation.driver.station import Station
from govkit.simulation.driver.transition import Transition
from govkit.simulation.driver.workplaces import Workplaces

# What somebody answers who is no station, by what a case waits for.
_MOVE = {"resume": "resume_handling", "decide": "decide", "arbitrate": "arbitrate",
         "call_back": "call_back", "urge": "urge", "reopen": "reopen"}  # fmt: skip


class Replication:
    """One run of a setup. Equal setups, rules and draws give equal runs.

    `lives` are the cases that are open, and those that are closed and may still be taken up again
    or asked about.
    """

    def __init__(self, setup: Setup, rules: Transition, run: Run, watch: Watch) -> None:
        self.setup, self.rules, self.run_of, self.watch = setup, rules, run, watch
        self.agenda = Agenda[What]()
        self.lives: dict[int, Life] = {}
        self.places, self.meetings = Workplaces(self), Meetings(self)
        self.now = 0
        self._serial = 0
        for at in sorted({*setup.modes.changes, *setup.vacant.changes}):
            self.agenda.add(at, Rank.CHANGE, 0, (self._changes, ()))
        self.coming = Coming(self)

    def run(self, until: int) -> None:
        """Go on to an instant, everything done that happens before it."""
        while (at := self.agenda.next_at) is not None and at < until:
            entry = self.agenda.take()
            assert entry is not None
            self.now = entry.at
            call, given = entry.what
            call(*given)
        self.now = max(self.now, until)

    def finish(self) -> None:
        """The run is over: closed cases that were still followed have ended."""
        for life in [one for one in self.lives.values() if one.case.is_closed]:
            self._ends(life)

    @property
    def opened(self) -> int:
        """How many cases came in so far."""
        return self.coming.opened

    @property
    def stations(self) -> Mapping[Key, Station]:
        """The stations that had work so far, at their units."""
        return self.places.stations

    # ── going on ──
    def settle(self, life: Life) -> None:
        """What happens at once to a case as it stands, and what it waits for then."""
        if life.case.is_closed:
            self._closed(life)
            return
        moves, chances = self.offered(life), self.shares(life.case)
        while True:
            move = policy.at_once(life, moves, chances) or self._long_done(life, moves, chances)
            if move is None:
                break
            self.take(life, move)
            if life.case.is_closed:
                self._closed(life)
                return
            moves, chances = self.offered(life), self.shares(life.case)
        meets = policy.meets(life, moves, chances)
        policy.foresee(life, moves, chances)
        self._waits_for(life, policy.waits(life, meets, policy.asks(life.case, moves)), moves)
        if not self._wakes(life) and not life.waits:
            self.watch.stuck(life, self.now)

    def _waits_for(self, life: Life, waits: Iterable[Wait], moves: tuple[Move, ...]) -> None:
        """What was waited for and is no longer is dropped; what is new begins."""
        wanted = dict.fromkeys(waits)
        for wait in [wait for wait in life.waits if wait not in wanted]:
            self._drop(life, wait)
        for wait in wanted:
            if wait not in life.waits:
                self._wait(life, wait, moves)

    def _wakes(self, life: Life) -> bool:
        """Look again when time does something to a case; whether it ever does."""
        due = self.rules.next_due(life.case)
        if due is not None:
            self.agenda.add(due, Rank.END, life.number, (self._time, (life, life.turn)))
        return due is not None

    def _closed(self, life: Life) -> None:
        """A case is closed: it ends, or may be taken up again or asked about."""
        life.closed = life.closed or self.now
        chances = self.shares(life.case)
        moves: tuple[Move, ...] = ()
        if chances.any_of("reopen", "call_back"):
            moves = self.offered(life)
            policy.foresee(life, moves, chances)
        self._waits_for(life, policy.waits(life, meets=False), moves)
        if life.waits:
            self._wakes(life)
        else:
            self._ends(life)

    def _ends(self, life: Life) -> None:
        del self.lives[life.number]
        self.watch.ended(life, life.closed)

    def _long_done(self, life: Life, moves: tuple[Move, ...], chances: Chances) -> Move | None:
        """What was worked on and had to wait for others, where it is lawful by now."""
        for wait, waiting in life.waits.items():
            if waiting.done:
                own = self.shares(life.case, *_acting(life, wait)) if wait.ref else chances
                move = self.chosen(life, wait, moves, own)
                if move is not None:
                    self._over(life, wait)
                    return move
        return None

    def offered(self, life: Life) -> tuple[Move, ...]:
        """What is lawful for a case now."""
        return self.rules.offered(life.case, self.now)

    def shares(self, case: Case, *acting: str) -> Chances:
        """How often each thing happens to a case where it lies: as those say first who act, a
        meeting or one of several, then whoever has it."""
        known = [self.setup.stations[ref] for ref in acting if ref in self.setup.stations]
        holding = self.setup.station(case.turn.refs or case.holder.refs)
        if holding is not None and holding not in known:
            known.append(holding)
        return self.setup.shares(case, *known)

    def take(self, life: Life, move: Move, actor: str = "") -> None:
        """Make a move: by somebody, or by a clerk. Where the text wants another person than who
        acted before, a colleague does it.

        Raises `GovError` (GOV784) where there is none: nobody is made up.
        """
        refused: GovError | None = None
        those = (colleagues(self.setup, actor, self.now) if actor
                 else clerks(self.setup, life, move, self.now))  # fmt: skip
        for one in those:
            try:
                life.case = self.rules.take(life.case, move, self.now, one)
            except GovError as error:
                if error.diagnostics[0].code != "GOV784":
                    raise
                refused = error
                continue
            life.turn += 1
            if not life.case.is_closed:
                life.closed = 0
            self.watch.took(life, move, self.now, one)
            return
        assert refused is not None
        raise refused

    def _time(self, life: Life, turn: int) -> None:
        if life.turn != turn or life.number not in self.lives:
            return
        life.case = self.rules.tick(life.case, self.now)
        life.turn += 1
        self.settle(life)

    # ── what is on, and who is there ──
    def _changes(self) -> None:
        """Another mode begins, or other posts are vacant: for each case, in their order."""
        mode, vacant = self.setup.modes.at(self.now), self.setup.vacant.at(self.now)
        for number in sorted(self.lives):
            life = self.lives.get(number)
            if life is not None and not life.case.is_closed:
                self._under(life, mode, vacant)

    def _under(self, life: Life, mode: str, vacant: tuple[str, ...]) -> None:
        """A case under a mode and without some posts; whoever moved is queued anew."""
        before = life.case
        case = self.rules.switch(before, mode, self.now)
        case = self.rules.vacate(case, vacant, self.now)
        if case is before:
            return
        life.case, life.turn = case, life.turn + 1
        if (before.turn, before.holder) != (case.turn, case.holder):
            for wait in [one for one in life.waits if one.kind in ("sign", "work", "verify")]:
                self._drop(life, wait)
        self.settle(life)

    # ── waiting ──
    def _drop(self, life: Life, wait: Wait) -> None:
        waiting, case = life.waits[wait], life.case
        self._over(life, wait)
        if waiting.key is None or waiting.task is None:
            return
        here = (case.place, case.pass_count(case.place)) == (wait.place, wait.stay)
        kept = wait.kind == "work" and here and not case.is_closed
        self.places.leaves(waiting.key, waiting.task, kept)
        if kept:
            life.kept[wait] = waiting.task

    def _over(self, life: Life, wait: Wait) -> None:
        """Something is waited for no more."""
        del life.waits[wait]
        if wait in life.pending:
            life.pending.remove(wait)

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
        elif wait.kind == "extend":
            at = self._before_the_end(life)
        elif wait.kind in _MOVE:
            at = self._needed(life, _MOVE[wait.kind], "")
        self._at(at, life, wait, waiting, self._matured)

    def _at(
        self, at: int, life: Life, wait: Wait, waiting: Waiting, call: Callable[..., None]
    ) -> None:
        self.agenda.add(at, Rank.MOVE, life.number, (call, (life, wait, waiting.serial)))

    def _before_the_end(self, life: Life) -> int:
        """A working day before the limit ends: then a longer one is asked for."""
        ends = [t.due for t in life.case.timers if t.due and t.kind == "limit"]
        office = self.setup.office
        if not ends:
            return self.now
        worked = office.worked(self.rules.second(min(ends))) - self.setup.work_day
        return max(self.now, office.reached(worked) or 0)

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
        moves, chances = self.offered(life), self.shares(life.case, *_acting(life, wait))
        move = self.chosen(life, wait, moves, chances)
        if move is None:
            waiting.done = True  # nothing is offered now: others or time may change that
            return
        self._over(life, wait)
        self.take(life, move)
        self.settle(life)

    def chosen(
        self, life: Life, wait: Wait, moves: tuple[Move, ...], chances: Chances
    ) -> Move | None:
        """The move that the occasion of a wait decides on."""
        match wait.kind:
            case "sign":
                return policy.signed(life, moves, chances, wait.ref)
            case "work":
                return policy.done(life, moves, chances, wait.ref)
            case "verify":
                return policy.verified(life, moves, chances)
            case "answer":
                return policy.answered(life, moves, chances, wait.ref)
            case "decide":
                return policy.decided(life, moves, chances)
            case "call_back":
                return policy.called(life, moves, chances)
            case "meet":
                return policy.met(life, moves, chances, "")
            case "extend":
                return policy.alike(life, moves, "request_extension")
            case _:
                return policy.alike(life, moves, _MOVE.get(wait.kind, wait.kind))


def _acting(life: Life, wait: Wait) -> tuple[str, ...]:
    """Who does what a case waits for, where that is not whoever has it."""
    if wait.kind == "decide" and life.case.request is not None:
        return life.case.request.decided_by
    return (wait.ref,) if wait.ref else ()
