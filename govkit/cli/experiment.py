"""`govkit experiment PATH`: many cases of a district by chance, and what comes of a year.

A path enters; what the numbers rest on leaves first, then a table of figures with their intervals,
or the lines that are missing. What runs is the business of `govkit.simulation`, what is printed of
`outcome`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govkit.cli import asked as asking
from govkit.cli.beside import beside
from govkit.cli.commands import screen_of
from govkit.cli.files import room_for, write_file
from govkit.cli.loads import load_table
from govkit.cli.log_file import LogFile, log_file, logged
from govkit.cli.model import Plugins, compiled_text, day_of
from govkit.cli.outcome import alone, as_data, assumptions, sentences, shown, typed
from govkit.cli.progress import progress
from govkit.cli.refusal import FAILED, Refusal, failed, misused, not_one_of, reason
from govkit.cli.screen import Screen
from govkit.diagnostics import Both, GovError

if TYPE_CHECKING:
    from govkit.model.governance import Governance
    from govkit.pipeline import Compiled
    from govkit.simulation.driver.rows import Log
    from govkit.simulation.experiments.result import Result
    from govkit.simulation.experiments.until import Until

INTERRUPTED = 130


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    settings: Annotated[list[str] | None, typer.Option("--set", "--改", metavar="CHANGE")] = None,
    vary: Annotated[list[str] | None, typer.Option("--vary", "--比", metavar="CHANGES")] = None,
    compare: Annotated[
        list[Path] | None, typer.Option("--compare", "--对比", metavar="PATH")
    ] = None,
    workload: Annotated[str, typer.Option("--workload", "--推演", metavar="NAME")] = "",
    first: Annotated[str | None, typer.Option("--from", "--自", metavar="DATE")] = None,
    days: Annotated[str, typer.Option("--days", "--天数", metavar="N")] = "365",
    replications: Annotated[str, typer.Option("--replications", "--次数", metavar="N")] = "5",
    until: Annotated[str | None, typer.Option("--until", "--直到", metavar="FIGURE")] = None,
    seed: Annotated[str, typer.Option("--seed", "--种子", metavar="N")] = "1",
    jobs: Annotated[str | None, typer.Option("--jobs", "--并行", metavar="N")] = None,
    run: Annotated[Path | None, typer.Option("--run", "--存入", metavar="FOLDER")] = None,
    resume: Annotated[Path | None, typer.Option("--resume", "--继续", metavar="FOLDER")] = None,
    log: Annotated[Path | None, typer.Option("--log", "--日志", metavar="FILE")] = None,
    log_kind: Annotated[
        str | None, typer.Option("--log-kind", "--日志类型", metavar="KIND")
    ] = None,
    check: Annotated[bool, typer.Option("--check", "--只检查")] = False,
    html: Annotated[Path | None, typer.Option("--html", "--网页", metavar="FILE")] = None,
    brief: Annotated[bool, typer.Option("--brief", "--一句")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
    plugin: Plugins = None,
) -> int:
    """Run a workload many times; 1 where numbers are missing, 130 when interrupted."""
    from govkit.simulation.experiments.experiment import prepared_plan

    call = _Call(
        workload, day_of(first), _whole("--days", days, 3_660),
        _whole("--replications", replications, 999), asking.until(until),
        _whole("--seed", seed, 10**9), _workers(jobs), *_folder(run, resume),
        log_file(log, log_kind, resume is not None),
    )  # fmt: skip
    if html is not None:
        room_for(html, log)
    if log is not None:
        room_for(log)
    screen = screen_of(ctx)
    others = [(one, _model(compiled_text(one, screen, None, plugin))) for one in compare or ()]
    result = compiled_text(path, screen, None, plugin)
    model = _model(result)
    for one in (model, *(other for _, other in others)):
        _known(one, workload)
    given = asking.asked(model, settings or (), vary or (), others)
    with _refused(result):
        plan = prepared_plan(given.models, workload, call.first, call.days, call.seed)
        if check or not json:
            assumptions(model, workload, screen, brief)
            asking.changes(given, model, screen)
        if check:
            load_table(plan, screen)
            screen.say("say.experiment.complete", "good")
            return 0
        found, status = call.run(given.models, screen, watched=not json)
    return _end(found, screen, call, json, html, status, brief)


@dataclass(frozen=True)
class _Call:
    """How often, how long and where is run."""

    workload: str
    first: date | None
    days: int
    replications: int
    until: Until | None
    seed: int
    workers: int
    folder: Path | None
    resume: bool
    log: LogFile | None = None

    def run(
        self, models: Mapping[str, Governance], screen: Screen, watched: bool
    ) -> tuple[Result, int]:
        """What was found, and 130 where somebody interrupted; the log is written by then."""
        with logged(self.log, list(models)) as log:
            found = self._found(models, screen, watched, log)
        if self.log is not None:
            screen.say("say.written", error=True, path=self.log.path)
        return found

    def _found(
        self, models: Mapping[str, Governance], screen: Screen, watched: bool, log: Log | None
    ) -> tuple[Result, int]:
        from govkit.simulation.experiments.experiment import Interrupted, Stopped, experiment

        try:
            with _executor(self.workers) as executor, progress(screen, watched) as told:
                found = experiment(
                    models, workload=self.workload, first=self.first, days=self.days,
                    replications=self.replications, until=self.until, seed=self.seed,
                    executor=executor, folder=self.folder, resume=self.resume, progress=told,
                    log=log,
                )  # fmt: skip
        except Interrupted as stopped:
            return stopped.result, INTERRUPTED
        except Stopped as stopped:
            return stopped.result, FAILED
        return found, 0


def _end(
    found: Result, screen: Screen, call: _Call, json: bool, html: Path | None, status: int,
    brief: bool = False,
) -> int:  # fmt: skip
    """Show what was found and write its page; 1 where runs failed. `status`: not 0 where it ended
    too soon. What was found is shown even where its page cannot be written."""
    screen.findings(found.findings, error=json)
    done = len(found.outcomes[found.base])
    if status:
        why = "stopped" if status == INTERRUPTED else "died"
        screen.say(f"say.experiment.{why}", error=json, done=done)
        if call.folder is not None:
            screen.say("say.experiment.kept", error=json, folder=call.folder)
    unwritten = None
    if html is not None and done:
        try:
            write_file(html, found.html(screen.lang, typed()))
        except Refusal as refusal:
            unwritten, html = refusal, None
    if json:
        from govkit.export.json import dumped

        screen.data(dumped(as_data(found)))
    elif done and brief:
        sentences(found, screen)
        screen.say("say.experiment.purpose")
    elif done:
        shown(found, screen, call.days, done, beside if len(found.outcomes) > 1 else alone, html)
        if call.until is not None and not status:
            key = "not_fixed" if call.until.holds(found) else "not_enough"
            screen.say(f"say.experiment.{key}", replications=done)
    if unwritten is not None:
        raise unwritten
    return status or (FAILED if found.failures else 0)


@contextmanager
def _refused(result: Compiled) -> Iterator[None]:
    """What the room of simulation raises, as findings of this text."""
    from govkit.simulation.driver.gaps import NoDelay, NoStation, TooShort, told
    from govkit.simulation.experiments.experiment import Missing
    from govkit.simulation.experiments.until import NoFigure

    try:
        yield
    except Missing as missing:
        raise Refusal(
            [replace(one, span=_place(result, path)) for path, one in told(missing.gaps)], FAILED
        ) from None
    except (NoDelay, NoStation, TooShort) as found_out:
        raise Refusal([found_out.finding()], FAILED) from None
    except NoFigure as none:
        raise _no_figure(none.figure, none.known) from None
    except GovError as error:
        raise Refusal(error.diagnostics, FAILED) from None
    except OSError as error:
        left = Both("做完的都还在", "What was finished is still there")
        name = str(error.filename or "")
        raise failed("GOV808", path=name, reason=reason(error), left=left) from error


def _no_figure(figure: str, known: Iterable[str]) -> Refusal:
    """The figures that there are, called as the table calls them."""
    from govkit.simulation.wording import label

    names = tuple(known)
    zh = dict.fromkeys(label(one, "zh") for one in names)
    en = dict.fromkeys(label(one, "en") for one in names)
    return misused(
        "GOV804",
        option=Both("--until", "--until"),
        value=Both(label(figure, "zh"), label(figure, "en")),
        allowed=Both("、".join(zh), ", ".join(en)),
        remedy="",
    )


def _model(result: Compiled) -> Governance:
    assert result.model is not None
    return result.model


def _workers(written: str | None) -> int:
    """How many processes; all cores where nothing is said."""
    from govkit.simulation.experiments.workers import cores

    return cores() if written is None else _whole("--jobs", written, 256)


def _folder(run: Path | None, resume: Path | None) -> tuple[Path | None, bool]:
    """The folder of the run and whether to go on in it. Raises `Refusal` (GOV807) for two."""
    if run is not None and resume is not None:
        raise misused("GOV807", option="--resume")
    return run or resume, resume is not None


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


def _executor(workers: int) -> AbstractContextManager[Executor | None]:
    """Processes beside each other; one alone needs none."""
    from govkit.simulation.experiments.workers import Workers, alone

    return alone() if workers == 1 else Workers(workers)
