"""From one tongue into the other and back: the vocabulary changes, the author's words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.pipeline import loads
from govkit.syntax.formatter import format_text
from govkit.syntax.formatter.lexemes import cut
from govkit.syntax.formatter.words import Lang
from govkit.vocabulary.kinds import kind_words, kinds
from govkit.vocabulary.openings import openings
from govkit.vocabulary.words import word_set
from tests.syntax.test_formatter import SAMPLES, comments, read, tree

SAMPLE = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


@SAMPLE
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_there_and_back_is_the_same_text(path: Path, lang: str) -> None:
    other = "en" if lang == "zh" else "zh"
    first = format_text(read(path), lang)  # type: ignore[arg-type]
    there = format_text(first, other)  # type: ignore[arg-type]
    back = format_text(there, lang)  # type: ignore[arg-type]
    assert there != first
    again = format_text(format_text(back, other), lang)  # type: ignore[arg-type]
    assert tree(again) == tree(back)
    assert comments(back) == comments(first)


@SAMPLE
def test_words_of_the_other_tongue_are_gone(path: Path) -> None:
    english = cut(format_text(read(path), "en"))[1]
    chinese = cut(format_text(read(path), "zh"))[1]
    closed: tuple[str, ...] = (
        "WHEN",
        "CITE",
        "SINCE",
        "UNTIL",
        "ASSUME",
        "PROPOSED",
        "DOUBT",
        "OR_READ",
        "EXCEPT",
    )
    closed += ("CHANCE", "STRENGTH", "LOGIC_OP", "IN", "WHERE")
    assert {x.text for x in english if x.kind in closed and not x.text.isascii()} == set()
    assert {x.text for x in chinese if x.kind in closed and x.text.isascii()} == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_has_its_word(lang: str) -> None:
    other = "en" if lang == "zh" else "zh"
    for row in kinds().values():
        around = kinds()[row.inside[0]] if row.inside else row  # `角色` is a post or a seat
        text = f"{around.word(other)} y {{\n  {row.word(other)} x {{ }}\n}}\n"
        new = f"{around.word(lang)} y {{\n  {row.word(lang)} x {{ }}\n}}\n"
        assert format_text(text, lang) == new  # type: ignore[arg-type]


PAIRS = [
    ("层级 社区 { 上级：街道；数量：6个 }", "level 社区 { parent: 街道; count: 6 pieces }"),
    ("级 社区 { 承办：书记；时限：10工作日 }", "tier 社区 { handler: 书记; limit: 10 work_days }"),
    ("项 自建 { 限额：≤40万元 }", "item 自建 { limit: ≤0.40_million yuan }"),
    ("岗位 书记 { 性质：专职；数量：未知 }", "post 书记 { nature: full_time; count: unknown }"),
    ("清单 权 { 内容：甲、乙 等9项 }", "list 权 { contents: 甲, 乙 etc 9 items }"),
    ("清单 权 { 内容：甲、乙 共2项 }", "list 权 { contents: 甲, 乙 total 2 items }"),
    ("事项 事 { 主责：全部(甲、乙) }", "matter 事 { owner: all(甲, 乙) }"),
    ("会议 会 { 出席：≥2/3 应到会 }", "meeting 会 { quorum: ≥2/3 of 应到会 }"),
    ("级 社区 { 遇：超时 → 街道，其余 → 社区 }", "tier 社区 { on: overdue → 街道, else → 社区 }"),
    ("回合 1 { 动作：签收；因：超时 }", "turn 1 { move: sign_for; trigger: overdue }"),
    ("制度 会 { 频次：3次/月 假设 }", "duty 会 { cadence: 3 times/month assume }"),
    ("制度 会 { 频次：经常 应当 }", "duty 会 { cadence: often should }"),
    ("推演 { 用时：指数(10小时) }", "workload { service: exponential(10 hours) }"),
    ("推演 { 用时：平均(4工作小时) }", "workload { service: mean(4 work_hours) }"),
    ("要素 金额 { 单位：元 }", "attribute 金额 { unit: yuan }"),
    ("级 甲 { 遇：超时 或 越权 → 解决 }", "tier 甲 { on: overdue or out_of_power → resolved }"),
    ("流程 甲 { 止于：小事 → 乙，其余 → 丙 }", "process 甲 { ceiling: 小事 → 乙, else → 丙 }"),
    (
        "对照表 表 { 取值：(大、其余) → 丙，其余 → 丁 }",
        "table 表 { cells: (大, else) → 丙, else → 丁 }",
    ),
    ("对照表 表 { 取值：(超时、急) → 丙 }", "table 表 { cells: (超时, 急) → 丙 }"),
    ("对照表 表 { 单调：反降 }", "table 表 { monotone: falling }"),
    ("回合 2 { 动作：切换；状态：急 }", "turn 2 { move: switch; mode: 急 }"),
    ("推演 { 发生率：超时 → 5%，甲 → 3% }", "workload { chances: overdue → 5%, 甲 → 3% }"),
    ("层级 甲 { }\n核对 { 乙：甲.数量 > 3 }", "level 甲 { }\nchecks { 乙: 甲.count > 3 }"),
    (
        "流程 办 { 止于：社区 当 大小 = 小事 且 非(超时) }",
        "process 办 { ceiling: 社区 when 大小 = 小事 and not(overdue) }",
    ),
    (
        "核对 { 甲：每个(x 属于 网格 其中 x > 3：x < 9) }",
        "checks { 甲: every(x in 网格 where x > 3: x < 9) }",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_pairs(zh: str, en: str) -> None:
    assert format_text(zh, "en") == en + "\n"
    assert format_text(en, "zh") == zh + "\n"


def test_a_mean_in_official_words_has_a_form_in_the_other_tongue() -> None:
    for said in ("平均4工作小时", "平均每件4工作小时", "平均四工作小时"):
        english = format_text(f"推演 {{ 用时：{said} }}", "en")
        assert english == "workload { service: mean(4 work_hours) }\n"


KEPT = [
    "post 书记 { from: 党员, 未知, 其余 }",  # free words
    "post 当事人 \"书记 当 未知\" { functions: 超时, 专职 }",  # names and titles
    "matter 事 { 大小: 小事 }",  # an attribute of the author's
    "level 未知 { parent: 层级 }\nlevel 层级 { parent: 未知 }",  # names like words
    "checks { 甲: 超时 = 3 }",  # a compared name is a name
    "source 甲 { publisher: 未知 }",  # a text without marks
    "checks { 乙: 甲.数量 > 3 }",  # 甲 is declared elsewhere, perhaps as a figure
    "post 未知 { superior: 未知 }",
    "# 层级 当 据 未知\nlevel 甲 { note: \"据 未知\" }",
    "unit 组 { note: \"自用\" }\nlevel 甲 { count: 3 组 }",
    "event 超时 { note: \"x\" }\ntier 甲 { on: 超时 → 甲 }",
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_words_of_the_author_stay(text: str) -> None:
    new = format_text(text, "en")
    names = [x.text for x in cut(text)[1] if x.kind == "NAME"]
    assert [x.text for x in cut(new)[1] if x.kind == "NAME" and not x.text.isascii()] == [
        name for name in names if not name.isascii()
    ]


def test_aliases_of_the_wanted_tongue_stay() -> None:
    text = "职务 书记 { 人数：3名 }\n"
    assert format_text(text, "zh") == text


@pytest.mark.parametrize("id", sorted(word_set("clause")))
def test_clause_words_are_the_words_of_the_table(id: str) -> None:
    term = word_set("clause")[id]
    behind = {"cite": "甲", "when": "x > 1", "chance": "70%", "except": "G1", "doubt": "“x”"}
    rest = behind.get(id, "2017年" if id in ("since", "until") else "")
    head = "存疑 “x” " if id == "or_read" else ""
    text = f"甲：1 {head}{term.zh} {rest or ('2' if id == 'or_read' else '')}".rstrip()
    assert f" {term.en}" in format_text(text, "en")


MODEL = """govkit 1
地区 湖滨街道 据 办法 {
  出处 办法 "网格管理办法" { 类型：文件；日期：2026年3月2日 }
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：6个 }
  层级 网格 { 上级：社区；数量：150个；应有：25/社区；规模：300—500户 }
  岗位 书记 { 设于：社区；性质：专职；应有：1/社区 }
  岗位 网格员 { 设于：网格；人数：不少于3人 }
  队伍 红小二 { 设于：网格；公式：1 书记 + N 网格员；职能：联络、调解 等5项 }
  制度 接待日 { 责任人：书记；频次：每月不少于3次；对象：居民 应当 }
  制度 走访 { 责任人：网格员；频次：经常 }
  数据 { 面积：30.11平方公里 自 2017年 }
  核对 { 每社区网格：网格 / 社区 = 25；都有：网格.数量 ≥ 100 且 非(社区 > 9) }
}
"""


@pytest.mark.parametrize("lang", ["zh", "en", None])
@pytest.mark.parametrize("short", [False, True])
def test_every_form_gives_an_equal_model(lang: Lang | None, short: bool) -> None:
    new = format_text(MODEL, lang, short=short)
    assert new != MODEL or lang != "en"
    assert loads(new) == loads(MODEL)


@pytest.mark.parametrize("en, zh", sorted({(one.en, one.zh) for one in openings().values()}))
def test_the_word_a_norm_opens_with_has_its_pair(en: str, zh: str) -> None:
    english, chinese = f"{en} x {{ }}\n", f"{zh} x {{ }}\n"
    assert kind_words()[en] == kind_words()[zh] == "duty"
    assert format_text(english, "en") == format_text(chinese, "en") == english
    assert format_text(english, "zh") == format_text(chinese, "zh") == chinese


@pytest.mark.parametrize("dot", [".", "·"])
@pytest.mark.parametrize(("en", "zh"), [("duty", "制度"), ("right", "权利"), ("ban", "禁令")])
def test_a_kind_in_front_of_a_name_is_changed_whatever_the_name(en: str, zh: str, dot: str) -> None:
    for name in ("提建议", "Propose"):
        chinese = (
            f"{zh} {name} {{ 责任人：街道 }}\n事项 甲 {{ 主责：街道 当 {zh}{dot}{name} = 1 }}\n"
        )
        english = format_text(chinese, "en")
        assert f"when {en}{dot}{name} = 1" in english
        assert format_text(english, "zh") == format_text(chinese, "zh")
