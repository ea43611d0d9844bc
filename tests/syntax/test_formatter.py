"""The one style: what stays, what is tidied, and that the meaning survives any mess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Token

from govkit.diagnostics.width import width
from govkit.syntax.formatter import format_text
from govkit.syntax.formatter.lexemes import Lexeme, cut
from govkit.syntax.nodes import Node
from govkit.syntax.parser import parser

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.gov"))
SAME_SIGN = {
    ">=": "≥", "≧": "≥", "⩾": "≥", "<=": "≤", "≦": "≤", "⩽": "≤", "!=": "≠", "==": "=", "*": "×",
    "÷": "/", "﹤": "<", "﹥": ">",
}  # fmt: skip
SAMPLE = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def meaning(part: object) -> object:
    """A tree without places, quotation marks and widths: what two equal texts have in common."""
    if isinstance(part, Token):
        if part.type == "STRING":
            return ("text", part[1:-1])
        if part.type in ("NAME", "CALL"):
            return str(part)
        narrow = unicodedata.normalize("NFKC", part).replace("−", "-")
        return SAME_SIGN.get(str(part), SAME_SIGN.get(narrow, "".join(narrow.split())))
    if isinstance(part, Node):
        slots = [s for s in type(part).__slots__ if s not in ("start", "end")]
        return (type(part).__name__, *(meaning(getattr(part, slot)) for slot in slots))
    return [meaning(inner) for inner in part] if isinstance(part, list | tuple) else part


def tree(text: str) -> object:
    return meaning(parser().parse(text, start="start"))


def comments(text: str) -> list[str]:
    lexemes = cut(text)[1]
    return [lexeme.text for lexeme in lexemes if lexeme.kind in ("comment", "remark")]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 3


@SAMPLE
def test_meaning_and_comments_survive(path: Path) -> None:
    text = read(path)
    new = format_text(text)
    assert new != text
    assert tree(new) == tree(text)
    assert comments(new) == comments(text)


@SAMPLE
def test_formatting_twice_changes_nothing(path: Path) -> None:
    once = format_text(read(path))
    assert format_text(once) == once


@SAMPLE
def test_no_line_has_trailing_blanks_tabs_or_a_second_blank_line(path: Path) -> None:
    new = format_text(read(path))
    assert new.endswith("\n") and not new.endswith("\n\n")
    assert re.search(r"[ \t\u3000]\n|\t|\n\n\n|\r|\ufeff", new) is None


@SAMPLE
def test_only_a_single_statement_may_be_wider_than_the_page(path: Path) -> None:
    for line in format_text(read(path)).splitlines():
        kinds = [lexeme.kind for lexeme in cut_line(line)]
        assert width(line) <= 100 or "semicolon" not in kinds


def cut_line(line: str) -> list[Lexeme]:
    """The marks of a line outside quotation marks and comments, roughly."""
    bare = re.sub(r"“[^”]*”|\"[^\"]*\"|#.*", "x", line)
    return [Lexeme("semicolon", c, 0, 0) for c in bare if c in ";；"]


TIDIED = [
    # one line each: widths, blanks, marks
    ("层级 社区｛数量：６个　；上级：街道｝", "层级 社区 { 数量：6个；上级：街道 }"),
    ("层级  社区{ }", "层级 社区 { }"),
    ("层级 社区 {\n\n}", "层级 社区 { }"),
    ("层级 社区\n\n{\n上级:街道}", "层级 社区 {\n  上级：街道\n}"),
    ("说明:\"他说‘好’\"", "说明：“他说‘好’”"),
    ("说明：\"一张“网”\"", "说明：\"一张“网”\""),
    ("说明：”反了“", "说明：“反了”"),
    ("岗位 书记 { 数量：> = 3人 }", "岗位 书记 { 数量：> = 3人 }"),  # does not parse
    ("岗位 书记 { 数量：>= 3人 }", "岗位 书记 { 数量：≥3人 }"),
    ("岗位 书记 { 应有：1 ／ 社区 }", "岗位 书记 { 应有：1/社区 }"),
    ("核对 { 每：网格/社区＝２５ }", "核对 { 每：网格 / 社区 = 25 }"),
    ("核对 { 甲：a*b-－1 }", "核对 { 甲：a × b - -1 }"),
    ("体系 链 { 链：甲->乙⇒丙 共3级 }", "体系 链 { 链：甲 → 乙 → 丙 共3级 }"),
    ("推演 { 构成：甲→20%、乙→80% }", "推演 { 构成：甲 → 20%，乙 → 80% }"),
    ("队伍 队 { 公式：1 长＋N员+3｛甲,乙｝ }", "队伍 队 { 公式：1 长 + N 员 + 3 {甲、乙} }"),
    ("清单 权 { 内容：甲 , 乙，丙 等９项 }", "清单 权 { 内容：甲、乙、丙 等9项 }"),
    ("事项 事 { 主责：全部（甲，乙 等 ） }", "事项 事 { 主责：全部(甲、乙 等 ) }"),
    ("数据 { 甲：约１３万人；乙：1，485个 }", "数据 { 甲：约13万人；乙：1,485个 }"),
    ("机构 镇（街道）中心 { 设于：片 }", "机构 镇（街道）中心 { 设于：片 }"),
    ("层级 《当；据》 { 上级：`a，b` }", "层级 《当；据》 { 上级：`a，b` }"),
    ("level Quay{count:6 pieces;parent:Street}", "level Quay { count: 6 pieces; parent: Street }"),
    ("level Quay { note:“fine” }", 'level Quay { note: "fine" }'),
    ('level Quay { note:“a "b"” }', 'level Quay { note: “a "b"” }'),
    ("甲：1 # 一\n# 二\n\n\n\n# 三\n乙：2", "甲：1 # 一\n# 二\n\n# 三\n乙：2"),
    ("层级 甲 { 数量：1 } 层级 乙 { 数量：2 }", "层级 甲 { 数量：1 }；层级 乙 { 数量：2 }"),
    ("\ufeff甲：1\r\n\t乙：2  \r\n", "甲：1\n乙：2"),
    ("甲：一\n  、二", "甲：一、\n    二"),
    ("甲：一 # 头\n  、二 # 尾", "甲：一、 # 头\n    二 # 尾"),
    ("层级 甲 # 头\n# 中\n{ # 里\n数量：1\n} # 尾",
     "层级 甲 { # 头\n  # 中\n  # 里\n  数量：1\n} # 尾"),
    ("核对 { 甲：每个（x 属于 y：x＞1） }", "核对 { 甲：每个(x 属于 y：x > 1) }"),
    ("核对 { 甲：每个（x 属于 y 其中 x=3： 20<x） }",
     "核对 { 甲：每个(x 属于 y 其中 x = 3： 20 < x) }"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tidy"), TIDIED)
def test_tidied(text: str, tidy: str) -> None:
    assert format_text(text).rstrip("\n") == tidy


def test_a_block_on_one_line_stays_there_only_while_it_fits() -> None:
    fields = ["甲：" + "长" * 20, "乙：" + "长" * 20]
    fits = "数据 { " + "；".join(fields) + " }\n"
    assert width(fits.strip()) <= 100
    assert format_text(fits) == fits
    wide = "数据 { " + "；".join([*fields, "丙：1"]) + " }\n"
    assert width(wide.strip()) > 100
    assert format_text(wide) == "数据 {\n  " + "；".join([*fields, "丙：1"]) + "\n}\n"


def test_a_line_of_statements_that_is_too_wide_becomes_one_statement_a_line() -> None:
    fields = [f"{name}：" + "长" * 30 for name in "甲乙"]
    assert format_text("；".join(fields)) == "\n".join(fields) + "\n"


@pytest.mark.parametrize(
    "text", ["层级 社区 {", "：：", "层级 社区 { 上级：}  \n", "", "# 只有说明"]
)
def test_what_does_not_parse_or_is_empty_is_not_harmed(text: str) -> None:
    new = format_text(text)
    assert new in (text, text + "\n")


def test_deep_nesting_is_left_alone() -> None:
    text = "层级 甲 {" * 300 + "}" * 300
    assert format_text(text) == text


def test_official_spelling_is_shortened_only_on_demand() -> None:
    text = "队伍 队 { 人数：不少于3人 }\n"
    assert format_text(text) == text
    assert format_text(text, short=True) == "队伍 队 { 人数：≥3人 }\n"


def test_a_short_figure_keeps_the_word_of_its_unit() -> None:
    text = "岗位 书记 { 数量：490余名；应有：≥1名/社区 }\n"
    assert format_text(text, short=True) == text


BLANKS = [" ", "  ", "\u3000", "\t"]
WIDE = {
    "colon": ":：", "comma": ",，、", "opening": "{｛", "group": "{｛", "closing": "}｝",
    "group_end": "}｝", "left": "(（", "right": ")）", "arrow": "→⇒",
}  # fmt: skip
FOLDS = frozenset({"comma", "arrow", "opening", "group"})


def messy(path: Path, dice: Random) -> str:
    """A sample typed by somebody with other widths, blanks, line breaks and more comments."""
    lexemes = cut(read(path))[1]
    parts: list[str] = []
    for number, lexeme in enumerate(lexemes):
        if lexeme.kind in ("newline", "wrap"):
            parts.append("\n" * dice.randint(1, 3))
            continue
        parts += [dice.choice(BLANKS), dice.choice(WIDE.get(lexeme.kind, [lexeme.text]))]
        if lexeme.kind in FOLDS and dice.random() < 0.1:
            parts.append(dice.choice([f" # 插入的说明{number}\n", "\n\n"]))
        elif lexeme.kind not in ("comment", "remark", "CALL"):
            parts.append(" " if lexeme.kind == "OF" else dice.choice(BLANKS))
    text = "".join(parts)
    return re.sub(r"(\w)[ \t\u3000]+([(（])", _touching(lexemes), text)


def _touching(lexemes: list[Lexeme]) -> Callable[[re.Match[str]], str]:
    calls = {lexeme.text for lexeme in lexemes if lexeme.kind == "CALL"}
    longest = max(map(len, calls), default=0)

    def join(found: re.Match[str]) -> str:
        before = found.string[max(0, found.start() + 1 - longest) : found.start() + 1]
        return found[1] + found[2] if any(before.endswith(c) for c in calls) else found[0]

    return join


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32))
def test_any_mess_is_tidied_without_a_change_of_meaning(path: Path, seed: int) -> None:
    text = messy(path, Random(seed))
    before = tree(text)
    new = format_text(text)
    assert tree(new) == before
    assert comments(new) == comments(text)
    assert format_text(new) == new
    assert re.search(r"[ \t\u3000]\n|\t|\n\n\n", new) is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='层级社区 上级：:{}；;\n、,“”"#→1-N（)x=≥', max_size=60))
def test_any_text_is_taken_and_settles(text: str) -> None:
    once = format_text(text)
    assert format_text(once) == once


VALUES = [
    "甲", "甲、乙", "3", "≥3人", "不少于 网格", "-5", "5 工作日", "1 长 + N 员", "3 {甲、乙}",
    "≥3 {甲，乙 共2项}", "甲/乙", "1/社区", "(甲、乙) → 丙，其余→{丁，戊}", "2/3 of 甲",
    "合计（甲，3）", "每个（x 属于 甲：x>1）", "“文”", "?", "**", "2026-03-02 10：30",
    "甲→乙→丙", "a-b", "a - b", "3-5", "3 - 5", "1、 485 → 3，485 → 4", "甲 等9类",
    "全部(甲 等 )", "未知", "三次/周", "四十万元", "40万元以下", "- 3", "甲 = ≥3", "2 / 3",
    "2026 / 3 / 2", "甲 + (乙 × 3)", "{甲}→乙", "上午9:30",
]  # fmt: skip
CLAUSES = [
    "", "当 甲 > 3", "据 办法·一 “引”", "自 2017年", "假设 “x”", "拟定", "存疑 “y” 另读 4人",
    "例外 G1", "应当", "概率 70%", "当 甲 且 乙 或 非(丙)", "当 （甲）",
]  # fmt: skip
FIELDS = st.builds(
    "{}{}{} {}".format,
    st.sampled_from(["数量", "频次", "应有", "链", "遇", "公式", "when", "count", "甲", "第天3"]),
    st.sampled_from(["：", ":", " : "]),
    st.sampled_from(VALUES),
    st.sampled_from(CLAUSES),
)


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda kind, clause, joint, parts: f"{kind} 甲 {clause} ｛{joint.join(parts)}\n}}",
        st.sampled_from(["层级", "岗位", "制度", "核对", "数据", "级", "推演", "level", "checks"]),
        st.sampled_from(CLAUSES),
        st.sampled_from(["；", "\n", "; # 说明\n"]),
        st.lists(inner, max_size=3),
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(FIELDS, _blocks, max_leaves=6), st.sampled_from([None, "zh", "en"]))
def test_all_forms_together(text: str, lang: Literal["zh", "en"] | None) -> None:
    before = tree(text)
    once = format_text(text, lang)
    assert once != text
    assert format_text(once, lang) == once
    if lang is None:
        assert tree(once) == before
    else:
        first, other = format_text(once, "zh"), format_text(once, "en")
        assert tree(format_text(other, "zh")) == tree(format_text(format_text(first, "en"), "zh"))
