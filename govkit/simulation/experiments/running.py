"""The runs of an experiment: which are wanted, which are found, which could not be made.

A plan, an executor and perhaps a folder enter; outcomes by variant and number leave. What fails in
one run is kept and the others go on; what is finished when somebody interrupts is kept as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, field
from functools import partial

from govkit.diagnostics import Diagnostic, GovError
from govkit.simulation.driver.gaps import NoDelay, NoStation
from govkit.simulation.driver.rows import Log
from govkit.simulation.experiments.folder import RunFolder
from govkit.simulation.outcome.outcome import Outcome
from govkit.simulation.plan import Failure, Plan

Key = tuple[str, int]  # variant, number from 0
Progress = Callable[[int, int, int], None]  # runs done, of how many, cases in the last one
Replicate = Callable[[Plan, str, int, Log | None], Outcome]


@dataclass
class Runs:
    """Runs of one plan, in the process itself or wherever the executor has them made."""

    plan: Plan
    replicate: Replicate
    executor: Executor | None = None
    folder: RunFolder | None = None
    log: Log | None = None
    progress: Progress | None = None
    found: dict[Key, Outcome] = field(default_factory=dict)
    failures: dict[Key, Exception] = field(default_factory=dict)

    def take_up(self) -> None:
        """The runs that the folder has already."""
        if self.folder is not None:
            self.found |= dict(self.folder.outcomes())

    def more(self, replications: int) -> None:
        """Make what is missing of the first so many runs of every variant, number by number."""
        names = [name for name, _ in self.plan.models]
        wanted = [(name, number) for number in range(replications) for name in names]
        missing = [key for key in wanted if key not in self.found and key not in self.failures]
        done = len(wanted) - len(missing)
        for key, made in self._made(missing):
            cases = 0
            try:
                outcome = made()
            except (NoDelay, NoStation, GovError) as failed:
                self.failures[key] = failed
            else:
                self.found[key] = outcome
                cases = int(outcome.figures.get("cases") or 0)
                if self.folder is not None:
                    self.folder.keep(*key, outcome)
            done += 1
            if self.progress is not None:
                self.progress(done, len(wanted), cases)

    def _made(self, keys: list[Key]) -> Iterator[tuple[Key, Callable[[], Outcome]]]:
        """Each run as it is finished, still to be asked for its outcome."""
        if self.executor is None:
            for name, number in keys:
                plan = self.plan.only(name)
                yield (name, number), partial(self.replicate, plan, name, number, self.log)
            return
        tasks = {
            self.executor.submit(self.replicate, self.plan.only(name), name, number, self.log): (
                name, number
            )
            for name, number in keys
        }  # fmt: skip
        try:
            for task in as_completed(tasks):
                yield tasks[task], task.result
        finally:
            for task in tasks:
                task.cancel()

    def rows(self, replications: int, whole: bool = False) -> dict[str, tuple[Outcome, ...]]:
        """The outcomes of each variant by number; a run that failed has no figures.

        `whole`: only the numbers that every variant has, so that what is compared is paired.
        """
        names = [name for name, _ in self.plan.models]
        numbers = [
            number for number in range(replications)
            if not whole or all((name, number) in self.found or (name, number) in self.failures
                                for name in names)
        ]  # fmt: skip
        none = Outcome({})
        return {name: tuple(self.found.get((name, n), none) for n in numbers) for name in names}

    def told(self) -> tuple[Failure, ...]:
        """The runs that failed, each with its finding."""
        return tuple(Failure(*key, _finding(why)) for key, why in sorted(self.failures.items()))


def _finding(why: Exception) -> Diagnostic:
    if isinstance(why, NoDelay | NoStation):
        return why.finding()
    assert isinstance(why, GovError)
    return why.diagnostics[0]
