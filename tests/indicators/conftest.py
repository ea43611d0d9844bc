"""Small models and logs, so that every figure of a test can be counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import govkit
from govkit.indicators import Log, read_log
from govkit.model.governance import Governance

DISTRICT = """govkit 1
地区 镜湖 {{
  层级 街道 {{ 数量：1个 }}
  层级 社区 {{ 上级：街道；数量：3个；名单：甲、乙、丙 }}
  层级 老城 {{ 类属：社区；数量：2个；名单：甲、乙 }}
  层级 新城 {{ 类属：社区；数量：1个；名单：丙 }}
  机构 督查室 {{ 设于：街道；数量：1个 }}
  事项 噪声 {{ 时限：3工作日 }}
  {text}
}}
"""
Made = Callable[[str], Governance]


def model_of(text: str) -> Governance:
    """A district of three communities with some text of its own."""
    return govkit.loads(DISTRICT.format(text=text))


def log_of(model: Governance, table: str) -> Log:
    """A log written as lines of cells with bars between them; blanks at the ends do not count."""
    lines: list[Sequence[str]] = [
        [cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()
    ]
    return read_log(lines[0], [(at, line) for at, line in enumerate(lines[1:], start=2)], model)


@pytest.fixture
def plain() -> Governance:
    """A model without indicators."""
    return model_of("")
