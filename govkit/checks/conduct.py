"""Checks of meetings, duties and posts: thresholds, rates against time, and who has how many below.

A model enters, findings leave. What a case or a list of acts makes of these is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Finding
from govkit.diagnostics import Both, Filler
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.meeting import Meeting
from govkit.model.statement import Attribute, ShareLike
from govkit.values import Bound, Quantity, Range, Rate, Recurrence, Refs, Season, Share, Shares
from govkit.values.interval import Interval, divide, multiply, of_value, point
from govkit.values.share import leaves
from govkit.values.units import standard_units
from govkit.values.writing import write

_HALF = Fraction(1, 2)
_DAY = timedelta(days=1)
_YEAR = Fraction(3652425, 10000)  # mean days of a year of the calendar
# Mean days of a unit of time. A working day of a gap takes seven fifths, holidays left aside.
_DAYS: dict[str, Fraction] = {
    "second": Fraction(1, 86400), "minute": Fraction(1, 1440), "natural_hour": Fraction(1, 24),
    "urgent_hour": Fraction(1, 24), "work_hour": Fraction(1, 24), "natural_day": Fraction(1),
    "work_day": Fraction(7, 5), "day": Fraction(1), "week": Fraction(7), "month": _YEAR / 12,
    "quarter": _YEAR / 4, "half_year": _YEAR / 2, "year": _YEAR,
}  # fmt: skip


def check_thresholds(model: Governance) -> Iterator[Finding]:
    """GOV574: a share that nobody can reach, that is always reached, or that is an upper bound."""
    fields = ("quorum", "majority", "adjourned_quorum", "special")
    for meeting in model.meetings:
        for field in fields:
            yield from _idle(f"meeting:{meeting.name}.{field}", getattr(meeting, field))
    for duty in model.duties:
        yield from _idle(f"duty:{duty.name}.coverage", duty.coverage)


def _idle(path: str, attribute: Attribute[ShareLike]) -> Iterator[Finding]:
    for number, stated in enumerate(attribute):
        if not isinstance(stated.value, Share | Shares):
            continue
        for part in leaves(stated.value):
            why = _why_idle(part) if isinstance(part, Share) else None
            if why is not None:
                yield Finding("GOV574", _at(path, number), {"rule": _shown(part), "why": why})


def _why_idle(share: Share) -> Both | None:
    if share.comparison in ("≤", "<"):
        return Both("写的是上限，人再少也算够", "is an upper bound, which the fewest meet")
    if share.comparison == ">" and share.number == 1:
        return Both("比全部还多，谁也达不到", "is more than all there are")
    if share.comparison == "≥" and share.number == 0:
        return Both("一个没有也算够", "is met by nobody at all")
    return None


def check_majorities(model: Governance) -> Iterator[Finding]:
    """GOV575: fewer than half of the votes decide, so that yes and no could both be carried."""
    for meeting in model.meetings:
        for number, stated in enumerate(meeting.majority):
            least = _least(stated.value)
            if least is not None and least < _HALF:
                yield Finding("GOV575", _at(f"meeting:{meeting.name}.majority", number),
                              {"meeting": meeting.name, "rule": _shown(stated.value)})  # fmt: skip


def _least(value: object) -> Fraction | None:
    """The share a threshold asks at the least; None where it names none."""
    if isinstance(value, Share):
        return None if value.comparison in ("≤", "<") else value.number
    if isinstance(value, Shares):
        parts = [least for part in value.parts if (least := _least(part)) is not None]
        if not parts:
            return None
        return max(parts) if value.mode in ("all", "max") else min(parts)
    return None


def check_second_meetings(model: Governance) -> Iterator[Finding]:
    """GOV576: a second meeting needs more than the first; GOV586: nothing calls for a second."""
    for meeting in model.meetings:
        path = f"meeting:{meeting.name}"
        if not meeting.quorum:
            field = "adjourned_quorum" if meeting.adjourned_quorum else "adjourn"
            if getattr(meeting, field):
                yield Finding("GOV586", f"{path}.{field}", {"meeting": meeting.name})
            continue
        first, second = _by_base(meeting, "quorum"), _by_base(meeting, "adjourned_quorum")
        for base, share in second.items():
            if base in first and share.number > first[base].number:
                yield Finding("GOV576", f"{path}.adjourned_quorum",
                              {"meeting": meeting.name, "second": _shown(share),
                               "first": _shown(first[base])},
                              ((f"{path}.quorum", "first"),))  # fmt: skip


def _by_base(meeting: Meeting, field: str) -> dict[str, Share]:
    value = getattr(meeting, field).value
    parts = leaves(value) if isinstance(value, Share | Shares) else ()
    return {part.base: part for part in parts if isinstance(part, Share)}


def check_special_meetings(model: Governance) -> Iterator[Finding]:
    """GOV577: some may demand a meeting, and nothing says how soon it has to be called."""
    for meeting in model.meetings:
        if meeting.special and not meeting.special_within:
            yield Finding("GOV577", f"meeting:{meeting.name}.special", {"meeting": meeting.name})


def check_duty_time(model: Governance) -> Iterator[Finding]:
    """GOV578: more acts in a period than gap and length leave room for.

    GOV587: the acts of one holder on all objects take longer than the period is, day and night.
    """
    for duty in model.duties:
        asked = _asked(duty)
        if asked is None:
            continue
        times, period = asked
        gap, length = _days(duty.gap.value), _days(duty.length.value)
        path = f"duty:{duty.name}"
        names: dict[str, Filler] = {"duty": duty.name, "rate": _shown(duty.cadence.value)}
        room = _room(duty, period)
        needed = times * (gap + length) - (gap if room < period else 0)
        if gap and needed > room:
            yield Finding("GOV578", f"{path}.gap",
                          {**names, "gap": _shown(duty.gap.value), "needed": _rounded(needed),
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
    times = [per for per in rate.per if per in _DAYS]
    least = _low(rate.amount)
    if len(times) != 1 or least is None:
        return None
    unit = "natural_day" if times[0] == "work_day" else times[0]
    return least, _DAYS[unit] * (rate.every if times[0] == rate.per[-1] else 1)


def _low(amount: object) -> Fraction | None:
    """The least a figure asks. Something counted in units of time is no number of acts."""
    if isinstance(amount, Range):
        amount = amount.low
    if isinstance(amount, Bound):
        if amount.comparison not in ("≥", ">", "="):
            return None
        amount = amount.quantity
    if not isinstance(amount, Quantity) or amount.unit in _DAYS:
        return None
    return amount.number if amount.direction in ("exact", "more") else None


def _days(value: object) -> Fraction:
    """A least length of time in days, 0 where none is stated."""
    if isinstance(value, Range):
        value = value.low
    if isinstance(value, Bound):
        value = value.quantity if value.comparison in ("≥", ">") else None
    if not isinstance(value, Quantity):
        return Fraction(0)
    return value.number * _DAYS.get(value.unit, Fraction(0))


def _room(duty: Duty, period: Fraction) -> Fraction:
    """The days a period leaves: all of it, or the season where that is shorter."""
    season = duty.season.value
    if not isinstance(season, Season) or period < _YEAR:
        return period
    start = date(2024, 1, 1)  # a leap year, so that 29 February counts
    held = sum(season.holds(start + _DAY * n) for n in range(366))
    return min(period, held * period / _YEAR)


def _objects(duty: Duty) -> Fraction:
    each = duty.each.value
    amount = each.amount if isinstance(each, Rate) else each
    return _low(amount) or Fraction(1)


def check_seasons(model: Governance) -> Iterator[Finding]:
    """GOV579: two stretches of a season overlap."""
    for duty in model.duties:
        for number, stated in enumerate(duty.season):
            if not isinstance(stated.value, Season):
                continue
            for one, other in combinations(stated.value.spans, 2):
                day = date(2024, *one.first), date(2024, *other.first)
                if one.holds(day[1]) or other.holds(day[0]):
                    yield Finding("GOV579", _at(f"duty:{duty.name}.season", number),
                                  {"one": _shown(one), "other": _shown(other)})  # fmt: skip


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
        times = [per for per in rate.per if per in _DAYS] if isinstance(rate, Rate) else []
        if len(times) != 1 or not isinstance(rate, Rate):
            continue
        period = _DAYS[times[0]] * rate.every
        late = _days(value)
        if isinstance(value, Bound):
            late = _days(value.quantity)
        if isinstance(value, Recurrence):
            late = value.shift * _DAYS.get(value.period, Fraction(0))
        if late > period:
            yield Finding("GOV583", f"{path}.publish_by",
                          {"duty": duty.name, "limit": _shown(value), "rate": _shown(rate)},
                          ((f"{path}.cadence", "rate"),))  # fmt: skip


def check_spans(model: Governance) -> Iterator[Finding]:
    """GOV584: on the average each holder has more below, or fewer, than the span allows.

    GOV588: a span without a number.
    """
    known = ModelEnvironment(model)
    for post in model.posts:
        stated = post.span.at()
        if stated is None or not isinstance(stated.value, Refs):
            continue
        if stated.value.bound is None:
            said, lacking = Both("管理幅度", "span"), Both("管多少", "how many")
            yield Finding("GOV588", f"post:{post.name}.span",
                          {"name": post.name, "said": said, "lacking": lacking})  # fmt: skip
            continue
        holders = _counted(model, known, f"post:{post.name}")
        below = [_counted(model, known, ref) for ref in stated.value.refs]
        total = point(Fraction(0))
        for count in below:
            low = None if total.low is None or count.low is None else total.low + count.low
            high = None if total.high is None or count.high is None else total.high + count.high
            total = Interval(low, high)
        mean = divide(total, holders)
        above, under = _outside(mean, stated.value.bound)
        if not above and not under:
            continue
        path = f"post:{post.name}"
        others = tuple((ref, "below") for ref in stated.value.refs)
        yield Finding("GOV584", f"{path}.span", {
            "post": post.name, "rule": _shown(stated.value), "holders": _number(holders),
            "total": _number(total), "mean": _number(mean), "extreme": _extreme(mean, above),
            "below": "、".join(ref.partition(":")[2] for ref in stated.value.refs),
        }, others)  # fmt: skip


def _counted(model: Governance, known: ModelEnvironment, ref: str) -> Interval:
    """How many there are: the count, or else the quota times the units it is per."""
    count = known.number(ref, "")
    if not count.unknown:
        return count
    quota = getattr(model.get(ref), "quota", None)
    rate = quota.value if isinstance(quota, Attribute) else None
    if not isinstance(rate, Rate) or len(rate.per) != 1 or not rate.per[0].startswith("level:"):
        return count
    units = model.tree.count(rate.per[0].partition(":")[2])
    if units is None:
        return count
    each = divide(of_value(rate.amount, known.units, ref), point(rate.every))
    return multiply(each, point(Fraction(units)))


def _outside(mean: Interval, bound: Quantity | Bound | Range) -> tuple[bool, bool]:
    """Whether the mean is certainly above or under the span; a bare figure is exactly as many."""
    allowed = of_value(bound, standard_units(), "")
    above = (
        allowed.high is not None
        and mean.low is not None
        and (mean.low > allowed.high or (mean.low == allowed.high and allowed.open_high))
    )
    under = (
        allowed.low is not None
        and mean.high is not None
        and (mean.high < allowed.low or (mean.high == allowed.low and allowed.open_low))
    )
    return above, under


def _extreme(mean: Interval, above: bool) -> str:
    """How many somebody has at the least where the mean is above the span, at the most if under."""
    end = mean.low if above else mean.high
    return "?" if end is None else str(ceil(end) if above else floor(end))


def check_held_posts(model: Governance) -> Iterator[Finding]:
    """GOV585: a post with those held beside it comes to more than one holder may have."""
    for post in model.posts:
        most, beside = post.at_most.value, post.concurrent.value
        if isinstance(most, Bound):
            most = most.quantity if most.comparison == "≤" else None
        if not isinstance(most, Quantity) or not isinstance(beside, Refs) or beside.mode == "any":
            continue
        held = 1 + len(beside.refs)
        if held > most.number:
            yield Finding("GOV585", f"post:{post.name}.concurrent",
                          {"post": post.name, "held": str(held), "most": str(most.number)},
                          ((f"post:{post.name}.at_most", "most"),))  # fmt: skip


def _at(path: str, number: int) -> str:
    return path + (f"[{number}]" if number else "")


def _name(ref: str) -> str:
    return ref.partition(":")[2] or ref


def _shown(value: object) -> Both:
    return Both(write(value, "zh", _name), write(value, "en", _name))


def _rounded(days: Fraction) -> str:
    """Days with at most one decimal."""
    tenths = round(days * 10)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def _number(value: Interval) -> str:
    """A number or its two ends, with at most two decimals; fractions that do not end stay so."""
    ends = [end for end in (value.low, value.high) if end is not None]
    if not ends:
        return "?"
    return "—".join(dict.fromkeys(_exact(end) for end in ends))


def _exact(number: Fraction) -> str:
    hundredths = number * 100
    if hundredths.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    return f"{float(number):g}" if number.denominator != 1 else str(number.numerator)
