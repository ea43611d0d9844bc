"""`govkit simulate PATH [SCENARIO]`: a case walked through the model, decision by decision.

A path enters; screens leave, and a saved walk where it is asked for. Without `--auto` the user
decides (`session`); with it the expected course is played. What is lawful, what is right
and what it scores is decided in `govkit.engine` and `govkit.scenario`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.model import Plugins, compiled_text, with_plugins
from govkit.cli.refusal import FAILED, WRONG_USAGE, Refusal
from govkit.cli.screen import Screen

if TYPE_CHECKING:
    from govkit.cli.simulate.stage import Stage
    from govkit.diagnostics import Diagnostic, GovError
    from govkit.engine import Engine
    from govkit.model.governance import Governance
    from govkit.scenario import Debrief, Walk


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    scenario: Annotated[str | None, typer.Argument(metavar="SCENARIO")] = None,
    auto: Annotated[bool, typer.Option("--auto", "--自动")] = False,
    play: Annotated[Path | None, typer.Option("--play", "--回放", metavar="FILE")] = None,
    save: Annotated[Path | None, typer.Option("--save", "--保存", metavar="FILE")] = None,
    seed: Annotated[str | None, typer.Option("--seed", "--抽签", metavar="NUMBER")] = None,
    plugin: Plugins = None,
) -> int:
    """Walk a case through a model."""
    from govkit.diagnostics import GovError

    run = _Run(screen_of(ctx), path, save, plugin or ())
    try:
        if play is not None:
            return run.replay(play, auto)
        if scenario is None and seed is not None:
            scenario = run.drawn(seed)
        if auto:
            return run.auto(scenario)
        return run.ask(scenario)
    except GovError as error:
        wrong = any(found.code == "GOV757" for found in error.diagnostics)
        raise Refusal(run.placed(error), WRONG_USAGE if wrong else FAILED) from None


class _Run:
    """One call: the model, its engine, and the stage everything is shown on."""

    def __init__(
        self, screen: Screen, path: Path, save: Path | None, plugins: Sequence[str] = ()
    ) -> None:
        from govkit.cli.simulate.session import typed
        from govkit.cli.simulate.stage import Stage
        from govkit.engine import Engine

        self.save = save
        self.again = with_plugins(f"govkit simulate {typed(path)}", plugins)
        result = compiled_text(path, screen, plugins=plugins)
        assert result.model is not None
        self.model: Governance = result.model
        self.places: Mapping[str, Any] = result.places
        self.engine: Engine = Engine(result.model)
        self.stage: Stage = Stage(screen)

    def placed(self, error: GovError) -> list[Diagnostic]:
        """The findings of an error, each with the place of its scenario and turn in the text."""
        return [replace(found, span=found.span or self._span(found)) for found in error.diagnostics]

    def _span(self, found: Diagnostic) -> Any:
        scenario = f"scenario:{found.args.get('scenario', '')}"
        turn = f"{scenario}/turn:{found.args.get('turn', '')}"
        return self.places.get(turn) or self.places.get(scenario)

    # ── which scenario ──
    def begin(self, scenario: str) -> Walk:
        """A walk of the scenario of a name or number. Raises `GovError`."""
        from govkit.scenario import Walk, read_course

        return Walk.begin(self.engine, read_course(self.model, scenario))

    def drawn(self, seed: str) -> str:
        """The number of the scenario that a seed draws; the same on every machine."""
        linear = [n for n, one in enumerate(self.model.scenarios, 1) if not one.is_branching] or [1]
        number = linear[int.from_bytes(sha256(seed.strip().encode()).digest()) % len(linear)]
        self.stage.say("told.drawn", "dim", seed=seed, number=number)
        return str(number)

    def number_of(self, walk: Walk) -> tuple[int, int]:
        """The number of a walk's scenario, and how many there are."""
        names = [one.name for one in self.model.scenarios]
        return names.index(walk.course.name) + 1, len(names)

    # ── by itself ──
    def auto(self, scenario: str | None) -> int:
        """Play the expected course of one scenario or of all; 1 where one cannot be played."""
        from govkit.cli.simulate.debrief import left_out, summary
        from govkit.diagnostics import GovError
        from govkit.scenario.course import find_scenario

        first = find_scenario(self.model, scenario or "1")
        linear = [one for one in self.model.scenarios if not one.is_branching]
        chosen = [first] if scenario is not None else linear
        told: list[tuple[str, Debrief | None]] = []
        for one in chosen:
            if told and told[-1][1] is not None:
                self.stage.blank()
            try:
                walk = self.begin(one.name).played()
                told.append((one.name, self._played(walk, whole=False)))
            except GovError as error:
                told.append((one.name, None))
                self.stage.screen.findings(self.placed(error), error=True)
        if len(told) > 1:
            self.stage.blank()
            summary(self.stage, told)
            self.stage.blank()
        keys = [key for _, found in told if found for key in found.simplified]
        left_out(self.stage, dict.fromkeys(keys))
        return int(any(found is None for _, found in told))

    def _played(self, walk: Walk, *, whole: bool = True) -> Debrief:
        """Show a walk and its debrief; save it where that is asked for."""
        from govkit.cli.simulate.debrief import debriefing
        from govkit.cli.simulate.screen import opening, played
        from govkit.scenario import Journal, debrief

        opening(self.stage, walk, *self.number_of(walk))
        played(self.stage, walk)
        found = debrief(walk)
        debriefing(self.stage, found, whole=whole)
        if self.save is not None:
            write_file(self.save, Journal.of(walk).to_json())
            self.stage.say("told.saved", "good", path=self.save)
        return found

    # ── with the user ──
    def ask(self, scenario: str | None) -> int:
        """Let the user decide; ask which scenario where none is named."""
        from govkit.cli.simulate.session import INTERRUPTED, Session, picked
        from govkit.scenario.course import find_scenario

        if scenario is None:
            find_scenario(self.model, "1")
            try:
                scenario = picked(self.stage, self.model.scenarios, self.again)
            except KeyboardInterrupt:
                self.stage.blank()
                self.stage.say("told.stopped")
                return INTERRUPTED
            if scenario is None:
                return 0
        walk = self.begin(scenario)
        return Session(self.stage, walk, self.number_of(walk), self.again, self.save).run()

    def replay(self, play: Path, auto: bool) -> int:
        """Show a saved walk; go on with it where it is not finished."""
        from govkit.cli.simulate.session import Session
        from govkit.scenario import read_journal, replayed
        from govkit.scenario.flaws import flawed

        try:
            text = play.read_bytes()
        except OSError:
            raise flawed("GOV758", path=str(play)) from None
        walk = replayed(self.engine, read_journal(text, str(play)))
        if auto or walk.is_over:
            self._played(walk.played() if auto else walk)
            return 0
        session = Session(self.stage, walk, self.number_of(walk), self.again, self.save or play)
        return session.run(replayed=True)
