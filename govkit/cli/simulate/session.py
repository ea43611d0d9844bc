"""A walk with the user at the keys: prompts, keys, saving, and a clean way out.

A walk and lines of input enter; screens and, on request or at quitting, a saved walk leave. Keys
are digits and Latin letters; full-width ones are read as well.
"""

from __future__ import annotations

import re
from pathlib import Path

from govkit.cli.files import write_file
from govkit.cli.refusal import Refusal
from govkit.cli.simulate.debrief import debriefing
from govkit.cli.simulate.keys import ALIASES, INTERRUPTED, read_line
from govkit.cli.simulate.saving import free_name, typed
from govkit.cli.simulate.screen import (
    because,
    decision,
    meanwhile,
    opening,
    played,
    state,
    verdict,
    why_not,
)
from govkit.cli.simulate.stage import Stage
from govkit.diagnostics import GovError
from govkit.scenario import Journal, Walk, debrief
from govkit.scenario.stories import Stories


class Session:
    """One walk with a user.

    `again`: the call that comes back to the model. `save`: the file the walk is saved to; a free
    name is found if not given.
    """

    def __init__(
        self,
        stage: Stage,
        walk: Walk,
        number: tuple[int, int],
        again: str,
        save: Path | None,
    ) -> None:
        self.stage = stage
        self.walk = walk
        self.stories = Stories.of(walk.engine, walk.course)
        self.number = number
        self.again = again
        self.save = save

    def run(self, *, replayed: bool = False) -> int:
        """Ask until the case is closed or the user leaves; 0, or 130 when interrupted."""
        try:
            opening(self.stage, self.walk, *self.number)
            if replayed:
                played(self.stage, self.walk)
                self.stage.say("told.replayed", "dim", count=len(self.walk.journal))
            return self._decisions()
        except KeyboardInterrupt:
            self.stage.blank()
            self._leave("told.stopped")
            return INTERRUPTED

    def _decisions(self) -> int:
        fresh = True
        while (now := self.walk.decision) is not None:
            if fresh:
                decision(self.stage, self.walk, now)
            line = read_line(self.stage.word("ask.prompt"))
            if line is None:
                self._leave("told.ended")
                return 0
            line = ALIASES.get(line, line)
            if line.lower() == "q":
                self._leave("told.stopped")
                return 0
            fresh = self._answered(line)
        return self._finished()

    def _finished(self) -> int:
        if self.walk.taken:
            meanwhile(self.stage, self.walk.taken[-1].after, self.walk.case)
        state(self.stage, self.walk.engine, self.walk.case, self.walk.case.as_of)
        if self.walk.taken:
            because(self.stage, self.walk.engine, self.walk.taken[-1].move.reason)
        debriefing(self.stage, debrief(self.walk))
        self._store()
        return 0

    # ── answers ──
    def _answered(self, line: str) -> bool:
        """Do what was typed; whether the decision is to be shown again."""
        key, _, rest = line.partition(" ")
        key, rest = key.lower(), rest.strip()
        joined = re.fullmatch(r"([wn])(\d+)", key)
        if joined:
            key, rest = joined[1], joined[2]
        if key.isdigit():
            return self._chose(int(key))
        match key:
            case "u":
                return self._undo()
            case "w":
                self._why(rest)
            case "n":
                self._why_not(rest)
            case "s":
                self._store()
            case "?":
                self.stage.say("told.help")
            case "":
                pass
            case _:
                self.stage.say("told.not_understood", "warning", typed=line)
        return False

    def _chose(self, number: int) -> bool:
        try:
            self.walk, came = self.walk.choose(number)
        except IndexError:
            self.stage.say("told.no_number", "warning", number=number)
            return False
        verdict(self.stage, came, self.stories)
        return came.taken is not None

    def _undo(self) -> bool:
        before = self.walk
        self.walk = before.undo()
        same = self.walk is before
        self.stage.say("told.nothing_to_undo" if same else "told.undone", "warning")
        return not same

    def _why(self, rest: str) -> None:
        try:
            choice = self.walk.choice(int(rest) if rest.isdigit() else 0)
        except IndexError:
            self.stage.say("told.no_number", "warning", number=rest or "-")
            return
        if choice.move is not None:
            because(self.stage, self.walk.engine, choice.move.reason)
        else:
            why_not(self.stage, self.walk.why_not(choice.asked))

    def _why_not(self, rest: str) -> None:
        places = self.walk.places()
        if not rest:
            self.stage.say("ask.places", "title")
            for number, place in enumerate(places, start=1):
                self.stage.screen.line([("title", f" n {number} "), ("", place)])
            return
        if rest.isdigit():
            if not 1 <= int(rest) <= len(places):
                self.stage.say("told.no_number", "warning", number=rest)
                return
            rest = places[int(rest) - 1]
        try:
            why_not(self.stage, self.walk.why_not(rest))
        except GovError:
            known = self.stage.listing(places)
            self.stage.say("told.no_place", "warning", typed=rest, places=known)

    # ── saving ──
    def _store(self) -> bool:
        """Save the walk; a file that cannot be written is told, not raised."""
        self.save = self.save or free_name(self.walk.course.name)
        try:
            write_file(self.save, Journal.of(self.walk).to_json())
        except Refusal as refused:
            self.stage.screen.findings(refused.findings, error=True)
            return False
        self.stage.say("told.saved", "good", path=self.save)
        return True

    def _leave(self, how: str) -> None:
        """Stop here, and say how to go on: from the saved walk, or from the beginning."""
        self.stage.say(how)
        if self.walk.journal and self._store() and self.save is not None:
            self.stage.call("told.go_on", f"{self.again} --play {typed(self.save)}")
        else:
            self.stage.call("told.begin_again", f"{self.again} {self.number[0]}")
