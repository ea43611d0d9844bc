"""What holds for every district: its facts stated and cited, its twin equal, its scenarios played.

Every folder of examples/ with a `facts.csv` enters. That file lists the facts of the source, where
the model states each, and what must come out; its figures were taken from the source by hand. What
is peculiar to one district stands in the file of its name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from govkit.checks.figures import verdicts
from govkit.pipeline import compile_path
from govkit.syntax.formatter import format_text
from govkit.values import (
    Bound,
    Chain,
    Constant,
    Formula,
    Infix,
    Mapping,
    Quantity,
    Range,
    Rate,
    Refs,
    Share,
    Unknown,
    Word,
    Words,
)
from tests.together import together

from .conftest import DISTRICTS, District, Fact, district

_DIRECTIONS = {"exact": "", "more": ">", "less": "<", "about": "~"}
_FIGURES = (Quantity, Bound, Range, Rate, Share)
_LONGEST_QUOTATION = 30
_FEWEST_SCENARIOS = 3
_DAWN, _DUSK = 8, 21  # hours between which a lesson may have its moves

# The date of a source that bears none; notes that are assumed and say why themselves.
WITHOUT_ORIGIN = {"haolinju": ["source:报告.written"]}
WITHOUT_REASON = {"guangming": ["matter:工程立项.note"], "quanyu": ["matter:突发险情.note"]}


# ── how a `facts.csv` writes figures ──
@dataclass(frozen=True)
class Notation:
    """How one file writes figures: which values count as figures, percents, what is unknown.

    `≥3/month`, `~130000`, `3..5`, `4+` (an open list that names four), `?` (not told).
    """

    figures: tuple[type, ...] = (*_FIGURES, Words, Word, Unknown, Refs, Chain)
    percent: int = 1
    sign: str = ""
    unknown: str = "?"

    def written(self, value: object) -> str:
        """A value as the file writes it. Fails where the file takes no such value for a figure."""
        assert isinstance(value, self.figures), f"no figure: {value!r}"
        match value:
            case Quantity(unit="percent"):
                number = _plain(value.number * self.percent) + self.sign
                return _DIRECTIONS[value.direction] + number
            case Quantity():
                return _DIRECTIONS[value.direction] + _plain(value.number)
            case Bound():
                return value.comparison + self.written(value.quantity)
            case Range():
                return f"{self.written(value.low)}..{self.written(value.high)}"
            case Rate():
                return "/".join([self.written(value.amount), *value.per])
            case Words():
                return f"{len(value.words)}+" if value.length is None else str(value.length)
            case Refs() | Chain():
                return str(len(value.refs))
            case Word():
                return value.word
            case Unknown():
                return self.unknown
        raise AssertionError(f"no figure: {value!r}")


def _plain(number: Fraction) -> str:
    whole, rest = divmod(number, 1)
    return str(whole) if not rest else str(whole) + f"{float(rest):.6f}".rstrip("0")[1:]


_COUNTED = (Quantity, Rate, Words)
NOTATIONS = {
    "binzhou": Notation(
        (*_COUNTED, Bound, Word, Unknown, Refs, Chain), percent=100, sign="%", unknown="unknown"
    ),
    "guangming": Notation((*_COUNTED, Bound, Range, Word)),
    "haolinju": Notation((*_COUNTED, Word, Unknown), percent=100),
    "qixian": Notation((*_COUNTED, Bound)),
    "quanyu": Notation((*_COUNTED, Bound, Range, Word, Unknown)),
}


FACTS = [
    pytest.param(name, fact, id=f"{name} {fact['row']} {fact['statement']}")
    for name in DISTRICTS
    for fact in district(name).facts
]
FIGURES = [
    pytest.param(name, fact, id=f"{name} {fact['row']} {fact['statement']}")
    for name in DISTRICTS
    for fact in district(name).facts
    if fact["value"]
]
FILES = [(name, file) for name in DISTRICTS for file in district(name).files]
SCENARIOS = [(name, scenario) for name in DISTRICTS for scenario in district(name).linear]
BRANCHING = [(name, scenario) for name in DISTRICTS for scenario in district(name).branching]
every_district = pytest.mark.parametrize("place", [*map(district, DISTRICTS)], ids=DISTRICTS)


# ── the text ──
@every_district
def test_it_compiles_without_an_error(place: District) -> None:
    assert [finding.code for finding in place.compiled.errors] == []
    assert place.compiled.model is not None


@every_district
def test_the_scenarios_are_read_from_their_own_file(place: District) -> None:
    assert {Path(source.name).name for source in place.compiled.sources} == set(place.files)
    assert {path.name for path in place.folder.glob("*.gov")} == set(place.files)
    assert len(place.model.scenarios) >= _FEWEST_SCENARIOS


@pytest.mark.parametrize(("name", "file"), FILES)
def test_the_english_twin_is_what_the_formatter_makes(name: str, file: str) -> None:
    folder = district(name).folder
    chinese = (folder / file).read_text(encoding="utf-8")
    english = (folder / "english" / file).read_text(encoding="utf-8")
    assert format_text(chinese, lang="en") == english


@every_district
def test_the_english_twin_is_an_equal_model(place: District) -> None:
    english = compile_path(place.folder / "english").model
    assert english is not None
    assert english == place.model
    assert hash(english) == hash(place.model)
    assert english.fingerprint == place.model.fingerprint


# ── the facts ──
@every_district
def test_the_facts_of_the_source_are_numbered_without_a_gap(place: District) -> None:
    """How many there are in all is told by the file of the district."""
    series = {row.partition("-")[0] for row in place.rows}
    assert len(series) == 1
    assert place.rows == [f"{min(series)}-{n:02}" for n in range(1, len(place.rows) + 1)]


@every_district
def test_no_fact_is_listed_twice(place: District) -> None:
    listed = Counter((fact["row"], fact["statement"]) for fact in place.facts)
    assert [row for row, times in listed.items() if times > 1] == []


@together(("name", "fact"), FACTS)
def test_every_fact_is_stated(name: str, fact: Fact) -> None:
    assert fact["statement"] in district(name).compiled.places


@together(("name", "fact"), FIGURES)
def test_figures_are_those_of_the_source(name: str, fact: Fact) -> None:
    """The figure of a check is the constant on its right."""
    place = district(name)
    kind, _, check = fact["statement"].partition(":")
    if kind == "check":
        holds = next(line.holds for line in place.model.checks if line.name == check)
        assert isinstance(holds, Infix) and isinstance(holds.right, Constant)
        value: object = holds.right.value
    else:
        value = place.stated(fact["statement"])
    assert NOTATIONS.get(name, Notation()).written(value) == fact["value"]


@every_district
def test_checks_come_out_as_expected(place: District) -> None:
    expected = {
        fact["statement"].partition(":")[2]: fact["expected"]
        for fact in place.facts
        if fact["statement"].startswith("check:")
    }
    assert {verdict.name: verdict.answer for verdict in verdicts(place.model)} == expected


# ── provenance ──
def _has_number(value: object) -> bool:
    if isinstance(value, Words):
        return value.total is not None
    numbers = (*_FIGURES, Unknown, Formula)
    if isinstance(value, Mapping):
        return any(isinstance(to, numbers) for arrow in value.entries for to in arrow.to)
    return isinstance(value, numbers)


@every_district
def test_no_figure_is_without_an_origin(place: District) -> None:
    bare = [
        path
        for path, claim, value in place.claims
        if _has_number(value) and claim.origin.kind == "none"
    ]
    assert bare == WITHOUT_ORIGIN.get(place.name, [])


@every_district
def test_every_citation_names_its_source_and_a_part_of_it(place: District) -> None:
    parts = {
        source.name: {
            word
            for value in source.sections.values
            if isinstance(value, Words)
            for word in value.words
        }
        for source in place.model.sources
    }
    cited = [(path, c.origin) for path, c, _ in place.claims if c.origin.kind == "cited"]
    assert cited
    assert [path for path, o in cited if o.place not in parts.get(o.source, ())] == []


@every_district
def test_cited_counts_and_limits_carry_the_words_of_the_source(place: District) -> None:
    """A figure of the source is quoted; one that is unknown, or a length, has nothing to quote."""
    silent = [
        path
        for path, claim, value in place.claims
        if isinstance(value, _FIGURES)
        and claim.origin.kind == "cited"
        and not claim.origin.quotation
    ]
    assert silent == []


@every_district
def test_quotations_are_short(place: District) -> None:
    quoted = {path: claim.origin.quotation for path, claim, _ in place.claims}
    assert [path for path, words in quoted.items() if len(words) > _LONGEST_QUOTATION] == []


@every_district
def test_everything_assumed_gives_its_reason(place: District) -> None:
    assumed = [(path, c, v) for path, c, v in place.claims if c.origin.kind == "assumed"]
    assert any(_has_number(value) for _, _, value in assumed)
    silent = [path for path, claim, _ in assumed if not claim.origin.remark]
    assert silent == WITHOUT_REASON.get(place.name, [])


# ── the scenarios, walked ──
@pytest.mark.parametrize(("name", "scenario"), SCENARIOS)
def test_it_ends_where_and_how_the_scenario_says(name: str, scenario: str) -> None:
    stated, case = district(name).linear[scenario], district(name).walk(scenario).end
    ends_at, manner = stated.ends_at.value, stated.manner.value
    assert ends_at is not None and isinstance(manner, Word)
    assert case.status == "closed"
    assert (f"level:{case.tier}", case.manner) == (ends_at.ref, manner.word)


@pytest.mark.parametrize(("name", "scenario"), SCENARIOS)
def test_nothing_runs_out_and_nothing_is_breached(name: str, scenario: str) -> None:
    history = district(name).walk(scenario).end.history
    assert [event.move for event in history if event.breaches or event.kind == "expire"] == []
    assert [event.trigger for event in history if event.trigger == "overdue"] == []


@pytest.mark.parametrize(("name", "scenario"), SCENARIOS)
def test_trainers_find_a_lesson_a_question_and_a_debrief(name: str, scenario: str) -> None:
    stated = district(name).linear[scenario]
    assert stated.lesson and stated.story and stated.debrief
    assert any(turn.ask for turn in stated.turns)


@pytest.mark.parametrize(("name", "scenario"), BRANCHING)
def test_trainers_find_goals_questions_and_endings_of_several_grades(
    name: str, scenario: str
) -> None:
    stated = district(name).branching[scenario]
    assert stated.goals and stated.difficulty and stated.story and stated.debrief
    assert all(turn.title for turn in stated.turns if turn.options)
    grades = {grade.value.word for ending in stated.endings for grade in ending.grade}
    assert len(stated.endings) >= 3 and {"best", "acceptable"} <= grades


@pytest.mark.parametrize(("name", "scenario"), SCENARIOS)
def test_nobody_is_at_work_at_night_but_in_an_emergency(name: str, scenario: str) -> None:
    cases = district(name).walk(scenario).after
    awake = [case.as_of for case in cases if case.mode != "急时"]
    assert [str(at) for at in awake if not _DAWN <= at.hour < _DUSK] == []


# ── its page ──
@every_district
def test_the_page_names_every_file_and_counts_the_scenarios(place: District) -> None:
    page = (place.folder / "README.md").read_text(encoding="utf-8")
    files = {path.name + "/" * path.is_dir() for path in place.folder.iterdir()} - {"README.md"}
    assert {name for name in files if f"`{name}`" not in page} == set()
    counted = "零一二三四五六七八九"[len(place.scenarios)]
    assert f"{counted}个培训场景" in page


@every_district
def test_what_the_page_says_to_type_is_there(place: District) -> None:
    page = (place.folder / "README.md").read_text(encoding="utf-8")
    played = re.findall(rf"govkit simulate examples/{place.name} (\S+)", page)
    named = re.findall(r"场景((?:“[^”]+”[和、]?)+)", page)
    assert played
    assert {*played, *re.findall(r"“([^”]+)”", "".join(named))} <= place.scenarios.keys()
