"""Findings about scenarios and saved walks (GOV750 to GOV759), as values and as exceptions.

Codes and fillers enter, `GovError` leaves. A finding names its scenario and turn; where these stand
in a text is for the caller to look up.
"""

from __future__ import annotations

from collections.abc import Iterable

from govkit.diagnostics import Diagnostic, Filler, GovError


def flaw(code: str, suggestions: Iterable[str] = (), **args: Filler) -> Diagnostic:
    """One finding, without a place in a text."""
    return Diagnostic(code, "error", None, args, suggestions=tuple(suggestions)[:3])


def flawed(code: str, suggestions: Iterable[str] = (), lang: str = "", **args: Filler) -> GovError:
    """The exception that carries one finding, worded in `lang`."""
    return GovError([flaw(code, suggestions, **args)], lang)
