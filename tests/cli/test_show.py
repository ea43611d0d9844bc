"""`govkit show`, `export`, `schema` and `explain`: what they hand over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govkit.diagnostics.catalogue import entries
from govkit.reports.full.views import path_in_words
from tests.together import together

from .conftest import MODEL, UNKNOWN_NAME, Run


def test_the_structure_is_shown_with_origins(run: Run, model: Path) -> None:
    ran = run("show", model)
    assert ran.status == 0
    for text in ("湖滨", "街道", "[/x]", "流程：逐级办理", "超时 → 街道", "7工作日（假设）"):
        assert text in ran.out
    assert "<U+000A>" not in ran.out


def test_every_statement_is_listed_by_origin(run: Run, model: Path) -> None:
    out = run("show", model, "--provenance").out
    assert "层级 社区：数量" in out
    assumed = out[out.index("假设（2 项）") :]
    assert "岗位 [/x]：数量" in assumed
    assert "尚未核定" in assumed


def test_the_units_of_a_level_are_listed(run: Run, model: Path) -> None:
    out = run("show", model, "--units", "社区").out
    assert out.startswith("湖滨：社区\n")
    assert [line.split() for line in out.splitlines()[4:]] == [
        [f"社区·{number}", "街道·1"] for number in (1, 2, 3)
    ]
    wrong = run("show", model, "--units", "社")
    assert (wrong.status, "「社区」" in wrong.err) == (2, True)


@pytest.mark.parametrize("option", ["--process", "--流程"])
def test_one_process_is_a_page_to_be_checked(run: Run, model: Path, option: str) -> None:
    ran = run("show", model, option, "逐级办理")
    lines = ran.out.splitlines()
    assert (ran.status, lines[0]) == (0, "# 流程「逐级办理」")
    (limit,) = [line for line in lines if "7工作日" in line]
    assert "（假设）" in limit and "`process:逐级办理/tier:街道.limit`" in limit
    english = run("show", model, option, "逐级办理", "--lang", "en").out.splitlines()
    assert english[0] == "# process `逐级办理`" and len(english) == len(lines)
    wrong = run("show", model, option, "逐级")
    assert (wrong.status, "GOV946" in wrong.err, "「逐级办理」" in wrong.err) == (2, True, True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("level:社区.count", "层级 社区：数量"),
        ("process:a/b/tier:c.d.limit[1]", "流程 a/b 级 c.d：时限 (2)"),
        ("figure:总人口", "总人口"),
        ("matter:噪声.given[0]", "事项 噪声：要素"),
        ("unknown", "unknown"),
    ],
)
def test_a_path_is_put_into_words(path: str, words: str) -> None:
    assert path_in_words(path, "zh") == words


GIVEN = MODEL.replace(
    "  事项 邻里纠纷\n",
    "  要素 大小 { 取值：小事、大事 }\n  数据 { 总人口：约13万人 }\n"
    "  事项 邻里纠纷 { 大小：小事；主责：社区 }\n",
)


def test_matters_figures_and_sources_are_shown(run: Run, model: Path) -> None:
    model.write_text(GIVEN, encoding="utf-8")
    shown = [line.split() for line in run("show", model).out.splitlines()]
    assert ["邻里纠纷", "大小：小事", "社区", "办法"] in shown
    assert ["总人口", "约13万人", "办法"] in shown
    assert ["办法", "网格管理办法", "办法"] in shown and ["类型", "文件"] in shown


NEWER = MODEL.replace(
    "  事项 邻里纠纷\n",
    "  平急状态 急时 { 启用：逐级办理；先行：转移群众 }\n"
    "  指标 办结率 { 分子：办结的；分母：应办结的；目标：≥95% }\n"
    "  编码 网格码 { 总位数：9位码\n    段 区划 { 位数：6位码 }\n    段 顺序 { 位数：3位码 } }\n"
    "  规则 都有书记 { 应满足：每个(某 属于 社区：书记 ≥ 1)；程度：警告 }\n"
    "  事项 邻里纠纷 { 状况 紧急 { 时限：24小时 } }\n",
)


def test_modes_indicators_codes_rules_and_states_are_shown(run: Run, model: Path) -> None:
    model.write_text(NEWER, encoding="utf-8")
    ran = run("show", model)
    assert ran.status == 0, ran.err
    shown = [line.strip() for line in ran.out.splitlines()]
    for heading in ("平急状态", "指标", "编码", "规则"):
        assert heading in shown
    words = [line.split() for line in shown]
    for row in (["先行", "转移群众"], ["目标", "≥95%"], ["位数", "6位码"], ["程度", "警告"],
                ["网格码", "›", "段", "区划", "办法"],
                ["邻里纠纷", "›", "状况", "紧急", "办法"], ["时限", "24小时"],
                ["应满足", "每个(某", "属于", "社区：书记", "≥", "1)", "推算"]):  # fmt: skip
        assert row in words
    assert "事项 邻里纠纷 状况 紧急：时限" in run("show", model, "--provenance").out


def test_everything_said_of_a_tier_is_shown_and_folds_like_prose(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "柳泉.gov"
    path.write_text(
        """govkit 1
地区 柳泉 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区 }
  机构 城市管理综合行政执法中队 { 设于：街道 }
  机构 市场监督管理所 { 设于：街道 }
  事项 环境卫生 { }
  会议 大会 { 召集：书记；出席：全部（≥2/3 面积、≥2/3 人数） }
  考核 月评 { 对象：社区；周期：每月 }
  流程 办理 { 适用：环境卫生
    级 社区 { 承办：书记；时限：5日；遇：超时 → 街道；吹哨：城市管理综合行政执法中队、市场监督管理所
      到场时限：30分钟 }
    级 街道 { 承办：街道；时限：5日；会签：市场监督管理所；会签时限：2日；逾期未复：视为同意
      职责分离：社区；遇：不同意 → 社区 }
  }
}
""",
        encoding="utf-8",
    )
    out = run("show", path, "--lang", "zh").out
    rows = [line.split() for line in out.splitlines()]
    for said in (["到场时限", "30分钟"], ["会签时限", "2天"], ["逾期未复", "视为同意"],
                 ["职责分离", "社区"]):  # fmt: skip
        assert said in rows, said
    assert "城市管理综合行政执法中队、市场监督管理所" in out
    assert "全部（≥2/3 面积、≥2/3 人数）" in out
    assert ["周期", "1次/月"] in rows and "当月" not in out
    assert not [line for line in out.splitlines() if line.strip()[:1] in ("、", "：", "；")]


def test_a_two_key_table_is_shown_as_a_grid(run: Run) -> None:
    gallery = Path(__file__).parents[2] / "examples" / "gallery"
    lines = run("show", gallery / "急诊室.gov").out.splitlines()
    at = lines.index("对照表：分级表 预检分级（得出「分级」）")
    assert lines[at + 1].split() == ["生命体征", "/", "主诉", "轻", "中", "重"]
    assert [line.split() for line in lines[at + 3 : at + 6]] == [
        ["平稳", "四级", "四级", "三级"],
        ["异常", "三级", "三级", "二级"],
        ["危急", "一级", "一级", "一级"],
    ]
    english = run("show", gallery / "help_desk.gov", "--lang", "en").out
    assert "Table: Visits (gives `visit`)" in english


def test_a_value_of_an_attribute_is_named_by_it(run: Run, model: Path) -> None:
    model.write_text(GIVEN, encoding="utf-8")
    out = run("show", model, "--provenance").out
    assert "事项 邻里纠纷：大小" in out
    assert "要素 (1)" not in out


def test_what_needs_no_origin_is_not_listed_as_wanting_one(run: Run, model: Path) -> None:
    model.write_text(GIVEN.replace("地区 湖滨 据 办法", "地区 湖滨"), encoding="utf-8")
    out = run("show", model, "--provenance").out
    none = out[out.index("未注明") :]
    assert "层级 社区：数量" in none
    for frightening in ("出处 办法", "层级 社区：上级", "岗位 书记：设于"):
        assert frightening not in out
    # 类型 of the source, one 上级, two 设于 (one post is assumed with its number only).
    assert "另有 4 项不必注明" in out


@pytest.mark.parametrize("call", [["show"], ["draw"], ["export", "json"], ["export", "yaml"]])
def test_a_model_that_does_not_hold_ends_with_its_errors(
    run: Run, tmp_path: Path, call: list[str]
) -> None:
    path = tmp_path / "a.gov"
    path.write_text(UNKNOWN_NAME, encoding="utf-8")
    ran = run(*call, path)
    assert (ran.status, ran.out) == (1, "")
    assert "a.gov:3:" in ran.err
    assert list(tmp_path.iterdir()) == [path]


def test_json_is_printed_or_written(run: Run, model: Path, tmp_path: Path) -> None:
    printed = run("export", "json", model)
    assert json.loads(printed.out)["name"] == "湖滨"
    target = tmp_path / "湖滨.json"
    ran = run("export", "json", model, "-o", target)
    assert (ran.status, ran.out) == (0, "")
    assert target.read_text(encoding="utf-8").strip() == printed.out.strip()


def test_yaml_is_printed(run: Run, model: Path) -> None:
    assert "name: 湖滨" in run("export", "yaml", model).out.splitlines()


def test_the_schema_is_json(run: Run) -> None:
    assert "properties" in json.loads(run("schema").out)


def test_the_schema_of_cases_is_json(run: Run) -> None:
    assert "Case" in json.loads(run("schema", "--cases").out)["$defs"]
    assert run("schema", "--办件").out == run("schema", "--cases").out
    assert "Move" in json.loads(run("schema", "--openapi").out)["schemas"]


@together("code", sorted(entries()))
def test_every_code_is_explained(code: str, run: Run) -> None:
    assert run("explain", code[3:]).out.startswith(f"{code} ")
