"""The lessons of a model as commands need them: compiled, explored, findings with their places.

A path and names enter; scenarios, graphs and findings leave. What is shown of them is for the
commands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.cli.model import compiled_text
from govkit.cli.refusal import not_one_of
from govkit.cli.screen import Screen
from govkit.diagnostics import Both, Diagnostic

if TYPE_CHECKING:
    from govkit.engine import Engine
    from govkit.model.governance import Governance
    from govkit.model.scenario import Scenario
    from govkit.scenario import Exploration


class Lessons:
    """The scenarios of one model. Raises `Refusal` where the text does not hold."""

    def __init__(self, path: Path, screen: Screen, plugins: Sequence[str] = ()) -> None:
        self.screen = screen
        result = compiled_text(path, screen, plugins=plugins)
        assert result.model is not None
        self.model: Governance = result.model
        self.places: Mapping[str, Any] = result.places

    @cached_property
    def engine(self) -> Engine:
        """The engine of the model."""
        from govkit.engine import Engine

        return Engine(self.model)

    def found(self, scenario: str) -> Scenario:
        """The scenario of a name or number. Raises `GovError` (GOV750, GOV757)."""
        from govkit.scenario.course import find_scenario

        return find_scenario(self.model, scenario)

    def number_of(self, name: str) -> tuple[int, int]:
        """The number of a scenario, and how many there are."""
        names = [one.name for one in self.model.scenarios]
        return names.index(name) + 1, len(names)

    def explored(self, scenario: str, seed: str = "", seats: tuple[str, ...] = ()) -> Exploration:
        """A branching lesson, explored. Raises `GovError`, and `Refusal` for an unknown seat."""
        from govkit.scenario import explored

        found = self.found(scenario)
        names = [seat.name for seat in found.seats]
        for name in seats:
            if name not in names:
                raise not_one_of(Both("选项 --seat ", "The option `--seat`"), name, names)
        if self.screen.watched:
            self.screen.say("say.exploring", "dim", error=True, scenario=found.label)
        return explored(self.engine, found.name, seed, seats)

    def placed(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Findings, each with the place of its scenario and turn in the text."""
        return [replace(one, span=one.span or self._span(one)) for one in findings]

    def _span(self, found: Diagnostic) -> Any:
        scenario = f"scenario:{found.args.get('scenario', '')}"
        turn = f"{scenario}/turn:{found.args.get('turn', '')}"
        return self.places.get(turn) or self.places.get(scenario)
