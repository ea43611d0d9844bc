"""What a page tells of: a plan, what its runs came to, and the estimates of every variant.

A plan and outcomes enter; estimates, differences, models and names of variants leave, each worked
out once. What is said of them is the business of the parts of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from govkit.draws.intervals import Estimate
from govkit.model.governance import Governance
from govkit.model.workload import Workload
from govkit.simulation.outcome.estimates import differences, estimates, only_at_least, open_share
from govkit.simulation.outcome.outcome import Outcome
from govkit.simulation.plan import Plan
from govkit.simulation.wording import Tongue, said, table


class Told:
    """Everything that the parts of a page draw on. Variants without a run are left out."""

    def __init__(
        self, plan: Plan, outcomes: Mapping[str, Sequence[Outcome]], lang: Tongue,
        *, fixed: bool = True, failed: int = 0,
    ) -> None:  # fmt: skip
        self.plan, self.lang, self.fixed, self.failed = plan, lang, fixed, failed
        self.outcomes = {name: tuple(rows) for name, rows in outcomes.items() if rows}
        if not self.outcomes:
            raise ValueError("no run, nothing to tell")
        self.variants = tuple(self.outcomes)
        self.base, self.others = self.variants[0], self.variants[1:]

    def say(self, key: str, **fillers: object) -> str:
        """The words of the page under a key."""
        return said(f"page.{key}", self.lang, **fillers)

    def name(self, variant: str) -> str:
        """What a variant is called."""
        known = table()["variant"].get(variant)
        return str(known[self.lang]) if known else variant

    def quoted(self, variant: str) -> str:
        """The name of a variant in a sentence."""
        return f"「{self.name(variant)}」" if self.lang == "zh" else f"“{self.name(variant)}”"

    def listed(self, words: Sequence[str]) -> str:
        """Words one behind the other."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    @cached_property
    def models(self) -> Mapping[str, Governance]:
        """The model of each variant."""
        texts = dict(self.plan.models)
        return {name: Governance.model_validate_json(texts[name]) for name in self.variants}

    @property
    def model(self) -> Governance:
        """That of the first."""
        return self.models[self.base]

    def workload(self, variant: str) -> Workload:
        """The workload that was run."""
        found = self.models[variant].workloads
        return next((one for one in found if one.name == self.plan.workload), found[0])

    @cached_property
    def estimates(self) -> Mapping[str, Mapping[str, Estimate]]:
        """Every figure of each variant."""
        return {name: estimates(rows) for name, rows in self.outcomes.items()}

    @cached_property
    def differences(self) -> Mapping[str, Mapping[str, Estimate]]:
        """Every figure of each other variant, less that of the first."""
        base = self.outcomes[self.base]
        return {name: differences(base, self.outcomes[name]) for name in self.others}

    @cached_property
    def runs(self) -> int:
        """How many runs the first variant has."""
        return len(self.outcomes[self.base])

    def mean(self, variant: str, figure: str) -> float | None:
        """The mean of a figure."""
        found = self.estimates[variant].get(figure)
        return None if found is None else found.mean

    def open_share(self, variant: str) -> float:
        """How many of the cases are not finished."""
        return open_share(self.estimates[variant])

    def only_at_least(self, variant: str, figure: str) -> bool:
        """Whether a figure is a time of which too many are not finished."""
        return only_at_least(figure, self.estimates[variant])
