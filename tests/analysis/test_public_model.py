"""A model without its internal sources: nothing that is cited from them alone is left in it."""

from __future__ import annotations

import pytest

from govkit.analysis.public import public
from govkit.pipeline import load, loads
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


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.name)
def test_a_model_without_internal_sources_is_the_same(path: object) -> None:
    model = load(str(path))
    assert public(model) is model
