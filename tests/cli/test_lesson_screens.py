"""The screens of a lesson: twelve lines, the question last, nothing of the debrief before it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import pytest

from govkit.cli.screen import Screen
from govkit.cli.simulate.lesson import LessonPlay, transcript
from govkit.cli.simulate.linear import LinearPlay
from govkit.cli.simulate.playing import Playing
from govkit.cli.simulate.sheet import HEIGHT, Page, Passage, Scene, pages
from govkit.cli.simulate.stage import Stage
from govkit.diagnostics.width import width
from govkit.engine import Engine
from govkit.pipeline import load
from govkit.scenario import Graph, Route, Walk, explore, read_course
from govkit.scenario.stories import Stories
from govkit.values.units import Lang
from tests.scenario.by_hand import TEXTS, lesson

HIDDEN = ("goal", "lesson", "remark", "judged")
LANGS: tuple[Lang, ...] = ("zh", "en")


def ways(graph: Graph) -> Iterator[Route]:
    """A walk for each outcome of each state, and the one before any choice."""
    shortest = {0: Route(graph)}
    waiting = [0]
    yield shortest[0]
    while waiting:
        route = shortest[waiting.pop(0)]
        for offer in route.state.offers:
            for number in range(1, len(offer.to) + 1):
                after = route.choose(offer.option, number)
                yield after
                if after.number not in shortest:
                    shortest[after.number] = after
                    waiting.append(after.number)


def plain(page: Page) -> list[str]:
    return ["".join(text for _, text in pieces) for pieces in page.lines] + [page.prompt]


def screens(play: LessonPlay, room: int) -> list[list[str]]:
    return [plain(page) for page in pages(play.scene(), room, "Enter >")]


def check(graph: Graph, columns: int, hold: bool, hidden: frozenset[str]) -> int:
    """Check every screen of a lesson at a width; how many there were."""
    stage = Stage(Screen(graph.lang))
    seen = 0
    for route in ways(graph):
        play = LessonPlay(stage, route, hold)
        scene = play.scene()
        for lines in screens(play, columns - 1):
            seen += 1
            assert len(lines) <= HEIGHT
            assert max(map(width, lines)) <= columns
            text = "\n".join(lines)
            text.encode("gbk", "replace" if graph.lang == "en" else "strict")
            assert not [one for one in hidden if one in text]
        if not route.is_over:
            last = [one for passage in scene.choices for one in passage.lines(columns - 1)]
            told = ["".join(text for _, text in pieces) for pieces in last]
            assert lines[-1 - len(told) :] == [*told, scene.prompt]
    return seen


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_screen_is_longer_than_twelve_lines_or_tells_the_point(
    lang: Lang, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    hidden = frozenset(TEXTS[lang][name] for name in HIDDEN)
    graph = lesson(lang)
    marks = {"▲", "√"}
    for hold in (False, True):
        names = hidden | marks if hold else hidden - {TEXTS[lang]["judged"]}
        assert check(graph, columns, hold, names) >= 10


def scene(news: int, asked: int) -> Scene:
    passages = tuple(Passage(f"news {number}") for number in range(news))
    choices = tuple(Passage(f"choice {number}") for number in range(asked))
    return Scene(("head", ""), passages, (Passage("case"),), (Passage("what?"),), choices, "> ")


def test_the_blank_line_goes_first_then_news_are_told_before() -> None:
    for news, asked in product(range(25), range(13)):
        check_pages(news, asked)


def check_pages(news: int, asked: int) -> None:
    told = [plain(page) for page in pages(scene(news, asked), 79, "on > ")]
    lines = [line for page in told for line in page[:-1] if line not in ("head", "")]
    assert lines == [
        *(f"news {number}" for number in range(news)),
        "case",
        "what?",
        *(f"choice {number}" for number in range(asked)),
    ]
    assert all(len(page) <= HEIGHT for page in told)
    assert [page[-1] for page in told] == ["on > "] * (len(told) - 1) + ["> "]
    on_one = news + asked + 3 <= HEIGHT - 1
    assert (len(told) == 1) == on_one
    assert ("" in told[0]) == (news + asked + 3 < HEIGHT - 1) or not on_one


class Keys:
    """A walk over the lesson made by hand, with what is typed; what it printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capsys = monkeypatch, capsys

    def __call__(self, text: str, lang: Lang = "zh", *, hold: bool = False) -> tuple[int, str]:
        self.patch.setattr("sys.stdin", io.StringIO(text))
        stage = Stage(Screen(lang))
        play = LessonPlay(stage, Route(lesson(lang)), hold)
        status = Playing(stage, play, ("govkit simulate .", "1"), None, plain=True).run()
        return status, self.capsys.readouterr().out


@pytest.fixture
def keys(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Keys:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return Keys(monkeypatch, capsys)


def saved() -> list[str]:
    found = json.loads(next(Path().glob("*.walk.json")).read_text("utf-8"))
    assert found["format"] == "govkit-walk/2"
    return list(found.get("choices", []))


def test_a_refused_choice_is_struck_out_and_says_why(keys: Keys) -> None:
    status, out = keys("\n2\n2\n")
    assert status == 0
    assert "× 流程不允许，件没有动：从「网格」到「村（社区）」" in out
    assert "×2 先报村（社区）管理站，请他们往上报（流程不允许）" in out
    assert "第 2 项已划去" in out
    assert "不合法" not in out
    assert saved() == ["逐级"]


def test_why_is_told_beside_and_any_key_goes_back_to_the_same_screen(keys: Keys) -> None:
    _, out = keys("\n3\nw\n\nr\n")
    assert "依据　流程「急时直报」" in out and "出处　预案·三" in out
    shown = [one.partition(" > ")[0] for one in out.split("23:10")[1:]]
    assert len(shown) == 3 and len(set(shown)) == 1


def test_undo_goes_back_also_after_the_end_and_from_the_debrief(keys: Keys) -> None:
    _, out = keys("\n3\n1\nu\n2\n\nu\nu\n")
    assert saved() == ["撤人", "架泵", "undo", "核人", "undo", "undo"]
    assert out.count("处置结果：") == 2


def test_the_debrief_comes_last_with_the_point_at_its_very_end(keys: Keys) -> None:
    _, out = keys("\n3\n2\n\n\n\n\n")
    before, _, after = out.partition("── 讲评")
    for name in HIDDEN[:3]:
        assert TEXTS["zh"][name] not in before
        assert TEXTS["zh"][name] in after
    assert after.index("8/8") < after.index(TEXTS["zh"]["lesson"])
    assert "演练结束" in out and "已保存：车库进水.walk.json" in out


def test_grades_can_be_held_back(keys: Keys) -> None:
    _, out = keys("\n1\n", hold=True)
    assert "欠妥" not in out and TEXTS["zh"]["first"] not in out
    assert TEXTS["zh"]["wet"] in out


def test_full_width_keys_and_letters_choose(keys: Keys) -> None:
    keys("\n３\nＡ\n")
    assert saved() == ["撤人", "架泵"]


@pytest.mark.parametrize("text", ["", "\n", "\nq\n", "q\n", "\nk\n\n?\n\nq\n"])
def test_a_walk_without_a_choice_leaves_no_file(keys: Keys, text: str) -> None:
    status, out = keys(text, "en")
    assert status == 0 and "To begin again: govkit simulate . 1" in out
    assert list(Path().iterdir()) == []


def test_what_came_for_one_seat_is_told_when_it_plays(keys: Keys) -> None:
    _, out = keys("\n1\n")
    assert TEXTS["zh"]["call"] not in out  # it was for the warden, and the pump leader plays


def test_a_card_is_that_of_the_seat_and_tells_nothing_that_another_knows() -> None:
    stage = Stage(Screen("zh"))
    graph = lesson()
    (chief, pump), silent = graph.roles, graph.roles[0].model_copy(update={"name": "electrician"})
    route = Route(lesson(roles=(chief, pump, silent)))
    told = "\n".join(one.text for one in LessonPlay(stage, route).cards())
    assert told.count(TEXTS["zh"]["knows"]) == 1 and TEXTS["zh"]["pump"] in told
    told = "\n".join(one.text for one in LessonPlay(stage, route.chosen("撤人")).cards())
    assert TEXTS["zh"]["knows"] not in told and told.count(TEXTS["zh"]["chief"]) == 1


def test_what_came_while_others_played_is_told_once_when_the_seat_is_asked_again() -> None:
    graph = lesson()
    pumping = graph.states[3]
    back = pumping.offers[1].to[0].model_copy(update={"state": 0})
    offers = (pumping.offers[0], pumping.offers[1].model_copy(update={"to": (back,)}))
    states = list(graph.states)
    states[3] = pumping.model_copy(update={"offers": offers})
    stage = Stage(Screen("zh"))
    shown = []
    route = Route(lesson(states=tuple(states)))
    for choice in ("帮挪车", "核人", "帮挪车", "核人"):
        route = route.chosen(choice)
        text = "\n".join(one.text for one in LessonPlay(stage, route).scene().news)
        shown.append(text.count(TEXTS["zh"]["call"]))
    assert shown == [0, 1, 0, 1]


def test_an_interrupt_saves_and_says_where(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupting(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    stage = Stage(Screen("en"))
    monkeypatch.setattr("sys.stdin", Interrupting("\n3\n"))
    play = LessonPlay(stage, Route(lesson("en")))
    assert Playing(stage, play, ("govkit simulate .", "1"), None, plain=True).run() == 130
    assert "Saved: Garage.walk.json" in capsys.readouterr().out


def test_a_closed_input_ends_it_cleanly(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO("x")
    closed.close()
    stage = Stage(Screen("zh"))
    for stdin in (closed, None):
        monkeypatch.setattr("sys.stdin", stdin)
        play = LessonPlay(stage, Route(lesson()))
        assert Playing(stage, play, ("govkit simulate .", "1"), None, plain=True).run() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_author_s_course_is_told_screen_by_screen(
    lang: Lang, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    transcript(Stage(Screen(lang)), Route(lesson(lang)).author())
    out = capsys.readouterr().out
    assert "8/8" in out
    assert max(width(line) for line in out.splitlines()) <= 80
    marks = [out.index(text) for text in (TEXTS[lang]["ask1"], TEXTS[lang]["cleared"])]
    marks += [out.index(TEXTS[lang]["ask2"]), out.index(TEXTS[lang]["safe_story"])]
    assert all(one < other for one, other in pairwise(marks))


EXAMPLES = Path(__file__).parents[2] / "examples"
MODELS = [
    *(EXAMPLES / name for name in ("guangming", "haolinju", "binzhou", "quanyu", "qixian")),
    *(EXAMPLES / name / "english" for name in ("guangming", "quanyu")),
    *sorted((EXAMPLES / "gallery").glob("*.gov")),
]


def check_linear(engine: Engine, name: str, columns: int) -> int:
    """Check the screens of a linear scenario: its course, and each choice on the way."""
    course = read_course(engine.model, name)
    stage, stories = Stage(Screen(engine.lang)), Stories.of(engine, course)
    play = LinearPlay(stage, Walk.begin(engine, course), stories)
    seen = 0
    while True:
        now = play.walk.decision
        after = [play.choose(one.number) for one in now.choices] if now else []
        for shown in (play, *after):
            assert isinstance(shown, LinearPlay)
            for page in pages(shown.scene(), columns - 1, "Enter >"):
                seen += 1
                lines = plain(page)
                assert len(lines) <= HEIGHT and max(map(width, lines)) <= columns
                assert not course.lesson or course.lesson not in "\n".join(lines)
        if now is None:
            return seen
        best = play.choose(next(one.number for one in now.choices if one.move == now.best))
        assert isinstance(best, LinearPlay)
        play = best


@pytest.mark.nightly
@pytest.mark.parametrize("path", MODELS, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_screen_of_any_lesson_is_longer_or_wider(path: Path) -> None:
    engine = Engine(load(path))
    for scenario in engine.model.scenarios:
        if not scenario.is_branching:
            for columns in (60, 80, 120):
                assert check_linear(engine, scenario.name, columns) > 3
        else:
            graph = explore(engine, scenario.name)
            about = graph.about
            hidden = frozenset(map(graph.text, (*about.goals, about.lesson, about.notes))) - {""}
            for columns in (60, 80, 120):
                assert check(graph, columns, False, hidden) > 0
