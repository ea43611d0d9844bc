"""Importing govkit must stay light: no terminal library and no number cruncher comes along."""

from __future__ import annotations

import subprocess
import sys

import pytest

UNWANTED = ["rich", "typer", "numpy", "numba", "pyarrow"]
PROGRAM = "import sys, govkit; print(*sys.modules, sep='\\n')"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_the_package_itself_is_loaded(loaded: set[str]) -> None:
    assert "govkit" in loaded


@pytest.mark.parametrize("library", UNWANTED)
def test_import_leaves_the_library_alone(library: str, loaded: set[str]) -> None:
    assert library not in loaded
