"""Bars of the simulator that a minute can tell, as ratios within one run; the rest by command.

Figures are printed, and nothing here asserts a time:

    make bench BENCH_ARGS="-s tests/bench/test_simulation.py"
    python -m tests.bench.simulation_figures
"""

from __future__ import annotations

import pytest

from tests.bench.simulation_figures import FIGURES

pytestmark = pytest.mark.bench


@pytest.mark.parametrize(("name", "days"), [("yardstick", 60), ("driver", 33)])
def test_figures(name: str, days: int, capsys: pytest.CaptureFixture[str]) -> None:
    found = list(FIGURES[name](days=days))
    assert found and all(one.value > 0 for one in found)
    with capsys.disabled():
        print("", *found, sep="\n")
