"""`govkit simulate PATH [SCENARIO]`: a case walked through the model, decision by decision.

A path enters; screens leave, and a saved walk where it is asked for. Without `--auto` the user
decides (`session`); with it the expected course is played. What is lawful, what is right
and what it scores is decided in `govkit.engine` and `govkit.scenario`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.lessons import Lessons
from govkit.cli.model import Plugins, with_plugins
from govkit.cli.refusal import FAILED, WRONG_USAGE, Refusal
from govkit.cli.screen import Screen

if TYPE_CHECKING:
    from govkit.cli.simulate.playing import Playing
    from govkit.cli.simulate.stage import Stage
    from govkit.scenario import Debrief, Graph, Record, Route, Walk


def command(
    ctx: typer.Context,
    path: Annotated[Path | None, typer.Argument(metavar="PATH")] = None,
    scenario: Annotated[str | None, typer.Argument(metavar="SCENARIO")] = None,
    auto: Annotated[bool, typer.Option("--auto", "--自动")] = False,
    play: Annotated[Path | None, typer.Option("--play", "--回放", metavar="FILE")] = None,
    save: Annotated[Path | None, typer.Option("--save", "--保存", metavar="FILE")] = None,
    seed: Annotated[str | None, typer.Option("--seed", "--抽签", metavar="NUMBER")] = None,
    seat: Annotated[list[str] | None, typer.Option("--seat", "--角色", metavar="NAME")] = None,
    hold: Annotated[bool, typer.Option("--hold", "--后评")] = False,
    plain: Annotated[bool, typer.Option("--plain", "--不清屏")] = False,
    free: Annotated[bool, typer.Option("--free", "--自由")] = False,
    plugin: Plugins = None,
) -> int:
    """Walk a case through a model."""
    from govkit.diagnostics import GovError

    screen = screen_of(ctx)
    if path is None:
        path = _here(screen)
        if path is None:
            return FAILED
    manner = Manner(seed, tuple(seat or ()), hold, plain, free)
    run = _Run(screen, path, save, plugin or (), manner)
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
        told = run.lessons.placed(error.diagnostics)
        raise Refusal(told, WRONG_USAGE if wrong else FAILED) from None


def _here(screen: Screen) -> Path | None:
    """The folder one stands in; None, and how to go on, where it holds no model."""
    from govkit.cli.simulate.stage import Stage

    here = Path()
    if any(here.glob("*.gov")):
        return here
    Stage(screen).say("told.no_lessons")
    return None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a walk is taken: the options of the call, but for paths."""

    seed: str | None = None
    seats: tuple[str, ...] = ()
    hold: bool = False
    plain: bool = False
    free: bool = False

    def typed(self) -> str:
        """The options as they are typed again."""
        from govkit.cli.simulate.saving import typed

        told = [f"--seat {typed(name)}" for name in self.seats]
        for name in ("hold", "plain", "free"):
            if getattr(self, name):
                told.append(f"--{name}")
        return "".join(f" {one}" for one in told)


class _Run:
    """One call: the model, its engine, and the stage everything is shown on."""

    def __init__(
        self,
        screen: Screen,
        path: Path,
        save: Path | None,
        plugins: Sequence[str],
        manner: Manner,
    ) -> None:
        from govkit.cli.simulate.saving import typed
        from govkit.cli.simulate.stage import Stage

        self.save = save
        self.manner = manner
        call = with_plugins(f"govkit simulate {typed(path)}", plugins)
        self.again = call + manner.typed()
        self.lessons = Lessons(path, screen, plugins)
        self.stage: Stage = Stage(screen)

    # ── which scenario ──
    def begin(self, scenario: str) -> Walk:
        """A walk of the scenario of a name or number. Raises `GovError`."""
        from govkit.scenario import Walk, read_course

        course, manner = read_course(self.lessons.model, scenario), self.manner
        if manner.free and self.lessons.found(scenario).is_branching:
            course = replace(course, turns=())
        return Walk.begin(self.lessons.engine, course, manner.seed or "", manner.free)

    def graph(self, scenario: str, seed: str | None = None) -> Graph:
        """The lesson of a name or number, explored. Raises `GovError`."""
        manner = self.manner
        return self.lessons.explored(scenario, seed or manner.seed or "", manner.seats).graph

    def is_lesson(self, scenario: str) -> bool:
        """Whether a scenario is played over its graph."""
        return self.lessons.found(scenario).is_branching and not self.manner.free

    def drawn(self, seed: str) -> str:
        """The number of the scenario that a seed draws; the same on every machine."""
        count = max(1, len(self.lessons.model.scenarios))
        number = int.from_bytes(sha256(seed.strip().encode()).digest()) % count + 1
        self.stage.say("told.drawn", "dim", seed=seed, number=number)
        return str(number)

    # ── by itself ──
    def auto(self, scenario: str | None) -> int:
        """Play the expected course of one scenario or of all; 1 where one cannot be played."""
        from govkit.cli.simulate.debrief import left_out, summary
        from govkit.diagnostics import GovError

        first = self.lessons.found(scenario or "1")
        chosen = [first] if scenario is not None else list(self.lessons.model.scenarios)
        told: list[tuple[str, Debrief | Route | None]] = []
        for one in chosen:
            if told and told[-1][1] is not None:
                self.stage.blank()
            try:
                told.append((one.name, self._by_itself(one.name)))
            except GovError as error:
                told.append((one.name, None))
                self.stage.screen.findings(self.lessons.placed(error.diagnostics), error=True)
        if len(told) > 1:
            self.stage.blank()
            summary(self.stage, told)
            self.stage.blank()
        linear = [found for _, found in told if found is not None and hasattr(found, "simplified")]
        left_out(self.stage, dict.fromkeys(k for found in linear for k in found.simplified))
        return int(any(found is None for _, found in told))

    def _by_itself(self, name: str) -> Debrief | Route:
        """Play one scenario as its author would. Raises `GovError`."""
        from govkit.scenario import Route

        if not self.is_lesson(name):
            return self._played(self.begin(name).played(), whole=False)
        return self._told(Route(self.graph(name)).author())

    def _played(self, walk: Walk, *, whole: bool = True) -> Debrief:
        """Show a walk and its debrief; save it where that is asked for."""
        from govkit.cli.simulate.debrief import debriefing
        from govkit.cli.simulate.screen import opening, played
        from govkit.scenario import Journal, debrief

        opening(self.stage, walk, *self.lessons.number_of(walk.course.name))
        played(self.stage, walk)
        found = debrief(walk)
        debriefing(self.stage, found, whole=whole)
        if self.save is not None:
            write_file(self.save, Journal.of(walk).to_json())
            self.stage.say("told.saved", "good", path=self.save)
        return found

    def _told(self, route: Route) -> Route:
        """Show a walk over a lesson and its debrief; save it where that is asked for."""
        from govkit.cli.simulate.lesson import transcript
        from govkit.scenario import Record

        transcript(self.stage, route)
        if self.save is not None:
            write_file(self.save, Record.of(route).to_json())
            self.stage.say("told.saved", "good", path=self.save)
        return route

    # ── with the user ──
    def ask(self, scenario: str | None) -> int:
        """Let the user decide; ask which scenario where none is named."""
        from govkit.cli.simulate.keys import INTERRUPTED
        from govkit.cli.simulate.listing import picked
        from govkit.scenario import Route

        if scenario is None:
            self.lessons.found("1")
            try:
                scenario = picked(self.stage, self.lessons.model.scenarios, self.again)
            except KeyboardInterrupt:
                self.stage.blank()
                self.stage.say("told.stopped")
                return INTERRUPTED
            if scenario is None:
                return 0
        if self.is_lesson(scenario):
            return self._playing(Route(self.graph(scenario))).run()
        return self._at_the_keys(self.begin(scenario), self.save, resumed=False)

    def _at_the_keys(self, walk: Walk, save: Path | None, *, resumed: bool) -> int:
        """A linear walk at the keys: turn by turn, or with `--free` move by move."""
        from govkit.cli.simulate.linear import LinearPlay
        from govkit.cli.simulate.playing import Playing
        from govkit.cli.simulate.session import Session
        from govkit.scenario.stories import Stories

        number = self.lessons.number_of(walk.course.name)
        if self.manner.free:
            return Session(self.stage, walk, number, self.again, save).run(replayed=resumed)
        stories = Stories.of(self.lessons.engine, walk.course)
        play = LinearPlay(self.stage, walk, stories, self.manner.hold)
        again = (self.again, str(number[0]))
        return Playing(self.stage, play, again, save, self.manner.plain).run(resumed=resumed)

    def _playing(self, route: Route, save: Path | None = None) -> Playing:
        """A walk over a lesson at the keys."""
        from govkit.cli.simulate.lesson import LessonPlay
        from govkit.cli.simulate.playing import Playing

        play = LessonPlay(self.stage, route, self.manner.hold)
        number = self.lessons.number_of(route.graph.scenario)[0]
        seed = f" --seed {self.manner.seed}" if self.manner.seed else ""
        again = (self.again, f"{number}{seed}")
        return Playing(self.stage, play, again, save or self.save, self.manner.plain)

    def replay(self, play: Path, auto: bool) -> int:
        """Show a saved walk; go on with it where it is not finished."""
        from govkit.scenario import Record, read_journal, replayed
        from govkit.scenario.flaws import flawed

        try:
            text = play.read_bytes()
        except OSError:
            raise flawed("GOV758", path=str(play)) from None
        journal = read_journal(text, str(play))
        if isinstance(journal, Record):
            return self._resumed(journal, play, auto)
        walk = replayed(self.lessons.engine, journal, free=self.manner.free)
        if auto or (walk.is_over and self.manner.free):
            self._played(walk.played() if auto else walk)
            return 0
        return self._at_the_keys(walk, self.save or play, resumed=True)

    def _resumed(self, record: Record, play: Path, auto: bool) -> int:
        """Go on with a walk over a lesson; only show it with `--auto`."""
        from govkit.scenario import retraced

        route = retraced(self.graph(record.scenario, record.seed), record)
        if auto:
            self._told(route)
            return 0
        return self._playing(route, self.save or play).run(resumed=True)
