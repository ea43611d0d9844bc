"""Who leads whom: one parent for each body, post and team; what no line shows is told in words.

A model and the bands of its objects enter; parents and sentences leave. Neighbours in a 体系 come
first, then 隶属, 指挥, 上级; what would make a circle or lead upwards on paper is a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Entity
from govkit.values import Chain, Ref, Refs

STAFF = ("body", "post", "team")
# Fields that name who is above, in the order in which the first one found becomes the parent.
_ABOVE = ("part_of", "commanded_by", "superior")


@dataclass(slots=True)
class Command:
    """`parents` by reference; `told` holds the sentences of an object that no line shows."""

    parents: dict[str, str] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)

    def say(self, ref: str, sentence: str) -> None:
        """One more sentence, once."""
        said = self.told.setdefault(ref, [])
        if sentence not in said:
            said.append(sentence)


def kind_of(ref: str) -> str:
    """The kind of a reference."""
    return ref.partition(":")[0]


def label(model: Governance, ref: str) -> str:
    """What an object is called in a picture: its title, else its name."""
    entity = model.get(ref)
    named = (entity.title or entity.name) if entity is not None else ref.partition(":")[2]
    return named.replace("_", " ")


def entities(model: Governance) -> Iterator[tuple[str, Entity]]:
    """Bodies, posts and teams with their references, in the order of the text."""
    for kind in STAFF:
        for entity in model.all(kind):
            yield f"{kind}:{entity.name}", entity


def command(pen: Pen, bands: Mapping[str, int]) -> Command:
    """Parents and sentences; `bands` gives the place of each object from above to below."""
    found = Command()
    for above, below in _links(pen.model):
        if below not in bands:
            if kind_of(below) == "level" and kind_of(above) in STAFF:
                found.say(below, _led(pen, above))
        elif not _may_lead(found, bands, above, below):
            if found.parents.get(below) != above:
                found.say(below, _led(pen, above, "also" if below in found.parents else ""))
        else:
            found.parents[below] = above
    for mode, above, below in _links_of_modes(pen.model):
        if found.parents.get(below) != above:
            found.say(below, _led(pen, above, mode))
    return found


def _may_lead(found: Command, bands: Mapping[str, int], above: str, below: str) -> bool:
    """Whether a line from `above` down to `below` can be drawn."""
    if below in found.parents or above not in bands or bands[above] > bands[below]:
        return False
    step: str | None = above
    while step is not None:
        if step == below:
            return False
        step = found.parents.get(step)
    return True


def _links(model: Governance) -> Iterator[tuple[str, str]]:
    """(who leads, who is led), the strongest first."""
    for hierarchy in model.hierarchies:
        yield from _neighbours(hierarchy.chain)
    for field_ in _ABOVE:
        for ref, entity in entities(model):
            for above in _refs(getattr(entity, field_, None)):
                yield above, ref


def _links_of_modes(model: Governance) -> Iterator[tuple[str, str, str]]:
    for mode in model.modes:
        for above, below in _neighbours(mode.chain):
            if kind_of(above) in STAFF or kind_of(below) in STAFF:
                yield mode.name, above, below


def _neighbours(chain: Attribute[Chain]) -> Iterator[tuple[str, str]]:
    for stated in chain:
        refs = stated.value.refs
        yield from pairwise(refs)


def _refs(attribute: object) -> Iterator[str]:
    if not isinstance(attribute, Attribute):
        return
    for stated in attribute:
        if isinstance(stated.value, Ref):
            yield stated.value.ref
        elif isinstance(stated.value, Refs):
            yield from (ref for ref in stated.value.refs if ":" in ref)


def _led(pen: Pen, above: str, how: str = "") -> str:
    """`受市政府领导`, `另受市政府领导`, `急时由管理中心直接指挥`."""
    name = label(pen.model, above)
    if how == "also":
        return pen.pick(f"另受{name}领导", f"also under {name}")
    if how:
        return pen.pick(f"{how}由{name}直接指挥", f"{how}: led directly by {name}")
    return pen.pick(f"受{name}领导", f"under {name}")
