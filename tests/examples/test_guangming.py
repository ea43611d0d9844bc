"""The example of Guangming: every fact of its source is stated, cited and reproduced.

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

FOLDER = Path(__file__).parents[2] / "examples" / "guangming"
ROWS = [f"S1-{number:02}" for number in range(1, 36)]
_DIRECTIONS = {"exact": "", "more": ">", "less": "<", "about": "~"}


def _facts() -> list[dict[str, str]]:
    with (FOLDER / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


FACTS = _facts()


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_path(FOLDER)


@pytest.fixture(scope="module")
def model(compiled: Compiled) -> Governance:
    assert compiled.model is not None
    return compiled.model


def _claims(model: Governance) -> Iterator[tuple[str, Claim, object]]:
    """Every statement of the model: its path, its clauses, its value (None for a block)."""
    for path, entity in entities(model):
        yield path, entity, None
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated, stated.value
        for number, given in enumerate(getattr(entity, "given", ())):
            yield f"{path}.given[{number}]", given, given.value


def _stated(model: Governance, path: str) -> object:
    """The value of a statement by its path in the text; figures are kept as a line."""
    found = {at: value for at, _, value in _claims(model)}
    return found[f"{path}.value" if path.startswith("figure:") else path]


# ── canonical figures: `≥3/month`, `~130000`, `3..5`, `4+` (an open list that names four) ──
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
    raise AssertionError(f"no figure: {value!r}")


def _printed(expression: Expression) -> str:
    """The figure a check is compared with: the constant on its right."""
    assert isinstance(expression, Infix)
    assert isinstance(expression.right, Constant)
    return canonical(expression.right.value)


# ── the text ──
def test_it_compiles_without_an_error(compiled: Compiled) -> None:
    assert [finding.code for finding in compiled.errors] == []
    assert compiled.model is not None


def test_the_scenarios_are_read_from_their_own_file(compiled: Compiled, model: Governance) -> None:
    assert {Path(source.name).name for source in compiled.sources} == {
        "guangming.gov",
        "scenarios.gov",
    }
    assert len(model.scenarios) >= 3


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert sorted({fact["row"] for fact in FACTS}) == ROWS


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['row']} {fact['statement']}")
def test_every_fact_is_stated(compiled: Compiled, fact: dict[str, str]) -> None:
    assert fact["statement"] in compiled.places


@pytest.mark.parametrize(
    "fact",
    [fact for fact in FACTS if fact["value"]],
    ids=lambda fact: f"{fact['row']} {fact['statement']}",
)
def test_figures_are_those_of_the_source(model: Governance, fact: dict[str, str]) -> None:
    kind, _, name = fact["statement"].partition(":")
    if kind == "check":
        line = next(line for line in model.checks if line.name == name)
        assert _printed(line.holds) == fact["value"]
    else:
        assert canonical(_stated(model, fact["statement"])) == fact["value"]


def test_checks_come_out_as_expected(model: Governance) -> None:
    expected = {
        fact["statement"].partition(":")[2]: fact["expected"]
        for fact in FACTS
        if fact["statement"].startswith("check:")
    }
    assert {verdict.name: verdict.answer for verdict in verdicts(model)} == expected


# ── provenance ──
def _has_number(value: object) -> bool:
    if isinstance(value, Words):
        return value.total is not None
    numbers = (Quantity, Bound, Range, Rate, Share, Unknown, Formula)
    if isinstance(value, Mapping):
        return any(isinstance(to, numbers) for arrow in value.entries for to in arrow.to)
    return isinstance(value, numbers)


def test_no_figure_is_without_an_origin(model: Governance) -> None:
    bare = [
        path
        for path, claim, value in _claims(model)
        if _has_number(value) and claim.origin.kind == "none"
    ]
    assert bare == []


def test_every_citation_names_a_part_of_the_source(model: Governance) -> None:
    parts = {word for source in model.sources for word in source.sections.values[0].words}
    cited = [(path, claim.origin) for path, claim, _ in _claims(model)
             if claim.origin.kind == "cited"]  # fmt: skip
    assert cited
    assert [path for path, o in cited if not o.source or o.place not in parts] == []


def test_cited_counts_and_limits_carry_the_words_of_the_source(model: Governance) -> None:
    """A figure of the source is quoted; one that is unknown, or a length, has nothing to quote."""
    silent = [
        path
        for path, claim, value in _claims(model)
        if isinstance(value, Quantity | Bound | Range | Rate | Share)
        and claim.origin.kind == "cited"
        and not claim.origin.quotation
    ]
    assert silent == []


def test_quotations_are_short(model: Governance) -> None:
    long = [path for path, claim, _ in _claims(model) if len(claim.origin.quotation) > 30]
    assert long == []


def test_every_assumed_figure_gives_its_reason(model: Governance) -> None:
    silent = [
        path
        for path, claim, value in _claims(model)
        if _has_number(value) and claim.origin.kind == "assumed" and not claim.origin.remark
    ]
    assert silent == []


def _doubts(model: Governance, path: str) -> tuple[Doubt, ...]:
    return next(claim.doubts for at, claim, _ in _claims(model) if at == path)


def test_forty_ten_thousand_and_below_has_both_readings(model: Governance) -> None:
    limit = _stated(model, "item:工程自建.limit")
    (doubt,) = _doubts(model, "item:工程自建.limit")
    assert isinstance(limit, Bound) and isinstance(doubt.or_read, Bound)
    assert (limit.comparison, doubt.or_read.comparison) == ("≤", "<")
    assert limit.quantity == doubt.or_read.quantity


def test_one_member_or_at_least_one_has_both_readings(model: Governance) -> None:
    quota = _stated(model, "post:专职网格党员.quota")
    (doubt,) = _doubts(model, "post:专职网格党员.quota")
    assert isinstance(quota, Rate) and isinstance(quota.amount, Bound)
    assert isinstance(doubt.or_read, Rate) and isinstance(doubt.or_read.amount, Quantity)
    assert quota.amount.comparison == "≥"
    assert quota.amount.quantity.number == doubt.or_read.amount.number == 1


def test_meetings_of_the_secretary_are_bounded_in_principle(model: Governance) -> None:
    strengths = {path: claim.strength for path, claim, _ in _claims(model)}
    assert strengths["duty:书记参会.cadence"] == "in_principle"
    assert strengths["duty:红小二服务活动.cadence"] == "should"


# ── places the scenarios rest on ──
def test_grid_61_lies_in_branch_20_of_community_3(model: Governance) -> None:
    grid = model.unit("网格·61")
    branch = model.tree.ancestor(grid, "支部")
    community = model.tree.ancestor(grid, "社区")
    assert branch is not None and community is not None
    assert (branch.number, community.number) == (20, 3)
