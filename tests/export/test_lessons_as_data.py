"""A branching lesson as data: conditions over its own names come back equal, and are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit import from_json, to_json
from govkit.diagnostics import GovError
from govkit.model.scenario import Scenario
from govkit.pipeline import load
from govkit.resolve.replacing.replaced import replaced
from govkit.values.writing.condition import condition_words

EXAMPLE = Path(__file__).parents[2] / "examples" / "guangming"


@pytest.fixture(scope="module")
def model():  # type: ignore[no-untyped-def]
    return load(EXAMPLE)


def lesson(model) -> Scenario:  # type: ignore[no-untyped-def]
    return next(one for one in model.scenarios if one.name == "投放点选址")


def test_it_comes_back_equal(model) -> None:  # type: ignore[no-untyped-def]
    assert from_json(to_json(model)) == model


def test_a_condition_in_data_names_an_option_that_there_is(model) -> None:  # type: ignore[no-untyped-def]
    text = to_json(model)
    assert '"option:动工"' in text
    with pytest.raises(GovError) as refusal:
        from_json(text.replace('"option:动工"', '"option:开工"'))
    assert "option:开工" in str(refusal.value)


def test_conditions_are_worded_in_both_tongues(model) -> None:  # type: ignore[no-untyped-def]
    words = [condition_words(turn.when) for turn in lesson(model).turns if turn.when is not None]
    assert ("进展 = 议而未决", "progress = undecided") in {(one.zh, one.en) for one in words}


def test_a_field_inside_it_is_said_anew_and_may_name_its_options(model) -> None:  # type: ignore[no-untyped-def]
    said = replaced(model, {"turn:接件/option:放放.经过": "5工作日"})
    option = next(o for turn in lesson(said).turns for o in turn.options if o.name == "放放")
    assert "5" in str(option.after.value)
