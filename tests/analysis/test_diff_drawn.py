"""Over drawn models a diff is complete, mirrors, and sees every change of one leaf.

`GOVKIT_DAY` draws the models of another day again; its value stands in the failure.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from govkit.analysis.diff.applying import apply
from govkit.analysis.diff.changes import Change, Diff
from govkit.analysis.diff.comparing import diff
from govkit.analysis.diff.data import data_of
from govkit.model.governance import Governance
from tests.analysis.amendments import Spot, altered, drifted, spots
from tests.drawn import DAY
from tests.engine.play import MODELS, model_of, of_the_day

_SMALL = [path for path in MODELS if path.suffix]
_BACK = {"added": "removed", "removed": "added"}
Row = tuple[str, frozenset[str], str, str, str, str]


def rows(found: Diff, back: bool = False) -> Counter[Row]:
    """What a diff tells, as it would read the other way round with `back`.

    The old side of a change beside one that only follows a rename is told by new names; here it is
    what it was, as the new side is the other way round.
    """
    told: Counter[Row] = Counter()
    was = {_place(one): one.old for one in found.changes if one.consequence_of}
    for change in found.told:
        what = _BACK.get(change.what, change.what) if back else change.what
        sides = [
            json.dumps(side, sort_keys=True)
            for side in (was.get(_place(change), change.old), change.new)
        ]
        paths = frozenset({change.path, change.old_path} - {""})
        old, new = reversed(sides) if back else sides
        told[what, paths, change.field, change.clause, old, new] += 1
    return told


def _place(change: Change) -> tuple[object, ...]:
    return change.path, change.field, change.clause, change.key, change.place, change.old_place


def check(path: Path, seed: str) -> None:
    """One drawn pair, both ways."""
    old = drifted(model_of(path), seed)
    new = drifted(old, f"{seed}, next")
    there, back = diff(old, new), diff(new, old)
    assert data_of(apply(old, there)) == data_of(new), f"GOVKIT_DAY={DAY} {seed}"
    assert data_of(apply(new, back)) == data_of(old), f"GOVKIT_DAY={DAY} {seed}"
    assert rows(there) == rows(back, back=True), f"GOVKIT_DAY={DAY} {seed}"


def test_a_diff_is_complete_and_mirrors() -> None:
    rng = Random(f"{DAY}/pairs")
    for number in range(4):
        check(rng.choice(_SMALL), f"{DAY}/{number}")


@pytest.mark.nightly
@pytest.mark.parametrize("number", range(200))
def test_two_hundred_diffs_are_complete_and_mirror(number: int) -> None:
    check(MODELS[number % len(MODELS)], f"pair {number}")


# ── every change of one leaf ──


def seen(model: Governance, spot: Spot, keys: tuple[str | int, ...], new: Governance) -> str:
    """Why the change of one leaf is not told as it should be; empty where it is."""
    found = diff(model, new)
    places = {(change.path, change.field) for change in found.told}
    places |= {(order.path, order.field) for order in found.order}
    if not places:
        return f"unseen: {spot.path} {keys}"
    allowed = {(spot.path, str(keys[0])), (spot.path, "")}
    return f"elsewhere: {spot.path} {keys} {places}" if not places <= allowed else ""


def test_a_changed_leaf_is_seen(every_kind: Governance) -> None:
    rng = Random(f"{DAY}/leaves")
    wrong, tried = [], 0
    for spot in rng.sample(list(spots(every_kind)), 12):
        for keys, new in islice(altered(every_kind, spot), 6):
            tried += 1
            wrong.append(seen(every_kind, spot, keys, new))
    assert tried > 30
    assert [one for one in wrong if one] == []


def all_seen(model: Governance) -> None:
    """Every change of one leaf anywhere in a model is told at its place."""
    wrong = [
        seen(model, spot, keys, new) for spot in spots(model) for keys, new in altered(model, spot)
    ]
    assert len(wrong) > 50
    assert [one for one in wrong if one] == []


@pytest.mark.nightly
@pytest.mark.parametrize("path", of_the_day("leaves"), ids=lambda path: path.stem)
def test_every_changed_leaf_of_an_example_is_seen(path: Path) -> None:
    all_seen(model_of(path))


@pytest.mark.nightly
def test_every_changed_leaf_of_every_kind_is_seen(every_kind: Governance) -> None:
    all_seen(every_kind)
