"""Logs of a simulation in the programs they are for: PM4Py and pyarrow count what was written.

PM4Py is under the AGPL and no dependency of the project: this test alone makes an environment with
it, which needs a package index and minutes, and so runs at night.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.install.test_install import EXAMPLE, ROOT, run

pytestmark = pytest.mark.nightly


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each program counted in the logs of the same runs."""
    place = tmp_path_factory.mktemp("logs")
    run(sys.executable, "-m", "venv", place / "env", cwd=place)
    scripts = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    run(python, "-m", "pip", "install", "--quiet", f"{ROOT}[data]", "pm4py", cwd=place)
    (place / "logs").mkdir()
    script = Path(__file__).with_name("read_logs.py")
    told = run(python, script, EXAMPLE, place / "logs", cwd=place)
    found: dict[str, Any] = json.loads(told.splitlines()[-1])  # PM4Py greets before it
    return found


def test_every_program_counts_the_same_events_and_cases(read: dict[str, Any]) -> None:
    events, cases = read["jsonl"]
    assert events > cases > 500
    assert read["xes"] == read["ocel"] == read["parquet"] == [events, cases]
    assert read["starts"] == {"open": cases}


def test_every_program_sees_the_same_kinds_people_and_instants(read: dict[str, Any]) -> None:
    first, *others = read["kinds"]
    assert len(first) > 8 and all(kinds == first for kinds in others)
    acted, seen = read["actors"]
    assert len(acted) > 40 and seen == acted
    instants = [datetime.fromisoformat(one) for one in read["first"]]
    assert len(set(instants)) == 1 and instants[0].utcoffset() == timedelta(hours=8)
    assert read["qualifiers"] == ["asked", "at", "decided_at", "handled_by", "of"]


def test_a_parquet_file_has_the_groups_of_its_parts(read: dict[str, Any]) -> None:
    assert read["groups"] == 4  # two variants, two runs
