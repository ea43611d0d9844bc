"""Points and bands of assessments, and items however deep: what a check says of them.

Small texts enter; codes, lines and sentences of the findings leave.
"""

from __future__ import annotations

import pytest

from govkit.checks.statements import entities
from govkit.diagnostics.plain import render
from govkit.pipeline import compile_text


def told(block: str, code: str) -> list[str]:
    """The finding of this code about one block, in both tongues."""
    found = [d for d in compile_text(f"govkit 1\n地区 甲 {{\n{block}\n}}").diagnostics]
    return [" ".join(render(d, lang).split()) for d in found if d.code == code
            for lang in ("zh", "en")]  # fmt: skip


@pytest.mark.parametrize(
    ("best", "good", "zh", "en"),
    [
        ("≥90分", "80..90分", "90 同时在两档里", "90 is in two bands"),
        (">90分", "80..<90分", "90 哪一档都不在", "90 is in no band"),
        ("≥90分", "80..85分", "85 和 90 之间没有档", "between 85 and 90 there is no"),
        ("≥85分", "80..90分", "85 到 90 同时在两档里", "85 to 90 are in two bands"),
    ],
)  # fmt: skip
def test_bands_say_where_they_do_not_meet(best: str, good: str, zh: str, en: str) -> None:
    texts = told(f"考核 月评 {{ 等次：{best} → 优，{good} → 良，<80分 → 差 }}", "GOV523")
    assert len(texts) == 2 and zh in texts[0] and en in texts[1]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("项 一 { 分值：60分\n项 内 { 分值：20分 }\n项 外 { 分值：40分 } }\n项 二 { 分值：40分 }",
         ""),
        ("项 一 { 分值：60分\n项 内 { 分值：20分 }\n项 外 { 分值：30分 } }\n项 二 { 分值：40分 }",
         "项「一」一共 60 分，里面各项分值合计 50 分。"),
        ("项 一 { 项 内 { 分值：20分 }\n项 外 { 分值：40分 } }\n项 二 { 分值：30分 }",
         "考核「评」一共 100 分，里面各项分值合计 90 分。"),
        ("项 一 { 分值：60分\n项 内 { 扣分：2分/件 } }\n项 二 { 分值：40分 }", ""),
    ],
)  # fmt: skip
def test_points_add_up_at_every_depth(items: str, said: str) -> None:
    texts = told(f"考核 评 {{ 总分：100分\n{items} }}", "GOV522")
    assert len(texts) == (2 if said else 0)
    assert not texts or said in texts[0]


def test_items_inside_items_are_walked() -> None:
    text = """govkit 1
地区 甲 {
  清单 权力 { 类型：权力
    项 大 { 项 小 { 限额：5万元 存疑 “看不清” } } }
}"""
    compiled = compile_text(text)
    assert compiled.model is not None
    assert "item:小" in dict(entities(compiled.model))
    assert "GOV604" in [d.code for d in compiled.diagnostics]
    assert [d.args["name"] for d in compiled.diagnostics if d.code == "GOV618"] == ["小"]


@pytest.mark.parametrize("kind", ["推演", "场景"])
def test_two_of_one_name_are_refused(kind: str) -> None:
    text = f"govkit 1\n地区 甲 {{\n{kind} 一 {{ }}\n{kind} 一 {{ }}\n}}"
    assert "GOV406" in [d.code for d in compile_text(text).diagnostics]


def test_a_circle_is_found_through_the_second_of_several() -> None:
    texts = told("机构 一 { 隶属：二 }\n机构 二 { 隶属：三、一 }\n机构 三", "GOV614")
    assert len(texts) == 2 and "一 → 二 → 一" in texts[0]
