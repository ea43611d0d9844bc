"""What a procedure is: one way in which something may be done in a case, from offer to effect.

A scene (a case at an instant) and what somebody wants enter; moves, cases and refusals leave. The
list of all procedures stands in `govkit.engine.procedures`; each has a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import ClassVar, Literal

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.placeless import fillers
from govkit.engine.case.case import Case
from govkit.engine.case.event import Breach
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer, TimerKind
from govkit.engine.procedures.passage import Ending, Passage
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import move_phrase
from govkit.engine.words.wording import joined
from govkit.model.statement import Origin
from govkit.values import Quantity

Phase = Literal["open", "incomplete", "parked", "closed"]
OPEN: frozenset[Phase] = frozenset({"open"})


def phase(case: Case) -> Phase:
    """Which procedures a case knows: those of an open case, of one that waits for completion, of a
    parked one, of a closed one."""
    if case.is_closed:
        return "closed"
    if case.suspended:
        return "parked"
    return "incomplete" if case.status == "incomplete" else "open"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: a kind and the parts of the id, words of the language as their ids."""

    written: str
    kind: str
    parts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id as far as it was given."""
        return ":".join((self.kind, *self.parts))

    def but(self, trigger: str) -> list[str]:
        """The parts beside the trigger."""
        return [part for part in self.parts if part != trigger]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move is not lawful. `change` is the smallest change that would make it so, if any."""

    finding: Diagnostic
    rule: str
    citation: Origin = field(default_factory=Origin)
    excess: Quantity | None = None
    change: Both | None = None

    def breach(self) -> Breach:
        """The same, as a recorded breach."""
        return Breach.model_construct(
            code=self.finding.code,
            rule=self.rule,
            citation=self.citation,
            excess=self.excess,
            words=fillers(self.finding),
        )


@dataclass(frozen=True)
class Lawful:
    """The lawful moves of a scene, told beside every refusal."""

    moves: tuple[Move, ...]

    @cached_property
    def words(self) -> Both:
        """The moves in words, gradings left out."""
        return joined([move_phrase(move) for move in self.moves if move.kind != "classify"])


class Procedure:
    """One procedure; by itself it offers nothing, changes nothing and forbids nothing.

    `kinds` are the moves that it answers for, `offers` those that it may offer (mostly the same),
    `phases` when it offers any; `ends` are the timers
    whose end is its own, each with the event that the end is; `results` are the words of the
    language that the id of each kind may carry.
    """

    kinds: ClassVar[tuple[str, ...]] = ()
    offers: ClassVar[tuple[str, ...]] = ()
    phases: ClassVar[frozenset[Phase]] = OPEN
    ends: ClassVar[tuple[tuple[TimerKind, str], ...]] = ()
    results: ClassVar[tuple[tuple[str, frozenset[str]], ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.offers = cls.__dict__.get("offers", cls.kinds)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """The moves that are lawful now, in a fixed order."""
        return iter(())

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The move as it is entered though it is not lawful: what the id leaves open is filled in.

        Raises `GovError` where a name is unknown.
        """
        return base

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case after a move, without its event; timers of clocks are set right by `passage`."""
        return case

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """The rule of this procedure against one of its moves; None where it has none."""
        return None

    def bars(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """What stands in the way of other procedures while this one is under way."""
        return None

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """What it means that one of its timers has run out."""
        return Ending()
