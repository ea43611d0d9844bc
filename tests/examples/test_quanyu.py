"""The example of the whole-district net: every fact of its source stated, cited, reproduced.

`facts.csv` lists the facts of the source, where the model states each, and what must come out. The
figures there were taken from the source by hand; the model may not read them from anywhere else.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from govkit.checks.figures import verdicts
from govkit.checks.structure import entities, statements
from govkit.model.governance import Governance
from govkit.model.statement import Claim, Doubt
from govkit.pipeline import Compiled, compile_path
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
from govkit.values.expression import Expression

FOLDER = Path(__file__).parents[2] / "examples" / "quanyu"
FILES = ("quanyu.gov", "scenarios.gov")
ROWS = [f"S0-{number:02}" for number in range(1, 56)]
_DIRECTIONS = {"exact": "", "more": ">", "less": "<", "about": "~"}
_LONGEST_QUOTATION = 30


def _facts() -> list[dict[str, str]]:
    with (FOLDER / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


FACTS = _facts()
COMPILED = compile_path(FOLDER)


def _model() -> Governance:
    assert COMPILED.model is not None, [str(finding) for finding in COMPILED.errors]
    return COMPILED.model


MODEL = _model()


def _claims(model: Governance) -> Iterator[tuple[str, Claim, object]]:
    """Every statement of the model: its path, its clauses, its value (None for a block)."""
    for path, entity in entities(model):
        yield path, entity, None
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated, stated.value
        for number, given in enumerate(getattr(entity, "given", ())):
            yield f"{path}.given[{number}]", given, given.value


CLAIMS = tuple(_claims(MODEL))
VALUES = {path: value for path, _, value in CLAIMS}


def _stated(path: str) -> object:
    """The value of a statement by its path in the text; figures are kept as a line."""
    return VALUES[f"{path}.value" if path.startswith("figure:") else path]


def _doubts(path: str) -> tuple[Doubt, ...]:
    return next(claim.doubts for at, claim, _ in CLAIMS if at == path)


# ── canonical figures: `≥3/month`, `~1000`, `300..500`, `4+` (an open list of four), `?` ──
def _plain(number: Fraction) -> str:
    whole, rest = divmod(number, 1)
    if not rest:
        return str(whole)
    return str(whole) + f"{float(rest):.6f}".rstrip("0")[1:]


def canonical(value: object) -> str:
    if isinstance(value, Quantity):
        return _DIRECTIONS[value.direction] + _plain(value.number)
    if isinstance(value, Bound):
        return value.comparison + canonical(value.quantity)
    if isinstance(value, Range):
        return f"{canonical(value.low)}..{canonical(value.high)}"
    if isinstance(value, Rate):
        return "/".join([canonical(value.amount), *value.per])
    if isinstance(value, Words):
        return f"{len(value.words)}+" if value.length is None else str(value.length)
    if isinstance(value, Word):
        return value.word
    if isinstance(value, Unknown):
        return "?"
    raise AssertionError(f"no figure: {value!r}")


def _printed(expression: Expression) -> str:
    """The figure a check is compared with: the constant on its right."""
    assert isinstance(expression, Infix)
    assert isinstance(expression.right, Constant)
    return canonical(expression.right.value)


# ── the text ──
def test_it_compiles_without_an_error() -> None:
    assert [finding.code for finding in COMPILED.errors] == []


def test_the_scenarios_are_read_from_their_own_file() -> None:
    assert {Path(source.name).name for source in COMPILED.sources} == set(FILES)
    assert len(MODEL.scenarios) >= 3


@pytest.mark.parametrize("name", FILES)
def test_the_english_twin_is_what_the_formatter_makes(name: str) -> None:
    chinese = (FOLDER / name).read_text(encoding="utf-8")
    english = (FOLDER / "english" / name).read_text(encoding="utf-8")
    assert format_text(chinese, lang="en") == english


def test_the_english_twin_is_an_equal_model() -> None:
    twin: Compiled = compile_path(FOLDER / "english")
    assert twin.model == MODEL
    assert twin.model is not None and twin.model.fingerprint == MODEL.fingerprint


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


def test_every_contradiction_of_the_source_is_approved_with_its_reason() -> None:
    differs = {verdict.name for verdict in verdicts(MODEL) if verdict.answer == "differs"}
    approved = {
        line.name
        for line in MODEL.checks
        for approval in line.approvals
        if approval.code == "GOV601" and approval.why
    }
    assert differs
    assert approved == differs


# ── provenance ──
def _has_number(value: object) -> bool:
    if isinstance(value, Words):
        return value.total is not None
    numbers = (Quantity, Bound, Range, Rate, Share, Unknown, Formula)
    if isinstance(value, Mapping):
        return any(isinstance(to, numbers) for arrow in value.entries for to in arrow.to)
    return isinstance(value, numbers)


def test_no_figure_is_without_an_origin() -> None:
    bare = [
        path for path, claim, value in CLAIMS if _has_number(value) and claim.origin.kind == "none"
    ]
    assert bare == []


def test_every_citation_names_a_part_of_the_source() -> None:
    sections = MODEL.sources[0].sections.value
    assert isinstance(sections, Words)
    parts = set(sections.words)
    cited = [(path, claim.origin) for path, claim, _ in CLAIMS if claim.origin.kind == "cited"]
    assert cited
    assert [path for path, o in cited if not o.source or o.place not in parts] == []


def test_cited_counts_and_limits_carry_the_words_of_the_source() -> None:
    """A figure of the source is quoted; one that is unknown, or a length, has nothing to quote."""
    silent = [
        path
        for path, claim, value in CLAIMS
        if isinstance(value, Quantity | Bound | Range | Rate | Share)
        and claim.origin.kind == "cited"
        and not claim.origin.quotation
    ]
    assert silent == []


def test_quotations_are_short() -> None:
    quoted = {path: claim.origin.quotation for path, claim, _ in CLAIMS}
    assert [path for path, words in quoted.items() if len(words) > _LONGEST_QUOTATION] == []


def test_everything_assumed_gives_its_reason() -> None:
    silent = [
        path
        for path, claim, value in CLAIMS
        if _has_number(value) and claim.origin.kind == "assumed" and not claim.origin.remark
    ]
    assert silent == []


# ── second readings ──
def test_coverage_of_the_party_has_both_readings() -> None:
    coverage = _stated("body:网格党组织.coverage")
    (doubt,) = _doubts("body:网格党组织.coverage")
    branches, grids = (MODEL.get(ref) for ref in ("body:网格党组织", "level:网格"))
    assert isinstance(coverage, Quantity) and isinstance(doubt.or_read, Quantity)
    share = branches.count.value.number / grids.count.value.number  # type: ignore[union-attr]
    assert coverage.number == 1
    assert abs(doubt.or_read.number - share) < Fraction(1, 1000)


def test_the_base_of_the_closing_rate_has_both_readings() -> None:
    (doubt,) = _doubts("indicator:问题办结率.denominator")
    assert isinstance(doubt.or_read, Words)
    assert doubt.or_read != _stated("indicator:问题办结率.denominator")


@pytest.mark.parametrize("name", ["收集问题", "解决问题", "办结率", "基础数据"])
def test_the_results_of_2022_are_dated(name: str) -> None:
    claim = next(claim for path, claim, _ in CLAIMS if path == f"figure:{name}.value")
    assert claim.since is not None and claim.until is not None
    assert (claim.since.year, claim.until.year) == (2022, 2023)


# ── what is peculiar to this district ──
def test_an_emergency_leaves_out_the_two_levels_between() -> None:
    ordinary, urgent = (
        next(process for process in MODEL.processes if process.name == name)
        for name in ("网格事项", "急时调度")
    )
    between = [tier.name for tier in ordinary.tiers][1:-1]
    assert between == ["村（社区）", "镇（街道）"]
    assert not {tier.name for tier in urgent.tiers} & set(between)
    chain = _stated("mode:急时.chain")
    assert isinstance(chain, Chain) and chain.refs[0] == "body:管理中心" and len(chain.refs) == 2


def test_each_mode_turns_on_the_process_of_its_matters() -> None:
    for mode in MODEL.modes:
        processes, matters = mode.process.value, mode.matters.value
        assert isinstance(processes, Refs) and isinstance(matters, Refs)
        for ref in matters.refs:
            process = MODEL.process_for(ref.partition(":")[2])
            assert process is not None and f"process:{process.name}" in processes.refs


def test_six_powers_answer_six_aspects_of_resources() -> None:
    powers, resources = (
        next(listing for listing in MODEL.lists if listing.name == name)
        for name in ("权力清单", "资源清单")
    )
    answered = [item.contents.value.words[0] for item in powers.items]  # type: ignore[union-attr]
    assert sorted(answered) == sorted(item.name for item in resources.items)


def test_the_order_loop_has_its_four_steps_in_order() -> None:
    loop = next(process for process in MODEL.processes if process.name == "点单闭环")
    assert [step.name for step in loop.steps] == ["群众点单", "平台派单", "部门接单", "结果反馈"]
    assert not loop.tiers
