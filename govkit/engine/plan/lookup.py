"""Two-key tables (对照表) at work in a case: the grade that follows where none was given.

A model and a case enter; the case with the grades its tables give leaves, and which cell gave each
of them. A grade that somebody gave stands; a default gives way to a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from govkit.diagnostics import Both
from govkit.engine.case.case import Case, Graded, changed
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.conditions import holds, in_force
from govkit.engine.words.wording import both, joined
from govkit.model.governance import Governance
from govkit.model.statement import Origin
from govkit.model.table import Table, pairs
from govkit.values import Word, Words


@dataclass(frozen=True, slots=True)
class Lookup:
    """What one table says of a case. `grade` is empty where a key (`missing`) is not known."""

    table: str
    attribute: str
    keys: tuple[tuple[str, str], ...]
    grade: str
    missing: tuple[str, ...]
    citation: Origin

    @property
    def rule(self) -> str:
        """The id of the rule: `table:优先级对照.cells`."""
        return f"table:{self.table}.cells"

    def word(self, lang: str) -> str:
        """One sentence: which grade follows from which keys, or which keys are not known."""
        known = [both("word.key_grade", name=name, grade=held) for name, held in self.keys if held]
        return both(
            "explain.lookup_missing" if self.missing else "explain.lookup",
            attribute=self.attribute,
            table=self.table,
            keys=joined(known),
            grade=self.grade,
            missing=joined([Both(name, name) for name in self.missing]),
        ).word(lang)


def looked_up(model: Governance, case: Case, at: datetime, revision: int) -> Case:
    """The case with every grade its tables give, and a row of its grade history for each new one.

    A table may read what another gives, so they are asked again until nothing changes.
    """
    for _ in model.tables:
        before = case
        for table in model.tables:
            case = _followed(model, case, table, at, revision)
        if case.values == before.values:
            break
    return case


def lookups(model: Governance, case: Case) -> Iterator[Lookup]:
    """What the tables say of a case, as far as it follows them, and which keys are missing.

    A table none of whose keys is known says nothing of the case and is left out.
    """
    for table in model.tables:
        held = _held(case, table.given_name)
        found = _lookup(model, case, table)
        if found is None or not any(grade for _, grade in found.keys):
            continue
        if (held is not None and held.rule == found.rule) or (held is None and found.missing):
            yield found


def _held(case: Case, attribute: str) -> CaseValue | None:
    return next((held for held in case.values if held.attribute == attribute), None)


def _followed(model: Governance, case: Case, table: Table, at: datetime, revision: int) -> Case:
    held = _held(case, table.given_name)
    if held is not None and isinstance(held.value, Word) and not held.rule:
        return case
    found = _lookup(model, case, table)
    if found is None or not found.grade:
        if held is None or held.rule != f"table:{table.name}.cells":
            return case
        return changed(case, values=tuple(v for v in case.values if v is not held))
    value = CaseValue(attribute=found.attribute, value=Word(found.grade), rule=found.rule)
    if value == held:
        return case
    others = tuple(v for v in case.values if v is not held)
    row = Graded.model_construct(
        attribute=found.attribute, grade=found.grade, at=at, revision=revision, rule=found.rule
    )
    return changed(case, values=(*others, value), grades=(*case.grades, row))


def _lookup(model: Governance, case: Case, table: Table) -> Lookup | None:
    """What a table says of a case; None where it is not in force for it."""
    if not table.holds_on(case.day):
        return None
    if table.when is not None and holds(model, table.when, case.value) is not True:
        return None
    stated = in_force(model, table.cells, case.value, case.day)
    names = table.key_names
    if stated is None or len(names) != 2:
        return None
    grades = [case.grade(name) for name in names]
    missing = tuple(name for name, grade in zip(names, grades, strict=True) if not grade)
    grade = ""
    if not missing:
        rows, columns = (_words(model, name) for name in names)
        grade = pairs(stated.value, rows, columns).get((grades[0], grades[1]), "")
    keys = tuple(zip(names, grades, strict=True))
    return Lookup(table.name, table.given_name, keys, grade, missing, stated.origin)


def _words(model: Governance, attribute: str) -> tuple[str, ...]:
    stated = getattr(model.get(f"attribute:{attribute}"), "values", None)
    return stated.value.words if stated and isinstance(stated.value, Words) else ()
