"""What a caller asks the engine about duties; no case is needed for it.

Names of duties, acts and days enter; verdicts and demands leave. `Engine` has these calls too; how
acts are judged is said in `govkit.duties`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.duties.demand import Demand, demand
from govkit.duties.review import Objects, Review, review
from govkit.duties.tally import Act
from govkit.engine.door import guarded
from govkit.engine.plan.keeping import keeps_of_duty
from govkit.engine.time.clocks import Clocks
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.values.units import Lang

When = datetime | str
On = str | tuple[str, ...]
Acts = Iterable[When | tuple[When, When | None] | tuple[When, When | None, On]]


@guarded
class Reviews:
    """The calls about duties of one model."""

    model: Governance
    clocks: Clocks
    lang: Lang

    def review(
        self,
        duty: str,
        acts: Acts,
        *,
        first: date,
        last: date,
        objects: Objects = None,
    ) -> Review:
        """The verdict on the acts of one holder of a duty, and on each period of a window.

        An act is an instant, or when it began and ended, and perhaps a key for its object, or
        several keys where one round covers several; `first` and `last` are days, both included.
        `objects` is how many the holder is in charge of, or their keys; without it as many as
        `each` says or the acts name. Raises `GovError` (GOV580 no such duty, GOV729, GOV907 more
        objects than there are), ValueError for no days, no object or more than a century.
        """
        found = self._duty(duty)
        read = [self._act(*act) if isinstance(act, tuple) else self._act(act) for act in acts]
        kept = self.clocks.kept(keeps_of_duty(self.model, found, first), first)
        return review(found, read, first, last, kept, objects)

    def demand(self, duty: str, day: date | None = None) -> Demand | None:
        """How many acts a duty asks per period, of one holder and of all; None without a number.

        Raises `GovError` (GOV580 no such duty).
        """
        return demand(self.model, self._duty(duty), day)

    def _act(self, begins: When, ends: When | None = None, on: On = ()) -> Act:
        local = self.clocks.local
        keys = (on,) if isinstance(on, str) else tuple(dict.fromkeys(on))
        return Act(local(begins), None if ends is None else local(ends), tuple(filter(None, keys)))

    def _duty(self, name: str) -> Duty:
        found = self.model.get(f"duty:{name}")
        if not isinstance(found, Duty):
            known = Both.listed((each.name for each in self.model.duties), "—")
            raise refuse("GOV580", name=name, known=known)
        return found
