"""Two documents that say different things stay side by side; what is written first counts."""

from __future__ import annotations

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import compile_text, loads
from govkit.syntax.formatter import format_text

TEXT = """govkit 1
地区 甲 {{
  出处 办法 {{ 位阶：{law} }}
  出处 报道 {{ 位阶：{news} }}
  层级 街道 据 报道 {{ 数量：1个 }}
  层级 网格 据 报道 {{ 上级：街道；{first}；{second} }}
}}
"""
LAW, NEWS = "数量：418个 据 办法", "数量：420个 据 报道"


def codes(first: str, second: str, law: str = "1", news: str = "3") -> list[str]:
    text = TEXT.format(first=first, second=second, law=law, news=news)
    found = compile_text(text)
    return [d.code for d in found.diagnostics if d.code[:5] in ("GOV63", "GOV53", "GOV20")]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (LAW, NEWS, ["GOV630"]),
        (NEWS, LAW, ["GOV631"]),
        (LAW, "数量：418个 据 报道", []),
        (LAW, "数量：420个 据 办法", ["GOV203"]),
        (LAW, "数量：420个 拟定", ["GOV203"]),
        (LAW, f"{NEWS} 例外 GOV630 “报道早于办法”", []),
        (LAW, f"{NEWS} 自 2026-01-01", []),
    ],
)
def test_what_two_sources_say_is_told_once(first: str, second: str, wanted: list[str]) -> None:
    assert codes(first, second) == wanted


def test_a_source_without_a_rank_gives_way() -> None:
    assert codes(NEWS, LAW, news="未知") == ["GOV631"]
    assert codes(NEWS, LAW, law="未知", news="未知") == ["GOV630"]


def test_the_first_counts_and_both_are_kept() -> None:
    text = TEXT.format(first=LAW, second=NEWS, law="1", news="3")
    model = loads(text)
    assert model.tree.count("网格") == 418
    assert [stated.origin.source for stated in model.level("网格").count] == ["办法", "报道"]
    assert Governance.model_validate_json(model.model_dump_json()) == model
    assert loads(format_text(text, lang="en")) == model


def test_each_condition_is_compared_by_itself() -> None:
    limits = "时限：1日 当 忙 = 是 据 办法；时限：3日 据 办法；时限：{other}日 据 报道"
    text = """地区 甲
出处 办法
出处 报道
要素 忙 {{ 取值：否、是；默认：否 }}
事项 事 {{ 忙：否；{limits} }}
"""
    for other, wanted in ((3, []), (5, ["GOV630"])):
        found = compile_text(text.format(limits=limits.format(other=other))).diagnostics
        assert [d.code for d in found if d.code.startswith("GOV63")] == wanted


def test_ways_on_of_two_sources_add_up() -> None:
    text = """地区 甲
出处 办法
出处 报道
层级 区 { 数量：1 }
层级 社区 { 上级：区；数量：2 }
岗位 长 { 设于：社区 }
事项 事
流程 办 {
  适用：事
  级 社区 { 承办：长；遇：超时 → 区 据 办法；遇：难度大 → 区 据 报道 }
  级 区 { 承办：区 }
}
"""
    assert [d.code for d in compile_text(text).diagnostics if d.code.startswith("GOV63")] == []
