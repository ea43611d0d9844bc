"""Blocks: from a parsed block to the keyword arguments of its model object.

The vocabulary says which kinds and fields may stand where; the field's type reads the value. Each
statement's place is noted under its path (`level:社区.count`), so that findings about the finished
model can point at the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.diagnostics import Both, Label
from govkit.model.governance import held_in
from govkit.model.statement import Origin
from govkit.model.strength import forbids
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.elsewhere import elsewhere, meant
from govkit.resolve.declaring.names import components, name_of
from govkit.resolve.declaring.near import near
from govkit.resolve.declaring.references import reference
from govkit.resolve.reading.amounts import (
    amount_text,
    report_inexact,
    report_misread,
    single,
    unknown,
)
from govkit.resolve.reading.clauses import DERIVED, NO_ORIGIN, is_drawn, own_origin, read_clauses
from govkit.resolve.reading.items import read_items
from govkit.resolve.reading.layer import Places
from govkit.resolve.reading.lines import WORKED_OUT
from govkit.resolve.reading.openings import report_opening
from govkit.resolve.reading.readings import value_of
from govkit.resolve.reading.stories import names_in
from govkit.resolve.reading.values import read_value
from govkit.resolve.tables.rosters import roster_places
from govkit.source import Span
from govkit.syntax.nodes import Block, Counted, Field, Operand, Statement, Token
from govkit.values import Quantity, Unknown, Word
from govkit.values.reading import Misread, read_quantity
from govkit.vocabulary.kinds import FieldRow, KindRow, field_words, kind_words_in, kinds

# Kinds that hold as a whole, or not, in a case; in all others each field has its own condition.
_CONDITIONAL = frozenset(["process", "table", "state", "turn", "option", "inject", "ending"])


class BlockReader:
    """Reads the blocks of one file; `places` grows by the place of each statement."""

    def __init__(self, context: Context, places: Places) -> None:
        self.context = context
        self.places = places
        self.numbers: dict[str, int] = {}

    def read(self, block: Block, row: KindRow, path: str, inherited: Origin) -> dict[str, Any]:
        """The arguments of the object a block describes. `path` is its reference (`level:社区`)."""
        told = self.context.told
        if row.id == "scenario":
            self.context.told = names_in(block)
        found = self.head(block, row, inherited)
        self.places[path] = self.context.span(block.name or block.kind)
        outer, self.context.owner = self.context.owner, path
        self.body(block.body or [], row, path, found)
        self.context.owner, self.context.told = outer, told
        return found

    def head(self, block: Block, row: KindRow, inherited: Origin) -> dict[str, Any]:
        """Name, title and clauses."""
        found = read_clauses(self.context, block.clauses, inherited, kind=row.id)
        if "when" in found and row.id not in _CONDITIONAL:
            clause = next(clause for clause in block.clauses if clause.kind == "when")
            self.context.report("GOV335", clause, kind=Both(row.zh, row.en))
        report_opening(self.context, block, found)
        found["name"] = name_of(block)
        if block.title is not None:
            found["title"] = str(block.title)[1:-1]
        return found

    def body(
        self, statements: list[Statement], row: KindRow, path: str, found: dict[str, Any]
    ) -> None:
        """The statements between the braces, into the arguments of the object."""
        origin = found.get("origin", NO_ORIGIN)
        for statement in self.mended(statements, row):
            if isinstance(statement, Field):
                self._field(statement, row, path, found, origin)
            else:
                self._nested(statement, row, path, found, origin)

    def mended(self, statements: list[Statement], row: KindRow) -> list[Statement]:
        """The statements, with fields behind a head without braces given back to that head.

        `岗位 书记` on one line and its fields below: one brace is missing, and that is told once.
        """
        out: list[Statement] = []
        head: Block | None = None
        for statement in statements:
            if isinstance(statement, Block):
                head = statement if statement.body is None else None
                out.append(statement)
                continue
            words = kind_words_in(row.id)
            kind = words.get(str(head.kind)) if head is not None else None
            word = str(statement.word)
            if head is None or kind is None or word in field_words(row.id):
                out.append(statement)
            elif word in field_words(kind):
                if head.body is None:
                    self.context.report("GOV214", head, head=self.context.text(head))
                    head.body = []
                head.body.append(statement)
            else:
                out.append(statement)
        return out

    # ── fields ──
    def _field(
        self,
        field: Field,
        row: KindRow,
        path: str,
        found: dict[str, Any],
        origin: Origin,
    ) -> None:
        word = str(field.word)
        field_row = field_words(row.id).get(word)
        if field_row is None:
            self._other_field(field, row, path, found, origin)
            return
        if row.id == "list" and field_row.type == "table":
            self._items(field, found, origin)
            return
        stated = self._stated(field, field_row, origin)
        if stated is None:
            return
        statements = found.setdefault(field_row.id, _Statements())
        free = statements.take(stated) or field_row.many
        drawn = is_drawn(field_row) and any("chance" in one for one in (*statements, stated))
        if not free and not drawn:
            labels = (Label(self.places[f"{path}.{field_row.id}"], "earlier"),)
            self.context.report("GOV203", field.word, labels=labels, field=word)
            return
        at = f"{path}.{field_row.id}"
        if statements:
            at = f"{at}[{len(statements)}]"
        self.places[at] = statement_span(self.context, field)
        if field_row.type == "table":
            self.places |= roster_places(self.context, field.value, at, self.context.level)
        statements.append(stated)

    def _items(self, field: Field, found: dict[str, Any], origin: Origin) -> None:
        """`明细：表格("权力.csv")`: the items of a list, one to a row.

        Clauses hold for every item; a doubt or an approval is one about the list.
        """
        claim = read_clauses(self.context, field.clauses, origin)
        for about_all in ("doubts", "approvals"):
            if about_all in claim:
                found[about_all] = (*found.get(about_all, ()), *claim.pop(about_all))
        for item in read_items(self.context, field.value, claim):
            self.places |= item.places
            found.setdefault("items", []).append(item.arguments)

    def _stated(self, field: Field, row: FieldRow, origin: Origin) -> dict[str, Any] | None:
        value = read_value(self.context, row, field.value)
        claim = read_clauses(self.context, field.clauses, origin, row)
        for clause in field.clauses if row.kind == "rule" else ():
            if clause.kind == "when":
                self.context.report("GOV368", clause, written=self.context.text(clause))
        if value is None:
            return None
        if isinstance(value, WORKED_OUT) and not own_origin(field):
            claim["origin"] = DERIVED
        claim["value"] = value
        return claim

    def _other_field(
        self, field: Field, row: KindRow, path: str, found: dict[str, Any], origin: Origin
    ) -> None:
        """A word that is no field of the kind: one of the model's attributes, or a mistake."""
        word = str(field.word)
        name = components(word)[-1] if word else word
        if row.block == "attributed" and self.context.names.find(name, ("attribute",)):
            given = self._given(field, name, origin)
            if given is not None:
                self.places[f"{path}.given[{len(found.get('given', ()))}]"] = self.context.span(
                    field
                )
                found.setdefault("given", []).append(given)
            return
        self.unknown_field(field, row)

    def unknown_field(self, field: Field, row: KindRow) -> None:
        """Report a word the kind does not have, with what was probably meant."""
        word = str(field.word)
        kind = kind_words_in(row.id).get(word)
        if kind is not None and row.id in kinds()[kind].inside:
            self.context.report("GOV204", field.word, word=word)
            return
        known = list(field_words(row.id))
        to_use = meant(word)
        told = elsewhere(word, to_use)
        if row.block == "attributed":
            known += self.context.names.of(("attribute",))
            declared = to_use is not None and "attribute" in to_use.leads  # 大小 is, in many models
            if not near(word, known, 0.6) and (declared or not told.zh):
                self.context.report("GOV215", field.word, word=word, kind=Both(row.zh, row.en))
                return
        lang = "en" if word.isascii() else "zh"
        self.context.report(
            "GOV202",
            field.word,
            suggestions=tuple(to_use.fields(row.id, lang)) if to_use else near(word, known, 0.34),
            word=word,
            kind=Both(row.zh, row.en),
            elsewhere=told,
        )

    def _given(self, field: Field, name: str, origin: Origin) -> dict[str, Any] | None:
        """`大小：小事`, `金额：8万元`."""
        context = self.context
        claim = read_clauses(context, field.clauses, origin)
        item = single(context, field.value)
        if item is None:
            return None
        value = self.given_value(item, name)
        return None if value is None else {**claim, "attribute": name, "value": value}

    def given_value(self, item: Operand, name: str) -> Word | Quantity | Unknown | None:
        """The value of an attribute of the author's own; None after a finding."""
        context = self.context
        written = context.text(item)
        word = value_of(context, name, item) if isinstance(item, Token | Counted) else None
        if word is not None:
            return Word(word)
        if (blank := unknown(context, item)) is not None:
            return blank
        words = list(context.names.words.get(name, ()))
        read = read_quantity(amount_text(context, item), context.units)
        if isinstance(read, Misread):
            if words:
                context.report("GOV321", item, suggestions=near(written, words), written=written)
            else:
                report_misread(context, item, read)
            return None
        if not isinstance(read, Quantity | Unknown):
            report_inexact(context, item)
            return None
        return read

    # ── blocks inside ──
    def _nested(
        self, block: Block, row: KindRow, path: str, found: dict[str, Any], origin: Origin
    ) -> None:
        inner = self.kind_of(block, row.id)
        if inner is None:
            return
        name = name_of(block)
        holder = held_in(row.id).get(inner.id)
        if holder is None:
            self.context.report(
                "GOV206", block.kind, word=str(block.kind), kind=Both(row.zh, row.en)
            )
            return
        if inner.naming in ("declares", "refers") and not name:
            self.context.report("GOV207", block.kind, word=str(block.kind))
            return
        of = ""
        if len(inner.names_of) > 1:
            of = self._head_of(block, inner)
            if not of:
                return
            name = of.partition(":")[2]
        elif inner.naming == "refers" and not self.context.names.find(name, inner.names_of):
            self._unknown_level(block, name, inner)
            return
        if inner.block == "open":
            found.setdefault(holder, []).extend(self._rubric(block, inner, path, origin))
            return
        siblings = found.setdefault(holder, [])
        if inner.id == "turn" and not name:
            name = self._next_number(path)
        at = f"{path}/{inner.id}:{name}" if inner.id != "item" else f"item:{name}"
        earlier = self.places.get(at)
        if earlier is not None and inner.id != "item":
            labels = (Label(earlier, "earlier"),)
            self.context.report("GOV406", block.name or block.kind, labels=labels, name=name)
            return
        siblings.append({**self.read(block, inner, at, origin), "name": name})
        if of:
            siblings[-1]["of"] = of

    def _next_number(self, path: str) -> str:
        """The first number no turn of this scenario has yet."""
        number = self.numbers.get(path, 0) + 1
        while f"{path}/turn:{number}" in self.places:
            number += 1
        self.numbers[path] = number
        return str(number)

    def _rubric(
        self, block: Block, row: KindRow, path: str, origin: Origin
    ) -> Iterator[dict[str, Any]]:
        """The lines of a rubric: points under a name, with the condition they are earned under."""
        context = self.context
        origin = read_clauses(context, block.clauses, origin).get("origin", NO_ORIGIN)
        for line in block.body or ():
            if not isinstance(line, Field):
                context.report("GOV213", line, kind=Both(row.zh, row.en))
                continue
            name = components(str(line.word))[-1]
            at = f"{path}/rubric:{name}"
            earlier = self.places.get(at)
            if earlier is not None:
                context.report("GOV406", line.word, labels=(Label(earlier, "earlier"),), name=name)
                continue
            stated = self._stated(line, POINTS, origin)
            self.places[at] = self.places[f"{at}.points"] = statement_span(context, line)
            if stated is not None:
                yield {"name": name, "points": [stated]}

    def _head_of(self, block: Block, inner: KindRow) -> str:
        """What a head names that may be of several kinds; empty after a finding.

        The last of these kinds counts only where nothing else has the name: a step is often called
        as the body that acts in it.
        """
        assert block.name is not None
        *others, last = inner.names_of
        name = components(block.name)
        if len(name) == 1:
            found = self.context.names.find(name[0], tuple(others))
            steps = self.context.names.find(name[0], (last,))
            if not found and steps:
                return steps[0].ref
            if found:
                return reference(self.context, block.name, tuple(others)) or ""
        return reference(self.context, block.name, inner.names_of) or ""

    def _unknown_level(self, block: Block, name: str, inner: KindRow) -> None:
        names = near(name, self.context.names.of(inner.names_of))
        level = kinds()[inner.names_of[0]]
        self.context.report(
            "GOV401", block.name or block.kind, suggestions=names, name=name,
            wanted=Both(level.zh, level.en),
        )  # fmt: skip

    def kind_of(self, block: Block, inside: str) -> KindRow | None:
        """The row of a block's kind word, where that kind may stand here; None after a finding.

        A word that is no kind has been reported before any block was read.
        """
        word = str(block.kind)
        kind = kind_words_in(inside).get(word)
        if kind is None:
            return None
        row = kinds()[kind]
        if inside not in row.inside:
            outer = [kinds()[k] for k in row.inside]
            self.context.report(
                "GOV205", block.kind, word=word,
                kind=Both(kinds()[inside].zh, kinds()[inside].en),
                where=Both(
                    "、".join(r.zh for r in outer) or "文件最外层",
                    ", ".join(r.en for r in outer) or "the top of a file",
                ),
            )  # fmt: skip
            return None
        return row


def statement_span(context: Context, field: Field) -> Span:
    """The place of a statement: its word and its value, without the clauses behind it."""
    return Span(context.source, field.start, field.value.end)


class _Statements(list[dict[str, Any]]):
    """The statements of one field, and the cases they speak of with the sources that say so."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: dict[tuple[Any, ...], set[str]] = {}

    def take(self, stated: dict[str, Any]) -> bool:
        """Whether no statement so far holds for the same dates and condition.

        What two documents say differently stays side by side: such statements are two. So is what
        is so and what must not be so.
        """
        if forbids(stated.get("strength")):
            return True
        source = stated.get("origin", NO_ORIGIN).source
        told = self.cases.setdefault(tuple(map(stated.get, ("since", "until", "when"))), set())
        free = not told if not source else told.isdisjoint(("", source))
        told.add(source)
        return free


POINTS = FieldRow("rubric", "points", "", "", (), "quantity", "", False, "", "")
