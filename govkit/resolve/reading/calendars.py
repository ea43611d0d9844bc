"""What calendars say: days off and worked, office hours, whose public holidays count.

A parsed value enters, a value object leaves, or None after a finding. Days may come from a table,
one row to a day; of such a table each field takes the rows that are its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.calendars import PackageMissing, PlaceMissing, known_abroad
from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.near import near
from govkit.resolve.reading.amounts import amount_text, read_item, unknown
from govkit.resolve.tables.table import column_words, headings_of, table_of
from govkit.syntax.nodes import Arrowed, Call, Infix, Operand, Token, Value
from govkit.values import (
    Day,
    DayHours,
    Days,
    Office,
    PublicDay,
    PublicHolidays,
    Stretch,
    Unknown,
    Weekdays,
)
from govkit.values.reading import Misread, read_day, read_stretch, read_weekdays
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings, word_set

_NO_DAY = Both("没有写成日期", "holds no date")
_NO_DAY_REMEDY = Both("写成 2027-01-01 这样的日期", "write a date such as 2027-01-01")
_NO_KIND = Both("没有写明放假还是上班", "says neither off nor work")
_NO_KIND_REMEDY = Both("写「放假」或者「上班」", "write `off` or `work`")


def read_days(context: Context, row: FieldRow, value: Value) -> Days | None:
    """A list of dates, or those of a table: days off for every field but `workdays`."""
    if isinstance(value.items[0], Call):
        read = _table_days(context, value)
        if read is None:
            return None
        off = row.id != "workdays"
        return Days(tuple(Day(one.date) for one in read if one.off is off))
    days = [read_item(context, item, read_day) for item in value.items]
    if any(day is None for day in days):
        return None
    if row.id == "settled" and any(day.precision != "year" for day in days):
        context.report("GOV355", value, written=context.text(value))
        return None
    return Days(tuple(days))


def _table_days(context: Context, value: Value) -> list[PublicDay] | None:
    words = column_words("date", "day_kind", "festival")
    table = table_of(context, value, words)
    columns = headings_of(context, table, words, ("date",)) if table is not None else None
    if table is None or columns is None:
        return None
    days, whole = [], True
    for line in table.rows:
        written = line.cells[columns["date"]]
        day = read_day(written)
        kind = line.cells.get(columns.get("day_kind", ""), "")
        said = spellings("day_kind").get(kind, "" if kind else "off")
        if isinstance(day, Misread) or day.precision != "day" or not said:
            no_day = isinstance(day, Misread) or day.precision != "day"
            what, remedy = (_NO_DAY, _NO_DAY_REMEDY) if no_day else (_NO_KIND, _NO_KIND_REMEDY)
            context.reports.add("GOV171", table.span(line), row=str(line.number), what=what,
                                remedy=remedy)  # fmt: skip
            whole = False
        else:
            festival = line.cells.get(columns.get("festival", ""), "")
            days.append(PublicDay(day.date, said == "off", festival))
    return days if whole else None


def read_office(context: Context, row: FieldRow, value: Value) -> Office | Unknown | None:
    """`9:00-12:00、13:30-17:30`, or for weekdays: `周一至周四 → 9:00-12:00，周五 → 9:00-11:00`."""
    if len(value.items) == 1 and (blank := unknown(context, value.items[0])) is not None:
        return blank
    if value.tail is not None:
        context.report("GOV356", value.tail, written=str(value.tail))
        return None
    found: list[DayHours] = []
    for item in value.items:
        keys: tuple[Weekdays, ...] | None = None
        part = item
        if isinstance(item, Arrowed):
            keys = _weekdays(context, item.parts[0])
            part = item.parts[1]
            if keys is None or len(item.parts) != 2:
                return None
        stretch = _stretch(context, part)
        if stretch is None:
            return None
        if keys is not None:
            found.append(DayHours((stretch,), keys))
        elif found:
            last = found[-1]
            found[-1] = DayHours((*last.stretches, stretch), last.weekdays)
        else:
            found.append(DayHours((stretch,)))
    return Office(tuple(found)) if _in_order(context, value, found) else None


def _weekdays(context: Context, part: Operand) -> tuple[Weekdays, ...] | None:
    """The weekdays on the left of an arrow: `周一至周三 或 周五`."""
    parts = part.parts[::2] if isinstance(part, Infix) else [part]
    found = []
    for one in parts:
        read = read_weekdays(context.text(one))
        if isinstance(read, Misread):
            written = context.text(one)
            words = near(written, spellings("weekday"))
            context.report("GOV356", one, suggestions=words, written=written)
            return None
        found.append(read)
    return tuple(found)


def _stretch(context: Context, part: Operand) -> Stretch | None:
    read = read_stretch(amount_text(context, part))
    if isinstance(read, Misread):
        context.report("GOV356", part, written=context.text(part))
        return None
    return read


def _in_order(context: Context, value: Value, hours: list[DayHours]) -> bool:
    """Whether stretches follow one another, and no weekday is named twice."""
    days = [day for entry in hours for run in entry.weekdays for day in run]
    for entry in hours:
        for first, second in zip(entry.stretches, entry.stretches[1:], strict=False):
            if second.opens < first.closes:
                context.report("GOV357", value, written=context.text(value))
                return False
    if len(set(days)) != len(days):
        context.report("GOV357", value, written=context.text(value))
        return False
    return True


def read_public(context: Context, row: FieldRow, value: Value) -> PublicHolidays | Unknown | None:
    """`中国、广西`, `GB、SCT`, `无`, or the days of a table; codes are those of ISO 3166.

    Days that are given from outside become those of the text, as the days of a table do.
    """
    first = value.items[0]
    if len(value.items) == 1 and (blank := unknown(context, first)) is not None:
        return blank
    if isinstance(first, Call):
        days = _table_days(context, value)
        return None if days is None else PublicHolidays(days=tuple(days))
    written = [context.text(item) for item in value.items]
    if len(written) == 1 and written[0] in spellings("nothing"):
        return PublicHolidays()
    places = tuple(_places(written))
    given = context.names.public
    for item, place in zip(value.items[-len(places) :], places, strict=True):
        if place not in given and not _known(context, item, place):
            return None
    outside = tuple(day for place in places for day in given.get(place, ()))
    return PublicHolidays(tuple(place for place in places if place not in given), outside)


def _places(written: list[str]) -> Iterator[str]:
    """Ids of China and its regions, or the codes of parts of one country."""
    known = spellings("public_place")
    country, parts = written[0], written[1:]
    if country in known:
        if known[country] != "china":
            yield "china"
        yield from (known.get(one, one) for one in written)
    elif parts:
        yield from (f"{country}-{part}" for part in parts)
    else:
        yield country


def _known(context: Context, item: Operand, place: str) -> bool:
    """Whether a place has public holidays; the package may be missing on this machine."""
    if place in word_set("public_place"):
        return True
    if not isinstance(item, Token) or not place.isascii() or not place.isupper():
        words = near(place, spellings("public_place"))
        context.report("GOV358", item, suggestions=words, written=place)
        return False
    try:
        known_abroad(place)
    except PlaceMissing as missing:
        known = near(place, missing.known)
        context.report("GOV358", item, suggestions=known, written=place)
        return False
    except PackageMissing:
        context.report("GOV359", item, written=place)
    return True
