"""Calls of the command line inside the test process, and what every report must have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from govkit.cli import main
from govkit.diagnostics import Diagnostic
from govkit.diagnostics.catalogue import word
from govkit.diagnostics.plain import render
from govkit.pipeline import Compiled

FRAME = """govkit 1
地区 甲 {
  出处 求索 "一篇文章"
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：6个 }
  岗位 书记 { 设于：社区 }
  @
}
"""


def framed(line: str) -> str:
    """A small model that holds, with one more line."""
    return FRAME.replace("@", line)


def clear(found: Iterable[Diagnostic]) -> None:
    """Every finding says what is wrong and what to do, in both tongues, at a place of its text."""
    for diagnostic in found:
        span = diagnostic.span
        if span is not None:
            assert 0 <= span.start <= span.end <= len(span.source.text), diagnostic
        for lang in ("zh", "en"):
            worded = word(diagnostic, lang)
            assert worded.title and worded.text, diagnostic
            assert worded.hint or diagnostic.severity == "info" or span is None, diagnostic
            shown = render(diagnostic, lang)
            assert diagnostic.code in shown
            assert len(shown) < 10_000, f"{diagnostic.code} prints {len(shown)} characters"


def errors(compiled: Compiled) -> list[str]:
    """Codes of the errors, after a look at how the findings read."""
    clear(compiled.diagnostics[:20])
    return [diagnostic.code for diagnostic in compiled.errors]


@dataclass(frozen=True)
class Ran:
    """What one call left: its status and both streams."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call govkit with some arguments, in an empty folder; what is unforeseen is raised."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOVKIT_LANG", "zh")
    monkeypatch.setenv("GOVKIT_TRACEBACK", "1")
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Ran(status, out, err)

    return call
