"""Official forms of days and times: `2026年9月1日`, `每周二上午9时`, `1 September 2026`.

A value and a writer enter, its words leave. Durations are quantities and not known here.
"""

from __future__ import annotations

import datetime as dt

from govkit.values.time import (
    Day,
    DayHours,
    Moment,
    Office,
    PublicDay,
    PublicHolidays,
    Recurrence,
    Season,
    SeasonSpan,
    Stretch,
)
from govkit.values.wording import wording
from govkit.values.writing.official.phrasing import Official, phrase
from govkit.values.writing.writer import spell

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PERIODS_ZH = {"day": "日", "week": "周", "ten_days": "旬", "month": "月", "quarter": "季度",
               "year": "年"}  # fmt: skip
_ENDS_ZH = {"ten_days": "末", "month": "底", "quarter": "末", "year": "底"}


def date(day: dt.date, writer: Official) -> str:
    """A date: `2026年9月1日`, `1 September 2026`."""
    return writer.pick(
        f"{day.year:04d}年{day.month}月{day.day}日",
        f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}",
    )


@phrase.register
def _(value: Day, writer: Official) -> str:
    year, month = f"{value.date.year:04d}", value.date.month
    if value.precision == "day":
        return date(value.date, writer)
    if value.precision == "month":
        return writer.pick(f"{year}年{month}月", f"{MONTHS[month - 1]} {year}")
    return writer.pick(f"{year}年", year)


@phrase.register
def _(value: Moment, writer: Official) -> str:
    at = value.at
    if writer.lang == "en":
        seconds = f":{at.second:02d}" if at.second else ""
        return f"{date(at.date(), writer)} at {at.hour}:{at.minute:02d}{seconds}"
    minutes = f"{at.minute}分" if at.minute or at.second else ""
    seconds = f"{at.second}秒" if at.second else ""
    return f"{date(at.date(), writer)}{at.hour}时{minutes}{seconds}"


@phrase.register
def _(value: Season, writer: Official) -> str:
    spans = writer.joined([writer(span) for span in value.spans])
    return writer.pick(f"每年{spans}", f"each year from {spans}")


@phrase.register
def _(value: SeasonSpan, writer: Official) -> str:
    if writer.lang == "zh":
        return spell(value, writer)
    first, last = (f"{day} {MONTHS[month - 1]}" for month, day in (value.first, value.last))
    if value.last == (2, 29):
        last = "the end of February"
    return f"{first} to {last}{' of the next year' if value.wraps else ''}"


@phrase.register
def _(value: Recurrence, writer: Official) -> str:
    return _recurrence_en(value) if writer.lang == "en" else _recurrence_zh(value)


def _recurrence_zh(value: Recurrence) -> str:
    period = "工作日" if value.period == "day" and value.working else _PERIODS_ZH[value.period]
    dated = value.day is not None or value.time is not None
    head = {0: "每" if value.every else "当", 1: "次"}.get(value.shift, f"之后第{value.shift}个")
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
    time = (
        _clock_zh(value.time, part=value.period == "week" or value.weekday is not None)
        if value.time
        else ""
    )
    latest = ("前" if dated else "内") if value.before else ""
    return f"{head}{period}{day}{time}{latest}"


def _clock_zh(time: str, *, part: bool) -> str:
    """`9时`, `19时30分`; behind a weekday `上午9时`, `晚上7时`, which keeps it apart from 二."""
    hour, minute = int(time[:2]), int(time[3:])
    minutes = f"{minute}分" if minute else ""
    if not part or hour == 24:
        return f"{hour}时{minutes}"
    words = ((5, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
    word = next(word for until, word in words if hour < until)
    return f"{word}{hour - 12 if hour > 12 else hour}时{minutes}"


def _recurrence_en(value: Recurrence) -> str:
    period = "working day" if value.period == "day" and value.working else value.period
    period = period.replace("ten_days", "ten-day period")
    time = f" at {int(value.time[:2])}{value.time[2:]}" if value.time else ""
    named = value.period == "week" and value.day is not None and value.day > 0 and not value.working
    head = {0: "every " if value.every else "the same ", 1: "the next "}.get(value.shift, "")
    whole = head + period if head else f"{value.shift} {period}s later"
    if value.day is None:
        text = whole
    elif named:
        weekday = _WEEKDAYS[value.day - 1]
        text = f"every {weekday}" if value.shift == 0 else f"{weekday} of {whole}"
    else:
        kind = "working day" if value.working else "day"
        kind = _WEEKDAYS[value.weekday - 1] if value.weekday is not None else kind
        which = "last" if value.day < 0 else _ordinal(value.day)
        text = f"the {which} {kind} of {whole}"
    return f"{'before ' if value.before else ''}{text}{time}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


@phrase.register
def _(value: Stretch, writer: Official) -> str:
    return spell(value, writer).replace("-", writer.pick("至", " to "))


@phrase.register
def _(value: DayHours, writer: Official) -> str:
    hours = writer.joined([writer(stretch) for stretch in value.stretches])
    days = writer.series([_weekdays(spell(days, writer), writer) for days in value.weekdays])
    return f"{days}{' ' if days and writer.lang == 'en' else ''}{hours}"


def _weekdays(word: str, writer: Official) -> str:
    if writer.lang == "zh":
        return word
    return " to ".join(part.capitalize() for part in word.split("-"))


@phrase.register
def _(value: Office, writer: Official) -> str:
    return writer.pick("；", "; ").join(writer(hours) for hours in value.hours)


@phrase.register
def _(value: PublicDay, writer: Official) -> str:
    kind = wording("day_kind", "off" if value.off else "work", writer.lang)
    return f"{date(value.date, writer)}{writer.pick('', ' ')}{kind}"


@phrase.register
def _(value: PublicHolidays, writer: Official) -> str:
    if value.days or value.places:
        return spell(value, writer)
    return writer.pick("不休公共假日", "no public holidays")
