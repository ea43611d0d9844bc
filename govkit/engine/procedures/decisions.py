"""The moves of those who decide about a case: the arbiter of a dispute, whoever reopens it.

A `Scene` enters, moves leave. When a dispute arises and how long a case may be reopened is said in
`dispute` and `finality`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govkit.engine.case.move import Move
from govkit.engine.plan.conditions import in_force
from govkit.engine.procedures.dispute import arbiter, contested
from govkit.engine.procedures.finality import reopens_at, too_late
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited
from govkit.engine.words.wording import both, place_word
from govkit.model.statement import Origin


def deciding(scene: Scene) -> Iterator[Move]:
    """What the arbiter may decide while it is open who handles the case."""
    ladder, case = scene.ladder, scene.case
    if case.dispute != "open":
        return
    stated = in_force(ladder.model, ladder.process.arbiter, case.value, case.day)
    origin = stated.origin if stated else Origin()
    for place in contested(case):
        if ladder.block(place) is None:
            continue
        move = made(
            scene,
            "arbitrate",
            both("reason.arbitrate", to=place_word(place), cite=cited(origin)),
            place.partition(":")[2],
            rule=f"process:{ladder.process.name}.arbiter",
            citation=origin,
            to=place,
        )
        yield replace(move, party=arbiter(ladder, case))


def reopening(scene: Scene) -> Iterator[Move]:
    """Taking a closed case up again, where the process says where it goes, and in time."""
    ladder, case = scene.ladder, scene.case
    place = reopens_at(ladder, case)
    if not place or too_late(case, scene.at):
        return
    stated = in_force(ladder.model, ladder.process.reopen_to, case.value, case.day)
    origin = stated.origin if stated else Origin()
    timer = next((t for t in case.timers if t.kind == "reopen_within"), None)
    sentence = both("reason.reopen", to=place_word(place), cite=cited(origin))
    rule = f"process:{ladder.process.name}.reopen_to"
    move = made(scene, "reopen", sentence, rule=rule, citation=origin, to=place)
    party = ladder.party(case.unit, place, case.value, case.day, case.vacant)
    yield replace(move, party=party, deadline=timer.due if timer else None)
