"""A model without its internal sources: nothing that is cited from them alone is left in it."""

from __future__ import annotations

import pytest

from govkit.analysis.public import public
from govkit.document.parts import Picture
from govkit.document.reading import texts
from govkit.pipeline import load, loads
from govkit.reports.reporting import REPORTS, report, rows
from govkit.values.units import Lang
from tests.engine.play import DISTRICTS

TEXT = """govkit 1
地区 样区 {
  出处 办法 “公开办法” { 公开范围：公开 }
  出处 密件 “内部通报” { 公开范围：内部 }
  层级 街道 据 办法·第一条 { 数量：1个 }
  机构 中心 据 办法·第二条 { 设于：街道；职能：受理 据 办法·第二条
    职能：秘密核查 据 密件·一 当 急 = 是 }
  机构 暗组 “暗中小组” 据 密件·二 { 设于：街道；职能：盯梢 }
  机构 半明 “内部名称” 据 密件·二 { 设于：街道 据 办法·第三条 }
  岗位 组长 据 密件·三 { 设于：暗组 }
  岗位 主任 据 办法·第四条 { 设于：暗组 据 办法·第四条；兼任：组长 据 办法·第四条 }
  要素 急 { 取值：否、是 }
  清单 权力 据 办法·第五条 { 类型：权力；授予：中心、暗组 据 办法·第五条
    项 立项 据 密件·四 { 限额：≤1万元 }
    项 审批 { 限额：≤2万元 } }
  事项 来信 据 办法·第六条
  事项 密查 据 密件·五
  流程 办信 据 办法·第六条 { 适用：来信、密查 据 办法·第六条
    级 街道 { 承办：中心；遇：超时 → 密查步 据 办法·第七条；遇：越权 → 明查步 据 办法·第七条 }
    步 密查步 据 密件·六 { 承办：暗组 }
    步 明查步 据 办法·第七条 { 承办：中心、暗组 据 办法·第七条 } }
}
"""


def test_what_is_cited_from_internal_sources_alone_is_gone_with_what_points_at_it() -> None:
    seen = public(loads(TEXT))
    assert [one.name for one in seen.sources] == ["办法"]
    assert [one.name for one in seen.bodies] == ["中心", "半明"]
    assert [one.name for one in seen.posts] == ["主任"]
    assert [item.name for item in seen.lists[0].items] == ["审批"]
    assert [one.name for one in seen.matters] == ["来信"]
    told = seen.model_dump_json()
    for secret in ("暗组", "密件", "密查", "秘密核查", "立项", "内部名称", "内部通报", "组长"):
        assert secret not in told, secret


def test_what_is_cited_elsewhere_stays_whole() -> None:
    seen = public(loads(TEXT))
    whole = loads(TEXT)
    assert seen.get("matter:来信") == whole.get("matter:来信")
    assert seen.get("level:街道") == whole.get("level:街道")
    step = seen.processes[0].steps[0]
    assert step.name == "明查步" and step.handler.value is not None
    assert step.handler.value.refs == ("body:中心",)
    assert seen.lang == whole.lang


def test_a_head_of_internal_origin_whose_fields_are_public_keeps_its_name_alone() -> None:
    half = public(loads(TEXT)).get("body:半明")
    assert half is not None and half.title == "" and half.origin.kind == "none"
    assert half.at.values  # type: ignore[attr-defined]


HIDDEN = """govkit 1
地区 样区 {
  出处 办法 “公开办法” { 公开范围：公开 }
  出处 密件 “内部通报” { 公开范围：内部 }
  层级 街道 { 数量：1个 据 办法·第一条 }
  机构 中心 { 设于：街道 据 办法·第二条 }
  机构 暗组 { 设于：街道 据 密件·二；职能：盯梢 据 密件·三 }
  岗位 空岗
  数据 { 公数：3户 据 办法·第三条；暗数：77户 据 密件·七 }
  核对 { 明：公数 = 3；暗：暗数 = 77 }
  事项 来信 据 办法·第六条
  平急状态 暗时 { 启用：办信 据 密件·八 }
  流程 办信 { 适用：来信 据 办法·第六条
    级 街道 { 承办：中心 据 办法·第七条 }
    步 暗步 { 承办：暗组 据 密件·九；时限：77日 据 密件·九 } }
  场景 一 { 事项：来信；发生于：街道·1；开始：2026-03-02 9:00
    回合 1 当 非(暗时) { 动作：签收 }；回合 2 { 动作：办结 } }
}
"""


def test_an_object_without_a_basis_of_its_own_goes_with_all_that_stands_in_it() -> None:
    seen = public(loads(HIDDEN))
    assert [one.name for one in seen.bodies] == ["中心"]
    assert [one.name for one in seen.posts] == ["空岗"]  # says nothing of where it is from
    assert [one.name for one in seen.figures] == ["公数"]
    assert [one.name for one in seen.checks] == ["明"]
    assert [one.name for one in seen.processes[0].steps] == [] and seen.modes == ()


def test_the_head_of_a_model_keeps_its_name_and_title_alone() -> None:
    text = HIDDEN.replace("地区 样区 {", "地区 样区 “样题” 据 密件·序 “暗语” {")
    seen = public(loads(text))
    assert (seen.origin.kind, seen.name, seen.title) == ("none", "样区", "样题")
    assert seen.posts == ()  # what is cited from nowhere else is cited from where the head is
    for name in ("full", "attachment"):
        told = report(loads(text), name, "zh", public=True)
        assert not [one for one in (told.subtitle, *texts(told)) if "密件" in one or "暗" in one]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name in REPORTS if name != "form"])
def test_no_report_tells_of_it(name: str, lang: Lang) -> None:
    model = loads(HIDDEN)
    told = report(model, name, lang, public=True)
    said = [told.title, told.subtitle, told.foot, *texts(told)]
    drawn = [block.svg for block in told.blocks if isinstance(block, Picture)]
    data = str(rows(model, name, lang, public=True))
    for secret in ("暗", "密件", "77", "七十七", "内部", "盯梢"):
        assert not [one for one in (*said, *drawn, data) if secret in one], secret


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.name)
def test_a_model_without_internal_sources_is_the_same(path: object) -> None:
    model = load(str(path))
    assert public(model) is model
