"""What a text says of calling back (回访): who asks whoever reported how it went, from when, until
when, how often, and whether closing waits for it.

A ladder and a case enter; what counts where the case lies leaves, each with its rule. When somebody
is asked and what the answer does is said by `procedures.calling_back`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govkit.engine.case.case import Case
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.vacancy import present
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Origin, Stated
from govkit.model.strength import is_open
from govkit.values import Bound, Quantity, Refs, Word

FIELD = "called_back_by"
Said = tuple[str, Stated[Any]]  # the rule of a field and what it states


@dataclass(frozen=True, slots=True)
class CallBack:
    """Who calls back (`refs`), by which rule. `is_due`: closing waits for it. `after_closing`: it
    begins with the closing, not with the feedback. `times`: after how many calls that reached
    nobody it is done; None: after none."""

    refs: tuple[str, ...]
    rule: str
    citation: Origin
    is_due: bool
    after_closing: bool
    times: int | None

    def is_over(self, case: Case) -> bool:
        """Whether somebody has answered, or nobody was reached as often as it is tried."""
        held = case.called_back
        if held is None:
            return False
        return held.answer != "" or (self.times is not None and held.unreached >= self.times)


def call_back(ladder: Ladder, case: Case) -> CallBack | None:
    """What counts for a case where it lies; None where nobody is named."""
    who = _said(ladder, case, FIELD)
    if who is None or not isinstance(who[1].value, Refs):
        return None
    refs = present(ladder.model, who[1].value.refs, case.vacant)
    if not refs:
        return None
    strength, since = who[1].strength, _said(ladder, case, "call_back_from")
    word = since[1].value if since is not None else None
    late = isinstance(word, Word) and word.word == "close"
    must = strength is not None and not is_open(strength)
    times = _said(ladder, case, "call_back_times")
    most = _number(times[1].value) if times is not None else None
    return CallBack(refs, who[0], who[1].origin, must and not late, late, most)


def call_back_within(ladder: Ladder, case: Case) -> Said | None:
    """The time to call back, with its rule; None where none is stated."""
    return _said(ladder, case, "call_back_within")


def _said(ladder: Ladder, case: Case, field: str) -> Said | None:
    """What a field states: the place where the case lies speaks before its process."""
    for path, block in _around(ladder, case):
        stated = in_force(ladder.model, getattr(block, field), case.value, case.day)
        if stated is not None:
            return f"{path}.{field}", stated
    return None


def _around(ladder: Ladder, case: Case) -> Iterator[tuple[str, Tier | Step | Process]]:
    block = ladder.block(case.place)
    if block is not None:
        yield ladder.rule(case.place, FIELD).removesuffix(f".{FIELD}"), block
    yield f"process:{ladder.process.name}", ladder.process


def _number(value: object) -> int | None:
    if isinstance(value, Bound):
        value = value.quantity
    return int(value.number) if isinstance(value, Quantity) else None
