"""One run: many cases of one district through time, each moved by the rules of the text alone.

A setup, the rules behind a `Transition` and the draws of a run enter; what happened is told to a
`Watch`. What is chosen at an occasion is the business of `policy`, who works of `station`, what
comes first at one instant of `agenda`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from govkit.diagnostics import GovError
from govkit.draws.arrivals import arrivals
from govkit.draws.key import Run, purpose
from govkit.engine import Case, Move
from govkit.engine.case.status import UNSIGNED
from govkit.simulation import policy
from govkit.simulation.agenda import Agenda, Rank
from govkit.simulation.duty import Duty
from govkit.simulation.gaps import NoDelay, NoStation
from govkit.simulation.life import Key, Life, Wait, Waiting
from govkit.simulation.setup import NEVER, Arriving, Setup, Working
from govkit.simulation.station import Holder, Station, Task
from govkit.simulation.transition import Transition
from govkit.values import Quantity

DAY = 86_400


class Watch(Protocol):
    """Who is told of a run as it goes."""

    def opened(self, life: Life, at: int) -> None:
        """A case came in."""

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        """A move was made."""

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        """A holder began to work."""

    def ended(self, life: Life, at: int) -> None:
        """A case was closed."""

    def stuck(self, life: Life, at: int) -> None:
        """Nothing will ever happen to a case again, and it is not closed."""


@dataclass(slots=True)
class Queue:
    """Cases that wait for a meeting at one unit."""

    lives: list[tuple[Life, Wait, int]] = field(default_factory=list)
    told: bool = False


What = tuple[Callable[..., None], tuple[Any, ...]]


class Replication:
    """One run of a setup. Equal setups, rules and draws give equal runs."""

    def __init__(
        self, setup: Setup, rules: Transition, run: Run, watch: Watch, *, mode: str = ""
    ) -> None:
        self.setup, self.rules, self.run_of, self.watch = setup, rules, run, watch
        self.agenda = Agenda[What]()
        self.lives: dict[int, Life] = {}
        self.stations: dict[Key, Station] = {}
        self.now = self.opened = 0
        self._mode = mode
        self._serial = 0
        self._queues: dict[Key, Queue] = {}
        self._awake: set[tuple[Key, int]] = set()
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
        self._settle(life)

    # ── going on ──
    def _settle(self, life: Life) -> None:
        """What happens at once to a case as it stands, and what it waits for then."""
        moves = self._offered(life)
        while True:
            case = life.case
            shares = self._shares(case)
            move = policy.at_once(life, moves, shares) or self._long_done(life, moves)
            if move is None:
                break
            self._take(life, move, self._clerk(case))
            moves = self._offered(life)
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
                move = self._chosen(life, wait, moves, self._shares(life.case))
                if move is not None:
                    del life.waits[wait]
                    return move
        return None

    def _offered(self, life: Life) -> tuple[Move, ...]:
        return () if life.case.is_closed else self.rules.offered(life.case, self.now)

    def _shares(self, case: Case) -> Mapping[str, Fraction]:
        return self.setup.shares(case, self.setup.station(case.turn.refs or case.holder.refs))

    def _take(self, life: Life, move: Move, actor: str) -> None:
        """Make a move. Where the text wants another person than who acted before, a colleague does.

        Raises `GovError` (GOV784) where there is none: nobody is made up.
        """
        refused: GovError | None = None
        for one in (actor, *self._colleagues(actor)):
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

    def _colleagues(self, actor: str) -> Iterator[str]:
        """The others who work where somebody does."""
        (ref, _, rest), number = actor.partition("·"), actor.rpartition("·")[2]
        working, unit = self.setup.stations.get(ref), rest.rpartition("·")[0]
        for other in range(1, _holders(working, unit) + 1) if working else ():
            if str(other) != number:
                yield f"{ref}·{unit}·{other}"

    def _time(self, life: Life, turn: int) -> None:
        if life.turn != turn or life.case.is_closed:
            return
        life.case = self.rules.tick(life.case, self.now)
        life.turn += 1
        self._settle(life)

    # ── waiting ──
    def _drop(self, life: Life, wait: Wait) -> None:
        waiting = life.waits.pop(wait)
        if waiting.key is not None and waiting.task is not None:
            self._leaves(waiting.key, waiting.task)

    def _leaves(self, key: Key, task: Task) -> None:
        station = self.stations[key]
        station.remove(task.case, self.now, task.part)
        self._wake(key, self.now)

    def _wait(self, life: Life, wait: Wait, moves: tuple[Move, ...]) -> None:
        self._serial += 1
        waiting = life.waits[wait] = Waiting(self._serial)
        case, at = life.case, self.now
        if wait.kind in ("sign", "work") and case.status in UNSIGNED:
            at = self._after(life, "arrived", at) or at  # without a word it is there at once
        if wait.kind == "sign":
            opens = self.setup.office.next_at_work(at)
            at = self._after(life, "sign_for", at) or (NEVER if opens is None else opens)
        elif wait.kind == "work" or (wait.kind == "verify" and self._verifier(case)):
            if at > self.now:
                self._at(at, life, wait, waiting, self._queue)
            else:
                self._queue(life, wait, waiting.serial)
            return
        elif wait.kind == "meet":
            self._meet(life, wait, waiting, moves)
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
        moves, shares = self._offered(life), self._shares(life.case)
        move = self._chosen(life, wait, moves, shares)
        if move is None:
            waiting.done = True  # nothing is offered now: others or time may change that
            return
        del life.waits[wait]
        self._take(life, move, self._clerk(life.case))
        self._settle(life)

    def _chosen(
        self, life: Life, wait: Wait, moves: tuple[Move, ...], shares: Mapping[str, Fraction]
    ) -> Move | None:
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

    # ── working ──
    def _verifier(self, case: Case) -> bool:
        station = self.setup.station(case.turn.refs)
        return station is not None and any("verify" in one.of for one in station.service)

    def _queue(self, life: Life, wait: Wait, serial: int) -> None:
        """Work waits at its station from now on."""
        waiting = life.waits.get(wait)
        if waiting is None or waiting.serial != serial:
            return
        case, kind = life.case, "verify" if wait.kind == "verify" else "handle"
        part = next((one for one in case.parts if one.ref == wait.ref), None)
        refs = (wait.ref,) if wait.ref else (case.turn.refs or case.holder.refs)
        unit = part.unit if part else (case.turn.unit or case.holder.unit)
        working = self.setup.station(refs)
        if working is None:
            raise NoStation(refs[0] if refs else case.place)
        time = self.setup.service(case, working, kind)
        if time is None:
            raise NoStation(working.ref, kind)
        work = time.drawn(life.uniform("service", wait.place, wait.ref, kind))
        task = Task(life.number, f"{kind}␟{wait.ref}", self.now, self._rank(case, working), work)
        waiting.key, waiting.task = (working.ref, unit), task
        self._station(waiting.key, working).add(task)
        self._wake(waiting.key, self.now)

    def _rank(self, case: Case, working: Working) -> tuple[int, ...]:
        """What goes before, by the rules of a station in their order; the lower one first."""
        found = []
        for rule in working.order:
            if rule == "supervised_first":
                found.append(0 if case.supervisors else 1)
            elif rule == "urgent_first":
                grades = [
                    f"{value.attribute}={case.grade(value.attribute)}" for value in case.values
                ]
                places = (working.priority.index(one) for one in grades if one in working.priority)
                found.append(min(places, default=len(working.priority)))
            elif rule == "due_first":
                ends = [t.due for t in case.timers if t.due and not t.fired and t.kind != "clock"]
                found.append(int(min(ends).timestamp()) if ends else 2**62)
        return tuple(found)

    def _station(self, key: Key, working: Working) -> Station:
        found = self.stations.get(key)
        if found is None:
            many = range(_holders(working, key[1]))
            duties = [self._duty(working, key, number) for number in many]
            found = self.stations[key] = Station(
                duties, in_hand=working.in_hand, interrupts="interrupting" in working.order
            )
        return found

    def _duty(self, working: Working, key: Key, number: int) -> Duty:
        if not working.absent or not working.duty.stretches:
            return working.duty
        days = working.duty.stretches[-1][1] // DAY + 1
        away = []
        for day in range(days):
            draws = self.run_of.draws(*key, str(number), number=day)
            if draws.uniform("absent") < working.absent:
                away.append((day * DAY, (day + 1) * DAY))
        return working.duty.without(away)

    def _wake(self, key: Key, at: int) -> None:
        if (key, at) not in self._awake:
            self._awake.add((key, at))
            self.agenda.add(at, Rank.WORK, 0, (self._works, (key, at)))

    def _works(self, key: Key, at: int) -> None:
        """Idle holders of a station take up what waits."""
        self._awake.discard((key, at))
        station = self.stations[key]
        begun = list(station.begin(at))
        for holder, task in begun:
            self._tell(key, holder)
            life = self.lives[task.case]
            wait = next(w for w, held in life.waits.items() if held.task is task)
            self._begins(life, wait, key, holder)
        for holder in station.holders:
            self._tell(key, holder)
        if station.waiting:
            opens = station.next_at_work(at + 1)
            if opens is not None:
                self._wake(key, opens)

    def _tell(self, key: Key, holder: Holder) -> None:
        """When the first thing in hand will be done."""
        if holder.turn == holder.told or (end := holder.next_end()) is None:
            return
        holder.told = holder.turn
        at, task = end
        given = (key, holder, holder.turn, task)
        self.agenda.add(at, Rank.COMPLETION, task.case, (self._completes, given))

    def _begins(self, life: Life, wait: Wait, key: Key, holder: Holder) -> None:
        self.watch.began(life, wait, key, self.now)
        if wait.kind != "work":
            return
        actor, turn = _actor(key, holder), life.turn
        if life.case.status in UNSIGNED:
            moves, shares = self._offered(life), self._shares(life.case)
            move = policy.signed(life, moves, shares, wait.ref)
            if move is not None:
                self._take(life, move, actor)
                if move.kind == "sign_for" and not life.case.parts:
                    alone = wait._replace(ref="")
                    life.waits[alone] = life.waits.pop(wait)
                    wait = alone
        moves = self._offered(life)
        begin = next((m for m in moves if m.kind in ("handle", "rework")
                      and m.part in ("", wait.ref)), None)  # fmt: skip
        if begin is not None:
            self._take(life, begin, actor)
        if life.turn != turn:
            self._settle(life)

    def _completes(self, key: Key, holder: Holder, turn: int, task: Task) -> None:
        if holder.turn != turn:
            return
        holder.work_until(self.now)
        life = self.lives[task.case]
        wait = next(w for w, held in life.waits.items() if held.task is task)
        self._leaves(key, task)
        moves, shares = self._offered(life), self._shares(life.case)
        move = self._chosen(life, wait, moves, shares)
        if move is None:
            life.waits[wait] = Waiting(0, done=True)  # it waits for others: answers, a meeting
            return
        del life.waits[wait]
        self._take(life, move, _actor(key, holder))
        self._settle(life)

    # ── meeting ──
    def _meet(self, life: Life, wait: Wait, waiting: Waiting, moves: tuple[Move, ...]) -> None:
        names = dict.fromkeys(move.meeting for move in moves if move.kind == "deliberate")
        known = [name for name in names if f"meeting:{name}" in self.setup.stations]
        if not known:
            raise NoStation(f"meeting:{next(iter(names), '')}")
        sits = [(self._session(f"meeting:{name}"), name) for name in known]
        found = [(at, name) for at, name in sits if at is not None]
        if not found:
            return  # none sits before the end of the run
        at, name = min(found)
        key = (f"meeting:{name}", life.case.holder.unit)
        queue = self._queues.setdefault(key, Queue())
        queue.lives.append((life, wait, waiting.serial))
        if not queue.told:
            queue.told = True
            self.agenda.add(at, Rank.MOVE, 0, (self._sits, (key,)))

    def _session(self, ref: str) -> int | None:
        """The next session of a meeting, after this instant."""
        working = self.setup.stations.get(ref)
        times = working.sessions if working else ()
        return next((at for at in times if at > self.now), None)

    def _sits(self, key: Key) -> None:
        queue, name = self._queues[key], key[0].partition(":")[2]
        queue.told = False
        most = self.setup.stations[key[0]].per_session
        lives, queue.lives, held = queue.lives, [], 0
        for life, wait, serial in lives:
            waiting = life.waits.get(wait)
            if waiting is None or waiting.serial != serial:
                continue
            if most is not None and held >= most:
                queue.lives.append((life, wait, serial))
                continue
            held += 1
            moves, shares = self._offered(life), self._shares(life.case)
            move = policy.met(life, moves, shares, name)
            if move is None:
                waiting.done = True
                continue
            del life.waits[wait]
            self._take(life, move, self._clerk(life.case))
            self._settle(life)
        if queue.lives and not queue.told and (at := self._session(key[0])) is not None:
            queue.told = True
            self.agenda.add(at, Rank.MOVE, 0, (self._sits, (key,)))

    def _clerk(self, case: Case) -> str:
        """Who does what takes no work: the first who stands where the case lies."""
        refs = case.turn.refs or case.holder.refs
        return f"{refs[0] if refs else ''}·{case.turn.unit or case.unit}·1"


def _holders(working: Working, unit: str) -> int:
    """How many work at a station of one unit."""
    return working.holders.get(unit, working.holders.get("", 1))


def _actor(key: Key, holder: Holder) -> str:
    return f"{key[0]}·{key[1]}·{holder.number + 1}"


def _share(shares: tuple[tuple[str, Fraction], ...], u: float) -> str:
    """The key whose share a number falls into; the last one takes what rounding leaves."""
    for key, share in shares:
        if u < share:
            return key
        u -= float(share)
    return shares[-1][0]
