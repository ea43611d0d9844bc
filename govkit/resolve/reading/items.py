"""Items of a list that stand in a table, one to a row.

A value `表格("权力.csv")` enters; the arguments and places of items leave. Columns are the fields
of an item, and every cell is read as the field is in a text; a cell that recurs is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from govkit.diagnostics import Both, Diagnostic
from govkit.model.source import is_article
from govkit.model.statement import Origin
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.near import near
from govkit.resolve.reading.clauses import NO_ORIGIN
from govkit.resolve.reading.values import read_value
from govkit.resolve.tables.catalogues import opened
from govkit.resolve.texts.reports import Reports
from govkit.source import SourceFile, Span
from govkit.syntax.nodes import Value
from govkit.syntax.reading import parse_value
from govkit.tables import Row, Table
from govkit.values import Bound, Quantity, Text, Words
from govkit.vocabulary.kinds import FieldRow, field_words

_TITLED = re.compile(r"《([^《》]+)》\s*·?\s*(.*)")
_PIECES = re.compile(r"[、，,；;]")
_BARE_NUMBER = re.compile(
    r"((?:[≥≤<>＜＞＝=]|不超过|不少于|不低于|不高于|至多|至少|最多|约)?)(\d[\d.,]*)"
    r"((?:以下|以上|以内|左右|余|多)?)"
)
_OWN_UNIT_REMEDY = Both(
    "这一格只写数字，或者把单位写全，例如「5万元」",
    "write the number alone, or the number with its unit, as in `50000 yuan`",
)


@dataclass(frozen=True)
class TableItem:
    """One item of a table: the arguments of its object, and the places of its statements."""

    name: str
    arguments: dict[str, Any]
    places: dict[str, Span]


def read_items(context: Context, value: Value, claim: dict[str, Any]) -> Iterator[TableItem]:
    """The items of a table; `claim` are the clauses of the statement, which hold for each."""
    read = opened(context, value)
    if read is not None:
        table, columns, units = read
        reader = _Reader(context, table, units)
        for row in table.rows:
            if row.cells[columns["name"]]:
                yield reader.item(row, columns, claim)


_STROKE = re.compile(r"\s*(?:[-—–－―]+|[/／]|无)\s*")


@dataclass
class _Reader:
    """Reads the cells of one table; `known` holds what a cell of a field was read as."""

    context: Context
    table: Table
    units: dict[str, str]
    known: dict[tuple[str, str], tuple[Any, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # words that were taken for places, each once

    def item(self, row: Row, columns: dict[str, str], claim: dict[str, Any]) -> TableItem:
        """The item of one row."""
        name = row.cells[columns["name"]]
        path = f"item:{name}"
        places = {path: self.table.span(row, columns["name"])}
        found = {**claim, "name": name}
        if (cited := columns.get("cite")) and row.cells[cited]:
            found["origin"] = self._cited(row, cited, claim.get("origin", NO_ORIGIN))
        origin = found.get("origin", NO_ORIGIN)
        fields = {r.id: r for r in field_words("item").values()}
        for said, column in columns.items():
            if said not in fields or not row.cells[column]:
                continue
            if fields[said].type != "text" and _STROKE.fullmatch(row.cells[column]):
                place = self.table.span(row, column)
                self.context.reports.add("GOV411", place, written=row.cells[column])
                continue
            value = self._value(fields[said], row, column)
            if value is not None:
                stated = {"value": value} if origin is NO_ORIGIN else {
                    "value": value, "origin": origin,
                }  # fmt: skip
                found[said] = [stated]
                places[f"{path}.{said}"] = self.table.span(row, column)
        return TableItem(name, found, places)

    def _cited(self, row: Row, column: str, inherited: Origin) -> Origin:
        """`办法·第三条`, `《办法》第三条`, or a place in the source that the statement cites.

        What stands before a point has to be a source, unless it is an article or a page; a word
        alone is taken for a place, and that is told, because it may be a source left undeclared.
        """
        written = row.cells[column]
        titled = _TITLED.fullmatch(written)
        first, point, rest = (titled[1], "·", titled[2]) if titled else written.partition("·")
        if self.context.names.find(first, ("source",)):
            return Origin.model_construct(kind="cited", source=str(first), place=str(rest))
        named = bool(titled) or (bool(point) and not is_article(first))
        span = self.table.span(row, column)
        if inherited.kind != "cited" or named:
            near_names = near(first, self.context.names.of(("source",)))
            self.context.reports.add("GOV405", span, suggestions=near_names, name=first)
            return inherited
        if not point and not is_article(first) and written not in self.taken:
            self.taken.add(written)
            self.context.reports.add("GOV451", span, written=written, source=inherited.source)
        return inherited.model_copy(update={"place": written, "quotation": ""})

    def _value(self, field_row: FieldRow, row: Row, column: str) -> Any:
        written = row.cells[column]
        unit = self.units.get(field_row.id, "")
        if unit and (bare := _BARE_NUMBER.fullmatch(written)):
            written = f"{bare[1]}{bare[2]}{unit}{bare[3]}"
        key = (field_row.id, written)
        if key not in self.known:
            self.known[key] = self._read(field_row, written)
        value, findings = self.known[key]
        if unit and _without_unit(value):
            what, place = _own_unit(row.cells[column]), self.table.span(row, column)
            self.context.reports.add(
                "GOV171", place, row=str(row.number), what=what, remedy=_OWN_UNIT_REMEDY
            )
        for one in findings:
            self.context.reports.take(replace(one, fix=None), self.table.span(row, column))
        return value

    def _read(self, row: FieldRow, written: str) -> tuple[Any, tuple[Diagnostic, ...]]:
        """A cell as the field would read it in a text, with the findings about it."""
        if row.type == "text":
            return Text(written), ()
        source = SourceFile(self.table.name, f"{row.zh}：{written}")
        value = None if re.search("[#＃]", written) else parse_value(source)
        if value is None and row.type == "words":
            return _pieces(written), ()
        inner = replace(self.context, source=source, reports=Reports())
        if value is None:
            inner.reports.add("GOV301", None, written=written, part=written)
            return None, tuple(inner.reports.found)
        found = read_value(inner, row, value)
        if row.type == "words" and {one.code for one in inner.reports.found} == {"GOV313"}:
            return _pieces(written), ()  # marks that a text would have to quote
        return found, tuple(inner.reports.found)


def _own_unit(written: str) -> Both:
    return Both(
        f"的「{written}」看不出单位是不是列名里写的那个",
        f"holds `{written}`, which may or may not mean the unit of its heading",
    )


def _without_unit(value: object) -> bool:
    """Whether this is an amount without a unit, or a bound by one."""
    amount = value.quantity if isinstance(value, Bound) else value
    return isinstance(amount, Quantity) and not amount.unit


def _pieces(written: str) -> Words:
    """The words of a cell as they stand, between its commas."""
    return Words(tuple(p.strip() for p in _PIECES.split(written) if p.strip()))
