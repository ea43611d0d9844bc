"""What an experiment found, on a screen: what it rests on, then the most telling figures.

A result enters; lines and one table leave, or the whole as data for programs. What the figures
mean and how they came about are not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govkit.cli.screen import Screen, grid

if TYPE_CHECKING:
    from govkit.draws.intervals import Estimate
    from govkit.model.governance import Governance
    from govkit.simulation.result import Result

_COLUMNS = ("figure", "mean", "interval")
_DEFAULTS = ("signing", "verifying", "never", "units", "start")
_SHARES = ("on_time_rate", "use", "ran_out", "escalated", "reworked", "returned", "closing_rate",
           "went_up", "reopened", "indicator", "reading")  # fmt: skip
# What is shown by itself; the rest is on the page and in the data.
_TELLING = ("cases", "closed", "unfinished", "on_time_rate", "late_open", "indicator",
            "indicator_count", "stay", "stay_90", "wait_at", "went_up", "use", "work_lost",
            "dead_ends")  # fmt: skip


# ── for people ──
def assumptions(model: Governance, name: str, screen: Screen) -> None:
    """What the figures rest on: where the numbers come from, and what govkit assumes itself."""
    from govkit.simulation.experiment import workload_of

    said = workload_of(model, name)
    origins: Counter[str] = Counter()
    for block in (said, *said.streams, *said.stations):
        for field, value in block:
            if field not in ("note", "alias"):
                origins.update(one.origin.kind for one in getattr(value, "root", ()) if one)
    screen.say("say.experiment.rests", "title", name=said.name)
    for kind, number in sorted(origins.items()):
        screen.say(f"say.experiment.{kind}", number=number)
    screen.say("say.experiment.ours")
    for default in _DEFAULTS:
        screen.line([("dim", f"  {screen.text(f'say.experiment.default_{default}')}")])
    screen.line([])


def shown(found: Result, screen: Screen, days: int, replications: int) -> None:
    screen.say("say.experiment.asked", "title", days=days, replications=replications)
    figures = found[next(iter(found.figures))]
    screen.show(grid(screen, _COLUMNS, _rows(figures, screen)))
    screen.line([])
    screen.say("say.experiment.purpose")


def _rows(figures: Any, screen: Screen) -> Iterator[tuple[str, str, str]]:
    for name, estimate in figures.items():
        kind, _, of = name.partition("·")
        if kind not in _TELLING:
            continue
        label = screen.text(f"say.figure.{kind}")
        shown = _written(kind, estimate.mean)
        yield f"{label} {of}".strip(), shown, _interval(kind, estimate)


def _interval(kind: str, estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{_written(kind, estimate.low)} – {_written(kind, estimate.high)}"


def _written(kind: str, value: float | None) -> str:
    if value is None:
        return "—"
    shown = round(100 * value if kind in _SHARES else value, 1) + 0.0  # zero without a sign
    return f"{shown:.1f} %" if kind in _SHARES else f"{shown:,.1f}"


# ── for programs ──
def as_data(found: Result) -> dict[str, Any]:
    (name,) = found.figures
    return {
        "workload": found.plan.workload,
        "first": found.plan.first.isoformat(),
        "days": found.plan.days,
        "seed": found.plan.seed,
        "figures": {
            figure: {
                "mean": one.mean, "low": one.low, "high": one.high, "values": list(one.values)
            }
            for figure, one in found[name].items()
        },
    }  # fmt: skip
