"""The example of the good neighbours: a source whose figures are masked, stated as it stands.

`facts.csv` lists the facts of the source, where the model states each, and what must come out. The
figures there were taken from the source by hand. The scenarios are walked through the engine: what
ends in the building, what three desks handle together, and what mediation cannot settle.
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
from govkit.model.scenario import Scenario, Turn
from govkit.model.statement import Claim, Doubt
from govkit.pipeline import compile_path, compile_text
from govkit.syntax.formatter import format_text
from govkit.values import (
    Bound,
    Constant,
    Formula,
    Infix,
    Mapping,
    Moment,
    Quantity,
    Range,
    Rate,
    Refs,
    Share,
    Unknown,
    Word,
    Words,
)

FOLDER = Path(__file__).parents[2] / "examples" / "haolinju"
FILES = ("haolinju.gov", "scenarios.gov")
ROWS = [f"S2-{number:02}" for number in range(1, 31)]
ZONE = zone_of("Asia/Shanghai")
DESKS = {"body:综治", "body:调解", "body:信访"}
_LONGEST_QUOTATION = 30
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
MASKED = {
    path: value
    for path, value in VALUES.items()
    if isinstance(value, Unknown) and "*" in value.printed
}


def _doubts(path: str) -> tuple[Doubt, ...]:
    return next(claim.doubts for at, claim, _ in CLAIMS if at == path)


def _undecidable() -> dict[str, tuple[str, ...]]:
    return {v.name: v.missing for v in verdicts(MODEL) if v.answer == "undecidable"}


# ── canonical figures: `1/level:小网格`, `4+` (an open list that names four), `?` (not told) ──
def canonical(value: object) -> str:
    if isinstance(value, Quantity):
        assert value.direction == "exact" and value.number.denominator == 1, value
        return str(value.number)
    if isinstance(value, Rate):
        return "/".join([canonical(value.amount), *value.per])
    if isinstance(value, Words):
        return f"{len(value.words)}+" if value.length is None else str(value.length)
    if isinstance(value, Word):
        return value.word
    assert isinstance(value, Unknown), f"no figure: {value!r}"
    return "?"


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
        value: object = holds.right.value
    else:
        value = VALUES[fact["statement"] + (".value" if kind == "figure" else "")]
    if isinstance(value, Quantity) and value.unit == "percent":
        value = Quantity(value.number * 100)
    assert canonical(value) == fact["value"]


def test_checks_come_out_as_expected() -> None:
    expected = {
        fact["statement"].partition(":")[2]: fact["expected"]
        for fact in FACTS
        if fact["statement"].startswith("check:")
    }
    assert {verdict.name: verdict.answer for verdict in verdicts(MODEL)} == expected


# ── masked figures ──
def test_masks_stand_as_they_are_printed() -> None:
    printed = {VALUES[path].printed for path in MASKED}  # type: ignore[attr-defined]
    assert {"*个", "***栋", "*万余人", "****多人", "***人次"} <= printed


def test_a_masked_figure_is_quoted_with_its_mask() -> None:
    quoted = {path: claim.origin.quotation for path, claim, _ in CLAIMS if path in MASKED}
    assert quoted
    assert [path for path, words in quoted.items() if "*" not in words] == []


@pytest.mark.parametrize(
    ("check", "missing"),
    [
        ("公式对正文", {"公式第三项"}),
        ("店面合计", {"宾馆酒店", "餐饮", "店面"}),
        ("两处人数", {"楼栋长", "街巷长", "推选人数"}),
        ("党小组对小网格", {"网格党小组", "小网格"}),
    ],
)
def test_what_cannot_be_computed_names_what_is_missing(check: str, missing: set[str]) -> None:
    assert set(_undecidable()[check]) == missing


@pytest.mark.parametrize(("third", "findings"), [("8支", []), ("7支", ["GOV601"])])
def test_the_mask_once_lifted_is_checked(third: str, findings: list[str]) -> None:
    text = (FOLDER / "haolinju.gov").read_text(encoding="utf-8")
    for old, new in (("公式第三项：*支", f"公式第三项：{third}"), ("引入：“scenarios.gov”", "")):
        assert old in text
        text = text.replace(old, new)
    lifted = compile_text(text)
    assert [finding.code for finding in lifted.errors] == findings
    if lifted.model is not None:
        assert "公式对正文" in {v.name for v in verdicts(lifted.model) if v.answer == "agrees"}


def test_the_formula_is_read_with_eight_and_with_the_mask() -> None:
    formula = VALUES["team:好邻居模式.formula"]
    (doubt,) = _doubts("team:好邻居模式.formula")
    assert isinstance(formula, Formula) and isinstance(doubt.or_read, Formula)
    assert formula.terms[:2] == doubt.or_read.terms[:2]
    teams = VALUES["team:志愿者队伍.count"]
    third, masked = formula.terms[2].number, doubt.or_read.terms[2].number
    assert isinstance(teams, Quantity) and isinstance(third, Quantity)
    assert third.number == teams.number
    assert isinstance(masked, Unknown)


# ── provenance ──
def _has_number(value: object) -> bool:
    if isinstance(value, Words):
        return value.total is not None
    numbers = (Quantity, Bound, Range, Rate, Share, Unknown, Formula)
    if isinstance(value, Mapping):
        return any(isinstance(to, numbers) for arrow in value.entries for to in arrow.to)
    return isinstance(value, numbers)


def test_no_figure_is_without_an_origin() -> None:
    """But for the date of the source itself, which no source can tell."""
    bare = [p for p, claim, value in CLAIMS if _has_number(value) and claim.origin.kind == "none"]
    assert bare == ["source:报告.written"]
    assert _doubts("source:报告.written")


def test_every_citation_names_a_part_of_the_source() -> None:
    sections = MODEL.sources[0].sections.value
    assert isinstance(sections, Words)
    cited = [(path, claim.origin) for path, claim, _ in CLAIMS if claim.origin.kind == "cited"]
    assert cited
    assert [path for path, o in cited if not o.source or o.place not in sections.words] == []


def test_cited_counts_and_limits_carry_the_words_of_the_source() -> None:
    silent = [
        path
        for path, claim, value in CLAIMS
        if isinstance(value, Quantity | Bound | Range | Rate | Share)
        and claim.origin.kind == "cited"
        and not claim.origin.quotation
    ]
    assert silent == []
    assert [p for p, c, _ in CLAIMS if len(c.origin.quotation) > _LONGEST_QUOTATION] == []


def test_everything_assumed_gives_its_reason() -> None:
    silent = [p for p, claim, _ in CLAIMS
              if claim.origin.kind == "assumed" and not claim.origin.remark]  # fmt: skip
    assert silent == []


@pytest.mark.parametrize(
    "path",
    [
        "figure:流动人口.value",
        "body:社区网格.count",
        "indicator:事件办结率.denominator",
        "body:网格党小组.quota",
        "matter:群众诉求.limit",
        "process:矛盾调处.ceiling",
        "process:矛盾调处/tier:社区.handler",
    ],
)
def test_what_the_source_leaves_open_is_doubted(path: str) -> None:
    assert _doubts(path)


def test_proposals_of_the_source_are_not_told_as_practice() -> None:
    process = next(process for process in MODEL.processes if process.name == "点单服务")
    assert process.origin.place == "四（2）"
    assert "还没有实行" in str(process.note)


# ── the scenarios ──
@dataclass(frozen=True)
class Walk:
    """A scenario walked to its end: the moves taken, the case before and after each."""

    taken: tuple[Move, ...]
    cases: tuple[Case, ...]

    @property
    def end(self) -> Case:
        return self.cases[-1]


def _opened(scenario: Scenario) -> Case:
    matter, unit, at = scenario.matter.value, scenario.unit.value, scenario.at.value
    assert matter is not None and unit is not None and isinstance(at, Moment)
    given = {g.attribute: g.value.word for g in scenario.given if isinstance(g.value, Word)}
    name, place = matter.ref.partition(":")[2], unit.ref.partition(":")[2]
    return ENGINE.open(name, unit=place, at=at.at.replace(tzinfo=ZONE), given=given)


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
    to = turn.to.value
    return to is None or move.to.partition(":")[2] == to.ref.partition(":")[2]


def _walked(scenario: Scenario) -> Walk:
    cases, taken = [_opened(scenario)], []
    for turn in scenario.turns:
        at = _later(cases[-1].as_of, turn)
        fitting = [move for move in ENGINE.moves(cases[-1], at) if _fits(move, turn)]
        assert fitting, f"{scenario.name}, turn {turn.name}: not lawful at {at}"
        taken.append(fitting[0])
        cases.append(ENGINE.apply(cases[-1], fitting[0], at=at, actor="trainer"))
    return Walk(tuple(taken), tuple(cases))


SCENARIOS = {scenario.name: scenario for scenario in MODEL.scenarios}
WALKS = {name: _walked(scenario) for name, scenario in SCENARIOS.items()}


@pytest.mark.parametrize("name", WALKS)
def test_it_ends_where_and_how_the_scenario_says(name: str) -> None:
    ends_at, manner = SCENARIOS[name].ends_at.value, SCENARIOS[name].manner.value
    case = WALKS[name].end
    assert ends_at is not None and isinstance(manner, Word)
    assert case.status == "closed"
    assert (f"level:{case.tier}", case.manner) == (ends_at.ref, manner.word)


@pytest.mark.parametrize("name", WALKS)
def test_nothing_runs_out_and_nothing_is_breached(name: str) -> None:
    history = WALKS[name].end.history
    assert [event.move for event in history if event.breaches or event.kind == "expire"] == []


@pytest.mark.parametrize("name", WALKS)
def test_trainers_find_a_lesson_a_question_and_a_debrief(name: str) -> None:
    scenario = SCENARIOS[name]
    assert scenario.lesson and scenario.story and scenario.debrief
    assert any(turn.ask for turn in scenario.turns)


def test_containment_has_two_rungs_and_none_above_the_community() -> None:
    process = next(process for process in MODEL.processes if process.name == "矛盾调处")
    assert [tier.name for tier in process.tiers] == ["楼栋", "社区"]
    assert WALKS["屋顶晾晒"].end.tier == "楼栋"
    assert not any(move.kind == "escalate" for move in WALKS["屋顶晾晒"].taken)
    for name in ("主管堵塞", "油烟直排"):
        assert [m.to for m in WALKS[name].taken if m.kind == "escalate"] == ["tier:社区"]
    for walk in WALKS.values():
        assert not any(move.passes_ceiling for move in walk.taken)


def test_a_small_matter_taken_to_the_community_passes_its_ceiling() -> None:
    case = ENGINE.open("邻里纠纷", unit="楼栋·12", at="2026-04-13 09:00")
    for move in ("sign_for", "handle"):
        case = ENGINE.apply(case, move, at=case.as_of, actor="trainer")
    (up,) = [move for move in ENGINE.moves(case) if move.trigger == "difficult"]
    assert up.passes_ceiling


def test_the_volunteers_assist_and_the_head_of_the_building_leads() -> None:
    handler = VALUES["process:矛盾调处/tier:楼栋.handler"]
    assert isinstance(handler, Refs)
    signed = WALKS["屋顶晾晒"].cases[1]
    assert signed.handler.refs == ("post:楼栋长",)
    assert signed.handler.assisting == ("team:好邻居调解队伍",)


def test_three_desks_handle_one_matter_together() -> None:
    walk = WALKS["主管堵塞"]
    for kind in ("sign_for", "handle", "feed_back"):
        parts = [move.part for move in walk.taken if move.kind == kind and move.part]
        assert sorted(parts) == sorted(DESKS)


def test_two_desks_are_not_enough_to_verify() -> None:
    walk = WALKS["主管堵塞"]
    last = max(number for number, move in enumerate(walk.taken) if move.kind == "feed_back")
    before, after = walk.cases[last], walk.cases[last + 1]
    assert "verify" not in {move.kind for move in ENGINE.moves(before)}
    assert "verify" in {move.kind for move in ENGINE.moves(after)}


def test_read_otherwise_one_desk_would_do() -> None:
    (doubt,) = _doubts("process:矛盾调处/tier:社区.handler")
    handler = VALUES["process:矛盾调处/tier:社区.handler"]
    assert isinstance(handler, Refs) and isinstance(doubt.or_read, Refs)
    assert set(handler.refs) == set(doubt.or_read.refs) == DESKS
    assert (handler.mode, doubt.or_read.mode) == ("all", "any")


@pytest.mark.parametrize(("name", "step"), [("退租押金", "五老约访"), ("油烟直排", "综合执法站")])
def test_a_desk_stays_accountable_while_others_help(name: str, step: str) -> None:
    helped = next(c for c in WALKS[name].cases if c.step == step and c.status == "handling")
    assert set(helped.accountable.refs) <= DESKS
    assert not set(helped.handler.refs) & DESKS


def test_who_does_not_agree_is_not_held_back() -> None:
    walk = WALKS["借款各执一词"]
    assert walk.taken[-1].trigger == "declined"
    assert (walk.end.status, walk.end.manner) == ("closed", "terminated")
    assert "verify" not in {move.kind for move in walk.taken}


def test_a_wrong_order_goes_back_to_the_community() -> None:
    steps = [case.step for case in WALKS["手机课堂"].cases]
    order = [step for number, step in enumerate(steps) if number == 0 or steps[number - 1] != step]
    assert order == ["点单", "下单", "接单", "下单", "接单"]


def test_a_limit_the_source_does_not_tell_has_no_end() -> None:
    case = ENGINE.open("群众诉求", unit="小网格·2", at="2026-04-13 09:00")
    (timer,) = [timer for timer in ENGINE.due(case) if timer.id == "matter:群众诉求"]
    assert timer.due is None and timer.unread == "unknown"
