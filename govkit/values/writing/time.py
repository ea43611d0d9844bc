"""Short forms of days, moments and recurring moments.

A value and a writer enter, its text leaves. Durations are quantities and not known here.
"""

from __future__ import annotations

from govkit.values.time import (
    Day,
    DayHours,
    Days,
    Durations,
    Moment,
    Office,
    PublicDay,
    PublicHolidays,
    Recurrence,
    Season,
    SeasonSpan,
    Stretch,
    Weekdays,
)
from govkit.values.wording import wording
from govkit.values.writing.writer import Writer, spell

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_IDS = _WEEKDAYS_EN
_PERIODS_ZH = {"day": "日", "week": "周", "ten_days": "旬", "month": "月", "quarter": "季度",
               "year": "年"}  # fmt: skip
_ENDS_ZH = {"ten_days": "末", "month": "底", "quarter": "末", "year": "底"}


@spell.register
def _(value: Day, writer: Writer) -> str:
    year, month = f"{value.date.year:04d}", value.date.month
    if value.precision == "day":
        return value.date.isoformat()
    if value.precision == "month":
        return writer.pick(f"{year}年{month}月", f"{year}-{month:02d}")
    return writer.pick(f"{year}年", year)


@spell.register
def _(value: Days, writer: Writer) -> str:
    return writer.joined([writer(day) for day in value.days])


@spell.register
def _(value: Durations, writer: Writer) -> str:
    return writer.joined([writer(duration) for duration in value.durations])


@spell.register
def _(value: Moment, writer: Writer) -> str:
    return value.at.strftime("%H:%M:%S" if value.at.second else "%H:%M").join(
        (f"{value.at.date().isoformat()} ", "")
    )


@spell.register
def _(value: Season, writer: Writer) -> str:
    return writer.joined([writer(span) for span in value.spans])


@spell.register
def _(value: SeasonSpan, writer: Writer) -> str:
    (month, day), (to_month, to_day) = value.first, value.last
    if writer.lang == "en":
        return f"{month:02d}-{day:02d}..{to_month:02d}-{to_day:02d}"
    end = "2月底" if value.last == (2, 29) else f"{to_month}月{to_day}日"
    return f"{month}月{day}日至{'次年' if value.wraps else ''}{end}"


@spell.register
def _(value: Recurrence, writer: Writer) -> str:
    if writer.lang == "en" or value.shift > 1:
        return _recurrence_en(value)
    period = "工作日" if value.period == "day" and value.working else _PERIODS_ZH[value.period]
    dated = value.day is not None or value.time is not None
    head = "次" if value.shift else "每" if value.every else "当"
    day = ""
    if value.day is not None:
        day = f"{value.day}日"
        if value.weekday is not None:
            which = "最后一" if value.day < 0 else f"第{value.day}"
            day = f"{which}个周{_WEEKDAYS_ZH[value.weekday - 1]}"
        elif value.working:
            day = "最后一个工作日" if value.day < 0 else f"第{value.day}个工作日"
        elif value.day < 0:
            day = "最后一天" if value.time else _ENDS_ZH.get(value.period, "最后一天")
        elif value.period == "week":
            day = _WEEKDAYS_ZH[value.day - 1]
    time = value.time or ""
    if time and (value.period == "week" or value.weekday is not None):
        time = _part_of_day(time) + time
    latest = ("前" if dated else "内") if value.before else ""
    return f"{head}{period}{day}{time}{latest}"


def _part_of_day(time: str) -> str:
    """`上午` … between a weekday and the time, which keeps 每周二 apart from the figures."""
    hour = int(time[:2])
    return "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 18 else "晚上"


def _recurrence_en(value: Recurrence) -> str:
    period = "workday" if value.period == "day" and value.working else value.period
    period = period.replace("ten_days", "ten_day_period")
    head = {0: "every" if value.every else "same", 1: "next"}.get(value.shift, f"in {value.shift}")
    day = ""
    if value.day is not None:
        kind = "workday" if value.working else "day"
        day = f"last {kind} of " if value.day < 0 else f"{kind} {value.day} of "
        if value.weekday is not None:
            name = _WEEKDAYS_EN[value.weekday - 1]
            day = f"last {name} of " if value.day < 0 else f"{name} {value.day} of "
        elif value.period == "week" and value.day > 0 and not value.working:
            day = f"{_WEEKDAYS_EN[value.day - 1]} of "
    many = "s" if value.shift > 1 else ""
    time = f" at {value.time.replace(':', '')}" if value.time else ""
    text = f"{'before ' if value.before else ''}{day}{head} {period}{many}{time}"
    return text.replace(" ", "_")


@spell.register
def _(value: Weekdays, writer: Writer) -> str:
    first, last = (wording("weekday", _DAY_IDS[n - 1], writer.lang) for n in
                   (value.first, value.last))  # fmt: skip
    if value.first == value.last:
        return first
    return writer.pick(f"{first}至{last}", f"{first}-{last}")


@spell.register
def _(value: Stretch, writer: Writer) -> str:
    return f"{_clock(value.opens)}-{_clock(value.closes)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


@spell.register
def _(value: DayHours, writer: Writer) -> str:
    hours = writer.joined([writer(stretch) for stretch in value.stretches])
    if not value.weekdays:
        return hours
    return f"{writer.pick(' 或 ', ' or ').join(map(writer, value.weekdays))} → {hours}"


@spell.register
def _(value: Office, writer: Writer) -> str:
    return writer.pick("，", ", ").join(writer(hours) for hours in value.hours)


@spell.register
def _(value: PublicDay, writer: Writer) -> str:
    kind = wording("day_kind", "off" if value.off else "work", writer.lang)
    return f"{value.date.isoformat()} {kind}"


@spell.register
def _(value: PublicHolidays, writer: Writer) -> str:
    if value.days:
        return writer.joined([writer(day) for day in value.days])
    if not value.places:
        return wording("nothing", "none", writer.lang)
    codes = [one.split("-") if one.isupper() else [one] for one in value.places]
    parts = dict.fromkeys(part for one in codes for part in one)
    return writer.joined([wording("public_place", one, writer.lang) for one in parts])
