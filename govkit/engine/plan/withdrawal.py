"""Until when a text lets whoever reported a case take the report back (撤回).

A ladder and a case enter; what the text says where the case lies leaves, with its rule and its
source. Who withdraws and where the case then goes is said by `procedures.withdrawing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.engine.case.case import Case
from govkit.engine.case.status import UNSIGNED
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Origin
from govkit.values import Word

FIELD = "withdraw_before"
_HANDLED = frozenset({"handling", "fed_back", "failed", "verified"})


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Before what a case may be withdrawn (`sign_for`, `handle`, `close`).

    `of_place`: said of the place where the case lies, so that what happened elsewhere is no matter.
    """

    before: str
    rule: str
    citation: Origin
    of_place: bool

    def is_over(self, case: Case) -> bool:
        """Whether that has happened: at the place, or to the case at all."""
        if self.before == "close":
            return False
        if not self.of_place:
            return case.past.reached in ("handle", self.before)
        standing = case.incomplete.status if case.incomplete is not None else case.status
        stands = {standing, *(part.status for part in case.parts)}
        if self.before == "handle":
            return bool(stands & _HANDLED)
        return not stands <= UNSIGNED


def withdrawal(ladder: Ladder, case: Case) -> Withdrawal | None:
    """What counts for a case: the place where it lies, else its process; None where both are
    silent."""
    for path, block, of_place in _around(ladder, case):
        stated = in_force(ladder.model, block.withdraw_before, case.value, case.day)
        if stated is not None and isinstance(stated.value, Word):
            return Withdrawal(stated.value.word, f"{path}.{FIELD}", stated.origin, of_place)
    return None


def _around(ladder: Ladder, case: Case) -> Iterator[tuple[str, Tier | Step | Process, bool]]:
    block = ladder.block(case.place)
    if block is not None:
        yield ladder.rule(case.place, FIELD).removesuffix(f".{FIELD}"), block, True
    yield f"process:{ladder.process.name}", ladder.process, False
