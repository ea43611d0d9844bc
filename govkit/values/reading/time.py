"""Durations, days, moments and recurring moments, from printed text to a value or a `Misread`.

`5个工作日`, `2021年9月27日`, `2026-03-02 10:30`, `次月5日前` and the short forms of both tongues go
in. When such a time runs, and in which zone, is not known here.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from govkit.values.quantity import Bound, Quantity, Range, Unknown
from govkit.values.reading import numerals
from govkit.values.reading.figures import Figure, read_quantity, scaled
from govkit.values.reading.misread import Misread
from govkit.values.structure import Distribution
from govkit.values.time import LONGEST, WEEKDAYS_OF, Day, Moment, Recurrence
from govkit.values.units import Units

_WITHIN = re.compile(r"(?<=.)(?:以内|之内|内)$")
_MEAN = re.compile(
    r"平均(?:每[件起宗](?:案件)?)?(?P<of>[^()]+)|(?:平均|mean|average)\((?P<in>[^()]+)\)"
)
_COMPOUND = re.compile(r"(\s*[0-9.]+\s*[^\W\d]+?)(?:零|又)?\s*([0-9.]+\s*[^\W\d]+?)\s*")
_N = r"[0-9一二三四五六七八九十廿〇零○两]{1,4}"
_SEPARATED = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<sep>[-./])(?P<month>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?)?"
)
_OFFICIAL = re.compile(
    rf"(?P<year>[0-9零〇○一二三四五六七八九]{{4}})年(?:(?P<month>{_N})月(?:(?P<day>{_N})[日号])?)?"
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_ENGLISH_DAY = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)}) (?P<year>[0-9]{{4}})",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{1,4}")
_PART = r"凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚"
_CLOCK = rf"""(?:(?P<part>{_PART})\s*+)?
    (?:(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?
      |(?P<hour_zh>{_N})[点时](?:(?P<half>半)|(?P<minute_zh>{_N})分(?:(?P<second_zh>{_N})秒)?|整)?)"""
_TIME = re.compile(_CLOCK, re.VERBOSE)
_AFTERNOON = {"下午", "傍晚", "晚上", "晚"}
_SECONDS_A_DAY = 86400


@lru_cache(maxsize=4096)
def read_duration(text: str, units: Units) -> Figure | Misread:
    """Read a length of time; the number stays in the printed unit's own count.

    `24小时内` is the length 24小时 (a limit says "within" anyway); `不超过5日` is a `Bound`;
    `1小时30分钟` is 90 `minute`. A figure without a unit of time is a `Misread`.
    """
    plain = numerals.narrow(text).rstrip()
    inner = _WITHIN.sub("", plain)
    read = read_quantity(inner, units)
    if isinstance(read, Misread) and inner != plain and read.suggestion is not None:
        read = Misread(read.reason, read.start, read.end, read.suggestion + "内", read.near)
    if isinstance(read, Misread):
        return _compound(inner, units) or read
    unit = units.get(_unit_of(read))
    if unit is not None and unit.is_time:
        return read
    if isinstance(read, Unknown) and not read.unit:
        return read
    return Misread("not_a_duration", 0, len(text), _with_time_unit(inner, units))


def read_mean(text: str, units: Units) -> Distribution | Misread:
    """Read a mean length of time and no more: `平均4工作小时`, `平均每件4小时`, `mean(4 hours)`."""
    plain = numerals.narrow(text).strip()
    found = _MEAN.fullmatch(plain)
    if found is None:
        return Misread("not_a_duration", 0, len(text))
    read = read_duration(found["of"] or found["in"], units)
    if isinstance(read, Quantity) and read.direction == "exact":
        return Distribution("mean", (read,))
    return Misread("not_a_duration", 0, len(text))


def _with_time_unit(text: str, units: Units) -> str | None:
    """`30分` in the place of a duration can only mean minutes."""
    minutes = text + "钟"
    return minutes if text.endswith("分") and units.find("分钟") else None


def _unit_of(value: Figure) -> str:
    if isinstance(value, Bound):
        return value.quantity.unit
    return value.low.unit if isinstance(value, Range) else value.unit


def _compound(text: str, units: Units) -> Quantity | None:
    match = _COMPOUND.fullmatch(text)
    if match is None:
        return None
    large, small = (read_quantity(part.strip(), units) for part in match.groups())
    if not isinstance(large, Quantity) or not isinstance(small, Quantity):
        return None
    bigger, unit = units.get(large.unit), units.get(small.unit)
    if bigger is None or unit is None or not unit.is_time or bigger.dimension != unit.dimension:
        return None
    if bigger.factor <= unit.factor or small.number * unit.factor >= bigger.factor:
        return None
    number = scaled(large, bigger.factor / unit.factor).number + small.number
    return Quantity(number, unit.id, small.step)


# 自……起施行: the day is meant, the words around it say what begins.
_IN_FORCE = re.compile(r"^自(?=[\d一二〇])|起?(?:施行|实施|执行|生效)$|起$")


@lru_cache(maxsize=4096)
def read_day(text: str) -> Day | Misread:
    """Read a date, a month (`2026年3月`) or a year (`2026年`), in digits or Chinese numerals."""
    plain = _IN_FORCE.sub("", numerals.narrow(text).strip())
    compact = len(plain) == 8 and plain.isascii() and plain.isdigit()
    if compact:
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    match = _SEPARATED.fullmatch(plain) or _OFFICIAL.fullmatch(plain)
    match = match or _ENGLISH_DAY.fullmatch(plain)
    if match is None:
        if _SHORT_YEAR.fullmatch(plain):
            return Misread("ambiguous", 0, len(text))
        return Misread("not_a_date", 0, len(text))
    year = numerals.digits(match["year"])
    month = month_number(match["month"]) if match["month"] else 1
    day = numerals.ordinal(match["day"]) if match["day"] else 1
    if year is None or month is None or day is None:
        return Misread("not_a_date", 0, len(text))
    try:
        when = date(int(year), month, day)
    except ValueError:
        return Misread("no_such_date", 0, len(text))
    if match["day"]:
        return Day(when)
    return Day(when, "month" if match["month"] else "year")


def month_number(text: str) -> int | None:
    """The number of a month: `9`, `九`, `September`."""
    if text.lower() in _MONTHS:
        return _MONTHS.index(text.lower()) + 1
    return numerals.ordinal(text)


def _seconds(match: re.Match[str]) -> int | None:
    """Seconds after midnight; None for a time there is not, or one that can be read two ways."""
    numbers = [
        numerals.ordinal(match[name] or match[name + "_zh"] or "0")
        for name in ("hour", "minute", "second")
    ]
    hour, minute, second = numbers
    if hour is None or minute is None or second is None:
        return None
    minute = 30 if match["half"] else minute
    part = match["part"]
    if part in _AFTERNOON:
        if hour == 12:
            return None
        hour += 12 if hour < 12 else 0
    elif part == "中午":
        hour += 12 if hour < 11 else 0
    elif part and hour > 12:
        return None
    total = hour * 3600 + minute * 60 + second
    return total if minute < 60 and second < 60 and total <= _SECONDS_A_DAY else None


@lru_cache(maxsize=4096)
def read_moment(text: str) -> Moment | Misread:
    """Read a date with a time of day, whole seconds; `24:00` is the midnight that ends the day."""
    plain = numerals.narrow(text).strip()
    match = next((m for m in _TIME.finditer(plain) if m.end() == len(plain)), None)
    if match is None or not match.start():
        return Misread("not_a_moment", 0, len(text))
    head = plain[: match.start()].rstrip().removesuffix(" at")
    day = read_day(head[:-1] if head[-1:] in "Tt" else head)
    if isinstance(day, Misread):
        if day.reason == "not_a_date":
            return Misread("not_a_moment", 0, len(text))
        return Misread(day.reason, 0, len(head), day.suggestion)
    seconds = _seconds(match)
    if day.precision != "day" or seconds is None:
        return Misread("not_a_moment", match.start(), len(text))
    try:
        return Moment(
            datetime(day.date.year, day.date.month, day.date.day) + timedelta(seconds=seconds)
        )
    except OverflowError:
        return Misread("no_such_date", 0, len(text))


_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六", 1)} | {"日": 7, "天": 7}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS = {
    "旬": "ten_days",
    "日": "day",
    "天": "day",
    "周": "week",
    "星期": "week",
    "月": "month",
    "季": "quarter",
}
_PERIODS |= {"季度": "quarter", "年": "year", "工作日": "day", "个工作日": "day", "年度": "year"}
_SHIFTS = {"每": 0, "当": 0, "本": 0, "同": 0, "次": 1, "下": 1, "翌": 1, "第二": 1, "": 0}
_PERIODIC = re.compile(
    rf"""(?P<shift>每|当|本|同|次|翌|下|第二)?个?(?P<period>工作日|日|天|周|星期|旬|月|季度|季|年度|年)份?的?
    (?:(?P<nth>第\s*{_N}\s*个|首个|最后一个)(?:周|星期)(?P<nth_day>[一二三四五六日天])
      |(?:周|星期)?(?P<weekday>[一二三四五六日天])(?![个日号])
      |(?P<workday>第\s*{_N}\s*个?工作日|前\s*{_N}\s*个?工作日|{_N}\s*个工作日|首个工作日|最后一个工作日)
      |(?P<day>{_N})[日号]
      |(?P<end>底|末|最后一天|月底|月末))?
    \s*+(?:(?P<clock>{_CLOCK})\s*+)?(?P<before>(?:之|以)?[前内]|止)?""",
    re.VERBOSE,
)
_BARE_CLOCK = re.compile(rf"(?P<clock>{_CLOCK})(?P<before>(?:之|以)?前)?", re.VERBOSE)
_ENGLISH = re.compile(
    rf"""(?P<before>before\s+)?
    (?:(?:(?P<working>work)?day\s+(?P<day>[0-9]{{1,3}})|(?P<last>last\s+(?P<last_working>work)?day)
         |(?P<weekday>{"|".join(_DAY_NAMES)})(?:\s+(?P<nth>[0-9]{{1,2}}|last))?)\s+of\s+)?
    (?P<shift>every|same|next|in\s+(?P<count>[0-9]{{1,3}}))\s+
    (?P<period>day|workday|week|ten[- ]day\s+period|month|quarter|year)s?
    (?:\s+at\s+(?P<hour>[0-9]{{1,2}}):?(?P<minute>[0-9]{{2}}))?""",
    re.VERBOSE | re.IGNORECASE,
)
_LAST = -1
_ONCE = re.compile(r"(?<=^每旬)(?:至少|不少于)?[一1]次$")  # as often as 每旬 says itself


@lru_cache(maxsize=4096)
def read_recurrence(text: str) -> Recurrence | Misread:
    """Read a recurring moment: `每周二上午9:00`, `次月5日前`, `每旬一次`, `day_5_of_next_month`.

    `day` is -1 for the last one of the period (`月底前`). A day of a year cannot be told by month
    and day (`每年3月5日`): leap years move it, and such a text is a `Misread`.
    """
    plain = numerals.narrow(text).strip()
    wrong = Misread("not_a_recurrence", 0, len(text))
    if english := _ENGLISH.fullmatch(_spoken(plain.replace("_", " "))):
        return _english(english) or wrong
    if bare := _BARE_CLOCK.fullmatch(plain):
        time = _time_of_day(bare)
        return Recurrence("day", time=time, before=bool(bare["before"])) if time else wrong
    match = _PERIODIC.fullmatch(_ONCE.sub("", plain))
    if match is None:
        return _close_to_day(plain) or wrong
    return _periodic(match) or wrong


_NTH_WEEKDAY = re.compile(
    r"\b(?:([0-9]{1,2})(?:st|nd|rd|th)|(first|second|third|fourth|last)) "
    rf"({'|'.join(_DAY_NAMES)})\b",
    re.IGNORECASE,
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "last"}
_ORDINAL_DAY = re.compile(r"\b([0-9]{1,3})(?:st|nd|rd|th) (working )?day\b")
_EVERY_WEEKDAY = re.compile(rf"\bevery ({'|'.join(_DAY_NAMES)})\b", re.IGNORECASE)


def _spoken(text: str) -> str:
    """`before the 5th working day of the next month` in the words of the short form."""
    text = re.sub(r"\bthe (?=next|same|last|first|second|third|fourth|[0-9])", "", text)
    text = _NTH_WEEKDAY.sub(
        lambda found: f"{found[3]} {found[1] or _ORDINALS[found[2].lower()]}", text
    )
    text = _ORDINAL_DAY.sub(lambda found: f"{'work' if found[2] else ''}day {found[1]}", text)
    text = _EVERY_WEEKDAY.sub(r"\1 of every week", text)
    return text.replace("working day", "workday")


def _close_to_day(plain: str) -> Misread | None:
    """`15日前`: the fifteenth of the month, or within fifteen days?"""
    if re.fullmatch(rf"{_N}[日号](?:之|以)?前", plain):
        return Misread("ambiguous", 0, len(plain), "每月" + plain)
    return None


def _time_of_day(match: re.Match[str]) -> str | None:
    seconds = _seconds(match)
    if seconds is None or seconds % 60:
        return None
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def _periodic(match: re.Match[str]) -> Recurrence | None:
    period = _PERIODS[match["period"]]
    shift, weekday, end = match["shift"], match["weekday"], match["end"]
    working = match["period"] == "工作日"
    day: int | None = None
    before = bool(match["before"])
    nth = _WEEKDAYS[match["nth_day"]] if match["nth"] else None
    if weekday:
        if period != "week":
            return None
        day = _WEEKDAYS[weekday]
    elif nth:
        day = _workday(match["nth"])
    elif match["day"]:
        day = numerals.ordinal(match["day"])
    elif match["workday"]:
        day, working = _workday(match["workday"]), True
        before = before or match["workday"].startswith("前")
    elif end:
        day = _LAST
    time = _time_of_day(match) if match["clock"] else None
    if nth and not _numbered(period, day):
        return None
    if (match["clock"] and time is None) or not _fits(period, day, working, weekday is not None):
        return None
    if shift is None and not end and not weekday:
        return None
    if shift == "第二" and period != "day":
        return None
    return Recurrence(period, _SHIFTS[shift or ""], day, working, time, before, nth)


def _numbered(period: str, day: int | None) -> bool:
    """Whether every such period has that many of each day of the week."""
    return period in WEEKDAYS_OF and (day == _LAST or 1 <= (day or 0) <= WEEKDAYS_OF[period])


def _workday(text: str) -> int | None:
    if text.startswith("最后"):
        return _LAST
    return 1 if text.startswith("首") else numerals.ordinal(re.sub(r"[第前个工作日\s]", "", text))


def _fits(period: str, day: int | None, working: bool, weekday: bool) -> bool:
    """Whether there can be such a day in the period; a week's days have names."""
    if day is None:
        return True
    if period == "week" and day != _LAST and not working:
        return weekday and 1 <= day <= 7
    return (day == _LAST and period != "day") or 1 <= day <= LONGEST[period]


def _english(match: re.Match[str]) -> Recurrence | None:
    period = match["period"].lower()
    working = period == "workday" or bool(match["working"] or match["last_working"])
    period = {"workday": "day"}.get(period, "ten_days" if "ten" in period else period)
    weekday = match["weekday"]
    day = int(match["day"]) if match["day"] else _LAST if match["last"] else None
    named = _DAY_NAMES.index(weekday.lower()) + 1 if weekday else None
    day = named if named else day
    if nth := match["nth"]:
        day = _LAST if nth.lower() == "last" else int(nth)
        if not _numbered(period, day):
            return None
    first = match["shift"].split()[0].lower()
    shift = int(match["count"] or 1) if first in ("next", "in") else 0
    if weekday and not nth and period != "week":
        return None
    if not _fits(period, day, working, weekday is not None):
        return None
    time = None
    if match["hour"]:
        hour, minute = int(match["hour"]), int(match["minute"])
        if hour * 60 + minute > 1440 or minute > 59:
            return None
        time = f"{hour:02d}:{minute:02d}"
    counted = named if nth else None
    return Recurrence(period, shift, day, working, time, bool(match["before"]), counted)
