"""The pictures the README shows are those the program draws today."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.pictures import cards, org_chart, swimlane
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


def test_the_swimlanes_are_current() -> None:
    drawn = {
        "guangming-swimlane.svg": ("guangming", "网格事项"),
        "hotline-swimlane.svg": ("gallery/市民热线.gov", "热线办理"),
    }
    for kept, (path, process) in drawn.items():
        (svg,) = swimlane.draw(load(ROOT / "examples" / path), process, lang="zh")
        assert svg.strip() == _kept(kept).strip()
