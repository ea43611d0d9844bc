"""The simulator and Guangming by hand in SimPy: two programs, one text, the same figures.

With the same draws each case goes the same way to the second. With draws of their own what they
come to may differ as two samples do: a figure outside the joint 95 % intervals of all that are
compared is a fault of one of the two.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from statistics import fmean, variance

import pytest

from govkit.draws.intervals import t_quantile
from govkit.draws.key import Run, purpose
from govkit.engine import Engine
from govkit.pipeline import load
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.transition import Walk
from govkit.simulation.outcome.journey import stays
from govkit.simulation.outcome.tally import Tally
from govkit.simulation.workload.numbers import Numbers
from tests.bench.guangming_by_hand import DAY, Origin, Year
from tests.simulation.watching import Seen

Way = list[tuple[str, float]]
"""The places of a case, each with the second in which it came there; empty where it was closed."""
FOLDER = Path(__file__).parents[2] / "examples" / "guangming"
SOON = ("cases", "closed", "on_time_rate", "stay", "work_lost", "wait·支部书记", "ran_out·支部",
        "use·支部书记", "use·社区书记", "use·相关单位")  # fmt: skip
LATER = ("wait·社区书记", "wait·街道", "wait·相关单位", "ran_out·社区", "use·街道")


@dataclass(frozen=True)
class Beside:
    """The values of one figure in the runs of both, those without one left out."""

    ours: list[float]
    by_hand: list[float]

    def apart(self, share: float) -> bool:
        """Whether the means differ by more than the interval of their difference (Student); both
        are to be samples of one and the same."""
        many = len(self.ours), len(self.by_hand)
        rows = (self.ours, self.by_hand)
        degrees = sum(many) - 2
        pooled = sum((len(row) - 1) * variance(row) for row in rows) / degrees
        wide = t_quantile(share, degrees) * math.sqrt(pooled * sum(1 / n for n in many))
        return abs(fmean(self.ours) - fmean(self.by_hand)) > wide

    def __str__(self) -> str:
        return f"{fmean(self.ours):.4g} by the text, {fmean(self.by_hand):.4g} by hand"


def runs(
    names: Sequence[str], first: date, days: int, warm_up: int, ours: int, by_hand: int
) -> Mapping[str, Beside]:
    """Figures of so many runs of each."""
    model = load(str(FOLDER))
    engine = Engine(model)
    numbers = Numbers(engine, model.workloads[0], first, days)
    setup = numbers.read()
    assert numbers.gaps == []
    walk = Walk(engine, datetime(first.year, first.month, first.day))
    rows: tuple[list[Mapping[str, float | None]], list[Mapping[str, float | None]]] = [], []
    for number in range(ours):
        tally = Tally(warm_up)
        run = Replication(setup, walk, Run.of(1, number), tally)
        run.run(days * DAY)
        run.finish()
        assert not tally.sums.dead_ends.found
        rows[0].append(tally.outcome(run).figures)
    for number in range(by_hand):
        rows[1].append(dict(Year(setup, model, number, warm_up, days * DAY).run()))
    return {name: Beside(*(_known(one, name) for one in rows)) for name in names}


def _known(rows: list[Mapping[str, float | None]], name: str) -> list[float]:
    return [value for row in rows if (value := row.get(name)) is not None]


def differing(found: Mapping[str, Beside]) -> dict[str, str]:
    """The figures outside their joint 95 % intervals."""
    share = 1 - 0.05 / 2 / len(found)
    return {name: str(one) for name, one in found.items() if one.apart(share)}


def ways(first: date, days: int) -> tuple[dict[Origin, Way], dict[Origin, Way]]:
    """Where each closed case went, and when, by the text and by hand, with the same draws."""
    model = load(str(FOLDER))
    engine, seen, chance = Engine(model), Seen(), Run.of(1)
    setup = Numbers(engine, model.workloads[0], first, days).read()
    walk = Walk(engine, datetime(first.year, first.month, first.day))
    Replication(setup, walk, chance, seen).run(days * DAY)
    ours = {}
    for case in seen.closed.values():
        stream, unit, number = _origin(case.history[0].idempotency_key)
        came = walk.second(case.opened_at)
        way = [(one.place.partition(":")[2], came + int(one.came)) for one in stays(case)]
        ours[stream, unit, number] = [*way, ("", walk.second(case.closed_at or case.opened_at))]

    def draw(origin: Origin, names: tuple[str, ...]) -> float:
        stream, unit, number = origin
        return chance.draws(stream, unit, number=number).uniform(purpose(*names))

    year = Year(setup, model, 0, 0, days * DAY, draw)
    year.run()
    return ours, {case.origin: case.way for case in year.gone}


def _origin(key: str) -> Origin:
    stream, _, rest = key.partition("·")
    unit, _, number = rest.rpartition("·")
    return stream, unit, int(number)


@pytest.mark.parametrize(
    ("first", "days"),
    [(date(2026, 3, 2), 45), pytest.param(date(2026, 1, 1), 365, marks=pytest.mark.nightly)],
)
def test_each_case_goes_the_same_way_with_the_same_draws(first: date, days: int) -> None:
    ours, by_hand = ways(first, days)
    assert len(ours) > 4 * days
    assert {key: way for key, way in ours.items() if by_hand.get(key) != way} == {}
    assert by_hand.keys() == ours.keys()


@pytest.mark.nightly
def test_years_agree() -> None:
    first, warm_up = date(2026, 1, 1), 31 * DAY
    found = runs(SOON + LATER, first, days=365, warm_up=warm_up, ours=6, by_hand=60)
    assert all((len(one.ours), len(one.by_hand)) == (6, 60) for one in found.values())
    assert differing(found) == {}
