"""Swimlanes: every way is told and drawn on a track of its own, in both forms, on sound sheets."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from govkit.model.governance import Governance
from govkit.pictures.paper import SIZES, Paper
from govkit.pictures.swimlane import draw
from govkit.pictures.swimlane.rows import flow
from govkit.pictures.swimlane.swimlane import drawn
from govkit.pictures.swimlane.wording import pen_of
from govkit.pipeline import load, loads
from govkit.values.units import Lang
from tests.pictures import processes
from tests.pictures.geometry import faults, read
from tests.together import together

SVG = "{http://www.w3.org/2000/svg}"
EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = ("guangming", "binzhou", "qixian", "quanyu", "haolinju")
MODELS = [
    *(f"{name}{inner}" for name in DISTRICTS for inner in ("", "/english")),
    *(f"gallery/{path.name}" for path in sorted((EXAMPLES / "gallery").glob("*.gov"))),
]
FORMS: tuple[tuple[Paper, bool | None], ...] = (
    ("A3", None), ("A3", False), ("A3", True), ("A4", None), ("A4 upright", None),
    ("A4 numbered", None),
)  # fmt: skip
LANGS: tuple[Lang, ...] = ("zh", "en")

FLIGHT = """govkit 1
地区 甲 {
层级 街道 { 数量：1 }
层级 社区 { 上级：街道；数量：2 }
层级 网格 { 上级：社区；数量：4 }
岗位 书记 { 设于：街道 }
岗位 主任 { 设于：社区 }
岗位 网格员 { 设于：网格 }
机构 城管所 { 设于：街道 }
清单 权力 { 类型：权力；授予：社区；项 自建 { 限额：40万元以下 } }
要素 大小 { 取值：小事、大事 }
事项 某 { 大小：大事 }
流程 办 “某事的办理” {
  适用：某；受理：来访 假设 “推演”；总时限：30工作日；止于：小事 → 网格，大事 → 街道
  时钟 回复 { 起于：立案；时限：5工作日；停于：结案 }
  级 网格 { 承办：网格员；时限：3工作日 假设 “推演”；遇：难度大 或 越权 → 社区
    遇：需部门协调 → 城管 }
  级 社区 { 承办：主任；延期：5工作日；延期次数：1次；延期审批：书记
    遇：超时 → 街道 假设 “推演”；遇：退单 → 网格；遇：不予受理 → 解释说明 }
  级 街道 { 承办：书记 }
  步 城管 { 承办：城管所；签收时限：4小时；遇：办毕 → 网格 }
}
流程 走 { 适用：某
  步 登记 { 承办：网格员 }
  步 核实 { 承办：主任；遇：核查不通过 → 登记 }
  步 归档 { 承办：网格员 }
}
}
"""


@pytest.fixture(scope="module")
def flight() -> Governance:
    return loads(FLIGHT)


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def told(svg: str) -> str:
    """All that is drawn, in one: lines broken by the page are joined again."""
    return "".join(texts(svg)).replace(" ", "")


def wires(svg: str) -> list[tuple[list[tuple[float, float]], str, bool]]:
    """Each way: its points, its colour, whether it is dashed; heads and the legend left out."""
    picture = read(svg)
    lowest = max(box.bottom for box in picture.shapes if box.told == "shape" and box.left > 0
                 and box.bottom - box.top > 40)  # fmt: skip
    found = []
    for node in ElementTree.fromstring(svg).iter(f"{SVG}polyline"):
        points = [tuple(map(float, pair.split(","))) for pair in node.attrib["points"].split()]
        slanted = any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(points))
        if not slanted and points[0][1] <= lowest:
            dashed = node.get("stroke-dasharray") is not None
            found.append((points, node.attrib["stroke"], dashed))
    return found  # type: ignore[return-value]


def boxes(svg: str) -> dict[str, tuple[float, float, float, float]]:
    """The outline of each tier and step by its name."""
    return {
        box.told.rpartition(":")[2]: (box.left, box.top, box.right, box.bottom)
        for box in read(svg).boxes
    }


def shared(svg: str) -> list[str]:
    """Pairs of ways that run over one another for a while."""
    found = []
    for (one, *_), (two, *_) in combinations(wires(svg), 2):
        for a, b in pairwise(one):
            for c, d in pairwise(two):
                for along, aside in ((0, 1), (1, 0)):
                    level = a[aside] == b[aside] and c[aside] == d[aside]
                    if level and abs(a[aside] - c[aside]) < 2:
                        low = max(min(a[along], b[along]), min(c[along], d[along]))
                        high = min(max(a[along], b[along]), max(c[along], d[along]))
                        if high - low > 1:
                            found.append(f"{a}-{b} over {c}-{d}")
    return found


# ── every process of every example ──


def sound(model: Governance, process: str, lang: Lang, form: tuple[Paper, bool | None]) -> None:
    """A process, and the same with names twice as long: no fault on any sheet."""
    entity = next(one for one in model.processes if one.name == process)
    seen = flow(pen_of(model, lang), entity)
    for one in (seen, processes.doubled(seen)):
        sheets = drawn(pen_of(model, lang), one, *form)
        assert sorted(ref for svg in sheets for ref in read(svg).refs) == sorted(
            node.ref for node in one.nodes
        )
        for svg in sheets:
            assert faults(svg, growing=True) == [] and shared(svg) == []


def test_sheets_for_numbered_pages_leave_room_for_the_number() -> None:
    model = load(EXAMPLES / "quanyu")
    found = []
    for process in model.processes:
        for svg in draw(model, process.name, "zh", "A4 numbered"):
            sheet = read(svg).sheet
            upright = sheet.right == SIZES["A4 upright"][0]
            assert sheet.bottom <= SIZES["A4 upright numbered" if upright else "A4 numbered"][1]
            found.append(upright)
    assert {True, False} == set(found)


def _every(path: str) -> None:
    model = load(EXAMPLES / path)
    for process in model.processes:
        for lang in LANGS:
            for form in FORMS:
                sound(model, process.name, lang, form)


@together("path", ["guangming", "quanyu", "gallery/申诉委员会.gov", "gallery/building_permits.gov"])
def test_a_drawn_few_of_the_examples_are_sound(path: str) -> None:
    model = load(EXAMPLES / path)
    for number, process in enumerate(model.processes):
        sound(model, process.name, LANGS[number % 2], FORMS[number % len(FORMS)])


@pytest.mark.nightly
@pytest.mark.parametrize("path", MODELS)
def test_every_process_of_every_example_is_sound(path: str) -> None:
    _every(path)


def _drawn(seed: int, tiers: int | None = None, steps: int | None = None) -> None:
    model = loads(processes.text(seed, tiers, steps))
    for form in FORMS[:3]:
        sound(model, "办理", "zh", form)


@together("seed, tiers, steps", [(3, None, None), (8, 4, 2), (11, 0, 8), (5, 6, 4)])
def test_processes_drawn_by_a_seed_are_sound(seed: int, tiers: int, steps: int) -> None:
    _drawn(seed, tiers, steps)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_many_processes_drawn_by_a_seed_are_sound(seed: int) -> None:
    for one in range(seed, seed + 20):
        _drawn(one)


# ── what is told ──


def test_limits_clocks_ends_powers_and_heads_are_told(flight: Governance) -> None:
    for upright in (False, True):
        (svg,) = draw(flight, "办", upright=upright)
        seen = told(svg)
        for expected in (
            "某事的办理", "适用：某", "〔假设〕", "时钟回复", "总时限：30", "不予受理→解释说明",
            "自建", "难度大、越权", "止于此：小事", "延期审批书记", "签收时限",
        ):  # fmt: skip
            assert expected in seen, expected
        tags = [area for area in read(svg).shapes if area.told.startswith("process:")]
        assert len(tags) == 2 * 4 + 3  # four boxes with their heads, and the limits in them


def test_english_words_for_an_english_reader(flight: Governance) -> None:
    seen = " ".join(texts(draw(flight, "办", lang="en")[0]))
    assert "Swimlane" in seen and "[assumed]" in seen and "ends here" in seen
    assert "假设" not in seen and "承办" not in seen


def test_no_word_of_an_english_picture_has_the_underscore_of_the_language() -> None:
    text = """govkit 1
district D {
level town { count: 1 }
post clerk { at: town }
list powers { type: power; granted_to: town; item road_works { limit: ≤300 metres } }
matter m { }
process p { applies_to: m
  step talk { handler: clerk; on: done → record in_principle }
  step record { handler: town }
}
}
"""
    seen = " ".join(texts(draw(loads(text), "p")[0]))
    assert "road works" in seen and "in principle" in seen
    assert "_" not in seen


def test_the_description_tells_who_handles_and_where_it_goes(flight: Governance) -> None:
    desc = ElementTree.fromstring(draw(flight, "办")[0]).findtext(f"{SVG}desc") or ""
    assert "1 网格（网格员）：难度大、越权 → 社区；需部门协调 → 城管。" in desc


def test_a_process_of_that_name_must_exist(flight: Governance) -> None:
    with pytest.raises(KeyError):
        draw(flight, "没有这个流程")


def test_a_process_without_tiers_and_steps_says_so() -> None:
    (svg,) = draw(loads("govkit 1\n地区 甲 {\n事项 某 { }\n流程 空 { 适用：某 }\n}\n"), "空")
    assert "这个流程没有写级，也没有写步骤" in texts(svg) and faults(svg) == []


@pytest.mark.parametrize("title", ["<b>&\"'", "甲\u202e乙", "]]>", "甲\n乙", "很" * 200])
def test_hostile_names_stay_text(flight: Governance, title: str) -> None:
    process = flight.processes[0].model_copy(update={"title": title})
    model = flight.model_copy(update={"processes": (process,)})
    for upright in (False, True):
        for svg in draw(model, "办", upright=upright):
            assert not re.search(r"<b>|\u202e", svg)
            assert faults(svg) == []


def test_same_model_same_bytes(flight: Governance) -> None:
    assert draw(flight, "办") == draw(loads(FLIGHT), "办")


def test_one_handler_has_one_lane_whatever_is_said_of_it() -> None:
    steps = """步 登记 { 承办：主任 }
步 核实 { 承办：主任 假设 “推演” }
步 办理 { 承办：主任 应当 }
步 反馈 { 承办：主任 自 2026-01-01；承办：书记 不得 }
步 归档 { 承办：书记 }"""
    model = loads(
        "govkit 1\n地区 甲 {\n层级 网格 { 数量：4 }\n"
        "岗位 主任 { 设于：网格 }\n岗位 书记 { 设于：网格 }\n"
        f"事项 某 {{ }}\n流程 走 {{ 适用：某\n{steps}\n}}\n}}\n"
    )
    seen = flow(pen_of(model, None), model.processes[0])
    assert seen.lanes == ("主任", "书记") and [node.lane for node in seen.nodes] == [0, 0, 0, 0, 1]
    assert [[part.text for part in node.parts] for node in seen.nodes] == [
        [],
        ["承办 主任〔假设〕"],
        ["应当由主任承办"],
        ["承办 主任，自2026年1月1日起施行；不得由书记承办"],
        [],
    ]


# ── the level form ──


def test_the_highest_level_stands_on_top_and_ways_up_go_up(flight: Governance) -> None:
    (svg,) = draw(flight, "办", upright=False)
    found = boxes(svg)
    assert found["街道"][1] < found["社区"][1] < found["网格"][1]
    assert found["街道"][0] > found["社区"][0] > found["网格"][0]
    red = [points for points, colour, _ in wires(svg) if colour == "#b3261e"]
    assert len(red) == 2 and all(points[0][1] > points[-1][1] for points in red)


def test_each_way_leaves_at_the_right_and_several_triggers_are_one_line(
    flight: Governance,
) -> None:
    (svg,) = draw(flight, "办", upright=False)
    found = boxes(svg)
    ways = wires(svg)
    assert len(ways) == 5
    starts = [points[0] for points, *_ in ways]
    assert len(set(starts)) == 5
    rights = {right for _, _, right, _ in found.values()}
    assert all(any(abs(x - right) < 0.2 for right in rights) for x, _ in starts)


def test_what_is_assumed_is_dashed_and_a_way_back_enters_from_below(flight: Governance) -> None:
    (svg,) = draw(flight, "办", upright=False)
    assert sum(dashed for *_, dashed in wires(svg)) == 1
    back = [points for points, colour, _ in wires(svg) if colour == "#8a5a12"]
    bottom = boxes(svg)["网格"][3]
    assert len(back) == 2 and all(abs(points[-1][1] - bottom) < 0.2 for points in back)


def test_two_steps_of_one_lane_never_share_a_column(flight: Governance) -> None:
    for path in ("gallery/申诉委员会.gov", "gallery/市民热线.gov"):
        model = load(EXAMPLES / path)
        for process in model.processes:
            seen = flow(pen_of(model, None), process)
            places = [(n.lane, c) for n, c in zip(seen.nodes, seen.columns, strict=True)]
            assert len(places) == len(set(places))


# ── the upright form ──


def test_steps_alone_stand_upright_a_row_each(flight: Governance) -> None:
    (svg,) = draw(flight, "走")
    wide = float(ElementTree.fromstring(svg).attrib["viewBox"].split()[2])
    assert wide == SIZES["A4 upright"][0]
    found = boxes(svg)
    assert found["登记"][3] < found["核实"][1] and found["核实"][3] < found["归档"][1]
    assert found["登记"][0] == found["归档"][0] < found["核实"][0]


def test_a_step_without_a_rule_leads_to_the_next(flight: Governance) -> None:
    seen = flow(pen_of(flight, None), next(one for one in flight.processes if one.name == "走"))
    ways = {(way.source, way.target): (way.implied, way.kind) for way in seen.links}
    assert ways == {(0, 1): (True, "over"), (1, 0): (False, "back"), (1, 2): (True, "over")}


def test_more_than_five_columns_stand_upright_and_fewer_do_not() -> None:
    def wide(count: int) -> float:
        (svg, *_) = draw(stairs(count), "阶")
        return float(ElementTree.fromstring(svg).attrib["viewBox"].split()[2])

    assert wide(5) == SIZES["A3"][0] and wide(6) == SIZES["A4 upright"][0]


def stairs(count: int) -> Governance:
    """A process of `count` tiers, each reporting to the next when overdue."""
    rows = [
        f"层级 级{n} {{ {f'上级：级{n + 1}；' if n < count else ''}数量：1 }}\n"
        f"岗位 长{n} {{ 设于：级{n} }}"
        for n in range(1, count + 1)
    ]
    rows += ["事项 某 { }", "流程 阶 {", "适用：某"]
    for n in range(1, count + 1):
        way = f"遇：超时 → 级{n + 1}" if n < count else ""
        rows.append(f"级 级{n} {{ 承办：长{n}；时限：{n}工作日\n{way} }}")
    return loads("govkit 1\n地区 甲 {\n" + "\n".join(rows) + "\n}\n}\n")


def test_a_way_cut_by_the_paper_ends_in_the_number_of_its_sheet() -> None:
    sheets = draw(stairs(16), "阶")
    assert len(sheets) > 1
    for number, svg in enumerate(sheets, start=1):
        assert f"第{number}张，共{len(sheets)}张" in told(svg)
        assert faults(svg) == []
    last = max(int(ref.rpartition("级")[2]) for ref in read(sheets[0]).refs)
    assert f"超时→第2张{last + 1}级{last + 1}" in told(sheets[0])
    assert f"接第1张{last}级{last}" in told(sheets[1])


def test_every_box_stands_on_one_sheet_and_letters_are_as_large_as_one_sheet_allows() -> None:
    sizes = []
    for count in (6, 9):
        sheets = draw(stairs(count), "阶")
        found = [ref for svg in sheets for ref in read(svg).refs]
        assert len(found) == len(set(found)) == count
        sizes.append(
            max(
                size for svg in sheets for area, size in read(svg).texts
                if area.told.startswith("时限")
            )
        )  # fmt: skip
    assert sizes[0] >= sizes[1]


def test_one_box_higher_than_the_paper_has_a_higher_sheet() -> None:
    clocks = "\n".join(f"时钟 第{n}个 {{ 起于：立案；时限：{n}工作日 }}" for n in range(1, 81))
    text = FLIGHT.replace("步 登记 { 承办：网格员 }", f"步 登记 {{ 承办：网格员\n{clocks} }}")
    sheets = draw(loads(text), "走")
    assert all(faults(svg, growing=True) == [] for svg in sheets)
    assert "".join(told(svg) for svg in sheets).count("立案起") == 80
    high = max(float(ElementTree.fromstring(svg).attrib["viewBox"].split()[3]) for svg in sheets)
    assert high > SIZES["A4 upright"][1]


def test_a_sheet_is_no_higher_than_it_needs_to_be() -> None:
    heights = [
        float(ElementTree.fromstring(draw(stairs(n), "阶")[0]).attrib["viewBox"].split()[3])
        for n in (2, 4)
    ]
    assert heights[0] < heights[1] <= SIZES["A3"][1]
