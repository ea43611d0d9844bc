"""What the strength of a statement makes of it: the one place where this is decided.

A strength enters; whether the statement says that something is so, whether it can be breached, and
what is left of a positive statement beside a prohibition leave. Who asks it is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, Protocol, TypeVar

from govkit.values import LedWords, Mapping, Refs, Words

Strength = Literal["must", "should", "in_principle", "encouraged", "may", "must_not"]


class Says(Protocol):
    """A statement, as far as its strength is concerned: what it says."""

    @property
    def value(self) -> Any:
        """What is stated."""

    def model_copy(self, *, update: dict[str, Any]) -> Any:
        """The same with other fields."""


S = TypeVar("S", bound=Says)

# Norms that nobody breaches: they recommend or allow.
OPEN: frozenset[str] = frozenset({"encouraged", "may"})


def forbids(strength: str | None) -> bool:
    """Whether what the statement names must not be so; it then never counts as being so."""
    return strength == "must_not"


def is_open(strength: str | None) -> bool:
    """Whether the statement can never be breached."""
    return strength in OPEN


def departs(strength: str | None) -> bool:
    """Whether the statement may be left for a stated reason, which is no breach."""
    return strength == "in_principle"


def left_beside(stated: S, prohibitions: Iterable[Says]) -> S | None:
    """What a positive statement still says beside prohibitions; None where nothing is left.

    A prohibition takes away what it names, and nothing else.
    """
    value: Any = stated.value
    for prohibition in prohibitions:
        value = _without(value, prohibition.value)
        if value is None:
            return None
    return stated if value is stated.value else stated.model_copy(update={"value": value})


def common(value: object, other: object) -> tuple[str, ...]:
    """What two values both name."""
    names = set(_names(other))
    return tuple(name for name in _names(value) if name in names)


def _without(value: Any, taken: Any) -> Any:
    """The value less what another names; None where nothing is left."""
    gone = set(common(value, taken))
    if not gone:
        return value
    if isinstance(value, Refs):
        left = tuple(ref for ref in value.refs if ref not in gone)
        return replace(value, refs=left, total=None) if left else None
    if isinstance(value, Words):
        kept = [at for at, word in enumerate(value.words) if word not in gone]
        words = tuple(value.words[at] for at in kept)
        if not words:
            return None
        if isinstance(value, LedWords):
            ends = tuple(value.ends[at] for at in kept)
            return replace(value, words=words, total=None, ends=ends)
        return replace(value, words=words, total=None)
    if isinstance(value, Mapping):
        single = [replace(entry, keys=(key,)) for entry in value.entries for key in entry.keys]
        entries = tuple(one for one in single if not gone & set(_names(Mapping((one,)))))
        return replace(value, entries=entries) if entries else None
    return None


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, Refs):
        return value.refs
    if isinstance(value, Words):
        return value.words
    if isinstance(value, Mapping):
        return tuple(
            f"{key}→{end}" for entry in value.entries for key in entry.keys for end in entry.to
        )
    return (str(getattr(value, "ref", getattr(value, "word", getattr(value, "refs", value)))),)
