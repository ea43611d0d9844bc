"""Meetings: cases that wait for a session, and what comes of each of them there.

A course and its lives enter; at each session so many cases as it takes are decided, in the order
in which they came. When a meeting sits is said by the setup, what it comes to by `policy`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from govkit.engine import Move
from govkit.simulation.driver import policy
from govkit.simulation.driver.agenda import Rank
from govkit.simulation.driver.course import Course
from govkit.simulation.driver.gaps import NoStation
from govkit.simulation.driver.life import Key, Life, Wait, Waiting


@dataclass(slots=True)
class Queue:
    """Cases that wait for a meeting at one unit."""

    lives: list[tuple[Life, Wait, int]] = field(default_factory=list)
    told: bool = False


class Meetings:
    """The cases that wait for each meeting at each unit."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.queues: dict[Key, Queue] = {}

    def wait(self, life: Life, wait: Wait, waiting: Waiting, moves: tuple[Move, ...]) -> None:
        """A case waits for the nearest session of those that it may come before."""
        names = dict.fromkeys(move.meeting for move in moves if move.kind == "deliberate")
        known = [name for name in names if f"meeting:{name}" in self.course.setup.stations]
        if not known:
            raise NoStation(f"meeting:{next(iter(names), '')}")
        sits = [(self._session(f"meeting:{name}"), name) for name in known]
        found = [(at, name) for at, name in sits if at is not None]
        if not found:
            return  # none sits before the end of the run
        at, name = min(found)
        key = (f"meeting:{name}", life.case.holder.unit)
        queue = self.queues.setdefault(key, Queue())
        queue.lives.append((life, wait, waiting.serial))
        if not queue.told:
            queue.told = True
            self.course.agenda.add(at, Rank.MOVE, 0, (self._sits, (key,)))

    def _session(self, ref: str) -> int | None:
        """The next session of a meeting, after this instant."""
        working = self.course.setup.stations.get(ref)
        times = working.sessions if working else ()
        return next((at for at in times if at > self.course.now), None)

    def _sits(self, key: Key) -> None:
        queue, name = self.queues[key], key[0].partition(":")[2]
        queue.told = False
        most = self.course.setup.stations[key[0]].at(self.course.now).per_session
        lives, queue.lives, held = queue.lives, [], 0
        for life, wait, serial in lives:
            waiting = life.waits.get(wait)
            if waiting is None or waiting.serial != serial:
                continue
            if most is not None and held >= most:
                queue.lives.append((life, wait, serial))
                continue
            held += 1
            moves, chances = self.course.offered(life), self.course.shares(life.case, key[0])
            move = policy.met(life, moves, chances, name)
            if move is None:
                waiting.done = True
                continue
            del life.waits[wait]
            self.course.take(life, move)
            self.course.settle(life)
        if queue.lives and not queue.told and (at := self._session(key[0])) is not None:
            queue.told = True
            self.course.agenda.add(at, Rank.MOVE, 0, (self._sits, (key,)))
