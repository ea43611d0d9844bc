"""The whole district: two passes over the statements of all its files, then one frozen model.

First every name is declared, then every statement is read; so a name may be used before it is
declared. What leaves is a `Resolved`: the model (None where a finding stands in its way), and the
places of its statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govkit.diagnostics import Both, Label
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.making import made
from govkit.model.statement import Origin
from govkit.resolve.blocks import BlockReader, Places, name_of, statement_span
from govkit.resolve.catalogues import item_names
from govkit.resolve.clauses import DERIVED, NO_ORIGIN, own_origin, read_clauses, section_origin
from govkit.resolve.context import Context, Tables
from govkit.resolve.expressions import condition, is_statement
from govkit.resolve.folder import Folder
from govkit.resolve.layer import Layer
from govkit.resolve.lines import figure_line
from govkit.resolve.meant import HEADER, find_district, read_kinds, words_of
from govkit.resolve.names import Declared, Names, components
from govkit.resolve.reports import Reports
from govkit.resolve.strengths import strengthened
from govkit.source import SourceFile, Span
from govkit.syntax.nodes import Block, Document, Field, Operand, Statement, Token
from govkit.values.reading import without_blanks
from govkit.values.units import Unit, standard_units
from govkit.vocabulary.kinds import KindRow, field_words, kind_words, kinds
from govkit.vocabulary.words import spellings

VERSION = "1"


@dataclass(frozen=True)
class Text:
    """One parsed file.

    `layer`: 0 for the text asked for, 1 for its base, 2 for the base's base. `whole`: whether the
    base it names could be read; without it every name of the base would be missed.
    """

    source: SourceFile
    document: Document
    layer: int = 0
    whole: bool = True
    folder: Folder | None = None


@dataclass
class Resolved:
    """What became of a text: the model, or None; and where its statements stand, by path.

    `tables`: the table files that were read.
    """

    model: Governance | None
    places: Places = field(default_factory=dict)
    tables: tuple[Path, ...] = ()


def resolve(texts: list[Text], reports: Reports) -> Resolved:
    """Read parsed texts into one model, the deepest base first. Findings go into `reports`."""
    if not all(text.whole for text in texts):
        return Resolved(None)
    names: Names | None = None
    tables: Tables = {}
    merged: Layer | None = None
    for number in sorted({text.layer for text in texts}, reverse=True):
        names = Names() if names is None else Names.over(names)
        own = _layer([text for text in texts if text.layer == number], names, tables, reports)
        if own is None:
            return Resolved(None)
        if merged is None:
            merged = own
        else:  # most texts build upon none
            from govkit.resolve.refinement import refined

            merged = refined(merged, own, reports)
    if merged is None or any(d.severity == "error" for d in reports.found):
        return Resolved(None, merged.places if merged is not None else {}, _files(tables))
    model = strengthened(made(Governance, merged.found))
    return Resolved(model, merged.places, _files(tables))


def _files(tables: Tables) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for path, *_ in tables))


def _layer(texts: list[Text], names: Names, tables: Tables, reports: Reports) -> Layer | None:
    """One text with its includes, the main file first; None where no district is in it."""
    context_of = [
        Context(text.source, names, standard_units(), reports, folder=text.folder, tables=tables)
        for text in texts
    ]
    parts = [_statements(context, text) for context, text in zip(context_of, texts, strict=True)]
    heads = [(c, h) for c, (h, _) in zip(context_of, parts, strict=True) if h is not None]
    if not heads and texts:
        find_district(context_of[0], texts[0].document.statements)
        parts[0] = _statements(context_of[0], texts[0])
        heads = [(context_of[0], parts[0][0])] if parts[0][0] is not None else []
    if not heads:
        if texts and not any(d.severity == "error" for d in reports.found):
            reports.add("GOV209", Span(texts[0].source, 0, 0))
        return None
    main, head = heads[0]
    for context, other in heads[1:]:
        context.report("GOV548", other.kind, labels=(Label(main.span(head.kind), "first"),))
    for text, context, (_, statements) in zip(texts, context_of, parts, strict=True):
        names.lost.update(text.document.lost)
        read_kinds(context, statements)
        _declare(context, statements)
    own = [Unit(d.name, "own", zh=d.name, en=d.name) for d in names.by_ref.values()
           if d.kind == "unit"]  # fmt: skip
    if own:
        extended = standard_units().extended(own)
        for context in context_of:
            context.units = extended
    return _read(context_of, [statements for _, statements in parts], main, head)


def _read(
    contexts: list[Context], parts: list[list[Statement]], main: Context, head: Block
) -> Layer:
    places: Places = {}
    found = BlockReader(main, places).head(head, kinds()["district"], NO_ORIGIN)
    if not found["name"]:
        main.report("GOV207", head.kind, word=str(head.kind))
    places["district"] = main.span(head.name or head.kind)
    origin = found.get("origin", NO_ORIGIN)
    for context, statements in zip(contexts, parts, strict=True):
        _District(BlockReader(context, places), found, origin).read(statements)
    found.pop("include", None)  # an included text reads as if it stood in the main one
    return Layer(found, places, main.units)


def _statements(context: Context, text: Text) -> tuple[Block | None, list[Statement]]:
    """The district's head, if this file has it, and the statements that belong to the district."""
    head: Block | None = None
    found: list[Statement] = []
    for number, statement in enumerate(text.document.statements):
        if isinstance(statement, Block) and str(statement.kind) == HEADER:
            _check_version(context, statement, first=number == 0)
        elif isinstance(statement, Block) and kind_words().get(str(statement.kind)) == "district":
            if head is not None:
                labels = (Label(context.span(head), "earlier"),)
                context.report("GOV210", statement.kind, labels=labels)
                continue
            head = statement
            found += statement.body or []
        else:
            found.append(statement)
    return head, found


def _check_version(context: Context, statement: Block, first: bool) -> None:
    written = name_of(statement) or "？"
    if not first:
        context.report("GOV211", statement)
    elif written != VERSION:
        context.report("GOV212", statement, written=written, version=VERSION)


def _declare(context: Context, statements: Iterable[Statement]) -> None:
    """Enter the names of one file's statements."""
    for statement in statements:
        if not isinstance(statement, Block):
            continue
        kind = kind_words().get(str(statement.kind))
        if kind is None or kind == "district":
            continue
        if kind in ("figures", "checks"):
            _declare_lines(context, statement, "figure" if kind == "figures" else "check")
            continue
        _declare_block(context, statement, kind, "")
        for inner in statement.body or ():
            inner_kind = kind_words().get(str(inner.kind)) if isinstance(inner, Block) else None
            if inner_kind == "matter" and isinstance(inner, Block):
                _declare(context, [inner])
            elif inner_kind in ("item", "step") and isinstance(inner, Block):
                _declare_inner(context, inner, inner_kind, name_of(statement))
            elif kind == "attribute" and isinstance(inner, Field):
                _declare_values(context, statement, inner)
            elif kind == "level" and isinstance(inner, Field):
                _note_units(context, statement, inner)
            elif kind == "list" and isinstance(inner, Field):
                _declare_rows(context, statement, inner)


def _tiers(process: Block) -> frozenset[str]:
    """The names of the tiers of a process."""
    inner = (s for s in process.body or () if isinstance(s, Block))
    return frozenset(name_of(s) for s in inner if kind_words().get(str(s.kind)) == "tier")


def _declare_inner(context: Context, block: Block, kind: str, owner: str) -> None:
    """An item or step, and the items inside it."""
    _declare_block(context, block, kind, owner)
    for inner in block.body or ():
        if isinstance(inner, Block) and kind_words().get(str(inner.kind)) == "item":
            _declare_inner(context, inner, "item", name_of(block))


def _declare_rows(context: Context, block: Block, field: Field) -> None:
    """The items of a list that stand in a table, one to a row."""
    row = field_words("list").get(str(field.word))
    if row is None or row.id != "table":
        return
    for name, place in item_names(context, field.value):
        owner = name_of(block)
        _enter(context, Declared("item", name, place.source, place.start, place.end, field, owner))


def _declare_block(context: Context, block: Block, kind: str, owner: str) -> None:
    name = name_of(block)
    row = kinds()[kind]
    named = row.naming == "declares" or (row.naming == "optional" and "district" in row.inside)
    if not name or not named:
        return
    place = block.name
    if place is not None and place.type == "NUMBER":
        context.report("GOV409", place, name=str(place), fix=f"「{place}」")
        return
    if place is not None and len(components(place)) > 1:
        context.report("GOV408", place, name=str(place), fix=f"「{place}」")
        return
    at = place if place is not None else block.kind
    if kind == "event" and name in spellings("trigger+event+decision"):
        context.report("GOV366", at, name=name)
        return
    span = context.span(at)
    _enter(context, Declared(kind, name, context.source, span.start, span.end, block, owner))


def _declare_lines(context: Context, block: Block, kind: str) -> None:
    for line in block.body or ():
        if isinstance(line, Field):
            name, span = components(line.word)[-1], context.span(line.word)
            _enter(context, Declared(kind, name, context.source, span.start, span.end, line))


def _enter(context: Context, declared: Declared) -> None:
    earlier = context.names.declare(declared)
    if earlier is not None:
        labels = (Label(earlier.span, "earlier"),)
        context.reports.add("GOV406", declared.span, labels=labels, name=declared.name)


def _declare_values(context: Context, block: Block, field: Field) -> None:
    row = field_words("attribute").get(str(field.word))
    if row is None:  # misspelt; perhaps it is the field that has the grades
        context.names.lost.update(words_of(field))
    if row is None or row.id != "values":
        return
    context.names.grade(name_of(block), [_spelt(context, item) for item in field.value.items])


def _spelt(context: Context, item: Operand) -> str:
    """A value of an attribute as lists of words read it: `小事`, `1级`, `“很 急”`."""
    if isinstance(item, Token) and item.type == "STRING":
        return str(item)[1:-1]
    if isinstance(item, Token) and item.type == "NAME":
        return "·".join(components(item))
    return without_blanks(context.text(item))


def _note_units(context: Context, block: Block, field: Field) -> None:
    """Remember the units a level lists, so that a message can tell them from names, and the level
    above it, whose name a column of a table may bear."""
    row = field_words("level").get(str(field.word))
    if row is not None and row.id == "parent":
        written = context.text(field.value.items[0])
        context.names.parents[name_of(block)] = (components(written) or (written,))[-1]
    if row is not None and row.id == "names":
        for item in field.value.items:
            if isinstance(item, Token) and item.type == "NAME":
                context.names.units.setdefault(components(item)[-1], name_of(block))


class _District:
    """The second pass over the statements of one file, into the arguments of the model."""

    def __init__(self, reader: BlockReader, found: dict[str, Any], origin: Origin) -> None:
        self.reader = reader
        self.context = reader.context
        self.found = found
        self.origin = origin
        self.row = kinds()["district"]

    def read(self, statements: list[Statement]) -> None:
        fields: list[Statement] = []
        for statement in self.reader.mended(statements, self.row):
            if isinstance(statement, Field):
                fields.append(statement)
            else:
                self._block(statement)
        self.reader.body(fields, self.row, "district", self.found)

    def _block(self, block: Block) -> None:
        row = self.reader.kind_of(block, "district")
        if row is None:
            return
        if row.id in ("figures", "checks"):
            self._lines(block, row)
            return
        name = name_of(block)
        if not name and row.naming == "declares":
            self.context.report("GOV207", block.kind, word=str(block.kind))
            return
        self.context.process = name if row.id == "process" else ""
        self.context.tiers = _tiers(block) if row.id == "process" else frozenset()
        self._object(block, row, f"{row.id}:{name}", self.origin)

    def _object(self, block: Block, row: KindRow, path: str, origin: Origin) -> None:
        if row.id == "matter":
            self._matter(block, row, path, origin, "")
            return
        arguments = self.reader.read(block, row, path, origin)
        self.found.setdefault(COLLECTIONS[row.id], []).append(arguments)

    def _matter(self, block: Block, row: KindRow, path: str, origin: Origin, parent: str) -> None:
        """A matter and the matters inside it, which inherit what they do not state."""
        inner = [s for s in block.body or () if _is_matter(s)]
        flat = Block(
            block.kind, block.name, block.title, block.clauses,
            [s for s in block.body or () if not _is_matter(s)], block.end,
        )  # fmt: skip
        arguments = self.reader.read(flat, row, path, origin)
        if parent:
            arguments["parent"] = parent
        self.found.setdefault("matters", []).append(arguments)
        for statement in inner:
            assert isinstance(statement, Block)
            name = name_of(statement)
            own = arguments.get("origin", origin)
            self._matter(statement, row, f"matter:{name}", own, arguments["name"])

    def _lines(self, block: Block, row: KindRow) -> None:
        """`数据 { 名称：数值 }` and `核对 { 名称：算式 }`."""
        origin = section_origin(self.context, block.clauses, self.origin)
        for line in block.body or ():
            if not isinstance(line, Field):
                self.context.report("GOV213", line, kind=Both(row.zh, row.en))
                continue
            if row.id == "figures":
                self._figure(line, origin)
            else:
                self._check(line, origin)

    def _figure(self, line: Field, origin: Origin) -> None:
        arguments = figure_line(self.context, line, origin)
        if arguments is not None:
            self.reader.places[f"figure:{arguments['name']}"] = statement_span(self.context, line)
            self.found.setdefault("figures", []).append(arguments)

    def _check(self, line: Field, origin: Origin) -> None:
        holds = condition(self.context, line.value)
        claim = read_clauses(self.context, line.clauses, origin)
        if holds is None:
            return
        if not is_statement(holds):
            self.context.report("GOV328", line.value, written=self.context.text(line.value))
            return
        for clause in line.clauses if "when" in claim else ():
            if clause.kind == "when":
                self.context.report("GOV368", clause, written=self.context.text(clause))
        name = components(line.word)[-1]
        if not own_origin(line):
            claim["origin"] = DERIVED
        self.reader.places[f"check:{name}"] = statement_span(self.context, line)
        self.found.setdefault("checks", []).append({**claim, "name": name, "holds": holds})


def _is_matter(statement: Statement) -> bool:
    return isinstance(statement, Block) and kind_words().get(str(statement.kind)) == "matter"
