"""What belongs to one process: the matters that go by it, the powers they need, and all it names.

A model and one of its processes enter; objects of the model leave, each once, in the order of the
text. No case is known here: what holds under any condition is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.engine.plan.intake import process_in
from govkit.engine.plan.versions import refs_of as named_by
from govkit.model.binding import kind_of
from govkit.model.governance import Governance
from govkit.model.listing import Item, Listing
from govkit.model.matter import Matter
from govkit.model.mode import Mode
from govkit.model.process import Process
from govkit.model.references import refs_of
from govkit.model.statement import Attribute, Claim, Entity
from govkit.model.timekeeping import chosen_anywhere
from govkit.vocabulary.kinds import binds

# What a process may lean on by naming it, in the order of the page.
NAMED = ("meeting", "attribute", "table", "figure", "event", "calendar", "level", "body", "post",
         "team")  # fmt: skip
# Fields of a mode that say which cases it concerns, not what becomes of them.
_CONCERN = frozenset({"process", "suspends", "matters", "decided_by"})


@dataclass(frozen=True)
class Related:
    """The objects beside a process itself; `named` are all others, by kind."""

    matters: tuple[Matter, ...]
    powers: tuple[tuple[Listing, Item], ...]
    modes: tuple[Mode, ...]
    named: tuple[tuple[str, Entity], ...]


def related(model: Governance, process: Process) -> Related:
    """What belongs to a process."""
    going = [one for one in model.matters if _goes_by(model, one, process)]
    names = {name for one in going for name in model.lineage(one.name)}  # what one takes from
    matters = tuple(one for one in model.matters if one.name in names)
    powers = tuple(_powers(model, {ref for one in matters for ref in _asked(one)}))
    around: list[Claim] = [process, *matters, *(one for pair in powers for one in pair)]
    modes = tuple(mode for mode in model.modes if _touches(mode, process, around))
    return Related(matters, powers, modes, tuple(_named(model, [*around, *modes])))


def _goes_by(model: Governance, matter: Matter, process: Process) -> bool:
    """Whether cases of a matter may go by a process, in ordinary times or under a mode."""
    around = {f"matter:{name}" for name in model.lineage(matter.name)}
    if around & set(named_by(process.applies_to)) and not around & set(named_by(process.excludes)):
        return True
    return any(process_in(model, matter.name, mode) == process.name for mode in model.modes)


def _powers(model: Governance, asked: set[str]) -> Iterator[tuple[Listing, Item]]:
    for listing in model.lists:
        if any(getattr(stated.value, "word", "") == "power" for stated in listing.type):
            yield from ((listing, item) for item in listing.items if f"item:{item.name}" in asked)


def _touches(mode: Mode, process: Process, around: list[Claim]) -> bool:
    """Whether a mode changes cases of a process: it names it, a condition asks for it, or it
    says something that holds for every case."""
    if f"process:{process.name}" in {*named_by(mode.process), *named_by(mode.suspends)}:
        return True
    if any(f"mode:{mode.name}" in _asked(claim) for claim in around):
        return True
    return any(
        bool(value) for field, value in mode
        if isinstance(value, Attribute) and field not in _CONCERN and binds("mode", field)
    )  # fmt: skip


def _asked(claim: Claim) -> set[str]:
    """What an object and all inside it name in fields that act in a case, and in conditions."""
    kind, found = kind_of(type(claim)), set(refs_of(claim.when))
    for field, value in claim:
        if isinstance(value, Attribute):
            acts = binds(kind, field) or kind == "figures"
            found |= set(refs_of(value)) if acts else set()
        elif isinstance(value, tuple):
            for inner in value:
                found |= _asked(inner) if isinstance(inner, Claim) else set()
        elif field == "attribute":  # a value given to an attribute
            found.add(f"attribute:{value}")
    return found


def _named(model: Governance, around: list[Claim]) -> Iterator[tuple[str, Entity]]:
    """Everything that these name, and what that names in its turn."""
    amounts = {f"attribute:{one.name}" for one in model.attributes if one.unit}
    waiting = {ref for claim in around for ref in _asked(claim)}
    waiting |= amounts if any(isinstance(one, Item) and one.limit for one in around) else set()
    chosen = chosen_anywhere(model)  # one that nothing chooses is kept by itself
    waiting |= {f"calendar:{one.name}" for one in model.calendars if one.name not in chosen}
    waiting |= set(refs_of(model.calendar))
    seen: set[str] = set()
    while waiting:
        ref = waiting.pop()
        entity = model.get(ref)
        if ref in seen or entity is None or ref.partition(":")[0] not in NAMED:
            continue
        seen.add(ref)
        waiting |= _asked(entity)
        for table in model.tables:
            if f"attribute:{table.given_name}" == ref:
                waiting.add(f"table:{table.name}")
    for kind in NAMED:
        for entity in model.all(kind) if kind != "figure" else model.figures:
            if f"{kind}:{entity.name}" in seen:
                yield kind, entity
