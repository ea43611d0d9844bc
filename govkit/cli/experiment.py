"""`govkit experiment PATH`: many cases of a district by chance, and what comes of a year.

A path enters; what the numbers rest on leaves first, then a table of figures with their intervals,
or the lines that are missing. What runs is the business of `govkit.simulation`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govkit.cli.commands import screen_of
from govkit.cli.model import Plugins, compiled_text, day_of
from govkit.cli.refusal import FAILED, Refusal, failed, not_one_of
from govkit.cli.screen import Screen, grid
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.draws.intervals import Estimate
    from govkit.model.governance import Governance
    from govkit.pipeline import Compiled
    from govkit.simulation.result import Result

_COLUMNS = ("figure", "mean", "interval")
_DEFAULTS = ("signing", "verifying", "never", "units", "start")
_SHARES = ("on_time_rate", "use", "ran_out", "escalated", "reworked", "returned")


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    workload: Annotated[str, typer.Option("--workload", "--推演", metavar="NAME")] = "",
    first: Annotated[str | None, typer.Option("--from", "--自", metavar="DATE")] = None,
    days: Annotated[str, typer.Option("--days", "--天数", metavar="N")] = "365",
    replications: Annotated[str, typer.Option("--replications", "--次数", metavar="N")] = "5",
    seed: Annotated[str, typer.Option("--seed", "--种子", metavar="N")] = "1",
    jobs: Annotated[str, typer.Option("--jobs", "--并行", metavar="N")] = "1",
    check: Annotated[bool, typer.Option("--check", "--只检查")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
    plugin: Plugins = None,
) -> int:
    """Run a workload many times; 1 where numbers are missing."""
    from govkit.simulation.experiment import Missing, experiment, prepared_plan
    from govkit.simulation.gaps import NoDelay, NoStation, TooShort

    length, times = _whole("--days", days, 3_660), _whole("--replications", replications, 999)
    chance, workers = _whole("--seed", seed, 10**9), _whole("--jobs", jobs, 256)
    screen = screen_of(ctx)
    result = compiled_text(path, screen, None, plugin)
    model = result.model
    assert model is not None
    _known(model, workload)
    begins = day_of(first)
    try:
        prepared_plan(model, workload, begins, length, chance)
        if check or not json:
            _assumptions(model, workload, screen)
        if check:
            screen.say("say.experiment.complete", "good")
            return 0
        with _executor(workers) as executor:
            found = experiment(
                model, workload=workload, first=begins, days=length, replications=times,
                seed=chance, executor=executor, progress=None if json else _progress(screen),
            )  # fmt: skip
    except Missing as missing:
        raise Refusal(
            [replace(gap.finding(), span=_place(result, gap.path)) for gap in missing.gaps], FAILED
        ) from None
    except (NoDelay, NoStation, TooShort) as found_out:
        raise Refusal([found_out.finding()], FAILED) from None
    if json:
        from govkit.export.json import dumped

        screen.data(dumped(_as_data(found)))
        return 0
    _print(found, screen, length, times)
    return 0


def _whole(option: str, written: str, most: int) -> int:
    """The whole number of an option, from 1 on. Raises `Refusal` (GOV804)."""
    plain = written.strip()
    number = int(plain) if plain.isdecimal() and len(plain) < 12 else 0
    if not 1 <= number <= most:
        raise not_one_of(Both(option, option), written, (f"1–{most}",))
    return number


def _known(model: Governance, name: str) -> None:
    names = [one.name for one in model.workloads]
    if not names or (name and name not in names):
        known = Both.listed(names, "—")
        raise failed("GOV977", name=name or "—", known=known)


def _place(result: Compiled, path: str) -> Any:
    """The nearest place of a path: of its field, of its block, of the workload."""
    while path:
        if path in result.places:
            return result.places[path]
        path = path.rpartition("." if "." in path else "/")[0]
    return None


def _executor(jobs: int) -> AbstractContextManager[Executor | None]:
    if jobs == 1:
        return nullcontext()
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


# ── for people ──
def _assumptions(model: Governance, name: str, screen: Screen) -> None:
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


def _progress(screen: Screen) -> Any:
    def told(done: int, of: int) -> None:
        if screen.console.is_terminal:
            screen.say("say.experiment.progress", "dim", error=True, done=done, of=of)

    return told


def _print(found: Result, screen: Screen, days: int, replications: int) -> None:
    screen.say("say.experiment.asked", "title", days=days, replications=replications)
    figures = found[next(iter(found.figures))]
    screen.show(grid(screen, _COLUMNS, _rows(figures, screen)))
    screen.line([])
    screen.say("say.experiment.purpose")


def _rows(figures: Any, screen: Screen) -> Iterator[tuple[str, str, str]]:
    for name, estimate in figures.items():
        kind, _, of = name.partition("·")
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
def _as_data(found: Result) -> dict[str, Any]:
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
