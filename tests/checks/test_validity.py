"""Checks of dates, severities of a project's own, and how many checks there are.

Small texts enter; which findings come, where they point, and which days they name is asked.
"""

from __future__ import annotations

from datetime import date

import pytest

from govkit.checks import CHECKS, GROUND, WHOLE
from govkit.diagnostics import catalogue
from govkit.diagnostics.plain import render
from govkit.pipeline import compile_text

DATES = {"GOV531", "GOV532", "GOV533", "GOV538", "GOV539"}


def found(text: str) -> list[tuple[str, int, str]]:
    """Code, line and named days of the findings about dates."""
    return [
        (d.code, d.span.line, getattr(d.args.get("days", ""), "zh", ""))
        for d in compile_text(text).diagnostics
        if d.code in DATES and d.span is not None
    ]


def counts(*statements: str) -> str:
    return "地区 甲\n层级 街道 { 数量：1个 }\n岗位 书记 {\n  设于：街道\n" + "".join(
        f"  数量：{one}\n" for one in statements
    ) + "}\n"  # fmt: skip


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (("5名 至 2023-01-01", "6名 自 2023-01-01"), []),
        (("5名", "6名 自 2023-01-01"), []),  # the first gives way
        (("5名", "6名 自 2023-01-01 至 2024-01-01"), []),  # and comes back
        (("5名 至 2023-01-01", "6名 自 2023-01-02"), [("GOV532", 6, "2023-01-01")]),
        (("6名 自 2023-03-01", "5名 至 2023-01-01"), [("GOV532", 5, "2023-01-01至2023-02-28")]),
        (("5名 至 2023-02-01", "6名 自 2023-01-01"), [("GOV531", 6, "2023-01-01至2023-01-31")]),
        (("5名 至 2023-02-01", "5名 自 2023-01-01"), []),  # the same on all days
        (("5名 至 2023-02-01", "6名"), [("GOV531", 6, "2023-01-31及以前")]),
        (("5名 自 2020-01-01", "6名 自 2020-01-01 至 2021-01-01"),
         [("GOV531", 5, "2020-01-01至2020-12-31")]),
        (("5名 自 2020-01-01 至 2030-01-01", "6名 自 2022-01-01 至 2023-01-01", "7名 自 2030年"),
         [("GOV531", 6, "2022-01-01至2022-12-31")]),
        (("5名 至 2023-01-01", "6名 自 2024-01-01 当 书记 > 1"), []),  # another condition
    ],
)  # fmt: skip
def test_periods_of_one_field(
    statements: tuple[str, ...], expected: list[tuple[str, int, str]]
) -> None:
    told = found(counts(*statements))
    assert told == expected
    labels = [
        label.span.line
        for d in compile_text(counts(*statements)).diagnostics
        if d.code in DATES
        for label in d.labels
    ]
    assert len(labels) == len(expected)
    assert all(line != label for (_, line, _), label in zip(told, labels, strict=True))


def test_fields_that_add_up_are_no_overlap() -> None:
    text = """地区 甲
层级 街道 { 数量：1个 }
层级 社区 { 上级：街道；数量：2个 }
岗位 书记 { 设于：街道 }
事项 噪声
流程 办理 {
  适用：噪声
  级 社区 { 承办：书记；时限：2天；遇：超时 → 街道；遇：难度大 → 街道 自 2025-01-01 至 2025-06-01 }
  级 街道 { 承办：书记 }
}
"""
    assert found(text) == []


OUTER = "地区 甲\n层级 街道 { 数量：1个 }\n机构 专班 自 2022-01-01 至 2023-01-01 { 设于：街道 }\n"


@pytest.mark.parametrize(
    ("clauses", "days"),
    [
        ("", "2021-12-31及以前"),
        (" 自 2022-01-01", "2023-01-01起"),
        (" 至 2023-01-01", "2021-12-31及以前"),
        (" 自 2022-06-01 至 2022-09-01", None),
        (" 自 2022-06-01 至 2023-02-01", "2023-01-01至2023-01-31"),
    ],
)
def test_a_reference_lasts_no_longer_than_what_it_points_at(clauses: str, days: str | None) -> None:
    expected = [] if days is None else [("GOV533", 4, days)]
    assert found(f"{OUTER}岗位 组长{clauses} {{ 设于：专班 }}\n") == expected
    assert found(f"{OUTER}岗位 组长 {{ 设于：专班{clauses} }}\n") == expected


def severities(stated: str) -> dict[str, str]:
    text = f"地区 甲\n{stated}\n层级 社区 {{ 数量：6个；名录：东、西 共2个 }}\n" + (
        "岗位 书记 { 设于：社区；应有：1/社区；数量：5名 }\n"
    )
    return {d.code: d.severity for d in compile_text(text).diagnostics}


def test_a_project_says_how_grave_its_findings_are() -> None:
    assert severities("") == {"GOV504": "warning", "GOV505": "error"}
    changed = severities("提示级别：gov504 → 错误，GOV505 → 提示")
    assert changed == {"GOV504": "error", "GOV505": "info"}


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("GOV501 → 提示", "GOV536"),  # a circle of levels
        ("GOV401 → 警告", "GOV536"),  # a name that is not there
        ("GOV536 → 提示", "GOV536"),
        ("GOV801 → 提示", "GOV536"),  # a command
        ("GOV599999 → 提示", "GOV535"),
        ("甲 → 提示", "GOV535"),
        ("GOV504 → 关闭", "GOV314"),
        ("GOV504", "GOV319"),
    ],
)
def test_severities_that_cannot_be(stated: str, code: str) -> None:
    assert code in severities(f"提示级别：{stated}")


def test_near_codes_are_offered() -> None:
    found = compile_text("地区 甲\n提示级别：GOV5044 → 提示\n").diagnostics
    assert [d.code for d in found if "GOV504" in d.suggestions] == ["GOV535"]


def test_there_are_at_least_forty_checks_and_each_finds_its_own_bad_example() -> None:
    checks = (*GROUND, *CHECKS, *WHOLE)
    sure = set()
    for code, entry in catalogue.entries().items():
        if "bad" not in entry:
            continue
        errors = [d for d in compile_text(entry["bad"]).errors if d.code != code]
        model = compile_text(_lowered(entry["bad"])).model
        if not errors and model is not None:
            sure |= {f.code for check in checks for f in check(model) if f.code == code}
    assert len(sure) >= 40, sorted(sure)


def _lowered(text: str) -> str:
    """The example with the errors of its checks lowered, so that there is a model to ask."""
    codes = [d.code for d in compile_text(text).errors]
    if not codes or "提示级别" in text:
        return text
    head, brace, rest = text.partition("{")
    return f"{head}{brace}\n提示级别：{'，'.join(f'{code} → 提示' for code in codes)}\n{rest}"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        # What lies in a dated block holds no longer than the block.
        ("流程 旧 自 2022-01-01 至 2023-01-01 {\n  适用：噪声\n  级 街道 { 承办：专班 }\n}", []),
        ("流程 旧 {\n  适用：噪声\n  级 街道 { 承办：专班 }\n}",
         [("GOV533", 7, "2021-12-31及以前")]),
        ("事项 丙 自 2022-01-01 至 2023-01-01 { 事项 丁 { 主责：专班 } }", []),
        ("清单 权 自 2022-01-01 至 2023-01-01 { 类型：权力；项 用 { 授予：专班 } }", []),
        ("清单 权 { 类型：权力；项 用 { 授予：专班 } }", [("GOV533", 5, "2021-12-31及以前")]),
        # A rung stands on its level, a value on its attribute.
        ("层级 村 至 2020-01-01 { 上级：街道 }\n流程 旧 { 适用：噪声\n  级 村 { 承办：街道 }\n}",
         [("GOV533", 7, "2020-01-01起")]),
        ("要素 急 至 2020-01-01 { 取值：急、缓 }\n事项 丙 {\n  急：缓\n}",
         [("GOV533", 7, "2020-01-01起")]),
    ],
)  # fmt: skip
def test_dates_of_what_lies_in_blocks(block: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(f"{OUTER}事项 噪声\n{block}\n") == expected


@pytest.mark.parametrize("dates", ["至 0001-01-01", "自 9999-12-31", "自 0001-01-01 至 9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(dates: str) -> None:
    text = f"地区 甲 {dates}\n层级 街道 {dates} {{ 数量：1个 {dates}；数量：2个 自 2020-01-01 }}\n"
    text += "层级 社区 { 上级：街道 }\n"
    for day in (None, date.min, date(2020, 1, 1), date.max):
        assert all(render(d, "zh") for d in compile_text(text, as_of=day).diagnostics)
