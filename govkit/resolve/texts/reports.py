"""The list of findings that grows while a text is read. It words nothing and stops nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from govkit.diagnostics import Diagnostic, Filler, Fix, Label
from govkit.diagnostics.catalogue import severity_of
from govkit.source import Span


@dataclass
class Reports:
    """Findings in the order they were made. A place is reported once per code."""

    found: list[Diagnostic] = field(default_factory=list)
    _seen: set[tuple[str, int, int, int]] = field(default_factory=set)

    def add(
        self,
        code: str,
        span: Span | None,
        /,
        *,
        labels: tuple[Label, ...] = (),
        suggestions: tuple[str, ...] = (),
        fix: Fix | None = None,
        **args: Filler,
    ) -> None:
        """Note one finding; `args` fill the wording of the catalogue."""
        self.take(
            Diagnostic(code, severity_of(code), None, args, labels, suggestions[:3], fix), span
        )

    def take(self, found: Diagnostic, span: Span | None) -> None:
        """Note a finding that somebody else made, at another place."""
        if span is not None:
            key = (found.code, id(span.source), span.start, span.end)
            if key in self._seen:
                return
            self._seen.add(key)
        self.found.append(replace(found, span=span))
