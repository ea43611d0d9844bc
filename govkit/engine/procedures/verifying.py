"""Verification (核查): the result that was fed back is found good, or not.

From a passed verification the time to object runs, where the text has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from govkit.engine.case.case import Case, changed
from govkit.engine.case.move import Move
from govkit.engine.procedures.finality import objections_open
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Procedure, Wanted
from govkit.engine.procedures.proposal import made, result_of
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.wording import later

RESULTS = ("verified", "failed")


class Verifying(Procedure):
    """Verifying a result."""

    kinds = ("verify",)
    results = (("verify", frozenset(RESULTS)),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Both results, once it was fed back."""
        if scene.case.status == "fed_back":
            for outcome in RESULTS:
                yield made(scene, "verify", later("reason.verify"), outcome, trigger=outcome)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The result an id names, else that it is good. Raises `GovError` (GOV710)."""
        return replace(base, trigger=result_of(wanted, base.trigger, RESULTS))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Verified, or one failure more."""
        failed = move.trigger == "failed"
        case = changed(case, status=move.trigger, failures=case.failures + failed)
        return case if failed else objections_open(passage.ladder, passage.clocks, case, at)
