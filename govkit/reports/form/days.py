"""The sheets of a calendar: its own days off and worked, and public holidays that a table gives.

A calendar enters, sheets leave, one day to a row; none where every day counts in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.document.parts import Column
from govkit.model.calendar import Calendar
from govkit.model.naming import Pen
from govkit.model.statement import Attribute
from govkit.reports.form.claims import clause, plain
from govkit.reports.form.sheet import Sheet, Texts, column, column_word, readable
from govkit.values import PublicHolidays, Word
from govkit.vocabulary.kinds import fields_of
from govkit.vocabulary.words import word_set

_OWN = {"holidays": "off", "workdays": "work"}
_PUBLIC = "public_holidays"


def days_sheets(pen: Pen, calendar: Calendar, *, empty: bool) -> Iterator[Sheet]:
    """The sheet of a calendar's own days, unless it is based on hours or days that have no days
    off; and of public holidays where they are listed day by day."""
    based = calendar.based_on.value
    if not isinstance(based, Word) or based.word == "work_day":
        yield _own(pen, calendar, empty)
    listed = calendar.public_holidays.value
    if isinstance(listed, PublicHolidays) and listed.days and not listed.places:
        yield _public(pen, calendar, listed, empty)


def _own(pen: Pen, calendar: Calendar, empty: bool) -> Sheet:
    ends = {field: _ending(pen, calendar, getattr(calendar, field)) for field in _OWN}
    taken = {field: end for field, end in ends.items() if empty or end is not None}
    fields = taken or dict.fromkeys(_OWN, "")
    rows: list[Texts] = []
    for field in taken if not empty else ():
        kind = _kind(pen, _OWN[field])
        said: Attribute[Any] = getattr(calendar, field)
        rows += [(day.date.isoformat(), kind) for one in said.root for day in one.value.days]
    return Sheet(
        "calendar",
        calendar.name,
        tuple((field, end or "") for field, end in fields.items()),
        _columns(pen, [_OWN[field] for field in fields]),
        tuple(rows),
        tuple(_word(pen, field) for field in _OWN if field not in taken),
        pen.pick("、", ", ").join(_word(pen, field) for field in taken) if rows else "",
    )


def _public(pen: Pen, calendar: Calendar, listed: PublicHolidays, empty: bool) -> Sheet:
    festival = column(
        pen,
        column_word(pen, "festival"),
        pen.pick("是哪个节日，可以留空", "which festival it is, if any"),
    )
    columns = (*_columns(pen, list(_OWN.values())), festival)
    rows = tuple(
        (day.date.isoformat(), _kind(pen, "off" if day.off else "work"), day.festival)
        for day in listed.days
    )
    end = _ending(pen, calendar, calendar.public_holidays)
    whole = end is not None and len(readable(columns, rows)) == len(rows)
    word = _word(pen, _PUBLIC)
    return Sheet(
        "calendar",
        calendar.name,
        ((_PUBLIC, end or ""),),
        columns,
        rows if whole and not empty else (),
        () if whole or empty else (word,),
        word if whole else "",
        pen.pick(word, f" {word.replace('_', ' ')}"),
    )


def _columns(pen: Pen, kinds: list[str]) -> tuple[Column, ...]:
    return (
        column(
            pen,
            column_word(pen, "date"),
            pen.pick("一行一天，例如 2027-01-01", "one day to a row, such as 2027-01-01"),
            must=True,
        ),
        column(
            pen,
            column_word(pen, "day_kind"),
            pen.pick("从列表里选", "one of the list"),
            must=True,
            choices=(_kind(pen, kind) for kind in kinds),
        ),
    )


def _kind(pen: Pen, kind: str) -> str:
    return word_set("day_kind")[kind].word(pen.lang)


def _word(pen: Pen, field: str) -> str:
    return fields_of("calendar")[field].word(pen.lang)


def _ending(pen: Pen, calendar: Calendar, said: Attribute[Any]) -> str | None:
    """What the sentence of a field ends with; None where rows cannot say all that it says: several
    statements, clauses, whole months."""
    if not said.root:
        return ""
    one = said.root[0]
    days = getattr(one.value, "days", ())
    if len(said.root) > 1 or not plain(one, one.origin, calendar.strength):
        return None
    if any(getattr(day, "precision", "day") != "day" for day in days):
        return None
    return clause(pen, calendar.origin, one.origin)
