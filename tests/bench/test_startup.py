"""How long govkit takes to start, beside an interpreter that does nothing.

Both programs run turn by turn in one process, so that a slow minute of the machine touches both.
The ratio of the two medians is what counts, of the time that passes and of processor time, which
other programs on the machine touch less; nothing is asserted about time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.bench

ROUNDS = int(os.environ.get("GOVKIT_ROUNDS", "12"))
BARE = ["-c", "pass"]
EXAMPLE = Path(__file__).parents[2] / "examples" / "guangming"
PROGRAMS = {
    "help": ["-m", "govkit", "--help"],
    "import": ["-c", "import govkit"],
    "libraries": ["-c", "import lark, typer"],  # what a check cannot do without
    "check": ["-m", "govkit", "check", str(EXAMPLE)],
}


def start(arguments: list[str]) -> tuple[float, float]:
    """Seconds a fresh interpreter takes for these arguments: that pass, and of the processor."""
    began, used = perf_counter(), os.times()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    ended = os.times()
    processor = ended.children_user + ended.children_system
    return perf_counter() - began, processor - used.children_user - used.children_system


@pytest.mark.parametrize("name", PROGRAMS)
def test_startup(
    name: str, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    bare: list[tuple[float, float]] = []
    whole: list[tuple[float, float]] = []
    for program in (BARE, PROGRAMS[name]):
        start(program)  # the first run fills the caches of the disk, and the tables of the parser

    benchmark.group = "startup"
    benchmark.pedantic(
        lambda: whole.append(start(PROGRAMS[name])),
        setup=lambda: bare.append(start(BARE)),
        rounds=ROUNDS,
    )
    middle, processor = (statistics.median(times) for times in zip(*whole, strict=True))
    floor, least = (statistics.median(times) for times in zip(*bare, strict=True))
    benchmark.extra_info.update(
        bare_seconds=floor,
        ratio_to_bare=middle / floor,
        ratio_of_processor_time=processor / least if least else None,
    )
    with capsys.disabled():
        print(
            f"\n{name}: {middle * 1000:.0f} ms, bare {floor * 1000:.0f} ms, ratio "
            f"{middle / floor:.1f}; processor {processor * 1000:.0f} ms, bare {least * 1000:.0f} ms"
        )
