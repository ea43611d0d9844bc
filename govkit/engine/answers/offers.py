"""The lawful moves of a case at an instant, each with its rule, its source and its deadline.

A scene enters, moves leave, in the order of the list of procedures. What a move does and what
forbids one is said by its procedure.
"""

from __future__ import annotations

import re
from datetime import datetime

from govkit.engine.case.case import Bearer
from govkit.engine.case.move import Move, Until
from govkit.engine.procedures import PROCEDURES
from govkit.engine.procedures.procedure import phase
from govkit.engine.procedures.scene import Offered, Scene

_UNIT = re.compile(r"·\d")


def offers(scene: Scene, kind: str = "") -> tuple[Move, ...]:
    """All lawful moves, or those of one kind. Ids are unique, the first of them stands.

    What was offered where a case stood alike is remembered: who looks at the moves and makes one
    of them asks twice, and the next case comes the same way.
    """
    lawful = scene.lawful.get(kind)
    if lawful is None:
        lawful = scene.lawful[kind] = _here(scene, _offered(scene, kind))
    return lawful


def _here(scene: Scene, offered: Offered) -> tuple[Move, ...]:
    """The moves, each with its party and its end in this case; most of them share both."""
    timers, ends = scene.case.timers, dict[Until | None, datetime | None]({None: None})
    units = None
    if offered.units != scene.units:
        units = dict(zip(offered.units, scene.units, strict=True))
    parties: dict[int, Bearer] = {}
    found = []
    for move in offered.moves:
        until, party = move.until, move.party
        if until not in ends:
            ends[until] = until(timers) if until is not None else None
        if units is not None and party.unit:
            number = id(party)
            if number not in parties:
                parties[number] = party.model_copy(update={"unit": units[party.unit]})
            party = parties[number]
        due = ends[until]
        same = due == move.deadline and party is move.party
        found.append(move if same else move.in_case(party, due))
    return tuple(found)


def _offered(scene: Scene, kind: str) -> Offered:
    """The same, perhaps as they were offered to another case that stood alike."""
    known = _remembered(scene, kind)
    if known is None and kind and (whole := _remembered(scene, "")) is not None:
        moves = tuple(move for move in whole.moves if move.kind == kind)
        known = scene.offered[kind] = whole._replace(moves=moves)
    if known is None:
        moves = _worked_out(scene, kind)
        known = scene.offered[kind] = Offered(scene.units, _shareable(scene.units, moves), moves)
    return known


def _remembered(scene: Scene, kind: str) -> Offered | None:
    known = scene.offered.get(kind)
    return None if known is None or not (known.shared or known.units == scene.units) else known


def _worked_out(scene: Scene, kind: str) -> tuple[Move, ...]:
    found: dict[str, Move] = {}
    now = phase(scene.case)
    for procedure in PROCEDURES:
        if now in procedure.phases and (not kind or kind in procedure.offers):
            for move in procedure.offered(scene):
                if kind in ("", move.kind):
                    found.setdefault(move.id, move)
    return tuple(found.values())


def _shareable(units: tuple[str, ...], moves: tuple[Move, ...]) -> bool:
    """Whether moves name no unit but these, and their sentences none at all."""
    if any(move.party.unit and move.party.unit not in units for move in moves):
        return False
    named = [unit for unit in units if unit]
    for move in moves:
        for words in (move.reason.sentence.zh, move.reason.sentence.en):
            if _UNIT.search(words) or any(unit in words for unit in named):
                return False
    return True
