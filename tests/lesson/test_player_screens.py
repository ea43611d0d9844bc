"""The player in a browser: every distinct screen, keys, groups, files, the second window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govkit.values.units import Lang
from tests.lesson.chromium import Chromium
from tests.lesson.miniature import LESSONS, crowded, garage, site
from tests.lesson.showing import screens, secrets, show
from tests.lesson.test_player_logic import drawn, played

TONGUES: tuple[Lang, ...] = ("zh", "en")


# ── every screen ──
@pytest.mark.parametrize("lang", TONGUES)
@pytest.mark.parametrize("name", [*LESSONS, "crowded"])
def test_every_screen_is_whole_and_tells_no_secret(
    tab: Chromium, tmp_path: Path, name: str, lang: Lang
) -> None:
    lesson = {**LESSONS, "crowded": crowded}[name]()
    seen = screens(tab, tmp_path, lesson, lang)
    assert {"question", "reveal", "end", "debrief"} <= {one["at"] for one in seen}
    faults = [(one["what"], one["at"], one["faults"], one["text"]) for one in seen if one["faults"]]
    assert faults == []
    for one in seen:
        if one["at"] != "debrief":
            assert [text for text in secrets(lesson) if text in one["text"]] == []


def test_a_screen_that_is_not_whole_is_seen(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    shown.press("PageDown")
    assert tab.evaluate("lessonTest.faults()") == []
    spoil = "document.querySelector('.{}').style.cssText = '{}'; String(lessonTest.faults())"
    assert "is 20 px" in tab.evaluate(spoil.format("what", "font-size: 20px"))
    assert "too high" in tab.evaluate(spoil.format("cards", "padding-top: 400px"))
    assert "lies on" in tab.evaluate(spoil.format("cards", "position: absolute; top: 130px"))
    assert "is cut" in tab.evaluate(spoil.format("question", "margin-left: -200px"))


# ── a class by keys ──
def test_a_whole_lesson_by_the_buttons_of_a_page_turner(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    assert shown.press("PageDown") == "question"
    assert shown.press("PageDown", "PageDown", "PageDown", "PageDown") == "question"
    assert shown.press("F5") == "reveal"
    assert shown.press("PageDown", "PageDown", "Escape") == "reveal"
    assert shown.press("PageDown", "PageDown", "Shift+F5") == "reveal"
    assert shown.press("PageDown") == "end"
    assert shown.press("PageDown") == "debrief"
    assert shown.journal()["choices"] == ["撤人", "直报", "调度"]


def test_a_page_turner_neither_leaves_nor_loads_the_page_anew(
    tab: Chromium, tmp_path: Path
) -> None:
    shown = show(tab, tmp_path, garage())
    tab.evaluate("window.same = true")
    assert shown.press("F5", "Shift+F5", "Escape", "PageDown", "F5") == "question"
    assert tab.evaluate("window.same") is True


def test_taken_back_to_the_start_all_is_as_before(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    shown.press("PageDown")
    first = shown.text
    for letter in ("a", "b", "a"):
        shown.press(letter, "r", "PageDown")
    assert shown.text != first
    while shown.press("PageUp") != "start":
        pass
    shown.press("PageDown")
    assert shown.text == first
    choices = shown.journal()["choices"]
    assert choices.count("undo") == len(choices) / 2 == 3


def test_a_struck_option_cannot_be_chosen(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    shown.press("PageDown", "2", "r", "PageDown")
    assert "流程不允许" in shown.text
    assert shown.press("2", "r") == "question"
    assert shown.press("PageDown", "PageDown", "r") == "reveal"  # from A over B to C
    assert shown.journal()["choices"] == ["逐级", "先报"]


def test_news_for_one_seat_is_only_announced(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    assert shown.open_journal("撤人", "直报") == "question"
    assert "网格长 收到一条导调信息" in shown.text
    assert "没有收到你们的报告" not in shown.text
    shown.tab.evaluate("window.open = () => null")
    shown.press("f", "f")
    assert "没有收到你们的报告" in tab.evaluate("document.getElementById('desk').innerText")


# ── groups ──
def test_a_class_of_six_groups(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    assert shown.press("6", "PageDown") == "question"
    shown.press(*"1D2B3C4B5D6B")
    assert "6 / 6 组已定" in shown.text
    assert shown.press("r") == "reveal"  # B is not allowed, D has most of the others
    assert "D\n守住入口" in shown.text
    assert "3 组 流程不允许" in shown.text
    shown.press("PageDown", *"1A2B", "r")
    assert shown.press("r") == "question"
    assert "一样多" in shown.text
    tab.evaluate("document.querySelectorAll('button.card')[0].click()")
    assert shown.press("r") == "reveal"
    assert shown.press("g") == "scores"
    bars = tab.evaluate("[...document.querySelectorAll('.bars li')].map((one) => one.innerText)")
    assert [one.split()[:2] for one in bars] == [
        ["1", "4"], ["2", "0"], ["3", "1"], ["4", "0"], ["5", "2"], ["6", "0"],
    ]  # fmt: skip


def test_what_the_groups_said_is_not_lost_by_a_stray_key(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage(), groups=6)
    shown.press("PageDown", *"1d2d3d4d5d6d")
    assert shown.press("Escape") == "question"
    assert shown.press("j", "PageUp") == "question" and "6 / 6" in shown.text
    assert shown.press("a") == "question" and "改走 A" in shown.text  # it is asked, and R would go
    shown.press("a")
    assert shown.press("PageDown") == "reveal"  # what the groups said, not the next mark
    assert shown.journal()["choices"] == ["撤人"]
    assert shown.press("PageUp") == "question" and "6 / 6" in shown.text
    assert shown.press("PageUp") == "question" and "再按一次" in shown.text
    assert shown.press("PageUp") == "start"


def test_a_tie_is_settled_by_a_letter_b_among_them(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage(), groups=2)
    shown.press("PageDown", *"1a2d")
    assert shown.press("r") == "question" and "一样多" in shown.text
    shown.press("b")
    assert "dark" not in tab.evaluate("document.body.className")
    assert shown.press("r") == "reveal"


def test_groups_are_clicked_as_they_are_typed(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage(), groups=3)
    shown.press("PageDown")
    click = "document.querySelector('[data-act=\"{}\"]').click()"
    for act in ("group:2", "mark:3", "group:3", "mark:3", "group:1", "mark:1"):
        tab.evaluate(click.format(act))
    assert "3 / 3 组已定" in shown.text
    tab.evaluate(click.format("reveal"))
    assert shown.journal()["choices"] == ["撤人"]


def test_b_is_black_where_it_is_no_letter(tab: Chromium, tmp_path: Path) -> None:
    dark = "document.body.classList.contains('dark')"
    shown = show(tab, tmp_path, garage(), groups=2)
    shown.press("PageDown", "b")
    assert tab.evaluate(dark) is True
    assert shown.press("PageDown") == "question"
    assert tab.evaluate(dark) is False
    shown.press("1", "b")
    assert (tab.evaluate(dark), "1 / 2 组已定" in shown.text) == (False, True)
    shown.press(".")
    assert tab.evaluate(dark) is True


def test_the_countdown_runs_and_stands_still(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    clock = "document.querySelector('.timer').textContent"
    late = "Date.now = ((then) => () => then + {})(performance.timeOrigin)"
    tab.evaluate(late.format(1000))
    shown.press("PageDown")
    assert tab.evaluate(clock) == "1:00"
    shown.press("t")
    tab.evaluate(late.format(19_000))
    shown.press("t")
    assert tab.evaluate(clock) == "0:42"
    tab.evaluate(late.format(50_000))
    shown.press("t")
    assert tab.evaluate(clock) == "0:42"
    tab.evaluate(late.format(100_000))
    shown.press("a")
    assert tab.evaluate("document.querySelector('.timer').className") == "timer out"


# ── files and the second window ──
@pytest.mark.parametrize("name", LESSONS)
def test_drawn_courses_go_in_and_come_out_as_in_node(
    tab: Chromium, tmp_path: Path, name: str
) -> None:
    lesson = LESSONS[name]()
    courses = [drawn(lesson, seed, undo=0.1) for seed in range(10)]
    shown = show(tab, tmp_path, lesson)
    for course, walk in zip(courses, played(lesson, courses), strict=True):
        shown.open_journal(*course)
        assert shown.journal() == walk["journal"]
        shown.press("j")
        score = walk["score"]
        while f"{score['got']} 分，满分 {score['full']} 分" not in shown.text:
            before = shown.text
            shown.press("PageDown")
            assert shown.text != before


@pytest.mark.parametrize(
    ("change", "says"),
    [({"format": "x"}, "不是"), ({"seed": "99"}, "另一节课"), ({"choices": ["飞走"]}, "走不通")],
)
def test_a_strange_journal_is_refused_in_words(
    tab: Chromium, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    shown = show(tab, tmp_path, garage())
    assert shown.press("PageDown") == "question"
    assert shown.open_journal(**change) == "question"
    assert says in shown.text


def test_the_facilitators_window(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, site(), "zh")
    shown.press("PageDown", "f")
    [window] = tab.others()
    first, tab.session = tab.session, tab.attach(window)
    try:
        text = tab.evaluate("document.body.innerText")
        assert "70%" in text and "定为这个结果（抽中）" in text
        tab.evaluate("document.querySelector('[data-act=\"take:1:0\"]').click()")
        assert "Build" in tab.evaluate("document.body.innerText")
    finally:
        tab.session = first
    assert tab.evaluate("lessonTest.at()") == "reveal"
    assert shown.journal()["choices"] == ["Again#1"]
    tab.call("Target.closeTarget", targetId=window)


def test_where_no_window_may_open_this_one_is_turned_over(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    tab.evaluate("window.open = () => null")
    shown.press("PageDown", "f")
    assert "不要提示先撤人" not in tab.evaluate("document.body.innerText")  # it asks first
    assert "答案会显示在这块屏上" in shown.text
    shown.press("f")
    assert "不要提示先撤人" in tab.evaluate("document.body.innerText")
    assert "不要提示先撤人" not in shown.text
    shown.press("f")
    assert "不要提示先撤人" not in tab.evaluate("document.body.innerText")


# ── access ──
def test_headings_buttons_tongue_and_what_is_said(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage(), "en")
    assert tab.evaluate("document.documentElement.lang") == "en"
    shown.press("PageDown")
    headings = "[...document.querySelectorAll('h1, h2, h3')].map((one) => one.tagName).join()"
    assert tab.evaluate(headings) == "H1,H2"
    said = "document.querySelector('[aria-live]').textContent"
    assert "第一件事" in tab.evaluate(said)
    shown.press("d", "r")
    assert "七名车主都上来了" in tab.evaluate(said)
    assert tab.evaluate("document.querySelectorAll('[data-act]:not(button)').length") == 0


def test_the_focus_is_seen_and_stays(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    shown.press("PageDown", "Tab", "Tab")
    tab.evaluate("document.querySelectorAll('button.card')[1].focus()")
    shown.press("a")
    style = "getComputedStyle(document.activeElement)"
    assert tab.evaluate(f"{style}.outlineWidth + {style}.outlineStyle") == "4pxsolid"
    assert tab.evaluate("document.activeElement.dataset.act") == "mark:1"


def test_nothing_moves_and_contrast_is_respected(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    shown.press("PageDown")
    moving = """[...document.querySelectorAll("*")].map((one) => getComputedStyle(one))
      .filter((one) => one.transitionDuration !== "0s" || one.animationName !== "none").length"""
    assert tab.evaluate(moving) == 0
    paper = "getComputedStyle(document.body).backgroundColor"
    before = tab.evaluate(paper)
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-contrast", "value": "more"}])
    assert tab.evaluate(paper) != before
    tab.call("Emulation.setEmulatedMedia", features=[])


ALL_REACHED = """[...document.querySelectorAll("button")].every((one) => {
  one.scrollIntoView();
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return left >= 0 && right <= innerWidth && top < innerHeight && bottom > 0;
})"""


def test_at_two_hundred_per_cent_all_can_be_reached(tab: Chromium, tmp_path: Path) -> None:
    shown = show(tab, tmp_path, garage())
    try:
        tab.resize(512, 384)
        shown.press("PageDown")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
        assert tab.evaluate(ALL_REACHED) is True
    finally:
        tab.resize(1024, 768)


def test_leaving_asks_once_something_was_chosen(tab: Chromium, tmp_path: Path) -> None:
    shown, asked = show(tab, tmp_path, garage()), tab.asked
    shown.press("PageDown")
    tab.open(tmp_path / "zh.html")
    assert tab.asked == asked
    tab.press("PageDown", "a", "r")
    tab.open(tmp_path / "zh.html")
    assert tab.asked == asked + 1
