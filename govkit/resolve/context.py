"""What every reader of one text shares: the text, the names, the units and the findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from govkit.diagnostics import Filler, Fix, Label
from govkit.resolve.folder import Folder
from govkit.resolve.names import Names
from govkit.resolve.reports import Reports
from govkit.source import SourceFile, Span
from govkit.syntax.nodes import Node, Operand, end_of, start_of
from govkit.tables import Table
from govkit.values.units import Units

_WORDS = re.compile(r"\w+")
# Findings that a name or word is not known: what a statement at fault would have declared is not.
_OF_UNKNOWN_WORDS = frozenset(
    ["GOV202", "GOV215", "GOV301", "GOV302", "GOV314", "GOV320", "GOV321", "GOV329", "GOV401"]
)

Tables = dict[tuple[Path, str, frozenset[str]], Table | None]


@dataclass
class Context:
    """One source file being read into a model. `variables` are bound by `every` and `some`.

    `process` is the one being read, `tiers` its tiers. `owner` is the object whose fields are being
    read (`level:网格`). `folder` is None for a text that comes from no file; `tables` holds the
    tables of the model, by file, sheet and headings.
    """

    source: SourceFile
    names: Names
    units: Units
    reports: Reports
    process: str = ""
    tiers: frozenset[str] = frozenset()
    variables: tuple[str, ...] = ()
    owner: str = ""
    folder: Folder | None = None
    tables: Tables = field(default_factory=dict)
    moves: bool = False  # whether conditions may name moves, as those of a rubric do

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
        """Note a finding about a token or node; `fix` is the text to put in its place."""
        if code in _OF_UNKNOWN_WORDS and self._would_be_known(args):
            return
        span = self.span(at)
        change = Fix(span, fix) if fix is not None else None
        self.reports.add(code, span, labels=labels, suggestions=suggestions, fix=change, **args)

    def _would_be_known(self, args: dict[str, Filler]) -> bool:
        """Whether a statement that could not be read declares this word: that is told already."""
        lost = self.names.lost
        said = [str(args[key]) for key in ("name", "word", "part") if key in args]
        written = str(args.get("written", ""))
        if written and written in lost:  # 一般 is a word, of which 般 is told as the unit
            return True
        said = said or [written]
        return bool(lost) and any(word in lost for text in said for word in _WORDS.findall(text))
