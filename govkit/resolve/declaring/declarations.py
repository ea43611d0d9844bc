"""The first pass over the statements of a text: every name is entered, so that a name may be used
before it is declared.

An `Outline` enters and leaves: its contexts know all names, and the units that are declared. Kinds
that are misspelt are read as what they were meant to be; no value is read.
"""

from __future__ import annotations

from collections.abc import Iterable

from govkit.diagnostics import Label
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.heads import Outline
from govkit.resolve.declaring.meant import read_kinds, words_of
from govkit.resolve.declaring.names import Declared, components, name_of
from govkit.resolve.tables.catalogues import item_names
from govkit.syntax.nodes import Block, Field, Operand, Statement, Token
from govkit.values.reading import without_blanks
from govkit.values.units import Unit, standard_units
from govkit.vocabulary.kinds import field_words, kind_words_in, kinds
from govkit.vocabulary.words import spellings


def declared(outline: Outline) -> Outline:
    """The outline, with the names and units that its statements declare."""
    names = outline.main.names
    for part in outline.parts:
        names.lost.update(part.document.lost)
        read_kinds(part.context, part.statements)
        _declare(part.context, part.statements)
    own = [Unit(d.name, "own", zh=d.name, en=d.name) for d in names.by_ref.values()
           if d.kind == "unit"]  # fmt: skip
    if own:
        extended = standard_units().extended(own)
        for part in outline.parts:
            part.context.units = extended
    return outline


def _declare(context: Context, statements: Iterable[Statement]) -> None:
    """Enter the names of one file's statements."""
    for statement in statements:
        if not isinstance(statement, Block):
            continue
        kind = kind_words_in("district").get(str(statement.kind))
        if kind is None or kind == "district":
            continue
        if kind in ("figures", "checks"):
            _declare_lines(context, statement, "figure" if kind == "figures" else "check")
            continue
        _declare_block(context, statement, kind, "")
        for inner in statement.body or ():
            words = kind_words_in(kind)
            inner_kind = words.get(str(inner.kind)) if isinstance(inner, Block) else None
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


def _declare_inner(context: Context, block: Block, kind: str, owner: str) -> None:
    """An item or step, and the items inside it."""
    _declare_block(context, block, kind, owner)
    for inner in block.body or ():
        if isinstance(inner, Block) and kind_words_in("item").get(str(inner.kind)) == "item":
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
            declared = Declared(kind, name, context.source, span.start, span.end, line)
            if kind == "figure":  # whether two of one name stand side by side is for their sources
                context.names.declare(declared)
            else:
                _enter(context, declared)


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
