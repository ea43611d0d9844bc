"""Prohibitions never count as what they forbid, in no check, question, table or picture."""

from __future__ import annotations

import pytest

from govkit.analysis.provenance import provenance
from govkit.analysis.structure import structure
from govkit.model.references import refs_of
from govkit.pictures import org_chart
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 甲 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  机构 中心 { 设于：街道；覆盖：社区 COVERS；负责人：主任 LED }
  岗位 主任 { 设于：街道；数量：1名；兼岗上限：1个 }
  岗位 书记 { 设于：社区；数量：6名；兼岗上限：1个；兼任：主任 HELD }
  制度 转租 HEAD { 责任人：书记；内容：整套转租 }
}
"""
BLANK = {"COVERS": "", "LED": "", "HELD": "不得", "HEAD": "不得"}


def text(**said: str) -> str:
    made = TEXT
    for mark, words in {**BLANK, **said}.items():
        made = made.replace(mark, words)
    return made


def codes(written: str) -> list[str]:
    return [d.code for d in compile_text(written).diagnostics]


def test_a_post_that_must_not_be_held_is_not_held() -> None:
    assert "GOV585" in codes(text(HELD=""))
    assert "GOV585" not in codes(text())
    post = loads(text()).posts[1]
    assert not post.concurrent and post.concurrent.value is None and len(post.concurrent) == 0
    assert [stated.value.refs for stated in post.concurrent.prohibitions()] == [("post:主任",)]
    assert "post:主任" in set(refs_of(post.concurrent))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"HELD": "；兼任：主任 不得"}, True),
        ({"HELD": "；兼任：主任 不得 自 2026-01-01"}, False),
        ({"HELD": "至 2026-01-01；兼任：主任 不得 自 2026-01-01"}, False),
    ],
)
def test_said_and_forbidden_is_a_finding(said: dict[str, str], told: bool) -> None:
    assert ("GOV353" in codes(text(**said))) is told


def test_two_posts_that_say_the_opposite_of_each_other() -> None:
    other = text().replace("岗位 主任 {", "岗位 主任 { 兼任：书记；")
    assert "GOV353" in codes(other)


def test_what_is_forbidden_counts_nowhere() -> None:
    model = loads(text(COVERS="不得", LED="不得"))
    body = model.bodies[0]
    assert not body.covers and not body.head
    assert body.covers.values == () and list(body.head) == []


def test_what_is_recommended_is_never_short() -> None:
    plain = text().replace("数量：6名；兼岗上限", "数量：6名；应有：2名/社区 STRENGTH；兼岗上限")
    assert "GOV504" in codes(plain.replace("STRENGTH", "应当"))
    assert "GOV504" in codes(plain.replace("STRENGTH", "原则上"))
    for strength in ("鼓励", "可以"):
        assert "GOV504" not in codes(plain.replace("STRENGTH", strength))


@pytest.mark.parametrize(("lang", "word"), [("zh", "不得"), ("en", "must not")])
def test_a_prohibition_is_shown_as_one_everywhere(lang: str, word: str) -> None:
    model = loads(text(COVERS="不得"))
    rows = structure(model, lang)  # type: ignore[arg-type]
    (duty,) = rows.duties
    said = {one.field: one.text for one in duty.said}
    assert said["strength"].replace("_", " ") == word
    assert said["act"].replace("_", " ").endswith(word)
    told = [s.value.replace("_", " ") for s in provenance(model, lang).statements  # type: ignore[arg-type]
            if "concurrent" in s.path or "covers" in s.path or ".act" in s.path]  # fmt: skip
    assert len(told) == 3 and all(value.endswith(word) for value in told)
    assert org_chart.draw(model)


def test_a_strength_of_a_head_is_told_once() -> None:
    (duty,) = structure(loads(text(HEAD="鼓励"))).duties
    assert [one.text for one in duty.said] == ["鼓励", "书记", "整套转租"]


@pytest.mark.parametrize("strength", ["必须", "应当", "原则上", "鼓励", "可以", "不得"])
def test_a_head_of_what_is_so_takes_none(strength: str) -> None:
    found = codes(
        text().replace("层级 街道 {", f"出处 章程 {strength} {{ 类型：文件 }}\n  层级 街道 {{")
    )
    assert {"GOV350", "GOV351", "GOV352"} & set(found)
