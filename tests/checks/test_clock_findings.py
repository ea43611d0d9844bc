"""Findings about clocks, reminders, extensions and parking: where they stand and where not.

Each text is one ladder of a tier and a step; the part under test is put into the tier.
"""

from __future__ import annotations

import pytest

from govkit.pipeline import compile_text

AROUND = """govkit 1
地区 甲 {{
  层级 街道 {{ 数量：1 }}
  层级 社区 {{ 上级：街道；数量：3 }}
  岗位 书记 {{ 设于：社区 }}
  岗位 主任 {{ 设于：街道 }}
  事项 噪声
  流程 办件 {{
    适用：噪声；总时限：20工作日
    {whole}
    级 社区 {{ 承办：书记；时限：5工作日；{tier} }}
    步 部门 {{ 承办：主任；时限：3工作日 }}
  }}
}}
"""


def found(tier: str = "", whole: str = "") -> list[str]:
    """The codes of all findings about clocks."""
    compiled = compile_text(AROUND.format(tier=tier, whole=whole))
    codes = [d.code for d in compiled.diagnostics]
    assert not [code for code in codes if code < "GOV500"], codes
    return [code for code in codes if "GOV551" <= code <= "GOV559"]


def clock(text: str) -> str:
    return f"时钟 答复 {{ {text} }}"


@pytest.mark.parametrize(
    ("tier", "codes"),
    [
        ("提前提醒：4工作日", []),
        ("提前提醒：5工作日", ["GOV551"]),
        ("提前提醒：2工作日、6工作日、7工作日", ["GOV551", "GOV551"]),
        ("提前提醒：400小时", []),  # hours of the day and working days cannot be compared
        ("逾期提醒：9工作日", []),
        ("提前提醒：未知", []),
        (clock("起于：签收；时限：90分钟；提前提醒：2小时"), ["GOV551"]),
    ],
)
def test_a_reminder_falls_inside_its_limit(tier: str, codes: list[str]) -> None:
    assert found(tier) == codes


@pytest.mark.parametrize(
    ("rule", "limit", "codes"),
    [
        ("起算：即时", "2小时", []),
        ("起算：即时", "2工作日", ["GOV552"]),
        ("起算：当日起", "2工作小时", ["GOV552"]),
        ("起算：次日起", "2工作小时", []),
        ("截止：下班时", "2周", []),
        ("截止：当日24时", "2紧急小时", ["GOV552"]),
        ("起算：当日起；截止：下班时", "2小时", ["GOV552", "GOV552"]),
        ("起算：即时", "未知", []),
    ],
)
def test_start_and_end_fit_the_unit(rule: str, limit: str, codes: list[str]) -> None:
    assert found(clock(f"起于：签收；{rule}；时限：{limit}")) == codes


def test_a_clock_is_not_longer_than_the_total() -> None:
    assert found(whole=clock("起于：立案；时限：20工作日")) == []
    assert found(whole=clock("起于：立案；时限：21工作日")) == ["GOV553"]
    assert found(whole=clock("起于：立案；时限：21天")) == []  # not comparable with working days


@pytest.mark.parametrize(
    ("tier", "codes"),
    [
        ("延期：5工作日；延期审批：主任", []),
        ("延期：5工作日；延期审批：书记、主任", []),
        ("延期：5工作日；延期审批：书记", ["GOV554"]),
        ("延期：5工作日", ["GOV555"]),
        ("延期：5工作日；延期审批：未知", []),
        ("挂账：等待材料；挂账审批：主任；恢复：材料补齐", []),
        ("挂账：等待材料；挂账审批：主任；恢复：未知", []),
        ("挂账：等待材料", ["GOV555", "GOV556"]),
        ("挂账：等待材料；挂账审批：书记；恢复：材料补齐", ["GOV554"]),
    ],
)
def test_another_post_decides_and_something_ends_the_parking(tier: str, codes: list[str]) -> None:
    assert found(tier) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("起于：到达；时限：1天；停于：移交、办毕", []),
        ("起于：督办；时限：1天；停于：反馈", ["GOV557"]),
        ("起于：督办；时限：1天；停于：反馈；督办人：主任", []),
        ("起于：签收；时限：1天；停于：议定、上报", ["GOV557", "GOV557"]),
        ("起于：签收；时限：1天；停于：恢复办理", ["GOV557"]),
        ("起于：签收；时限：1天；到期：催办；停于：催办", []),
        ("起于：签收；时限：1天；暂停：移交", []),
        ("起于：签收；时限：1天；暂停：移交、挂账", ["GOV558"]),
        ("起于：签收；时限：1天；遇：超时 → 部门", []),
        ("起于：签收；时限：1天；遇：超时 或 越权 → 部门", ["GOV557"]),
        ("起于：签收；停于：反馈", ["GOV559"]),
        ("时限：1天", ["GOV559"]),
    ],
)
def test_what_a_clock_waits_for_can_happen(text: str, codes: list[str]) -> None:
    assert found(clock(text)) == codes


def test_a_finding_on_a_clock_stands_there_and_can_be_approved() -> None:
    text = AROUND.format(tier=clock("起于：签收\n时限：1天\n停于：上报"), whole="")
    [finding] = [d for d in compile_text(text).diagnostics if d.code == "GOV557"]
    assert finding.span is not None
    assert finding.span.line == text[: text.index("停于")].count("\n") + 1
    assert found(clock("起于：签收；时限：1天；停于：上报 例外 GOV557 “以后要设”")) == []
