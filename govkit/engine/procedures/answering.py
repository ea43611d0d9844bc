"""Those who are asked as parties of moves: which body an id names, and that one is not asked here.

A scene, what is wanted and the entries of a case enter; moves and refusals of countersigning and of
summons leave. What is kept of those who are asked is said in `asked`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.case import Asked, Case
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.plan.strength import stated_or
from govkit.engine.procedures.asked import Asking, asked_name, to_ask, waiting
from govkit.engine.procedures.procedure import Lawful, Refusal, Wanted
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import name_word
from govkit.engine.words.wording import joined, place_word
from govkit.vocabulary.words import word_set

_UNKNOWN: dict[Asking, str] = {"countersign": "GOV781", "summon": "GOV782"}


def by_body(scene: Scene, move: Move, entry: Asked) -> Move:
    """The move as that of a body that was asked, until its own clock runs out."""
    until = partial(_own_end, entry.ref)
    due = until(scene.case.timers)
    return replace(move, part=entry.ref, party=entry.party, deadline=due, until=until)


def _own_end(ref: str, timers: tuple[Timer, ...]) -> datetime | None:
    kinds = ("countersign_within", "arrive_within")
    return min((t.due for t in timers if t.kind in kinds and t.part == ref and t.due), default=None)


def of_body(scene: Scene, wanted: Wanted, base: Move, asking: Asking) -> Move:
    """The move as that of the body an id names, else of the first who is waited for.

    Raises `GovError` (GOV781, GOV782) where the text does not know the body.
    """
    case = scene.case
    open_now = [entry.ref for entry in waiting(case, asking)]
    known = tuple(dict.fromkeys((*open_now, *to_ask(scene.ladder, case, asking))))
    ref = _named_body(case, wanted.parts, known)
    named = [part for part in wanted.parts if part not in word_set("event")]
    ref = ref or ("" if named or not known else known[0])
    if not ref:
        place, lawful = place_word(case.place), joined([name_word(r) for r in known])
        who = Both.listed(named, "—")
        raise refuse(_UNKNOWN[asking], place=place, who=who, lawful=lawful)
    return replace(base, part=ref)


def not_asked(scene: Scene, wanted: Wanted, lawful: Lawful, code: str, asking: Asking) -> Refusal:
    """The body that an id names is not asked where the case lies."""
    events = word_set("event")
    name = next((part for part in wanted.parts if part not in events), "")
    place, block = scene.case.place, scene.ladder.block(scene.case.place)
    found = finding(code, place=place_word(place), who=name or "—", lawful=lawful.words)
    stated = getattr(block, asking, None)
    return Refusal(found, stated_or(stated, scene.ladder.rule(place, asking), "engine:named_body"))


def _named_body(case: Case, words: tuple[str, ...], refs: tuple[str, ...]) -> str:
    """The reference among `refs` that one of these words names; empty where they name none."""
    for ref in refs:
        if set(asked_name(case, ref).split(":")) <= set(words) or ref.partition(":")[2] in words:
            return ref
    return ""
