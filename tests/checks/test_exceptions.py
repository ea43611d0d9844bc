"""Severities and exceptions: what may be changed, stated once, and still be needed.

Texts enter, some of them with a base; which findings about `severity` and `except` come is asked.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import govkit
from govkit.checks.severities import FIXED, FOUND_ELSEWHERE, changeable
from govkit.diagnostics.catalogue import entries
from govkit.pipeline import compile_path, compile_text

ABOUT = {"GOV535", "GOV536", "GOV570", "GOV607"}


def told(text: str) -> list[str]:
    return [d.code for d in compile_text(text).diagnostics if d.code in ABOUT]


@pytest.mark.parametrize("code", ["GOV540", "GOV543", "GOV544", "GOV560", "GOV599"])
@pytest.mark.parametrize(
    "text", ["地区 甲\n提示级别：%s → 提示\n", "district A\nseverity: %s -> info\n"]
)
def test_a_code_that_no_check_finds_says_that_its_severity_stays(code: str, text: str) -> None:
    assert told(text % code) == ["GOV536"]


def test_what_may_be_changed_is_what_checks_find() -> None:
    """A code is found by a check where a check's module names it, in code or as its duty."""
    root = Path(govkit.__file__).parent
    named = {
        code
        for room in ("checks", "indicators", "cli")
        for file in (root / room).rglob("*.py")
        for code in re.findall(r"GOV\d{3}", file.read_text(encoding="utf-8"))
        if file.name != "severities.py"
    }
    for code in entries():
        assert not changeable(code) or code in named, code
    assert not FOUND_ELSEWHERE & FIXED


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("地区 甲\n提示级别：GOV504 → 错误，GOV504 → 提示\n", ["GOV570"]),
        ("district A\nseverity: GOV504 -> error, gov504 -> info\n", ["GOV570"]),
        ("地区 甲\n提示级别：GOV504 → 错误，GOV505 → 提示\n", []),
        ("地区 甲\n层级 村\n核对 { 数：村 = 9 例外 GOV602 “甲” 例外 GOV602 “乙” }\n", ["GOV570"]),
    ],
)
def test_a_code_stands_once(text: str, codes: list[str]) -> None:
    assert [code for code in told(text) if code != "GOV607"] == codes


CITY = """地区 市 {
层级 街道 { 数量：1 }
层级 村 { 上级：街道；数量：8 }
核对 { 村数：村 = 9 例外 GOV601 “原文如此” }
}
"""


def test_an_exception_of_the_base_that_the_text_settles_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "市.gov").write_text(CITY, encoding="utf-8")
    (tmp_path / "街.gov").write_text(
        "地区 街 { 上位文件：“市.gov”\n层级 村 { 数量：9 }\n}", encoding="utf-8"
    )
    codes = [d.code for d in compile_path(tmp_path / "街.gov").diagnostics]
    assert "GOV607" not in codes and "GOV601" not in codes
    assert "GOV607" not in [d.code for d in compile_path(tmp_path / "市.gov").diagnostics]
    settled = CITY.replace("数量：8", "数量：9")
    (tmp_path / "市.gov").write_text(settled, encoding="utf-8")
    assert "GOV607" in [d.code for d in compile_path(tmp_path / "市.gov").diagnostics]
    own = "地区 街 { 上位文件：“市.gov”\n核对 { 村数：村 = 9 例外 GOV601 “不用了” }\n}"
    (tmp_path / "街.gov").write_text(own, encoding="utf-8")
    assert "GOV607" in [d.code for d in compile_path(tmp_path / "街.gov").diagnostics]


COUNTS = """地区 甲 {{
层级 街道 {{ 数量：1 }}
层级 社区 {{ 上级：街道；数量：6 }}
岗位 书记 {{ 设于：社区；应有：1/社区；数量：{} }}
}}
"""


@pytest.mark.parametrize(
    ("counts", "stale"),
    [
        # needed on its own days, though today's value needs none
        ("5 至 2023-01-01 例外 GOV504 “当年少一个”；数量：6 自 2023-01-01", False),
        ("5 例外 GOV504 “当年少一个”；数量：6 自 2023-01-01", False),
        ("6 至 2023-01-01 例外 GOV504 “没有用”；数量：6 自 2023-01-01", True),
        ("6 例外 GOV504 “没有用”；数量：5 自 2023-01-01", True),
        ("6 例外 GOV504 “没有用”", True),
    ],
)
def test_an_exception_of_an_older_value_is_judged_on_its_days(counts: str, stale: bool) -> None:
    codes = [d.code for d in compile_text(COUNTS.format(counts)).diagnostics]
    assert ("GOV607" in codes) == stale
