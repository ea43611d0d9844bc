"""Journals: what is stored replays to an equal walk, and nothing else replays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.pipeline import load
from govkit.scenario import Journal, debrief, read_journal, replayed

from .conftest import EXAMPLE
from .test_choosing import NAMES, begun, took

ENGINE = Engine(load(EXAMPLE))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(NAMES), st.lists(st.integers(0, 9), max_size=14))
def test_any_walk_replays_exactly(name: str, keys: list[int]) -> None:
    walk = begun(ENGINE, name)
    for key in keys:
        if walk.decision is None or key == 0:
            walk = walk.undo()
        elif key <= len(walk.decision.choices):
            walk = walk.choose(key)[0]
    again = replayed(ENGINE, read_journal(Journal.of(walk).to_json(), "a"))
    assert (again.case, again.journal) == (walk.case, walk.journal)
    assert len(again.attempts) == len(walk.attempts)
    assert debrief(again).score == debrief(walk).score


@pytest.mark.parametrize("text", ["", "[]", '{"format": "govkit-case/1"}', "\ufeffx"])
def test_what_is_no_journal_is_refused(text: str) -> None:
    with pytest.raises(GovError) as error:
        read_journal(text, "a.json")
    assert error.value.diagnostics[0].code == "GOV758"


def test_a_journal_of_another_model_is_refused(guangming: Engine, lakeside: Engine) -> None:
    journal = Journal.of(took(begun(guangming, "楼道堆物"), "best"))
    with pytest.raises(GovError) as error:
        replayed(lakeside, journal)
    assert error.value.diagnostics[0].code == "GOV759"


def test_a_choice_that_was_never_offered_is_refused(guangming: Engine) -> None:
    journal = Journal.of(took(begun(guangming, "楼道堆物"), "best"))
    forged = journal.model_copy(update={"choices": (*journal.choices, "sign_for")})
    with pytest.raises(GovError) as error:
        replayed(guangming, forged)
    assert error.value.diagnostics[0].code == "GOV759"
    assert "2" in str(error.value.diagnostics[0].args["reason"])
