"""What counting costs beside a run: with a tally and without, in one process.

`make bench BENCH_ARGS="-s tests/bench/test_tallying.py"` prints the ratio by CPU time of Guangming,
60 days (`GOVKIT_DAYS`); nothing is asserted about time. Each run is made once before it is
measured, since the engine remembers answers; then without, with, with, without.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from govkit.draws.key import Run
from govkit.pipeline import load
from govkit.simulation.driver.course import Watch
from govkit.simulation.driver.life import Key, Life, Wait
from govkit.simulation.driver.replication import Replication
from govkit.simulation.experiments.experiment import prepared, prepared_plan
from govkit.simulation.outcome.ledger import Ledger, counted
from govkit.simulation.outcome.tally import Tally

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS, DAY = int(os.environ.get("GOVKIT_DAYS", "60")), 86_400


class Nobody:
    """A watch that looks away."""

    def opened(self, life: Life, at: int) -> None:
        pass

    def took(self, life: Life, move: object, at: int, actor: str) -> None:
        pass

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        pass

    def ended(self, life: Life, at: int) -> None:
        pass

    def stuck(self, life: Life, at: int) -> None:
        pass


@pytest.mark.bench
def test_what_counting_costs() -> None:
    plan = prepared_plan(load(str(EXAMPLES / "guangming")), days=DAYS)
    walk, setup, warm_up = prepared(plan, "base")

    def seconds(number: int, counts: bool) -> float:
        span = counted(plan.first, DAYS, warm_up)
        tally = Tally(warm_up, Ledger(walk.engine.model, walk.engine.clocks.tzinfo, span))
        watch: Watch = tally if counts else Nobody()
        begins = time.process_time()
        run = Replication(setup, walk, Run.of(1, number), watch)
        run.run(DAYS * DAY)
        if counts:
            assert tally.outcome(run).figures["cases"]
        return time.process_time() - begins

    spent = {False: 0.0, True: 0.0}
    for number in range(1):
        seconds(number, False)
        for counts in (False, True, True, False):
            spent[counts] += seconds(number, counts)
    assert spent[True] > 0 < spent[False]
    print(f"\na run of {DAYS} days with a tally / without: {spent[True] / spent[False]:.3f}")
