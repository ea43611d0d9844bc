"""What an experiment found, on a screen: what it rests on, then the most telling figures.

A result enters; lines and one table leave, or the whole as data for programs. What the figures
mean and how they came about are not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.cli.screen import Screen, grid
from govkit.diagnostics.width import visible

if TYPE_CHECKING:
    from govkit.draws.intervals import Estimate
    from govkit.model.governance import Governance
    from govkit.simulation.experiments.result import Result

# Options that say where something goes, and change no figure.
_FILES = ("--html", "--网页", "--run", "--存入", "--resume", "--继续", "--log", "--日志",
          "--log-kind", "--日志类型")  # fmt: skip
_COLUMNS = ("figure", "mean", "interval")
# What is shown by itself; the rest is on the page and in the data.
TELLING = ("cases", "closed", "unfinished", "on_time_rate", "late_open", "indicator",
           "indicator_count", "stay", "stay_90", "wait_at", "went_up", "use", "work_lost",
           "dead_ends")  # fmt: skip


# ── for people ──
def assumptions(model: Governance, name: str, screen: Screen, brief: bool = False) -> None:
    """What the figures rest on: where the numbers come from, and what govkit assumes itself, which
    is left out where it is to be `brief`."""
    from govkit.simulation.experiments.experiment import workload_of
    from govkit.simulation.wording import said as told
    from govkit.simulation.wording import table

    said = workload_of(model, name)
    origins: Counter[str] = Counter()
    for block in (said, *said.streams, *said.stations):
        for field, value in block:
            if field not in ("note", "alias"):
                origins.update(one.origin.kind for one in getattr(value, "root", ()) if one)
    screen.say("say.experiment.rests", "title", name=said.name)
    for kind, number in sorted(origins.items()):
        screen.say(f"say.experiment.{kind}", number=number)
    if brief:
        return
    screen.say("say.experiment.ours")
    for default in table()["default"]:
        screen.line([("dim", f"  {told(f'default.{default}', screen.lang)}")])
    screen.line([])


def shown(
    found: Result, screen: Screen, days: int, replications: int,
    figures: Callable[[Result, Screen], None], page: Path | None = None,
) -> None:  # fmt: skip
    """What was asked, the figures as `figures` shows them, and what they are not for; `page` is
    where the whole of it was written."""
    screen.say("say.experiment.asked", "title", days=days, replications=replications)
    figures(found, screen)
    sentences(found, screen)
    if page is None:
        screen.say("say.experiment.page_hint", "dim")
    else:
        screen.say("say.experiment.page", path=page)
    screen.say("say.experiment.purpose")


def sentences(found: Result, screen: Screen) -> None:
    """What was asked and what came of it, in a sentence each."""
    screen.line([("", visible(found.question(screen.lang)))])
    screen.line([("title", visible(found.answer(screen.lang)))])


def alone(found: Result, screen: Screen) -> None:
    """The figures of one model, with their intervals."""
    screen.show(grid(screen, _COLUMNS, _rows(found[found.base], screen)))
    screen.line([])


def _rows(figures: Mapping[str, Estimate], screen: Screen) -> Iterator[tuple[str, str, str]]:
    for name in telling(figures):
        kind, estimate = name.partition("·")[0], figures[name]
        shown = at_least(name, figures, written(kind, estimate.mean), screen)
        yield label_of(name, screen), shown, _interval(kind, estimate)


def telling(*variants: Mapping[str, Estimate]) -> list[str]:
    """The figures that the screen shows, in its order; from where nothing went up goes without
    saying."""
    known = dict.fromkeys(name for figures in variants for name in figures)
    kinds = {name: name.partition("·")[0] for name in known}
    told = [name for name, kind in kinds.items() if kind in TELLING and (
        kind != "went_up" or any(name in one and one[name].mean for one in variants))]  # fmt: skip
    return sorted(told, key=lambda name: TELLING.index(kinds[name]))


def at_least(figure: str, figures: Mapping[str, Estimate], shown: str, screen: Screen) -> str:
    """A mean of times as it is shown; a lower bound where too many cases are not finished."""
    from govkit.simulation.outcome.estimates import only_at_least
    from govkit.simulation.wording import said

    known = figure in figures and figures[figure].mean is not None
    if not known or not only_at_least(figure, figures):
        return shown
    return said("page.at_least", screen.lang, value=shown)


def label_of(figure: str, screen: Screen) -> str:
    """What a figure is called: `wait·支部` is 等候 支部."""
    from govkit.simulation.wording import label

    return label(figure, screen.lang)


def _interval(kind: str, estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:  # too few for an interval: the values
        return ", ".join(written(kind, one) for one in estimate.values)
    return f"{written(kind, estimate.low)} – {written(kind, estimate.high)}"


def written(kind: str, value: float | None, signed: bool = False) -> str:
    """A figure as it is shown: shares in per cent, hours and counts with one decimal."""
    from govkit.simulation.wording import written

    return written(kind, value, signed=signed)


def typed() -> str:
    """The command as it was typed, without the file of the page and the folder of its runs; empty
    where another program called."""
    import shlex
    import sys

    if Path(sys.argv[0]).stem not in ("govkit", "__main__"):
        return ""
    words, left = [], False
    for word in sys.argv[1:]:
        if left:
            left = False
        elif word in _FILES:
            left = True
        elif not word.startswith(tuple(f"{one}=" for one in _FILES)):
            words.append(word)
    return shlex.join(["govkit", *words])


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
