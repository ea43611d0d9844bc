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
    for how, above, below in _links(pen.model):
        if _shown(pen.model, found, above, below):
            continue
        if _may_lead(found, bands, above, below):
            found.parents[below] = above
        else:
            found.say(below, _led(pen, above, "also" if below in found.parents else how))
    for mode in pen.model.modes:
        for above, below in _neighbours(mode.chain):
            if not _shown(pen.model, found, above, below):
                name = label(pen.model, above)
                directly = f"{mode.name}由{name}直接指挥", f"{mode.name}: led directly by {name}"
                found.say(below, pen.pick(*directly).replace("_", " "))
    return found


def _shown(model: Governance, found: Command, above: str, below: str) -> bool:
    """Whether a line, or the order of the bands, says already who is above."""
    if kind_of(above) == kind_of(below) == "level":
        return model.tree.parent_level(below.partition(":")[2]) == above.partition(":")[2]
    return found.parents.get(below) == above


def _may_lead(found: Command, bands: Mapping[str, int], above: str, below: str) -> bool:
    """Whether a line from `above` down to `below` can be drawn."""
    if below in found.parents or above not in bands or below not in bands:
        return False
    if bands[above] > bands[below]:
        return False
    step: str | None = above
    while step is not None:
        if step == below:
            return False
        step = found.parents.get(step)
    return True


def _links(model: Governance) -> Iterator[tuple[str, str, str]]:
    """(how, who leads, who is led), the strongest first."""
    for hierarchy in model.hierarchies:
        for above, below in _neighbours(hierarchy.chain):
            yield "chain", above, below
    for field_ in _ABOVE:
        for ref, entity in entities(model):
            for above in _refs(getattr(entity, field_, None)):
                yield field_, above, ref


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


def _led(pen: Pen, above: str, how: str) -> str:
    """`受市政府领导`, `隶属合作社`; `另受市政府领导` where a line leads to somebody else."""
    name = label(pen.model, above)
    told = {
        "chain": (f"受{name}领导", f"under {name}"),
        "part_of": (f"隶属{name}", f"part of {name}"),
        "commanded_by": (f"由{name}指挥", f"commanded by {name}"),
        "superior": (f"上级：{name}", f"superior: {name}"),
        "also": (f"另受{name}领导", f"also under {name}"),
    }
    return pen.pick(*told[how])
