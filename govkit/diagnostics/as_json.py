"""Findings as plain data for programs: what `govkit check --json` prints.

Findings and a tongue enter; dictionaries, lists, strings and numbers leave, always with the same
keys in the same order. Sentences are safe to print; file names, suggestions and fixes are exact.
Nothing here writes to a stream.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govkit.diagnostics.catalogue import word
from govkit.diagnostics.diagnostic import Diagnostic, Fix
from govkit.diagnostics.plain import count
from govkit.source import Span


def to_json(diagnostics: Iterable[Diagnostic], lang: str) -> dict[str, Any]:
    """`{"diagnostics": [...], "summary": {"errors": n, "warnings": n}}`, worded in `lang`.

    Lines and columns count from 1, columns in code points, ends just after the last character.
    A finding without a place has null for file, line and column. `fix` is there only where one
    is known. Raises `KeyError` where the catalogue does not hold a code.
    """
    findings = list(diagnostics)
    errors, warnings = (number for _, number in count(findings))
    return {
        "diagnostics": [_finding(finding, lang) for finding in findings],
        "summary": {"errors": errors, "warnings": warnings},
    }


def _finding(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    worded = word(diagnostic, lang)
    found: dict[str, Any] = {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "title": worded.title,
        "text": worded.text,
        **_place(diagnostic.span),
        "labels": [{"text": text, **_place(span)} for span, text in worded.labels],
        "hint": worded.hint,
        "suggestions": list(diagnostic.suggestions),
    }
    if diagnostic.fix is not None:
        found["fix"] = _fix(diagnostic.fix)
    return found


def _place(span: Span | None) -> dict[str, Any]:
    if span is None:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    return {
        "file": span.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "file": fix.span.source.name,
        "start_line": fix.span.line,
        "start_column": fix.span.column,
        "end_line": fix.span.end_line,
        "end_column": fix.span.end_column,
        "text": fix.text,
    }
