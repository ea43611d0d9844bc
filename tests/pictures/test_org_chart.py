"""The org chart: what stands in it, who leads whom, and how it goes on over sheets."""

from __future__ import annotations

import re

import pytest

from govkit.model.governance import Governance
from govkit.pictures.org_chart import draw
from govkit.pipeline import loads
from tests.pictures.geometry import faults, read

_TIP = re.compile(r'<g data-ref="([^"]+)"><title>([^<]*)</title>')

STATUTE = """govkit 1
地区 柳溪 {
层级 县 { 数量：1个 }
层级 镇 { 上级：县；数量：4个 }
层级 大镇 { 上级：县；类属：镇 }
机构 县府 “县人民政府” { 设于：县 }
机构 民政局 { 设于：县；隶属：县府 }
机构 水利局 { 设于：县；隶属：县府、督查室 }
机构 督查室 { 设于：县 }
机构 镇府 { 设于：镇；数量：**个 }
机构 站 { 设于：镇；数量：未知；应有：1/镇 假设 “按每镇一个” }
岗位 站长 { 设于：站；数量：4人；任期：3年；兼任：巡查员 }
岗位 巡查员 { 设于：镇；上级：镇长 }
岗位 镇长 { 设于：镇 }
队伍 突击队 { 数量：2支 }
体系 政府 { 链：县府 → 镇府 }
平急状态 汛期 { 指挥链：水利局 → 巡查员 }
}
"""


@pytest.fixture(scope="module")
def statute() -> Governance:
    return loads(STATUTE)


def told(svg: str) -> dict[str, str]:
    """What each box says, by its reference."""
    return dict(_TIP.findall(svg))


def test_every_level_body_post_and_team_has_a_box_or_a_line(statute: Governance) -> None:
    (svg,) = draw(statute)
    boxes = told(svg)
    for kind in ("level", "body", "post", "team"):
        for one in statute.all(kind):
            own = f"{kind}:{one.name}" in boxes
            assert own or any((one.title or one.name) in text for text in boxes.values())


def test_what_stands_in_a_body_is_a_line_of_its_box(statute: Governance) -> None:
    boxes = told(draw(statute)[0])
    assert "post:站长" not in boxes
    assert "站长 4人，任期：3年，兼任：巡查员" in boxes["body:站"]


def test_the_first_line_of_command_is_drawn_and_the_second_told(statute: Governance) -> None:
    boxes = told(draw(statute)[0])
    assert "另受督查室领导" in boxes["body:水利局"]
    assert "领导" not in boxes["body:民政局"]
    assert "汛期由水利局直接指挥" in boxes["post:巡查员"]


@pytest.mark.parametrize(
    ("rows", "ref", "sentence"),
    [
        ("机构 局 { 设于：市；隶属：市 }", "body:局", "隶属市"),
        ("队伍 队 { 设于：市；指挥：区 }", "team:队", "由区指挥"),
        ("岗位 甲 { 设于：市；上级：乙 }\n岗位 乙 { 设于：区 }", "post:甲", "上级：乙"),
        ("机构 局 { 设于：市 }\n体系 线 { 链：局 → 区 }", "level:区", "受局领导"),
        ("平急状态 急时 { 指挥链：市 → 街 }", "level:街", "急时由市直接指挥"),
        ("体系 线 { 链：市 → 街 }", "level:街", "受市领导"),
        ("体系 线 { 链：市 → 区 }", "level:区", ""),
    ],
)
def test_command_that_no_line_shows_is_told_in_its_own_word(
    rows: str, ref: str, sentence: str
) -> None:
    levels = "层级 市 { }\n层级 区 { 上级：市 }\n层级 街 { 上级：区 }"
    (svg,) = draw(loads(f"govkit 1\n地区 甲 {{\n{levels}\n{rows}\n}}\n"))
    lines = told(svg)[ref].split(" · ")
    assert sentence in lines if sentence else not any("领导" in line for line in lines)
    assert faults(svg) == []


def test_a_circle_of_command_is_drawn_once_and_told_once() -> None:
    rows = "机构 甲 { 设于：市；隶属：乙 }\n机构 乙 { 设于：市 }\n体系 线 { 链：甲 → 乙 }"
    (svg,) = draw(loads(f"govkit 1\n地区 甲 {{\n层级 市 {{ }}\n{rows}\n}}\n"))
    boxes = told(svg)
    assert ["隶属" in boxes[ref] for ref in ("body:甲", "body:乙")].count(True) == 1
    assert faults(svg) == []


def test_unknown_and_masked_numbers_stand_as_printed(statute: Governance) -> None:
    (svg,) = draw(statute)
    boxes = told(svg)
    assert "**个" in boxes["body:镇府"]
    assert "数量未知" in boxes["body:站"]
    assert "假设" in boxes["body:站"]
    assert "原文隐去" in svg


def test_the_mark_stands_behind_the_statement_that_is_assumed() -> None:
    rows = """机构 站 { 设于：市；数量：2个 }
岗位 站长 { 设于：站；任期：3年 至 2027-01-01 假设 “推演”；任期：5年 自 2027-01-01 }
岗位 干事 拟定 “建议” { 设于：站；数量：1人；兼任：站长 }
岗位 书记 假设 “推演” { 设于：站 }"""
    model = loads(f"govkit 1\n地区 甲 {{\n层级 市 {{ }}\n{rows}\n}}\n")
    box = told(draw(model)[0])["body:站"].split(" · ")
    assert "站长 任期：3年〔假设〕，至2026年12月31日止；5年，自2027年1月1日起施行" in box
    assert "干事 1人，兼任：站长〔拟定〕" in box
    assert "书记〔假设〕" in box


def test_a_kind_of_a_level_is_dashed_beneath_it(statute: Governance) -> None:
    (svg,) = draw(statute)
    order = [ref for ref in read(svg).refs if ref.startswith("level:")]
    assert order == ["level:县", "level:镇", "level:大镇"]
    box = svg[svg.index('data-ref="level:大镇"') :]
    assert "stroke-dasharray" in box[: box.index("</g>")]


def test_a_leader_stands_higher_than_whom_it_leads(statute: Governance) -> None:
    tops = {box.told: box.top for box in read(draw(statute)[0]).boxes}
    for above, below in (
        ("body:县府", "body:民政局"),
        ("body:县府", "body:镇府"),
        ("post:镇长", "post:巡查员"),
    ):
        assert tops[above] < tops[below]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("paper", ["A3", "A4", "A4 upright"])
def test_the_picture_is_sound(statute: Governance, lang: str, paper: str) -> None:
    for svg in draw(statute, lang, paper):  # type: ignore[arg-type]
        assert faults(svg) == []


def many(bodies: int, *, led: bool = False) -> Governance:
    """A district of three levels with so many bodies, all under the first where `led`."""
    rows = ["govkit 1", "地区 甲 {", "层级 市 { 数量：1个 }"]
    rows += ["层级 区 { 上级：市；数量：9个 }", "层级 街 { 上级：区；数量：**个 }"]
    for at in range(bodies):
        level = ("市", "区", "街")[at * 3 // bodies]
        above = f"；隶属：第{at // 4}综合事务协调中心" if led and at else ""
        rows.append(
            f"机构 第{at}综合事务协调中心 {{ 设于：{level}；数量：{at + 1}个；覆盖：区{above} }}"
        )
    return loads("\n".join([*rows, "}", ""]))


@pytest.mark.parametrize("led", [False, True])
def test_what_one_sheet_cannot_hold_goes_on_on_the_next(led: bool) -> None:
    model = many(200, led=led)
    sheets = draw(model, paper="A4")
    assert len(sheets) > 1
    refs = [ref for svg in sheets for ref in read(svg).refs if ref.startswith("body:")]
    assert sorted(refs) == sorted(f"body:{body.name}" for body in model.bodies)
    for number, svg in enumerate(sheets, 1):
        assert f"第{number}张，共{len(sheets)}张" in svg
        assert faults(svg) == []
    if led:
        # A line that is cut says where it goes on, on both sides.
        assert "→ 第" in "".join(sheets)
        assert "中心 →" in "".join(sheets[1:]) or "→</text>" in "".join(sheets[1:])


def test_a_box_higher_than_a_sheet_is_told_in_several() -> None:
    posts = "\n".join(f"岗位 第{at}岗 {{ 设于：局；数量：{at + 1}人 }}" for at in range(150))
    model = loads(
        f"govkit 1\n地区 甲 {{\n层级 市 {{ 数量：1个 }}\n机构 局 {{ 设于：市 }}\n{posts}\n}}\n"
    )
    sheets = draw(model, paper="A4")
    for svg in sheets:
        assert faults(svg) == []
    assert all(f"第{at}岗" in "".join(sheets) for at in range(150))


_LONG = "".join(f"第{at}项职责是统筹协调辖区内的公共服务、" for at in range(400))


@pytest.mark.parametrize(
    ("rows", "ref"),
    [
        (f"机构 局 “{_LONG}” {{ 设于：市 }}", "body:局"),
        (f"机构 局 “{_LONG}” {{ 设于：市；隶属：市府 }}\n机构 市府 {{ 设于：市 }}", "body:局"),
        (f"机构 局 {{ 设于：市 }}\n岗位 员 “{_LONG}” {{ 设于：局 }}", "body:局"),
        (f"层级 区 “{_LONG}” {{ 上级：市 }}", "level:区"),
    ],
)
def test_a_text_longer_than_a_sheet_is_cut_between_its_lines(rows: str, ref: str) -> None:
    sheets = draw(loads(f"govkit 1\n地区 甲 {{\n层级 市 {{ }}\n{rows}\n}}\n"), paper="A4")
    assert len(sheets) > 1 and all(faults(svg) == [] for svg in sheets)
    found = [text for svg in sheets for one, text in _TIP.findall(svg) if one == ref]
    assert _LONG in "".join(text.partition(" · ")[2].removeprefix("员 ") for text in found)
    if "岗位" in rows:
        bullets = [svg.count(">◦</text>") - ("设在框内" in svg) for svg in sheets]
        assert bullets == [1, *[0] * (len(sheets) - 1)]


def test_what_stands_on_top_of_each_other_is_cut_as_well() -> None:
    text = _LONG[:400]
    rows = [f"机构 局{at} “{text}” {{ 设于：市；隶属：市府 }}" for at in range(24)]
    model = loads(
        "\n".join(["govkit 1\n地区 甲 {\n层级 市 { }\n机构 市府 { 设于：市 }", *rows, "}\n"])
    )
    assert all(faults(svg) == [] for svg in draw(model, paper="A4"))


def test_what_is_cut_off_a_box_that_leads_stands_beside_it() -> None:
    posts = "\n".join(f"岗位 第{at}岗 {{ 设于：局；数量：{at + 1}人 }}" for at in range(150))
    rows = f"机构 局 {{ 设于：市 }}\n机构 队 {{ 设于：市；隶属：局 }}\n{posts}"
    sheets = draw(loads(f"govkit 1\n地区 甲 {{\n层级 市 {{ }}\n{rows}\n}}\n"), paper="A4")
    assert all(faults(svg) == [] for svg in sheets)
    assert all(f"第{at}岗" in "".join(sheets) for at in range(150))


def test_the_same_model_gives_the_same_bytes(statute: Governance) -> None:
    assert draw(statute) == draw(loads(STATUTE))


@pytest.mark.parametrize("text", ["govkit 1\n地区 甲 { }\n", "govkit 1\n地区 甲 { 层级 市 { } }\n"])
def test_a_model_without_staff_says_so(text: str) -> None:
    (svg,) = draw(loads(text))
    assert faults(svg) == []
    assert "没有写机构、岗位和队伍" in svg
