"""The chain of command of a mode (指挥链): the short ways down and up that it opens for a case.

A scene enters; the places where the chain leads from here leave. Going there is said in `outcomes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govkit.engine.case.status import IN_HAND
from govkit.engine.plan.emergency import chains, mode_of, straight_up
from govkit.engine.plan.ladder import Outcome
from govkit.engine.procedures.scene import Scene

# What failed is handled again where it lies.
_PASSED_ON = IN_HAND - {"failed"}


def shortcuts(scene: Scene) -> Iterator[Outcome]:
    """Where the chain of the mode leads from here: the place of the next link below."""
    mode = mode_of(scene.ladder, scene.case)
    if mode is None or scene.case.status not in _PASSED_ON:
        return
    for stated, places in chains(scene.ladder, scene.case, mode):
        for here, below in pairwise(places):
            if here == scene.case.place and below and below != here:
                yield Outcome("", below, f"mode:{mode.name}.chain", stated.origin)


def reports(scene: Scene) -> Iterator[Outcome]:
    """Straight up to the head of the chain, at any time: no signature, no meeting comes first."""
    found = straight_up(scene.ladder, scene.case)
    if found is not None:
        yield found
