"""Queues against theory: what waits, what runs out, who goes before, as the formulas say.

Each model is run in batches; the formula's value has to lie within the 99.9 % interval of their
means, and the interval has to be narrow. Sources: Erlang (1917); Cobham (1954) for priorities;
Jackson (1957) for stations in a row; Barrer (1957) and Baccelli & Hebuterne (1981) for impatience.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, factorial, sqrt
from random import Random
from statistics import mean, stdev

import pytest

from tests.simulation.queues import HOUR, Life, Queues

BATCHES = 20
T = 3.883  # of Student's t, 19 degrees of freedom, both sides, 99.9 %
WHOLE = 12_000  # cases of a batch, by night

Told = Callable[[list[Life]], float]


@pytest.fixture(params=[600, pytest.param(WHOLE, marks=pytest.mark.nightly)])
def agrees(request: pytest.FixtureRequest) -> Callable[..., None]:
    """That a formula's value is what batches of so many cases tell, the first tenth left out.

    `narrow` is the half-width of the interval as a share of the value, for a batch by night.
    """
    cases: int = request.param

    def judge(make: Callable[[], Queues], told: Told, expected: float, narrow: float) -> None:
        values = []
        for number in range(BATCHES):
            lives = make().run(cases, f"queues/{cases}/{number}")
            values.append(told(lives[cases // 10 :]))
        value, half = mean(values), T * stdev(values) / sqrt(BATCHES)
        wide = narrow * sqrt(WHOLE / cases) * max(expected, 0.1)
        assert half < wide, f"{half} is too wide to say anything"
        assert abs(value - expected) <= half + 2 / HOUR, f"{value} ± {half}, expected {expected}"

    return judge


Agrees = Callable[..., None]


def wait(lives: list[Life]) -> float:
    return mean((life.began[0] - life.came[0]) / HOUR for life in lives)


def out(lives: list[Life]) -> float:
    return mean(life.ran_out for life in lives)


def erlang(holders: int, rate: float) -> float:
    """The chance that a case has to wait (Erlang's C), services of one hour."""
    last = rate**holders / factorial(holders) * holders / (holders - rate)
    return last / (sum(rate**k / factorial(k) for k in range(holders)) + last)


@pytest.mark.parametrize(
    ("holders", "rate", "expected", "narrow"),
    [(1, 0.5, 1.0, 0.15), (2, 1.6, 1.77778, 0.3), (4, 3.2, 0.74554, 0.3), (8, 7.2, 0.87692, 0.5)],
)
def test_the_wait_is_that_of_erlang(
    agrees: Agrees, holders: int, rate: float, expected: float, narrow: float
) -> None:
    assert erlang(holders, rate) / (holders - rate) == pytest.approx(expected, abs=1e-5)
    agrees(lambda: Queues([rate], [holders]), wait, expected, narrow)


@pytest.mark.parametrize(("rate", "hours", "expected"), [(0.5, 2, 0.2254), (1.2, 4, 0.26643)])
def test_a_limit_on_the_stay_cuts_work_short(
    agrees: Agrees, rate: float, hours: int, expected: float
) -> None:
    inner = (1 - exp(-(1 - rate) * hours)) / (1 - rate)
    idle = 1 / (1 + rate * inner)
    done = idle * (1 - exp(-hours)) + rate * idle * (
        inner - exp(-hours) * (exp(rate * hours) - 1) / rate
    )
    assert 1 - done == pytest.approx(expected, abs=1e-5)
    agrees(lambda: Queues([rate], [1], limit=hours * HOUR, of_stay=True), out, expected, 0.1)


@pytest.mark.parametrize(
    ("holders", "rate", "hours", "expected"),
    [(1, 0.9, 2, 0.21876), (2, 1.8, 1, 0.18779), (4, 4.8, 2, 0.18808), (1, 1.5, 2, 0.39849)],
)
def test_a_limit_on_the_wait_sends_away_who_is_not_begun(
    agrees: Agrees, holders: int, rate: float, hours: int, expected: float
) -> None:
    empty = sum(
        factorial(holders - 1) / factorial(holders - 1 - j) * (1 / rate) ** j
        for j in range(holders)
    )
    slack = holders - rate
    waits = (1 - exp(-slack * hours)) / slack + exp(-slack * hours) / holders
    assert (1 - slack * waits) / (empty + rate * waits) == pytest.approx(expected, abs=1e-5)
    agrees(lambda: Queues([rate], [holders], limit=hours * HOUR), out, expected, 0.1)


def test_what_goes_before_waits_less_as_cobham_says(agrees: Agrees) -> None:
    for kind, expected in enumerate((1.0, 2.0, 8.0)):

        def told(lives: list[Life], kind: int = kind) -> float:
            return wait([life for life in lives if life.kind == kind])

        agrees(lambda: Queues([0.2, 0.3, 0.3], [1]), told, expected, 0.5)


def test_with_interruption_the_first_kind_sees_nobody_else(agrees: Agrees) -> None:
    """Preemptive resume: the first kind stays as in a queue of its own, 1 / (1 − 0.5) hours."""

    def stay(lives: list[Life]) -> float:
        return mean((life.left[-1] - life.opened) / HOUR for life in lives if life.kind == 0)

    agrees(lambda: Queues([0.5, 0.3], [1], interrupts=True), stay, 2.0, 0.1)


def test_a_holder_who_shares_his_time_keeps_nobody_waiting_and_everybody_as_long(
    agrees: Agrees,
) -> None:
    """With many tasks in hand his time is shared: the stay is 1 / (1 − ρ) for all (M/M/1-PS)."""

    def stay(lives: list[Life]) -> float:
        return mean((life.left[-1] - life.opened) / HOUR for life in lives)

    agrees(lambda: Queues([0.5], [1], in_hand=10_000), stay, 2.0, 0.1)


def test_stations_in_a_row_wait_as_jackson_says(agrees: Agrees) -> None:
    def then(place: int, draw: Random) -> int | None:
        share = (0.4, 0.5, 0.0)[place]
        return place + 1 if draw.random() < share else None

    for place, expected in enumerate((0.50943, 0.5625, 1.5)):

        def told(lives: list[Life], place: int = place) -> float:
            return mean(
                (life.began[place] - life.came[place]) / HOUR
                for life in lives
                if len(life.began) > place
            )

        agrees(lambda: Queues([3.0], [4, 2, 1], then=then), told, expected, 0.4)
