"""The tools that some tests need beside Python: where they are, and what it means if not.

A local run leaves a test out and says which tool is missing; with `GOVKIT_TOOLS=required`, as CI
sets it, a missing tool is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from govkit.export.lesson import writing
from tests.lesson.chromium import browser

ROOM = Path(writing.__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
COMPILER = CACHE / "govkit/typescript/node_modules/.bin/tsc"


def tool(name: str) -> str:
    """The program of a tool: `node`, `tsc`, `chromium`, `soffice`, `pdftotext`."""
    found = {
        "node": lambda: shutil.which("node"),
        "tsc": lambda: str(COMPILER) if COMPILER.exists() else shutil.which("tsc"),
        "chromium": browser,
        "soffice": lambda: shutil.which("soffice"),
        "pdftotext": lambda: shutil.which("pdftotext"),
    }[name]()
    if found is None:
        script = "office" if name in ("soffice", "pdftotext") else "browser"
        reason = f"{name} is missing; `sh .ci/{script}` installs it"
        if os.environ.get("GOVKIT_TOOLS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def node(script: str, given: object) -> Any:
    """What a script prints as JSON; `given` is what it finds under that name."""
    read = "const given = JSON.parse(require('fs').readFileSync(0));"
    text = f"{writing.scripts()}\n{read}\n{script}"
    done = subprocess.run(
        [tool("node"), "-e", text],
        input=json.dumps(given, ensure_ascii=False),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
