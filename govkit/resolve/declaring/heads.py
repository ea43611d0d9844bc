"""The head of a district, and the statements that belong to it, file by file.

The files of one text enter, the main one first; an `Outline` leaves, or None after a finding where
no district is in them. No name is declared and no statement is read here.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.diagnostics import Label
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.meant import HEADER, find_district
from govkit.resolve.declaring.names import Names, name_of
from govkit.resolve.texts.reports import Reports
from govkit.resolve.texts.text import Tables, Text
from govkit.source import Span
from govkit.syntax.nodes import Block, Document, Statement
from govkit.values.units import standard_units
from govkit.vocabulary.kinds import kind_words

VERSION = "1"


@dataclass
class Part:
    """What one file has of the district: the head, if it is there, and statements."""

    context: Context
    document: Document
    head: Block | None
    statements: list[Statement]


@dataclass
class Outline:
    """One text with its includes: its files, and the head of the district with its context."""

    parts: list[Part]
    main: Context
    head: Block


def outlined(texts: list[Text], names: Names, tables: Tables, reports: Reports) -> Outline | None:
    """One text with its includes, the main file first; None where no district is in it."""
    parts = [
        _part(
            Context(
                text.source, reports, names, standard_units(), folder=text.folder, tables=tables
            ),
            text.document,
        )
        for text in texts
    ]
    if all(part.head is None for part in parts):
        find_district(parts[0].context, parts[0].document.statements)
        parts[0] = _part(parts[0].context, parts[0].document)
    heads = [(part.context, part.head) for part in parts if part.head is not None]
    if not heads:
        if not any(d.severity == "error" for d in reports.found):
            reports.add("GOV209", Span(texts[0].source, 0, 0))
        return None
    main, head = heads[0]
    for context, other in heads[1:]:
        context.report("GOV548", other.kind, labels=(Label(main.span(head.kind), "first"),))
    return Outline(parts, main, head)


def _part(context: Context, document: Document) -> Part:
    """The district's head, if this file has it, and the statements that belong to the district."""
    head: Block | None = None
    found: list[Statement] = []
    for number, statement in enumerate(document.statements):
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
    return Part(context, document, head, found)


def _check_version(context: Context, statement: Block, first: bool) -> None:
    written = name_of(statement) or "？"
    if not first:
        context.report("GOV211", statement)
    elif written != VERSION:
        context.report("GOV212", statement, written=written, version=VERSION)
