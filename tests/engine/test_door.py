"""The door of the engine: each public method, each of its arguments, each of many wrong values.

The methods and their arguments are read from the class itself, so that a new one is tested too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from inspect import Parameter, signature
from typing import Any

import pytest

from govkit.diagnostics import GovError
from govkit.diagnostics.catalogue import word
from govkit.engine import Case, Engine
from govkit.engine.door import CHECKS
from govkit.model.governance import Governance
from govkit.values import Quantity, Text, Word

WRONG: tuple[Any, ...] = (
    None,
    True,
    5,
    1.5,
    "perhaps",
    "",
    "\ud800",
    "\x00",
    b"x",
    (),
    ("x",),
    (5,),
    [None],
    {"x": 1},
    {5: "x"},
    {"大小": object()},
    date(2026, 3, 2),
    time(9),
    datetime(1, 1, 1),
    datetime(9999, 12, 31),
    timedelta(1),
    Decimal("NaN"),
    Fraction(1, 2),
    object(),
    Exception,
    Case,
    lambda: None,
)
METHODS = [
    name for name in dir(Engine) if callable(getattr(Engine, name)) and not name.startswith("_")
]
ARGUMENTS = [
    (name, argument)
    for name in [*METHODS, "__init__"]
    for argument in signature(getattr(Engine, name)).parameters
    if argument != "self"
]


def right(case: Case, engine: Engine) -> dict[str, Any]:
    """A right value for each argument that has no default."""
    return {
        "matter": "邻里纠纷",
        "unit": "网格·61",
        "at": "2026-03-02 10:00",
        "case": case,
        "lead": case,
        "follower": case,
        "life": case,
        "process": "网格事项",
        "cases": [case],
        "move": "sign_for" if case else None,
        "mode": None,
        "vacant": ("书记",),
        "what": "街道",
        "duty": "无",
        "acts": ["2026-03-02 09:00"],
        "first": date(2026, 3, 1),
        "last": date(2026, 3, 31),
        "text": case.to_json(),
        "model": engine.model,
    }


def called(engine: Engine, case: Case, name: str, argument: str, value: Any) -> Any:
    """A method with one of its arguments replaced."""
    method: Callable[..., Any] = Engine if name == "__init__" else getattr(engine, name)
    values = right(case, engine)
    given = {
        key: values[key]
        for key, each in signature(method).parameters.items()
        if each.default is Parameter.empty and each.kind is not Parameter.VAR_KEYWORD
    }
    if name == "why":
        given["move"] = engine.moves(case)[0]
    if argument == "attributes":
        return method(**given, 金额=value)
    return method(**(given | {argument: value}))


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_no_wrong_value_ends_in_an_error_of_python(
    engine: Engine, dispute: Case, name: str, argument: str
) -> None:
    for value in WRONG:
        try:
            came = called(engine, dispute, name, argument, value)
        except GovError as error:
            for finding in error.diagnostics:
                assert all(word(finding, lang).text.encode() for lang in ("zh", "en"))
        except ValueError as error:  # no days, no objects: said by `review`
            assert name == "review" and argument in ("first", "last", "objects"), error
        else:
            assert came is not None or value is None


WRONG_TYPES = [
    ("open", "unit", None),
    ("open", "unit", 5),
    ("open", "vacant", "书记"),
    ("open", "vacant", [None]),
    ("open", "given", [("大小", "小事")]),
    ("open", "mode", 5),
    ("open", "at", date(2026, 3, 2)),
    ("open", "idempotency_key", 7),
    ("apply", "on_breach", "perhaps"),
    ("apply", "on_breach", None),
    ("apply", "expected_revision", True),
    ("apply", "note", None),
    ("apply", "move", None),
    ("tick", "at", None),
    ("moves", "case", None),
    ("moves", "case", "case"),
    ("explain", "lang", 5),
    ("explain", "lang", "fr"),
    ("why", "move", "sign_for"),
    ("why_not", "what", None),
    ("review", "acts", "2026-03-02"),
    ("review", "objects", 1.5),
    ("review", "first", datetime(2026, 3, 2)),
    ("resume", "accept_changes", 1),
    ("adopt_json", "text", None),
    ("__init__", "model", None),
    ("__init__", "strict_calendar", "no"),
]


@pytest.mark.parametrize(("name", "argument", "value"), WRONG_TYPES)
def test_a_wrong_type_is_named_in_both_tongues(
    engine: Engine, dispute: Case, name: str, argument: str, value: Any
) -> None:
    with pytest.raises(GovError) as refused:
        called(engine, dispute, name, argument, value)
    (finding,) = refused.value.diagnostics
    assert finding.code == "GOV925"
    for lang in ("zh", "en"):
        assert argument in word(finding, lang).text


def numbers() -> Iterator[Any]:
    """Numbers that no case can keep."""
    yield from (10**5_000, -(10**50), Fraction(1, 10**5_000), float("nan"), float("inf"))
    yield from (Decimal(text) for text in ("1e5000", "1e-5000", "NaN", "sNaN", "Infinity"))
    yield Quantity(Fraction(10**60), "yuan")


@pytest.mark.parametrize("number", list(numbers()), ids=lambda n: type(n).__name__)
@pytest.mark.parametrize("place", ["金额", "due"])
def test_endless_numbers_are_refused(
    engine: Engine, dispute: Case, number: Any, place: str
) -> None:
    for given in ({place: number}, {place: {"人数": number}}):
        with pytest.raises(GovError) as refused:
            engine.apply(dispute, "sign_for", at="2026-03-02 10:00", given=given)
        assert refused.value.diagnostics[0].code == "GOV927"


@pytest.mark.parametrize("mark", ["\ud800", "\udfff", "\x00", "\x1b", "\x7f", "\uffff"])
@pytest.mark.parametrize(
    "place", ["actor", "note", "idempotency_key", "move", "大小", "attributes"]
)
def test_what_cannot_be_stored_is_refused(
    engine: Engine, dispute: Case, mark: str, place: str
) -> None:
    given: dict[str, Any] = {"move": "sign_for", place: f"sign_for{mark}"}
    if place == "attributes":
        given = {"move": "sign_for", "given": {f"金额{mark}": 1}}
    with pytest.raises(GovError) as refused:
        engine.apply(dispute, at="2026-03-02 10:00", **given)
    assert refused.value.diagnostics[0].code == "GOV926"
    str(refused.value).encode()


@pytest.mark.parametrize("value", [Word("\ud800"), Text("\x00")])
def test_values_of_the_language_are_looked_into(engine: Engine, value: object) -> None:
    with pytest.raises(GovError) as refused:
        engine.open("邻里纠纷", unit="网格·61", at="2026-03-02 09:00", given={"大小": value})
    assert refused.value.diagnostics[0].code == "GOV926"


def test_lines_of_a_note_are_kept(engine: Engine, dispute: Case) -> None:
    case = engine.apply(dispute, "sign_for", at="2026-03-02 10:00", note="一\n二\t三\r\n")
    assert Case.from_json(case.to_json()).history[-1].note == "一\n二\t三\r\n"


@pytest.mark.parametrize(
    "at",
    ["0001-01-01 00:00", "0999-12-31", "9001-01-01", "9999-12-31T23:59:59-12:00", datetime.max],
)
def test_instants_at_the_ends_of_the_calendar_are_refused(engine: Engine, at: Any) -> None:
    with pytest.raises(GovError) as refused:
        engine.open("邻里纠纷", unit="网格·61", at=at)
    assert refused.value.diagnostics[0].code == "GOV928"
    for edge in ("1000-01-01 00:00", "9000-12-31 23:59:59"):
        case = engine.open("邻里纠纷", unit="网格·61", at=edge)
        assert Case.from_json(case.to_json()) == case


def test_vacant_posts_may_come_from_a_generator(engine: Engine) -> None:
    case = engine.open(
        "邻里纠纷", unit="网格·61", at="2026-03-02 09:00", vacant=(name for name in ["书记"])
    )
    assert case.vacant == ("post:书记",)


def test_every_annotation_of_the_engine_has_a_check() -> None:
    for name, argument in ARGUMENTS:
        each = signature(getattr(Engine, name)).parameters[argument]
        assert each.kind is Parameter.VAR_KEYWORD or each.annotation in CHECKS, (name, argument)


def test_a_model_that_is_none_is_said_before_anything_else(engine: Engine) -> None:
    assert isinstance(engine.model, Governance)
    with pytest.raises(GovError) as refused:
        Engine(replace)  # type: ignore[arg-type]
    assert "function" in str(refused.value)
