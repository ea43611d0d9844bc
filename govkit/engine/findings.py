"""From a rule that is broken to a finding GOV7xx, and from a recorded breach back to its sentence.

Codes and their fillers enter, `GovError` values or sentences leave. Which rule is broken is decided
elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast

from govkit.diagnostics import Both, Diagnostic, Filler, GovError
from govkit.diagnostics.catalogue import severity_of, word

Act = TypeVar("Act", bound=Callable[..., Any])


def in_its_tongue(act: Act) -> Act:
    """A method whose refusals speak the tongue of its object, unless a tongue was chosen before."""

    @wraps(act)
    def acted(self: Any, /, *given: Any, **named: Any) -> Any:
        try:
            return act(self, *given, **named)
        except GovError as error:
            error.spoken(self.lang)
            raise

    return cast(Act, acted)


def finding(code: str, suggestions: Iterable[str] = (), **args: Filler) -> Diagnostic:
    """One finding of the engine; a case has no place in a text."""
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
