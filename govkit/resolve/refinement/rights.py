"""Whether a text leaves people less than its base: a right, or what the base says may be done.

Two statements of one field enter, an answer leaves. What binds in the base is judged in `binding`;
here are only rights that the base gives without binding, which a text may narrow where a law lets
it.
"""

from __future__ import annotations

from dataclasses import replace

from govkit.resolve.refinement.binding import (
    BINDING,
    Comparison,
    Listed,
    across_readings,
    names_on,
)
from govkit.resolve.refinement.said import Said
from govkit.values import Share, Word
from govkit.vocabulary.bounds import Bounding, bounds
from govkit.vocabulary.rights import rights
from govkit.vocabulary.words import word_set

_BOUND: dict[str, Bounding] = {"less": "least", "more": "most"}


def gives_a_right(field: str) -> bool:
    """Whether the field (`process.objection_within`) says what people may do or get."""
    return field in rights()


def narrows(comparison: Comparison, was: Said, now: Said) -> bool:
    """Whether the text's own statement leaves less of what the base gives without binding."""
    if not now.own or was.strength in (*BINDING, "in_principle"):
        return False
    if now.strength == "must_not":
        return was.strength == "may" and _forbidden(was.value, now.value)
    direction = rights().get(comparison.field)
    if direction is None:
        return was.strength == "may" and _left_out(was.value, now.value)
    if direction == "earlier":
        return _earlier(was.value, now.value)
    if direction == "join":
        return _more_join(was.value, now.value)
    bound = bounds().get(comparison.field)
    kept = comparison if bound == "exempts" else replace(comparison, bound=_BOUND[direction])
    return across_readings(kept, was.readings, now.readings) == "looser"


def _forbidden(was: object, now: object) -> bool:
    """Whether something that may be done is what is forbidden now."""
    if isinstance(was, Listed) and isinstance(now, Listed):
        return not set(names_on(was)).isdisjoint(names_on(now))
    return was == now


def _left_out(was: object, now: object) -> bool:
    """Whether a list of what may be done names less than before."""
    return (
        isinstance(was, Listed)
        and isinstance(now, Listed)
        and not set(names_on(was)) <= set(names_on(now))
    )


def _more_join(was: object, now: object) -> bool:
    """Whether a larger part of the same whole has to join in."""
    return (
        isinstance(was, Share)
        and isinstance(now, Share)
        and was.base == now.base
        and now.number > was.number
    )


def _earlier(was: object, now: object) -> bool:
    """Whether a right ends at a stage before the one it ended at."""
    stages = [*word_set("before")]
    return (
        isinstance(was, Word)
        and isinstance(now, Word)
        and stages.index(now.word) < stages.index(was.word)
    )
