"""Good texts made worse at random, with fixed seeds: nothing is raised, everything is reported.

Also the law of one report for one mistake: texts with a known number of mistakes give as many.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from govkit.diagnostics.plain import render
from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_text
from govkit.vocabulary.kinds import field_words, kinds
from tests.drawn import NIGHT, by_day, of_the_day, part_of

ROOT = Path(__file__).resolve().parents[2]
BATCHES, IN_BATCH = 20, 1_000
WHOLE_BATCHES, IN_WHOLE = 10, 50

CHINESE = """govkit 1
地区 样区 "样区治理" 据 办法 {
  出处 办法 "样区办法" { 类型：文件；篇目：总则、细则；成文日期：2020-03-02 }
  单位 床位 { 说明：“养老机构的床位” }
  日历 大厅 { 基于：工作日；放假：2026-05-06、2026-05-07 }
  数据 据 办法·总则 { 面积：30.11平方公里；人口：约13万人；床数：120床位 }
  层级 街道 { 数量：1 }
  层级 社区 "社区党委" 据 办法·细则 "设六个社区" { 上级：街道；名录：东、南、西、北、中、新
    数量：6 }
  层级 网格 { 上级：社区；数量：40 存疑 "另一处写作四十一" 另读 41；应有：≥5/社区 应当 }
  体系 党组织 { 链：街道 → 社区 → 网格 }
  机构 中心 { 设于：街道；性质：平台；数量：1；成员：甲单位、乙单位 等 }
  岗位 书记 { 设于：社区；应有：1/社区；性质：专职 }
  岗位 网格长 { 设于：网格；数量：40名；上级：书记 }
  队伍 红队 { 设于：社区；公式：≥1 书记 + 2 {网格长、志愿者} + N 队员；人数：3—5人 }
  清单 权力 { 类型：权力；授予：社区
    项 自建 { 限额：40万元以下 } }
  清单 经费 { 类型：经费；授予：社区；总额：2亿余元/年 自 2017年；标准：≥3000万元/社区/年 }
  要素 大小 { 取值：小事、常事、大事 }
  要素 金额 { 单位：元 }
  事项 纠纷 { 大小：小事；大类：民生 }
  事项 修路 { 大小：常事；所需：自建；金额：8万元 }
  会议 联席会议 { 召集：社区；频次：1次/季；出席：≥2/3 应到会；通过：≥50% 到会 }
  流程 阶梯 {
    适用：纠纷、修路
    止于：小事 → 社区、常事 → 街道
    总时限：30工作日
    级 社区 { 承办：书记；议事：联席会议；时限：7工作日 假设 "原文未载"
      遇：议而未决 或 执行受阻 → 街道
      遇：超时 → 街道 假设 }
    级 街道 { 承办：中心；时限：10工作日 拟定 }
  }
  制度 接待日 { 责任人：书记；频次：1次/月 原则上；对象：居民 }
  考核 述职 { 对象：书记；周期：1次/年
    项 实效 { 内容：群众满意 } }
  核对 { 每社区：网格 / 社区 = 6.67；都有：每个（x 属于 社区：书记 ≥ 1） }
  推演 { 到件：200件/月 假设；用时：指数（3工作小时） 假设 }
  场景 东街 {
    事项：纠纷；发生于：社区·1；开始：2026-03-02 09:00；情形：“楼道堆物”
    回合 1 { 动作：签收 }
    回合 2 { 经过：2工作日；动作：结案；方式：解决 }
    办结于：社区
  }
}
"""
ENGLISH = """govkit 1
district Hillside "Hillside" {
  source Plan "The plan of 2020" { type: document; sections: one, two }
  level Town { count: 1 }
  level Ward "the wards" cite Plan.one "six wards" { parent: Town; count: 6 }
  level Block { parent: Ward; count: 40 doubt "elsewhere 41" or_read 41 }
  post Head { at: Ward; quota: 1/Ward }
  post `Block keeper` { at: Block; count: 40 }
  team Watch { at: Ward; size: >= 3; formula: >= 1 Head + N helpers }
  list Powers { type: power; granted_to: Ward
    item Repairs { limit: <= 400000 yuan } }
  attribute size { values: small, common, large }
  matter Noise { size: small }
  matter Roadworks { size: common; needs: Repairs }
  process Ladder {
    applies_to: Noise, Roadworks
    ceiling: small -> Ward, common -> Town
    tier Ward { handler: Head; limit: 7 work_days assume "not in the text"
      on: overdue -> Town }
    tier Town { handler: Town; limit: 10 work_days assume }
  }
  duty Visits { who: Head; cadence: 1 times/month in_principle }
  scenario Drip { matter: Noise; at: 2026-03-02 09:30; story: "It drips"
    turn 1 { move: sign_for; after: 2 hours }
  }
  checks { per_ward: Block / Ward = 6.67; all_have: every(x in Ward: Head >= 1) }
}
"""
SHORT = """govkit 1
地区 小区 “小区治理” {
  出处 公约 “居民公约” { 篇目：一 }
  层级 小区 { 数量：1个 }
  层级 楼栋 据 公约·一 “设楼栋长” { 上级：小区；数量：约20栋 }
  岗位 楼栋长 { 设于：楼栋；应有：1/楼栋；性质：兼职 }
  数据 { 面积：1.5平方公里 存疑 “测绘未完” 另读 1.6平方公里；人口：5000余人 }
  事项 「噪声 扰民」 { 所需：未知 }
  流程 处理 { 适用：「噪声 扰民」
    级 楼栋 { 承办：楼栋长；时限：2工作日 假设；遇：超时 或 越权 → 小区 }
    级 小区 { 承办：小区；时限：5个工作日 拟定 } }
  核对 { 每栋：楼栋长 / 楼栋 = 1 }
}
"""
SAMPLES = (CHINESE, ENGLISH, SHORT)
WEIGHTS = (1, 1, 3)  # the short one most often: it costs least
GUANGMING = (ROOT / "examples" / "guangming" / "guangming.gov").read_text(encoding="utf-8")

MARKS = "｛｝（）《》〈〉「」“”‘’、，。：；？！—～·…％１２０＃＝＜＞＊／－＋ⅣⅫ①²½"
UNSEEN = "\u202e\u2066\u200b\ufeff\x00\x07\x1b\x7f\x85\u3000\u2028\ud800\udfff\ufffe\U0010ffff"
WORDS = (
    "据", "当", "自", "至", "且", "或", "等", "余", "以上", "以下", "不满", "原则上", "应当",
    "假设", "存疑", "另读", "拟定", "例外", "待确认", "未知", "约", "每个", "属于", "其中",
    "共3项", "→", "->", "≥", "<", "≤", "=", "%", "1/", "-", "*", "**", "^", "/", "+", "0", "1e9",
    "0.0", "1/0", "-0", "2019-07-01", "2019年2月30日", "10:30", "25:61", "每周二上午9:00",
    "第十二条", "N", "级", "项", "步", "遇", "事项", "地区", "数据", "核对", "govkit", "{", "}",
    '"', "“", "”", "包含", "：", ":", ";", ",", "、", "cite", "when", "since", "until", "and",
    "or", "unknown", "assume", "doubt", "or_read", "every", "in", "where", "level", "district",
    "checks", "figures", "sum(", "every(", "x(", "（", "(", ")", "`", "「", "」", "《", "》", "#",
    "?", "???", "甲·乙", "甲.乙", "·",
)  # fmt: skip
NUMBERS = (
    "9" * 40,
    "9" * 5000,
    "00",
    "1,485",
    "1，48",
    "１２．５",
    "三",
    "四十万",
    "1.2.3",
    "1..5",
    "5-3",
)
PIECE = re.compile(r"\w+|\s+|[^\w\s]")

Mutator = Callable[[random.Random, str], str]


def _at(rng: random.Random, text: str) -> int:
    return rng.randrange(len(text) + 1)


def drop(rng: random.Random, text: str) -> str:
    at = _at(rng, text)
    return text[:at] + text[at + rng.choice((1, 1, 1, 2, 5, 30)) :]


def double(rng: random.Random, text: str) -> str:
    at = _at(rng, text)
    return text[:at] + text[at : at + rng.choice((1, 2, 5, 60))] + text[at:]


def insert_mark(rng: random.Random, text: str) -> str:
    at = _at(rng, text)
    return text[:at] + rng.choice(MARKS) + text[at:]


def insert_unseen(rng: random.Random, text: str) -> str:
    at = _at(rng, text)
    return text[:at] + rng.choice(UNSEEN) + text[at:]


def insert_word(rng: random.Random, text: str) -> str:
    at = _at(rng, text)
    blank = rng.choice(("", " "))
    return text[:at] + blank + rng.choice(WORDS) + blank + text[at:]


def insert_number(rng: random.Random, text: str) -> str:
    at = _at(rng, text)
    return text[:at] + rng.choice((*NUMBERS, str(rng.randrange(10**6)))) + text[at:]


def swap_characters(rng: random.Random, text: str) -> str:
    at = _at(rng, text)
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _pieces(rng: random.Random, text: str, change: Callable[[list[str], int, int], None]) -> str:
    pieces = PIECE.findall(text)
    if len(pieces) < 2:
        return text
    change(pieces, rng.randrange(len(pieces)), rng.randrange(len(pieces)))
    return "".join(pieces)


def _exchange(parts: list[str], one: int, other: int) -> None:
    parts[one], parts[other] = parts[other], parts[one]


def _copy(parts: list[str], one: int, other: int) -> None:
    parts[one] = parts[other]


def _repeat(parts: list[str], one: int, other: int) -> None:
    parts.insert(other, parts[one])


def _leave_out(parts: list[str], one: int, _: int) -> None:
    del parts[one]


def change_tokens(rng: random.Random, text: str) -> str:
    return _pieces(rng, text, rng.choice((_exchange, _copy, _repeat, _leave_out)))


def change_lines(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    change = rng.choice((_exchange, _copy, _repeat, _leave_out))
    change(lines, rng.randrange(len(lines)), rng.randrange(len(lines)))
    return "\n".join(lines)


def change_brace(rng: random.Random, text: str) -> str:
    places = [match.start() for match in re.finditer(r"[{}()（）\"“”「」:：;；、,→]", text)]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + rng.choice(("", "{", "}", text[at] * 2, "（", "\n", '"')) + text[at + 1 :]


def splice(rng: random.Random, text: str) -> str:
    other = rng.choice(SAMPLES)
    start, at = _at(rng, other), _at(rng, text)
    return text[:at] + other[start : start + rng.choice((20, 200))] + text[at:]


def truncate(rng: random.Random, text: str) -> str:
    return text[: _at(rng, text)] if rng.random() < 0.3 else text


def indent(rng: random.Random, text: str) -> str:
    ending = rng.choice(("\r\n", "\n\n", "\n\t", "\n　", "\n# 说\n"))
    return text.replace("\n", ending, rng.randrange(1, 40))


VALUE = re.compile(r"(?<=[：:])[^；;{}\n]+")
VALUES = [value.strip() for sample in SAMPLES for value in VALUE.findall(sample)]
OPERATORS = (
    ">", "≥", "<", "≤", "=", "≠", "≈", ">=", "<=", "!=", "==", "＞", "＜", "＝", "＞=", ">＝",
    "<＝", "＜=", "＞＝", "！＝", "!＝", "！=", "=＝", "＝=", "≧", "⩽", "﹤", "不少于", "至多",
    "约", "+", "-", "＋", "－", "−", "*", "×", "＊", "/", "÷", "／", "且", "或", "and", "or", "→",
    ",", "、",
)  # fmt: skip


def change_value(rng: random.Random, text: str) -> str:
    """Another field's value in place of one value, or next to it with some sign between."""
    found = list(VALUE.finditer(text))
    if not found:
        return text
    place = rng.choice(found)
    other = rng.choice((*VALUES, *NUMBERS, *WORDS))
    sign = rng.choice(OPERATORS)
    value = rng.choice(
        (other, f"{sign} {other}", f"{place.group()} {sign} {other}", f"（{other}）")
    )
    return text[: place.start()] + value + text[place.end() :]


MUTATORS: tuple[Mutator, ...] = (
    drop, double, insert_mark, insert_unseen, insert_word, insert_number, swap_characters,
    change_tokens, change_lines, change_brace, change_value, change_value, splice, truncate, indent,
)  # fmt: skip


def worse(rng: random.Random, text: str) -> str:
    """A text after one to six mutations."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        text = rng.choice(MUTATORS)(rng, text)
    return text


def sound(compiled: Compiled, rng: random.Random, share: float) -> None:
    """What holds of every result; the costly part only for a share of them."""
    for diagnostic in compiled.diagnostics:
        span = diagnostic.span
        if span is not None:
            assert 0 <= span.start <= span.end <= len(span.source.text), diagnostic
    assert (compiled.model is None) == bool(compiled.errors), compiled.diagnostics
    if rng.random() >= share:
        return
    for diagnostic in compiled.diagnostics[:4]:
        for lang in ("zh", "en"):
            assert diagnostic.code in render(diagnostic, lang)
    if compiled.model is not None:
        assert Governance.model_validate_json(compiled.model.model_dump_json()) == compiled.model


def tried(text: str, rng: random.Random, share: float) -> None:
    """Compile a mutant; what goes wrong carries the text that made it so."""
    try:
        sound(compile_text(text), rng, share)
    except Exception as error:
        error.add_note(f"the text: {text!r}")
        raise


@pytest.mark.parametrize("sample", SAMPLES, ids=["Chinese", "English", "short"])
def test_the_samples_are_good_and_short(sample: str) -> None:
    compiled = compile_text(sample)
    assert compiled.errors == ()
    assert sample.count("\n") <= 60
    sound(compiled, random.Random(0), 1.0)


@pytest.mark.parametrize(
    ("seed", "share"),
    [
        *((n, 3) for n in part_of("batches", range(BATCHES), BATCHES)),
        *(pytest.param(n, NIGHT, marks=pytest.mark.nightly) for n in range(BATCHES)),
    ],
)
def test_a_text_made_worse_is_still_answered(seed: int, share: int) -> None:
    rng = random.Random(seed)
    for _ in range(IN_BATCH // share):
        (sample,) = rng.choices(SAMPLES, WEIGHTS)
        tried(worse(rng, sample), rng, 0.1)


@pytest.mark.parametrize("seed", of_the_day("whole", range(WHOLE_BATCHES), WHOLE_BATCHES))
def test_the_whole_example_made_worse_is_still_answered(seed: int) -> None:
    rng = random.Random(f"whole {seed}")
    for _ in range(IN_WHOLE):
        tried(worse(rng, GUANGMING), rng, 0.1)


@pytest.mark.parametrize("seed", range(4))
def test_noise_is_answered(seed: int) -> None:
    """Texts of nothing but marks, words and numbers."""
    rng = random.Random(f"noise {seed}")
    alphabet = [*MARKS, *UNSEEN, *WORDS, *NUMBERS, " ", " ", "\n", "\n"]
    for _ in range(300):
        tried("".join(rng.choices(alphabet, k=rng.randrange(1, 60))), rng, 0.3)


VALUE_OF_EVERY_KIND = (
    "1个", "1", "0", "-1", "1/0", "?", "未知", "**", "5%", "2/3", "3-5户", "≥ 3个", "约3个",
    "1个/街道", "1次/季", "7工作日", "每周二上午9:00", "2019-07-01", "2026-03-02 09:00", "10:30",
    "1 + 1", "（1个）", "街道", "书记", "“字”", "必须", "是", "N", "以上", "第三条", "街道、书记",
    "街道 等", "一、二 共2项", "街道 → 书记", "？ → 街道", "街道 → ？", "未知 → 未知", "{1个}",
    "{街道}", "{未知}", "2 {街道、书记}", "2 {未知}", "N 书记", "N 未知", "any(街道, 书记)",
    "sum(街道)", "每个（x 属于 街道：x ≥ 1）", "+ 街道", "（街道）", "（未知）", "未知、未知",
    "未知 等", "未知/未知", "≥ 未知", "1 未知", "= 1个", "== “字”",
)  # fmt: skip
CLAUSES = (
    "当",
    "自",
    "至",
    "据",
    "假设",
    "拟定",
    "存疑",
    "存疑 “一” 另读",
    "例外",
    "概率",
    "原则上",
)
AROUND = {
    "item": "清单 外 { @ }", "tier": "流程 外 { @ }", "step": "流程 外 { @ }",
    "turn": "场景 外 { @ }", "state": "事项 外 { @ }",
}  # fmt: skip


def small(line: str) -> str:
    """A line between a few names that values may refer to."""
    return (
        "govkit 1\n地区 样区 {\n  出处 文\n  层级 街道 { 数量：1个 }\n"
        f"  岗位 书记 {{ 设于：街道 }}\n  {line}\n}}\n"
    )


@by_day(4)
@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind not in ("figures", "checks")])
def test_every_value_in_every_field_is_answered(kind: str, share: int) -> None:
    """Whatever stands in a field is read or reported, also where nobody would write it."""
    rng = random.Random(kind)
    row = kinds()[kind]
    name = "街道" if kind == "tier" else "乙" * (row.naming == "declares")
    for field in dict.fromkeys(row.id for row in field_words(kind).values()):
        for value in part_of(f"values/{kind}.{field}", VALUE_OF_EVERY_KIND, share):
            tail = rng.choice(
                ("", "", " 当 街道 = 1", f" 存疑 “一” 另读 {value}", " 自 2020-01-01")
            )
            line = f"{field}：{value}{tail}"
            if kind != "district":
                line = AROUND.get(kind, "@").replace("@", f"{row.zh} {name} {{ {line} }}")
            tried(small(line), rng, 0.2)


@by_day(4)
@pytest.mark.parametrize("sign", [*OPERATORS, *(f"6个 {clause}" for clause in CLAUSES)])
def test_every_sign_before_every_value_is_answered(sign: str, share: int) -> None:
    """Signs come in both widths and any mixture of them; clauses with anything behind them."""
    rng = random.Random(sign)
    for field in (
        "数据 { 甲：@ }", "岗位 甲 { 设于：街道；数量：@ }", "岗位 甲 { 设于：街道；应有：@ }",
        "清单 甲 { 授予：街道；总额：@ }", "会议 甲 { 召集：街道；出席：@；频次：@ }",
        "事项 甲 { 限额：@ }", "核对 { 甲：@ }",
    ):  # fmt: skip
        for value in part_of(f"signs/{sign}/{field}", VALUE_OF_EVERY_KIND, share):
            tried(small(field.replace("@", f"{sign} {value}")), rng, 0.05)


# ── one report for one mistake ──
MISTAKES = (
    "岗位 甲@ { 上极：书记 }",
    "岗为 甲@ { 设于：社区 }",
    "岗位 甲@ { 设于：社曲 }",
    "岗位 甲@ { 设于：社区 社区 }",
    "岗位 甲@ { 设于：社区；设于：街道 }",
    "岗位 甲@ { 设于：社区；性质：专值 }",
    "岗位 甲@ { 设于：《社区 }",
    "岗位 甲@ { 设于：社区 据 无此文@ }",
    "岗位 甲@ { 设于：社区；数量：2名 自 2019年2月30日 }",
    "岗位 甲@·乙 { 设于：社区 }",
    "岗位 书记 { 设于：社区 }",
    "层级 甲@ { 上级：街道；数量： }",
    "层级 甲@ { 上级：街道；数量：6魑 }",
    "制度 甲@ { 频次：三工作日 }",
    "制度 甲@ { 频次：3次、月 }",
    "制度 甲@ { 责任人：社区。书记 }",
    "数据 { 甲@：《4万元 }",
    "数据 { 甲@：6据办法 }",
    "数据 { 甲@：3 4 }",
    "数据 { 甲@：“三 }",
    "数据 { 甲——乙@：3 }",
    "数据 { 甲@\u200b：3 }",
    "数据 { 甲@：1331-715 }",
    "数据 { 甲@：eveyr(社区) }",
    "清单 甲@ { 内容：一、二 共4项 }",
    "清单 甲@ { 内容：商住、单位、老旧等3类 }",
    "数量@ 6个",
    "项 甲@ { 限额：3元 }",
    "核对 { 甲@：1 = 2 = 3 = }",
    "流程 甲@ { 适用：无此事@ }",
)
GOOD_LINES = CHINESE.split("\n")
# Lines of the sample behind which a statement of the district may stand.
PLACES = [
    n
    for n, line in enumerate(GOOD_LINES)
    if re.match(r"  (层级 街道|出处|单位|日历|要素|事项|体系|机构|岗位|队伍|制度|会议)", line)
]


@pytest.mark.parametrize("mistake", range(len(MISTAKES)))
def test_every_mistake_alone_is_one_report(mistake: int) -> None:
    wrong = MISTAKES[mistake].replace("@", "零")
    compiled = compile_text(with_lines({PLACES[0]: [wrong]}))
    assert len(compiled.errors) == 1, [(d.code, d.args) for d in compiled.errors]


def with_lines(added: dict[int, list[str]]) -> str:
    """The sample with more lines behind some of its lines."""
    lines: list[str] = []
    for number, line in enumerate(GOOD_LINES):
        lines += [line, *(f"  {one}" for one in added.get(number, []))]
    return "\n".join(lines)


@pytest.mark.parametrize("tens", range(10))
def test_some_mistakes_are_as_many_reports(tens: int) -> None:
    for seed in range(tens * 30, tens * 30 + 30):
        rng = random.Random(f"mistakes {seed}")
        chosen = rng.sample(range(len(MISTAKES)), rng.randrange(1, 13))
        added: dict[int, list[str]] = {}
        for order, number in enumerate(chosen):
            line = MISTAKES[number].replace("@", "零一二三四五六七八九十百"[order])
            added.setdefault(rng.choice(PLACES), []).append(line)
        text = with_lines(added)
        compiled = compile_text(text)
        found = [(d.code, d.span.line if d.span else 0, dict(d.args)) for d in compiled.errors]
        wrong = [n + 1 for n, line in enumerate(text.split("\n")) if line not in GOOD_LINES]
        lines = sorted(line for _, line, _ in found)
        if "  岗位 书记 { 设于：社区 }" in text.split("\n"):  # either of two may be the second one
            assert len(lines) == len(wrong), (seed, found, wrong)
        else:
            assert lines == sorted(wrong), (seed, found, wrong)
