"""Where work is done: stations at their units, what waits there, begins and is done.

A course and its lives enter; tasks at stations, and the moves of those who work, leave. How a
queue is kept is the business of `station`, what a case does next that of `policy`.
"""

from __future__ import annotations

from govkit.engine import Case
from govkit.engine.case.status import UNSIGNED
from govkit.simulation.driver import policy
from govkit.simulation.driver.actors import acted_here, actor_of, holders_of
from govkit.simulation.driver.agenda import Rank
from govkit.simulation.driver.course import Course
from govkit.simulation.driver.duty import Duty
from govkit.simulation.driver.gaps import NoStation
from govkit.simulation.driver.life import Key, Life, Wait, Waiting
from govkit.simulation.driver.setup import Working
from govkit.simulation.driver.station import Holder, Station, Task

DAY = 86_400


class Workplaces:
    """All stations of a run, each made when the first work comes to it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.stations: dict[Key, Station] = {}
        self._awake: set[tuple[Key, int]] = set()

    def verifies(self, case: Case) -> bool:
        """Whether a station says how long it takes to look at a result."""
        station = self.course.setup.station(case.turn.refs)
        return station is not None and any("verify" in one.of for one in station.service)

    def leaves(self, key: Key, task: Task, kept: bool = False) -> None:
        """A task leaves its station, done or not; whoever is free takes up what waits. `kept`: it
        goes on later, and what went into it is not lost."""
        self.stations[key].remove(task.case, self.course.now, task.part, kept)
        self._wake(key, self.course.now)

    def queue(self, life: Life, wait: Wait, serial: int) -> None:
        """Work waits at its station from now on."""
        waiting = life.waits.get(wait)
        if waiting is None or waiting.serial != serial:
            return
        case, kind = life.case, "verify" if wait.kind == "verify" else "handle"
        part = next((one for one in case.parts if one.ref == wait.ref), None)
        refs = (wait.ref,) if wait.ref else (case.turn.refs or case.holder.refs)
        unit = part.unit if part else (case.turn.unit or case.holder.unit)
        known = self.course.setup.station(refs)
        if known is None:
            raise NoStation(refs[0] if refs else case.place)
        working, now = known.at(self.course.now), self.course.now
        kept = life.kept.pop(wait, None)
        if kept is None:
            time = self.course.setup.service(case, working, kind)
            if time is None:
                raise NoStation(working.ref, kind)
            work = time.drawn(life.uniform("service", wait.place, wait.ref, kind))
            task = Task(life.number, f"{kind}␟{wait.ref}", now, self._rank(case, working), work)
        else:
            task = Task(life.number, kept.part, kept.came, self._rank(case, working), kept.work)
            task.left = kept.left
        waiting.key, waiting.task = (working.ref, unit), task
        station = self._station(waiting.key, known)
        if (case.process, case.place) in self.course.setup.apart:
            task.barred = self._barred(case, waiting.key, len(station.holders))
        station.add(task)
        self._wake(waiting.key, now)

    def _barred(self, case: Case, key: Key, many: int) -> frozenset[int]:
        """Whom separation keeps from a task: all but who acted here already, else who may."""
        rules, now = self.course.rules, self.course.now
        keys = {number: f"{key[0]}·{key[1]}·{number + 1}" for number in range(many)}
        plain = {move.kind for move in rules.offered(case, now)}
        may = [n for n, one in keys.items()
               if {move.kind for move in rules.offered_to(case, now, one)} >= plain]  # fmt: skip
        here = [n for n in may if keys[n] in acted_here(case)]
        return frozenset(keys) - frozenset(here or may or keys)

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
            kinds = (working, *(other for _, other in working.later))
            many = range(max(holders_of(one, key[1]) for one in kinds))
            duties = [self._duty(working, key, number) for number in many]
            found = self.stations[key] = Station(duties)
            self._changes(key, working)
            for at, _ in working.later:
                if at > self.course.now:
                    self.course.agenda.add(at, Rank.CHANGE, 0, (self._changes, (key, working)))
        return found

    def _changes(self, key: Key, working: Working) -> None:
        """How many cases a holder has in hand, and whether a case goes before another one."""
        station, now = self.stations[key], working.at(self.course.now)
        station.most, station.interrupts = now.in_hand, "interrupting" in now.order
        self._wake(key, self.course.now)

    def _duty(self, working: Working, key: Key, number: int) -> Duty:
        if not working.duty.stretches or (not working.absent and not working.later):
            return working.duty
        days = working.duty.stretches[-1][1] // DAY + 1
        away = []
        for day in range(days):
            on = working.at(day * DAY)
            here = number < holders_of(on, key[1])
            if here and on.absent:
                draws = self.course.run_of.draws(*key, str(number), number=day)
                here = draws.uniform("absent") >= on.absent
            if not here:
                away.append((day * DAY, (day + 1) * DAY))
        return working.duty.without(away)

    def _wake(self, key: Key, at: int) -> None:
        if (key, at) not in self._awake:
            self._awake.add((key, at))
            self.course.agenda.add(at, Rank.WORK, 0, (self._works, (key, at)))

    def _works(self, key: Key, at: int) -> None:
        """Idle holders of a station take up what waits."""
        self._awake.discard((key, at))
        station = self.stations[key]
        begun = list(station.begin(at))
        for holder, task in begun:
            self._tell(key, holder)
            life = self.course.lives[task.case]
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
        self.course.agenda.add(at, Rank.COMPLETION, task.case, (self._completes, given))

    def _begins(self, life: Life, wait: Wait, key: Key, holder: Holder) -> None:
        self.course.watch.began(life, wait, key, self.course.now)
        if wait.kind != "work":
            return
        actor, turn = actor_of(key, holder), life.turn
        if life.case.status in UNSIGNED:
            moves, chances = self.course.offered(life), self.course.shares(life.case, key[0])
            move = policy.signed(life, moves, chances, wait.ref)
            if move is not None:
                self.course.take(life, move, actor)
                if move.kind == "sign_for" and not life.case.parts:
                    alone = wait._replace(ref="")
                    life.waits[alone] = life.waits.pop(wait)
                    wait = alone
        moves = self.course.offered(life)
        begin = next((m for m in moves if m.kind in ("handle", "rework")
                      and m.part in ("", wait.ref)), None)  # fmt: skip
        if begin is not None:
            self.course.take(life, begin, actor)
        if life.turn != turn:
            self.course.settle(life)

    def _completes(self, key: Key, holder: Holder, turn: int, task: Task) -> None:
        if holder.turn != turn:
            return
        holder.work_until(self.course.now)
        life = self.course.lives[task.case]
        wait = next(w for w, held in life.waits.items() if held.task is task)
        self.leaves(key, task)
        moves, chances = self.course.offered(life), self.course.shares(life.case, key[0])
        move = self.course.chosen(life, wait, moves, chances)
        if move is None:
            life.waits[wait] = Waiting(0, done=True)  # it waits for others: answers, a meeting
            return
        del life.waits[wait]
        self.course.take(life, move, actor_of(key, holder))
        self.course.settle(life)
