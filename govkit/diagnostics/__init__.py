"""Findings as values: `Diagnostic`, the bilingual catalogue, text, JSON and SARIF renderers."""

from govkit.diagnostics.diagnostic import (
    SEVERITIES,
    Both,
    Diagnostic,
    Filler,
    Fix,
    Label,
    Severity,
)
from govkit.diagnostics.error import GovError

__all__ = ["SEVERITIES", "Both", "Diagnostic", "Filler", "Fix", "GovError", "Label", "Severity"]
