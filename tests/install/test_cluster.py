"""An experiment on a local cluster of Dask: the figures of one process, to the last bit.

The extra `cluster` is put into an environment of its own, which needs a package index and minutes,
and so runs at night.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.install.test_install import EXAMPLE, ROOT, run

pytestmark = pytest.mark.nightly


def test_a_local_cluster_gives_the_figures_of_one_process(tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    run(python, "-m", "pip", "install", "--quiet", f"{ROOT}[cluster]", cwd=tmp_path)
    script = Path(__file__).with_name("run_cluster.py")
    found = json.loads(run(python, script, EXAMPLE, "40", "4", cwd=tmp_path).splitlines()[-1])
    assert found["equal"] == [True, True, True] and found["cases"] > 100
