"""What the mode of a case says of an emergency: which acts come first, and who hears of it at once.

A ladder and a case enter; acts with those who may do them, the place that is reported to straight
away and the time to report leave, each with its rule and its source. What is offered is said by the
procedures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govkit.engine.case.case import Case
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder, Outcome
from govkit.engine.plan.vacancy import present
from govkit.model.mode import Mode
from govkit.model.statement import Origin, Stated
from govkit.values import Chain, Words, ends_of


@dataclass(frozen=True, slots=True)
class FirstAct:
    """An act that comes before papers; `refs` are those who may do it, nobody named: anybody."""

    word: str
    refs: tuple[str, ...]
    rule: str
    citation: Origin


def mode_of(ladder: Ladder, case: Case) -> Mode | None:
    """The mode that a case is under; None for none."""
    mode = ladder.model.get(f"mode:{case.mode}") if case.mode else None
    return mode if isinstance(mode, Mode) else None


def first_acts(ladder: Ladder, case: Case) -> tuple[FirstAct, ...]:
    """The acts that the mode of a case lists, in the order of the text."""
    mode = mode_of(ladder, case)
    stated = in_force(ladder.model, mode.first, case.value, case.day) if mode else None
    if mode is None or stated is None or not isinstance(stated.value, Words):
        return ()
    rule = f"mode:{mode.name}.first"
    return tuple(
        FirstAct(
            word,
            present(ladder.model, ends_of(stated.value, word), case.vacant),
            rule,
            stated.origin,
        )
        for word in dict.fromkeys(stated.value.words)
    )


def report_within(ladder: Ladder, case: Case) -> Stated[Any] | None:
    """The time to report after an act that came first; None where the mode sets none."""
    mode = mode_of(ladder, case)
    return in_force(ladder.model, mode.report_within, case.value, case.day) if mode else None


def straight_up(ladder: Ladder, case: Case) -> Outcome | None:
    """Where a mode that lists acts first, or sets a time to report, is reported to at once: the
    head of its chain of command. None where that is not a tier above the case."""
    mode = mode_of(ladder, case)
    if mode is None or not (first_acts(ladder, case) or report_within(ladder, case)):
        return None
    for stated, places in chains(ladder, case, mode):
        head = places[0]
        if ladder.is_above(head, case.tier):
            return Outcome("", head, f"mode:{mode.name}.chain", stated.origin)
    return None


def hears(ladder: Ladder, case: Case) -> bool:
    """Whether the case lies where it would be reported to: at the head of the chain, or above;
    without a chain at the uppermost tier."""
    heads = _heads(ladder, case)
    if not heads:
        return bool(ladder.names) and case.tier == ladder.names[-1]
    return any(case.place == head or ladder.is_above(case.place, head[5:]) for head in heads)


def is_reported(ladder: Ladder, before: Case, after: Case) -> bool:
    """Whether with what happened the case came to whoever is to hear of it; where no chain names
    anybody, to a higher tier, or on to another step."""
    if before.place == after.place:
        return False
    onward = ladder.by_steps or ladder.is_above(after.place, before.tier)
    return hears(ladder, after) or (onward and not _heads(ladder, after))


def _heads(ladder: Ladder, case: Case) -> tuple[str, ...]:
    mode = mode_of(ladder, case)
    found = (places[0] for _, places in chains(ladder, case, mode)) if mode else ()
    return tuple(head for head in found if head)


def chains(
    ladder: Ladder, case: Case, mode: Mode
) -> Iterator[tuple[Stated[Chain], tuple[str, ...]]]:
    """The chain of command of a mode that counts for a case, with the places of its links, empty
    where a link has none in this process; none where no condition holds."""
    stated = in_force(ladder.model, mode.chain, case.value, case.day)
    if stated is not None and isinstance(stated.value, Chain):
        yield stated, tuple(_place_of(ladder, case, ref) for ref in stated.value.refs)


def _place_of(ladder: Ladder, case: Case, ref: str) -> str:
    """The step that a link of a chain handles, else the tier where it stands; empty if neither."""
    for step in ladder.steps:
        if ref in ladder.handlers(f"step:{step}", case.value, case.day)[1]:
            return f"step:{step}"
    level = ladder.level_of(ref)
    return f"tier:{level}" if level in ladder.names else ""
