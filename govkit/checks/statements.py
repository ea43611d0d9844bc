"""What a model says, statement by statement: the one place that walks through it.

A model enters; objects, clauses, tiers, steps and clocks leave with the paths that findings use,
and the references and words of a field. What is wrong with any of it is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, timedelta
from typing import Any

from govkit.model.assessment import Assessment
from govkit.model.clock import Clock
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.listing import Item, Listing
from govkit.model.process import Process, Rung
from govkit.model.statement import Attribute, Claim, Entity, Stated
from govkit.values import Chosen, Mapping, Ref, Refs, Word, Words
from govkit.vocabulary.kinds import fields_of

NESTED = {
    "list": (("item", "items"),),
    "assessment": (("item", "items"),),
    "item": (("item", "items"),),
    "process": (("clock", "clocks"), ("tier", "tiers"), ("step", "steps")),
    "tier": (("clock", "clocks"),),
    "step": (("clock", "clocks"),),
    "matter": (("state", "states"),),
    "code": (("segment", "segments"),),
    "workload": (("stream", "streams"), ("station", "stations")),
    "scenario": (
        ("turn", "turns"),
        ("rubric", "rubric"),
        ("seat", "seats"),
        ("inject", "injects"),
        ("ending", "endings"),
    ),
    "turn": (("option", "options"),),
}


def entities(model: Governance) -> Iterator[tuple[str, Entity]]:
    """All objects of a model with their paths, nested ones included."""
    yield "district", model
    for kind, field in COLLECTIONS.items():
        for entity in getattr(model, field):
            path = f"{kind}:{entity.name}"
            yield path, entity
            yield from _inside(kind, path, entity)
    for line in model.figures:
        yield f"figure:{line.name}", line
    for check in model.checks:
        yield f"check:{check.name}", check


def _inside(kind: str, path: str, entity: Entity) -> Iterator[tuple[str, Entity]]:
    """The objects nested in one, however deep; an item goes by its own name."""
    for inner_kind, holder in NESTED.get(kind, ()):
        for inner in getattr(entity, holder):
            at = (
                f"{inner_kind}:{inner.name}"
                if inner_kind == "item"
                else f"{path}/{inner_kind}:{inner.name}"
            )
            yield at, inner
            yield from _inside(inner_kind, at, inner)


def statements(entity: Entity) -> Iterator[tuple[str, Stated[object]]]:
    """All statements of an object under the id of their field (`on`, `on[1]` …)."""
    stated_fields = entity.model_fields_set  # most fields of an object say nothing
    for name, attribute in entity.__dict__.items():
        if name in stated_fields and isinstance(attribute, Attribute) and attribute.root:
            for number, stated in enumerate(attribute.root):
                yield f"{name}[{number}]" if number else name, stated


def adds_up(path: str, field: str) -> bool:
    """Whether several statements of a field add to each other, as the ways on of a tier do."""
    kind = path.rpartition("/")[2].partition(":")[0]
    row = fields_of(kind).get(field) if kind not in ("figure", "check") else None
    return row is not None and row.many


def days_apart(*attributes: Attribute[Any]) -> Iterator[date]:
    """The first day of each period in which the same statements of these fields count."""
    claims = [stated for attribute in attributes for stated in attribute]
    days = {day for stated in claims for day in (stated.since, stated.until) if day is not None}
    yield from sorted({date.min, *days})


def days_of_statements(model: Governance, paths: Set[str]) -> dict[str, tuple[date, ...]]:
    """Days on which statements count that do not count without a day, by their paths: the first
    and the last day of each of their periods.
    """
    found: dict[str, tuple[date, ...]] = {}
    for path, entity in entities(model):
        if path in paths and entity.last is not None:
            found[path] = (entity.last,)
        for name, attribute in entity.__dict__.items():
            if not isinstance(attribute, Attribute):
                continue
            at = {
                number: path if path.startswith("figure:") else numbered(f"{path}.{name}", number)
                for number in range(len(attribute.root))
            }
            lasting = {number for number, _ in attribute.counting()}
            told = {number for number in at if at[number] in paths and number not in lasting}
            if told:
                days = tuple(dict.fromkeys(_around(attribute)))
                held: dict[int, list[date]] = {number: [] for number in told}
                for day, counted in zip(days, attribute.over(days), strict=True):
                    for number in told.intersection(number for number, _ in counted):
                        held[number].append(day)
                found |= {at[number]: tuple(held[number]) for number in told}
    return found


def _around(attribute: Attribute[Any]) -> Iterator[date]:
    """The days on which something changes in a field, and the days before."""
    for day in days_apart(attribute):
        if day > date.min:
            yield day - timedelta(days=1)
            yield day


def claims(model: Governance) -> Iterator[tuple[str, Claim]]:
    """The clauses of everything that is said: of each object, and of each of its statements."""
    for path, entity in entities(model):
        yield path, entity
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated
        for number, given in enumerate(getattr(entity, "given", ())):
            yield f"{path}.given[{number}]", given


def items_in(holder: Listing | Assessment | Item) -> Iterator[Item]:
    """The items of a list or an assessment, each before the items inside it."""
    for item in holder.items:
        yield item
        yield from items_in(item)


def rungs(process: Process) -> Iterator[tuple[str, Rung]]:
    """The tiers and steps of a process with their paths."""
    for tier in process.tiers:
        yield f"process:{process.name}/tier:{tier.name}", tier
    for step in process.steps:
        yield f"process:{process.name}/step:{step.name}", step


def clocks(process: Process) -> Iterator[tuple[str, Clock]]:
    """The clocks of a process, of its tiers and of its steps, with their paths."""
    holders = [(f"process:{process.name}", process.clocks)]
    holders += [(path, rung.clocks) for path, rung in rungs(process)]
    for path, held in holders:
        for clock in held:
            yield f"{path}/clock:{clock.name}", clock


def numbered(path: str, number: int) -> str:
    """The path of the statement of this number in a field that has several."""
    return f"{path}[{number}]" if number else path


def refs_in(attribute: Attribute[Any]) -> tuple[str, ...]:
    """The references of all statements of a field, in the order of the text."""
    found: list[str] = []
    for stated in attribute:
        value = stated.value
        found += [value.ref] if isinstance(value, Ref) else []
        found += value.refs if isinstance(value, Refs) else []
    return tuple(found)


def keys_in(attribute: Attribute[Any]) -> tuple[str, ...]:
    """The words on the left side of all maps of a field: events, grades, `attribute=grade`."""
    maps = [stated.value for stated in attribute if isinstance(stated.value, Mapping)]
    arrows = [arrow for one in maps for arrow in one.entries]
    return tuple(key for arrow in arrows for key in arrow.keys if isinstance(key, str))


def words_in(attribute: Attribute[Any]) -> tuple[str, ...]:
    """The author's words in those statements of a field that hold at all times."""
    lists = [value for value in attribute.values if isinstance(value, Words)]
    return tuple(word for words in lists for word in words.words)


def chosen_in(attribute: Attribute[Any]) -> tuple[str, ...]:
    """The words of a closed set that a field chooses, one or several."""
    found: list[str] = []
    for stated in attribute:
        value = stated.value
        found += value.words if isinstance(value, Chosen) else ()
        found += [value.word] if isinstance(value, Word) else []
    return tuple(found)
