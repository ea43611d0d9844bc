"""What a month of a district comes to: every figure against the log of its cases."""

from __future__ import annotations

from statistics import mean

import pytest

from govkit.draws.key import Run
from govkit.engine import Case
from govkit.simulation.driver.replication import Replication
from govkit.simulation.outcome.tally import Tally
from tests.simulation.by_hand import DAY, HOUR, guangming
from tests.simulation.watching import Seen

DAYS, WARM_UP = 40, 10 * DAY


class Both(Seen):
    """Keeps every case beside the figures."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally

    def __getattribute__(self, name: str):  # type: ignore[no-untyped-def]
        if name not in ("opened", "took", "began", "ended", "stuck"):
            return super().__getattribute__(name)
        own, other = super().__getattribute__(name), getattr(self.tally, name)
        return lambda *given: (own(*given), other(*given))


@pytest.fixture(scope="module")
def month() -> tuple[Tally, Both, Replication]:
    walk, setup = guangming(DAYS)
    tally = Tally(WARM_UP)
    seen = Both(tally)
    run = Replication(setup, walk, Run.of(3), seen)
    run.run(DAYS * DAY)
    return tally, seen, run


def test_only_cases_opened_after_the_warm_up_are_counted(
    month: tuple[Tally, Both, Replication],
) -> None:
    tally, seen, run = month
    figures = tally.outcome(run).figures
    late = {number for number, at in seen.opened_at.items() if at >= WARM_UP}
    closed = late & seen.closed.keys()
    assert 0 < len(closed) < len(late) < run.opened
    assert figures["cases"] == len(late) and figures["closed"] == len(closed)
    assert figures["unfinished"] == len(late) - len(closed)
    assert figures["stay"] == pytest.approx(mean(seen.stays[n] for n in closed) / HOUR)


def test_in_time_is_what_no_limit_ran_out_of_and_what_is_open_and_overdue_is_late(
    month: tuple[Tally, Both, Replication],
) -> None:
    tally, seen, run = month
    late = {n for n, at in seen.opened_at.items() if at >= WARM_UP}

    def kept(case: Case) -> bool:
        return all(not event.automatic or event.kind == "remind" for event in case.history)

    closed = [kept(seen.closed[n]) for n in late & seen.closed.keys()]
    overdue = [n for n in late - seen.closed.keys() if not kept(run.lives[n].case)]
    assert 0 < sum(closed) < len(closed) and overdue
    figures = tally.outcome(run).figures
    assert figures["on_time_rate"] == pytest.approx(sum(closed) / (len(closed) + len(overdue)))
    assert figures["late_open"] == len(overdue)


def test_nobody_works_more_than_he_is_there_and_what_is_lost_was_worked(
    month: tuple[Tally, Both, Replication],
) -> None:
    figures = month[0].outcome(month[2]).figures
    use = {name: value for name, value in figures.items() if name.startswith("use·")}
    assert use and all(value is not None and 0 < value <= 1 for value in use.values())
    assert figures["work_lost"] is not None and figures["work_lost"] > 0
    assert figures["dead_ends"] == 0
