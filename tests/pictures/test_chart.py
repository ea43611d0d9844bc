"""Charts of a page: every shape inside, no two labels over each other, and told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.pictures.chart import bands, bars, boxes, curve, dots
from govkit.pictures.chart.frame import MOST, Scale
from govkit.pictures.lettering import ems

LONG = "黄河三角洲农业高新技术产业示范区市域社会治理现代化指挥调度服务中心网格化管理办公室"
NAMES = ("支部", "社区", LONG, "a very long name of an office that goes on and on without an end")


class Room(NamedTuple):
    """What a text takes on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", svg, count=1))


def rooms(root: ElementTree.Element) -> Iterator[Room]:
    for one in root.iter("text"):
        text = (one.text or "") + "".join(child.tail or "" for child in one)
        size, x, y = (float(one.get(name, "0")) for name in ("font-size", "x", "y"))
        wide = ems(text) * size
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[one.get("text-anchor", "start")]
        yield Room(text, left, y - 0.8 * size, left + wide, y + 0.2 * size)


def points(root: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """All corners of shapes; of a band its ends, between which it stays."""
    for one in root.iter():
        at = {name: float(value) for name, value in one.items() if re.fullmatch(r"-?[\d.]+", value)}
        if one.tag == "rect":
            yield at.get("x", 0), at.get("y", 0)
            yield at.get("x", 0) + at["width"], at.get("y", 0) + at["height"]
        elif one.tag == "circle":
            yield at["cx"] - at["r"], at["cy"] - at["r"]
            yield at["cx"] + at["r"], at["cy"] + at["r"]
        elif one.tag in ("polyline", "polygon"):
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", one.get("points", ""))]
            yield from zip(numbers[::2], numbers[1::2], strict=True)
        elif one.tag == "path":
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", one.get("d", ""))]
            yield from zip(numbers[:8:2], numbers[1:8:2], strict=True)
            yield numbers[6], numbers[8]


def sound(svg: str) -> ElementTree.Element:
    """The chart, after it was seen to be in order."""
    root = parsed(svg)
    _, _, wide, high = map(float, root.get("viewBox", "").split())
    for x, y in points(root):
        assert -0.1 <= x <= wide + 0.1 and -0.1 <= y <= high + 0.1, (x, y)
    told = list(rooms(root))
    for one in told:
        assert one.left >= -0.1 and one.right <= wide + 0.1, one
        assert one.top >= 0 and one.bottom <= high, one
    for one, other in combinations(told, 2):
        apart = (one.right <= other.left or other.right <= one.left
                 or one.bottom <= other.top or other.bottom <= one.top)  # fmt: skip
        assert apart, (one, other)
    assert root.findtext("title") and root.findtext("desc")
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    return root


def percent(value: float) -> str:
    return f"{100 * value:.0f} %"


@pytest.mark.parametrize("names", [NAMES[:1], NAMES, tuple(f"情形{n}" for n in range(50))])
def test_dots_stand_at_their_values_with_their_intervals(names: tuple[str, ...]) -> None:
    shown = [dots.Dot(name, 0.5, 0.4, 0.6, "50.0 % ± 10.0") for name in names]
    root = sound(dots.draw(shown, "按期", "各情形按期结案率", "按期结案率", percent, 1.0))
    ends = [one for one in root.iter("polyline") if one.get("stroke-width") == "2"]
    assert len(ends) == 3 * len(names)
    whisker = [float(n) for n in re.findall(r"[\d.]+", ends[0].get("points", ""))]
    circle = next(root.iter("circle"))
    assert float(circle.get("cx", "0")) == pytest.approx((whisker[0] + whisker[2]) / 2, abs=0.2)


def test_a_value_that_is_undefined_is_written_and_not_drawn() -> None:
    root = sound(dots.draw([dots.Dot("甲", None, None, None, "—")], "t", "d", "%", percent, 1.0))
    assert not list(root.iter("circle")) and "—" in [one.text for one in rooms(root)]


@pytest.mark.parametrize("variants", [1, MOST])
def test_a_curve_has_its_band_its_months_and_the_end_of_the_warm_up(variants: int) -> None:
    day = [float(n % 90) for n in range(365)]
    lines = [
        curve.Line(NAMES[n], day, [v * 0.9 for v in day], [v * 1.1 for v in day])
        for n in range(variants)
    ]
    svg = curve.draw(lines, date(2026, 1, 1), "积压", "每日未结案", "件", lambda d: f"{d.month}月",
                     31, "预运行到此")  # fmt: skip
    root = sound(svg)
    told = [one.text for one in rooms(root)]
    assert "预运行到此" in told and "1月" in told and "12月" in told
    assert len(list(root.iter("polygon"))) == variants
    dashes = {one.get("stroke-dasharray") for one in root.iter("polyline")
              if one.get("stroke-width") == "2"}  # fmt: skip
    assert len(dashes) >= variants, "told apart without colour"


def test_boxes_rise_and_bars_end_at_their_share() -> None:
    shown = [boxes.Box(name, 0, 3, 10, 40, 300, "半数 10.0 小时", n, True)
             for n, name in enumerate(NAMES)]  # fmt: skip
    root = sound(boxes.draw(shown, "等候", "各级等候", "小时", lambda v: f"{v:,.0f}"))
    box = next(one for one in root.iter("rect") if one.get("height") == "16")
    used_up = [bars.Bar(name, 0.25, "25.0 %（2,016 小时）", n) for n, name in enumerate(NAMES)]
    bar = sound(bars.draw(used_up, "工时", "各岗位工时", "在岗工时的"))
    frame, used, *_ = (one for one in bar.iter("rect") if one.get("height") == "16")
    assert float(box.get("width", "0")) > 0
    assert float(used.get("width", "0")) / float(frame.get("width", "0")) == pytest.approx(
        0.25, 0.01
    )


FLOWS = {("", "支部"): 100.0, ("支部", ""): 55.0, ("支部", "社区"): 44.0, ("支部", "街道"): 1.0,
         ("社区", LONG): 14.0, ("社区", ""): 30.0, (LONG, ""): 15.0}  # fmt: skip


def test_bands_are_as_wide_as_what_flows() -> None:
    svg = bands.draw(FLOWS, lambda name: name or "来件、结案", bands.Heads("从", "到"), "流向",
                     "各级之间的流向", lambda v: f"{v:,.0f}")  # fmt: skip
    root = sound(svg)
    assert len(list(root.iter("path"))) == len(FLOWS)
    told = " ".join(one.text for one in rooms(root))
    assert "支部 100" in told and "街道 1" in told


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_a_scale_holds_its_values_and_has_few_round_steps(values: list[float]) -> None:
    scale = Scale.over(values, 100, 700)
    assert 2 <= len(scale.ticks) <= 10 and scale.ticks[-1] >= max(values) * (1 - 1e-9)
    assert all(100 <= scale.at(value) <= 700 for value in values)


@pytest.mark.parametrize("name", ['"><script>alert(1)</script>', "a&b", "甲\u202e乙"])
def test_hostile_names_stay_text(name: str) -> None:
    svg = dots.draw([dots.Dot(name, 0.5, None, None, name)], name, name, name, percent, 1.0)
    assert not list(parsed(svg).iter("script")) and "\u202e" not in svg
