"""Queues of one unit or several in a row, run on the stations of the simulator.

Rates, holders and limits enter; what became of each case leaves. Time is in seconds; services last
an hour on the average. The draws are those of Python's own generator, since only queues are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log
from random import Random

from govkit.simulation.driver.agenda import Agenda, Rank
from govkit.simulation.driver.duty import Duty
from govkit.simulation.driver.station import Holder, Station, Task

HOUR = 3_600
ALWAYS = Duty([(0, 10**12)])


@dataclass(slots=True)
class Life:
    """What became of one case: `wait` and `stay` at each place it came to; whether it ran out."""

    number: int
    kind: int
    opened: int
    came: list[int] = field(default_factory=list)
    began: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    ran_out: bool = False


@dataclass
class Queues:
    """Cases of some kinds come to the first of some stations and go on as `then` says.

    `rates` are cases an hour of each kind, the first kind goes first; `limit` is how long a case
    waits (`of_stay`: stays) before it leaves, in seconds.
    """

    rates: Sequence[float]
    holders: Sequence[int]
    limit: int = 0
    of_stay: bool = False
    then: Callable[[int, Random], int | None] = lambda place, draw: None
    duty: Duty = ALWAYS
    interrupts: bool = False
    in_hand: int = 1
    lives: list[Life] = field(default_factory=list)
    place: dict[int, int] = field(default_factory=dict)

    def run(self, cases: int, seed: str) -> list[Life]:
        """So many cases, each to its end, while others come after them."""
        draw, agenda = Random(seed), Agenda[tuple[str, object]]()
        self.stations = [
            Station([self.duty] * many, interrupts=self.interrupts, in_hand=self.in_hand)
            for many in self.holders
        ]
        total, opened = sum(self.rates), 0
        self.still = cases
        agenda.add(_exponential(draw, total), Rank.ARRIVAL, 1, ("arrival", None))
        while self.still and (entry := agenda.take()) is not None:
            at, (what, held) = entry.at, entry.what
            if what == "arrival":
                opened += 1
                life = Life(opened, _kind(draw, self.rates), at)
                self.lives.append(life)
                self._comes(agenda, draw, life, 0, at)
                after = at + _exponential(draw, total)
                agenda.add(after, Rank.ARRIVAL, opened + 1, ("arrival", None))
            elif what == "end":
                holder, turn, place = held  # type: ignore[misc]
                if holder.turn != turn:
                    continue
                holder.work_until(at)
                life = self.lives[entry.case - 1]
                task = self.stations[place].remove(entry.case, at)
                assert task is not None and task.left <= 0
                life.left.append(at)
                del self.place[entry.case]
                self._works(agenda, place, at)
                to = self.then(place, draw)
                if to is not None:
                    self._comes(agenda, draw, life, to, at)
                else:
                    self.still -= life.number <= cases
                self._ends(agenda, holder, place)
            else:
                stay, place = held  # type: ignore[misc]
                life = self.lives[entry.case - 1]
                if self.place.get(entry.case) != place or len(life.came) != stay:
                    continue
                if not self.of_stay and len(life.began) == stay:
                    continue
                life.ran_out = True
                self.still -= life.number <= cases
                life.left.append(at)
                del self.place[entry.case]
                self.stations[place].remove(entry.case, at)
                self._works(agenda, place, at)
        return self.lives[:cases]

    def _comes(
        self, agenda: Agenda[tuple[str, object]], draw: Random, life: Life, place: int, at: int
    ) -> None:
        life.came.append(at)
        self.place[life.number] = place
        work = max(1, _exponential(draw, 1))
        self.stations[place].add(Task(life.number, "", at, (life.kind,), work))
        if self.limit:
            what = ("limit", (len(life.came), place))
            agenda.add(at + self.limit, Rank.END, life.number, what)
        self._works(agenda, place, at)

    def _works(self, agenda: Agenda[tuple[str, object]], place: int, at: int) -> None:
        for holder, task in self.stations[place].begin(at):
            life = self.lives[task.case - 1]
            if len(life.began) < len(life.came):
                life.began.append(at)
            self._ends(agenda, holder, place)

    def _ends(self, agenda: Agenda[tuple[str, object]], holder: Holder, place: int) -> None:
        if (end := holder.next_end()) is not None:
            at, task = end
            agenda.add(at, Rank.COMPLETION, task.case, ("end", (holder, holder.turn, place)))


def _exponential(draw: Random, rate: float) -> int:
    return round(-log(1 - draw.random()) * HOUR / rate)


def _kind(draw: Random, rates: Sequence[float]) -> int:
    at = draw.random() * sum(rates)
    for kind, rate in enumerate(rates):
        if at < rate:
            return kind
        at -= rate
    return len(rates) - 1
