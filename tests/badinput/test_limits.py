"""Texts that are too much of something: each is answered soon, and in one report where it fails.

No time is asserted: what these texts cost is kept small by limits, and a limit that is lost shows
as a test that hangs.
"""

from __future__ import annotations

import pytest

from govkit.pipeline import Compiled, compile_text
from govkit.resolve.texts.files import MOST_BYTES
from tests.drawn import of_the_day

from .conftest import errors, framed

DEEP = 10_000
WIDE = 100_000
LONG = 1_000_000


def nested(opening: str, closing: str, depth: int = DEEP, core: str = "1") -> str:
    """`core` inside `depth` pairs."""
    return opening * depth + core + closing * depth


def chain(length: int, rule: str) -> str:
    """Figures that lean on one another, and a check of the last one."""
    lines = "\n".join(rule.format(n, n - 1) for n in range(1, length))
    return framed(f"数据 {{ 甲0：2\n{lines}\n}}\n核对 {{ 末：甲{length - 1} ≥ 1 }}")


REFUSED: dict[str, tuple[str, set[str]]] = {
    "blocks": (framed(nested("层级 乙 { ", "}", core="")), {"GOV131"}),
    "blocks, full width": (framed(nested("层级 乙 ｛ ", "｝", core="")), {"GOV131"}),
    "blocks on lines": (framed(nested("层级 乙 {\n", "}\n", core="")), {"GOV131"}),
    "blocks left open": (framed("层级 乙 { " * DEEP), {"GOV131"}),
    "bare braces": (framed(nested("{", "}", core="")), {"GOV131"}),
    "bare braces left open": (framed("{" * DEEP), {"GOV131"}),
    "brackets": (framed(f"数据 {{ 数：{nested('(', ')')} }}"), {"GOV131", "GOV301"}),
    "brackets, full width": (framed(f"数据 {{ 数：{nested('（', '）')} }}"), {"GOV131", "GOV301"}),
    "brackets in a check": (framed(f"核对 {{ 数：{nested('（', '）')} = 1 }}"), {"GOV131"}),
    "brackets left open": (framed(f"数据 {{ 数：{'（' * DEEP} }}"), {"GOV114"}),
    "brackets that close nothing": (framed(f"数据 {{ 数：{'）' * DEEP} }}"), {"GOV113"}),
    "calls": (framed(f"核对 {{ 数：{nested('sum(', ')')} = 1 }}"), {"GOV131"}),
    "each": (
        framed(f"核对 {{ 数：{nested('每个（x 属于 社区：', '）', core='1 = 1')} }}"),
        {"GOV131"}),
    "braces in a value": (
        framed(f"清单 单 {{ 内容：{nested('{', '}', core='乙')} }}"), {"GOV131", "GOV313"}),
    "braces in a value, full width": (
        framed(f"清单 单 {{ 内容：{nested('｛', '｝', core='乙')} }}"), {"GOV131", "GOV313"}),
    "signs": (framed(f"数据 {{ 数：{'- ' * DEEP}1 }}"), {"GOV109"}),
    "comparisons": (framed(f"数据 {{ 数：{'≥ ' * DEEP}1 }}"), {"GOV109"}),
    "quotes": (framed(f"数据 {{ 数：{nested('“', '”')} }}"), {"GOV103"}),
    "quotes left open": (framed(f"数据 {{ 数：{'“' * DEEP} }}"), {"GOV103"}),
    "commas": (framed(f"清单 单 {{ 内容：{'、' * WIDE} }}"), {"GOV109"}),
    "backticks": (framed("`" * (WIDE + 1)), {"GOV112", "GOV109"}),
    "name marks": (framed("《" * WIDE), {"GOV112"}),
    "colons": (framed("甲" + "：" * WIDE), {"GOV108"}),
    "digits": (framed(f"数据 {{ 数：{'9' * LONG} }}"), {"GOV303"}),
    "digits behind the point": (framed(f"数据 {{ 数：0.{'9' * LONG} }}"), {"GOV303"}),
    "digits under a line": (framed(f"数据 {{ 数：1/{'9' * WIDE} }}"), {"GOV303"}),
    "digits in groups": (framed(f"数据 {{ 数：1{',111' * WIDE} }}"), {"GOV303"}),
    "ten thousands": (framed(f"数据 {{ 数：1{'万' * WIDE} }}"), {"GOV303"}),
    "dashes": (framed(f"数据 {{ 数：1{'-1' * WIDE} }}"), {"GOV303"}),
    "operands": (framed(f"核对 {{ 和：{' + '.join(['1'] * WIDE)} = 100000 }}"), {"GOV130"}),
    "operands of a figure": (framed(f"数据 {{ 和：{' + '.join(['1'] * WIDE)} }}"), {"GOV130"}),
    "conditions": (framed(f"核对 {{ 都：{' 且 '.join(['1 = 1'] * WIDE)} }}"), {"GOV130"}),
    "big factors": (framed(f"核对 {{ 积：{'*'.join(['9' * 30] * DEEP)} = 1 }}"), {"GOV130"}),
    "rates": (framed(f"制度 走访 {{ 频次：3次{'/社区' * DEEP} }}"), {"GOV315"}),
    "a kind": (framed(f"{'乙' * LONG} 丙 {{ 设于：社区 }}"), {"GOV201"}),
    "a field": (framed(f"岗位 乙 {{ {'丙' * LONG}：社区 }}"), {"GOV202"}),
    "an unknown name": (framed(f"岗位 乙 {{ 设于：{'丙' * LONG} }}"), {"GOV401"}),
    "a unit": (framed(f"数据 {{ 数：6{'甲' * LONG} }}"), {"GOV301", "GOV302"}),
    "a path": (framed(f"岗位 乙{'·丙' * DEEP} {{ 设于：社区 }}"), {"GOV408"}),
    "units of a level": (framed("层级 网格 { 上级：社区；数量：1000000000000 }"), {"GOV502"}),
    "units, all looked at": (
        framed("层级 网格 { 上级：社区；数量：1万亿个 }\n核对 { 都：每个（x 属于 网格：x ≥ 1） }"),
        {"GOV502", "GOV311"}),
    "a circle of superiors": (
        framed("\n".join(f"层级 级{n} {{ 上级：级{(n + 1) % 50} }}" for n in range(50))),
        {"GOV501"}),
    "its own superior": (framed("层级 乙 { 上级：乙 }"), {"GOV501"}),
    "blank lines before a mistake": (
        framed("\n" * WIDE + "岗位 乙 { 设于：社区 社区 }"),
        {"GOV109"}),
    "blank lines behind a mistake": (
        framed("岗位 乙 { 设于：社区 社区 }" + "\n" * WIDE),
        {"GOV109"}),
    "remarks before a mistake": (
        framed("# 说\n" * WIDE + "岗位 乙 { 设于：社区 社区 }"),
        {"GOV109"}),
    "remarks inside a mistake": (
        framed("岗位 乙 { 设于：社区、\n" + "# 说\n" * WIDE + "社区 社区 }"), {"GOV109"}),
    "blanks inside a mistake": (framed("岗位 乙 { 设于：社区" + " " * WIDE + "社区 }"), {"GOV109"}),
    "a long list with a mistake": (
        framed("清单 单 { 内容：" + "、\n".join(f"项{n}" for n in range(20_000)) + " 丙 }"),
        {"GOV109"}),
}  # fmt: skip

HOLDS: dict[str, str] = {
    "a list": framed(f"清单 单 {{ 内容：{'、'.join(f'项{n}' for n in range(WIDE))} }}"),
    "a list of the same": framed(f"清单 单 {{ 内容：{'、'.join(['一'] * WIDE)} }}"),
    "a list on lines":
        framed("清单 单 { 内容：" + "、\n".join(f"项{n}" for n in range(20_000)) + " }"),
    "posts": framed("\n".join(f"岗位 职{n} {{ 设于：社区 }}" for n in range(5_000))),
    "semicolons": framed(";" * LONG),
    "line breaks": framed("\n" * LONG),
    "remarks": framed("# 说明\n" * WIDE),
    "a remark": framed("#" * LONG),
    "a text": framed(f"岗位 乙 {{ 设于：社区；说明：“{'字' * LONG}” }}"),
    "levels": framed("层级 级0 { 数量：1 }\n" + "\n".join(
        f"层级 级{n} {{ 上级：级{n - 1}；数量：2 }}" for n in range(1, 300))),
    "a link of figures": chain(40, "甲{0}：甲{1} + 1"),
}  # fmt: skip


@pytest.mark.parametrize("case", of_the_day("refused", REFUSED, 3))
def test_too_much_is_one_report(case: str) -> None:
    text, codes = REFUSED[case]
    compiled = compile_text(text)
    assert compiled.model is None
    found = errors(compiled)
    assert len(found) == 1 and found[0] in codes, found[:5]


@pytest.mark.parametrize("case", of_the_day("holds", HOLDS, 3))
def test_much_that_is_allowed_holds(case: str) -> None:
    compiled = compile_text(HOLDS[case])
    assert errors(compiled) == []
    assert compiled.model is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n".join(["岗位 职 { 设于：社区 }"] * 2_000), "GOV406"),
        ("\n".join(f"岗位 职{n} {{ 设于：无此{n} }}" for n in range(2_000)), "GOV401"),
        ("\n".join(f"岗位 职{n} {{ 设于：社区 社区 }}" for n in range(2_000)), "GOV109"),
        ("\n".join("说明：“没有合上" for _ in range(2_000)), "GOV103"),
    ],
)
def test_many_mistakes_are_many_reports(text: str, code: str) -> None:
    found = errors(compile_text(framed(text)))
    assert set(found) == {code}
    assert len(found) == 1_999 + (code != "GOV406")


def test_names_that_are_nearly_known_are_answered_soon() -> None:
    """Each of many misspelt names is held against many names that look like it."""
    line = "岗位 职务名称第{0}号 {{ 设于：社区；上级：职务各称第{0}号 }}"
    text = framed("\n".join(line.format(n) for n in range(200)))
    assert set(errors(compile_text(text))) == {"GOV401"}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (chain(3_000, "甲{0}：甲{1} + 1"), False),
        (chain(60, "甲{0}：甲{1} + 甲{1}"), True),
        (chain(60, "甲{0}：甲{1} * 甲{1}"), False),
        (framed("数据 { 甲：乙 + 1；乙：甲 + 1 }\n核对 { 丙：甲 ≥ 乙 }"), False),
        (framed("核对 { 丙：丙 ≥ 1 }"), False),
    ],
    ids=["long", "doubled", "squared", "circle", "itself"],
)
def test_figures_that_lean_on_one_another(text: str, holds: bool) -> None:
    compiled = compile_text(text)
    found = [*errors(compiled), *(d.code for d in compiled.diagnostics)]
    assert found or holds, "nothing is said about a check that was not worked out"


def test_groups_inside_groups() -> None:
    """A formula keeps what stands in its braces as words, so depth costs nothing there."""
    text = framed(f"队伍 红 {{ 设于：社区；公式：{nested('2 {', '}', core='乙')} }}")
    compiled = compile_text(text)
    assert errors(compiled) in ([], ["GOV131"])
    if compiled.model is not None:
        assert type(compiled.model).model_validate_json(compiled.model.model_dump_json())


def test_a_name_of_a_million_characters() -> None:
    """It may be refused or held; what is said about it stays short either way."""
    name = "乙" * LONG
    assert errors(compile_text(framed(f"岗位 {name} {{ 设于：社区 }}"))) in ([], ["GOV412"])
    twice = f"岗位 「{name}」 {{ 设于：社区 }}\n岗位 「{name}」 {{ 设于：社区 }}"
    assert errors(compile_text(framed(twice)))


# ── places of a missing mark ──
def opened(depth: int, closing: int) -> str:
    """Matters inside matters, one to a line, with only some of the braces closed."""
    lines = [f"{'  ' * n}事项 题{n} {{" for n in range(depth)]
    ends = [f"{'  ' * n}}}" for n in range(depth - 1, depth - 1 - closing, -1)]
    return "govkit 1\n地区 甲 {\n" + "\n".join(lines + ends) + "\n"


@pytest.mark.parametrize("depth", range(1, 31))
def test_a_brace_is_missing_at_every_depth(depth: int) -> None:
    text = opened(depth, depth)
    compiled = compile_text(text)
    assert "GOV101" in errors(compiled)
    assert errors(compile_text(text + "}\n")) == []


@pytest.mark.parametrize("lost", range(29))
def test_a_brace_lost_in_the_middle_is_found_by_its_indent(lost: int) -> None:
    lines = [f"  岗位 职{n} {{\n    设于：社区\n  }}" for n in range(30)]
    lines[lost] = lines[lost].removesuffix("\n  }")
    text = "govkit 1\n地区 甲 {\n  层级 社区 { 数量：6个 }\n" + "\n".join(lines) + "\n}\n"
    compiled = compile_text(text)
    assert errors(compiled) == ["GOV101"]
    assert compiled.errors[0].span is not None
    assert compiled.errors[0].span.line == 4 + 3 * lost


@pytest.mark.parametrize("opening", ['"', "“", "”", "＂", "「", "《", "`"])
@pytest.mark.parametrize("place", ["title", "note", "name", "quotation"])
def test_a_quotation_mark_is_left_open(opening: str, place: str) -> None:
    lines = {
        "title": f"岗位 站长 {opening}站长同志 {{ 设于：社区 }}",
        "note": f"岗位 站长 {{ 设于：社区；说明：{opening}管一个站 }}",
        "name": f"岗位 {opening}站长 {{ 设于：社区 }}",
        "quotation": f"岗位 站长 {{ 设于：社区 据 求索 {opening}设站长一名 }}",
    }
    compiled = compile_text(framed(lines[place]))
    found = errors(compiled)
    assert found and set(found) <= {"GOV103", "GOV112", "GOV101", "GOV109"}, found
    assert compiled.errors[0].span is not None
    assert compiled.errors[0].span.line == 7


def valid_text(size: int) -> str:
    """A model that holds, of nearly `size` bytes."""
    note = "说明：“" + "网格员每日走访，做到底数清、情况明。" * 60 + "”"
    posts: list[str] = []
    used = len(framed("").encode())
    while used < size - 4_000:
        posts.append(f"岗位 网格员{len(posts)} {{ 设于：社区；数量：2名；{note} }}")
        used += len(posts[-1].encode()) + 1
    return framed("\n".join(posts))


def compiled_valid(size: int) -> Compiled:
    """What becomes of it."""
    text = valid_text(size)
    assert size - 8_000 < len(text.encode()) <= size
    return compile_text(text)


@pytest.mark.parametrize("size", [100_000, MOST_BYTES - 100_000])
def test_a_big_text_that_holds_is_read(size: int) -> None:
    compiled = compiled_valid(size)
    assert errors(compiled) == []
    assert compiled.model is not None and len(compiled.model.posts) > size // 4_000


# ── slips of an input method ──
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("数据 { 数：6据求索 }", "GOV304"),
        ("数据 { 数：3自2019-07-01 }", "GOV304"),
        ("制度 走访 { 频次：3次、月 }", "GOV312"),
        ("制度 走访 { 责任人：社区。书记 }", "GOV115"),
        ("数据 { 数：《40万元 }", "GOV110"),
        ("数据 { 数：〈40万元 }", "GOV110"),
        ("数据 { 数：》40万元 }", "GOV110"),
        ("数据 { 甲——乙：3 }", "GOV111"),
        ("数据 { 数：三次/周 }", ""),
        ("数据 { 数：１２．５ }", ""),
        ("数据 { 数：５０％ }", ""),
        ("数据 { 数：40万元以下 }", ""),
        ("数据 { 数：3个 自 2019年7月1日 }", ""),
        ("数据 { 数：１０：３０ }", "GOV301"),
        ("数据 { 数：2019年7月1日 }", "GOV301"),
        ("数据 { 数：约1000人 }", ""),
        ("岗位 乙 ｛ 设于：社区 ｝", ""),
        ("岗位 乙 { 设于: 社区 }", ""),
        ("岗位 乙 { 设于：社区；数量：2名。 }", ""),
        ("岗位 乙 { 设于：社区 } ；", ""),
        ("岗位　乙　{　设于：社区　}", ""),
        ("岗位 乙 ”站长“ { 设于：社区 }", ""),
        ("体系 链条 { 链：社区 －＞ 街道 }", ""),
    ],
)
def test_slips_of_an_input_method(line: str, code: str) -> None:
    compiled = compile_text(framed(line))
    found = errors(compiled)
    assert found == ([code] if code else [])
    if code:
        assert compiled.errors[0].span is not None and compiled.errors[0].span.line == 7


@pytest.mark.parametrize("character", list("￥…·！？；，。、：～"))
def test_a_mark_too_many_is_answered_in_its_line(character: str) -> None:
    for line in (
        f"岗位 乙{character} {{ 设于：社区 }}",
        f"岗位 乙 {{ 设于：社区{character} }}",
        f"岗位 乙 {{ {character}设于：社区 }}",
        f"岗位 乙 {{ 数量：2{character}名；设于：社区 }}",
    ):
        compiled = compile_text(framed(line))
        for code, diagnostic in zip(errors(compiled), compiled.errors, strict=True):
            assert diagnostic.span is not None, code
            assert diagnostic.span.line in (7, 8), (line, code)


@pytest.mark.parametrize("line", [
    "事项 乙 { 时限：99999999999天 }", "事项 乙 { 时限：201年 }", "事项 乙 { 时限：≤80000工作日 }",
    "制度 乙 { 责任人：甲；频次：1次/月；间隔：3..99999999999999999999999工作小时 }",
    "岗位 乙 { 设于：社区；任期：99999999999个月 }",
])  # fmt: skip
def test_a_time_that_no_calendar_reaches_is_refused_at_check(line: str) -> None:
    compiled = compile_text(framed(line))
    assert "GOV457" in errors(compiled)
    assert {d.span.line for d in compiled.errors if d.span and d.code == "GOV457"} == {7}


def test_two_hundred_years_are_a_time() -> None:
    assert errors(compile_text(framed("岗位 乙 { 设于：社区；任期：200年 }"))) == []


@pytest.mark.parametrize("line", ["govkit １", "govkit １。", "govkit　1", "govkit １；"])
def test_the_version_is_read_in_either_width(line: str) -> None:
    found = compile_text(f"{line}\n地区 甲 {{ }}\n")
    assert [d.code for d in found.diagnostics] == []
