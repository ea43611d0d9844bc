"""The pictures the README shows are those the program draws today."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.pictures import cards, ladder, org_chart
from govkit.pipeline import load

ROOT = Path(__file__).resolve().parents[2]


def _kept(name: str) -> str:
    return (ROOT / "docs" / "images" / name).read_text(encoding="utf-8")


def test_the_cards_are_current() -> None:
    model = load(ROOT / "examples" / "guangming")
    assert cards.draw(model, "zh")[0].strip() == _kept("guangming.svg").strip()


@pytest.mark.parametrize("district", ["guangming", "quanyu"])
def test_the_org_charts_are_current(district: str) -> None:
    (sheet,) = org_chart.draw(load(ROOT / "examples" / district), "zh")
    assert sheet.strip() == _kept(f"{district}-org.svg").strip()


def test_the_ladder_is_current() -> None:
    model = load(ROOT / "examples" / "guangming")
    drawn = ladder.draw(model, "网格事项", lang="zh")
    assert drawn.strip() == _kept("guangming-ladder.svg").strip()
