"""`govkit experiment PATH`: many cases of a district by chance, and what comes of a year.

A path enters; what the numbers rest on leaves first, then a table of figures with their intervals,
or the lines that are missing. What runs is the business of `govkit.simulation`, what is printed of
`outcome`.
"""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govkit.cli.commands import screen_of
from govkit.cli.model import Plugins, compiled_text, day_of
from govkit.cli.outcome import as_data, assumptions, shown
from govkit.cli.refusal import FAILED, Refusal, failed, not_one_of
from govkit.cli.screen import Screen
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.model.governance import Governance
    from govkit.pipeline import Compiled


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
            assumptions(model, workload, screen)
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

        screen.data(dumped(as_data(found)))
        return 0
    shown(found, screen, length, times)
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


def _progress(screen: Screen) -> Any:
    def told(done: int, of: int) -> None:
        if screen.console.is_terminal:
            screen.say("say.experiment.progress", "dim", error=True, done=done, of=of)

    return told
