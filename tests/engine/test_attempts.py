"""An attempt twice: a key stands for one move, or one opening, with all that was given with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads
from tests.engine import test_meetings as meetings

TEXT = """govkit 1
district Town {
  level Town { count: 1 }
  level Quarter { parent: Town; count: 4 }
  team Watch { at: Quarter }
  team Works { at: Quarter }
  post Clerk { at: Town }
  attribute size { values: small, big }
  attribute cost { unit: 元 }
  mode storm
  matter Noise
  process Ladder { applies_to: Noise
    tier Quarter { handler: any(Watch, Works); limit: 9 days
      on: obstructed → Town; on: major → Town; on: declined → Town }
    tier Town { handler: Clerk; limit: 9 days }
  }
}
"""
ENGINE = Engine(loads(TEXT))
AT = "2026-03-02 10:00"
Given = dict[str, Any]


def code(call: Callable[[], object]) -> str:
    with pytest.raises(GovError) as caught:
        call()
    return caught.value.diagnostics[0].code


def opened(**given: Any) -> Case:
    return ENGINE.open("Noise", unit="Quarter·1", at=AT, **given)


def made(case: Case, move: str, at: str = AT, **given: Any) -> Case:
    return ENGINE.apply(case, move, at=at, **given)


SIGNED = made(opened(), "sign_for:Watch")
HANDLING = made(SIGNED, "handle")
FED_BACK = made(HANDLING, "feed_back")
FIRST: Given = {"actor": "key-1", "note": "n", "cost": 5, "size": "small"}


# ── a move ──
@pytest.mark.parametrize(
    ("case", "first", "again"),
    [
        (opened(), "sign_for:Watch", "sign_for:Watch"),
        (opened(), "sign_for:Watch", "签收:Watch"),
        (SIGNED, "handle", "处置"),
        (FED_BACK, "verify", "verify"),
        # The whole id of what was done is the same move, and so is the plain form of an id.
        (FED_BACK, "verify", "verify:verified"),
        (FED_BACK, "verify:verified", "verify"),
        (HANDLING, "escalate:obstructed", "escalate:obstructed"),
        (HANDLING, "escalate:obstructed:Town", "上报：Town：执行受阻"),
        (HANDLING, "classify:size:big", "classify:big:size"),
    ],
)
def test_the_same_again_gives_the_case_back(case: Case, first: str, again: str) -> None:
    once = made(case, first, idempotency_key="k", **FIRST)
    for at in (AT, "2026-03-09 12:00", "2026-01-01 00:00"):
        assert made(once, again, at, idempotency_key="k", **FIRST) is once
    grade = "small" if once.grade("size") == "big" else "big"
    later = made(once, f"classify:size:{grade}", "2026-03-03 09:00")
    stored = ENGINE.adopt_json(later.to_json())
    assert made(stored, again, idempotency_key="k", **FIRST) is stored


@pytest.mark.parametrize(
    ("case", "first", "other"),
    [
        (opened(), "sign_for:Watch", "sign_for:Works"),
        # A shorter id is another: it could have come to another move.
        (opened(), "sign_for:Watch", "sign_for"),
        (HANDLING, "escalate:obstructed:Town", "escalate:major:Town"),
        (HANDLING, "escalate:obstructed:Town", "escalate:Town"),
        (FED_BACK, "verify:failed", "verify"),
        (FED_BACK, "verify", "verify:failed"),
        (HANDLING, "feed_back:declined", "feed_back"),
        (HANDLING, "feed_back", "feed_back:declined"),
        (HANDLING, "classify:size:big", "classify:size:small"),
    ],
)
def test_another_outcome_is_refused(case: Case, first: str, other: str) -> None:
    once = made(case, first, idempotency_key="k", **FIRST, on_breach="record")
    for breach in ("refuse", "record"):
        assert code(lambda breach=breach: made(
            once, other, idempotency_key="k", on_breach=breach, **FIRST)) == "GOV709"  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "key-2"},
        {"actor": ""},
        {"note": "other"},
        {"note": ""},
        {"cost": 6},
        {"cost": None},
        {"size": "big"},
        {"size": None},
    ],
)
@pytest.mark.parametrize("move", ["handle", "classify:size:big"])
def test_another_content_is_refused(move: str, change: Given) -> None:
    once = made(SIGNED, move, idempotency_key="k", **FIRST)
    other = {name: value for name, value in {**FIRST, **change}.items() if value is not None}
    assert code(lambda: made(once, move, idempotency_key="k", **other)) == "GOV709"
    assert made(once, move, idempotency_key="k", **FIRST) is once


def test_the_same_value_in_another_form_is_the_same() -> None:
    once = made(SIGNED, "handle", idempotency_key="k", cost=400_000)
    assert made(once, "handle", idempotency_key="k", given={"cost": "400000"}) is once


def test_the_figures_of_a_meeting_belong_to_the_move() -> None:
    text = meetings.TEXT.replace("QUORUM", "≥2/3 应到会").replace("PASS", ">1/2 到会")
    engine = Engine(loads(text))
    case = engine.open("更换物业", unit="小区·1", at="2026-03-02 09:00")
    case = engine.apply(case, "签收", at="2026-03-02 10:00")
    votes = {"due": 60, "present": 50, "for_": 40}
    once = engine.apply(case, "议事", at=meetings.AT, idempotency_key="k", **votes)
    assert once.history[-1].trigger == "agreed"
    for again in ("议事", once.history[-1].move):
        assert engine.apply(once, again, at=meetings.AT, idempotency_key="k", **votes) is once
    for other in ({**votes, "for_": 41}, {"due": 60, "present": 50}, {}):
        with pytest.raises(GovError) as caught:
            engine.apply(once, "议事", at=meetings.AT, idempotency_key="k", **other)
        assert caught.value.diagnostics[0].code == "GOV709"


def test_a_key_of_the_opening_is_no_key_of_a_move() -> None:
    case = opened(idempotency_key="k")
    with pytest.raises(GovError) as caught:
        made(case, "sign_for:Watch", idempotency_key="k")
    assert caught.value.diagnostics[0].code == "GOV709"
    assert "`opened`" in caught.value.text("en") and "立案" in caught.value.text("zh")


# ── an opening ──
OPENING: Given = {"actor": "key-1", "vacant": ["Clerk"], "mode": "storm", "size": "small"}
CHANGES: list[Given] = [
    {"actor": "key-2"},
    {"vacant": []},
    {"mode": None},
    {"size": "big"},
    {"given": {"cost": 3}},
]


def test_the_id_covers_everything_given() -> None:
    cases = [opened(), opened(idempotency_key="k"), opened(idempotency_key="k2")]
    cases += [opened(**{**OPENING, **change}) for change in ({}, *CHANGES)]
    cases += [
        ENGINE.open("Noise", unit="Quarter·2", at=AT),
        ENGINE.open("Noise", unit="Quarter·1", at="2026-03-02 10:00:01"),
    ]
    assert len({case.id for case in cases}) == len(cases)
    assert opened(**OPENING).id == opened(**OPENING).id
    # The same instant in another zone, a value in another form, names in another order.
    twin = ENGINE.open("Noise", unit="Quarter·1", at="2026-03-02T02:00:00Z", cost="3", size="big")
    assert twin.id == opened(given={"size": "big", "cost": 3}).id


def test_opening_again_gives_the_case_back() -> None:
    case = opened(idempotency_key="k", **OPENING)
    later = made(case, "sign_for:Watch", "2026-03-03 10:00")
    later = ENGINE.vacate(later, [], at="2026-03-04 10:00")
    for at in (AT, "2026-05-05 12:00"):
        again = ENGINE.open("Noise", unit="Quarter·1", at=at, idempotency_key="k",
                            opened_before=later, **OPENING)  # fmt: skip
        assert again is later
    stored = ENGINE.adopt_json(later.to_json())
    assert opened(idempotency_key="k", opened_before=stored, **OPENING) is stored


@pytest.mark.parametrize("change", [*CHANGES, {"unit": "Quarter·2"}])
def test_opening_something_else_with_a_key_is_refused(change: Given) -> None:
    case = opened(idempotency_key="k", **OPENING)
    given = {"unit": "Quarter·1", "idempotency_key": "k", **OPENING, **change}
    assert code(lambda: ENGINE.open("Noise", at=AT, opened_before=case, **given)) == "GOV709"
    assert ENGINE.open("Noise", at=AT, **given).id != case.id


def test_a_case_of_another_key_is_not_given_back() -> None:
    case = opened(idempotency_key="k")
    assert opened(idempotency_key="k2", opened_before=case).id != case.id
    assert opened(opened_before=opened()) == opened()
    assert code(lambda: opened(opened_before="case")) == "GOV925"
