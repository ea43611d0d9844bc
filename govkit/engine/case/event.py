"""What happened to a case: one event with its rule, its breaches and what turned on a reading.

Names, instants and values enter and leave as they are. An event is entered once, never changed.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from govkit.engine.case.related import Related
from govkit.engine.case.timer import Late
from govkit.engine.case.value import CaseValue
from govkit.model.frozen import Record
from govkit.model.statement import Origin, Strength
from govkit.model.strength import departs
from govkit.values import Bound, Quantity, Range, Share, Shares

Amount = Annotated[Quantity | Bound | Range, Field(discriminator="type")]
Threshold = Annotated[Share | Shares | Quantity | Bound, Field(discriminator="type")]
Reading = Literal["within", "beyond", "unknown", "met", "not_met"]


class Turning(Record):
    """A power that turns on the reading of a doubtful limit, or on a value that is not known; or a
    rule of a meeting (`item`) that two readings of its share decide differently.

    `first` is what the case follows; `other` what the other reading gives (`unknown`: no value).
    """

    rule: str
    tier: str
    item: str
    amount: Quantity | None = None
    first: Reading = "within"
    other: Reading = "unknown"
    limit: Amount | None = None
    other_limit: Amount | None = None
    share: Threshold | None = None
    other_share: Threshold | None = None
    why: str = ""


class Breach(Record):
    """A rule that a recorded move breaks: the finding's code, the rule, its source, by how much.

    `words` are the placeholders of the finding: name, Chinese, English. A rule `in_principle` that
    was left for a reason is a departure; the event's `note` gives the reason.
    """

    code: str
    rule: str
    citation: Origin = Origin.model_construct()
    excess: Quantity | None = None
    words: tuple[tuple[str, str, str], ...] = ()
    strength: Strength | None = None

    @property
    def is_departure(self) -> bool:
        """Whether the rule may be left for a reason, so that this is no breach of it."""
        return departs(self.strength)


class Missed(Record):
    """A limit that ended late: its timer, whom of several it bound, and by how much."""

    timer: str
    part: str = ""
    late: Late


class Event(Record):
    """One thing that happened. `kind` is a move, `open`, `expire`, `remind`, `switch`, `vacate` or
    `resume`.

    `part` is who of several did it, who was called, or whose limit ran out.

    `origin` and `target` are places (`tier:支部`, `step:相关单位`, `manner:resolved`). `automatic`
    events have no actor: a limit ran out. `rules` are ids, the first is the reason of the move.
    `subject` and `amount` are what was asked for (`等待材料`, 5 working days); of a case that was
    turned down, `subject` is the ground and `route` the right way for it; `about` is what was
    decided on (an extension, parking, a return, a forced closing). `told` is who was told,
    `noticed` the day on which a meeting was announced.
    `others` is the case that it was merged into or linked with; of a closing, the cases that were
    merged into it, who are to be told too.
    `missed` are the limits that ended late with it. `refs` and `unit` are what the actor held and
    where, as far as it was given; of the opening `unit` and `matter` are those of the case.
    `vacant` are the posts that nobody holds from then on, `given` what was given with it: with all
    of them the event can be made again. `asked` is the id as a caller with an `idempotency_key`
    gave it, where that is less than `move`.
    """

    revision: int
    at: AwareDatetime
    kind: str
    matter: str = ""
    move: str = ""
    actor: str = ""
    refs: tuple[str, ...] = ()
    unit: str = ""
    origin: str = ""
    target: str = ""
    trigger: str = ""
    manner: str = ""
    meeting: str = ""
    part: str = ""
    mode: str = ""
    vacant: tuple[str, ...] = ()
    timer: str = ""
    subject: str = ""
    route: str = ""
    amount: Quantity | None = None
    about: str = ""
    told: tuple[str, ...] = ()
    others: tuple[Related, ...] = ()
    automatic: bool = False
    rules: tuple[str, ...] = ()
    citation: Origin = Origin.model_construct()
    breaches: tuple[Breach, ...] = ()
    turnings: tuple[Turning, ...] = ()
    missed: tuple[Missed, ...] = ()
    given: tuple[CaseValue, ...] = ()
    attendance: tuple[tuple[str, Fraction], ...] = ()
    noticed: date | None = None
    note: str = ""
    idempotency_key: str = ""
    asked: str = ""
