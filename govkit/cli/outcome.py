"""What an experiment found, on a screen: what it rests on, then the most telling figures.

A result enters; lines and one table leave, or the whole as data for programs. What the figures
mean and how they came about are not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govkit.cli.screen import Screen, grid

if TYPE_CHECKING:
    from govkit.draws.intervals import Estimate
    from govkit.model.governance import Governance
    from govkit.simulation.result import Result

_COLUMNS = ("figure", "mean", "interval")
_DEFAULTS = ("signing", "verifying", "never", "units", "start")
SHARES = ("on_time_rate", "use", "ran_out", "escalated", "reworked", "returned", "closing_rate",
          "went_up", "reopened", "indicator", "reading")  # fmt: skip
# What is shown by itself; the rest is on the page and in the data.
TELLING = ("cases", "closed", "unfinished", "on_time_rate", "late_open", "indicator",
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


def shown(
    found: Result, screen: Screen, days: int, replications: int,
    figures: Callable[[Result, Screen], None],
) -> None:  # fmt: skip
    """What was asked, the figures as `figures` shows them, and what they are not for."""
    screen.say("say.experiment.asked", "title", days=days, replications=replications)
    figures(found, screen)
    screen.say("say.experiment.purpose")


def alone(found: Result, screen: Screen) -> None:
    """The figures of one model, with their intervals."""
    screen.show(grid(screen, _COLUMNS, _rows(found[found.base], screen)))
    screen.line([])


def _rows(figures: Any, screen: Screen) -> Iterator[tuple[str, str, str]]:
    for name, estimate in figures.items():
        kind = name.partition("·")[0]
        if kind not in TELLING:
            continue
        yield label_of(name, screen), written(kind, estimate.mean), _interval(kind, estimate)


def label_of(figure: str, screen: Screen) -> str:
    """What a figure is called: `wait·支部` is 等候 支部."""
    kind, _, of = figure.partition("·")
    return f"{screen.text(f'say.figure.{kind}')} {of}".strip()


def _interval(kind: str, estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:  # too few for an interval: the values
        return ", ".join(written(kind, one) for one in estimate.values)
    return f"{written(kind, estimate.low)} – {written(kind, estimate.high)}"


def written(kind: str, value: float | None, signed: bool = False) -> str:
    """A figure as it is shown: shares in per cent, hours and counts with one decimal."""
    if value is None:
        return "—"
    shown = round(100 * value if kind in SHARES else value, 1) + 0.0  # zero without a sign
    number = f"{shown:+,.1f}" if signed and shown else f"{shown:,.1f}"
    return f"{number} %" if kind in SHARES else number


# ── for programs ──
def as_data(found: Result) -> dict[str, Any]:
    """A result as plain data: the figures of the base, of each variant, and how they differ."""
    base, *others = found.figures
    data: dict[str, Any] = {
        "workload": found.plan.workload,
        "first": found.plan.first.isoformat(),
        "days": found.plan.days,
        "seed": found.plan.seed,
        "replications": len(found.outcomes[base]),
        "fixed": found.fixed,
        "figures": _estimates(found[base]),
    }
    if others:
        data["variants"] = {name: _estimates(found[name]) for name in others}
        data["differences"] = {name: _estimates(found.difference(base, name)) for name in others}
    return data


def _estimates(figures: Mapping[str, Estimate]) -> dict[str, Any]:
    return {
        name: {"mean": one.mean, "low": one.low, "high": one.high, "values": list(one.values)}
        for name, one in figures.items()
    }
