"""Catalogues: tables whose rows are the items of a list, opened by the fields of an item.

A value `表格("权力.csv")` enters; the table with its headings leaves, or the names of its items for
whoever declares them. What a cell says is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit.diagnostics import Both
from govkit.resolve.tables.table import column_words, headings_of, table_of
from govkit.resolve.texts.text import Page
from govkit.source import Span
from govkit.syntax.nodes import Value
from govkit.tables import Table, folded
from govkit.vocabulary.kinds import field_words

_WITH_UNIT = re.compile(r"(.+?) ?[（(](?:单位[:：])?([^（()）]+)[)）]")
_NO_NAME = Both("没有写名称", "has no name")
_NO_NAME_REMEDY = Both("补上名称，或者删去这一行", "give it a name, or delete the row")


def opened(page: Page, value: Value) -> tuple[Table, dict[str, str], dict[str, str]] | None:
    """The table, its headings by field, and the unit that a heading gives (`限额（万元）`)."""
    words = column_words("name", "cite")
    words |= {folded(word): row.id for word, row in field_words("item").items()}
    table = table_of(page, value, words)
    if table is None:
        return None
    units = {}
    for column in table.columns:
        match = _WITH_UNIT.fullmatch(column)
        if match is not None and folded(match[1]) in words and folded(column) not in words:
            said = words[folded(match[1])]
            words[folded(column)] = said
            units[said] = match[2]
    columns = headings_of(page, table, words, ("name",))
    return None if columns is None else (table, columns, units)


def item_names(page: Page, value: Value) -> Iterator[tuple[str, Span]]:
    """Name and place of each item, for the pass that declares names."""
    read = opened(page, value)
    if read is not None:
        table, columns, _ = read
        for row in table.rows:
            name = row.cells[columns["name"]]
            if name:
                yield name, table.span(row, columns["name"])
            else:
                page.reports.add("GOV171", table.span(row), row=str(row.number), what=_NO_NAME,
                                 remedy=_NO_NAME_REMEDY)  # fmt: skip
