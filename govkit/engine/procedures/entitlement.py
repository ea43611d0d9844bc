"""Who may make a move: whether the posts that somebody holds, at a unit, are those it belongs to.

Names of the model as a caller gives them enter, a scene and the bearer of a move; yes or no leaves.
Who a person is, is the caller's to know; the engine knows posts, bodies, teams, levels and units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Bearer
from govkit.engine.procedures.scene import Scene
from govkit.model.governance import Governance
from govkit.model.units import Unit

KINDS = ("post", "body", "team", "level")
ENTITLED = "engine:entitled"


@dataclass(frozen=True, slots=True)
class Holder:
    """What somebody holds: references as they were named, all that they stand in, and his unit.

    Without references any will do, without a unit any place.
    """

    named: tuple[str, ...]
    refs: frozenset[str]
    unit: Unit | None = None


def holder_of(model: Governance, names: Iterable[str], unit: str) -> Holder | None:
    """What is held, by names (`书记`, `post:书记`) and a unit; None where nothing is said.

    Raises `GovError` (GOV941 no such name, GOV703 no such unit), each with names that are near.
    """
    if not names and not unit:
        return None
    named = tuple(dict.fromkeys(ref for name in names for ref in _named(model, name)))
    refs = frozenset(ref for each in named for ref in _within(model, each))
    return Holder(named, refs, _unit(model, unit) if unit else None)


def entitled(scene: Scene, holder: Holder | None, party: Bearer) -> bool:
    """Whether a move of this party is one of the holder's."""
    if holder is None:
        return True
    if not party.refs:
        return holder.unit is None or party.unit in ("", holder.unit.id)
    refs = [ref for ref in party.refs if not holder.named or ref in holder.refs]
    return any(holder.unit is None or _stands(scene, holder.unit, ref) for ref in refs)


def _named(model: Governance, name: str) -> tuple[str, ...]:
    """Every reference of a name. A step without a handler is held by its own name."""
    steps = {f"step:{step.name}" for process in model.processes for step in process.steps}
    written = name.strip()
    refs = [written] if ":" in written else [f"{kind}:{written}" for kind in (*KINDS, "step")]
    found = tuple(
        ref for ref in refs
        if ref in steps or (ref.partition(":")[0] in KINDS and model.get(ref) is not None)
    )  # fmt: skip
    if not found:
        kinds = (model.posts, model.bodies, model.teams, model.levels)
        known = [one.name for kind in kinds for one in kind]
        known += [step.partition(":")[2] for step in steps]
        near = get_close_matches(written.rpartition(":")[2], dict.fromkeys(known), n=3, cutoff=0.4)
        raise refuse("GOV941", near, name=written)
    return found


def _within(model: Governance, ref: str) -> Iterable[str]:
    """A reference and what it stands in: a post acts for its body, a body for its level."""
    waiting, found = [ref], dict[str, None]()
    while waiting:
        here = waiting.pop()
        if here not in found:
            found[here] = None
            waiting += [stated.value.ref for stated in getattr(model.get(here), "at", ())]
    return found


def _unit(model: Governance, name: str) -> Unit:
    try:
        return model.unit(name)
    except KeyError:
        pass
    known = [unit for level in model.levels for unit in _some(model, level.name)]
    near = get_close_matches(name, dict.fromkeys(known), n=3, cutoff=0.5)
    raise refuse("GOV703", near, unit=name)


def _some(model: Governance, level: str) -> Iterable[str]:
    """The first and the last unit of a level, and those that are listed by name."""
    most = model.tree.count(level)
    yield f"{level}·1"
    if most is not None:
        yield f"{level}·{most}"
        yield from (unit.name for unit in model.units(level) if unit.name)


def _stands(scene: Scene, unit: Unit, ref: str) -> bool:
    """Whether who holds a reference at a unit is the one of this case: at the level where it
    stands, and above, below or at the unit of the case; what the counts do not tell is no bar."""
    tree, level = scene.ladder.model.tree, scene.ladder.level_of(ref)
    if level and unit.level not in (level, *_kinds_of(scene, level)):
        return False
    here = tree.unit(scene.case.unit)
    if unit.level == here.level:
        return unit.id == here.id
    low, high = (unit, here) if here.level in tree.above(unit.level) else (here, unit)
    above = tree.ancestor(low, high.level) if high.level in tree.above(low.level) else None
    return above is None or above.id == high.id


def _kinds_of(scene: Scene, level: str) -> tuple[str, ...]:
    """The levels that a level is a kind of."""
    found = scene.ladder.model.get(f"level:{level}")
    return tuple(s.value.ref.partition(":")[2] for s in getattr(found, "kind_of", ()))
