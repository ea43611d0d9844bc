"""The sheet of a calendar: days off and days worked, one to a row.

A calendar enters, a `Sheet` leaves, or None where every day counts in it and there is none to list.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.model.calendar import Calendar
from govkit.model.naming import Pen
from govkit.model.statement import Attribute
from govkit.reports.form.claims import plain
from govkit.reports.form.sheet import Sheet, Texts, column, column_word
from govkit.values import Days, Word
from govkit.vocabulary.kinds import fields_of
from govkit.vocabulary.words import word_set

_FIELDS = {"holidays": "off", "workdays": "work"}


def days_sheet(pen: Pen, calendar: Calendar, *, empty: bool) -> Sheet | None:
    """The sheet of a calendar; None where it is based on hours or days that have no days off."""
    based = calendar.based_on.value
    if isinstance(based, Word) and based.word != "work_day":
        return None
    kinds = {kind: word_set("day_kind")[kind].word(pen.lang) for kind in _FIELDS.values()}
    columns = (
        column(
            pen,
            column_word(pen, "date"),
            pen.pick("一行一天，例如 2027-01-01", "one day to a row, such as 2027-01-01"),
            must=True,
            first=True,
        ),
        column(
            pen,
            column_word(pen, "day_kind"),
            pen.pick("从列表里选", "from the list"),
            must=True,
            choices=kinds.values(),
        ),
    )
    told: list[Texts] = []
    stays: list[str] = []
    for field, kind in _FIELDS.items():
        said: Attribute[Days] = getattr(calendar, field)
        if _plain(calendar, said):
            told += [(day, kinds[kind]) for day in _days(said)]
        else:
            stays.append(fields_of("calendar")[field].word(pen.lang))
    words = [fields_of("calendar")[one].word(pen.lang) for one in _FIELDS if one not in stays]
    return Sheet(
        "calendar",
        calendar.name,
        tuple(_FIELDS),
        columns,
        () if empty else tuple(told),
        () if empty else tuple(stays),
        pen.pick("、", ", ").join(words) if told else "",
    )


def _days(said: Attribute[Days]) -> Iterator[str]:
    return (day.date.isoformat() for stated in said.root for day in stated.value.days)


def _plain(calendar: Calendar, said: Attribute[Days]) -> bool:
    """Whether rows can say all that a field says: at most one statement, of whole days, which
    rests on what the calendar rests on and has no clause of its own."""
    if not said.root:
        return True
    return (
        len(said.root) == 1
        and plain(said.root[0], calendar.origin, calendar.strength)
        and all(day.precision == "day" for day in said.root[0].value.days)
    )
