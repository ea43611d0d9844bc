"""The example of Binzhou: its facts stated and cited, its contradictions told, its cases walked.

`facts.csv` lists the facts of the source, where the model states each, and what must come out. The
figures there were taken from the source by hand. The scenarios are walked through the engine: three
kinds of dispute by three procedures, a call, a dispatch, and work that comes without money.
"""

from __future__ import annotations

import csv
from collections import Counter
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
from govkit.model.scenario import Scenario, Turn
from govkit.model.statement import Claim
from govkit.pipeline import compile_path
from govkit.syntax.formatter import format_text
from govkit.values import (
    Bound,
    Chain,
    Constant,
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

FOLDER = Path(__file__).parents[2] / "examples" / "binzhou"
FILES = ("binzhou.gov", "scenarios.gov")
ROWS = [f"S3-{number:02}" for number in range(1, 39)]
ZONE = zone_of("Asia/Shanghai")
COMPILED = compile_path(FOLDER)
assert COMPILED.model is not None
MODEL = COMPILED.model
ENGINE = Engine(MODEL)


def _facts() -> list[dict[str, str]]:
    with (FOLDER / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


FACTS = _facts()


def _named(fact: dict[str, str]) -> str:
    return f"{fact['row']} {fact['statement']}"


def _claims() -> Iterator[tuple[str, Claim, object]]:
    """Every statement of the model: its path, its clauses, its value (None for a block)."""
    for path, entity in entities(MODEL):
        yield path, entity, None
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated, stated.value


CLAIMS = tuple(_claims())
VALUES = {path: value for path, _, value in CLAIMS}


# ── canonical figures: `67.8%`, `≥1/level:网格`, `4+` (an open list that names four) ──
def _plain(number: Fraction) -> str:
    whole, rest = divmod(number, 1)
    return str(whole) if not rest else str(whole) + f"{float(rest):.6f}".rstrip("0")[1:]


def canonical(value: object) -> str:
    if isinstance(value, Quantity):
        assert value.direction == "exact", "the source gives no approximate figure"
        return _plain(value.number * 100) + "%" if value.unit == "percent" else _plain(value.number)
    if isinstance(value, Bound):
        return value.comparison + canonical(value.quantity)
    if isinstance(value, Rate):
        return "/".join([canonical(value.amount), *value.per])
    if isinstance(value, Words):
        return f"{len(value.words)}+" if value.length is None else str(value.length)
    if isinstance(value, Refs | Chain):
        return str(len(value.refs))
    if isinstance(value, Word):
        return value.word
    assert isinstance(value, Unknown), f"no figure: {value!r}"
    return "unknown"


# ── the text ──
def test_it_compiles_without_an_error() -> None:
    assert [finding.code for finding in COMPILED.errors] == []
    assert {Path(source.name).name for source in COMPILED.sources} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_english_twin_is_what_the_formatter_makes(name: str) -> None:
    chinese = (FOLDER / name).read_text(encoding="utf-8")
    assert format_text(chinese, lang="en") == (FOLDER / "english" / name).read_text("utf-8")


def test_the_english_twin_is_an_equal_model() -> None:
    english = compile_path(FOLDER / "english").model
    assert english == MODEL
    assert english is not None and english.fingerprint == MODEL.fingerprint


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert sorted({fact["row"] for fact in FACTS}) == ROWS


@pytest.mark.parametrize("fact", FACTS, ids=_named)
def test_every_fact_is_stated(fact: dict[str, str]) -> None:
    assert fact["statement"] in COMPILED.places


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact["value"]], ids=_named)
def test_figures_are_those_of_the_source(fact: dict[str, str]) -> None:
    kind, _, name = fact["statement"].partition(":")
    if kind == "check":
        holds = next(line.holds for line in MODEL.checks if line.name == name)
        assert isinstance(holds, Infix) and isinstance(holds.right, Constant)
        assert canonical(holds.right.value) == fact["value"]
    else:
        path = fact["statement"] + (".value" if kind == "figure" else "")
        assert canonical(VALUES[path]) == fact["value"]


def test_checks_come_out_as_expected() -> None:
    expected = {
        fact["statement"].partition(":")[2]: fact["expected"]
        for fact in FACTS
        if fact["statement"].startswith("check:")
    }
    assert {verdict.name: verdict.answer for verdict in verdicts(MODEL)} == expected


def test_only_contradictions_of_the_source_are_approved() -> None:
    differing = {f"check:{verdict.name}" for verdict in verdicts(MODEL)
                 if verdict.answer == "differs"}  # fmt: skip
    approved = {path for path, claim, _ in CLAIMS if claim.approvals}
    assert differing == approved == {"check:一网格一支部", "check:服务站覆盖率按支部"}


@pytest.mark.parametrize(
    ("check", "missing"),
    [
        ("一小区一网格", {"小区"}),
        ("一小区一支部", {"小区"}),
        ("业委会组建", {"业委会", "小区"}),
        ("物业服务覆盖", {"有物业服务的小区", "小区"}),
    ],
)
def test_what_cannot_be_computed_names_what_is_missing(check: str, missing: set[str]) -> None:
    verdict = next(verdict for verdict in verdicts(MODEL) if verdict.name == check)
    assert set(verdict.missing) == missing


# ── provenance ──
def _has_number(value: object) -> bool:
    if isinstance(value, Words):
        return value.total is not None
    numbers = (Quantity, Bound, Range, Rate, Share, Unknown)
    if isinstance(value, Mapping):
        return any(isinstance(to, numbers) for arrow in value.entries for to in arrow.to)
    return isinstance(value, numbers)


def test_no_figure_is_without_an_origin() -> None:
    bare = [p for p, claim, value in CLAIMS if _has_number(value) and claim.origin.kind == "none"]
    assert bare == []


def test_every_citation_names_a_part_of_the_source() -> None:
    parts = {
        word
        for source in MODEL.sources
        for value in source.sections.values
        if isinstance(value, Words)
        for word in value.words
    }
    cited = [(path, claim.origin) for path, claim, _ in CLAIMS if claim.origin.kind == "cited"]
    assert cited
    assert [path for path, origin in cited if origin.place not in parts] == []


def test_cited_counts_and_limits_carry_the_words_of_the_source() -> None:
    silent = [
        path
        for path, claim, value in CLAIMS
        if isinstance(value, Quantity | Bound | Range | Rate | Share)
        and claim.origin.kind == "cited"
        and not claim.origin.quotation
    ]
    assert silent == []
    assert [path for path, claim, _ in CLAIMS if len(claim.origin.quotation) > 30] == []


def test_every_assumption_gives_its_reason() -> None:
    silent = [p for p, claim, _ in CLAIMS
              if claim.origin.kind == "assumed" and not claim.origin.remark]  # fmt: skip
    assert silent == []


@pytest.mark.parametrize(
    "path",
    [
        "body:网格党支部.quota",
        "body:党群服务站.coverage",
        "matter:小区治理",
        "body:业委会.coverage",
        "body:物业服务企业.coverage",
    ],
)
def test_what_the_source_leaves_open_is_doubted(path: str) -> None:
    assert next(claim for at, claim, _ in CLAIMS if at == path).doubts


# ── the full size ──
def test_1321_grids_fall_on_206_communities_and_29_subdistricts() -> None:
    counts = {level: MODEL.tree.count(level) for level in ("街道", "社区", "网格")}
    assert counts == {"街道": 29, "社区": 206, "网格": 1321}
    grids = list(MODEL.units("网格"))
    homes = Counter(MODEL.tree.ancestor(grid, "社区") for grid in grids)
    streets = Counter(MODEL.tree.ancestor(grid, "街道") for grid in grids)
    assert (len(homes), set(homes.values())) == (206, {6, 7})
    assert (len(streets), sum(streets.values())) == (29, 1321)
    assert None not in streets


# ── call and dispatch ──
def test_called_and_dispatched_matters_have_a_main_unit_and_assisting_ones() -> None:
    for process in ("事项呼叫", "任务派发"):
        matters = VALUES[f"process:{process}.applies_to"]
        assert isinstance(matters, Refs)
        for ref in matters.refs:
            main, assisting = VALUES[f"{ref}.owner"], VALUES[f"{ref}.assistants"]
            assert isinstance(main, Refs) and isinstance(assisting, Refs)
            assert not set(main.refs) & set(assisting.refs)


def test_units_that_report_go_through_four_steps_in_order() -> None:
    process = MODEL.process_for("供需对接")
    assert process is not None and not process.tiers
    names = [step.name for step in process.steps]
    assert names == ["摸排", "建台账", "进网格", "公布提示"]
    ways = [
        str(arrow.to[0]) for step in process.steps for s in step.on for arrow in s.value.entries
    ]
    assert ways == [*(f"step:{name}" for name in names[1:]), "manner:resolved"]
    assert all(step.handler and step.limit for step in process.steps)


# ── the scenarios ──
@dataclass(frozen=True)
class Walk:
    """A scenario walked to its end: the moves taken, the case before and after each."""

    taken: tuple[Move, ...]
    cases: tuple[Case, ...]

    @property
    def end(self) -> Case:
        return self.cases[-1]


def _scenario(name: str) -> Scenario:
    return next(scenario for scenario in MODEL.scenarios if scenario.name == name)


def _opened(scenario: Scenario) -> Case:
    matter, unit, at = scenario.matter.value, scenario.unit.value, scenario.at.value
    assert matter is not None and unit is not None and at is not None
    name, place = matter.ref.partition(":")[2], unit.ref.partition(":")[2]
    return ENGINE.open(name, unit=place, at=at.at.replace(tzinfo=ZONE))


def _later(at: datetime, turn: Turn) -> datetime:
    after = turn.after.value
    assert isinstance(after, Quantity)
    if after.unit == "work_day":
        return add(at, Fraction(after.number), STANDARD["work_day"])
    return at + timedelta(minutes=int(after.number) * {"minute": 1, "natural_hour": 60}[after.unit])


def _fits(move: Move, turn: Turn) -> bool:
    """Whether an offered move is the one a turn asks for; what the turn leaves open fits."""
    words = {"kind": turn.move, "trigger": turn.trigger, "manner": turn.manner}
    for field, attribute in words.items():
        if isinstance(attribute.value, Word) and getattr(move, field) != attribute.value.word:
            return False
    meeting, to = turn.meeting.value, turn.to.value
    if meeting is not None and move.meeting != meeting.ref.partition(":")[2]:
        return False
    return to is None or move.to.partition(":")[2] == to.ref.partition(":")[2]


def _walked(scenario: Scenario) -> Walk:
    cases, taken = [_opened(scenario)], []
    for turn in scenario.turns:
        case = cases[-1]
        at = _later(case.as_of, turn)
        fitting = [move for move in ENGINE.moves(case, at) if _fits(move, turn)]
        assert fitting, f"{scenario.name}, turn {turn.name}: not lawful at {at}"
        taken.append(fitting[0])
        cases.append(ENGINE.apply(case, fitting[0], at=at, actor="trainer"))
    return Walk(tuple(taken), tuple(cases))


WALKS = {scenario.name: _walked(scenario) for scenario in MODEL.scenarios}


@pytest.mark.parametrize("name", WALKS)
def test_it_ends_where_and_how_the_scenario_says(name: str) -> None:
    scenario, case = _scenario(name), WALKS[name].end
    ends_at, manner = scenario.ends_at.value, scenario.manner.value
    assert ends_at is not None and isinstance(manner, Word)
    assert case.status == "closed"
    assert (f"level:{case.tier}", case.manner) == (ends_at.ref, manner.word)


@pytest.mark.parametrize("name", WALKS)
def test_nothing_runs_out_and_nothing_is_breached(name: str) -> None:
    history = WALKS[name].end.history
    assert [event.move for event in history if event.breaches or event.kind == "expire"] == []


@pytest.mark.parametrize("name", WALKS)
def test_trainers_find_a_lesson_a_question_and_a_debrief(name: str) -> None:
    scenario = _scenario(name)
    assert scenario.lesson and scenario.story and scenario.debrief
    assert any(turn.ask for turn in scenario.turns)


def test_three_kinds_of_dispute_go_three_ways() -> None:
    kinds = {name: WALKS[name].end.process for name in ("老人轮流照护", "卫生间漏水", "外墙脱落")}
    assert list(kinds.values()) == ["感情牌", "理性牌", "专业牌"]
    met = {name: {move.meeting for move in WALKS[name].taken} - {""} for name in kinds}
    assert list(met.values()) == [set(), {"向前一步"}, {"红茶议事会"}]


def test_a_family_matter_is_put_before_no_meeting() -> None:
    for case in WALKS["老人轮流照护"].cases:
        assert "deliberate" not in {move.kind for move in ENGINE.moves(case)}


def test_what_the_community_cannot_settle_comes_to_the_joint_meeting() -> None:
    meetings = [move.meeting for move in WALKS["物业撤场"].taken if move.meeting]
    assert meetings == ["红茶议事会", "物业管理联席会议"]


def test_a_grid_worker_may_call_but_not_enforce() -> None:
    walk = WALKS["店外经营"]
    signed = walk.cases[1]
    offered = {(move.kind, move.trigger) for move in ENGINE.moves(signed)}
    assert ("escalate", "out_of_power") in offered
    assert "handle" not in {kind for kind, _ in offered}
    assert "post:网格员" in signed.handler.refs
    enforcing = next(case for case in walk.cases if case.status == "handling")
    assert enforcing.handler.refs == ("body:综合执法办公室",)
    assert enforcing.accountable.refs == ("body:指挥中心",)


def test_a_dispatched_task_stays_with_the_grid_worker() -> None:
    after = [case for case in WALKS["救助线索"].cases if case.status not in ("reported", "closed")]
    assert {case.accountable.refs for case in after} == {("post:网格员",)}
    assert ("body:相关部门",) in {case.handler.refs for case in after}


def test_work_that_comes_without_money_is_turned_down() -> None:
    last = WALKS["只给任务不给经费"].taken[-1]
    assert (last.kind, last.trigger, last.manner) == ("close", "未核拨经费", "rejected")
