"""Checks of duties: rates against time, seasons against themselves, publication against rhythm.

A model enters, findings leave. Which acts were done is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice

from govkit.checks.amounts import MEAN_DAYS, least_days
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered
from govkit.checks.wording import name_of, written
from govkit.diagnostics import Both, Filler
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.references import refs_of
from govkit.model.strength import forbids
from govkit.values import Bound, Quantity, Range, Rate, Recurrence, Season, SeasonSpan

_DAY = timedelta(days=1)
_YEAR = MEAN_DAYS["year"]


def check_duty_time(model: Governance) -> Iterator[Finding]:
    """GOV578: more acts in a period than gap and length leave room for.

    GOV587: the acts of one holder on all objects take longer than the period is, day and night.
    """
    for duty in model.duties:
        asked = _asked(duty)
        if asked is None:
            continue
        times, period = asked
        gap, length = least_days(duty.gap.value), least_days(duty.length.value)
        path = f"duty:{duty.name}"
        names: dict[str, Filler] = {"duty": duty.name, "rate": written(duty.cadence.value)}
        room = _room(duty, period)
        needed = times * (gap + length) - (gap if room < period else 0)
        if gap and needed > room:
            yield Finding("GOV578", f"{path}.gap",
                          {**names, "gap": written(duty.gap.value), "needed": _rounded(needed),
                           "room": _rounded(room)},
                          ((f"{path}.cadence", "rate"),))  # fmt: skip
            continue
        work = times * length * _objects(duty)
        if work > room:
            yield Finding("GOV587", f"{path}.length",
                          {**names, "needed": _rounded(work), "room": _rounded(room)},
                          ((f"{path}.cadence", "rate"),))  # fmt: skip


def _asked(duty: Duty) -> tuple[Fraction, Fraction] | None:
    """How many acts at the least, and in how many days; None where the cadence does not say."""
    rate = duty.cadence.value
    if not isinstance(rate, Rate):
        return None
    times = [per for per in rate.per if per in MEAN_DAYS]
    least = _low(rate.amount)
    if len(times) != 1 or least is None:
        return None
    unit = "natural_day" if times[0] == "work_day" else times[0]
    return least, MEAN_DAYS[unit] * (rate.every if times[0] == rate.per[-1] else 1)


def _low(amount: object) -> Fraction | None:
    """The least a figure asks. Something counted in units of time is no number of acts."""
    if isinstance(amount, Range):
        amount = amount.low
    if isinstance(amount, Bound):
        if amount.comparison not in ("≥", ">", "="):
            return None
        amount = amount.quantity
    if not isinstance(amount, Quantity) or amount.unit in MEAN_DAYS:
        return None
    return amount.number if amount.direction in ("exact", "more") else None


def _room(duty: Duty, period: Fraction) -> Fraction:
    """The days a period leaves: all of it, or the season where that is shorter."""
    season = duty.season.value
    if not isinstance(season, Season) or period < _YEAR:
        return period
    start = date(2024, 1, 1)  # a leap year, so that 29 February counts
    held = sum(season.holds(start + _DAY * n) for n in range(366))
    return min(period, held * period / _YEAR)


def _objects(duty: Duty) -> Fraction:
    """How many objects the acts of one holder are on: one where a round covers several."""
    if duty.coverage:
        return Fraction(1)
    each = duty.each.value
    amount = each.amount if isinstance(each, Rate) else each
    return _low(amount) or Fraction(1)


def _rounded(days: Fraction) -> str:
    """Days with at most one decimal."""
    tenths = round(days * 10)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def check_seasons(model: Governance) -> Iterator[Finding]:
    """GOV579: two stretches of a season overlap."""
    for duty in model.duties:
        for number, stated in duty.season.numbered():
            if not isinstance(stated.value, Season):
                continue
            for place, other in enumerate(stated.value.spans):
                earlier = islice(stated.value.spans, place)
                one = next((one for one in earlier if _overlap(one, other)), None)
                if one is not None:
                    yield Finding("GOV579", numbered(f"duty:{duty.name}.season", number),
                                  {"one": written(one), "other": written(other)})  # fmt: skip


def _overlap(one: SeasonSpan, other: SeasonSpan) -> bool:
    """Whether two stretches of the year share a day."""
    return one.holds(date(2024, *other.first)) or other.holds(date(2024, *one.first))


def check_publication(model: Governance) -> Iterator[Finding]:
    """GOV583: made public after the next one is due; GOV588: nothing says what is made public."""
    for duty in model.duties:
        value, path = duty.publish_by.value, f"duty:{duty.name}"
        if value is None:
            continue
        if not duty.publish:
            said, lacking = Both("公开期限", "publish_by"), Both("公开什么", "what is made public")
            yield Finding("GOV588", f"{path}.publish_by",
                          {"name": duty.name, "said": said, "lacking": lacking})  # fmt: skip
        rate = duty.cadence.value
        times = [per for per in rate.per if per in MEAN_DAYS] if isinstance(rate, Rate) else []
        if len(times) != 1 or not isinstance(rate, Rate):
            continue
        period = MEAN_DAYS[times[0]] * rate.every
        late = least_days(value)
        if isinstance(value, Bound):
            late = least_days(value.quantity)
        if isinstance(value, Recurrence):
            late = value.shift * MEAN_DAYS.get(value.period, Fraction(0))
        if late > period:
            yield Finding("GOV583", f"{path}.publish_by",
                          {"duty": duty.name, "limit": written(value), "rate": written(rate)},
                          ((f"{path}.cadence", "rate"),))  # fmt: skip


def check_joint(model: Governance) -> Iterator[Finding]:
    """GOV639: done jointly, and nobody has to do it. GOV640: jointly with oneself.

    Two that hold under different conditions do not meet; who is barred is named by neither.
    """
    for duty in model.duties:
        leading = [one for one in duty.who if not forbids(one.strength)]
        for number, joint in enumerate(duty.jointly_with):
            path = numbered(f"duty:{duty.name}.jointly_with", number)
            if forbids(joint.strength):
                continue
            if not leading:
                yield Finding("GOV639", path, {"duty": duty.name})
            owing = {ref for one in leading if one.when == joint.when for ref in refs_of(one.value)}
            for ref in refs_of(joint.value):
                if ref in owing:
                    yield Finding("GOV640", path, {"duty": duty.name, "name": name_of(ref)})


CHECKS: tuple[Check, ...] = (
    check_duty_time,
    check_seasons,
    check_publication,
    check_joint,
)
