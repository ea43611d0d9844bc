"""The values a caller gives to a case, read against the attributes of the model.

Names and plain values enter; `CaseValue`s leave, or `GovError`. Where they come from when nothing
is given is said here too: the matter, the matter it is nested in, the attribute's default.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.kept import sayable
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.conditions import holds
from govkit.engine.plan.facts import Reader
from govkit.model.case_attribute import CaseAttribute
from govkit.model.counting import counting
from govkit.model.governance import Governance
from govkit.values import Quantity, Text, Unknown, Word, Words
from govkit.values.reading import read_quantity
from govkit.values.units import Units

Given = Quantity | Unknown | Word | Text


def read_given(model: Governance, given: Mapping[str, Any]) -> tuple[CaseValue, ...]:
    """The given values by attribute. Raises `GovError` (GOV705 name, GOV706 value)."""
    known = {attribute.name: attribute for attribute in model.attributes}
    found = []
    for name, value in given.items():
        if name not in known:
            near = get_close_matches(name, known, n=3, cutoff=0.4)
            raise refuse("GOV705", near, attribute=name, known=Both.listed(known, "—"))
        found.append(CaseValue(attribute=name, value=_value(model, known[name], value)))
    return tuple(found)


def stated_values(model: Governance, matter: str, day: date) -> tuple[CaseValue, ...]:
    """What holds before anything is given: defaults, then the outer matter, then the matter."""
    found: dict[str, CaseValue] = {}
    for attribute in model.attributes:
        default = attribute.default.at(day)
        if default is not None and isinstance(default.value, Words) and default.value.words:
            value = _value(model, attribute, default.value.words[0])
            rule = f"attribute:{attribute.name}.default"
            found[attribute.name] = CaseValue(attribute=attribute.name, value=value, rule=rule)
    for name in reversed(model.lineage(matter)):
        stated = model.matter(name).given
        for number in reversed(counting(stated, day, lambda one: one.attribute)):
            given = stated[number]
            if given.when is None:
                held = CaseValue(attribute=given.attribute, value=given.value)
                found[given.attribute] = held
    return tuple(found.values())


def conditional_values(
    model: Governance, matter: str, day: date, value: Reader, asked: frozenset[str]
) -> tuple[CaseValue, ...]:
    """What a matter gives under a condition that holds; not what somebody gave (`asked`)."""
    found: dict[str, CaseValue] = {}
    for name in reversed(model.lineage(matter)):
        for given in model.matter(name).given:
            if given.when is None or not given.holds_on(day) or given.attribute in asked:
                continue
            if holds(model, given.when, value) is True:
                held = CaseValue(attribute=given.attribute, value=given.value)
                found[given.attribute] = held
    return tuple(found.values())


def _value(model: Governance, attribute: CaseAttribute, value: Any) -> Given:
    grades = attribute.values.value
    if isinstance(value, Word | Text | Quantity | Unknown):
        value = getattr(value, "word", getattr(value, "text", value))
    if isinstance(grades, Words):
        if value in grades.words:
            return Word(str(value))
        near = get_close_matches(str(value), grades.words, n=3, cutoff=0.3)
        raise refuse("GOV706", near, attribute=attribute.name, written=sayable(value))
    if attribute.unit.value is None and isinstance(value, str):
        return Text(value)
    return _amount(model.unit_table, attribute, value)


def _amount(units: Units, attribute: CaseAttribute, value: Any) -> Given:
    """An amount in the attribute's unit; a bare number takes that unit."""
    unit, written = attribute.unit.value.word if attribute.unit.value else "", sayable(value)
    if isinstance(value, str):
        value = read_quantity(value, units)
    elif isinstance(value, int | Fraction | Decimal) and not isinstance(value, bool):
        finite = not isinstance(value, Decimal) or value.is_finite()
        value = Quantity(Fraction(value), unit) if finite else value
    if isinstance(value, Unknown):
        return value
    if (
        isinstance(value, Quantity)
        and value.direction == "exact"
        and value.number >= 0
        and value.unit in ("", unit)
    ):
        return Quantity(value.number, unit, value.step)
    raise refuse("GOV706", attribute=attribute.name, written=written)
