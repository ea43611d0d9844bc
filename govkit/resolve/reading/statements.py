"""The second pass over the statements of a text: what each says, as arguments of the model.

An `Outline` whose names are declared enters, a `Layer` leaves. What a base says is not known here.
"""

from __future__ import annotations

from typing import Any

from govkit.diagnostics import Both, Label
from govkit.model.governance import COLLECTIONS
from govkit.model.statement import Origin
from govkit.resolve.declaring.heads import Outline
from govkit.resolve.declaring.names import components, name_of
from govkit.resolve.reading.blocks import BlockReader, statement_span
from govkit.resolve.reading.clauses import (
    DERIVED,
    NO_ORIGIN,
    own_origin,
    read_clauses,
    section_origin,
)
from govkit.resolve.reading.expressions import condition, is_statement
from govkit.resolve.reading.layer import Layer, Places
from govkit.resolve.reading.lines import figure_line
from govkit.syntax.nodes import Block, Field, Statement
from govkit.vocabulary.kinds import KindRow, kind_words, kinds


def read(outline: Outline) -> Layer:
    """The statements of all files of a text, the district's head first."""
    places: Places = {}
    main, head = outline.main, outline.head
    found = BlockReader(main, places).head(head, kinds()["district"], NO_ORIGIN)
    if not found["name"]:
        main.report("GOV207", head.kind, word=str(head.kind))
    places["district"] = main.span(head.name or head.kind)
    origin = found.get("origin", NO_ORIGIN)
    for part in outline.parts:
        _District(BlockReader(part.context, places), found, origin).read(part.statements)
    found.pop("include", None)  # an included text reads as if it stood in the main one
    return Layer(found, places, main.units)


class _District:
    """The statements of one file, into the arguments of the model."""

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
        if arguments is None:
            return
        path, place = f"figure:{arguments['name']}", statement_span(self.context, line)
        lines = self.found.setdefault("figures", [])
        name = arguments["name"]
        again = path in self.reader.places  # most names stand once, and there may be thousands
        earlier = next((one for one in lines if one["name"] == name), None) if again else None
        if earlier is None:
            self.reader.places[path] = place
            lines.append(arguments)
            return
        source, *told = (_source(one) for one in (*arguments["value"], *earlier["value"]))
        if not source or source in told or "" in told:
            labels = (Label(self.reader.places[path], "earlier"),)
            self.context.report("GOV406", line.word, labels=labels, name=name)
            return
        self.reader.places[f"{path}.value[{len(told)}]"] = place
        earlier["value"].extend(arguments["value"])

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


def _source(claim: dict[str, Any]) -> str:
    """The source that a statement cites; empty where it cites none."""
    origin: Origin = claim.get("origin", NO_ORIGIN)
    return origin.source


def _tiers(process: Block) -> frozenset[str]:
    """The names of the tiers of a process."""
    inner = (s for s in process.body or () if isinstance(s, Block))
    return frozenset(name_of(s) for s in inner if kind_words().get(str(s.kind)) == "tier")


def _is_matter(statement: Statement) -> bool:
    return isinstance(statement, Block) and kind_words().get(str(statement.kind)) == "matter"
