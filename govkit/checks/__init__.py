"""Built-in checks: one small function per rule over the finished model.

A model and the places of its statements enter, findings leave. A check knows neither text nor
screen; its page is what `explain` prints.
"""

from __future__ import annotations

from govkit.diagnostics import Diagnostic
from govkit.model.governance import Governance
from govkit.source import Span


def run_checks(model: Governance, places: dict[str, Span]) -> list[Diagnostic]:
    """All findings about a finished model, in no particular order."""
    return []
