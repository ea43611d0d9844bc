"""Texts with figures as people type them, made from a seed: one field each, of either tongue.

A seed enters, a text leaves; whether it compiles is for the test to see. The figure fits its field
most of the time, then slips change how it is typed: blanks, widths, marks, remarks, line breaks.
"""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

from tests.syntax.figure_spellings import (
    DAYS,
    MOMENTS,
    OFFICES,
    OFTEN,
    SEASONS,
    Maker,
    Tongue,
    amount,
    arrows,
    calculation,
    check,
    either,
    exactly,
    formula,
    one_of,
    parts_of_all,
    rate,
    service,
    share,
    some_of,
    span,
    words,
)

# What a field may speak of; a text declares what it names, and what that stands on.
CHINESE = {
    "户头": "单位 户头 { 说明：“x” }",
    "村": "层级 村 { 数量：3个 }",
    "楼": "层级 楼 { 上级：村；数量：9个 }",
    "员": "岗位 员 { 设于：村；数量：3名 }",
    "金额": "要素 金额 { 单位：元 }",
    "小事": "要素 大小 { 取值：小事、大事 }",
    "事": "事项 事 { }",
}
ENGLISH = {
    "headset": 'unit headset { note: "x" }',
    "hamlet": "level hamlet { count: 3 pieces }",
    "tower": "level tower { parent: hamlet; count: 9 pieces }",
    "clerk": "post clerk { at: hamlet; count: 3 persons }",
    "price": "attribute price { unit: yuan }",
    "small": "attribute weight { values: small, large }",
    "errand": "matter errand { }",
}


def _text(head: str, declared: dict[str, str], lines: list[str]) -> str:
    return (
        f"govkit 1\n{head} {{\n" + "".join(f"  {x}\n" for x in (*declared.values(), *lines)) + "}\n"
    )


def _base(head: str, declared: dict[str, str]) -> str:
    """A text that declares everything, with a place for one more line: `BASE.format(line)`."""
    doubled = _text(head, declared, ["<>"]).replace("{", "{{").replace("}", "}}")
    return doubled.replace("<>", "{0}")


HEADS: dict[Tongue, str] = {"zh": "地区 甲 拟定", "en": "district Alpha proposed"}
BASE, ENGLISH_BASE = _base(HEADS["zh"], CHINESE), _base(HEADS["en"], ENGLISH)


class Sort(NamedTuple):
    """A sort of field: its statement in each tongue, and what its figure is made by."""

    name: str
    zh: str
    en: str
    make: Maker


_SIZES = either(amount("count"), span("count"))
_TIMES = either(amount("time"), exactly("time"), span("time"))
_SPELT = either(one_of(OFTEN), one_of(OFTEN), rate("count"))
SORTS = (
    Sort(
        "count",
        "层级 田 { 上级：村；数量：%s }",
        "level field { parent: hamlet; count: %s }",
        _SIZES,
    ),
    Sort(
        "size",
        "层级 田 { 上级：村；规模：%s }",
        "level field { parent: hamlet; size: %s }",
        either(_SIZES, rate("count"), calculation),
    ),
    Sort(
        "words",
        "层级 田 { 上级：村；职能：%s }",
        "level field { parent: hamlet; functions: %s }",
        words,
    ),
    Sort("limit", "事项 乙 { 时限：%s }", "matter beta { limit: %s }", _TIMES),
    Sort(
        "condition",
        "事项 乙 { 时限：3天 当 金额 ≥ %s；时限：5天 }",
        "matter beta { limit: 3 days when price >= %s; limit: 5 days }",
        exactly("money"),
    ),
    Sort(
        "quota",
        "岗位 丁 { 设于：村；应有：%s }",
        "post delta { at: hamlet; quota: %s }",
        rate("count"),
    ),
    Sort("term", "岗位 丁 { 设于：村；任期：%s }", "post delta { at: hamlet; term: %s }", _TIMES),
    Sort(
        "line",
        "数据 { 数：%s }",
        "figures { number: %s }",
        either(_SIZES, amount("money"), amount("time"), amount("share")),
    ),
    Sort("line rate", "数据 { 数：%s }", "figures { number: %s }", rate("count")),
    Sort("line worked out", "数据 { 数：%s }", "figures { number: %s }", calculation),
    Sort(
        "doubt",
        "数据 { 数：5 存疑 “x” 另读 %s }",
        'figures { number: 5 doubt "x" or_read %s }',
        either(_SIZES, amount("share"), calculation),
    ),
    Sort(
        "quorum",
        "会议 会 { 召集：村；出席：%s }",
        "meeting council { convener: hamlet; quorum: %s }",
        share,
    ),
    Sort(
        "majority",
        "会议 会 { 召集：村；通过：%s }",
        "meeting council { convener: hamlet; pass: %s }",
        share,
    ),
    Sort(
        "meeting cadence",
        "会议 会 { 召集：村；频次：%s }",
        "meeting council { convener: hamlet; cadence: %s }",
        _SPELT,
    ),
    Sort(
        "duty cadence",
        "制度 制 { 责任人：员；频次：%s }",
        "duty rounds { who: clerk; cadence: %s }",
        _SPELT,
    ),
    Sort("gap", "制度 制 { 责任人：员；间隔：%s }", "duty rounds { who: clerk; gap: %s }", _TIMES),
    Sort(
        "season",
        "制度 制 { 责任人：员；时段：%s }",
        "duty rounds { who: clerk; season: %s }",
        some_of(one_of(SEASONS)),
    ),
    Sort(
        "each",
        "制度 制 { 责任人：员；每人对象：%s }",
        "duty rounds { who: clerk; each: %s }",
        rate("count"),
    ),
    Sort(
        "ceiling",
        "清单 单 { 类型：权力；授予：村；项 丙 { 限额：%s } }",
        "list rights { type: power; granted_to: hamlet; item gamma { limit: %s } }",
        amount("money"),
    ),
    Sort(
        "money",
        "清单 单 { 类型：经费；授予：村；总额：%s }",
        "list funds { type: funds; granted_to: hamlet; total: %s }",
        rate("money"),
    ),
    Sort(
        "formula",
        "队伍 队 { 设于：村；公式：%s }",
        "team crew { at: hamlet; formula: %s }",
        formula,
    ),
    Sort(
        "team size", "队伍 队 { 设于：村；人数：%s }", "team crew { at: hamlet; size: %s }", _SIZES
    ),
    Sort(
        "coverage",
        "机构 机 { 设于：村；覆盖率：%s }",
        "body office { at: hamlet; coverage: %s }",
        either(amount("share"), exactly("share")),
    ),
    Sort(
        "period",
        "考核 考 { 对象：村；周期：%s }",
        "assessment review { of: hamlet; period: %s }",
        _SPELT,
    ),
    Sort(
        "bands",
        "考核 考 { 对象：村；周期：每年；等次：%s }",
        "assessment review { of: hamlet; period: every_year; bands: %s }",
        arrows("优秀 良好", "good fair", either(amount("score"), span("score")), figure_first=True),
    ),
    Sort(
        "weights",
        "考核 考 { 对象：村；周期：每年；权重：%s }",
        "assessment review { of: hamlet; period: every_year; weights: %s }",
        parts_of_all("党建 服务", "party service"),
    ),
    Sort(
        "seats",
        "机构 机 { 设于：村；保留席位：%s }",
        "body office { at: hamlet; reserved: %s }",
        arrows("妇女 青年", "women youth", exactly("count")),
    ),
    Sort("check", "核对 { 行：%s }", "checks { line: %s }", check),
    Sort("day", "出处 源 { 日期：%s }", "source origin { written: %s }", one_of(DAYS)),
    Sort(
        "since",
        "层级 田 { 上级：村；数量：%s 自 2026-03-02 至 2027-01-01 }",
        "level field { parent: hamlet; count: %s since 2026-03-02 until 2027-01-01 }",
        _SIZES,
    ),
    Sort(
        "holidays",
        "日历 历 { 放假：%s }",
        "calendar days_off { holidays: %s }",
        some_of(one_of(DAYS)),
    ),
    Sort("office", "日历 历 { 办公时间：%s }", "calendar open { office: %s }", one_of(OFFICES)),
    Sort(
        "moment",
        "场景 景 { 事项：事；开始：%s；回合 1 { 动作：签收 } }",
        "scenario scene { matter: errand; at: %s; turn 1 { move: sign_for } }",
        one_of(MOMENTS),
    ),
    Sort(
        "after",
        "场景 景 { 事项：事；回合 1 { 动作：签收；经过：%s } }",
        "scenario scene { matter: errand; turn 1 { move: sign_for; after: %s } }",
        _TIMES,
    ),
    Sort(
        "tier",
        "流程 程 { 适用：事；级 村 { 承办：员；时限：%s } }",
        "process way { applies_to: errand; tier hamlet { handler: clerk; limit: %s } }",
        _TIMES,
    ),
    Sort(
        "remind",
        "流程 程 { 适用：事；级 村 { 承办：员；时限：5天；提前提醒：%s } }",
        "process way { applies_to: errand; "
        "tier hamlet { handler: clerk; limit: 5 days; remind_before: %s } }",
        some_of(exactly("time")),
    ),
    Sort("cases", "推演 演 { 到件：%s }", "workload year { cases: %s }", rate("count")),
    Sort(
        "mix",
        "推演 演 { 到件：3件/月；构成：%s }",
        "workload year { cases: 3 cases/month; mix: %s }",
        parts_of_all("小事 大事", "small large"),
    ),
    Sort(
        "service",
        "推演 演 { 到件：3件/月；用时：%s }",
        "workload year { cases: 3 cases/month; service: %s }",
        service,
    ),
)

_WIDE = {chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)}
_MARKS = {
    "≥": "＞＝",
    "≤": "<=",
    "—": "–",
    "-": "－",
    "/": "／",
    ",": "，",
    "、": "，",
    ":": "：",
    "→": "=>",
}
_MARKS |= {
    "，": "、",
    "..": "—",
    " ": "\u3000",
    "（": "(",
    "）": ")",
    "%": "％",
    "×": "*",
    "=": "＝",
}


def _wider(text: str, dice: Random) -> str:
    """Some digits and marks in full width."""
    return re.sub(r"[0-9.,%/:<>=+*-]", lambda m: _WIDE[m[0]] if dice.random() < 0.4 else m[0], text)


def _blank(text: str, dice: Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice([" ", "  ", "\t", "\u3000", "\u00a0"]) + text[at:]


def _tighter(text: str, dice: Random) -> str:
    blanks = [i for i, char in enumerate(text) if char == " "]
    at = dice.choice(blanks) if blanks else len(text)
    return text[:at] + text[at + 1 :]


def _other_mark(text: str, dice: Random) -> str:
    mark = dice.choice(sorted(_MARKS))
    return text.replace(mark, _MARKS[mark])


def _remark(text: str, dice: Random) -> str:
    return text + dice.choice([" # 3/4\n", "  ＃ 注：5天\n", "\n"])


def _broken(text: str, dice: Random) -> str:
    return re.sub("[、，]|, ", lambda m: m[0] + "\n", text, count=1)


_SLIPS = (_wider, _blank, _tighter, _other_mark, _blank, _wider, _remark, _broken)


def figure_text(seed: int) -> str:
    """The text of a seed."""
    return sorted_text(seed)[1]


def sorted_text(seed: int) -> tuple[str, str]:
    """The tongue and sort of field of a seed, and its text."""
    dice = Random(seed)
    lang: Tongue = dice.choice(("zh", "en"))
    sort = dice.choice(SORTS)
    figure = sort.make(dice, lang)
    while dice.random() < 0.4:
        figure = dice.choice(_SLIPS)(figure, dice)
    known, field = (CHINESE, sort.zh) if lang == "zh" else (ENGLISH, sort.en)
    line = field % figure
    wanted = {name: text for name, text in known.items() if name in line}
    wanted = {n: t for n, t in known.items() if n in line + "".join(wanted.values())}
    return f"{lang} {sort.name}", _text(HEADS[lang], wanted, [line])
