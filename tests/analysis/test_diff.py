"""A diff is complete, empty where nothing differs, and says of each change which way it binds."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from random import Random

import pytest

import govkit
from govkit.analysis.diff.applying import apply
from govkit.analysis.diff.changes import Change, Diff
from govkit.analysis.diff.comparing import diff
from govkit.analysis.diff.data import data_of
from govkit.model.governance import Governance
from govkit.pipeline import loads
from tests.analysis.amendments import amended
from tests.drawn import DAY
from tests.engine.play import DISTRICTS, MODELS, model_of, of_the_day
from tests.together import together

# Small models, of which two of the gallery are drawn by day; all pairs of districts by night.
_GALLERY = [path for path in MODELS if path.suffix]
PAIRS = [
    tuple(Random(DAY).sample(_GALLERY, 2)),
    *(pytest.param(*pair, marks=pytest.mark.nightly) for pair in permutations(DISTRICTS, 2)),
]
TWINS = Path(__file__).parents[2] / "examples" / "quanyu"


def changed(old: str, new: str, **options: str) -> Diff:
    """The diff of two texts of districts."""
    before, after = (loads(f"govkit 1\n地区 甲 {{ {text} }}\n") for text in (old, new))
    found = diff(before, after, options)
    assert apply(before, found).fingerprint == after.fingerprint
    return found


def one(old: str, new: str, **options: str) -> Change:
    """The one change of two texts that does not only follow another."""
    (found,) = changed(old, new, **options).told
    return found


@pytest.mark.parametrize("path", of_the_day("diff with itself"), ids=lambda path: path.stem)
def test_nothing_differs_from_itself(path: Path) -> None:
    model = model_of(path)
    again = Governance.model_validate(data_of(model))
    found = diff(model, again)
    assert (found.changes, found.order, found.near) == ((), (), ())


@pytest.mark.parametrize("path", of_the_day("plain data"), ids=lambda path: path.stem)
def test_plain_data_are_those_of_the_schema(path: Path) -> None:
    assert data_of(model_of(path)) == model_of(path).model_dump(mode="json")


def test_both_tongues_of_a_district_are_one() -> None:
    assert diff(model_of(TWINS), model_of(TWINS / "english")).changes == ()


def test_the_front_door_has_it() -> None:
    assert govkit.diff is diff


@pytest.mark.parametrize("old, new", PAIRS)
def test_one_district_becomes_another(old: Path, new: Path) -> None:
    before, after = model_of(old), model_of(new)
    assert apply(before, diff(before, after)).fingerprint == after.fingerprint


def test_a_diff_is_of_one_old_model() -> None:
    before, after, other = (model_of(path) for path in MODELS[:3])
    with pytest.raises(ValueError, match="not of"):
        apply(other, diff(before, after))


@together(
    "old, new, what, path, field, clause, direction",
    [
        ("制度 访 { 频次：≥2次/月 }", "制度 访 { 频次：≥3次/月 }",
         "changed", "duty:访", "cadence", "value", "tightened"),
        ("制度 访 { 频次：≥2次/月 应当 }", "制度 访 { 频次：≥2次/月 原则上 }",
         "changed", "duty:访", "cadence", "strength", "loosened"),
        ("制度 访 { 频次：≥2次/月 }", "制度 访 { 频次：≥2次/月 自 2026-01-01 }",
         "changed", "duty:访", "cadence", "since", ""),
        ("制度 访 { 频次：1次/月 }", "", "removed", "duty:访", "", "", ""),
        ("", "制度 访 { 频次：1次/月 }", "added", "duty:访", "", "", ""),
        ("制度 访 { 内容：送餐 }", "制度 访 { 内容：送餐、助医 }",
         "changed", "duty:访", "act", "value", ""),
        ("事项 噪音 { 时限：5工作日 }", "事项 噪音 { 时限：3工作日 }",
         "changed", "matter:噪音", "limit", "value", "tightened"),
        ("事项 噪音 { 时限：5工作日 可以 }", "事项 噪音 { 时限：3工作日 可以 }",
         "changed", "matter:噪音", "limit", "value", "narrowed"),
        ("事项 噪音 {}", "事项 噪音 { 时限：3工作日 }",
         "added", "matter:噪音", "limit", "", "tightened"),
        ("制度 访 “走访” {}", "制度 访 “走访入户” {}", "changed", "duty:访", "", "title", ""),
    ],
)  # fmt: skip
def test_one_change_is_told_once(
    old: str, new: str, what: str, path: str, field: str, clause: str, direction: str
) -> None:
    found = one(old, new)
    assert (found.what, found.path, found.field, found.clause, found.direction) == (
        what, path, field, clause, direction,
    )  # fmt: skip


# ── amendments ──


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.name)
def test_an_amendment_of_all_clauses_is_found_change_by_change(path: Path) -> None:
    model = model_of(path)
    new, drawn = amended(model, 1)
    found = diff(model, new)
    assert {(one.path, one.field, one.clause) for one in found.told} == {
        (edit.path, edit.field, edit.clause) for edit in drawn
    }
    assert len(drawn) == 12
    assert all(
        change.old == edit.old and change.new == edit.new
        for change in found.told for edit in drawn
        if (change.path, change.clause) == (edit.path, edit.clause)
        and edit.clause in ("value", "strength", "since", "until", "citation", "title")
        and not change.key
    )  # fmt: skip
    assert data_of(apply(model, found)) == data_of(new)
