"""The page of cards: every unit once, nothing outside the page, nothing on top of another."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.export.escape import escape
from govkit.model.governance import Governance
from govkit.pictures import cards
from govkit.pictures.lettering import ems, fit, lines
from govkit.pictures.paper import Paper
from govkit.pipeline import loads
from tests.pictures.geometry import faults


def draw(model: Governance, **how: Any) -> str:
    (sheet,) = cards.draw(model, **how)
    return sheet


SVG = "{http://www.w3.org/2000/svg}"
CHIP = "#fbf3e3"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def units(svg: str) -> list[str]:
    return [node.get("data-unit", "") for node in parsed(svg).iter() if node.get("data-unit")]


def texts(svg: str) -> list[str]:
    """All drawn text, without tooltips."""
    found = []
    for node in parsed(svg).iter(f"{SVG}text"):
        tip = node.find(f"{SVG}title")
        found.append((node.text or "") + ((tip.tail or "") if tip is not None else ""))
    return found


def ladder_of(*levels: tuple[str, str]) -> str:
    """A district of levels one below the other."""
    rows, above = [], ""
    for name, count in levels:
        rows.append(f"层级 {name} {{ {above}数量：{count} }}")
        above = f"上级：{name}；"
    return "govkit 1\n地区 甲 {\n" + "\n".join(rows) + "\n}\n"


def assert_sound(svg: str) -> None:
    """Every shape and text lies on the page, and chips do not touch."""
    root = parsed(svg)
    wide, high = (float(part) for part in root.attrib["viewBox"].split()[2:])
    boxes = []
    for rect in root.iter(f"{SVG}rect"):
        x, y = float(rect.get("x", 0)), float(rect.get("y", 0))
        right, bottom = x + float(rect.attrib["width"]), y + float(rect.attrib["height"])
        assert x >= 0 <= y and right <= wide and bottom <= high
        if rect.get("fill") == CHIP and rect.get("stroke") == "#b79b6b":
            boxes.append((x, y, right, bottom))
    for node in root.iter(f"{SVG}text"):
        tip = node.find(f"{SVG}title")
        text = (node.text or "") + ((tip.tail or "") if tip is not None else "")
        long = ems(text) * float(node.attrib["font-size"])
        share = {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", ""), 0.0)
        start = float(node.attrib["x"]) - long * share
        assert start >= -0.5 and start + long <= wide + 0.5, text
        assert 0 < float(node.attrib["y"]) <= high
    boxes.sort(key=lambda box: (box[1], box[0]))
    for one, next_ in pairwise(boxes):
        if abs(one[1] - next_[1]) < 0.05:
            assert one[2] <= next_[0] + 0.11


def test_a_district_is_on_one_page_with_every_unit_once(district: Governance) -> None:
    svg = draw(district)
    drawn = units(svg)
    assert len(drawn) == len(set(drawn)) == 1 + 6 + 48 + 150
    assert set(drawn) == {
        unit.id for level in district.levels for unit in district.units(level.name)
    }
    root = parsed(svg)
    assert (root.get("width"), root.get("height")) == ("420mm", "297mm")
    assert_sound(svg)


def test_chips_stand_in_the_row_of_their_parent(district: Governance) -> None:
    groups = {g.get("data-unit"): g for g in parsed(draw(district)).iter(f"{SVG}g")}
    for unit in district.units("网格"):
        parent = district.parent_of(unit)
        assert parent is not None
        inside = {node.get("data-unit") for node in groups[parent.id].iter(f"{SVG}g")}
        assert unit.id in inside


def test_letters_stay_large_enough_to_read(district: Governance) -> None:
    sizes = [float(n.attrib["font-size"]) for n in parsed(draw(district)).iter(f"{SVG}text")]
    # Four units are a millimetre; 2.5 mm is the size of small print.
    assert min(sizes) / 4 >= 2.5


def test_printed_counts_and_the_assumed_spread_are_told(district: Governance) -> None:
    told = texts(draw(district))
    for expected in ("单元卡片", "街道党工委 1", "社区党委 6", "网格党支部 48", "网格 150"):
        assert expected in told
    assert any("支部、网格" in text and "属假设" in text for text in told)


def drawn_to(svg: str) -> float:
    """How far down the page the cards reach, as a share of the room above the foot."""
    bottoms = [
        float(node.attrib["y"]) + float(node.attrib["height"])
        for node in parsed(svg).iter(f"{SVG}rect")
        if node.get("fill") == CHIP and float(node.attrib["height"]) > 15
    ]
    return max(bottoms) / 1188


@pytest.mark.parametrize("counts", [(1, 3), (1, 9), (1, 2, 6), (1, 6, 40)])
def test_a_small_model_fills_its_page_with_large_letters(counts: tuple[int, ...]) -> None:
    names = ("街道", "社区", "网格")
    svg = draw(loads(ladder_of(*((names[n], str(count)) for n, count in enumerate(counts)))))
    assert_sound(svg)
    chips = [
        g
        for g in parsed(svg).iter(f"{SVG}g")
        if g.get("data-unit", "").startswith(names[len(counts) - 1])
    ]
    sizes = {float(node.attrib["font-size"]) for g in chips for node in g.iter(f"{SVG}text")}
    assert min(sizes) >= 20
    assert drawn_to(svg) > 0.6


def test_the_picture_says_what_it_is_and_counts_in_its_own_tongue(district: Governance) -> None:
    for lang, told in (
        ("zh", "单元卡片：街道 1，社区 6"),
        ("en", "Cards of units: 街道 1, 社区 6"),
    ):
        desc = parsed(draw(district, lang=lang)).findtext(f"{SVG}desc")  # type: ignore[arg-type]
        assert desc is not None and desc.startswith(told)


def test_a_stated_spread_is_not_called_assumed() -> None:
    text = ladder_of(("街道", "1"), ("社区", "6"), ("网格", "48")).replace(
        "数量：48", "数量：48；应有：8/社区"
    )
    assert not any("假设" in told for told in texts(draw(loads(text))))
    uneven = text.replace("应有：8/社区", "应有：7/社区")
    assert any("假设" in told for told in texts(draw(loads(uneven))))


def test_too_many_units_are_counted_instead() -> None:
    svg = draw(loads(ladder_of(("县", "1"), ("镇", "10"), ("村", "100"), ("网格", "1321"))))
    assert len(units(svg)) == 1 + 10 + 100
    assert "网格 1—14，共 14" in texts(svg)
    foot = next(told for told in texts(svg) if "未逐个画出" in told)
    assert "村在上级之间按均匀分布画出，属假设。网格在上级之间按均匀分布推算，属假设。" in foot
    assert foot.endswith("未逐个画出：网格。")
    assert dashed_signs(svg) == 1
    assert_sound(svg)


def dashed_signs(svg: str) -> int:
    """How many signs of the legend are dashed."""
    signs = (one for one in parsed(svg).iter(f"{SVG}rect") if one.get("width") == "16")
    return sum(one.get("stroke-dasharray") is not None for one in signs)


def test_cards_alone_are_left_where_rows_are_too_many() -> None:
    svg = draw(loads(ladder_of(("县", "1"), ("镇", "15"), ("村", "900"), ("网格", "9000"))))
    assert len(units(svg)) == 1 + 15
    assert "村 1—60，共 60" in texts(svg)
    assert any(told.endswith("未逐个画出：村、网格。") for told in texts(svg))


def test_totals_rest_on_no_spread() -> None:
    svg = draw(loads(ladder_of(("县", "1"), ("镇", "900"), ("村", "9000"))))
    assert not any("分布" in told for told in texts(svg))
    assert any(told.endswith("未逐个画出：镇、村。") for told in texts(svg))


def test_levels_below_the_chips_are_counted_on_them() -> None:
    levels = (("区", "1"), ("街道", "4"), ("社区", "24"), ("网格", "110"), ("微网格", "700"))
    svg = draw(loads(ladder_of(*levels)))
    assert len(units(svg)) == 1 + 4 + 24 + 110
    badges = [int(text[1:]) for text in texts(svg) if re.fullmatch(r"×\d+", text)]
    assert len(badges) == 110 and sum(badges) == 700


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ([], "模型里没有写层级"),
        ([("街道", "0")], "没有可以画出的单位"),
        ([("街道", "未知")], "数量未知"),
        ([("街道", "1"), ("社区", "未知")], "社区：数量未知"),
        ([("街道", "未知"), ("社区", "6")], "社区 6"),
        ([("街道", "1"), ("社区", "约30")], "社区 约30"),
        ([("网格", "40")], "网格 40"),
        ([("街道", "1")], "街道 1"),
        ([("社区", "6"), ("网格", "3")], "（没有下级）"),
    ],
)
def test_sparse_models_still_give_a_picture(levels: list[tuple[str, str]], told: str) -> None:
    svg = draw(loads(ladder_of(*levels)))
    assert told in texts(svg)
    assert_sound(svg)


def test_a_second_hierarchy_is_named_and_counted() -> None:
    text = ladder_of(("区", "1"), ("街道", "4"), ("社区", "24")).removesuffix("}\n")
    svg = draw(loads(text + "层级 分局 { 数量：1 }\n层级 派出所 { 上级：分局；数量：7 }\n}\n"))
    assert {"分局 1", "派出所 7"} <= set(texts(svg))
    assert any("未逐个画出：分局、派出所" in told for told in texts(svg))


def test_listed_names_are_drawn_whole_however_long() -> None:
    long = "很" * 90 + "长社区"
    text = ladder_of(("街道", "1")).removesuffix("}\n")
    svg = draw(loads(f"{text}层级 社区 {{ 上级：街道；名录：东社区、{long} }}\n}}\n"))
    told = texts(svg)
    assert "东社区" in told
    assert "…" not in svg
    assert long in "".join(told)
    assert_sound(svg)


@pytest.mark.parametrize("paper", ["A3", "A4 upright"])
def test_a_long_title_of_a_level_takes_several_lines_of_the_legend(paper: Paper) -> None:
    long = "按照属地管理要求设立的基层治理单元" * 20
    text = ladder_of(("街道", "1"), ("社区", "6")).replace("层级 社区", f"层级 社区 “{long}”")
    svg = draw(loads(text), paper=paper)
    assert long in "".join(texts(svg))
    assert faults(svg) == []


def test_english_words_for_an_english_reader(district: Governance) -> None:
    told = " ".join(texts(draw(district, lang="en", title="One page")))
    assert "One page" in told and "assumed" in told and "Not drawn one by one" not in told
    assert "假设" not in told and "卡片" not in told


def test_nothing_is_loaded_from_outside(district: Governance) -> None:
    svg = draw(district)
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|<script|<image|@import", svg)


HOSTILE = ["<b>&\"'", "a\x00b", "\u202egnp.exe", "]]>", "\ufffe\uffff", "\ud800", "[/x]", "甲\n乙"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(district: Governance, name: str) -> None:
    svg = draw(district.model_copy(update={"title": name}), title=name)
    root = parsed(svg)
    assert {node.tag for node in root.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "text", "g")
    }
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", svg)
    svg.encode("utf-8")


@given(st.text(max_size=40))
def test_escaped_text_is_always_xml(text: str) -> None:
    ElementTree.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>')


@given(st.text(max_size=60), st.floats(1, 400), st.floats(8, 30))
def test_fitted_text_fits(text: str, room: float, size: float) -> None:
    short = fit(text, room, size)
    assert ems(short) * size <= max(room, size) + 1e-6


@given(st.text(alphabet="甲乙丙丁ab c", min_size=1, max_size=60), st.integers(40, 200))
def test_broken_lines_fit_and_lose_nothing_but_blanks(text: str, room: int) -> None:
    found = lines(text, room, 10, 99)
    assert all(ems(line) * 10 <= room + 1e-6 for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=5))
def test_any_counts_fit_on_the_page(counts: list[int]) -> None:
    levels = [(f"级{n}", str(count)) for n, count in enumerate(counts)]
    svg = draw(loads(ladder_of(*levels)))
    assert len(units(svg)) == len(set(units(svg)))
    assert_sound(svg)
