"""Whether a statement of a workload counts for a case, by the values of the case that it asks for.

A model, a statement and a case enter; a truth leaves. A condition answers by what it is told alone,
so that an answer is kept with all that was asked for it: most cases of a year are alike there.
"""

from __future__ import annotations

from typing import Any

from govkit.engine import Case
from govkit.engine.plan.conditions import holds
from govkit.model.governance import Governance
from govkit.model.statement import Stated
from govkit.values.expression import names_in

MOST = 1_024
"""So many answers of one condition are kept: amounts may differ in every case."""


class Condition:
    """A condition of a workload; what was answered is remembered."""

    def __init__(self, model: Governance, stated: Stated[Any]) -> None:
        self._model, self._stated = model, stated
        self._asked: tuple[str, ...] = ()
        self._known: dict[tuple[Any, ...], bool] = {}

    def __call__(self, case: Case) -> bool:
        """Whether the statement counts for a case, on the day up to which it is known."""
        stated = self._stated
        dated = stated.since is not None or stated.until is not None
        if dated and not stated.holds_on(case.as_of.date()):
            return False
        if stated.when is None:
            return True
        told = tuple([case.value(name) for name in self._asked])
        found = self._known.get(told)
        return self._answer(case) if found is None else found

    def settled(self, case: Case) -> bool | None:
        """Whether it counts for a case of this kind for ever; None where that may change: with the
        date, the mode, or what happens to the case."""
        stated = self._stated
        changes = stated.since is not None or stated.until is not None
        if stated.when is None:
            return None if changes else True
        asked = [name.ref.partition(":")[0] for name in names_in(stated.when)]
        if changes or "event" in asked or "mode" in asked:
            return None
        return holds(self._model, stated.when, case.value) is True

    def _answer(self, case: Case) -> bool:
        """Ask anew. Where something is asked for the first time, earlier answers did not know it
        and are forgotten."""
        asked = dict.fromkeys(self._asked)

        def value(name: str) -> Any:
            asked[name] = None
            return case.value(name)

        answer = holds(self._model, self._stated.when, value) is True
        if len(asked) > len(self._asked) or len(self._known) >= MOST:
            self._asked = tuple(asked)
            self._known.clear()
        self._known[tuple([case.value(name) for name in self._asked])] = answer
        return answer
