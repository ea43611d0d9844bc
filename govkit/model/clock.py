"""The kind `clock` (时钟): a timer beside a step's own: what starts, pauses and stops it.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.keeping import Limited
from govkit.model.statement import (
    Attribute,
    ChosenLike,
    Duration,
    DurationsLike,
    Outcomes,
    RefsLike,
    WordLike,
)


class Reminding(Limited):
    """What may remind of its limit: how long before and after its end, and whom."""

    limit: Attribute[Duration] = Attribute[Duration].none()
    remind_before: Attribute[DurationsLike] = Attribute[DurationsLike].none()
    remind_after: Attribute[DurationsLike] = Attribute[DurationsLike].none()
    remind_to: Attribute[RefsLike] = Attribute[RefsLike].none()


class Clock(Reminding):
    """A timer beside a step's own."""

    runs_from: Attribute[WordLike] = Attribute[WordLike].none()
    start_rule: Attribute[WordLike] = Attribute[WordLike].none()
    end_rule: Attribute[WordLike] = Attribute[WordLike].none()
    stop: Attribute[ChosenLike] = Attribute[ChosenLike].none()
    pause: Attribute[ChosenLike] = Attribute[ChosenLike].none()
    on: Outcomes = Outcomes.none()
    on_expiry: Attribute[WordLike] = Attribute[WordLike].none()
    urged_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    supervised_by: Attribute[RefsLike] = Attribute[RefsLike].none()
