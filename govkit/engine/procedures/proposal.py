"""How a move is made: its id, its party, its reason; whether a case may go to a place; and what an
id leaves open.

A scene, a sentence and names enter; one move leaves. Which moves are lawful is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Part
from govkit.engine.case.move import Move, Reason, Until
from govkit.engine.case.timer import next_end
from govkit.engine.plan.parts import named_part, part_name
from govkit.engine.procedures.dispute import refusing
from govkit.engine.procedures.procedure import Wanted
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.wording import Later, said
from govkit.model.statement import Origin

ORDER = "engine:order"
STEP_ORDER = "engine:step_order"


def made(
    scene: Scene,
    kind: str,
    sentence: Later,
    *words: str,
    rule: str = ORDER,
    citation: Origin | None = None,
    part: Part | None = None,
    **fields: Any,
) -> Move:
    """A move of the party that holds the case; its id is made of its kind and `words`.

    With `part` it is the move of one of several handlers, who is named last in the id. `until` is
    the end that binds it: without one the next of the case, with None none.
    """
    more = tuple(fields.pop("more", ()))
    reason = Reason(rule, citation or Origin(), sentence, more)
    ref = part.ref if part else ""
    until = fields.pop("until", next_end_of(ref))
    timers = scene.case.timers
    named = (*words, part_name(scene.case, ref)) if part else words
    move_id = ":".join((kind, *(word for word in named if word)))
    party = part.party if part else scene.party
    return Move(
        move_id,
        kind,
        party,
        scene.case.tier,
        reason,
        part=ref,
        deadline=until(timers) if until else None,
        until=until,
        **fields,
    )


@lru_cache(maxsize=256)
def next_end_of(ref: str) -> Until:
    """The next end of a limit that binds the holder, or one of several."""
    return partial(next_end, ref)


def may_go(scene: Scene, to: str) -> bool:
    """Whether the case may go there: not where it lies, and within the passes."""
    if to.startswith("manner:"):
        return True
    if to == scene.case.place or scene.ladder.block(to) is None:
        return False
    if scene.case.dispute == "open" and to in refusing(scene.case):
        return False
    coming_back = scene.is_beside and to == f"tier:{scene.case.tier}"
    return bool(coming_back) or scene.ladder.may_come(scene.case, to)


def run_on(*sentences: Later) -> Later:
    """Sentences one after another: without a blank in Chinese, with one in English."""
    return sentences[0] if len(sentences) == 1 else partial(_run_on, sentences)


def _run_on(sentences: tuple[Later, ...]) -> Both:
    made = [said(one) for one in sentences]
    return Both("".join(s.zh for s in made), " ".join(s.en for s in made if s.en))


# ── what an id leaves open ──
def by_one(scene: Scene, wanted: Wanted, base: Move, *statuses: str) -> Move:
    """The move as that of one of several handlers: who is named, else the first at a status."""
    parts = scene.case.parts
    waiting = [part for status in statuses for part in parts if part.status == status]
    part = named_part(scene.case, wanted.parts) or next(iter([*waiting, *parts]), None)
    return base if part is None else replace(base, part=part.ref, party=part.party)


def result_of(wanted: Wanted, trigger: str, known: tuple[str, ...]) -> str:
    """What a move came to, the plain result first. Raises `GovError` (GOV710) for what is none."""
    if trigger and trigger not in known:
        near = [f"{wanted.kind}:{result}" for result in known]
        raise refuse("GOV710", near, written=wanted.written)
    return trigger or known[0]


def target_of(scene: Scene, wanted: Wanted, trigger: str) -> str:
    """The place an id names, else the next rung. Raises `GovError` (GOV730)."""
    ladder, rest = scene.ladder, wanted.but(trigger)
    for part in rest:
        for place in (f"tier:{part}", f"step:{part}"):
            if ladder.block(place) is not None:
                return place
    above = ladder.rank(scene.case.tier) + 1
    if not rest and above < len(ladder.names) and wanted.kind == "escalate":
        return f"tier:{ladder.names[above]}"
    names = [*ladder.names, *(step.name for step in ladder.process.steps)]
    near = get_close_matches(rest[-1] if rest else "", names, n=3, cutoff=0.3)
    raise refuse("GOV730", near, written=wanted.written, places=Both.listed(names))
