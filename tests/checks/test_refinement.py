"""A text that extends a base: what is merged, what stays with its source, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.diagnostics import Diagnostic
from govkit.export.json import from_json, to_json
from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_path, compile_text

CITY = """地区 市 “全市通则” 据 通则 {
时区：“Asia/Urumqi”；版本：“一”
出处 通则 { 类型：文件 }
层级 街道 { 数量：12 }
层级 社区 { 上级：街道；数量：80 }
岗位 书记 { 设于：社区 }
要素 大小 { 取值：小、大 }
清单 权力 { 类型：权力；授予：社区；项 自建 { 限额：≤40万元 } }
事项 纠纷 “邻里纠纷” { 大小：小；时限：15工作日 据 通则·第三条 }
事项 噪声 { 时限：9工作日 当 大小 = 小；时限：12工作日 当 大小 = 大 }
流程 网格事项 {
  适用：纠纷、噪声
  级 社区 { 承办：书记；时限：5工作日；遇：超时 → 街道；遇：不满意 或 越权 → 街道 }
  级 街道 { 承办：街道；时限：10工作日 }
}
数据 { 甲：3户；乙：5户 }
核对 { 合计：甲 + 乙 = 8 }
场景 一 {
  事项：纠纷；发生于：社区·1；开始：2026-03-02 9:00
  回合 1 { 动作：签收 }；回合 2 { 动作：办结 }
}
}
"""


def project(folder: Path, **texts: str) -> Compiled:
    """The files of a folder by name; the first is the one that is compiled."""
    for name, text in texts.items():
        (folder / f"{name}.gov").write_text(text, encoding="utf-8")
    return compile_path(folder / f"{next(iter(texts))}.gov")


def refined(folder: Path, own: str) -> Governance:
    """The model of a street that says `own` over the city's text."""
    text = f"地区 街 “某街道” {{\n上位文件：“市.gov”\n出处 细则 {{ 类型：文件 }}\n{own}\n}}"
    found = project(folder, 街=text, 市=CITY)
    assert found.model is not None, [(d.code, str(d.span), dict(d.args)) for d in found.errors]
    return found.model


def codes(found: Compiled) -> list[str]:
    return [d.code for d in found.diagnostics]


def places(finding: Diagnostic) -> list[tuple[str, int]]:
    """File and line of the finding, then of its labels."""
    assert finding.span is not None
    spans = [finding.span, *(label.span for label in finding.labels)]
    return [(Path(span.source.name).name, span.line) for span in spans]


# ── merging ──
def test_a_text_that_says_nothing_has_all_the_base_says(tmp_path: Path) -> None:
    model = refined(tmp_path, "")
    base = compile_path(tmp_path / "市.gov").model
    assert base is not None
    assert (model.name, model.title, model.version.value) == ("街", "某街道", None)
    assert (model.zone, model.extends.value.text) == (base.zone, "市.gov")
    assert model.matters == base.matters
    assert model.processes == base.processes
    assert model.checks == base.checks
    assert [source.name for source in model.sources] == ["通则", "细则"]


@pytest.mark.parametrize("named", ["市.gov", "“市.gov”", '"市.gov"', "《市.gov》"])
def test_a_base_is_never_passed_over_because_of_its_marks(tmp_path: Path, named: str) -> None:
    """Quoted or not, the base is read; what cannot be found is told."""
    text = f"地区 街 {{\n上位文件：{named}\n岗位 专干 {{ 设于：社区 }}\n}}"
    found = project(tmp_path, 街=text, 市=CITY)
    if "《" in named:
        assert codes(found)[0] == "GOV152"
    else:
        assert found.model is not None and found.model.get("matter:纠纷") is not None


def test_a_field_that_is_said_again_replaces_the_base_and_has_its_own_source(
    tmp_path: Path,
) -> None:
    model = refined(tmp_path, "事项 纠纷 { 时限：7工作日 据 细则·第一条 }")
    matter = model.matter("纠纷")
    (limit,) = matter.limit
    assert (limit.value.number, limit.origin.source) == (7, "细则")
    assert (matter.title, matter.origin.source) == ("邻里纠纷", "通则")
    assert [(g.attribute, g.origin.source) for g in matter.given] == [("大小", "通则")]


def test_nested_blocks_are_merged_by_name_and_new_ones_stand_where_they_are_written(
    tmp_path: Path,
) -> None:
    model = refined(
        tmp_path,
        """层级 小区 { 上级：社区 }
        流程 网格事项 { 级 小区 { 承办：书记 }；级 社区 { 时限：3工作日；遇：越权 → 社区 } }
        清单 权力 { 项 自建 { 内容：铺路 }；项 自管 { 限额：≤1万元 } }""",
    )
    (process,) = model.processes
    assert [tier.name for tier in process.tiers] == ["小区", "社区", "街道"]
    tier = process.tiers[1]
    assert tier.limit.value.number == 3
    assert tier.handler.value.refs == ("post:书记",)
    on = {key: arrow.to[0] for s in tier.on for arrow in s.value.entries for key in arrow.keys}
    assert on == {"overdue": "tier:街道", "dissatisfied": "tier:街道", "out_of_power": "tier:社区"}
    (powers,) = model.lists
    assert [item.name for item in powers.items] == ["自建", "自管"]
    assert powers.items[0].limit and powers.items[0].contents


def test_a_condition_replaces_the_same_condition_and_no_condition_replaces_all(
    tmp_path: Path,
) -> None:
    model = refined(tmp_path, "事项 噪声 { 时限：4工作日 当 大小 = 小 }")
    assert [s.value.number for s in model.matter("噪声").limit] == [4, 12]
    model = refined(tmp_path, "事项 噪声 { 时限：4工作日 }")
    assert [s.value.number for s in model.matter("噪声").limit] == [4]
    model = refined(tmp_path, "事项 噪声 { 时限：4工作日 自 2026-01-01 }")
    assert [s.value.number for s in model.matter("噪声").limit] == [4, 9, 12]


def test_figures_checks_and_given_attributes_are_overridden_by_name(tmp_path: Path) -> None:
    model = refined(
        tmp_path,
        "数据 { 乙：6户；丙：1户 }\n核对 { 合计：甲 + 乙 = 9 }\n事项 纠纷 { 大小：大 }",
    )
    assert [line.name for line in model.figures] == ["甲", "乙", "丙"]
    assert [line.name for line in model.checks] == ["合计"]
    (given,) = model.matter("纠纷").given
    assert given.value.word == "大"


def test_turns_of_a_scenario_are_stated_anew_as_a_whole(tmp_path: Path) -> None:
    model = refined(tmp_path, "场景 一 { 回合 { 动作：签收；提问：“谁签收？” } }")
    (scenario,) = model.scenarios
    assert [turn.name for turn in scenario.turns] == ["1"]
    assert scenario.matter


def test_grades_that_are_stated_anew_are_the_only_ones(tmp_path: Path) -> None:
    model = refined(tmp_path, "要素 大小 { 取值：小、中、大 }\n事项 漏水 { 大小：中 }")
    assert model.matter("漏水").given[0].value.word == "中"
    text = "地区 街\n上位文件：“市.gov”\n要素 大小 { 取值：一般、重大 }\n事项 漏水 { 大小：小 }"
    assert codes(project(tmp_path, 街=text, 市=CITY)) == ["GOV321"]


def test_a_chain_of_bases_and_their_includes(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        街="地区 街\n上位文件：“区.gov”\n引入：“共用.gov”\n事项 纠纷 { 时限：8工作日 }",
        区="地区 区\n上位文件：“市.gov”\n引入：“共用.gov”\n事项 纠纷 { 时限：9工作日 }",
        市="地区 市\n事项 纠纷 { 时限：10工作日 应当 }",
        共用="层级 街道 { 数量：1 }",
    )
    assert found.model is not None
    (limit,) = found.model.matter("纠纷").limit
    assert (limit.value.number, limit.strength) == (8, "should")
    assert found.model.level("街道")
    assert found.model.extends.value.text == "区.gov"
    assert len(found.sources) == 5


def test_a_strength_binds_through_a_chain(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        街="地区 街\n上位文件：“区.gov”\n事项 纠纷 { 时限：9工作日 }",
        区="地区 区\n上位文件：“市.gov”\n事项 纠纷 { 时限：8工作日 }",
        市="地区 市\n事项 纠纷 { 时限：10工作日 应当 }",
    )
    (finding,) = found.diagnostics
    assert finding.code == "GOV542"
    assert places(finding) == [("街.gov", 3), ("区.gov", 3)]


# ── the head of a block ──
@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("时限：6工作日", "GOV542"),
        ("时限：4工作日", ""),
        ("时限：4工作日 原则上", "GOV541"),
    ],
)
def test_a_strength_on_a_head_binds_what_stands_in_the_block(
    own: str, code: str, tmp_path: Path
) -> None:
    city = CITY.replace("流程 网格事项 {", "流程 网格事项 应当 {")
    text = f"地区 街\n上位文件：“市.gov”\n流程 网格事项 {{ 级 社区 {{ {own} }} }}"
    found = project(tmp_path, 街=text, 市=city)
    assert codes(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("时钟 答复 { 时限：1工作日 }", ""),
        ("时钟 答复 { 时限：3工作日 }", "GOV542"),
        ("延期：3工作日", ""),
        ("延期：6工作日", "GOV542"),
        ("挂账：等待材料", ""),
        ("挂账：等待材料、天气原因、人手不足", "GOV542"),
        ("时钟 联系 { 起于：签收；时限：9工作日 }", ""),
    ],
)
def test_clocks_extensions_and_parking_only_get_stricter(
    own: str, code: str, tmp_path: Path
) -> None:
    rules = "时钟 答复 { 起于：签收；时限：2工作日；停于：反馈 }；延期：5工作日；延期审批：街道"
    rules += "；挂账：等待材料、天气原因；挂账审批：街道；恢复：材料补齐"
    city = CITY.replace("流程 网格事项 {", "流程 网格事项 应当 {")
    city = city.replace("时限：5工作日；", f"时限：5工作日；{rules}；")
    text = f"地区 街\n上位文件：“市.gov”\n流程 网格事项 {{ 级 社区 {{ {own} }} }}"
    assert codes(project(tmp_path, 街=text, 市=city)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("head", "code"), [("原则上", "GOV541"), ("自 2027-01-01", "GOV540"), ("必须", "")]
)
def test_a_binding_head_is_not_loosened(head: str, code: str, tmp_path: Path) -> None:
    city = CITY.replace("流程 网格事项 {", "流程 网格事项 应当 {")
    text = f"地区 街\n上位文件：“市.gov”\n流程 网格事项 {head} {{ }}"
    found = project(tmp_path, 街=text, 市=city)
    assert codes(found) == ([code] if code else [])


# ── names and places ──
def test_a_name_may_be_stated_again_once(tmp_path: Path) -> None:
    text = "地区 街\n上位文件：“市.gov”\n事项 纠纷 { 时限：7工作日 }\n事项 纠纷 { 时限：8工作日 }"
    found = project(tmp_path, 街=text, 市=CITY)
    (finding,) = found.errors
    assert finding.code == "GOV406"
    assert places(finding) == [("街.gov", 4), ("街.gov", 3)]


def test_an_item_stays_in_its_list(tmp_path: Path) -> None:
    text = "地区 街\n上位文件：“市.gov”\n清单 另 { 项 自建 { 限额：≤1万元 } }"
    (finding,) = project(tmp_path, 街=text, 市=CITY).errors
    assert finding.code == "GOV406"
    assert places(finding) == [("街.gov", 3), ("市.gov", 8)]


def test_a_base_does_not_know_the_names_of_what_extends_it(tmp_path: Path) -> None:
    city = CITY.replace("设于：社区", "设于：小区")
    found = project(tmp_path, 街="地区 街\n上位文件：“市.gov”\n层级 小区", 市=city)
    assert [(d.code, *places(d)) for d in found.errors] == [("GOV401", ("市.gov", 6))]


def test_a_finding_about_the_model_stands_in_the_text_that_said_it(tmp_path: Path) -> None:
    text = "地区 街\n上位文件：“市.gov”\n数据 { 乙：6户 }"
    found = project(tmp_path, 街=text, 市=CITY)
    assert [(d.code, *places(d)) for d in found.errors] == [("GOV601", ("市.gov", 17))]
    both = project(tmp_path, 街=f"{text}\n核对 {{ 合计：甲 + 乙 = 10 }}", 市=CITY)
    assert [(d.code, *places(d)) for d in both.errors] == [("GOV601", ("街.gov", 4))]


def test_the_places_of_merged_statements_are_their_own(tmp_path: Path) -> None:
    text = "地区 街\n上位文件：“市.gov”\n事项 噪声 { 时限：4工作日 当 大小 = 大 }"
    found = project(tmp_path, 街=text, 市=CITY)
    shown = [found.places[path].text for path in ("matter:噪声.limit", "matter:噪声.limit[1]")]
    assert shown == ["时限：4工作日", "时限：9工作日"]
    assert "matter:噪声.limit[2]" not in found.places


# ── files ──
def test_a_circle_shows_every_link(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        甲="地区 甲\n上位文件：“乙.gov”\n岗位 书记 { 设于：社区 }",
        乙="地区 乙\n\n上位文件：“丙.gov”",
        丙="地区 丙\n\n\n上位文件：“甲.gov”",
    )
    (finding,) = found.diagnostics
    assert finding.code == "GOV546"
    assert finding.args["chain"] == "甲.gov → 乙.gov → 丙.gov → 甲.gov"
    assert places(finding) == [("丙.gov", 4), ("甲.gov", 2), ("乙.gov", 3)]


@pytest.mark.parametrize(
    ("written", "code"),
    [("自己.gov", "GOV546"), ("../外.gov", "GOV157"), ("没有.gov", "GOV152"), (".", "GOV152")],
)
def test_a_base_that_cannot_be_read_is_the_only_finding(
    written: str, code: str, tmp_path: Path
) -> None:
    folder = tmp_path / "项目"
    folder.mkdir()
    (tmp_path / "外.gov").write_text("地区 外\n", encoding="utf-8")
    text = f"地区 甲\n上位文件：“{written}”\n岗位 书记 {{ 设于：社区 }}"
    assert codes(project(folder, 自己=text)) == [code]


def test_a_base_is_not_reached_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "项目"
    folder.mkdir()
    (tmp_path / "外.gov").write_text("地区 外\n", encoding="utf-8")
    (folder / "链.gov").symlink_to(tmp_path / "外.gov")
    assert codes(project(folder, 甲="地区 甲\n上位文件：“链.gov”")) == ["GOV157"]


@pytest.mark.parametrize("field", ["引入", "上位文件", "include", "extends"])
def test_a_text_without_a_folder_names_no_file(field: str) -> None:
    found = compile_text(f"地区 甲 {{ {field}：“乙.gov”\n岗位 书记 {{ 设于：社区 }} }}")
    assert codes(found) == ["GOV547"]
    assert found.model is None


def test_an_included_file_has_no_district_of_its_own(tmp_path: Path) -> None:
    found = project(tmp_path, 甲="地区 甲 { 引入：“乙.gov” }", 乙="govkit 1\n地区 乙 { 层级 街道 }")
    (finding,) = found.diagnostics
    assert finding.code == "GOV548"
    assert places(finding) == [("乙.gov", 2), ("甲.gov", 1)]


def test_a_mistake_in_a_file_both_texts_include_is_told_once(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        街="地区 街\n上位文件：“市.gov”\n引入：“共用.gov”",
        市="地区 市\n引入：“共用.gov”",
        共用="层级 街道 { 数目数：1 }",
    )
    assert codes(found) == ["GOV202"]


def test_the_main_file_of_a_folder_is_the_one_nobody_extends(tmp_path: Path) -> None:
    project(tmp_path, 街="地区 街\n上位文件：“市.gov”", 市=CITY)
    found = compile_path(tmp_path)
    assert found.model is not None
    assert found.model.name == "街"
    project(tmp_path, 镇="地区 镇\n上位文件：“市.gov”")
    assert codes(compile_path(tmp_path)) == ["GOV153"]


# ── leaving ──
def test_json_holds_the_merged_model(tmp_path: Path) -> None:
    model = refined(tmp_path, "事项 纠纷 { 时限：7工作日 据 细则 }")
    assert from_json(to_json(model)) == model
