"""The ledger of a run: its cases as the log that indicators are computed of, no table in between.

Cases with the ends they are judged by enter; the values of the model's indicators leave, each under
every reading where the text leaves something open. How cases are counted is the business of
`govkit.indicators`; which cases are counted is said by `tally`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from fractions import Fraction

from govkit.calendars import Period
from govkit.engine import Case
from govkit.indicators import Case as Row
from govkit.indicators import Log, Reading, by_reading
from govkit.indicators.log import Instant
from govkit.indicators.readings import SETS
from govkit.model.governance import Governance
from govkit.simulation.outcome.due import Due
from govkit.simulation.outcome.journey import closings, name, reopenings

COLUMNS = frozenset({"case", "unit", "matter", "reported", "accepted", "signed", "due", "closed",
                     "manner", "transferred_from", "assistants", "reopened", "closed_again",
                     "call_back", "excluded", "excluded_by"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What the indicators of a model come to. `figures`: `indicator·…` shares, `indicator_count·…`
    numbers, None where there is no one value; `readings` of those that are unclear."""

    figures: dict[str, float | None] = field(default_factory=dict)
    readings: dict[str, tuple[tuple[str, float | None], ...]] = field(default_factory=dict)
    uncounted: tuple[str, ...] = ()


@dataclass
class Ledger:
    """The cases of one run. Without a model that has indicators nothing is kept.

    `zone` is that of the district, `span` the days whose cases are counted.
    """

    model: Governance | None = None
    zone: tzinfo = UTC
    span: Period | None = None
    rows: list[Row] = field(default_factory=list)

    def add(self, number: int, case: Case, due: Due) -> None:
        """One case as it stands."""
        if self.model is not None and self.model.indicators:
            self.rows.append(row(number, case, due, self.zone))

    def copied(self) -> Ledger:
        """The same cases, to which others may come."""
        return Ledger(self.model, self.zone, self.span, list(self.rows))

    def computed(self) -> Found:
        """Every indicator over all cases together."""
        if self.model is None or not self.model.indicators:
            return Found()
        units = dict.fromkeys(
            unit for row in self.rows for unit in (row.transferred_from, row.unit) if unit
        )
        log = Log(tuple(self.rows), COLUMNS, units=tuple(units))
        found = Found()
        figures, readings, uncounted = found.figures, found.readings, []
        for indicator in self.model.indicators:
            values = by_reading(self.model, log, indicator, self.span)
            if not values:
                uncounted.append(indicator.name)
                continue
            counts = all(one.denominator is None for one in values.values())
            kind = "indicator_count" if counts else "indicator"
            told = {key: _number(one.value) for key, one in values.items()}
            agreed = set(told.values())
            figures[f"{kind}·{indicator.name}"] = agreed.pop() if len(agreed) == 1 else None
            if agreed:
                readings[indicator.name] = tuple(_readings(told))
        return Found(figures, readings, tuple(uncounted))


def counted(first: date, days: int, warm_up: int) -> Period:
    """The days of a run whose cases are counted; `warm_up` is in seconds."""
    begins = first + timedelta(days=-(-warm_up // 86_400))
    return Period("year", begins.year, 1, begins, first + timedelta(days=days - 1))


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _readings(told: Mapping[Reading, float | None]) -> Iterator[tuple[str, float | None]]:
    """Each value by what its reading chooses where there is more than one way."""
    ways = {name: {getattr(reading, name) for reading in told} for name in SETS}
    for reading, value in told.items():
        chosen = (f"{name}={getattr(reading, name)}" for name in SETS if len(ways[name]) > 1)
        yield ",".join(chosen), value


# ── one case ──
def row(number: int, case: Case, due: Due, zone: tzinfo) -> Row:
    """A case as the log of an authority would have it; what has not happened is known to be so."""

    def instant(at: datetime) -> Instant:
        local = at.astimezone(zone).replace(tzinfo=None)
        return Instant(local, local)

    first = {event.kind: event.at for event in reversed(case.history)}
    ended, again = closings(case), reopenings(case)
    judged = due.of(case)
    end = None if judged is None else instant(datetime.fromtimestamp(judged, zone))
    turned_down = case.manner == "rejected"
    accepted = first.get("accept", None if turned_down or case.status == "reported"
                         else case.opened_at)  # fmt: skip
    unit, came_first = case.holder.unit or case.unit, _first_unit(case)
    return Row(
        number,
        case.id,
        case.matter,
        unit,
        instant(case.opened_at),
        instant(accepted) if accepted else False,
        instant(first["sign_for"]) if "sign_for" in first else False,
        end,
        (end.low - timedelta(seconds=1)).date() if end else None,
        instant(ended[0].at) if ended else False,
        (ended[0].manner or case.manner) if ended else None,
        "" if came_first == unit else came_first,
        tuple(name(ref) for ref in case.holder.assisting),
        instant(again[0].at) if again else None,
        (instant(ended[-1].at) if case.is_closed else False) if again else None,
        _call_back(case),
        provisional=due.provisional,
    )


def _first_unit(case: Case) -> str:
    """Where the first who signed for it stood; where it lies now if nobody did."""
    for event in case.history:
        if event.kind == "sign_for":
            unit = event.actor.partition("·")[2].rpartition("·")[0]
            return unit or case.holder.unit or case.unit
    return case.holder.unit or case.unit


def _call_back(case: Case) -> str:
    if case.called_back is None:
        return "not_called"
    return case.called_back.answer or "unreached"
