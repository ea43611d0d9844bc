"""Checks of levels: how many units, the names that are listed, and the sorts they divide into.

A model enters, findings leave. Whether units stand where a table says is asked in `rosters`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

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
        yield from _subtype_names(level, kinds)
        if whole is None:
            continue
        total = sum(known)
        if total > whole or (len(known) == len(kinds) and total != whole):
            yield Finding("GOV525", f"level:{level.name}.count",
                          {"level": level.name, "whole": str(whole), "total": str(total),
                           "kinds": Both.listed(kind.name for kind in kinds)},
                          tuple((f"level:{k.name}.count", "part") for k in kinds))  # fmt: skip


def _subtype_names(whole: Level, kinds: list[Level]) -> Iterator[Finding]:
    """GOV224: names of a subtype that the whole does not list, or that two subtypes list."""
    listed = whole.names.value
    if not isinstance(listed, Words):
        return
    seen: dict[str, Level] = {}
    for kind in kinds:
        names = kind.names.value
        for name in dict.fromkeys(names.words if isinstance(names, Words) else ()):
            at = f"level:{kind.name}.names"
            earlier = seen.setdefault(name, kind)
            if earlier is not kind:
                yield Finding("GOV226", at, {"name": name, "kind": kind.name,
                                             "earlier": earlier.name},
                              ((f"level:{earlier.name}.names", "earlier"),))  # fmt: skip
            elif name not in listed.words and listed.tail != "and_more":
                near = tuple(get_close_matches(name, listed.words, n=3, cutoff=0.5))
                yield Finding("GOV224", at, {"name": name, "kind": kind.name,
                                             "whole": whole.name},
                              ((f"level:{whole.name}.names", "whole"),), near)  # fmt: skip


GROUND: tuple[Check, ...] = (check_unit_limit,)
CHECKS: tuple[Check, ...] = (
    check_listed_names,
    check_names_twice,
    check_subtypes,
)
