"""A station: the tasks that wait at one post, body, team or level of one unit, and their holders.

Tasks and instants enter; what begins, what ends and what was lost leaves. Work rests while its
holder is off duty and goes on afterwards. What a task is about is not known here: tasks have a
rank, and the one that goes before comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush

from govkit.simulation.driver.duty import Duty

Work = int | Fraction
Key = tuple[tuple[int, ...], int, int, str]


@dataclass(slots=True)
class Task:
    """Work on one case. `rank` is what goes before (the lower one), then whoever came first; `work`
    is in working seconds, `left` what is still to be done of it; `barred` are the numbers of the
    holders who may not do it."""

    case: int
    part: str
    came: int
    rank: tuple[int, ...]
    work: int
    barred: frozenset[int] = frozenset()
    left: Work = field(init=False)
    waits: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        if self.work < 1:
            raise ValueError("work takes at least one second")
        self.left = self.work

    @property
    def key(self) -> Key:
        """Which of two tasks comes first: by rank, by coming, then the older case."""
        return self.rank, self.came, self.case, self.part

    @property
    def spent(self) -> Work:
        """Working seconds that went into it so far."""
        return self.work - self.left


class Holder:
    """One of those who work at a station. His time is shared equally among what he has in hand."""

    def __init__(self, number: int, duty: Duty) -> None:
        self.number, self.duty = number, duty
        self.in_hand: list[Task] = []
        self.turn = 0  # grows with every change of what is in hand: an end that was told is void
        self.told = 0  # the turn whose end was told
        self.busy: Work = 0
        self._since = 0

    def work_until(self, at: int) -> None:
        """Enter what was worked since the last change."""
        worked = self.duty.worked(at) - self._since
        self._since += worked
        if not self.in_hand or not worked:
            return
        self.busy += worked
        each = worked if len(self.in_hand) == 1 else Fraction(worked, len(self.in_hand))
        for task in self.in_hand:
            task.left -= each

    def takes(self, task: Task, at: int) -> None:
        """One task more in hand."""
        self.work_until(at)
        self.in_hand.append(task)
        self.turn += 1

    def drops(self, task: Task, at: int) -> None:
        """One task less."""
        self.work_until(at)
        self.in_hand.remove(task)
        self.turn += 1

    def next_end(self) -> tuple[int, Task] | None:
        """The task that is done first and when; None where nothing is in hand, or never."""
        if not self.in_hand:
            return None
        first = min(self.in_hand, key=lambda task: (task.left, task.key))
        seconds = -(-first.left * len(self.in_hand) // 1)  # a second that was begun is worked
        at = self.duty.reached(self._since + int(seconds))
        return None if at is None else (at, first)


class Station:
    """Tasks that wait and holders who work on them, at one unit.

    `in_hand` is how many tasks one holder has at a time; with `interrupts` a task that goes before
    takes the place of one that does not.
    """

    def __init__(
        self, duties: Sequence[Duty], *, in_hand: int = 1, interrupts: bool = False
    ) -> None:
        if not duties or in_hand < 1:
            raise ValueError("a station has holders, each with at least one task in hand")
        self.holders = tuple(Holder(number, duty) for number, duty in enumerate(duties))
        self.lost: Work = 0
        self.most, self.interrupts = in_hand, interrupts
        self._waiting: list[tuple[Key, int, Task]] = []
        self._waited = 0
        self._holding: dict[int, dict[str, Holder]] = {}
        self._tasks: dict[int, dict[str, Task]] = {}
        self._count = 0
        self._bars = False  # whether any task was ever one that not all may do

    # ── coming and going ──
    def add(self, task: Task) -> None:
        """A task that waits from now on."""
        self._tasks.setdefault(task.case, {})[task.part] = task
        self._bars = self._bars or bool(task.barred)
        self._wait(task)

    def remove(self, case: int, at: int, part: str = "", kept: bool = False) -> Task | None:
        """A task that leaves, done or not; what went into one that is not done is lost, unless it
        is kept."""
        parts = self._tasks.get(case, {})
        task = parts.pop(part, None)
        if task is None:
            return None
        if not parts:
            del self._tasks[case]
        if task.waits:
            task.waits, self._count = False, self._count - 1
            self.lost += 0 if kept else task.spent
            return task
        self._released(task, at)
        if task.left > 0 and not kept:
            self.lost += task.spent
        return task

    def _wait(self, task: Task) -> None:
        task.waits, self._count = True, self._count + 1
        self._waited += 1
        heappush(self._waiting, (task.key, self._waited, task))

    def _released(self, task: Task, at: int) -> Holder:
        holders = self._holding[task.case]
        holder = holders.pop(task.part)
        if not holders:
            del self._holding[task.case]
        holder.drops(task, at)
        return holder

    # ── working ──
    def begin(self, at: int) -> Iterator[tuple[Holder, Task]]:
        """Give work to every holder who is at work and has a hand free, the first of them first.

        Then those who have a task that goes after one that waits lay it aside, where tasks
        interrupt; what they did is kept.
        """
        for holder in self.holders:
            while len(holder.in_hand) < self.most and holder.duty.at_work(at):
                task = self._next(holder.number)
                if task is None:
                    break
                yield self._given(holder, task, at)
        while self.interrupts and (first := self._peek()) is not None:
            laid = self._last_in_hand(at, first)
            if laid is None or not first.rank < laid.rank:
                return
            holder = self._released(laid, at)
            task = self._next(holder.number)
            assert task is first
            self._wait(laid)
            yield self._given(holder, task, at)

    def _given(self, holder: Holder, task: Task, at: int) -> tuple[Holder, Task]:
        holder.takes(task, at)
        self._holding.setdefault(task.case, {})[task.part] = holder
        return holder, task

    def _last_in_hand(self, at: int, first: Task) -> Task | None:
        """Of what is worked on now, by those who may do another task, the one that goes last."""
        tasks = [
            task for holder in self.holders
            if holder.number not in first.barred and holder.duty.at_work(at)
            for task in holder.in_hand
        ]  # fmt: skip
        return max(tasks, key=lambda task: task.key, default=None)

    def _peek(self) -> Task | None:
        while self._waiting and not self._waiting[0][-1].waits:
            heappop(self._waiting)
        return self._waiting[0][-1] if self._waiting else None

    def _next(self, number: int) -> Task | None:
        """The first task that a holder may do, no longer waiting."""
        passed = []
        while (task := self._peek()) is not None and number in task.barred:
            passed.append(heappop(self._waiting))
        if task is not None:
            heappop(self._waiting)
            task.waits, self._count = False, self._count - 1
        for entry in passed:
            heappush(self._waiting, entry)
        return task

    def next_at_work(self, at: int) -> int | None:
        """When somebody with a hand free is at work next who may do what waits, not before `at`;
        None where nobody is."""
        always: frozenset[int] = frozenset()
        if self._bars:
            barred = [task.barred for _, _, task in self._waiting if task.waits]
            always = frozenset[int]().union(*barred[:1]).intersection(*barred[1:])
        free = (one.duty.next_at_work(at) for one in self.holders
                if len(one.in_hand) < self.most and one.number not in always)  # fmt: skip
        return min((found for found in free if found is not None), default=None)

    @property
    def waiting(self) -> int:
        """How many tasks wait."""
        return self._count

    @property
    def worked_on(self) -> int:
        """How many tasks are in hand."""
        return sum(len(holder.in_hand) for holder in self.holders)
