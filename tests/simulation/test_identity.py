"""One run is one run: under any hash seed, in steps or at once, with any number of workers; and a
week of a district is what it was.

A week that comes out otherwise shows which moves; where that was meant, `python -m
tests.simulation.golden` records it anew.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from govkit.pipeline import load, loads
from govkit.simulation.experiments.experiment import experiment
from tests.simulation.golden import DISTRICTS, EXAMPLES, RECORD, digest, record, week
from tests.simulation.test_experiment import model
from tests.simulation.test_occasions import TEXT

ROOT = Path(__file__).parents[2]
_SHARES = {50: "催办 督办 重开 回访", 30: "并案 研判定级", 5: "其余",
           20: "吹哨 退回补正 申请挂账 难度大 核查不通过"}  # fmt: skip
_SAID = "，".join(f"{word} → {n}%" for n, words in _SHARES.items() for word in words.split())
WITH_ALL = TEXT.replace("    来件", f"    发生率：{_SAID} 假设\n    来件", 1)
PROGRAM = """
import sys
from govkit.pipeline import load, loads
from tests.simulation.golden import EXAMPLES, digest, week
from tests.simulation.test_identity import WITH_ALL
name, steps, days = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
of = loads(WITH_ALL) if name == "all moves" else load(str(EXAMPLES / name))
print(digest(week(of, steps, days=days)))
"""


def told(name: str, hash_seed: str, steps: int, days: int) -> str:
    """The digest that a process of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, str(steps), str(days)], cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_hash_seeds_and_steps_make_no_difference() -> None:
    """With many kinds of moves in it; this process has a hash seed of its own."""
    assert told("all moves", "4242", 29, 7) == digest(week(loads(WITH_ALL), days=7))


@pytest.mark.nightly
@pytest.mark.parametrize("name", DISTRICTS)
def test_districts_are_the_same_under_hash_seeds_and_in_steps(name: str) -> None:
    found = {told(name, seed, steps, 10) for seed, steps in (("0", 1), ("1", 17), ("77", 240))}
    assert len(found) == 1


@pytest.mark.nightly
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_workers_gives_the_same_figures(workers: int) -> None:
    models = {"现状": model(), "加倍": model(40)}
    alone = experiment(models, days=12, replications=6)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as executor:
        again = experiment(models, days=12, replications=6, executor=executor)
    assert again.figures == alone.figures


def compared(name: str) -> None:
    known, found = json.loads(RECORD.read_text(encoding="utf-8"))[name], record(name)
    assert found["moves"] == known["moves"]
    assert found["digest"] == known["digest"]


def test_a_week_of_guangming_is_what_it_was() -> None:
    compared("guangming")


@pytest.mark.nightly
def test_a_week_of_binzhou_is_what_it_was() -> None:
    compared("binzhou")


def test_a_digest_tells_runs_apart() -> None:
    """Another seed is another week; the same one is the same."""
    of = load(str(EXAMPLES / "guangming"))
    first, again, other = (digest(week(of, seed=seed, days=2)) for seed in (1, 1, 2))
    assert first == again != other
