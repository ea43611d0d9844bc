"""Findings that have no place in a text: made, raised, and told again from what was kept of them.

A code and its fillers enter; a `Diagnostic`, a `GovError` or a sentence leaves. What was broken is
decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from govkit.diagnostics.catalogue import severity_of, word
from govkit.diagnostics.diagnostic import Both, Diagnostic, Filler
from govkit.diagnostics.error import GovError


def finding(code: str, suggestions: Iterable[str] = (), **args: Filler) -> Diagnostic:
    """One finding without a place."""
    return Diagnostic(code, severity_of(code), None, args, suggestions=tuple(suggestions)[:3])


def refuse(code: str, suggestions: Iterable[str] = (), **args: Filler) -> GovError:
    """The exception that carries one finding."""
    return GovError([finding(code, suggestions, **args)])


def worded(code: str, words: Iterable[tuple[str, str, str]], lang: str) -> str:
    """The sentence of a finding whose fillers are `(name, zh, en)`."""
    args: dict[str, Filler] = {name: Both(zh, en) for name, zh, en in words}
    return word(finding(code, (), **args), lang).text


def fillers(diagnostic: Diagnostic) -> tuple[tuple[str, str, str], ...]:
    """The fillers of a finding as `(name, zh, en)`, so that a breach can keep them."""
    return tuple(
        (name, value, value) if isinstance(value, str) else (name, value.zh, value.en)
        for name, value in diagnostic.args.items()
    )
