"""What a start of the command line loads, and what a call without a command says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from govkit import __version__
from govkit.cli.roster import CHINESE, names

from .conftest import Run

HEAVY = ("pydantic", "lark", "ruamel", "rich", "govkit.model", "govkit.pipeline", "govkit.syntax")
EXAMPLE = str(Path(__file__).parents[2] / "examples" / "guangming")
PROGRAM = """
import sys
from govkit.cli import main
status = main(sys.argv[1:])
print(*sys.modules, sep="\\n")
sys.exit(status)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.split())


def loaded_by_the_library(name: str, path: str) -> set[str]:
    program = f"import govkit, sys; govkit.{name}(sys.argv[1]); print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-X", "utf8", "-c", program, path]
    return set(subprocess.run(command, capture_output=True, encoding="utf-8").stdout.split())


def test_help_loads_neither_the_model_nor_its_libraries() -> None:
    modules = loaded("--help")
    assert "govkit.cli.commands" in modules
    assert [heavy for heavy in HEAVY if heavy in modules] == []


@pytest.mark.parametrize("arguments", [["--version"], ["check", "--help"], ["draw", "--help"]])
def test_a_help_page_loads_nothing_the_command_works_with(arguments: list[str]) -> None:
    # Some versions of typer read option values with pydantic, unless they are taken plainly.
    assert set(HEAVY) & loaded(*arguments) == set()


def test_a_check_into_a_pipe_loads_no_schema_and_draws_nothing() -> None:
    modules = loaded("check", EXAMPLE, "--as-of", "2026-01-01")
    assert "govkit.checks" in modules
    assert {"pydantic", "ruamel", "rich", "tomllib", "govkit.engine"} & modules == set()


def test_the_same_lines_with_and_without_drawing() -> None:
    command = [sys.executable, "-X", "utf8", "-m", "govkit", "check", EXAMPLE]
    runs = [
        subprocess.run(command, capture_output=True, env={**os.environ, **extra}).stdout
        for extra in ({"FORCE_COLOR": ""}, {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "999"})
    ]
    plain, drawn = (re.sub(rb"\x1b\[[0-9;]*m", b"", out) for out in runs)
    assert plain.count(b"\n") > 20 and plain == runs[0]
    assert plain == drawn


def test_a_text_is_checked_without_the_schema_of_data() -> None:
    # What reads data from outside is for those who have data from outside (decisions/0018).
    modules = loaded_by_the_library("compile_path", EXAMPLE)
    assert "govkit.checks" in modules
    assert {"pydantic", "ruamel", "rich", "govkit.engine", "govkit.export"} & modules == set()


def test_help_loads_no_command() -> None:
    assert {f"govkit.cli.{name}" for name in names()} & loaded("--help") == set()


def test_without_a_command_the_help_page_is_shown(run: Run) -> None:
    assert run() == run("--help")
    assert run().status == 0


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").out == f"govkit {__version__}\n"


def test_every_command_is_listed_with_its_purpose(run: Run) -> None:
    lines = run("--help").out.splitlines()
    for name in names():
        shown = f"{name}（{CHINESE[name]}）" if CHINESE[name] else name
        assert any(line.split()[:1] == [shown] and len(line.split()) > 1 for line in lines), name
    assert not any(zh in run("--help", "--lang", "en").out for zh in CHINESE.values() if zh)
