"""Checks of two-key tables: whole, without repeats, of known grades, and monotone where it says so.

A model enters, findings leave. The order of grades is the one their attribute states them in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered
from govkit.diagnostics import Both
from govkit.model.case_attribute import CaseAttribute
from govkit.model.governance import Governance
from govkit.model.table import ELSE, Pair, Table, covered, pairs
from govkit.values import Word, Words

NAMED = 10  # of the combinations without a cell, so many are named and the others counted


def check_tables(model: Governance) -> Iterator[Finding]:
    """GOV591: a table without two graded keys and a graded result; GOV592–GOV595: its cells."""
    for table in model.tables:
        grades = _grades(model, table)
        if grades is None:
            yield Finding("GOV591", f"table:{table.name}", {"name": table.name})
            continue
        if not table.cells:
            yield _missing(table, "cells", {}, grades)
        for number in range(len(table.cells)):
            field = numbered("cells", number)
            yield from _cells(table, number, field, grades)
    yield from _rivals(model)


Grades = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def grades_of(model: Governance, attribute: str) -> tuple[str, ...]:
    """The grades of an attribute, lowest first; none where it is not graded."""
    entity = model.get(f"attribute:{attribute}")
    stated = entity.values.value if isinstance(entity, CaseAttribute) else None
    return stated.words if isinstance(stated, Words) else ()


def _grades(model: Governance, table: Table) -> Grades | None:
    """The grades of rows, columns and result; None unless they are three graded attributes."""
    names = (*table.key_names, table.given_name)
    found = [grades_of(model, name) for name in names]
    if len(set(names)) != 3 or len(names) != 3 or not all(found):
        return None
    return found[0], found[1], found[2]


def _cells(table: Table, number: int, field: str, grades: Grades) -> Iterator[Finding]:
    rows, columns, given = grades
    stated = table.cells.root[number]
    foreign = False
    known_rows, known_columns, known_given = frozenset(rows), frozenset(columns), frozenset(given)
    names = (*table.key_names, table.given_name)
    for arrow in stated.value.entries:
        sides = arrow.keys if len(arrow.keys) == 2 else ()
        for key, known, all_known, name in (
            *zip(sides, (rows, columns), (known_rows, known_columns), names, strict=False),
            (arrow.to[0], given, known_given, names[2]),
        ):
            if key != ELSE and key not in all_known:
                foreign = True
                yield Finding("GOV594", f"table:{table.name}.{field}",
                              {"name": table.name, "grade": str(key), "attribute": name,
                               "known": Both.listed(known)},
                              ((f"attribute:{name}.values", "grades"),))  # fmt: skip
                break  # keys in the wrong order are one slip, not two
    if foreign:  # told already; what is missing or falls would be told of the same slip again
        return
    yield from _repeats(table, number, field, grades)
    found = pairs(stated.value, rows, columns)
    if len(found) < len(rows) * len(columns):
        yield _missing(table, field, found, grades)
    yield from _falls(table, field, found, grades)


def _missing(table: Table, field: str, found: Mapping[Pair, str], grades: Grades) -> Finding:
    rows, columns, _ = grades
    lacking = [(row, col) for row in rows for col in columns if (row, col) not in found]
    shown = _shown(*lacking[:NAMED])
    more = len(lacking) - NAMED
    tail = Both(f" 等 {len(lacking)} 格", f" and {more} more") if more > 0 else Both("", "")
    return Finding("GOV592", f"table:{table.name}.{field}",
                   {"name": table.name, "count": str(len(lacking)),
                    "cells": Both(shown.zh + tail.zh, shown.en + tail.en)})  # fmt: skip


def _repeats(table: Table, number: int, field: str, grades: Grades) -> Iterator[Finding]:
    """A cell whose every pair was given before, so that it can never be reached."""
    rows, columns, _ = grades
    cells = table.cells.root[number].value
    seen: set[Pair] = set()
    told: set[tuple[object, ...]] = set()
    for at, arrow in enumerate(cells.entries):
        again = arrow.keys in told  # as written before: it covers nothing new
        told.add(arrow.keys)
        here = () if again else covered(cells, at, rows, columns)
        if seen.issuperset(here):
            keys = arrow.keys if len(arrow.keys) == 2 else (ELSE, ELSE)
            row, column = (str(key) for key in keys)
            yield Finding("GOV593", f"table:{table.name}.{field}",
                          {"name": table.name, "cell": _shown((row, column))})  # fmt: skip
        seen.update(here)


def _falls(
    table: Table, field: str, found: Mapping[Pair, str], grades: Grades
) -> Iterator[Finding]:
    """The first two neighbouring cells in the same row or column that break the direction."""
    stated = table.monotone.value
    if not isinstance(stated, Word):
        return
    rows, columns, given = grades
    rank = {grade: at for at, grade in reversed(tuple(enumerate(given)))}
    steps = [((low, col), (high, col)) for col in columns for low, high in pairwise(rows)]
    steps += [((row, low), (row, high)) for row in rows for low, high in pairwise(columns)]
    for low, high in steps:
        if low not in found or high not in found:
            continue
        before, after = rank[found[low]], rank[found[high]]
        if (after < before) if stated.word == "rising" else (after > before):
            yield Finding("GOV595", f"table:{table.name}.monotone",
                          {"name": table.name, "low": _shown(low), "high": _shown(high),
                           "before": found[low], "after": found[high]},
                          ((f"table:{table.name}.{field}", "cells"),))  # fmt: skip


def _shown(*cells: Pair) -> Both:
    """Pairs of grades as they are written; `else` in the word of each tongue."""
    zh = "、".join(f"（{_side(row).zh}，{_side(col).zh}）" for row, col in cells)
    en = ", ".join(f"({_side(row).en}, {_side(col).en})" for row, col in cells)
    return Both(zh, en)


def _side(grade: str) -> Both:
    return Both("其余", "else") if grade == ELSE else Both(grade, grade)


def _rivals(model: Governance) -> Iterator[Finding]:
    """GOV598: two tables give one attribute on the same days; the first would always win."""
    alike: dict[object, list[Table]] = {}
    for table in model.tables:
        given = table.given_name
        held = alike.setdefault((given, table.when), []) if given else []
        held.append(table)
        for earlier in held[:-1]:
            if _overlap(earlier, table):
                yield Finding("GOV598", f"table:{table.name}.gives",
                              {"name": table.name, "earlier": earlier.name,
                               "attribute": given},
                              ((f"table:{earlier.name}.gives", "earlier"),))  # fmt: skip
                break


def _overlap(one: Table, other: Table) -> bool:
    """Whether both hold on some day."""
    ends_before = one.until is not None and other.since is not None and one.until <= other.since
    begins_after = other.until is not None and one.since is not None and other.until <= one.since
    return not (ends_before or begins_after)


CHECKS: tuple[Check, ...] = (check_tables,)
