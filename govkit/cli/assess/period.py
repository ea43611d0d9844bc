"""Which period an assessment is of: the one that was asked for, or the only one of the log.

A log and what was typed enter, a `Span` leaves, or None for the whole log. What a period is called
stands in `screen`; nothing is counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit.cli.refusal import misused
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.indicators import Log, Span
    from govkit.model.governance import Governance
    from govkit.model.indicator import Indicator

ALL = ("all", "全部")


def span_asked(
    model: Governance, log: Log, chosen: list[Indicator], written: str | None
) -> Span | None:
    """The period that was asked for, or the only one the log has. None: the whole log.

    Raises `Refusal`: GOV858 where it is no period, GOV860 where the log has several.
    """
    from govkit.indicators import spans_of, stretch, unit_of

    if written is not None:
        if written.strip() in ALL:
            return None
        span = stretch(written)
        if span is None:
            raise misused("GOV858", written=written)
        return span
    cadences = [one.period.value for one in chosen]
    cadences += [one.period.value for one in model.assessments]
    units = [unit for cadence in cadences if (unit := unit_of(cadence)) is not None]
    days = [
        found.day for case in log.cases for found in (case.reported, case.closed)
        if found is not None and not isinstance(found, bool)
    ]  # fmt: skip
    spans = spans_of(days, units[0] if units else "month")
    if len(spans) > 1:
        from govkit.cli.assess.screen import named

        periods = Both(
            "、".join(named(one, "zh") for one in spans),
            ", ".join(named(one, "en") for one in spans),
        )
        example = Both(named(spans[-1], "zh"), named(spans[-1], "en"))
        raise misused("GOV860", periods=periods, example=example)
    return spans[0] if spans else None
