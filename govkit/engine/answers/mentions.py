"""Which names of a model a case holds, field by field: places, units, references, ids of timers.

A case enters; each name leaves with its sort and its path in the JSON. Whether the model has them
is judged in `inspection`, what becomes of them under other names in `migration`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govkit.model.frozen import Frozen

# Field → the sort of the names in it. `ref`: `post:书记`; `place`: `tier:社区`; `pair`: two places;
# `stay`: a place and a number; `clock`: a place and the name of a clock; `timer`, `rule`,
# `move`: the id of one.
SORTS: Mapping[str, str] = {
    "Case.matter": "matter",
    "Case.process": "process",
    "Case.mode": "mode",
    "Case.unit": "unit",
    "Case.tier": "level",
    "Case.step": "step",
    "Case.vacant": "ref",
    "Case.returned": "pair",
    "Case.return_asked": "pair",
    "Case.completions": "stay",
    "Case.passes": "place",
    "Case.supervisors": "ref",
    "Case.started": "start",
    "Acted.place": "place",
    "Agreed.place": "place",
    "Agreed.meeting": "meeting",
    "RanOut.timer": "timer",
    "RanOut.part": "ref",
    "RanOut.rules": "rule",
    "Past.met_at": "place",
    "Past.meeting": "meeting",
    "CaseValue.attribute": "attribute",
    "CaseValue.rule": "rule",
    "Graded.attribute": "attribute",
    "Graded.rule": "rule",
    "Bearer.unit": "unit",
    "Bearer.refs": "ref",
    "Bearer.assisting": "ref",
    "Part.ref": "ref",
    "Part.unit": "unit",
    "Asked.ref": "ref",
    "Asked.unit": "unit",
    "Asked.place": "place",
    "Sender.tier": "level",
    "Sender.step": "step",
    "Request.place": "place",
    "Request.timer": "timer",
    "Request.part": "ref",
    "Request.by": "ref",
    "Request.decided_by": "ref",
    "Request.rule": "rule",
    "Suspension.place": "place",
    "Suspension.decided_by": "ref",
    "Suspension.rule": "rule",
    "Timer.id": "timer",
    "Timer.place": "place",
    "Timer.part": "ref",
    "Timer.rule": "rule",
    "Timer.reminded": "timer",
    "Timer.told": "ref",
    "LimitReading.keeps": "calendar",
    "LimitReading.capped_by": "timer",
    "Event.matter": "matter",
    "Event.vacant": "ref",
    "Event.refs": "ref",
    "Event.unit": "unit",
    "Event.move": "move",
    "Event.asked": "move",
    "Event.origin": "place",
    "Event.target": "place",
    "Event.meeting": "meeting",
    "Event.part": "ref",
    "Event.mode": "mode",
    "Event.timer": "timer",
    "Event.told": "ref",
    "Event.rules": "rule",
    "Missed.timer": "timer",
    "Missed.part": "ref",
    "Breach.rule": "rule",
    "Turning.rule": "rule",
    "Turning.tier": "level",
    "Turning.item": "item",
}
# Fields of text that hold no name of a model: words of the language, of the caller, of a source.
PLAIN = frozenset(
    {
        "Case.format", "Case.id", "Case.binding", "Case.library", "Case.zone", "Case.status",
        "Past.happened", "Past.came_to", "Past.reached", "Acted.actor", "Case.joint",
        "Case.dispute", "Case.manner",
        "Part.status", "Asked.asking", "Asked.answer", "Graded.grade", "Sender.status",
        "Sender.joint", "CalledBack.answer", "Request.kind", "Request.subject",
        "Suspension.subject",
        "Incomplete.status", "Timer.kind", "Timer.unread", "Timer.start_rule", "Timer.end_rule",
        "LimitReading.calendar", "LimitReading.holidays", "OtherEnd.why", "Skipped.zh",
        "Timer.strength",
        "Skipped.en", "Late.calendar",
        "Event.kind", "Event.actor", "Event.trigger", "Event.manner",
        "Event.subject", "Event.about", "Event.route", "Event.note", "Event.idempotency_key",
        "Event.attendance",
        "Breach.code", "Breach.words", "Breach.strength", "Turning.first", "Turning.other",
        "Related.id", "Related.matter", "Related.unit", "Related.merged_into",
        "Turning.why", "Origin.kind", "Origin.source", "Origin.place", "Origin.quotation",
        "Origin.remark",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """One name: where in the JSON it stands, of which sort it is, and the name."""

    path: str
    sort: str
    name: str


def mentions(held: Frozen, path: str = "$") -> Iterator[Mention]:
    """All names that a case, or a part of one, holds; empty ones are left out."""
    for at, sort, text in texts(held, path):
        if sort and text:
            yield Mention(at, sort, text)


def texts(held: Frozen, path: str = "$") -> Iterator[tuple[str, str, str]]:
    """Every text of a case by its path, with the sort of its name; no sort where it is none."""
    for field in type(held).model_fields:
        sort = SORTS.get(f"{type(held).__name__}.{field}", "")
        yield from _within(getattr(held, field), f"{path}.{field}", sort)


def _within(value: Any, path: str, sort: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, str):
        yield path, sort, value
    elif isinstance(value, Frozen):
        yield from texts(value, path)
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _within(each, f"{path}[{number}]", sort)


Rename = Callable[[str, str], str]


def renamed(held: Any, rename: Rename, sort: str = "") -> Any:
    """A case, or a part of one, with each of its names as `rename(sort, name)` gives it."""
    if isinstance(held, str):
        return rename(sort, held) if sort and held else held
    if isinstance(held, tuple):
        return tuple(renamed(each, rename, sort) for each in held)
    if not isinstance(held, Frozen):
        return held
    update = {}
    for field in type(held).model_fields:
        before = getattr(held, field)
        after = renamed(before, rename, SORTS.get(f"{type(held).__name__}.{field}", ""))
        if after is not before and after != before:
            update[field] = after
    return held.model_copy(update=update) if update else held
