"""Powers over enterprises without a cited law are told as notes; near misses are not."""

from __future__ import annotations

import pytest

from govkit.checks.legality import power_in
from govkit.pipeline import compile_text

TEXT = """govkit 1
地区 甲 {{
  出处 方案 {{ 类型：文件 }}
  出处 条例 {{ 类型：法律法规 }}
  层级 街道 据 方案 {{ 数量：1个 }}
  机构 行政审批局 据 方案 {{ 设于：街道 }}
  {said}
}}
"""
CASE = "事项 占道；流程 查处 据 方案 { 适用：占道；级 街道 { "
ENGLISH = """govkit 1
district A {{
  source plan {{ type: document }}
  source act {{ type: law }}
  level Street cite plan {{ count: 1 }}
  {said}
}}
"""


def notes(said: str, text: str = TEXT) -> list[dict[str, object]]:
    found = compile_text(text.format(said=said))
    assert not [one.code for one in found.diagnostics if one.severity == "error"]
    return [dict(one.args) for one in found.diagnostics if one.code == "GOV635"]


@pytest.mark.parametrize(
    "phrase",
    [
        "处罚", "罚款", "吊销许可证", "行政许可", "核发营业执照", "食品经营许可", "审批准入证",
        "查封场所", "扣押工具", "强制拆除", "行政检查", "检查企业安全生产", "对商户的检查",
        "行政执法", "宣传教育和处罚", "对拒不整改的罚款", "fines", "impose a fine",
        "fine traders", "penalties", "seizing goods", "issue trading permits", "grant licences",
        "licensing", "inspect enterprises", "inspection of restaurants",
        "administrative inspections", "law enforcement",
    ],
)  # fmt: skip
def test_a_power_over_others_is_known(phrase: str) -> None:
    assert power_in(phrase) is not None


@pytest.mark.parametrize(
    "phrase",
    [
        "行政审批局", "联系行政审批局", "综合执法队", "不得罚款", "不得以任何名义罚款",
        "无权处罚", "没有处罚权", "协助行政执法", "配合检查企业", "代办经营许可", "许可申请",
        "许可咨询", "未经许可的摆摊上报", "消防检查", "卫生检查", "强制结案", "经费审批",
        "颁发荣誉证书", "发放居住证明", "自行检查企业台账", "处罚建议", "举报行政处罚",
        "fine arts", "fine weather", "no fines", "must not seize goods", "help with permits",
        "assist law enforcement", "apply for licences", "permit applications",
        "law enforcement office", "house inspections", "driving licence", "refine", "define",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_power_is_none(phrase: str) -> None:
    assert power_in(phrase) is None


@pytest.mark.parametrize(
    ("said", "holder"),
    [
        ("岗位 网格员 据 方案 { 设于：街道；数量：1名；职能：巡查、罚款 }", "网格员"),
        ("机构 城管所 据 方案 { 设于：街道；职能：处罚占道 }", "城管所"),
        ("清单 权力 据 方案 { 类型：权力；授予：街道；项 处罚 }", "街道"),
        ("清单 权力 据 方案 { 类型：权力；项 小店 { 授予：街道；内容：查封 } }", "街道"),
        ("清单 权力 据 方案 { 类型：权力；授予：街道；内容：行政许可 }", "街道"),
        ("清单 职责 据 方案 { 类型：职责；授予：街道；项 甲 “检查企业” }", "街道"),
        (f"{CASE}承办：行政审批局；可办：罚款、警告 }} }}", "行政审批局"),
        (f"{CASE}承办：街道；内容：“劝导，再犯的罚款” }} }}", "街道"),
    ],
)  # fmt: skip
def test_every_place_that_gives_a_power_is_read(said: str, holder: str) -> None:
    (note,) = notes(said)
    assert str(note["holder"].zh) == holder  # type: ignore[attr-defined]
    assert notes(said.replace("据 方案", "据 条例·第五条")) == []
    assert notes(said.replace("据 方案", "拟定")) == []
    assert notes(said.replace("据 方案", "假设")) == []


@pytest.mark.parametrize(
    "said",
    [
        "清单 权力 据 方案 { 类型：权力；授予：街道 据 条例；项 处罚 }",
        "清单 权力 据 方案 { 类型：权力；授予：街道；项 处罚 据 条例 }",
        "清单 权力 据 方案 { 类型：权力；授予：街道；项 小店 { 内容：罚款 据 条例 } }",
        "清单 权力 据 方案 { 类型：权力；授予：街道；项 小店 { 内容：罚款 不得 } }",
        "清单 禁令 据 方案 { 类型：负面；项 罚款 }",
        "清单 服务 据 方案 { 类型：服务；授予：街道；项 代办 { 内容：食品经营许可 } }",
        "事项 消防检查；岗位 网格员 据 方案 { 设于：街道；数量：1名；职能：消防检查 }",
    ],
)
def test_a_law_at_any_of_them_will_do_and_other_lists_are_not_asked(said: str) -> None:
    assert notes(said) == []


def test_both_tongues_find_the_same() -> None:
    said = (
        "list Powers cite plan { type: power; granted_to: Street; item Fines { contents: fines }}"
    )
    assert len(notes(said, ENGLISH)) == 2  # the item and its contents
    assert notes(said.replace("cite plan", "cite act"), ENGLISH) == []


def test_the_note_never_says_that_anything_is_unlawful() -> None:
    said = "清单 权力 据 方案 { 类型：权力；授予：街道；项 处罚 }"
    found = [d for d in compile_text(TEXT.format(said=said)).diagnostics if d.code == "GOV635"]
    assert [one.severity for one in found] == ["info"]


@pytest.mark.parametrize(
    ("phrase", "known"),
    [
        ("不得" * 3000 + "和" + "处罚局" * 3000, False),
        ("不得" * 3000 + "和" + "处罚局" * 3000 + "处罚", True),
        ("不得罚款和" * 3000, False),
        ("no fines " * 3000, False),
        ("经营" * 20000, False),
    ],
)
def test_a_phrase_of_any_length_is_read_once(phrase: str, known: bool) -> None:
    assert (power_in(phrase) is not None) is known
