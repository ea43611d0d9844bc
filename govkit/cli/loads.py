"""How busy each station is from what comes in straight from outside, before anything is run.

A plan enters; a table and warnings leave. How loads are worked out is said by `simulation.load`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit.cli.screen import Screen, grid
from govkit.diagnostics.placeless import finding

if TYPE_CHECKING:
    from govkit.simulation.plan import Plan

_COLUMNS = ("station", "offered", "on_duty", "load")


def load_table(plan: Plan, screen: Screen) -> None:
    """Print the load of each station to which cases come in, and a warning where it is too much."""
    from govkit.simulation.experiments.experiment import prepared
    from govkit.simulation.workload.load import loads
    from govkit.simulation.workload.reach import Reach

    walk, setup, _ = prepared(plan, plan.models[0][0])
    found = loads(Reach(walk, setup), plan.days)
    if not found:
        return
    screen.say("say.experiment.load", "title", days=plan.days)
    rows = [
        (one.ref.rpartition(":")[2], f"{one.offered:,.0f}", f"{one.has:,.0f}",
         "—" if one.share is None else f"{100 * one.share:.1f} %")
        for one in found
    ]  # fmt: skip
    screen.show(grid(screen, _COLUMNS, rows))
    screen.say("say.experiment.load_least", "dim")
    screen.line([])
    screen.findings(
        finding("GOV989", name=one.ref.rpartition(":")[2], times=f"{one.offered / one.has:.1f}")
        for one in found
        if one.has and one.offered >= one.has
    )
