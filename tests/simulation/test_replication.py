"""A district through a month: every case is a lawful log, and one run is one run for ever."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from govkit.draws.key import Run
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.setup import Setup, Shares
from govkit.simulation.driver.transition import Walk
from tests.simulation.by_hand import DAY, exponential, guangming
from tests.simulation.watching import Seen

DAYS = 31


def ran(walk: Walk, setup: Setup, seed: int = 1, days: int = DAYS) -> tuple[Replication, Seen]:
    seen = Seen()
    run = Replication(setup, walk, Run.of(seed), seen)
    run.run(days * DAY)
    return run, seen


@pytest.fixture(scope="module")
def month() -> tuple[Walk, Setup, Replication, Seen]:
    walk, setup = guangming(DAYS)
    return walk, setup, *ran(walk, setup)


def test_every_simulated_case_is_made_again_by_the_engine_from_its_log_alone(
    month: tuple[Walk, Setup, Replication, Seen],
) -> None:
    walk, _, run, seen = month
    cases = [*seen.closed.values(), *(life.case for life in run.lives.values())]
    assert len(cases) == run.opened > 100 and len(seen.closed) > 50
    for case in cases:
        assert walk.engine.replay(case) == case
        assert case.breaches == ()


def test_what_came_in_is_closed_or_still_open_and_nothing_is_stuck(
    month: tuple[Walk, Setup, Replication, Seen],
) -> None:
    _, _, run, seen = month
    assert len(seen.opened_at) == run.opened == len(seen.closed) + len(run.lives)
    assert seen.dead_ends == []
    assert {"deliberate:agreed", "escalate:obstructed", "transfer:needs_department"} <= {
        *seen.moves
    }


def test_work_begins_on_duty_alone(month: tuple[Walk, Setup, Replication, Seen]) -> None:
    _, setup, run, seen = month
    assert seen.begun
    for (ref, _), at in seen.begun:
        assert setup.stations[ref].duty.at_work(at)
    for (ref, unit), station in run.stations.items():
        assert len(station.holders) == setup.stations[ref].holders[""]
        for holder in station.holders:
            assert holder.busy <= holder.duty.worked(run.now), (ref, unit)


def test_a_run_is_the_same_again_and_another_seed_is_another_run() -> None:
    walk, setup = guangming(10)
    first, again, other = (ran(walk, setup, seed, 10)[1] for seed in (1, 1, 2))
    assert first.closed == again.closed and first.by == again.by
    assert first.opened_at != other.opened_at


def test_a_run_that_stops_and_goes_on_is_the_run_that_did_not_stop() -> None:
    walk, setup = guangming(10)
    whole = ran(walk, setup, 1, 10)[1]
    seen = Seen()
    run = Replication(setup, walk, Run.of(1), seen)
    for hour in range(0, 241, 7):
        run.run(hour * 3_600)
    run.run(10 * DAY)
    assert (seen.closed, seen.by) == (whole.closed, whole.by)


def test_what_is_never_to_happen_never_does_and_what_always_is_always_does() -> None:
    walk, setup = guangming(10)
    never = replace(setup, chances=())
    assert not any(":" in move and "agreed" not in move and "verified" not in move
                   and "done" not in move for move in ran(walk, never, 1, 10)[1].moves)  # fmt: skip
    always = replace(setup, chances=(Shares((("needs_department", Fraction(1)),)),))
    _, seen = ran(walk, always, 1, 10)
    assert seen.moves["transfer:needs_department"] >= seen.moves["handle"] > 0


def test_a_longer_service_moves_the_same_cases() -> None:
    """Draws hang on names: who comes in, and when, is the same under any other number."""
    walk, setup = guangming(10)
    stations = {
        ref: replace(one, service=tuple(
            replace(times, of=dict.fromkeys(times.of, exponential(40))) for times in one.service
        ))
        for ref, one in setup.stations.items()
    }  # fmt: skip
    first, slower = (
        ran(walk, setup, 1, 10)[1],
        ran(walk, replace(setup, stations=stations), 1, 10)[1],
    )
    assert first.opened_at == slower.opened_at
    assert len(slower.closed) < len(first.closed)
