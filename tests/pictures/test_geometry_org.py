"""Org charts and cards of every example keep the laws of pictures, measured with real fonts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.export.json import to_json
from govkit.model.governance import Governance
from govkit.pictures import cards
from govkit.pictures.org_chart import draw
from govkit.pictures.paper import Paper
from govkit.pipeline import load
from govkit.values.units import Lang
from tests.pictures.geometry import faults, read
from tests.pictures.lengthened import twice

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DISTRICTS = ("guangming", "binzhou", "qixian", "quanyu", "haolinju")
EVERY = (
    *(EXAMPLES / name for name in DISTRICTS),
    *(EXAMPLES / name / "english" for name in DISTRICTS),
    *sorted((EXAMPLES / "gallery").glob("*.gov")),
)


@cache
def model_at(path: Path) -> Governance:
    return load(path)


def wrong(model: Governance, lang: Lang, paper: Paper) -> list[str]:
    author = to_json(model)
    sheets = draw(model, lang, paper)
    drawn = {ref for svg in sheets for ref in read(svg).refs}
    missing = [f"level:{one.name}" for one in model.levels if f"level:{one.name}" not in drawn]
    return [*missing, *(fault for svg in sheets for fault in faults(svg, author))]


def wrong_cards(model: Governance, lang: Lang, paper: Paper, long: bool) -> list[str]:
    model = twice(model) if long else model
    author = to_json(model)
    return [one for svg in cards.draw(model, lang, paper) for one in faults(svg, author)]


@pytest.mark.parametrize(
    ("name", "lang", "paper", "long"),
    [
        ("quanyu", "zh", "A4", False),
        ("quanyu", "zh", "A4", True),
        ("haolinju/english", "en", "A4 upright", True),
    ],
)
def test_a_drawn_few_are_sound(name: str, lang: Lang, paper: Paper, long: bool) -> None:
    model = model_at(EXAMPLES / name)
    assert wrong(twice(model) if long else model, lang, paper) == []


def test_a_page_of_cards_with_long_names_is_sound() -> None:
    assert wrong_cards(model_at(EXAMPLES / "guangming"), "zh", "A3", long=True) == []


@pytest.mark.nightly
@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
@pytest.mark.parametrize("paper", ["A3", "A4", "A4 upright", "A4 numbered"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_is_sound(path: Path, paper: Paper, lang: Lang) -> None:
    model = model_at(path)
    assert wrong(model, lang, paper) == []
    assert wrong(twice(model), lang, paper) == []
    assert wrong_cards(model, lang, paper, long=False) == []
    assert wrong_cards(model, lang, paper, long=True) == []


# ── the reader itself sees what is wrong ──

_SHEET = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'
_BOX = '<g data-ref="{}"><rect x="{}" y="24" width="60" height="40"/>{}</g>'
_TEXT = '<text x="{}" y="{}" font-size="{}">{}</text>'


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        (_BOX.format("body:甲", 20, _TEXT.format(25, 40, 12, "网格化管理中心")), "out of its box"),
        (_TEXT.format(180, 40, 12, "网格") + "", "off the sheet"),
        (_BOX.format("body:甲", 21, ""), "in the rim of the sheet: body:甲"),
        (_TEXT.format(21, 40, 12, "网格"), "in the rim of the sheet: 网格"),
        (_TEXT.format(20, 40, 12, "网格") + _TEXT.format(30, 42, 12, "社区"), "texts overlap"),
        (_TEXT.format(20, 40, 9, "网格"), "letters of 6.4 pt"),
        (_TEXT.format(20, 40, 12, "网格…"), "shortened"),
        (_BOX.format("body:甲", 20, "") + _BOX.format("body:乙", 60, ""), "boxes overlap"),
        (
            _BOX.format("body:甲", 20, "") + '<polyline points="5,40 150,40"/>',
            "line through a box: body:甲",
        ),
        (
            _TEXT.format(20, 40, 12, "网格") + '<polyline points="5,0 60,80"/>',
            "line through a text",
        ),
    ],
)
def test_each_kind_of_fault_is_seen(inside: str, fault: str) -> None:
    assert [told for told in faults(_SHEET.format(inside)) if fault in told]


def test_a_sheet_higher_than_its_paper_is_seen() -> None:
    assert faults(_SHEET.replace("200 100", "840 1300").format(""))
    assert faults(_SHEET.replace("200 100", "840 1188").format("")) == []


def test_a_sound_sheet_has_no_faults() -> None:
    inside = _BOX.format("body:甲", 30, _TEXT.format(35, 44, 12, "网格"))
    assert faults(_SHEET.format(inside + '<polyline points="50,64 50,90"/>')) == []
