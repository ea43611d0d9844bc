"""The end that a case is judged by: of the whole, else of the limits where it lay.

Cases enter as they go on; the instant leaves, as seconds since 1970, with whether it may move. What
follows from being late is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.engine import Case
from govkit.simulation.outcome.journey import ends_a_limit

_WHOLE = frozenset({"total", "matter"})


@dataclass(slots=True)
class Due:
    """The ends of one case as far as they are known: `whole` of the total or of the matter's limit,
    whichever is first, `last` of the limit that began last. `provisional`: the holidays it was
    counted over may change."""

    whole: float | None = None
    last: float | None = None
    provisional: bool = False

    def note(self, case: Case) -> None:
        """Take up the limits that run now; an extension is one."""
        whole: list[float] = []
        for timer in case.timers:
            if timer.due is None or timer.fired or timer.is_open:
                continue
            if timer.kind in _WHOLE:
                whole.append(timer.due.timestamp())
            elif timer.kind == "limit":
                self.last = timer.due.timestamp()
            else:
                continue
            self.provisional = self.provisional or timer.provisional
        if whole:
            self.whole = min(whole)

    def of(self, case: Case) -> float | None:
        """The end that counts: of the whole; where the text has none, of the first limit that ran
        out, else of the last one. None where no limit binds the case."""
        if self.whole is not None:
            return self.whole
        ran_out = next((e for e in case.history if e.automatic and ends_a_limit(e)), None)
        return self.last if ran_out is None else ran_out.at.timestamp()
