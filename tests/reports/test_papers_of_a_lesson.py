"""The seven papers: what each has to say, and what pupils must not read before the debrief."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from govkit.document.parts import Document, Heading, Keep, Table
from govkit.document.reading import texts, words
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from govkit.export.markdown import to_markdown
from govkit.model.governance import Governance
from govkit.reports.lesson.papers import Paper, papers
from govkit.reports.lesson.plan import plan
from govkit.reports.lesson.setting import Setting
from govkit.reports.lesson.wording import TABLE, said
from govkit.scenario.graph import Graph
from tests.reports.conftest import lesson

IDS = ("run_sheet", "injects", "seat_cards", "slips", "observation", "answers", "participants")
# What is judged, noted or meant: never before the debrief on a paper that leaves the facilitator.
KEPT = ("about-goal", "about-notes", "about-lesson", "about-debrief", "turn-notes", "turn-tests",
        "inject-tests", "inject-expects", "inject-when", "debrief-", "rule-one", "cite-one",
        "why-not", "story-", "ending-", "assumed-one")  # fmt: skip
OPEN = ("seat_cards", "slips", "observation", "participants")


def by_id(graph: Graph, model: Governance) -> dict[str, Paper]:
    return {paper.id: paper for paper in papers(graph, model)}


def told(document: Document) -> str:
    return "\n".join(texts(document))


def test_there_are_seven_with_names_in_the_tongue_of_the_lesson(
    graph: Graph, model: Governance
) -> None:
    made = papers(graph, model)
    assert tuple(paper.id for paper in made) == IDS
    assert [paper.file[0] for paper in made] == list("1234567")
    assert all(paper.file.isascii() == (graph.lang == "en") for paper in made)
    assert all(paper.document.lang == graph.lang for paper in made)
    for paper in made:
        assert paper.title in paper.document.subtitle and paper.title in paper.document.foot
        assert graph.seed in paper.document.foot
    assert {paper.id for paper in made if paper.audience != "facilitator"} == set(OPEN)
    assert [paper.id for paper in made if paper.audience == "pupils"] == ["participants"]
    for paper in made:
        assert said(f"for.{paper.audience}", graph.lang) in paper.document.subtitle


@pytest.mark.parametrize("id", OPEN)
def test_what_leaves_the_facilitator_tells_nothing_that_is_judged(
    graph: Graph, model: Governance, id: str
) -> None:
    text = told(by_id(graph, model)[id].document)
    assert [secret for secret in KEPT if secret in text] == []
    grades = [said(f"grade.{one}", graph.lang) for one in TABLE.whole["grade"]]
    assert [grade for grade in grades if grade in text] == []


def test_what_pupils_must_not_read_stands_on_the_papers_of_the_facilitator(
    graph: Graph, model: Governance
) -> None:
    made = by_id(graph, model)
    text = "\n".join(told(made[id].document) for id in IDS if id not in OPEN)
    assert [secret for secret in KEPT if secret not in text] == []


def test_a_seat_s_secret_stands_on_its_own_card_alone(graph: Graph, model: Governance) -> None:
    made = by_id(graph, model)
    cards = [one for one in made["seat_cards"].document.blocks if isinstance(one, Keep)]
    assert [card.to_page for card in cards] == [2, 2, 2] and all(card.framed for card in cards)
    for secret, place in (("knows-a", 0), ("wants-b", 1), ("knows-c", 2)):
        holds = [secret in told(Document("zh", "", (card,))) for card in cards]
        assert holds == [place == number for number in range(3)]
        others = (made[id] for id in IDS if id != "seat_cards")
        assert not [paper.id for paper in others if secret in told(paper.document)]


def test_a_card_says_what_the_model_says_of_the_post(graph: Graph, model: Governance) -> None:
    cards = by_id(graph, model)["seat_cards"].document.blocks
    first, second, third = (told(Document("zh", "", (card,))) for card in cards)
    days = {"zh": ("7工作日", "10工作日", "99"), "en": ("7 work days", "10 work days", "99")}
    limit, above, other = days[graph.lang]
    power, meeting, street = {
        "zh": ("自建 ≤40万元", "联席会议", "街道"),
        "en": ("own building ≤400000 yuan", "Board", "Street"),
    }[graph.lang]
    assert limit in first and above not in first and other not in first  # no matter of the lesson
    assert power in first and meeting in first and street in first
    assert above in second and power not in second
    assert {"zh": "受理、协调\n", "en": "receiving, mediating\n"}[graph.lang] in first
    assert said("card.person", graph.lang) in third and said("card.script", graph.lang) in third


def test_slips_are_for_a_seat_and_are_not_cut_in_two(graph: Graph, model: Governance) -> None:
    made = by_id(graph, model)
    [slip] = made["slips"].document.blocks
    assert isinstance(slip, Keep) and slip.framed
    text = told(Document("zh", "", (slip,)))
    assert all(one in text for one in ("news-secret", "10:10", "caller", "seat-b"))
    assert "news-water" not in told(made["slips"].document)  # that one is for all
    assert "news-secret" not in told(made["participants"].document)


def test_the_participants_read_what_is_told_to_all_before_the_first_question(
    graph: Graph, model: Governance
) -> None:
    text = told(by_id(graph, model)["participants"].document)
    assert all(one in text for one in ("about-story", "about-begins", "first-for-all", "seat-c"))
    assert "first-for-one" not in text and "ask-1" not in text and "option-x" not in text


def _rows(document: Document, number: int) -> list[list[str]]:
    table = [block for block in document.blocks if isinstance(block, Table)][number]
    return [[" ".join(map(words, cell.lines)) for cell in row] for row in table.rows]


def test_the_minutes_of_the_plan_add_up_to_the_class(graph: Graph, model: Governance) -> None:
    slots = plan(Setting(graph, model))
    assert list(slots.turns) == [0, 1]  # the third question is off the author's course
    bounds = [slots.opening, *slots.turns.values(), slots.closing]
    assert bounds[0].begins == 0 and bounds[-1].ends == 40
    assert all(one.ends == next.begins for one, next in pairwise(bounds))
    assert slots.turns[1].ends - slots.turns[1].begins == 9  # as the text states it
    rows = _rows(by_id(graph, model)["run_sheet"].document, 1)
    assert [row[1] for row in rows] == ["0–4", "4–19", "19–28", said("run.if_reached", graph.lang),
                                        "28–40"]  # fmt: skip
    assert "turn-notes" in rows[1] and "turn-tests" in rows[1]


def test_without_a_class_time_no_minute_is_made_up(lang: str, model: Governance) -> None:
    base = lesson(lang)
    about = base.about.model_copy(update={"minutes": 0})
    turns = tuple(turn.model_copy(update={"minutes": 0}) for turn in base.turns)
    graph = base.model_copy(update={"about": about, "turns": turns})
    rows = _rows(by_id(graph, model)["run_sheet"].document, 1)
    assert {row[1] for row in rows} == {"", said("run.if_reached", graph.lang)}


def test_an_inject_comes_after_a_question_or_depends_on_the_course(
    graph: Graph, model: Governance
) -> None:
    first, second = _rows(by_id(graph, model)["injects"].document, 0)
    assert said("inject.after", graph.lang, n=1) in first[2]
    assert said("inject.minute", graph.lang, n=19) in first[2]
    assert second[2] == said("inject.depends", graph.lang)
    assert second[4] == "caller → seat-b" and first[4].endswith(said("all", graph.lang))
    assert first[-2:] == ["", ""] and second[6:8] == ["inject-when", "inject-expects-2"]


def test_options_stand_in_the_order_of_their_letters_with_a_line_for_each_outcome(
    graph: Graph, model: Governance
) -> None:
    made = by_id(graph, model)
    first = _rows(made["answers"].document, 0)
    assert [row[0][0] for row in first] == ["A", "B"]
    assert "option-y" in first[0][0] and "why-not" in first[0][2]
    assert said("answer.no_points", graph.lang) in first[0][2]
    assert said("answer.judged", graph.lang) in first[0][4]
    assert said("answer.assumed", graph.lang, what="assumed-one") in first[1][2]
    second = _rows(made["answers"].document, 1)
    assert [len(row) for row in second] == [5, 4, 4]
    assert said("answer.chance", graph.lang, share="30%") in second[0][1]
    boxes = _rows(made["observation"].document, 1)[0][2]
    assert boxes.index("A option-y") < boxes.index("B option-x")


def test_outcomes_that_differ_only_in_what_they_rest_on_are_one_line(
    graph: Graph, model: Governance
) -> None:
    state = graph.states[0]
    [outcome] = state.offers[0].to
    other = outcome.model_copy(update={"assumed": (0,)})
    again = state.model_copy(
        update={"offers": (state.offers[0].model_copy(update={"to": (other,)}),)}
    )
    more = graph.model_copy(update={"states": (*graph.states, again)})
    rows = _rows(by_id(more, model)["answers"].document, 0)
    assert len(rows) == 2
    assert "assumed-one" in rows[1][2] and graph.texts[0] in rows[1][2]


def test_a_paper_that_would_be_empty_is_not_made(lang: str, model: Governance) -> None:
    bare = lesson(lang).model_copy(update={"injects": (), "roles": ()})
    turns = tuple(turn.model_copy(update={"role": None}) for turn in bare.turns)
    about = bare.about.model_copy(update={"told": ()})
    made = by_id(bare.model_copy(update={"turns": turns, "about": about}), model)
    assert tuple(made) == ("run_sheet", "observation", "answers", "participants")
    handed = told(made["run_sheet"].document)
    assert said("run.print.slips", lang) not in handed
    assert said("run.print.observation", lang) in handed


def test_no_paper_has_a_heading_with_nothing_beneath_it(graph: Graph, model: Governance) -> None:
    for paper in papers(graph, model):
        blocks = paper.document.blocks
        after = zip(blocks, [*blocks[1:], None], strict=True)
        assert not [one for one, next in after if isinstance(one, Heading)
                    and (next is None or isinstance(next, Heading))]  # fmt: skip


def test_every_paper_can_be_written_and_twice_the_same(graph: Graph, model: Governance) -> None:
    once, twice = papers(graph, model), papers(graph, model)
    assert once == twice
    for paper in once:
        assert to_html(paper.document) and to_markdown(paper.document)
        assert paper.id not in ("seat_cards", "answers") or to_docx(paper.document)


def test_every_wording_is_in_both_tongues_with_the_same_blanks() -> None:
    def leaves(place: dict, path: str = "") -> list[tuple[str, dict]]:  # type: ignore[type-arg]
        if "zh" in place:
            return [(path, place)]
        return [leaf for key, inner in place.items() for leaf in leaves(inner, f"{path}.{key}")]

    for path, both in leaves(TABLE.whole):
        assert set(both) == {"zh", "en"} and all(both.values()), path
        blanks = [sorted(re.findall(r"{(\w+)}", text)) for text in both.values()]
        assert blanks[0] == blanks[1], path
