"""What a log costs beside the run that it tells of: the same runs with and without, in turns.

The ratio is printed, of 33 days (`GOVKIT_DAYS`); nothing is asserted about time.
"""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from govkit.export.event_log import ENDINGS, event_log
from govkit.pipeline import load
from govkit.simulation.driver.rows import COLUMNS
from govkit.simulation.experiments.experiment import BASE, prepared_plan, replicate

pytestmark = pytest.mark.bench

EXAMPLES = Path(__file__).parents[2] / "examples"
PAIRS, DAYS = 2, int(os.environ.get("GOVKIT_DAYS", "33"))


@pytest.mark.parametrize("kind", ["csv", pytest.param("xes", marks=pytest.mark.nightly)])
def test_what_a_log_costs(tmp_path: Path, kind: str) -> None:
    plan = prepared_plan(load(str(EXAMPLES / "guangming")), "", date(2026, 3, 2), DAYS, 1)
    path = tmp_path / f"a{ENDINGS[kind]}"
    taken = {True: 0.0, False: 0.0}

    def run(number: int, logs: bool) -> float:
        begun = time.process_time()
        if logs:
            with event_log(path, kind, COLUMNS, [BASE]) as log:
                replicate(plan, BASE, number, log)
        else:
            replicate(plan, BASE, number)
        return time.process_time() - begun

    for number in range(PAIRS):
        run(number, logs=False)  # fills what is remembered, so that neither of the two has to
        for logs in (number % 2 == 0, number % 2 == 1):
            taken[logs] += run(number, logs)
    ratio = taken[True] / taken[False]
    print(f"{kind}: {ratio:.3f} of the run without a log, {path.stat().st_size:,} bytes")
    assert path.stat().st_size > 0
