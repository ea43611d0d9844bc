"""Short forms of days, moments and recurring moments.

A value and a writer enter, its text leaves. Durations are quantities and not known here.
"""

from __future__ import annotations

from govkit.values.time import Day, Days, Moment, Recurrence, Season, SeasonSpan
from govkit.values.writing.writer import Writer, spell

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS_ZH = {"day": "日", "week": "周", "month": "月", "quarter": "季度", "year": "年"}
_ENDS_ZH = {"month": "底", "quarter": "末", "year": "底"}


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
    head = "次" if value.shift else "每" if dated else "当"
    day = ""
    if value.day is not None:
        day = f"{value.day}日"
        if value.working:
            day = "最后一个工作日" if value.day < 0 else f"第{value.day}个工作日"
        elif value.day < 0:
            day = "最后一天" if value.time else _ENDS_ZH.get(value.period, "最后一天")
        elif value.period == "week":
            day = _WEEKDAYS_ZH[value.day - 1]
    time = value.time or ""
    if time and value.period == "week":
        time = _part_of_day(time) + time
    latest = ("前" if dated else "内") if value.before else ""
    return f"{head}{period}{day}{time}{latest}"


def _part_of_day(time: str) -> str:
    """`上午` … between a weekday and the time, which keeps 每周二 apart from the figures."""
    hour = int(time[:2])
    return "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 18 else "晚上"


def _recurrence_en(value: Recurrence) -> str:
    period = "workday" if value.period == "day" and value.working else value.period
    dated = value.day is not None or value.time is not None
    head = {0: "every" if dated else "same", 1: "next"}.get(value.shift, f"in {value.shift}")
    day = ""
    if value.day is not None:
        kind = "workday" if value.working else "day"
        day = f"last {kind} of " if value.day < 0 else f"{kind} {value.day} of "
        if value.period == "week" and value.day > 0 and not value.working:
            day = f"{_WEEKDAYS_EN[value.day - 1]} of "
    many = "s" if value.shift > 1 else ""
    time = f" at {value.time.replace(':', '')}" if value.time else ""
    text = f"{'before ' if value.before else ''}{day}{head} {period}{many}{time}"
    return text.replace(" ", "_")
