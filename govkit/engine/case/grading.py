"""Values and grades of a case: given ones in place of earlier ones, each grading kept as a row.

A case and values enter, the case with them leaves. Where a value comes from is said in `given` and
`lookup`.
"""

from __future__ import annotations

from datetime import datetime

from govkit.engine.case.case import Case, Graded, changed
from govkit.engine.case.value import CaseValue
from govkit.values import Word


def with_values(case: Case, values: tuple[CaseValue, ...]) -> Case:
    """The case with these values in place of earlier ones of the same attributes."""
    if not values:
        return case
    merged = {held.attribute: held for held in (*case.values, *values)}
    return changed(case, values=tuple(merged.values()))


def graded(
    case: Case, values: tuple[CaseValue, ...], at: datetime, revision: int, rule: str
) -> Case:
    """The case with a row of its grade history for each grade among the values."""
    rows = tuple(
        Graded.model_construct(
            attribute=held.attribute,
            grade=held.value.word,
            at=at,
            revision=revision,
            rule=rule,
        )
        for held in values
        if isinstance(held.value, Word)
    )
    return changed(case, grades=(*case.grades, *rows)) if rows else case
