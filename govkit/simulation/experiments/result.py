"""What an experiment found: the outcome of each run, and what the runs of a variant say together.

Outcomes enter, one for each variant and replication; estimates with their intervals leave, and
paired differences. How a run was made is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.placeless import finding
from govkit.draws.intervals import Estimate
from govkit.simulation.outcome.estimates import differences, estimates
from govkit.simulation.outcome.outcome import Figures, Outcome
from govkit.simulation.page.compose import page
from govkit.simulation.page.sentences import answer, asked
from govkit.simulation.page.told import Told
from govkit.simulation.plan import Failure, Plan
from govkit.simulation.wording import Tongue


@dataclass(frozen=True)
class Result:
    """What an experiment found: the outcomes of each variant, replication by replication.

    `failures` are runs that could not be made; they have no figures. `fixed`: whether how often to
    run was said beforehand. `damaged` are files of the folder that were made anew.
    """

    plan: Plan
    outcomes: Mapping[str, tuple[Outcome, ...]]
    failures: tuple[Failure, ...] = ()
    fixed: bool = True
    damaged: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The variant that the others are held against: the first."""
        return next(iter(self.outcomes))

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What went wrong and was no reason to stop, each once: runs that failed, damaged files."""
        told = [finding("GOV984", name=name) for name in self.damaged]
        for failure in self.failures:
            if failure.finding not in told:
                told.append(failure.finding)
        return tuple(told)

    @property
    def figures(self) -> Mapping[str, tuple[Figures, ...]]:
        """The figures of each variant, replication by replication."""
        return {name: tuple(one.figures for one in rows) for name, rows in self.outcomes.items()}

    def __getitem__(self, variant: str) -> Mapping[str, Estimate]:
        """Every figure of a variant with its interval. Raises `KeyError` for an unknown one."""
        return estimates(self.outcomes[variant])

    def difference(self, base: str, other: str) -> Mapping[str, Estimate]:
        """`other` less `base` for every figure, paired: both had the same cases."""
        return differences(self.outcomes[base], self.outcomes[other])

    def rows(self) -> Iterator[tuple[str, int, str, float | None]]:
        """Every figure of every run: variant, replication, figure, value."""
        for name, runs in self.figures.items():
            for number, figures in enumerate(runs):
                for figure, value in figures.items():
                    yield name, number, figure, value

    def question(self, lang: Tongue = "zh") -> str:
        """What was asked, in one sentence. Raises `ValueError` where no run was made."""
        return asked(self._told(lang))

    def answer(self, lang: Tongue = "zh") -> str:
        """What came of it, in one sentence. Raises `ValueError` where no run was made."""
        return answer(self._told(lang))

    def _told(self, lang: Tongue) -> Told:
        return Told(self.plan, self.outcomes, lang, fixed=self.fixed, failed=len(self.failures))

    def html(self, lang: Tongue = "zh", command: str = "") -> str:
        """The page of the experiment: one HTML file without an outside address. `command` is what
        repeats it. Raises `ValueError` where no run was made."""
        return page(
            self.plan, self.outcomes, lang,
            command=command, fixed=self.fixed, failed=len(self.failures),
        )  # fmt: skip
