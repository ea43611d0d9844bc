"""Killed at random moments: nothing acknowledged is lost, nothing is done or entered twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import postgres
import pytest

KILLS = [
    ("sqlite", 3),
    ("postgresql", 3),
    pytest.param("sqlite", 20, marks=pytest.mark.nightly),
    pytest.param("postgresql", 20, marks=pytest.mark.nightly),
]


@pytest.mark.parametrize(("database", "kills"), KILLS)
def test_nothing_is_lost_and_nothing_is_done_twice(database: str, kills: int) -> None:
    if database == "postgresql" and postgres.programs() is None:
        pytest.skip(postgres.MISSING)
    seed = os.environ.get("GOVKIT_SEED") or str(random.randrange(10**6))
    words = ["--kills", str(kills), "--seed", seed]
    words += ["--postgresql"] if database == "postgresql" else []
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("kills.py")), *words],
        capture_output=True, text=True, encoding="utf-8", timeout=900,
    )  # fmt: skip
    print(run.stdout)
    told = dict(line.split(": ", 1) for line in run.stdout.splitlines() if ": " in line)
    assert run.returncode == 0 and told["wrong"] == "0", f"{run.stdout}\n{run.stderr}"
    assert int(told["acknowledged"]) > 0 and int(told["entered by time"]) > 0
