"""Whether a meeting was valid: attendance against quorum, votes against majority.

A meeting and the figures given enter; broken rules leave. Figures that are not given, or whose base
is not known, are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from govkit.diagnostics import Filler
from govkit.engine.conditions import compare
from govkit.engine.refusal import Refusal
from govkit.engine.refusals import finding, refuse
from govkit.engine.sentences import shown
from govkit.model.meeting import Meeting
from govkit.model.statement import Attribute
from govkit.values import Bound, Quantity, Share

NAMES = {"present": "present", "due": "due", "for": "for", "for_": "for", "in_favour": "for"}


def read_attendance(given: Mapping[str, Any]) -> tuple[dict[str, int], dict[str, Any]]:
    """Attendance figures, and what is left of the given values. Raises `GovError` (GOV706)."""
    figures: dict[str, int] = {}
    rest: dict[str, Any] = {}
    for name, value in given.items():
        if name not in NAMES:
            rest[name] = value
            continue
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise refuse("GOV706", attribute=name, written=str(value))
        figures[NAMES[name]] = value
    return figures, rest


def invalid(meeting: Meeting, outcome: str, figures: Mapping[str, int]) -> Iterator[Refusal]:
    """The rules of a meeting that an outcome breaks."""
    present = figures.get("present")
    if present is not None:
        yield from _short(meeting, meeting.quorum, "quorum", "GOV722", present, figures)
    votes = figures.get("for")
    if votes is not None and outcome == "agreed":
        yield from _short(meeting, meeting.majority, "majority", "GOV723", votes, figures)


def _short(
    meeting: Meeting,
    attribute: Attribute[Any],
    field: str,
    code: str,
    count: int,
    figures: Mapping[str, int],
) -> Iterator[Refusal]:
    stated = attribute.at()
    if stated is None:
        return
    needed = _needed(stated.value, field, figures)
    if needed is None or compare(needed[0], Fraction(count), needed[1]):
        return
    missing = max(1, ceil(needed[1]) - count)
    words: dict[str, Filler] = {
        "meeting": meeting.name,
        "rule": shown(stated.value),
        "count": str(count),
        "missing": str(missing),
    }
    yield Refusal(
        finding(code, (), **words),
        f"meeting:{meeting.name}.{field}",
        stated.origin,
        Quantity(Fraction(missing), "person"),
    )


def _needed(value: Any, field: str, figures: Mapping[str, int]) -> tuple[str, Fraction] | None:
    """The comparison and the number needed; None where its base was not given."""
    if isinstance(value, Share):
        of_due = "应" in value.base or "due" in value.base or field == "quorum"
        base = figures.get("due" if of_due else "present")
        comparison = "≥" if value.comparison in ("=", "≈") else value.comparison
        return None if base is None else (comparison, value.number * base)
    if isinstance(value, Bound):
        return value.comparison, value.quantity.number
    if isinstance(value, Quantity):
        return "≥", value.number
    return None
