"""The limits in principle (原则上) that ran out since somebody last acted: each asks for a reason.

A scene enters; departures leave. Whether a reason was given is judged where the move is entered.
"""

from __future__ import annotations

from fractions import Fraction

from govkit.diagnostics.placeless import fillers, finding
from govkit.engine.case.case import RanOut
from govkit.engine.case.event import Breach
from govkit.engine.plan.strength import strength_of
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import instant, timer_id_name
from govkit.model.strength import departs
from govkit.values import Quantity


def missed(scene: Scene) -> tuple[Breach, ...]:
    """The limits in principle that ran out since the last move: each is left for a reason, or the
    move is refused."""
    case, model = scene.case, scene.ladder.model
    return tuple(
        _missed(scene, end, rule)
        for end in case.past.ran_out
        for rule in reversed(end.rules)
        if departs(strength_of(model, rule, case.value, case.day))
    )


def _missed(scene: Scene, end: RanOut, rule: str) -> Breach:
    what, due = timer_id_name(end.timer, end.part), instant(end.at)
    late = Quantity(Fraction(int((scene.at - end.at).total_seconds())), "second")
    told = finding("GOV912", what=what, due=due)
    return Breach.model_construct(code=told.code, rule=rule, citation=end.citation, excess=late,
                  words=fillers(told), strength="in_principle")  # fmt: skip
