"""The table of near words: every row leads somewhere, is found, and hides no word."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from govkit.cli.lexicon import everything, known, search
from govkit.cli.wording import Tongue
from govkit.diagnostics import Both
from govkit.pipeline import compile_text
from govkit.vocabulary.folder import grammars
from govkit.vocabulary.near import NearWord, folded, near_words

from .conftest import Run

TONGUES: tuple[Tongue, ...] = ("zh", "en")
ROWS = tuple(near_words().values())
ENTRIES = {lang: everything(lang) for lang in TONGUES}
SPELLED = {folded(s) for entry in ENTRIES["zh"] for s in entry.spellings if s}
# As the issue names them; 回避 is a spelling of the language itself.
NAMED = {
    "一票否决": "结果", "约谈": "连续", "换届": "任期", "选举": "来源", "试行": "施行",
    "罚则": "不纳入", "每周一": "频次", "复查": "流程", "回避": "职责分离",
    "span of control": "管理幅度",
}  # fmt: skip


def test_the_table_is_large_in_both_tongues_without_the_words_of_the_language() -> None:
    words = [row.word for row in ROWS if folded(row.word) not in SPELLED]
    chinese = [word for word in words if not word.isascii()]
    assert len(chinese) >= 300
    assert len(words) - len(chinese) >= 180


def test_no_row_stands_there_twice() -> None:
    with (grammars() / "near_words.csv").open(encoding="utf-8", newline="") as table:
        words = Counter(folded(row["word"]) for row in csv.DictReader(table))
    assert [word for word, times in words.items() if times > 1] == []
    assert len(words) == len(ROWS)


@pytest.mark.parametrize("lang", TONGUES)
def test_every_row_leads_to_a_word_of_the_language(lang: Tongue) -> None:
    ids = {one for entry in ENTRIES[lang] for one in entry.ids}
    assert [(row.word, lead) for row in ROWS for lead in row.leads if lead not in ids] == []
    assert [row.word for row in ROWS if not row.leads] == []
    for row in ROWS:  # and says it: what no word says, a sentence does
        assert row.text(lang) or row.said(lang) or row.leads[0].startswith("unit."), row.word


def test_an_id_is_that_of_one_word() -> None:
    for lang in TONGUES:
        ids = Counter(one for entry in ENTRIES[lang] for one in entry.ids)
        assert [one for one, times in ids.items() if times > 1] == []


def test_a_sentence_is_there_in_both_tongues_or_in_none() -> None:
    assert [row.word for row in ROWS if bool(row.en_text) != bool(row.zh_text)] == []
    said = [row for row in ROWS if row.en_text]
    assert [
        r.word for r in said if not (r.en_text.endswith(".") and r.zh_text.endswith("。"))
    ] == []
    # A word that is words only says where to write it.
    bare = [row.word for row in ROWS if row.leads == ("*.note",) and not row.en_text]
    assert set(bare) <= {"标题", "注释", "注解", "footnote"}


def test_a_sentence_names_words_of_its_own_tongue() -> None:
    spelled = {s for entry in ENTRIES["zh"] for s in entry.spellings}
    for row in ROWS:
        for piece in row.zh_text.split("「")[1:]:
            named = piece.partition("」")[0]
            word = named.partition("：")[0]
            figure = named[0] in "≥≤约" or named == row.word
            assert word in spelled or figure, (row.word, named)
        for named in row.en_text.split("`")[1::2]:
            word = named.partition(":")[0]
            figure = named[0] in "≥≤" or named.startswith("about ") or "_of_every_" in named
            assert word in spelled or figure, (row.word, named)


def test_a_value_that_a_sentence_shows_can_be_typed() -> None:
    shown = []
    for row in ROWS:
        pieces = [piece.partition("」")[0] for piece in row.zh_text.split("「")[1:]]
        pieces += row.en_text.split("`")[1::2]
        shown += [(row.word, piece) for piece in pieces if ":" in piece or "：" in piece]
    assert len(shown) > 10
    for word, line in shown:
        kind = "岗位 书记 { 设于：街道；" if line[0] in "任t" else "会议 例会 { 召集：街道；"
        assert compile_text(_text(f"{kind}{line} }}"), "a.gov").errors == (), (word, line)
    for row in ROWS:
        if "频次里直接写" in row.zh_text:
            line = f"会议 例会 {{ 召集：街道；频次：{row.word} }}"
            assert compile_text(_text(line), "a.gov").errors == (), row.word


@pytest.mark.parametrize("lang", TONGUES)
def test_every_row_is_found_and_hides_no_word(lang: Tongue) -> None:
    entries = ENTRIES[lang]
    by_id = {one: entry for entry in entries for one in entry.ids}
    for row in ROWS:
        found = search(row.word, entries)
        assert found.meant == (row,), row.word
        assert {by_id[lead] for lead in row.leads} <= set(found.entries), row.word
        exact = folded(row.word) in SPELLED
        assert found.spelled == exact, row.word
        if exact:
            assert folded(row.word) in map(folded, found.entries[0].spellings), row.word


def test_a_row_that_is_a_word_of_the_language_leads_to_another() -> None:
    by_id = {one: entry for entry in ENTRIES["zh"] for one in entry.ids}
    for row in ROWS:
        if folded(row.word) in SPELLED:
            led = [by_id[lead] for lead in row.leads]
            assert any(folded(row.word) not in map(folded, e.spellings) for e in led), row.word


@pytest.mark.parametrize(("word", "first"), NAMED.items())
def test_the_words_an_office_asks_for(run: Run, word: str, first: str) -> None:
    assert search(word, ENTRIES["zh"]).entries[0].word == first
    ran = run("words", *word.split())
    assert (ran.status, ran.err) == (0, "")
    assert first in ran.out


def test_several_words_at_once(run: Run) -> None:
    for typed in (["约谈", "时限", "span", "of", "control"], ["约谈、时限，span of control"]):
        ran = run("words", *typed)
        assert ran.status == 0
        assert "没有「约谈」这个词" in ran.out
        assert "「时限」：" in ran.out
        assert "没有「span of control」这个词" in ran.out
        assert "管理幅度" in ran.out
    both = run("words", "veto", "deadline", "--lang", "en").out
    assert "There is no word `veto`" in both and "`deadline`:" in both


def test_a_word_among_several_that_leads_nowhere_is_told_at_the_end(run: Run) -> None:
    ran = run("words", "约谈", "qqqq", "时限")
    assert ran.status == 1
    assert "连续" in ran.out and "时限：5工作日" in ran.out
    assert ran.err.count("GOV813") == 1 and "「qqqq」" in ran.err


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("一票否觉", "一票否决"),
        ("管理副度", "管理幅度"),
        ("electoin", "election"),
        ("cadance", "cadence"),
    ],
)
def test_an_unknown_word_gets_near_spellings(run: Run, typed: str, near: str) -> None:
    found = search(typed, ENTRIES["zh"])
    assert near in found.near
    if not found.entries:
        assert near in run("words", typed).err


@pytest.mark.parametrize(
    ("typed", "row"),
    [("组织约谈", "约谈"), ("约谈督办情况", "约谈"), ("否决", "一票否决"),
     ("the election rules", "election"), ("of control", "span of control")],
)  # fmt: skip
def test_a_longer_or_a_shorter_word_leads_to_its_row(typed: str, row: str) -> None:
    assert row in [one.word for one in search(typed, ENTRIES["en"]).meant]


def test_blanks_strokes_and_large_letters_make_no_difference() -> None:
    for typed in ("Span of Control", "span_of_control", "span-of-control", "  span  of control "):
        assert [row.word for row in search(typed, ENTRIES["en"]).meant] == ["span of control"]
        assert known(typed, ENTRIES["en"])


def _text(line: str) -> str:
    return f"govkit 1\n地区 甲 {{\n  层级 街道 {{ 数量：1个 }}\n{line}\n}}\n"


@pytest.mark.parametrize(
    ("line", "code", "zh", "en", "suggested"),
    [
        ("岗位 书记 { 设于：街道；罚则：“罚” }", "GOV202", "「不纳入」", "`left_out`", ("说明",)),
        ("岗位 书记 { 设于：街道；换届：3年 }", "GOV202", "任期：3年", "`term: 3 years`",
         ("任期", "来源")),
        ("会议 例会 { chairperson: 街道 }", "GOV202", "「会议」的「召集」",
         "`convener` of a `meeting`", ("convener",)),
        ("事项 噪声 { 首问负责：街道 }", "GOV202", "「主责」", "`owner`", ("主责",)),
        ("事项 噪声 { 大小：小事 }", "GOV215", "", "", ()),
        ("罚则 一 { 说明：“罚” }", "GOV201", "「不纳入」", "`left_out`", ()),
        ("职位 书记 { 设于：街道 }", "GOV201", "「岗位」", "`post`", ("岗位",)),
        ("department Centre { 设于：街道 }", "GOV201", "「机构」", "`body`", ("body",)),
    ],
)  # fmt: skip
def test_a_text_is_told_what_to_use(
    line: str, code: str, zh: str, en: str, suggested: tuple[str, ...]
) -> None:
    found = compile_text(_text(line), "a.gov").errors
    assert [one.code for one in found] == [code]
    told = found[0].args.get("elsewhere", Both("", ""))
    assert isinstance(told, Both)
    assert zh in told.word("zh") and en in told.word("en")
    assert found[0].suggestions == suggested


def test_a_word_that_is_near_nothing_is_told_as_before() -> None:
    [found] = compile_text(_text("岗位 书记 { 设于：街道；上极：甲 }"), "a.gov").errors
    assert found.code == "GOV202" and "上级" in found.suggestions
    assert found.args["elsewhere"] == Both("", "")


def test_the_table_is_read_by_nobody_whose_words_are_right() -> None:
    near_words.cache_clear()
    compile_text(_text("岗位 书记 { 设于：街道 }"), "a.gov")
    assert near_words.cache_info().currsize == 0
    compile_text(_text("岗位 书记 { 换届：3年 }"), "a.gov")
    assert near_words.cache_info().currsize == 1


def test_a_row_says_its_fields_of_a_kind() -> None:
    row = NearWord("x", ("post.term", "tier.limit", "*.note"), "", "")
    assert list(row.fields("post", "zh")) == ["任期", "说明"]
    assert row.said("en") == "`term` of a `post`, `limit` of a `tier`, `note`"
