"""One case under one reading: whose it is, in which period, in which set, left out or not.

A case, a reading and the instant counting ends enter; True, False or None leave, None where a
blank cell decides. Nothing here adds anything up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from govkit.engine.time.clocks import Clocks
from govkit.indicators.log import Case, Instant, Log, with_limit
from govkit.indicators.periods import Span
from govkit.indicators.readings import CALL_BACKS, Reading
from govkit.model.governance import Governance
from govkit.model.indicator import Indicator
from govkit.values import Refs, Words

Truth = bool | None


def both(one: Truth, other: Truth) -> Truth:
    """Whether both hold; a False decides even beside an unknown."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one: Truth, other: Truth) -> Truth:
    """Whether one of them holds; a True decides even beside an unknown."""
    if one or other:
        return True
    return None if one is None or other is None else False


def by(instant: Instant | bool | None, end: datetime | None) -> Truth:
    """Whether an instant lies at or before `end`; the end None: whether it has come at all."""
    if instant is None or isinstance(instant, bool):
        return instant
    if end is None or instant.high <= end:
        return True
    return False if instant.low > end else None


def cases_of(log: Log, reading: Reading, model: Governance, clocks: Clocks) -> Iterator[Case]:
    """The cases to be counted; one opened again is two where the reading says so.

    The second begins when it is opened again and keeps the call-back; its limit is counted anew
    where the matter has one, else it is not known.
    """
    for case in log.cases:
        if reading.reopened != "another_case" or case.reopened is None:
            yield case
            continue
        yield replace(case, reopened=None, call_back="not_called")
        again = replace(
            case, reported=case.reopened, accepted=case.reopened, closed=case.closed_again,
            reopened=None, due=None, due_day=None,
        )  # fmt: skip
        yield with_limit(model, again, again.reported, clocks)


# ── whose, when, whether at all ──


def units_of(case: Case, reading: Reading) -> tuple[str | None, ...]:
    """The units a case counts for; None stands for one that is not known."""
    first = case.transferred_from
    own = first if reading.received == "first_received" and first != "" else case.unit
    if reading.jointly == "each":
        return tuple(dict.fromkeys((own, *case.assistants)))
    return (own,)


def within(case: Case, reading: Reading, span: Span | None) -> Truth:
    """Whether a case belongs to a period by the date the reading goes by."""
    if span is None:
        return True
    day: date | None
    if reading.dated_by == "day_due":
        day = case.due_day
    else:
        found = getattr(case, reading.dated_by.removeprefix("day_"))
        if found is False:
            return False
        day = found.day if isinstance(found, Instant) else None
    return None if day is None else span.first <= day <= span.last


def excluded(case: Case, reading: Reading, indicator: Indicator) -> Truth:
    """Whether a case is left out: for a reason the indicator names, by whom it names.

    Reasons that end with 等 are not all named, so another one may be among them.
    """
    if not case.excluded or reading.excludes == "kept":
        return False
    named = indicator.excludes.value
    listed = named.words if isinstance(named, Words) else ()
    if reading.excludes == "stated" and case.excluded not in listed:
        return None if isinstance(named, Words) and named.tail == "and_more" else False
    if reading.excluded_by != "stated":
        return reading.excluded_by == "left_out"
    if not case.excluded_by:
        return None
    deciders = indicator.excluded_by.value
    refs = deciders.refs if isinstance(deciders, Refs) else ()
    return case.excluded_by in {ref.partition(":")[2] for ref in refs}


def unreached(case: Case, reading: Reading) -> bool:
    """Whether a call-back that reached nobody takes the case out of both sides."""
    sets = {*reading.numerator, *reading.denominator}
    return (
        case.call_back == "unreached"
        and reading.unreached == "not_counted"
        and bool(sets & CALL_BACKS)
    )


# ── in which set ──


def member(case: Case, names: tuple[str, ...], reading: Reading, end: datetime | None) -> Truth:
    """Whether a case is in any of the sets, as seen when counting ends."""
    found: Truth = False
    for name in names:
        found = either(found, _SETS[name](case, reading, end))
    return found


def columns_of(names: tuple[str, ...]) -> frozenset[str]:
    """The columns that decide whether a case is in these sets."""
    return frozenset(column for name in names for column in _COLUMNS.get(name, ()))


def _closed(case: Case, reading: Reading, end: datetime | None) -> Truth:
    seen = by(case.closed, end)
    if reading.reopened == "not_closed_then" and case.reopened is not None:
        again = by(case.reopened, end)
        return both(seen, None if again is None else not again)
    return seen


def _on_time(case: Case, reading: Reading, end: datetime | None) -> Truth:
    return both(_closed(case, reading, end), _kept_limit(case))


def _kept_limit(case: Case) -> Truth:
    """Whether the closing lies within the limit; a closing at the end itself does."""
    if case.closed is False:
        return False
    if not isinstance(case.closed, Instant) or case.due is None:
        return None
    if case.closed.high <= case.due.low:
        return True
    return False if case.closed.low > case.due.high else None


def _due(case: Case, reading: Reading, end: datetime | None) -> Truth:
    return by(case.due, end)


def _overdue(case: Case, reading: Reading, end: datetime | None) -> Truth:
    kept = _kept_limit(case)
    return both(_due(case, reading, end), None if kept is None else not kept)


def _resolved(case: Case, reading: Reading, end: datetime | None) -> Truth:
    in_manner = None if case.manner is None else case.manner == "resolved"
    return both(_closed(case, reading, end), in_manner)


def _called(*answers: str) -> Callable[[Case, Reading, datetime | None], Truth]:
    def found(case: Case, reading: Reading, end: datetime | None) -> Truth:
        return None if case.call_back is None else case.call_back in answers

    return found


def _satisfied(case: Case, reading: Reading, end: datetime | None) -> Truth:
    taken = "satisfied" if reading.unreached == "as_satisfied" else ""
    return _answered(case, "satisfied", taken)


def _not_satisfied(case: Case, reading: Reading, end: datetime | None) -> Truth:
    taken = "dissatisfied" if reading.unreached == "as_dissatisfied" else ""
    return _answered(case, "dissatisfied", taken)


def _answered(case: Case, answer: str, taken: str) -> Truth:
    if case.call_back is None:
        return None
    return case.call_back == answer or (case.call_back == "unreached" and taken == answer)


_SETS: dict[str, Callable[[Case, Reading, datetime | None], Truth]] = {
    "reported": lambda case, reading, end: True,
    "accepted": lambda case, reading, end: (
        False if case.manner == "rejected" else by(case.accepted, end)
    ),
    "signed": lambda case, reading, end: by(case.signed, end),
    "due": _due,
    "closed": _closed,
    "closed_on_time": _on_time,
    "overdue_cases": _overdue,
    "resolved": _resolved,
    "reopened": lambda case, reading, end: (
        by(case.reopened, end) if case.reopened is not None else False
    ),
    "transferred": lambda case, reading, end: case.transferred_from != "",
    "called_back": _called("satisfied", "dissatisfied", "unreached"),
    "reached": _called("satisfied", "dissatisfied"),
    "satisfied": _satisfied,
    "not_satisfied": _not_satisfied,
    "no_base": lambda case, reading, end: True,
}
_COLUMNS: dict[str, tuple[str, ...]] = {
    "accepted": ("accepted",),
    "signed": ("signed",),
    "due": ("due",),
    "closed": ("closed",),
    "closed_on_time": ("closed", "due"),
    "overdue_cases": ("closed", "due"),
    "resolved": ("closed", "manner"),
    "called_back": ("call_back",),
    "reached": ("call_back",),
    "satisfied": ("call_back",),
    "not_satisfied": ("call_back",),
}
