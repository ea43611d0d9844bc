"""One file of a model: its statements as they were parsed, and the page that findings are noted on.

A source and the nodes read from it enter; their characters, their places and findings about them
leave. What a name or a word means is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from govkit.diagnostics import Filler, Fix, Label
from govkit.resolve.texts.folder import Folder
from govkit.resolve.texts.reports import Reports
from govkit.source import SourceFile, Span
from govkit.syntax.nodes import Document, Node, Operand, end_of, start_of
from govkit.tables import TableFile

Tables = dict[tuple[Path, str, frozenset[str]], TableFile]


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
class Page:
    """One source file being read.

    `folder` is None for a text that comes from no file; `tables` holds the tables of the model, by
    file, sheet and headings.
    """

    source: SourceFile
    reports: Reports
    folder: Folder | None = field(default=None, kw_only=True)
    tables: Tables = field(default_factory=dict, kw_only=True)

    def text(self, part: Operand | Node) -> str:
        """The characters a token or node was read from."""
        return self.source.text[start_of(part) : end_of(part)]  # type: ignore[arg-type]

    def span(self, part: Operand | Node) -> Span:
        """The place of a token or node."""
        return Span(self.source, start_of(part), end_of(part))  # type: ignore[arg-type]

    def report(
        self,
        code: str,
        at: Operand | Node,
        /,
        *,
        labels: tuple[Label, ...] = (),
        suggestions: tuple[str, ...] = (),
        fix: str | None = None,
        **args: Filler,
    ) -> None:
        """Note a finding about a token or node, unless it follows from one told already.

        `fix` is the text to put in its place.
        """
        if self.follows(code, args):
            return
        span = self.span(at)
        change = Fix(span, fix) if fix is not None else None
        self.reports.add(code, span, labels=labels, suggestions=suggestions, fix=change, **args)

    def follows(self, code: str, args: Mapping[str, Filler]) -> bool:
        """Whether a finding follows from one told already; a page by itself knows of none."""
        return False
