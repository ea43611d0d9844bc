"""One text to one `Document`: the fast path, and the careful one when a statement is at fault.

The whole text is parsed at once. Only when that fails is it cut into statements, each of which is
parsed alone; so k mistakes give k findings, and a good text never pays for it.
"""

from __future__ import annotations

from lark.exceptions import UnexpectedInput

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.catalogue import severity_of
from govkit.source import SourceFile, Span
from govkit.syntax.nesting import may_make_up
from govkit.syntax.nodes import Document, Field, Value, brackets_in, depth_of
from govkit.syntax.parser import parser

DEEPEST = 32


def parse(source: SourceFile) -> tuple[Document, list[Diagnostic]]:
    """The statements of a text and what was wrong with it. Never raises for a user's mistake."""
    found: list[Diagnostic] = []
    try:
        tree: object = parser().parse(source.text, start="start")
        assert isinstance(tree, Document)
        document = tree
        if may_make_up(source.text, document):
            again, told = _recovered(source)
            if told:
                document, found = again, told
    except UnexpectedInput:
        document, found = _recovered(source)
    if depth_of(document.statements) > DEEPEST:
        place = Span(source, 0, min(1, len(source.text)))
        found = [
            Diagnostic("GOV131", severity_of("GOV131"), place, {"limit": str(DEEPEST)}),
        ]
        document = Document([])
    return document, found


def _recovered(source: SourceFile) -> tuple[Document, list[Diagnostic]]:
    """The same of a text with mistakes; one without needs nothing of what is loaded here."""
    from govkit.syntax.recovery import recover

    return recover(source)


def parse_value(source: SourceFile) -> Value | None:
    """The value of a text that is one field without clauses (`word: value`); None for any other."""
    try:
        tree: object = parser().parse(source.text, start="field_alone")
    except UnexpectedInput:
        return None
    if not isinstance(tree, Field) or tree.clauses:
        return None
    return tree.value if brackets_in(tree.value.items) <= DEEPEST else None
