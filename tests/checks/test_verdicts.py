"""What a check line is answered: agrees, differs, possible or undecidable, and with which figures.

Each text is one small district; the line `结果` of its checks is the one that is asked.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from govkit.checks.figures import Verdict, verdicts
from govkit.checks.wording import plain, shown
from govkit.diagnostics.plain import render
from govkit.pipeline import Compiled, compile_path, compile_text
from govkit.values import interval
from govkit.values.interval import Interval

DISTRICT = """地区 东湖街道
层级 街道 {{ 数量：1 }}
层级 社区 {{ 上级：街道；数量：6 }}
层级 支部 {{ 上级：社区；数量：48 }}
层级 网格 {{ 上级：支部；数量：150 }}
岗位 书记 {{ 设于：社区；应有：1/社区 }}
岗位 委员 {{ 设于：支部；数量：100名 }}
清单 服务 {{ 内容：代办、咨询 等15项 }}
清单 资源 {{ 内容：场地、车辆 等；项 设备 }}
事项 噪声 {{ 时限：7工作日 }}
数据 {{
  党员：1321名；男：895名；队数：270余支；经费：2亿余元；近年：近300人；总人口：约13万人；约数：130余名
  保密：未知；遮住：**万元；钱：3元；地：4公顷；派生：保密 * 2；比重：男 / 党员
  甲：乙 + 1；乙：甲 + 1
}}
核对 {{ 结果：{check} }}
"""


def compiled(check: str) -> Compiled:
    return compile_text(DISTRICT.format(check=check))


def verdict(check: str) -> Verdict:
    """The answer of one line, in whichever way it is answered."""
    model = compile_text(DISTRICT.format(check=f"{check} 例外 GOV601 “照印”")).model
    assert model is not None
    (found,) = [v for v in verdicts(model) if v.name == "结果"]
    return found


@pytest.mark.parametrize(
    ("check", "answer"),
    [
        # As many digits as are printed, half up.
        ("男 / 党员 = 67.8%", "agrees"),
        ("男 / 党员 = 67.7%", "differs"),
        ("男 / 党员 = 62.9%", "differs"),
        ("67.8% = 男 / 党员", "agrees"),
        ("男 / 党员 ≠ 67.8%", "differs"),
        ("比重 = 68%", "agrees"),
        ("网格 / 支部 = 3.125", "agrees"),
        ("网格 / 支部 = 3.13", "agrees"),
        ("网格 / 支部 = 3.12", "differs"),
        ("网格 / 支部 = 3", "agrees"),
        # An order is not a matter of precision.
        ("网格 / 支部 ≤ 3", "differs"),
        ("网格 / 支部 > 3", "agrees"),
        # Approximate figures keep their direction.
        ("队数 < 280", "agrees"),
        ("队数 ≥ 270", "agrees"),
        ("队数 = 281", "differs"),
        ("队数 = 269", "differs"),
        ("队数 = 275", "possible"),
        ("队数 ≥ 275", "possible"),
        ("经费 < 3亿元", "agrees"),
        ("经费 < 2亿元", "differs"),
        ("经费 ≥ 2.5亿元", "possible"),
        ("近年 < 300", "agrees"),
        ("近年 ≥ 300", "differs"),
        ("近年 > 200", "agrees"),
        ("近年 > 290", "possible"),
        ("总人口 = 13万人", "possible"),
        ("总人口 > 20万人", "differs"),
        ("总人口 > 13.5万人", "possible"),
        ("约数 ≥ 140", "differs"),
        ("约数 * 2 < 280", "agrees"),
        ("队数 / 社区 ≥ 45", "agrees"),
        ("队数 / 社区 ≥ 46", "possible"),
        # Precedence and chains.
        ("1 + 2 * 3 = 7", "agrees"),
        ("（1 + 2） * 3 = 9", "agrees"),
        ("10 - 3 - 2 = 5", "agrees"),
        ("24 / 4 / 2 = 3", "agrees"),
        ("2 * 3 = 6 或 1 = 2 且 1 = 3", "agrees"),
        ("1 < 街道 + 社区 ≤ 7", "agrees"),
        ("街道 < 社区 < 支部 < 网格", "agrees"),
        ("街道 < 社区 < 6", "differs"),
        ("非（社区 = 6）", "differs"),
        # What names stand for.
        ("服务 = 15", "agrees"),
        ("项数（服务） = 15", "agrees"),
        ("噪声.时限 ≤ 7工作日", "agrees"),
        ("网格.上级 = 1", "undecidable"),
        ("合计（街道，社区，支部） = 55", "agrees"),
        ("最大（社区，支部） = 48 且 最小（社区，支部） = 6", "agrees"),
        # Each unit of a level.
        ("每个（x 属于 社区：支部 ≥ 1）", "agrees"),
        ("每个（x 属于 社区：支部 = 8）", "agrees"),
        ("每个（x 属于 社区：支部 ≥ 9）", "differs"),
        ("每个（x 属于 支部：网格 ≥ 3）", "agrees"),
        ("每个（x 属于 支部：网格 ≥ 4）", "differs"),  # 150 are fewer than 48 × 4
        ("每个（x 属于 支部：网格 ≥ 5）", "differs"),
        ("每个（x 属于 社区：书记 = 1）", "agrees"),
        ("每个（x 属于 支部：委员 ≥ 2）", "agrees"),
        ("每个（x 属于 支部：委员 ≥ 3）", "differs"),
        ("每个（x 属于 社区：x = 1）", "agrees"),
        ("每个（x 属于 社区 其中 1 = 2：支部 ≥ 9）", "agrees"),
        ("每个（x 属于 社区 其中 保密 = 1：支部 ≥ 9）", "undecidable"),
        ("每个（x 属于 社区：党员 = 1321）", "agrees"),
        ("有的（x 属于 社区：支部 ≥ 9）", "differs"),
    ],
)
def test_an_answer(check: str, answer: str) -> None:
    assert verdict(check).answer == answer


@pytest.mark.parametrize(
    ("check", "missing"),
    [
        ("保密 = 3", ("保密",)),
        ("派生 + 1 > 0", ("保密",)),
        ("遮住 / 社区 = 3", ("遮住",)),
        ("资源 = 3", ("资源",)),
        ("资源 + 保密 > 1", ("资源", "保密")),
        ("每个（x 属于 社区：保密 > 1）", ("保密",)),
        ("社区 / （队数 - 275） > 1", ("÷0",)),
        ("社区 / 0 = 3", ("÷0",)),
        ("未知 = 3", ("?",)),
    ],
)
def test_what_is_missing_is_named(check: str, missing: tuple[str, ...]) -> None:
    found = verdict(check)
    assert found.answer == "undecidable"
    assert found.missing == missing


def test_figures_that_need_each_other_are_unknown_and_come_to_an_end() -> None:
    found = verdict("甲 = 1")
    assert found.answer == "undecidable"
    assert found.missing == ("甲",)


def test_the_numbers_of_a_difference_are_kept() -> None:
    found = verdict("网格 / 支部 = 3.2")
    assert found.answer == "differs"
    assert found.computed is not None
    assert found.computed.exact == Fraction(150, 48)
    assert found.printed is not None
    assert found.printed.number == Fraction("3.2")
    assert (found.step, found.operator) == (Fraction(1, 10), "=")
    turned = verdict("3.2 = 网格 / 支部")
    assert (turned.computed, turned.printed) == (found.computed, found.printed)
    both = verdict("网格 / 支部 = 社区 / 街道")
    assert both.printed is None


@pytest.mark.parametrize(
    ("check", "code"),
    [
        ("男 / 党员 = 67.8%", None),
        ("男 / 党员 = 67.7%", "GOV601"),
        ("队数 = 275", "GOV602"),
        ("保密 = 3", "GOV603"),
        ("钱 + 地 > 0", "GOV605"),
        ("钱 = 3公顷", "GOV605"),
        ("最大（钱，地） > 0", "GOV605"),
        ("每个（x 属于 社区：钱 > 地）", "GOV605"),
        ("3人 + 2户 > 0", "GOV605"),
        ("3人 = 3个岗", "GOV605"),
        ("3人 + 2个 = 5", None),
        ("3件 + 2处 = 5支", None),
        ("3人 × 2户 = 6户", None),
        (f"合计（{'，'.join('1' * 20_000)}） = 20000", "GOV606"),
        ("（" * 9 + "1" + (" + 1" * 60 + "）") * 9 + " = 541", "GOV606"),
    ],
)
def test_an_answer_is_one_finding_or_none(check: str, code: str | None) -> None:
    found = compiled(check)
    assert [d.code for d in found.diagnostics] == ([code] if code else [])
    assert all(d.span is not None and d.span.line == 16 for d in found.diagnostics)
    assert (found.model is None) == bool(found.errors)


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        ("钱 + 地 > 0", "一边是元，另一边是平方米", "yuan on one side, square_metres on the other"),
        ("钱 / 地 = 3元", "一边是元/平方米，另一边是元", "yuan/square_metres on one side"),
        ("3人 = 2户", "一边是人，另一边是户", "persons on one side, households on the other"),
        ("钱 = 3", "一边是元，另一边是不带单位的数", "a bare number on the other"),
    ],
)
def test_units_that_do_not_go_together_are_both_named(check: str, zh: str, en: str) -> None:
    (found,) = compiled(check).errors
    assert zh in render(found, "zh") and en in render(found, "en")


def test_several_formulas_for_one_figure_are_answered_one_by_one() -> None:
    text = DISTRICT.format(
        check="街道 + 社区 = 7；结果二：街道 + 社区 + 1 = 9；结果三：社区 + 1 = 7"
    )
    found = compile_text(text)
    assert [(d.code, str(d.args["name"])) for d in found.errors] == [("GOV601", "结果二")]


def doubtful(check: str) -> Compiled:
    return compile_text(
        "地区 甲\n数据 { 名额：10名 存疑 “也像十一” 另读 11名；余额：20名 }\n"
        f"核对 {{ 结果：{check} }}"
    )


@pytest.mark.parametrize(
    ("check", "first", "second"),
    [
        ("名额 = 10", "agrees", "differs"),
        ("名额 = 11", "differs", "agrees"),
        ("名额 < 20", "agrees", "agrees"),
        ("名额 > 20", "differs", "differs"),
        ("名额 * 2 = 20", "agrees", "differs"),
        ("余额 = 20", "agrees", None),
    ],
)
def test_a_doubtful_figure_is_checked_both_ways(check: str, first: str, second: str | None) -> None:
    model = doubtful(f"{check} 例外 GOV601 “照印”").model
    assert model is not None
    (found,) = verdicts(model)
    assert (found.answer, next(iter(found.others), None)) == (first, second)


def test_both_readings_agreeing_is_no_finding_and_the_first_one_counts() -> None:
    def codes(check: str) -> list[str]:
        return [d.code for d in doubtful(check).diagnostics if d.code != "GOV604"]

    assert codes("名额 < 20") == []
    assert codes("名额 = 10") == ["GOV602"]
    assert codes("名额 = 11") == ["GOV601"]


def test_a_doubt_without_another_reading_is_told_once() -> None:
    found = compile_text("地区 甲\n数据 { 名额：10名 存疑 “印得不清” }\n核对 { 结果：名额 = 10 }")
    assert [d.code for d in found.diagnostics] == ["GOV604"]


def figures(lines: list[str], check: str) -> list[str]:
    text = "地区 甲\n数据 {\n" + "\n".join(lines) + f"\n}}\n核对 {{ 结果：{check} }}"
    return [d.code for d in compile_text(text).diagnostics]


def test_figures_built_upon_each_other_are_worked_out_once() -> None:
    """Each line uses the one before twice; without memory that would be 2⁶⁰ steps."""
    lines = ["f0：1", *(f"f{n}：f{n - 1} + f{n - 1}" for n in range(1, 60))]
    assert figures(lines, f"f59 = {2**59}") == []


def test_figures_that_all_need_each_other_come_to_an_end() -> None:
    names = [f"f{n}" for n in range(12)]
    lines = [f"{name}：{' + '.join(n for n in names if n != name)}" for name in names]
    assert figures(lines, "f0 = 1") == ["GOV603"]


def test_a_long_chain_of_figures_is_refused_and_not_a_crash() -> None:
    lines = ["f0：1", *(f"f{n}：f{n - 1} + 1" for n in range(1, 2000))]
    assert figures(lines, "f1999 = 2000") == ["GOV606"]


def test_figures_that_grow_without_end_are_refused() -> None:
    lines = ["f0：" + "9" * 40, *(f"f{n}：f{n - 1} * f{n - 1}" for n in range(1, 60))]
    assert figures(lines, "f59 > 1") == ["GOV606"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (interval.point(Fraction(25, 8)), "3.125"),
        (interval.point(Fraction(-1, 3)), "-0.3333"),
        (Interval(Fraction(270), Fraction(280), open_high=True), "270 ≤ x < 280"),
        (Interval(Fraction(810), None), "≥ 810"),
        (Interval(None, Fraction(60), open_high=True), "< 60"),
        (interval.unknown("x"), "?"),
        (None, "?"),
    ],
)
def test_a_computed_figure_in_print(value: Interval | None, text: str) -> None:
    assert shown(value) == text


def test_a_long_fraction_is_rounded_to_four_decimals() -> None:
    assert plain(Fraction(2, 3)) == "0.6667"
    assert plain(Fraction(1, 8)) == "0.125"
    assert plain(Fraction("0.00005")) == "0.0001"
    assert plain(Fraction("-2.99999")) == "-3"
    assert plain(Fraction("-0.00001")) == "0"
    assert plain(Fraction(-5)) == "-5"


def test_checks_use_the_figures_of_the_day(tmp_path: Path) -> None:
    text = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：5个 自 2020-01-01 至 2023-01-01；数量：6个 自 2023-01-01 }
  核对 { 社区数：社区 = 6 }
}
"""
    path = tmp_path / "甲.gov"
    path.write_text(text, encoding="utf-8")
    assert not compile_path(path).errors
    assert not compile_path(path, as_of=date(2024, 1, 1)).errors
    assert [d.code for d in compile_path(path, as_of=date(2022, 12, 31)).errors] == ["GOV601"]
    assert [d.code for d in compile_path(path, as_of=date(2019, 1, 1)).diagnostics] == ["GOV603"]


def test_rules_use_the_figures_of_the_day(tmp_path: Path) -> None:
    text = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：5个 自 2020-01-01 至 2023-01-01；数量：6个 自 2023-01-01 }
  规则 社区够多 { 应满足：社区 ≥ 6 }
}
"""
    path = tmp_path / "甲.gov"
    path.write_text(text, encoding="utf-8")
    assert not compile_path(path).errors
    assert [d.code for d in compile_path(path, as_of=date(2022, 1, 1)).errors] == ["GOV610"]
