"""Documents that the tests of this room and of the formats share."""

from __future__ import annotations

import pytest

from govkit.document.building import cell, items, labelled, line, note, paragraphs, tick
from govkit.document.parts import (
    Blank,
    Column,
    Document,
    Heading,
    Keep,
    PageBreak,
    Paragraph,
    Run,
    Table,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "[/x] [a](http://b.example) ![i](j) www",
    "=1+1",
    "@SUM(1)",
    "- 一",
    "12) 二",
    "# 三 #",
    "    四",
    "***",
    "|a|b|",
    "&amp; &#60; ]]> --",
    "\\ `c` ~~d~~ *e* _f_ $g$",
    "甲\u202e乙\u200b丙\x07丁\x00戊\ufffe己\ud800",
    "制表\t符",
    "𠮷 ① ㎡",
    "<br> <U+202E>",
    "长" * 400,
)


def document(lang: str, *, wide: bool = False, words: tuple[str, ...] = HOSTILE) -> Document:
    """Every part once, nested as far as they nest, with the given words in each kind of place."""
    told = {"zh": ("序号", "消息", "只给本人看"), "en": ("No.", "Inject", "For you alone")}[lang]
    number, inject, alone = told
    merged = Table(
        (Column(number, 1, "center"), Column(inject, 4), Column("", 2)),
        (
            (cell("1"), cell("上报", "签收", down=2), cell(room=2)),
            (cell("2", align="right"), cell(line("新", "new"), shade=True)),
            (cell("两列", across=2), cell(tick(""))),
            *((cell(word, across=2), cell(word)) for word in words),
        ),
        head=((cell("一组", across=2), cell("另一组")),),
        caption=f"{inject} 1",
    )
    bare = Table((Column(), Column()), ((cell("甲"), cell()), (cell(), cell("乙"))))
    card = Keep(
        (
            Heading(2, "角色卡"),
            Paragraph(labelled("岗位：", "网格长")),
            *items("可以上报", "可以签收"),
            bare,
            Blank(2),
            note(alone),
        ),
        framed=True,
        to_page=2,
    )
    marks = (
        Run("新", "new"),
        Run("旧", "gone"),
        Run("重", "strong"),
        Run("轻", "quiet"),
        Run("。"),
    )
    return Document(
        lang,  # type: ignore[arg-type]
        "暴雨夜，地下车库进水",
        (
            Heading(1, "一、情形"),
            *paragraphs("暴雨。\n\n库里还有人挪车。"),
            Paragraph(marks),
            *(Paragraph(line(word)) for word in words),
            *items(*words),
            *(Heading(3, word) for word in words),
            merged,
            PageBreak(),
            card,
            Keep((Heading(3, "不分开"), Paragraph(tick("做到了")), bare)),
        ),
        subtitle="主持流程",
        foot="抽签号 7 & <7>",
        wide=wide,
    )


@pytest.fixture(params=["zh", "en"])
def every_part(request: pytest.FixtureRequest) -> Document:
    return document(request.param, wide=request.param == "en")
