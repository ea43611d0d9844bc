"""The chain of command of a mode (指挥链): the short way down that it opens for a case.

A scene enters; the places where the chain leads from here leave. Going there is said in `outcomes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govkit.engine.case.status import IN_HAND
from govkit.engine.plan.ladder import Outcome
from govkit.engine.procedures.scene import Scene
from govkit.model.mode import Mode
from govkit.values import Chain

# What failed is handled again where it lies.
_PASSED_ON = IN_HAND - {"failed"}


def shortcuts(scene: Scene) -> Iterator[Outcome]:
    """Where the chain of the mode leads from here: the place of the next link below."""
    mode = scene.ladder.model.get(f"mode:{scene.case.mode}") if scene.case.mode else None
    if not isinstance(mode, Mode) or scene.case.status not in _PASSED_ON:
        return
    for _, stated in mode.chain.counting(scene.case.day):
        if not isinstance(stated.value, Chain):
            continue
        places = [_place_of(scene, ref) for ref in stated.value.refs]
        for here, below in pairwise(places):
            if here == scene.case.place and below and below != here:
                yield Outcome("", below, f"mode:{mode.name}.chain", stated.origin)


def _place_of(scene: Scene, ref: str) -> str:
    """The step that a link of a chain handles, else the tier where it stands; empty if neither."""
    ladder, case = scene.ladder, scene.case
    for step in ladder.steps:
        if ref in ladder.handlers(f"step:{step}", case.value, case.day)[1]:
            return f"step:{step}"
    level = ladder.level_of(ref)
    return f"tier:{level}" if level in ladder.names else ""
