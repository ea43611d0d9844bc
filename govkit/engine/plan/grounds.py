"""The grounds on which a new case may be turned down (不予受理), as the text states them.

A ladder and a case enter; each ground leaves with what the person is told of the right way, with
its rule and its source. Where the text is silent there is none. When a case may be turned down at
all is said by `procedures.turning_down`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.engine.case.case import Case
from govkit.engine.plan.conditions import in_force, prohibited
from govkit.engine.plan.ladder import Ladder
from govkit.model.matter import Matter
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Origin
from govkit.values import Words, ends_of

FIELD = "not_accepted_for"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground in the words of the text; `route` is the right way, where the text has one."""

    word: str
    route: str
    rule: str
    citation: Origin


def grounds(ladder: Ladder, case: Case) -> tuple[Ground, ...]:
    """The grounds stated for a case where it lies: of the place, and at intake also those of the
    process and of its matter. A word that names a matter is a ground for that matter alone.
    """
    around = list(_around(ladder, case))
    banned = {
        word
        for _, block in around
        for stated in prohibited(ladder.model, block.not_accepted_for, case.value, case.day)
        if isinstance(stated.value, Words)
        for word in stated.value.words
    }
    found: dict[str, Ground] = {}
    for path, block in around:
        stated = in_force(ladder.model, block.not_accepted_for, case.value, case.day)
        if stated is None or not isinstance(stated.value, Words):
            continue
        for word in stated.value.words:
            if word not in banned and _concerns(ladder, case, word):
                route = "、".join(ends_of(stated.value, word))
                found.setdefault(word, Ground(word, route, f"{path}.{FIELD}", stated.origin))
    return tuple(found.values())


def _around(ladder: Ladder, case: Case) -> Iterator[tuple[str, Tier | Step | Process | Matter]]:
    """Whose grounds count, with their paths. A matter takes from the outer one what it does not
    say. At a place that a case was sent to only its own grounds count."""
    block = ladder.block(case.place)
    if block is not None:
        yield ladder.rule(case.place, FIELD).removesuffix(f".{FIELD}"), block
    if case.status != "reported":
        return
    yield f"process:{ladder.process.name}", ladder.process
    for name in ladder.model.lineage(case.matter):
        matter = ladder.model.matter(name)
        yield f"matter:{name}", matter
        if matter.not_accepted_for:
            return


def _concerns(ladder: Ladder, case: Case, word: str) -> bool:
    """Whether a ground can be that of a case: what names a matter is one for that matter alone."""
    if ladder.model.get(f"matter:{word}") is None:
        return True
    return word in ladder.model.lineage(case.matter)
