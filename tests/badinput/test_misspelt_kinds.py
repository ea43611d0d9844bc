"""A misspelt kind is told once, and its block declares its name and is read all the same.

Every kind of the language in both tongues, each in a text where others refer to what it declares.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from govkit.pipeline import compile_text
from govkit.vocabulary.kinds import kind_words, kinds

from .mutators import Slip, bases, slips


def misspelt() -> Iterator[tuple[str, str, str, Slip]]:
    """The first block of each kind in each tongue of the gallery: its kind, word, text and slip."""
    seen: set[tuple[str, bool]] = set()
    for text in bases():
        for slip in slips(text, random.Random(1)):
            word = text[slip.start : slip.end]
            kind = kind_words().get(word, "")
            if slip.kind == "kind" and (kind, word.isascii()) not in seen:
                seen.add((kind, word.isascii()))
                yield kind, word, text, slip


MISSPELT = tuple(misspelt())
BELOW = {"district", "rubric", "seat", "option", "inject", "ending"}  # told by the texts below


def test_the_gallery_has_every_kind_in_both_tongues() -> None:
    for ascii_word in (True, False):
        found = {kind for kind, word, _, _ in MISSPELT if word.isascii() == ascii_word}
        assert kinds().keys() - found <= BELOW


@pytest.mark.parametrize(("kind", "word", "text", "slip"), MISSPELT, ids=[m[1] for m in MISSPELT])
def test_a_misspelt_kind_is_one_report(kind: str, word: str, text: str, slip: Slip) -> None:
    errors = compile_text(text[: slip.start] + slip.text + text[slip.end :]).errors
    line = text.count("\n", 0, slip.start) + 1
    assert [(e.code, e.span.line) for e in errors if e.span] == [("GOV201", line)]
    assert errors[0].suggestions, slip.text


CHINESE = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  岗位 书记 { 设于：街道；数量：1名 }
  要素 大小 { 取值：小事、大事 }
  事项 纠纷 { 大小：小事 }
  流程 办 { 适用：纠纷；级 街道 { 承办：书记；时限：3天 } }
  场景 一 {
    事项：纠纷；发生于：街道·1；开始：2026-03-02 09:00
    回合 1 { 动作：签收；经过：1小时 }
    评分 { 快：10分 }
  }
}
"""
ENGLISH = """govkit 1
district Hill {
  level Town { count: 1 }
  post Head { at: Town; quota: 1/Town }
  attribute size { values: small, large }
  matter Noise { size: small }
  process Way { applies_to: Noise; tier Town { handler: Head; limit: 3 days } }
  scenario One {
    matter: Noise; unit: Town·1; at: 2026-03-02 09:00
    turn 1 { move: sign_for; after: 1 hours }
    rubric { quick: 10 points }
  }
}
"""
LESSON = CHINESE.replace(
    "    评分 {",
    """    角色 书记 { 岗位：书记 }
    导调信息 水位 { 时刻：20分钟；情形：“水涨了。” }
    处置结果 好 { 评级：最佳 }
    环节 2 “做什么？” { 选项 走 “走一趟” { 评级：最佳 } }
    评分 {""",
)
STORY = ENGLISH.replace(
    "    rubric {",
    """    seat Head { post: Head }
    inject Water { at: 20 minutes; story: "It rises." }
    ending Good { grade: best }
    turn 2 "What?" { option Go "Go there" { grade: best } }
    rubric {""",
)
OTHERS = {
    # a text, what is wrong in it, and the codes and lines it gives
    "a district": (CHINESE, (("地区 甲", "地曲 甲"),), (("GOV201", 2),)),
    "a district in English": (ENGLISH, (("district Hill", "distrct Hill"),), (("GOV201", 2),)),
    "a rubric": (CHINESE, (("评分 {", "评水 {"),), (("GOV201", 11),)),
    "a rubric in English": (ENGLISH, (("rubric {", "rubrik {"),), (("GOV201", 11),)),
    "a seat": (LESSON, (("角色 书记", "角水 书记"),), (("GOV201", 11),)),
    "news": (LESSON, (("导调信息", "导调信水"),), (("GOV201", 12),)),
    "an ending": (LESSON, (("处置结果", "处置结水"),), (("GOV201", 13),)),
    "an option": (LESSON, (("选项 走", "选水 走"),), (("GOV201", 14),)),
    "a seat in English": (STORY, (("seat Head", "seet Head"),), (("GOV201", 11),)),
    "news in English": (STORY, (("inject Water", "injekt Water"),), (("GOV201", 12),)),
    "an ending in English": (STORY, (("ending Good", "endink Good"),), (("GOV201", 13),)),
    "an option in English": (STORY, (("option Go", "optoin Go"),), (("GOV201", 14),)),
    "a district and a unit in it": (
        CHINESE, (("地区 甲", "地曲 甲"), ("3天", "3田")), (("GOV201", 2), ("GOV302", 7)),
    ),
    "a kind and a word in its block": (
        CHINESE, (("岗位 书记 { 设于", "岗水 书记 { 设乙"),), (("GOV201", 4), ("GOV202", 4)),
    ),
    "a kind and a word in its block in English": (
        ENGLISH, (("post Head { at", "pozt Head { ats"),), (("GOV201", 4), ("GOV202", 4)),
    ),
    "a level, and a word in the tier named by it": (
        CHINESE, (("层级 街道", "层水 街道"), ("承办", "承水")), (("GOV201", 3), ("GOV202", 7)),
    ),
    "a kind of one letter": (CHINESE, (("；级 街道", "；口 街道"),), (("GOV201", 7),)),
    "a field that lacks its colon, and is a kind": (
        CHINESE, (("事项：纠纷", "事项 纠纷"),), (("GOV208", 9),),
    ),
    "a field that lacks its colon, and is a kind, in English": (
        ENGLISH, (("matter: Noise", "matter Noise"),), (("GOV208", 9),),
    ),
    "grades that lack their colon": (CHINESE, (("取值：小", "取值：：小"),), (("GOV108", 5),)),
    "grades that begin with a number": (
        CHINESE, (("取值：小事", "取值：：一般"), ("大小：小事", "大小：一般")), (("GOV108", 5),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_what_stands_around_a_misspelt_word_is_still_read(name: str) -> None:
    text, changes, told = OTHERS[name]
    assert not compile_text(text).errors
    for good, bad in changes:
        assert text.count(good) == 1
        text = text.replace(good, bad)
    assert tuple((e.code, e.span.line) for e in compile_text(text).errors if e.span) == told


BRACES = {
    # braces that match, and still two of them stand wrong
    "one missing, one too many": (
        CHINESE, (("数量：1个 }", "数量：1个"), ("1小时 }", "1小时 } }")),
        (("GOV101", 3), ("GOV102", 10)),
    ),
    "one missing, one too many, in English": (
        ENGLISH, (("count: 1 }", "count: 1"), ("1 hours }", "1 hours } }")),
        (("GOV101", 3), ("GOV102", 10)),
    ),
    "one not opened, another not closed": (
        CHINESE, (("岗位 书记 {", "岗位 书记"), ("小事、大事 }", "小事、大事")),
        (("GOV128", 4), ("GOV101", 5)),
    ),
    "one not opened, another not closed, in English": (
        ENGLISH, (("post Head {", "post Head "), ("small, large }", "small, large")),
        (("GOV128", 4), ("GOV101", 5)),
    ),
    "one not opened, on the line above its fields": (
        CHINESE, (("场景 一 {", "场景 一"), ("小事、大事 }", "小事、大事")),
        (("GOV101", 5), ("GOV128", 8)),
    ),
    "the district closed too early": (
        CHINESE, (("大小：小事 }", "大小：小事 } }"), ("  }\n}", "  \n}")),
        (("GOV102", 6), ("GOV101", 8)),
    ),
    "a matter that lacks its brace before an attribute": (
        CHINESE, (("事项 纠纷 {", "事项 纠纷 "),), (("GOV128", 6),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BRACES)
def test_braces_that_make_up_for_each_other_are_told(name: str) -> None:
    text, changes, told = BRACES[name]
    for good, bad in changes:
        assert text.count(good) == 1
        text = text.replace(good, bad)
    assert tuple((e.code, e.span.line) for e in compile_text(text).errors if e.span) == told


@pytest.mark.parametrize("text", [
    "govkit 1\n地区 镜湖\n层级 街道 { 数量：1个 }\n  层级 社区 { 上级：街道；数量：3个 }\n",
    "govkit 1\ndistrict Lakeside\nlevel Street { count: 1 }\nmatter Noise\n",
])  # fmt: skip
def test_a_district_without_braces_has_all_that_follows(text: str) -> None:
    assert [found.code for found in compile_text(text).diagnostics if found.code < "GOV3"] == []
