"""A bundle where there is no network: installed from its folder alone, it writes Word."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from tests.install.test_install import EXAMPLE, ROOT, run

pytestmark = pytest.mark.install


@pytest.mark.skipif(os.name == "nt", reason="runs the script for Linux")
def test_a_bundle_installs_itself_and_writes_word(tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    python = tmp_path / "env" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", ROOT, cwd=tmp_path)
    run(python, "-m", "govkit", "bundle", "-o", tmp_path / "带 走", cwd=tmp_path)
    script = tmp_path / "带 走" / "install.sh"
    run("env", "PIP_NO_INDEX=1", "sh", script, cwd=tmp_path)
    govkit = script.parent / "govkit-env" / "bin" / "govkit"
    run(govkit, "report", "matrix", EXAMPLE, "-o", tmp_path / "x.docx", cwd=tmp_path)
    assert "word/document.xml" in zipfile.ZipFile(tmp_path / "x.docx").namelist()
