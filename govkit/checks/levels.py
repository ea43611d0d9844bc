"""Checks of levels: how many units, the names that are listed, and the sorts they divide into.

A model enters, findings leave. Whether units stand where a table says is asked in `rosters`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govkit.checks.amounts import admits
from govkit.checks.finding import Check, Finding
from govkit.checks.wording import written
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.units import MOST_UNITS
from govkit.values import Words


def check_unit_limit(model: Governance) -> Iterator[Finding]:
    """GOV502: more units of one level than a model may have."""
    for level in model.levels:
        count = model.tree.count(level.name)
        if count is not None and count > MOST_UNITS:
            yield Finding("GOV502", f"level:{level.name}.count",
                          {"level": level.name, "count": str(count)[:40],
                           "limit": f"{MOST_UNITS:,}"})  # fmt: skip


def check_listed_names(model: Governance) -> Iterator[Finding]:
    """GOV505: a level lists more or fewer names than it counts."""
    for level in model.levels:
        names, count = level.names.value, level.count.value
        if not isinstance(names, Words):
            continue
        listed = len(names.words)
        if not admits(count, listed, least=names.tail == "and_more"):
            yield Finding("GOV505", f"level:{level.name}.names",
                          {"level": level.name, "listed": str(listed),
                           "count": written(count)},
                          ((f"level:{level.name}.count", "count"),))  # fmt: skip


def check_names_twice(model: Governance) -> Iterator[Finding]:
    """GOV506: a level lists the same name twice."""
    for level in model.levels:
        names = level.names.value
        if not isinstance(names, Words):
            continue
        twice = [name for name, count in Counter(names.words).items() if count > 1]
        if twice:
            yield Finding("GOV506", f"level:{level.name}.names",
                          {"level": level.name, "name": twice[0]})  # fmt: skip


def check_subtypes(model: Governance) -> Iterator[Finding]:
    """GOV525: subtypes of a level whose counts do not add up to the whole."""
    subtypes: dict[str, list[Level]] = {}
    for level in model.levels:
        for whole_ref in dict.fromkeys(stated.value.ref for stated in level.kind_of):
            subtypes.setdefault(whole_ref, []).append(level)
    for ref, kinds in subtypes.items():
        level = model.level(ref.partition(":")[2])
        whole = model.tree.count(level.name)
        counts = [model.tree.count(kind.name) for kind in kinds]
        known = [count for count in counts if count is not None]
        if whole is None:
            continue
        total = sum(known)
        if total > whole or (len(known) == len(kinds) and total != whole):
            yield Finding("GOV525", f"level:{level.name}.count",
                          {"level": level.name, "whole": str(whole), "total": str(total),
                           "kinds": Both.listed(kind.name for kind in kinds)},
                          tuple((f"level:{k.name}.count", "part") for k in kinds))  # fmt: skip


GROUND: tuple[Check, ...] = (check_unit_limit,)
CHECKS: tuple[Check, ...] = (
    check_listed_names,
    check_names_twice,
    check_subtypes,
)
