"""A line whose validity has ended breaks no command, on whatever day the model is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize("day", ["", "2024-01-01", "2026-01-01", "2031-01-01"])
@pytest.mark.parametrize("command", ["facts", "show", "check"])
def test_lines_that_ended_break_no_command(
    command: str, day: str, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "a.gov"
    file.write_text(
        "govkit 1\n地区 甲 {\n  层级 村 { 数量：10个 }\n"
        "  数据 { 旧：9 至 2025-07-01；新：10 自 2025-07-01 }\n"
        "  核对 { 一：村 = 9 至 2025-07-01；二：村 = 10；三：村 = 11 自 2030-01-01 至 2030-02-01；"
        "四：旧 = 9 至 2025-07-01 }\n"
        "  规则 一 { 应满足：村 = 9 至 2025-07-01 }\n}",
        encoding="utf-8",
    )
    ran = run(command, file, *(["--as-of", day] if day else []))
    assert ran.status in (0, 1) and "GOV819" not in ran.out + ran.err
