"""The limits in principle (原则上) that ran out since somebody last acted: each asks for a reason.

A scene enters; departures leave. Whether a reason was given is judged where the move is entered.
"""

from __future__ import annotations

from fractions import Fraction

from govkit.diagnostics.placeless import fillers, finding
from govkit.engine.case.event import Breach, Event
from govkit.engine.plan.strength import strength_of
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import instant, timer_id_name
from govkit.model.strength import departs
from govkit.values import Quantity

# Timers whose end somebody has to keep, and the fields that give them. Other ends close a right.
_LIMITS = frozenset({"limit", "total", "matter", "sign_within", "countersign_within",
                     "arrive_within", "complete_within", "clock"})  # fmt: skip
_FIELDS = _LIMITS - {"matter", "clock"}
_NO_MOVES = frozenset({"switch", "vacate", "resume"})


def missed(scene: Scene) -> tuple[Breach, ...]:
    """The limits in principle that ran out since the last move: each is left for a reason, or the
    move is refused."""
    found: list[Breach] = []
    case, model = scene.case, scene.ladder.model
    for event in reversed(case.history):
        if not event.automatic and event.kind not in _NO_MOVES:
            break
        if event.timer.partition(":")[0] not in _LIMITS or event.kind == "remind":
            continue
        rules = [rule for rule in event.rules if rule.rpartition(".")[2] in _FIELDS]
        for rule in rules:
            if departs(strength_of(model, rule, case.value, case.day)):
                found.append(_missed(scene, event, rule))
    return tuple(reversed(found))


def _missed(scene: Scene, event: Event, rule: str) -> Breach:
    what, due = timer_id_name(event.timer, event.part), instant(event.at)
    late = Quantity(Fraction(int((scene.at - event.at).total_seconds())), "second")
    told = finding("GOV912", what=what, due=due)
    return Breach.model_construct(code=told.code, rule=rule, citation=event.citation, excess=late,
                  words=fillers(told), strength="in_principle")  # fmt: skip
