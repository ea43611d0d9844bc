"""The sheet of a list: its items, one to a row, a column for each field that an item may have.

A list enters, a `Sheet` leaves, or None where the list names its contents in the text. An item that
says more than a row can (dates, conditions, items inside it, words quoted) stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from govkit.document.parts import Column
from govkit.model.listing import Item, Listing
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Origin
from govkit.reports.form.claims import cell, clause, plain
from govkit.reports.form.sheet import Sheet, Texts, column, column_word, readable
from govkit.values import Text, Words
from govkit.vocabulary.kinds import FieldRow, fields_of
from govkit.vocabulary.words import word_set

# Offered for every list; the other fields of an item where an item of the list says them.
_ALWAYS = ("limit", "contents", "granted_to", "note")
_NOT_READ = re.compile(r"[#＃]|\s*(?:[-—–－―]+|[/／]|无)\s*$")
_PARTS = re.compile(r"[、，,；;。：:“”\"{}]")


def items_sheet(pen: Pen, listing: Listing, *, empty: bool) -> Sheet | None:
    """The sheet of a list; None where its contents stand in the text and no item does."""
    if listing.contents.root and not listing.items:
        return None
    fields = [
        row
        for row in fields_of("item").values()
        if row.id in _ALWAYS or any(getattr(item, row.id).root for item in listing.items)
    ]
    columns = tuple(_columns(pen, fields))
    origin = _origin(pen, listing)
    told = {item.name: _cells(pen, listing, item, fields, origin) for item in listing.items}
    found = tuple(cells for cells in told.values() if cells is not None)
    fit = readable(columns, found)
    rows = tuple(cells for n, cells in enumerate(found) if n in fit)
    named = {cells[0] for cells in rows}
    stays = tuple(name for name in told if name not in named)
    return Sheet(
        "list",
        listing.name,
        (("table", (clause(pen, listing.origin, origin) or "") if rows else ""),),
        columns,
        () if empty else rows,
        () if empty else stays,
        _replaced(pen, stays) if rows else "",
    )


def _replaced(pen: Pen, stays: Texts) -> str:
    words = pen.pick("、", ", ").join(
        (fields_of("list")["table"].word(pen.lang), pen.kind_word("item"))
    )
    left = pen.pick("，没有填进表里的除外", ", but for what is not in the sheet")
    return words + left if stays else words


def _origin(pen: Pen, listing: Listing) -> Origin:
    """What the sentence says its rows rest on, so that most rows can say the rest: as the list
    does, or as several of its items do."""
    origins = [item.origin for item in listing.items]
    shared = (one for one in origins if origins.count(one) > 1)
    found = dict.fromkeys((listing.origin, *shared))
    able = [one for one in found if clause(pen, listing.origin, one) is not None]
    return max(able, key=lambda one: sum(cell(one, own) is not None for own in origins))


def _columns(pen: Pen, fields: Iterable[FieldRow]) -> Iterator[Column]:
    hint = pen.pick("一行一项", "one item to a row")
    yield column(pen, column_word(pen, "name"), hint, must=True)
    for row in fields:
        says = pen.pick(
            f"{row.zh_text}{_HOW[row.type][0]}",
            f"{row.en_text[0].lower()}{row.en_text[1:]}{_HOW[row.type][1]}",
        )
        closed = row.type == "word"
        yield column(
            pen,
            row.word(pen.lang).replace("_", " "),
            says,
            choices=_choices(pen, row),
            others=not closed,
            weight=5 if row.type in ("words", "text") else 3,
        )
    source = next((one.name for one in pen.model.sources), "")
    place = f"{source}·{pen.pick('第三条', 'art3')}" if source else ""
    cite = pen.pick("出处和条款", "source and article")
    example = pen.pick(f"，例如 {place}", f", such as {place}") if place else ""
    yield column(pen, column_word(pen, "cite"), cite + example)


# How the value of a field is written, by the type of the field.
_HOW = {
    "quantity": ("，带上单位", ", with its unit"),
    "rate": ("，例如 2分/次", ", such as 2 points/time"),
    "words": ("，几项用顿号隔开", ", several with commas between"),
    "refs": ("，从列表里选，几个的用顿号隔开", ", from the list, several with commas between"),
    "ref": ("，从列表里选", ", from the list"),
    "word": ("，从列表里选", ", from the list"),
    "text": ("", ""),
}


def _choices(pen: Pen, row: FieldRow) -> Iterator[str]:
    if row.type == "word":
        yield from (term.word(pen.lang) for term in word_set(row.target).values())
        yield pen.unknown()
    elif row.type in ("ref", "refs"):
        for kind in row.kinds:
            yield from (one.name for one in pen.model.all(kind))


def _cells(
    pen: Pen, listing: Listing, item: Item, fields: Iterable[FieldRow], origin: Origin
) -> Texts | None:
    """The row of an item; None where a row cannot say all of it."""
    rests = cell(origin, item.origin)
    whole = plain(item, item.origin, listing.strength)
    if rests is None or item.title or item.items or not whole:
        return None
    cells = [item.name]
    for row in fields:
        written = _written(pen, getattr(item, row.id), row, item, listing)
        if written is None:
            return None
        cells.append(written)
    return (*cells, rests)


def _written(
    pen: Pen, said: Attribute[Any], row: FieldRow, item: Item, listing: Listing
) -> str | None:
    if not said.root:
        return ""
    stated = said.root[0]
    if len(said.root) > 1 or not plain(stated, item.origin, listing.strength):
        return None
    value = stated.value
    if isinstance(value, Text):
        return value.text or None
    if isinstance(value, Words) and any(_PARTS.search(word) for word in value.words):
        return None
    written = pen.written(value, row.target if row.type == "word" else "")
    return None if _NOT_READ.search(written) else written
