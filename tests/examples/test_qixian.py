"""The example of Qixian: its facts, its own contradictions, its twin, and its scenarios.

`facts.csv` lists the facts of the source, where the model states each, and what must come out. The
figures there were taken from the source by hand; the model may not read them from anywhere else.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from govkit.calendars import STANDARD, add, zone_of
from govkit.checks.figures import verdicts
from govkit.checks.structure import entities, statements
from govkit.engine import Engine
from govkit.engine.case import Case
from govkit.engine.move import Move
from govkit.model.governance import Governance
from govkit.model.scenario import Scenario, Turn
from govkit.model.statement import Claim
from govkit.pipeline import compile_path
from govkit.syntax.formatter import format_text
from govkit.values import (
    Bound,
    Constant,
    Formula,
    Infix,
    Mapping,
    Quantity,
    Range,
    Rate,
    Share,
    Unknown,
    Word,
    Words,
)
from govkit.values.expression import Expression

FOLDER = Path(__file__).parents[2] / "examples" / "qixian"
FILES = ("qixian.gov", "scenarios.gov")
ROWS = [f"S4-{number:02}" for number in range(1, 26)]
_DIRECTIONS = {"exact": "", "more": ">", "less": "<", "about": "~"}
_FIGURES = (Quantity, Bound, Range, Rate, Share)


def _facts() -> list[dict[str, str]]:
    with (FOLDER / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


FACTS = _facts()
COMPILED = compile_path(FOLDER)
assert COMPILED.model is not None, [(d.code, str(d.span)) for d in COMPILED.errors]
MODEL: Governance = COMPILED.model
ENGINE = Engine(MODEL)
ZONE = zone_of("Asia/Shanghai")


def _claims() -> Iterator[tuple[str, Claim, object]]:
    """Every statement of the model: its path, its clauses, its value (None for a block)."""
    for path, entity in entities(MODEL):
        yield path, entity, None
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated, stated.value
        for number, given in enumerate(getattr(entity, "given", ())):
            yield f"{path}.given[{number}]", given, given.value


CLAIMS = tuple(_claims())


def _stated(path: str) -> object:
    """The value of a statement by its path in the text; figures are kept as a line."""
    found = {at: value for at, _, value in CLAIMS}
    return found[f"{path}.value" if path.startswith("figure:") else path]


# ── canonical figures: `~130000`, `≥1/level:微网格`, `4+` (an open list that names four) ──
def _plain(number: Fraction) -> str:
    whole, rest = divmod(number, 1)
    if not rest:
        return str(whole)
    return str(whole) + f"{float(rest):.6f}".rstrip("0")[1:]


def canonical(value: object) -> str:
    """A value as `facts.csv` writes it; a share in percent is written as a fraction of one."""
    if isinstance(value, Quantity):
        return _DIRECTIONS[value.direction] + _plain(value.number)
    if isinstance(value, Bound):
        return value.comparison + canonical(value.quantity)
    if isinstance(value, Rate):
        return "/".join([canonical(value.amount), *value.per])
    if isinstance(value, Words):
        return f"{len(value.words)}+" if value.length is None else str(value.length)
    raise AssertionError(f"no figure: {value!r}")


def _printed(expression: Expression) -> str:
    """The figure a check is compared with: the constant on its right."""
    assert isinstance(expression, Infix)
    assert isinstance(expression.right, Constant)
    return canonical(expression.right.value)


# ── the text ──
def test_it_compiles_without_an_error_from_both_files() -> None:
    assert [finding.code for finding in COMPILED.errors] == []
    assert {Path(source.name).name for source in COMPILED.sources} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_english_twin_is_what_the_formatter_makes(name: str) -> None:
    chinese = (FOLDER / name).read_text(encoding="utf-8")
    english = (FOLDER / "english" / name).read_text(encoding="utf-8")
    assert format_text(chinese, lang="en") == english


def test_the_english_twin_is_an_equal_model() -> None:
    twin = compile_path(FOLDER / "english").model
    assert twin is not None
    assert twin == MODEL
    assert twin.fingerprint == MODEL.fingerprint


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert sorted({fact["row"] for fact in FACTS}) == ROWS


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['row']} {fact['statement']}")
def test_every_fact_is_stated(fact: dict[str, str]) -> None:
    assert fact["statement"] in COMPILED.places


@pytest.mark.parametrize(
    "fact",
    [fact for fact in FACTS if fact["value"]],
    ids=lambda fact: f"{fact['row']} {fact['statement']}",
)
def test_figures_are_those_of_the_source(fact: dict[str, str]) -> None:
    kind, _, name = fact["statement"].partition(":")
    if kind == "check":
        line = next(line for line in MODEL.checks if line.name == name)
        assert _printed(line.holds) == fact["value"]
    else:
        assert canonical(_stated(fact["statement"])) == fact["value"]


def test_checks_come_out_as_expected() -> None:
    expected = {
        fact["statement"].partition(":")[2]: fact["expected"]
        for fact in FACTS
        if fact["statement"].startswith("check:")
    }
    assert {verdict.name: verdict.answer for verdict in verdicts(MODEL)} == expected


# ── contradictions of the source are told, and stay visible ──
def test_what_differs_is_excepted_by_its_code_and_nothing_else_is() -> None:
    differing = {f"check:{v.name}" for v in verdicts(MODEL) if v.answer == "differs"}
    excepted = {path: {a.code for a in claim.approvals} for path, claim, _ in CLAIMS
                if claim.approvals}  # fmt: skip
    assert excepted == {path: {"GOV601"} for path in differing}


def test_targets_and_what_there_is_are_reported_with_their_gaps() -> None:
    gaps = [finding for finding in COMPILED.diagnostics if finding.code == "GOV504"]
    assert sorted(str(finding.args["gap"]) for finding in gaps) == ["-11", "-251", "-7"]


def test_what_could_not_be_decided_names_the_unknown_organisations() -> None:
    (open_one,) = [v for v in verdicts(MODEL) if v.answer == "undecidable"]
    assert set(open_one.missing) == {"总网格党组织", "专属网格党组织"}


# ── provenance ──
def _has_number(value: object) -> bool:
    if isinstance(value, Words):
        return value.total is not None
    numbers = (*_FIGURES, Unknown, Formula)
    if isinstance(value, Mapping):
        return any(isinstance(to, numbers) for arrow in value.entries for to in arrow.to)
    return isinstance(value, numbers)


def test_no_figure_is_without_an_origin() -> None:
    assert [p for p, c, value in CLAIMS if _has_number(value) and c.origin.kind == "none"] == []


def test_every_citation_names_a_part_of_the_source() -> None:
    listed = [source.sections.value for source in MODEL.sources]
    parts = {word for words in listed if isinstance(words, Words) for word in words.words}
    cited = [(path, c.origin) for path, c, _ in CLAIMS if c.origin.kind == "cited"]
    assert cited
    assert [path for path, o in cited if not o.source or o.place not in parts] == []


def test_cited_figures_carry_the_words_of_the_source() -> None:
    silent = [path for path, c, value in CLAIMS
              if isinstance(value, _FIGURES) and c.origin.kind == "cited"
              and not c.origin.quotation]  # fmt: skip
    assert silent == []


def test_quotations_are_short() -> None:
    assert [path for path, c, _ in CLAIMS if len(c.origin.quotation) > 30] == []


def test_every_assumed_figure_gives_its_reason() -> None:
    assumed = [(path, c) for path, c, value in CLAIMS
               if _has_number(value) and c.origin.kind == "assumed"]  # fmt: skip
    assert assumed
    assert [path for path, c in assumed if not c.origin.remark] == []


def test_time_limits_are_never_cited() -> None:
    """The source names no time limit: every one of the model is an assumption."""
    limits = [(path, c.origin.kind) for path, c, _ in CLAIMS if path.endswith(".limit")]
    assert limits
    assert {kind for _, kind in limits} == {"assumed"}


# ── the four kinds of grids ──
def test_micro_grids_lie_under_ordinary_ones_and_dedicated_ones_beside() -> None:
    tree = MODEL.tree
    assert tuple(tree.above("微网格"))[:2] == ("一般网格", "总网格")
    assert "一般网格" not in tree.above("专属网格")
    assert "专属网格" not in tree.above("微网格")


def test_points_and_the_exit_list_are_two_things() -> None:
    points = next(a for a in MODEL.assessments if a.name == "微网格员积分")
    exits = points.exit.value
    listed = next(entry for entry in MODEL.lists if entry.name == "退出负面清单").contents.value
    assert isinstance(exits, Words) and isinstance(listed, Words)
    assert exits.words == listed.words
    total = points.total.value
    parts = [item.points.value for item in points.items]
    assert isinstance(total, Quantity)
    assert sum(part.number for part in parts if isinstance(part, Quantity)) == total.number


# ── the scenarios, walked ──
@dataclass(frozen=True)
class Walk:
    """A scenario walked to its end: the moves that were taken, the case after each."""

    taken: tuple[Move, ...]
    cases: tuple[Case, ...]

    @property
    def case(self) -> Case:
        return self.cases[-1]


def _opened(scenario: Scenario) -> Case:
    matter, unit, at = scenario.matter.value, scenario.unit.value, scenario.at.value
    assert matter is not None and unit is not None and at is not None
    given = {g.attribute: g.value.word for g in scenario.given if isinstance(g.value, Word)}
    return ENGINE.open(
        matter.ref.partition(":")[2],
        unit=unit.ref.partition(":")[2],
        at=at.at.replace(tzinfo=ZONE),
        given=given,
    )


def _later(at: datetime, turn: Turn) -> datetime:
    after = turn.after.value
    assert isinstance(after, Quantity)
    if after.unit == "work_day":
        return add(at, Fraction(after.number), STANDARD["work_day"])
    seconds = {"minute": 60, "natural_hour": 3600, "natural_day": 86400}[after.unit]
    return at + timedelta(seconds=int(after.number * seconds))


def _fits(move: Move, turn: Turn) -> bool:
    """Whether an offered move is the one a turn asks for; what the turn leaves open fits."""
    kind, reason, to = turn.move.value, turn.trigger.value, turn.to.value
    meeting, manner = turn.meeting.value, turn.manner.value
    assert isinstance(kind, Word)
    if move.kind != kind.word or (isinstance(reason, Word) and move.trigger != reason.word):
        return False
    if isinstance(manner, Word) and move.manner != manner.word:
        return False
    if meeting is not None and move.meeting != meeting.ref.partition(":")[2]:
        return False
    return to is None or move.to.partition(":")[2] == to.ref.partition(":")[2]


def _walked(scenario: Scenario) -> Walk:
    case = _opened(scenario)
    taken, cases = [], [case]
    for turn in scenario.turns:
        at = _later(case.as_of, turn)
        fitting = [move for move in ENGINE.moves(case, at) if _fits(move, turn)]
        assert fitting, f"{scenario.name}, turn {turn.name}: not lawful at {at}"
        case = ENGINE.apply(case, fitting[0], at=at, actor="trainer")
        taken.append(fitting[0])
        cases.append(case)
    return Walk(tuple(taken), tuple(cases))


SCENARIOS = {scenario.name: scenario for scenario in MODEL.scenarios}


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    return {name: _walked(scenario) for name, scenario in SCENARIOS.items()}


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_ends_where_and_how_the_scenario_says(walks: dict[str, Walk], name: str) -> None:
    scenario, case = SCENARIOS[name], walks[name].case
    ends_at, manner = scenario.ends_at.value, scenario.manner.value
    assert ends_at is not None and isinstance(manner, Word)
    assert case.status == "closed"
    assert (f"level:{case.tier}", case.manner) == (ends_at.ref, manner.word)


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_runs_out_and_nothing_is_breached(walks: dict[str, Walk], name: str) -> None:
    history = walks[name].case.history
    assert [event.move for event in history if event.breaches] == []
    assert [event.trigger for event in history if event.trigger == "overdue"] == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_trainers_find_a_lesson_a_question_and_a_debrief(name: str) -> None:
    scenario = SCENARIOS[name]
    assert scenario.lesson and scenario.story and scenario.debrief
    assert any(turn.ask for turn in scenario.turns)


def test_only_a_rural_courtyard_is_served_by_one_worker_and_two_people(
    walks: dict[str, Walk],
) -> None:
    first = {name: walk.cases[0].holder.refs for name, walk in walks.items()}
    courtyards = {name for name, refs in first.items() if "team:一员两人" in refs}
    assert courtyards == {"院坝停车坪"}


def test_a_grid_without_a_chief_is_passed_over(walks: dict[str, Walk]) -> None:
    tiers = [case.tier for case in walks["没有网格长"].cases]
    assert "一般网格" not in tiers
    assert tiers[-1] == "总网格"


def test_a_dedicated_grid_never_comes_to_an_ordinary_one(walks: dict[str, Walk]) -> None:
    tiers = {case.tier for case in walks["校门外停车"].cases}
    assert tiers == {"专属网格", "总网格"}


def test_low_points_alone_do_not_carry_an_exit_further(walks: dict[str, Walk]) -> None:
    """Only the event of the exit list leads on from the grid chief, besides the limit."""
    signed = walks["积分垫底"].cases[1]
    ways_up = {move.trigger for move in ENGINE.moves(signed) if move.kind == "escalate"}
    assert ways_up == {"符合退出情形"}


def test_a_transfer_leaves_the_grid_chief_accountable(walks: dict[str, Walk]) -> None:
    moved = [move.kind for move in walks["院坝停车坪"].taken].index("transfer")
    cases = walks["院坝停车坪"].cases[moved:]
    assert len({case.accountable for case in cases}) == 1
    assert len({case.handler for case in cases}) == 2
