"""What a workload leaves open at the places its cases can come to: all of it at once, before any.

A reach enters; gaps leave: things without a chance, places without a station, meetings that sit at
no time, waits of unknown length. What a single field lacks is said where it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.model.strength import is_open
from govkit.simulation.driver.gaps import Gap, Why
from govkit.simulation.driver.occasions import COMPUTED
from govkit.simulation.workload.reach import Reach, Reached
from govkit.values.expression import names_in
from govkit.vocabulary.words import word_set

# What the text offers and never happens unless a chance is given: told among what govkit assumes.
NEVER = frozenset({"returned", "withdrawn", "failed", "incomplete", "absent", "not_held",
                   "unreached", "satisfied"})  # fmt: skip
# Moves that ask somebody, the field that lets it happen, and whose answer takes time then.
_ASKING = (("request_extension", "extend", "decide"), ("request_suspension", "suspend", "decide"),
           ("request_suspension", "suspend", "resume_handling"),
           ("request_forced_closing", "forced_by", "decide"),
           ("request_return", "return_decided_by", "decide"),
           ("summon", "summon", "arrive"), ("call_back", "called_back_by", "call_back"),
           ("reopen", "reopen_to", "reopen"), ("return_order", "arbiter", "arbitrate"))  # fmt: skip


def lacks(reach: Reach, path: str) -> Iterator[Gap]:
    """The gaps of a workload, each kind of them once with all it names."""
    found: dict[tuple[Why, str], None] = {}
    given: set[str] = set()
    for here in reach.places():
        found |= dict.fromkeys(_at(reach, here))
        given |= {held.attribute for held in here.case.values}
    for why, name in found:
        if why in ("station", "meeting") or (why == "attribute" and name not in given):
            yield Gap(path, why, (name,))
    many: tuple[Why, ...] = ("chances", "delays")
    for one in many:
        names = tuple(name for why, name in found if why == one)
        if names:
            yield Gap(path, one, names)


def _at(reach: Reach, here: Reached) -> Iterator[tuple[Why, str]]:
    for key in _happening(reach, here):
        if not reach.share(here, key)[0]:
            yield "chances", key
    if not here.lacks:
        for refs in reach.refs(here):
            if reach.setup.station(refs) is None:
                yield "station", refs[0] if refs else here.place
    for ref in _meetings(reach, here):
        if ref not in reach.setup.stations:
            yield "meeting", ref
    for key in _waits(reach, here):
        if not reach.delay(here, key):
            yield "delays", key
    for name in _read(here):
        yield "attribute", name


def _happening(reach: Reach, here: Reached) -> Iterator[str]:
    """What the text lets happen there by chance."""
    own = {event.name for event in reach.model.own_events}
    known = {*word_set("trigger"), "declined", *own} - COMPUTED - NEVER
    meets = bool(reach.stated(here, here.block.deliberates))
    for stated in reach.stated(here, here.block.on):
        for entry in stated.value.entries:
            for key in map(str, entry.keys):
                if key in known and (meets or key != "undecided"):
                    yield key
    if meets and not _has_to_meet(reach, here):
        yield "deliberate"


def _read(here: Reached) -> Iterator[str]:
    """The attributes that conditions of the place ask for."""
    for field in (here.block.on, here.block.handler, here.block.deliberates, here.block.limit):
        for stated in field:
            for name in names_in(stated.when) if stated.when is not None else ():
                kind, _, attribute = name.ref.partition(":")
                if kind == "attribute":
                    yield attribute


def _has_to_meet(reach: Reach, here: Reached) -> bool:
    said = reach.stated(here, here.block.deliberates)
    return all(one.strength is not None and not is_open(one.strength) for one in said)


def _meetings(reach: Reach, here: Reached) -> Iterator[str]:
    """The meetings that a case may come before there."""
    drawn = reach.share(here, "deliberate")[1]
    for one in reach.stated(here, here.block.deliberates):
        if drawn or (one.strength is not None and not is_open(one.strength)):
            yield from getattr(one.value, "refs", ())


def _waits(reach: Reach, here: Reached) -> Iterator[str]:
    """What others do there whom a case waits for."""
    process = here.ladder.process
    if reach.stated(here, here.block.countersign):
        yield "countersign"
    for move, field, answer in _ASKING:
        said: list[Any] = []
        for block in (here.block, process):
            if hasattr(block, field):
                said += reach.stated(here, getattr(block, field))
        if said and reach.share(here, move)[1]:
            yield answer
    clocks = (*here.block.clocks, *process.clocks)
    if any(clock.urged_by for clock in clocks) and reach.share(here, "urge")[1]:
        yield "urge"
