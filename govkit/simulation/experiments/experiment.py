"""Many runs of one or several models: the same seeds, the same cases, and what is different.

Models and how long to run enter; the outcome of every run leaves. Each replication is a function
of the plan, the variant and its number alone, so that any executor gives the same outcomes. What
they say together is the business of `result`.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Executor
from datetime import date, datetime
from functools import lru_cache
from os import PathLike
from pathlib import Path

from govkit.diagnostics.placeless import refuse
from govkit.draws.arrivals import DAY
from govkit.draws.key import Run
from govkit.engine import Engine
from govkit.engine.case.kept import FIRST_YEAR, LAST_YEAR
from govkit.model.governance import Governance
from govkit.model.workload import Workload
from govkit.simulation.driver.gaps import Gap, TooShort
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.rows import Log, logged
from govkit.simulation.driver.setup import Setup
from govkit.simulation.driver.transition import Walk
from govkit.simulation.driver.watchers import Watchers
from govkit.simulation.experiments.folder import RunFolder
from govkit.simulation.experiments.result import Result
from govkit.simulation.experiments.running import Progress, Runs
from govkit.simulation.experiments.until import BATCH, FIRST, MOST, Until
from govkit.simulation.experiments.variant import Changes, variants_of
from govkit.simulation.outcome.ledger import Ledger, counted
from govkit.simulation.outcome.outcome import Outcome
from govkit.simulation.outcome.tally import Tally
from govkit.simulation.plan import Plan
from govkit.simulation.workload.numbers import Numbers

BASE = "base"
_ANY_DAY = date(2026, 1, 1)  # to see what else is missing where no first day is said


class Missing(ValueError):
    """A workload lacks numbers; `gaps` says which."""

    def __init__(self, gaps: tuple[Gap, ...]) -> None:
        super().__init__("、".join(f"{gap.path} ({gap.why})" for gap in gaps))
        self.gaps = gaps


class Stopped(RuntimeError):
    """A process that made runs ended by itself; `result` is what was finished, in whole pairs."""

    def __init__(self, result: Result) -> None:
        super().__init__("a process that made runs ended unexpectedly")
        self.result = result


class Interrupted(KeyboardInterrupt):
    """Somebody interrupted; `result` is what was finished, with whole pairs of runs only."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


def experiment(
    models: Governance | Mapping[str, Governance],
    *,
    variants: Mapping[str, Changes] | None = None,
    workload: str = "",
    first: date | None = None,
    days: int = 365,
    replications: int = 20,
    until: Until | None = None,
    seed: int = 1,
    executor: Executor | None = None,
    folder: str | PathLike[str] | None = None,
    resume: bool = False,
    progress: Progress | None = None,
    log: Log | None = None,
) -> Result:
    """Run models so many days, each so often; with several, all have the same cases.

    `variants` say what is otherwise in a model, by the paths of its fields: `{"一名": {}, "两名":
    {"网格员.人数": "2名/网格"}}`. `first` is the first day (without one, that of the first
    workload). With `until`, runs are added until a figure is known that well. `executor` is any
    executor of `concurrent.futures`; without one, all is run in this process. A `folder` keeps
    every finished run; with `resume` it goes on with what is in it. `progress` is told how many
    runs are done of how many and the cases of the last one, `log` takes the rows of all events.

    A run that fails is told in the result, the others go on; where all fail, the first is raised.
    Raises `Missing` where a workload lacks numbers, `TooShort` where no case would be counted,
    `KeyError` where a model has none of this name, `GovError` for variants that cannot be, days
    that no calendar has and a folder of another run, `NoFigure` for an unknown one, `ValueError`
    without a model, a day or a replication, `Interrupted` with what was finished on Ctrl-C,
    `Stopped` where a process of the executor died.
    """
    if replications < 1:
        raise ValueError("an experiment has at least one replication")
    plan = prepared_plan(_named(models, variants), workload, first, days, seed)
    kept = None
    if folder is not None:
        kept = (RunFolder.resumed if resume else RunFolder.begun)(Path(folder), plan)
    runs = Runs(plan, replicate, executor, kept, log, progress)
    runs.take_up()
    wanted = replications if until is None else FIRST
    try:
        if until is not None:
            runs.more(1)
            until.known_to(_result(runs, 1))
        runs.more(wanted)
        while until is not None and wanted < MOST and not until.holds(_result(runs, wanted)):
            wanted += BATCH
            runs.more(wanted)
    except KeyboardInterrupt:
        raise Interrupted(_result(runs, wanted, until is None, whole=True)) from None
    except BrokenExecutor as broken:
        raise Stopped(_result(runs, wanted, until is None, whole=True)) from broken
    if not runs.found and runs.failures:
        raise next(iter(runs.failures.values()))
    return _result(runs, wanted, until is None)


def _result(runs: Runs, wanted: int, fixed: bool = True, whole: bool = False) -> Result:
    damaged = tuple(runs.folder.damaged) if runs.folder is not None else ()
    return Result(runs.plan, runs.rows(wanted, whole), runs.told(), fixed, damaged)


def _named(
    models: Governance | Mapping[str, Governance], variants: Mapping[str, Changes] | None
) -> Mapping[str, Governance]:
    """Models by the names of their variants."""
    if not isinstance(models, Governance):
        if variants is not None:
            raise TypeError("variants are variants of one model")
        return dict(models)
    return {BASE: models} if variants is None else variants_of(models, variants)


def prepared_plan(
    models: Governance | Mapping[str, Governance],
    workload: str = "",
    first: date | None = None,
    days: int = 365,
    seed: int = 1,
) -> Plan:
    """The plan of an experiment, every variant with all its numbers. Raises `Missing`, `TooShort`,
    `KeyError`, `ValueError` as `experiment` does."""
    named = {BASE: models} if isinstance(models, Governance) else models
    if not named or days < 1:
        raise ValueError("an experiment has at least one model and one day")
    said = next(workload_of(model, workload) for model in named.values())
    begins = first or said.since
    if begins is None:
        numbers = Numbers(Engine(next(iter(named.values()))), said, _ANY_DAY, 1)
        numbers.read()
        raise Missing((Gap(f"workload:{said.name}", "period"), *numbers.gaps))
    _within(begins, days)
    texts = tuple((name, model.model_dump_json()) for name, model in named.items())
    plan = Plan(texts, workload, begins, days, seed)
    for name in named:
        warm_up = prepared(plan.only(name), name)[-1]
        if warm_up >= days * DAY:
            raise TooShort(days, -(-warm_up // DAY))
    return plan


def _within(first: date, days: int) -> None:
    """Raises `GovError` (GOV928) where the days are not in years in which limits can be counted."""
    for ordinal in (first.toordinal(), first.toordinal() + days):
        if not date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 1, 1).toordinal():
            at = date.fromordinal(min(ordinal, date.max.toordinal()))
            raise refuse("GOV928", at=at.isoformat(), first=str(FIRST_YEAR), last=str(LAST_YEAR))


def workload_of(model: Governance, name: str) -> Workload:
    """The workload of a name; the only one, or the first, without a name. Raises `KeyError`."""
    for one in model.workloads:
        if name in ("", one.name):
            return one
    raise KeyError(name or "workload")


@lru_cache(maxsize=64)
def prepared(plan: Plan, variant: str) -> tuple[Walk, Setup, int]:
    """The rules, the numbers and the warm-up of a variant, made once in each process."""
    model = Governance.model_validate_json(dict(plan.models)[variant])
    engine, said = Engine(model), workload_of(model, plan.workload)
    numbers = Numbers(engine, said, plan.first, plan.days)
    setup, warm_up = numbers.read(), numbers.warm_up
    if numbers.gaps:
        raise Missing(tuple(dict.fromkeys(numbers.gaps)))
    begins = datetime(plan.first.year, plan.first.month, plan.first.day)
    return Walk(engine, begins), setup, warm_up


def replicate(plan: Plan, variant: str, number: int, log: Log | None = None) -> Outcome:
    """What one run comes to; a function of its arguments alone. `log` takes what happened."""
    walk, setup, warm_up = prepared(plan, variant)
    span = counted(plan.first, plan.days, warm_up)
    tally = Tally(warm_up, Ledger(walk.engine.model, walk.engine.clocks.tzinfo, span))
    with logged(log, variant, number) as rows:
        watch = Watchers(tally, rows) if rows else tally
        run = Replication(setup, walk, Run.of(plan.seed, number), watch)
        run.run(plan.days * DAY)
        run.finish()
        if rows:
            rows.finish([*run.lives.values()])
    return tally.outcome(run)
