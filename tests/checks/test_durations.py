"""Lengths of time: compared exactly, told as such, and limits that no calendar can count."""

from __future__ import annotations

import pytest

from govkit.analysis.facts import facts
from govkit.checks.figures import verdicts
from govkit.engine import Engine
from govkit.pipeline import compile_text, loads
from govkit.resolve.district import resolve
from govkit.resolve.texts.files import read_text
from govkit.resolve.texts.reports import Reports
from govkit.source import SourceFile

FIGURES = """govkit 1
district D {
  level A { count: 1 }
  figures { a: 3 hours; b: 200 minutes; c: 2 days; d: 50 hours; e: 1.5 hours; w: 12 work_hours }
  checks { line: LINE }
}
"""


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("a = b", "differs"),
        ("b = a", "differs"),
        ("a = 200 minutes", "differs"),
        ("a = 180 minutes", "agrees"),
        ("a ≠ b", "agrees"),
        ("c = d", "differs"),
        ("c = 48 hours", "agrees"),
        ("c = 2880 minutes", "agrees"),
        ("a + b = 6 hours", "differs"),
        ("a + b = 380 minutes", "agrees"),
        ("c - a = 45 hours", "agrees"),
        ("c - b = 45 hours", "differs"),
        ("e = 90 minutes", "agrees"),
        ("e = 1.5 hours", "agrees"),
        ("b / 3 = 1 hours", "agrees"),  # a mean is compared as it is printed
        ("w = 12 work_hours", "agrees"),
        ("w = 11 work_hours", "differs"),
        ("a < b", "agrees"),
    ],
)
def test_durations_are_compared_exactly(line: str, answer: str) -> None:
    compiled = _model(FIGURES.replace("LINE", line))
    assert [one.answer for one in verdicts(compiled)] == [answer]


@pytest.mark.parametrize(
    ("line", "en", "zh"),
    [
        ("c = d", "2 days", "2天"),
        ("a + b = 6 hours", "380 minutes", "380分钟"),
        ("c - a = 45 hours", "45 hours", "45小时"),
        ("e = 90 minutes", "90 minutes", "90分钟"),
        ("w + w = 24 work_hours", "24 work_hours", "24工作小时"),
        ("A = 1", "1", "1"),
    ],
)
def test_a_line_with_durations_tells_durations(line: str, en: str, zh: str) -> None:
    model = _model(FIGURES.replace("LINE", line))
    assert facts(model, lang="en")[0].computed == en
    assert facts(model, lang="zh")[0].computed == zh


def test_the_finding_speaks_of_durations_in_both_tongues() -> None:
    [finding] = compile_text(FIGURES.replace("LINE", "c = d")).diagnostics
    assert finding.code == "GOV601"
    assert (finding.args["computed"].zh, finding.args["computed"].en) == ("2天", "2 days")  # type: ignore[union-attr]


CASE = """govkit 1
地区 甲 {
  层级 社区 { 数量：1个 }
  岗位 书记 { 设于：社区 }
  事项 噪声 MATTER
  流程 办件 { 适用：噪声；PROCESS
    级 社区 { 承办：书记；TIER
      时钟 答复 { 起于：签收；时限：2工作日；停于：反馈 CLOCK } } }
  制度 走访 { 责任人：书记；频次：1次/月；内容：走访；公开：次数 DUTY }
}
"""


@pytest.mark.parametrize(
    ("where", "said", "codes"),
    [
        ("MATTER", "{ 时限：≥3工作日 }", {"GOV360"}),
        ("MATTER", "{ 时限：不少于3天 }", {"GOV360"}),
        ("MATTER", "{ 时限：≤3工作日 }", set()),
        ("MATTER", "{ 时限：1.5工作日 }", {"GOV361"}),
        ("MATTER", "{ 时限：1.5天 }", {"GOV361"}),
        ("MATTER", "{ 时限：1.5小时 }", set()),
        ("MATTER", "{ 时限：1.5工作小时 }", set()),
        ("MATTER", "{ 时限：3至5.5天 }", {"GOV361"}),
        ("MATTER", "{ 时限：5天 至 2026-01-01；时限：1.5天 自 2026-01-01 }", {"GOV361"}),
        ("PROCESS", "总时限：>30天", {"GOV360"}),
        ("PROCESS", "总时限：1.5个月", {"GOV361"}),
        ("PROCESS", "总时限：半年", set()),
        ("PROCESS", "异议期限：≥3天", {"GOV360"}),
        ("TIER", "签收时限：≥1工作日", {"GOV360"}),
        ("TIER", "时限：3工作日；提前提醒：1.5工作日", {"GOV361"}),
        ("TIER", "时限：3工作日；提前提醒：4小时", set()),
        ("DUTY", "；公开期限：≥3天", {"GOV360"}),
        ("DUTY", "；间隔：≥3天；时长：≥1小时", set()),
        ("DUTY", "；公开期限：2.5天", {"GOV361"}),
    ],
)
def test_limits_that_have_no_end_or_no_last_day(where: str, said: str, codes: set[str]) -> None:
    text = CASE.replace(where, said)
    for other in ("MATTER", "PROCESS", "TIER", "CLOCK", "DUTY"):
        text = text.replace(other, "")
    found = {one.code for one in compile_text(text).diagnostics}
    assert found & {"GOV360", "GOV361"} == codes


@pytest.mark.parametrize("limit", ["≥3工作日", "1.5工作日"])
def test_the_engine_counts_no_limit_it_cannot(limit: str) -> None:
    text = CASE.replace("MATTER", f"{{ 时限：{limit} }}")
    for other in ("PROCESS", "TIER", "CLOCK", "DUTY"):
        text = text.replace(other, "")
    case = Engine(_model(text)).open("噪声", unit="社区·1", at="2026-03-02 09:00")
    [timer] = [one for one in case.timers if one.kind == "matter"]
    assert timer.due is None and timer.unread == "uncountable"


def _model(text: str):  # type: ignore[no-untyped-def]
    """The model of a text, whatever the checks say of it."""
    reports = Reports()
    found = resolve([read_text(SourceFile("text", text), reports)], reports)
    assert found.model is not None, reports.found
    return found.model


def test_loads_is_strict_about_them() -> None:
    with pytest.raises(Exception, match="GOV360"):
        loads("govkit 1\ndistrict D { matter M { limit: ≥3 days } }")
