"""Answers to `govkit new` that hold several things, and the tongue of the names typed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from govkit.cli.answers import named, posts, single
from govkit.cli.levels import read_levels
from govkit.cli.refusal import Refusal
from govkit.pipeline import load

from .conftest import Ran, Run

LEVELS = ("街道", "社区", "网格")
Typed = pytest.MonkeyPatch


def asked(run: Run, monkeypatch: Typed, answers: str, *arguments: str) -> Ran:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return run("new", *arguments)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("网格-网格长；社区——书记", {"网格": "网格长", "社区": "书记"}),
        ("社区—书记，网格－网格长", {"社区": "书记", "网格": "网格长"}),
        ("社区：书记、网格＝网格长。", {"社区": "书记", "网格": "网格长"}),
        ("社区->书记; 网格 → 网格长", {"社区": "书记", "网格": "网格长"}),
        ("书记（社区）", {"社区": "书记"}),
        ("书记 (社区)；网格长（网格）", {"社区": "书记", "网格": "网格长"}),
        ("社区（书记）", {"社区": "书记"}),
        ("书记——社区", {"社区": "书记"}),
        ("社区-「甲、乙」", {"社区": "甲、乙"}),
        ("书记", {"街道": "书记"}),
        ("书记（兼）", {"街道": "书记（兼）"}),
        ("「书记，主任」", {"街道": "书记，主任"}),
        ("Vice-Head", {"街道": "Vice-Head"}),
        ("Head of Fire and Rescue", {"街道": "Head of Fire and Rescue"}),
    ],
)
def test_an_answer_with_several_posts_is_taken_apart(text: str, told: dict[str, str]) -> None:
    assert posts(text, "街道", LEVELS) == told
    if "街道" not in told:
        assert named(text.strip("。"), LEVELS) == told


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("书记、主任", "GOV810"), ("书记/主任", "GOV810"), ("书记；网格长", "GOV810"),
        ("社区-书记；社区-主任", "GOV810"), ("社区-书记；网格长", "GOV810"),
        ("社区-书记/主任", "GOV810"), ("片区——片长", "GOV816"), ("片区：片长", "GOV816"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_taken_apart_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        posts(text, "街道", LEVELS)
    assert [one.code for one in refused.value.findings] == [code]


@pytest.mark.parametrize(
    "text", ["社区、网格", "社区，网格", "社区；网格", "社区/网格", "噪声／油烟", "a, b", "a; b"]
)
def test_one_name_is_one_name(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        single(text)
    assert refused.value.findings[0].code == "GOV810"
    assert single(f"「{text}」") == text


def test_a_name_with_a_word_between_stays_whole() -> None:
    for name in ("住房和城乡建设局", "Parks and Trees", "镇（街道）", "St. James", "a-b"):
        assert single(name) == name


@pytest.mark.parametrize(
    "text",
    ["网格-网格长；社区——书记", "社区——书记", "网格-网格长 40", "社区→书记", "Grid - Warden",
     "Grid -> Warden, Community -- Secretary", "书记（社区）", "社区（书记）、网格（网格长）"],
)  # fmt: skip
def test_levels_with_their_posts_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_levels(text)
    assert [one.code for one in refused.value.findings] == ["GOV811"]


def test_levels_whose_names_are_joined_may_be_written() -> None:
    wanted = {"sub-district": 1, "镇（街道）": 3, "书记（社区）": None, "网格-网格长": 9}
    assert (
        read_levels("sub-district=1，镇（街道）3个，「书记（社区）」，「网格-网格长」=9") == wanted
    )


@pytest.mark.parametrize(
    ("answer", "left"),
    [("网格-网格长；社区——书记", 1), ("网格长（网格）、社区：书记，街道=主任", 0)],
)
def test_levels_that_an_answer_names_are_not_asked_again(
    run: Run, tmp_path: Path, monkeypatch: Typed, answer: str, left: int
) -> None:
    ran = asked(run, monkeypatch, f"\n\n{answer}\n" + "主任\n" * left + "噪声\n", "湖滨")
    assert (ran.status, ran.err) == (0, "")
    model = load(tmp_path / "湖滨" / "湖滨.gov")
    assert [post.name for post in model.posts] == ["主任", "书记", "网格长"]
    assert "社区 书记" in ran.out
    assert ran.out.count("这一级由谁承办") == 1 + left


def test_a_post_of_another_level_is_kept_and_the_question_asked_again(
    run: Run, tmp_path: Path, monkeypatch: Typed
) -> None:
    ran = asked(run, monkeypatch, "\n街道=1，社区=6\n书记（社区）\n主任\n\n", "湖滨")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count("「街道」这一级由谁承办") == 2
    assert "「社区」这一级由谁承办" not in ran.out
    model = load(tmp_path / "湖滨" / "湖滨.gov")
    assert [post.name for post in model.posts] == ["主任", "书记"]


@pytest.mark.parametrize(
    ("answers", "code", "question"),
    [
        ("社区、网格\n湖滨\n\n\n\n\n\n", "GOV810", "地区叫什么名称"),
        ("\n网格-网格长；社区——书记\n\n\n\n\n\n", "GOV811", "各有多少个"),
        ("\n\n书记、主任\n\n\n\n\n", "GOV810", "「街道」这一级由谁承办"),
        ("\n\n\n\n\n噪声、油烟\n\n", "GOV810", "先写哪一类事项"),
    ],
)
def test_every_question_is_asked_again_where_an_answer_holds_too_much(
    run: Run, tmp_path: Path, monkeypatch: Typed, answers: str, code: str, question: str
) -> None:
    ran = asked(run, monkeypatch, answers, "湖滨")
    assert ran.status == 0
    assert ran.err.startswith(f"错误 {code} ") and ran.err.count("错误 ") == 1
    assert ran.out.count(question) == 2
    model = load(tmp_path / "湖滨" / "湖滨.gov")
    assert (model.name, [matter.name for matter in model.matters]) == ("湖滨", ["邻里纠纷"])


def test_a_folder_named_with_a_comma_is_a_default_that_can_be_taken(
    run: Run, tmp_path: Path, monkeypatch: Typed
) -> None:
    assert asked(run, monkeypatch, "\n" * 6, "甲，乙").status == 0
    assert load(tmp_path / "甲，乙" / "甲，乙.gov").name == "甲，乙"


def test_options_take_the_same_forms(run: Run, tmp_path: Path) -> None:
    given = "网格-网格长；社区——支书，主任（街道）"
    assert run("new", "湖滨", "--yes", "--handlers", given).status == 0
    model = load(tmp_path / "湖滨" / "湖滨.gov")
    assert [post.name for post in model.posts] == ["主任", "支书", "网格长"]
    ran = run("new", "岸", "--yes", "--handlers", "片区——片长")
    assert (ran.status, ran.err.startswith("错误 GOV816 ")) == (2, True)
    assert "「片区」" in ran.err


ENGLISH, CHINESE = "district ", "地区 "


@pytest.mark.parametrize(
    ("lang", "arguments", "head"),
    [
        ("zh_CN.UTF-8", ["East"], ENGLISH),
        ("en_GB.UTF-8", ["东湖"], CHINESE),
        ("zh_CN.UTF-8", ["2026"], CHINESE),
        ("en_GB.UTF-8", ["2026"], ENGLISH),
        ("zh_CN.UTF-8", ["Ostviertel-Süd"], ENGLISH),
        ("en_GB.UTF-8", ["m", "--levels", "街道=1，社区=6"], CHINESE),
        ("en_GB.UTF-8", ["m", "--district", "东湖"], CHINESE),
        ("en_GB.UTF-8", ["m", "--matter", "噪声"], CHINESE),
        ("zh_CN.UTF-8", ["East", "--lang", "zh"], CHINESE),
        ("en_GB.UTF-8", ["东湖", "--lang", "en"], ENGLISH),
        ("en_GB.UTF-8", ["East", "--默认"], CHINESE),
    ],
)
def test_the_tongue_follows_the_name(
    run: Run, tmp_path: Path, monkeypatch: Typed, lang: str, arguments: list[str], head: str
) -> None:
    monkeypatch.delenv("GOVKIT_LANG")
    monkeypatch.setenv("LANG", lang)
    yes = [] if "--默认" in arguments else ["--yes"]
    ran = run("new", *arguments, *yes)
    assert ran.status == 0, ran.err
    [path] = tmp_path.glob("*/*.gov")
    assert head in path.read_text(encoding="utf-8")
    assert ("接下来可以" in ran.out) == (head == CHINESE)


@pytest.mark.parametrize(
    ("name", "answers", "asks", "head"),
    [
        ("East", "\n\n\n\n\n\n", "Levels from top to bottom", ENGLISH),
        ("donghu", "东湖\n\n\n\n\n\n", "从上到下有哪些层级", CHINESE),
        ("donghu", "\n街道=1，社区=6\n\n\n\n", "「街道」这一级由谁承办", CHINESE),
        ("东湖", "East Lake\n\n\n\n\n\n", "Levels from top to bottom", ENGLISH),
    ],
)
def test_the_questions_follow_the_answers(
    run: Run, tmp_path: Path, monkeypatch: Typed, name: str, answers: str, asks: str, head: str
) -> None:
    monkeypatch.delenv("GOVKIT_LANG")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    ran = asked(run, monkeypatch, answers, name)
    assert (ran.status, ran.err) == (0, "")
    assert asks in ran.out
    [path] = tmp_path.glob("*/*.gov")
    assert head in path.read_text(encoding="utf-8")
