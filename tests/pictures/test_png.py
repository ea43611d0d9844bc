"""Pictures of dots: as large as asked, with letters or not at all, as a browser shows them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

import govkit
from govkit.diagnostics import GovError
from govkit.export import png
from govkit.pictures import org_chart
from govkit.pictures.paper import FONTS
from tests.lesson.chromium import Chromium
from tests.lesson.tools import tool
from tests.pictures.dots import read

SMALL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="50.8mm" height="25.4mm" viewBox="0 0 200 100">'
    '<rect x="10" y="10" width="80" height="40"/><text x="10" y="90" font-size="30" '
    f'font-family="{FONTS}">{{}}</text></svg>'
)


def test_as_wide_as_the_paper_and_the_printer_say() -> None:
    at_100, at_300 = (read(png.to_png(SMALL.format("网格"), dpi)) for dpi in (100, 300))
    assert (at_100.across, at_100.down) == (200, 100)
    assert (at_300.across, at_300.down) == (600, 300)
    bare = SMALL.format("").replace("50.8mm", "192").replace("25.4mm", "96")
    assert read(png.to_png(bare, 100)).across == 200


def test_the_letters_are_drawn_on_white() -> None:
    with_letters, without = (read(png.to_png(SMALL.format(text), 100)) for text in ("网格", ""))
    assert with_letters.inked() > without.inked() + 0.01
    assert without.rows[0] == b"\xff" * 200


def test_without_a_chinese_font_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = importlib.import_module("resvg_py").svg_to_bytes

    def fontless(**asked: Any) -> bytes:
        return bytes(draw(skip_system_fonts=True, **asked))

    monkeypatch.setattr(png, "_drawing", lambda: fontless)
    png._has_chinese.cache_clear()
    with pytest.raises(GovError) as raised:
        png.to_png(SMALL.format("网格"))
    assert [one.code for one in raised.value.diagnostics] == ["GOV980"]
    png._has_chinese.cache_clear()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(GovError) as raised:
        png.to_png(SMALL.format("网格"))
    assert [one.code for one in raised.value.diagnostics] == ["GOV993"]
    assert "resvg-py" in str(raised.value)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert png.to_png(SMALL.format("网格")) == png.to_png(SMALL.format("网格"))


@pytest.mark.nightly
@pytest.mark.parametrize("district", ["quanyu", "haolinju"])
def test_a_picture_is_what_a_browser_shows(district: str, tmp_path: Path) -> None:
    """Within 2 % of the dots, at the size of the screen."""
    tool("chromium")
    svg = org_chart.draw(govkit.load(f"examples/{district}"))[0]
    page = tmp_path / "page.html"
    style = "<style>body{margin:0}svg{display:block;width:1680px;height:auto}</style>"
    page.write_text(f"<!doctype html><meta charset=utf-8>{style}{svg}", encoding="utf-8")
    drawn = read(png.to_png(svg, 25.4 * 1680 / 420))
    with Chromium(tmp_path, drawn.across, drawn.down) as tab:
        tab.open(page)
        tab.picture(tmp_path / "shown.png")
    shown = read((tmp_path / "shown.png").read_bytes())
    assert drawn.unlike(shown) < 0.02
    assert (
        drawn.unlike(read(png.to_png(svg.replace("</text>", " 一二三四五六七八</text>"), 25.4 * 4)))
        > 0.02
    )
