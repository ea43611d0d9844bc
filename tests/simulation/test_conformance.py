"""Every district and every year of the gallery, by its own workload: what must hold in any of them.

A model with its workload enters and is run, some days by day and a month by night. Each case, open
ones too, is made again by `open`, `apply` and `tick` from its log alone. Holders, work and cases
are counted by what watches the run, and have to come out even.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from govkit.draws.key import Run
from govkit.engine import Case, Engine
from govkit.pipeline import load
from govkit.simulation.driver.life import Life
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.setup import Setup
from govkit.simulation.driver.station import Holder, Station, Task
from govkit.simulation.driver.transition import Walk
from govkit.simulation.workload.numbers import Numbers
from govkit.values import Word
from tests.simulation.watching import Seen

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY, MONTH = 86_400, 31
FIRST = date(2026, 3, 2)  # a Monday, no holiday near
BY_DAY = {
    "guangming": 8, "binzhou": 1, "qixian": 9, "quanyu": 3, "haolinju": 15,
    "gallery/hospital_ward_year.gov": 4, "gallery/急诊室一年.gov": 2, "gallery/市民热线一年.gov": 8,
}  # fmt: skip


@dataclass
class Ran:
    engine: Engine
    setup: Setup
    run: Replication
    seen: Seen
    around: list[tuple[int, int]]
    cut: list[tuple[int, int, Task]]

    @property
    def cases(self) -> dict[int, Case]:
        return {**self.seen.closed, **{n: life.case for n, life in self.run.lives.items()}}


class Watched(Seen):
    """The same, and how many cases there were from when to when."""

    def __init__(self) -> None:
        super().__init__()
        self.there, self.around = 0, [(0, 0)]

    def opened(self, life: Life, at: int) -> None:
        super().opened(life, at)
        self._count(+1, at)

    def ended(self, life: Life, at: int) -> None:
        super().ended(life, at)
        self._count(-1, at)

    def _count(self, change: int, at: int) -> None:
        self.there += change
        self.around.append((at, self.there))


@pytest.fixture(
    scope="module",
    params=[
        *(pytest.param((name, days), id=name) for name, days in BY_DAY.items()),
        *(pytest.param((name, MONTH), id=f"{name}-month", marks=pytest.mark.nightly)
          for name in BY_DAY),
    ],
)  # fmt: skip
def ran(request: pytest.FixtureRequest) -> Iterator[Ran]:
    """A run of some days; while it goes, whoever takes work is at work and has a hand free."""
    name, days = request.param
    model = load(str(EXAMPLES / name))
    engine, seen = Engine(model), Watched()
    numbers = Numbers(engine, model.workloads[0], FIRST, days)
    setup = numbers.read()
    assert numbers.gaps == []
    cut: list[tuple[int, int, Task]] = []
    with pytest.MonkeyPatch.context() as patch:
        takes, remove = Holder.takes, Station.remove

        def taken(self: Holder, task: Task, at: int) -> None:
            assert self.duty.at_work(at), "work is taken up off duty"
            takes(self, task, at)

        def removed(
            self: Station, case: int, at: int, part: str = "", kept: bool = False
        ) -> Task | None:
            task = remove(self, case, at, part, kept)
            if task is not None and task.left > 0 and task.spent and not kept:
                cut.append((case, at, task))
            return task

        patch.setattr(Holder, "takes", taken)
        patch.setattr(Station, "remove", removed)
        walk = Walk(engine, datetime(FIRST.year, FIRST.month, FIRST.day))
        run = Replication(setup, walk, Run.of(3), seen)
        for hour in range(1, days * 24 + 1):
            run.run(hour * 3_600)
            for (ref, _), station in run.stations.items():
                most = setup.stations[ref].in_hand
                assert all(len(one.in_hand) <= most for one in station.holders)
    yield Ran(engine, setup, run, seen, seen.around, cut)


def again(engine: Engine, case: Case) -> Case:
    """The case that its log makes, by the calls that a program has."""
    first = case.history[0]
    given = {
        one.attribute: one.value.word if isinstance(one.value, Word) else one.value
        for one in first.given
    }
    found = engine.open(
        first.matter, unit=first.unit, at=first.at, mode=first.mode or None, vacant=first.vacant,
        given=given, actor=first.actor, idempotency_key=first.idempotency_key,
    )  # fmt: skip
    for number, event in enumerate(case.history):
        if number < len(found.history):
            continue  # time brought it already
        if event.automatic:
            due = engine.next_due(found)
            assert due is not None
            found = engine.tick(found, due)
        else:
            found = engine.apply(
                found, event.move, at=event.at, actor=event.actor, note=event.note
            )  # fmt: skip
    return found


def test_every_case_is_made_again_from_its_log_alone(ran: Ran) -> None:
    assert len(ran.cases) == ran.run.opened > 20
    for case in ran.cases.values():
        assert again(ran.engine, case).history == case.history
        assert case.breaches == ()


def test_what_came_in_is_closed_or_open_and_nothing_is_stuck(ran: Ran) -> None:
    assert len(ran.seen.opened_at) == ran.run.opened == len(ran.seen.closed) + len(ran.run.lives)
    assert ran.seen.closed and ran.seen.dead_ends == []


def test_nobody_works_more_than_he_is_on_duty(ran: Ran) -> None:
    for station in ran.run.stations.values():
        for holder in station.holders:
            holder.work_until(ran.run.now)
            assert 0 <= holder.busy <= holder.duty.worked(ran.run.now)


def test_no_work_is_lost_but_where_time_moved_the_case_or_it_was_closed(ran: Ran) -> None:
    walk = ran.run.rules
    assert isinstance(walk, Walk)
    for number, at, _ in ran.cut:
        # A limit ends at its last second: what it moves is moved by the next one.
        case = ran.cases[number]
        moved = [event for event in case.history if at - 1 <= walk.second(event.at) <= at]
        ended = case.closed_at is not None and walk.second(case.closed_at) == at
        assert ended or any(event.automatic for event in moved)
    lost = sum(station.lost for station in ran.run.stations.values())
    assert lost == sum(task.spent for _, _, task in ran.cut)


def test_cases_that_are_there_times_time_is_the_sum_of_their_stays(ran: Ran) -> None:
    """Little's law to the second: the driver's count against the instants of the engine."""
    walk, end = ran.run.rules, ran.run.now
    assert isinstance(walk, Walk)
    around = [*ran.around, (end, 0)]
    area = sum(there * (until - at) for (at, there), (until, _) in pairwise(around))
    stays = 0
    for case in ran.cases.values():
        left = end if case.closed_at is None else walk.second(case.closed_at)
        stays += left - walk.second(case.opened_at)
    assert area == stays > 0
