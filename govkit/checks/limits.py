"""Checks of time limits: what has no end, and what no calendar can count.

Each check is one small function over the model that yields findings; `CHECKS` lists them. How an
end is counted is the business of the engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import entities, statements
from govkit.checks.wording import written
from govkit.model.governance import Governance
from govkit.values import Bound, Durations, Quantity, Range

# Fields whose end counts; others, such as a gap or a notice, say how long at least.
_ENDS = frozenset(
    {"limit", "total", "sign_within", "return_within", "complete_within", "countersign_within"}
    | {"arrive_within", "call_back_within", "objection_within", "reopen_within", "publish_by"}
    | {"extend"}
)
_COUNTED = _ENDS | {"remind_before", "remind_after"}
# Days of each unit that is counted in whole days; the rest is counted in hours.
_DAYS = {"natural_day": 1, "work_day": 1, "week": 7, "month": 1, "quarter": 3, "half_year": 6}
_DAYS |= {"year": 12}
_TIMED = ("matter", "state", "process", "tier", "step", "clock", "duty")


def check_limits(model: Governance) -> Iterator[Finding]:
    """GOV360: a limit that says at least. GOV361: one that is no whole number of days or months."""
    for path, entity in entities(model):
        if path.rpartition("/")[2].partition(":")[0] not in _TIMED:
            continue
        for key, stated in statements(entity):
            field = key.partition("[")[0]
            value = stated.value
            at_least = isinstance(value, Bound) and value.comparison in ("≥", ">")
            if field in _ENDS and at_least:
                yield Finding("GOV360", f"{path}.{key}", {"limit": written(value)})
            elif field in _COUNTED and any(_in_parts(one) for one in _amounts(value)):
                yield Finding("GOV361", f"{path}.{key}", {"limit": written(value)})


def _amounts(value: object) -> tuple[object, ...]:
    if isinstance(value, Bound):
        return (value.quantity,)
    if isinstance(value, Range):
        return (value.high,)
    return value.durations if isinstance(value, Durations) else (value,)


def _in_parts(amount: object) -> bool:
    """Whether an amount is in days, weeks or months and no whole number of them."""
    if not isinstance(amount, Quantity) or amount.unit not in _DAYS:
        return False
    return (amount.number * _DAYS[amount.unit]).denominator != 1


CHECKS: tuple[Check, ...] = (check_limits,)
