"""Rosters: from the rows of a table to the units of a level, one unit to a row.

A value `表格("网格.csv")` enters, a `Roster` leaves. Columns are known by the words of the set
`column`, or by the names of the level and of the one above; who stands under whom is settled later.
"""

from __future__ import annotations

from govkit.diagnostics import Both
from govkit.resolve.tables.table import column_words, headings_of, table_of
from govkit.resolve.texts.text import Page
from govkit.source import Span
from govkit.syntax.nodes import Value
from govkit.tables import folded
from govkit.values import Entry, Roster

_NAMED = ("", "名称", "名", "_name")
_CODED = ("编号", "编码", "代码", "_code")
_ABOVE = ("上级", "所属", "所在", "隶属")
_NO_NAME = Both("没有写名称", "has no name")
_NO_NAME_REMEDY = Both("补上名称，或者删去这一行", "give it a name, or delete the row")


def read_roster(page: Page, value: Value, level: tuple[str, str]) -> Roster | None:
    """The units of a level; None after a finding. `level`: its name, and that of the one above."""
    words = _words(level)
    table = table_of(page, value, words)
    if table is None:
        return None
    columns = headings_of(page, table, words, ("name",))
    if columns is None:
        return None
    name, code, parent = (columns.get(part, "") for part in ("name", "code", "parent"))
    entries, whole = [], True
    for line in table.rows:
        cells = line.cells
        if not cells[name]:
            page.reports.add("GOV171", table.span(line), row=str(line.number), what=_NO_NAME,
                             remedy=_NO_NAME_REMEDY)  # fmt: skip
            whole = False
        entries.append(Entry(cells[name], cells.get(code, ""), cells.get(parent, "")))
    if parent and entries and not any(entry.parent for entry in entries):
        page.reports.add("GOV453", table.heading(parent), column=parent, level=level[0])
    return Roster(tuple(entries)) if whole else None


def roster_places(page: Page, value: Value, path: str, level: tuple[str, str]) -> dict[str, Span]:
    """The place of each row of a roster that was read, under `path/1`, `path/2` …"""
    table = table_of(page, value, _words(level))
    rows = table.rows if table is not None else ()
    return {f"{path}/{n}": table.span(row) for n, row in enumerate(rows, start=1) if table}


def _words(level: tuple[str, str]) -> dict[str, str]:
    """Every heading that is understood for this level: the plain words, and those made of the
    names of the level and of its parent (`网格名称`, `所属社区`)."""
    words = column_words("name", "code", "parent")
    name, parent = level
    made = [(f"{name}{end}", "name") for end in _NAMED]
    made += [(f"{name}{end}", "code") for end in _CODED]
    if parent:
        made += [(f"{parent}{end}", "parent") for end in _NAMED]
        made += [(f"{begin}{parent}{end}", "parent") for begin in _ABOVE for end in _NAMED]
    for word, said in made:
        words.setdefault(folded(word), said)
    return words
