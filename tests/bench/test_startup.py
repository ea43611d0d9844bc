"""How long govkit takes to start, beside an interpreter that does nothing.

Both programs run turn by turn in one process, so that a slow minute of the machine touches both.
The ratio of the two medians is what counts; nothing is asserted about time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.bench

ROUNDS = 12
BARE = ["-c", "pass"]
EXAMPLE = Path(__file__).parents[2] / "examples" / "guangming"
PROGRAMS = {
    "help": ["-m", "govkit", "--help"],
    "import": ["-c", "import govkit"],
    "check": ["-m", "govkit", "check", str(EXAMPLE)],
}


def start(arguments: list[str]) -> float:
    """Seconds a fresh interpreter takes for these arguments."""
    began = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


@pytest.mark.parametrize("name", PROGRAMS)
def test_startup(
    name: str, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    bare: list[float] = []
    whole: list[float] = []
    for program in (BARE, PROGRAMS[name]):
        start(program)  # the first run fills the caches of the disk, and the tables of the parser

    benchmark.group = "startup"
    benchmark.pedantic(
        lambda: whole.append(start(PROGRAMS[name])),
        setup=lambda: bare.append(start(BARE)),
        rounds=ROUNDS,
    )
    middle, floor = statistics.median(whole), statistics.median(bare)
    benchmark.extra_info.update(bare_seconds=floor, ratio_to_bare=middle / floor)
    with capsys.disabled():
        ratio = benchmark.extra_info["ratio_to_bare"]
        print(f"\n{name}: {middle * 1000:.0f} ms, bare {floor * 1000:.0f} ms, ratio {ratio:.2f}")
