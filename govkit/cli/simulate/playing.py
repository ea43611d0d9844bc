"""A walk with the class at the keys: pages are shown, keys are read, the walk is kept and saved.

A `Play` enters (a lesson with options, or the expected course of a linear scenario); screens and a
saved walk leave. What is right, lawful or next is for the play; what a screen holds for `sheet`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from govkit.cli.files import write_file
from govkit.cli.refusal import Refusal
from govkit.cli.simulate.keys import INTERRUPTED, chosen, pressed, read_line
from govkit.cli.simulate.saving import free_name, typed
from govkit.cli.simulate.sheet import Page, Passage, Pieces, Scene, paged, pages
from govkit.cli.simulate.stage import Stage
from govkit.diagnostics.catalogue import word


class Play(Protocol):
    """What the keys drive: immutable; each choice gives another."""

    @property
    def name(self) -> str:
        """The name of the scenario."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to choose."""

    @property
    def has_begun(self) -> bool:
        """Whether the walk is worth saving."""

    def choose(self, number: int) -> Play | str:
        """The play after the choice of a number, or why it cannot be chosen."""

    def undo(self) -> Play:
        """The play before the last choice; the same one where there is none."""

    def stored(self) -> str:
        """The walk as it is saved."""

    def opening(self) -> Scene:
        """The first screen."""

    def scene(self) -> Scene:
        """The present screen."""

    def grounds(self) -> Sequence[Pieces]:
        """The rule behind the last choice, and how limits are counted, in lines."""

    def cards(self) -> Sequence[Passage]:
        """The cards of the seats."""

    def debrief(self) -> Sequence[Pieces]:
        """The lines of the debrief."""


class Left(Exception):
    """The user leaves; `how` is the wording that says so."""

    def __init__(self, how: str) -> None:
        self.how = how
        super().__init__(how)


class Playing:
    """One walk with the class at the keys.

    `again`: the call that comes back to this scenario. `save`: the file it is saved to; a free name
    is found if not given. `plain`: screens are not cleared.
    """

    def __init__(
        self, stage: Stage, play: Play, again: tuple[str, str], save: Path | None, plain: bool
    ) -> None:
        self.stage = stage
        self.play = play
        self.again = again
        self.save = save
        self.clears = not plain and sys.stdout.isatty()
        self.shown = False

    def run(self, *, resumed: bool = False) -> int:
        """Ask until the user leaves; 0, or 130 when interrupted."""
        try:
            if not resumed:
                self._begin()
            while True:
                if self.play.is_over:
                    self._end()
                else:
                    self._ask()
        except Left as left:
            self._leave(left.how)
            return 0
        except KeyboardInterrupt:
            self.stage.blank()
            self._leave("told.stopped")
            return INTERRUPTED

    # ── the three kinds of screen ──
    def _begin(self) -> None:
        while True:
            match pressed(self._scene(self.play.opening())):
                case "k":
                    self._aside(self.play.cards())
                case "?":
                    self._help()
                case _:
                    return

    def _ask(self) -> None:
        """One question, until it is answered or taken back."""
        note = ""
        while True:
            line = self._scene(self.play.scene(), note)
            note = ""
            if number := chosen(line):
                came = self.play.choose(number)
                if not isinstance(came, str):
                    self.play = came
                    return
                note = came
                continue
            match pressed(line):
                case "u":
                    before = self.play
                    self.play = before.undo()
                    if self.play is not before:
                        return
                    note = self.stage.word("told.nothing_to_undo")
                case "w":
                    self._pages(self.play.grounds())
                case "k":
                    self._aside(self.play.cards())
                case "s":
                    refused = self._store()
                    note = refused or self.stage.word("told.saved", path=self.save)
                case "?":
                    self._help()
                case "r" | "":
                    pass
                case _:
                    note = self.stage.word("told.not_understood", typed=line)

    def _end(self) -> None:
        """The end of the story, then the debrief; `u` takes the last choice back from either."""
        while True:
            match pressed(self._scene(self.play.scene())):
                case "u":
                    self.play = self.play.undo()
                    return
                case "w":
                    self._pages(self.play.grounds())
                case "k":
                    self._aside(self.play.cards())
                case "r" | "?":
                    pass
                case _:
                    break
        told = paged(
            self.play.debrief(),
            self.stage.word("prompt.debrief"),
            self.stage.word("prompt.debriefed"),
        )
        for page in told:
            self._page(page)
            line = read_line(page.prompt)
            if line is None:
                for rest in told[told.index(page) + 1 :]:
                    self._page(rest)
                raise Left("told.ended")
            if pressed(line) == "u":
                self.play = self.play.undo()
                return
            if pressed(line) == "q":
                break
        raise Left("lesson.over")

    # ── showing ──
    def _scene(self, scene: Scene, note: str = "") -> str:
        """Show a scene and read what is answered on its last screen.

        With a note its news are not told again where they took a screen of their own.
        """
        go_on = self.stage.word("prompt.on")
        told = pages(scene, self.stage.room, go_on)
        if note:
            said = Passage(note, "warning")
            news = (said, *scene.news) if len(told) == 1 else (said,)
            told = pages(replace(scene, news=news), self.stage.room, go_on)
        return self._answer(told)

    def _aside(self, passages: Sequence[Passage]) -> None:
        """Something beside the walk; any key goes back."""
        self._pages([line for one in passages for line in one.lines(self.stage.room)])

    def _pages(self, lines: Sequence[Pieces]) -> None:
        self._answer(paged(lines, self.stage.word("prompt.on"), self.stage.word("prompt.back")))

    def _help(self) -> None:
        text = self.stage.word("lesson.help")
        self._aside([Passage(line) for line in text.strip().splitlines()])

    def _answer(self, told: Sequence[Page]) -> str:
        """Show screens one after another; what is typed on the last. Raises `Left`."""
        line: str | None = ""
        for page in told:
            self._page(page)
            line = read_line(page.prompt)
            if line is None:
                raise Left("told.ended")
            if pressed(line) == "q":
                raise Left("told.stopped")
        return line or ""

    def _page(self, page: Page) -> None:
        if self.clears:
            self.stage.screen.console.clear()
        elif self.shown:
            self.stage.blank()
        self.shown = True
        for pieces in page.lines:
            self.stage.screen.line(pieces)

    # ── saving ──
    def _store(self) -> str:
        """Save the walk; why it could not be, where the file cannot be written."""
        self.save = self.save or free_name(self.play.name)
        try:
            write_file(self.save, self.play.stored())
        except Refusal as refused:
            return " ".join(word(one, self.stage.lang).text for one in refused.findings)
        return ""

    def _leave(self, how: str) -> None:
        """Save, and say where and how to go on; where nothing was chosen, how to begin again."""
        self.stage.say(how)
        call, scenario = self.again
        refused = self._store() if self.play.has_begun else ""
        if refused:
            self.stage.say("told.not_saved", "warning", why=refused)
        if self.play.has_begun and not refused and self.save is not None:
            self.stage.say("told.saved", "good", path=self.save)
            self.stage.call("told.go_on", f"{call} --play {typed(self.save)}")
        else:
            self.stage.call("told.begin_again", f"{call} {scenario}")
