"""Calls of the command line inside the test process, in an environment of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from govkit.cli import main

MODEL = """govkit 1
地区 湖滨 据 办法 {
  出处 办法 “网格管理办法” { 类型：文件 }
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区；应有：1/社区 }
  岗位 「[/x]」 { 设于：街道；数量：2名 假设 “尚未核定” }
  事项 邻里纠纷
  流程 逐级办理 {
    适用：邻里纠纷
    级 社区 { 承办：书记；时限：5个工作日；遇：超时 → 街道 }
    级 街道 { 承办：「[/x]」；时限：7个工作日 假设 }
  }
}
"""
BROKEN = "govkit 1\n地区 湖滨 {\n  层级 街道 { 数量：1个 }\n"
UNKNOWN_NAME = "govkit 1\n地区 湖滨 {\n  层级 社区 { 上级：街道 }\n}\n"
DOUBTFUL = 'govkit 1\n地区 湖滨 {\n  层级 街道 { 数量：1个 例外 GOV603 "已核实" }\n}\n'


@dataclass(frozen=True)
class Ran:
    """What one call left: its status and both streams."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call govkit with some arguments, Chinese unless they say otherwise, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "GOVKIT_TRACEBACK", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOVKIT_LANG", "zh")
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Ran(status, out, err)

    return call


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A file with a model that holds."""
    path = tmp_path / "湖滨.gov"
    path.write_text(MODEL, encoding="utf-8")
    return path
