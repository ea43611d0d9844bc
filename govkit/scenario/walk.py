"""A walk through a scenario: decisions, choices, verdicts, and the way back.

An engine and a course enter; every call gives a new `Walk`, the old one is untouched. It is
deterministic: the same choices give the same walk. Nothing is shown and nothing is scored here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property

from govkit.diagnostics import Both, GovError
from govkit.engine import Case, Engine, Move, WhyNot
from govkit.engine.case.grading import with_values
from govkit.engine.plan.given import read_given
from govkit.engine.plan.lookup import looked_up
from govkit.engine.words.sentences import instant, manner_word, move_phrase
from govkit.engine.words.wording import joined
from govkit.scenario.chance import lesson_key
from govkit.scenario.choices import Choice, Grade, best_of, choices
from govkit.scenario.course import Course, Expected, Switch, later
from govkit.scenario.flaws import flawed
from govkit.values import Quantity

OFF_COURSE = Quantity(Fraction(1), "work_hour")


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be decided: when, on which case, by which turn, from which choices.

    `case` is the case at `at`: what ran out before is entered, what the turn gives is known. `turn`
    and `position` (its index) are None off the course.
    """

    number: int
    at: datetime
    case: Case
    turn: Expected | None
    position: int | None
    moves: tuple[Move, ...]
    choices: tuple[Choice, ...]

    @property
    def best(self) -> Move | None:
        """The move the turn expects; None off the course."""
        return best_of(self.moves, self.turn)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A choice that was not lawful: at which decision, with which turn to come, and why not."""

    decision: int
    position: int
    choice: Choice
    why_not: WhyNot
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """One decision taken: the move, how it is judged, the case after it.

    `position` is the turn that was next to come, `played` the turn this move played, if any.
    """

    decision: Decision
    move: Move
    grade: Grade
    position: int
    played: int | None
    after: Case


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a choice came to: a move taken, or the reason why it is not lawful."""

    choice: Choice
    grade: Grade
    taken: Taken | None = None
    attempt: Attempt | None = None


@dataclass(frozen=True)
class Walk:
    """A case on its way through a scenario. `journal` holds every choice and every step back."""

    engine: Engine
    course: Course
    opened: Case
    taken: tuple[Taken, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    journal: tuple[str, ...] = ()
    seed: str = ""
    free: bool = False

    @classmethod
    def begin(cls, engine: Engine, course: Course, seed: str = "", free: bool = False) -> Walk:
        """A walk before its first decision. `seed` draws the order of the choices; `free`: every
        lawful move is a choice. Raises `GovError` where the case cannot be opened."""
        opened = engine.open(
            course.matter,
            unit=course.unit,
            at=course.at,
            mode=course.mode or None,
            vacant=course.vacant,
            given=dict(course.given),
        )
        return cls(engine, course, opened, seed=seed, free=free)

    @property
    def case(self) -> Case:
        """The case after the last decision; closed where it closes by itself after it."""
        return self._next[0]

    @property
    def is_over(self) -> bool:
        """Whether the case is closed."""
        return self.decision is None

    @property
    def position(self) -> int:
        """The index of the turn that is next to come."""
        played = [taken.played for taken in self.taken if taken.played is not None]
        return played[-1] + 1 if played else 0

    @property
    def undone(self) -> int:
        """How often a choice was taken back."""
        return self.journal.count("undo")

    # ── the next decision ──
    @property
    def decision(self) -> Decision | None:
        """The next decision; None once the case is closed.

        The turn is the next one that is lawful at its time; off the course, where none is, the next
        that is lawful a working hour later, since a limit may run out before its time.
        """
        return self._next[1]

    @property
    def _last(self) -> Case:
        return self.taken[-1].after if self.taken else self.opened

    @cached_property
    def _next(self) -> tuple[Case, Decision | None]:
        """The case and what is to be decided on it."""
        if self._last.is_closed:
            return self._last, None
        for soon in (False,) if self.on_course else (False, True):
            for position in range(self.position, len(self.course.turns)):
                turn = self.course.turns[position]
                at, case = self._at((OFF_COURSE,) if soon else turn.waits, turn)
                moves = self.engine.moves(case, at)
                if best_of(moves, turn) is not None:
                    return self._last, self._decision(at, case, moves, position)
        at, case = self._at((OFF_COURSE,), None)
        if self.position == len(self.course.turns):
            case = self._unopposed(case)
        if case.is_closed:
            return case, None
        return self._last, self._decision(at, case, self.engine.moves(case, at), None)

    def _unopposed(self, case: Case) -> Case:
        """The case at the end of the time to object, when the course is over and nobody objects."""
        ends = [t.due for t in case.timers if t.kind == "objection_within" and t.due]
        if not ends or case.is_closed:
            return case
        after = self.engine.tick(case, max(ends) + timedelta(seconds=1))
        return after if after.is_closed else case

    def _decision(
        self, at: datetime, case: Case, moves: tuple[Move, ...], position: int | None
    ) -> Decision:
        turn = None if position is None else self.course.turns[position]
        coming = () if position is None else self.course.turns[position + 1 :]
        key = None if self.free else lesson_key(self.course.name, self.seed)
        offered = choices(self.engine, case, at, moves, turn, coming, key)
        return Decision(len(self.taken) + 1, at, case, turn, position, moves, offered)

    def _at(self, waits: tuple[Quantity, ...], turn: Expected | None) -> tuple[datetime, Case]:
        """When the decision is due, and the case then: a move at the end of a limit is in time.

        Modes are switched on the way, those of turns that were passed over as well.
        """
        case = self._last
        at = case.history[-1].at
        for switch in self._switches(turn):
            for wait in switch.waits:
                at = later(self.engine.clocks, at, wait)
            case = self.engine.tick(case, max(case.as_of, at))
            if not case.is_closed:
                case = self.engine.switch(case, switch.mode or None, at=at)
        for wait in waits:
            at = later(self.engine.clocks, at, wait)
        before = max(case.as_of, at - timedelta(seconds=1))
        case = self.engine.tick(case, before)
        if turn is not None and turn.given:
            model = self.engine.model_for(case)
            case = with_values(case, read_given(model, dict(turn.given)))
            case = looked_up(model, case, at, case.revision + 1)
        return at, case

    def _switches(self, turn: Expected | None) -> Iterator[Switch]:
        """The switches of a turn; those of turns passed over come first and take no time."""
        if turn is None:
            return
        turns = self.course.turns
        for passed in turns[self.position : turns.index(turn)]:
            yield from (replace(switch, waits=()) for switch in passed.switches)
        yield from turn.switches

    # ── choosing ──
    def choose(self, number: int) -> tuple[Walk, Verdict]:
        """Take choice `number` of the decision; one that is not lawful leaves the case as it is.

        Raises `IndexError` where there is no such choice or the walk is over.
        """
        return self._took(self.choice(number))

    def choice(self, number: int) -> Choice:
        """The choice of a number. Raises `IndexError` where there is none."""
        offered = self.decision.choices if self.decision else ()
        if not 1 <= number <= len(offered):
            raise IndexError(number)
        return offered[number - 1]

    def chosen(self, asked: str) -> Walk:
        """The walk after the choice of this id, as a journal has it, offered here or with every
        lawful move. Raises `IndexError`."""
        for walk in (self, replace(self, free=True)):
            offered = walk.decision.choices if walk.decision else ()
            for choice in offered:
                if choice.asked == asked:
                    return replace(walk._took(choice)[0], free=self.free)
        raise IndexError(asked)

    def undo(self) -> Walk:
        """The walk before the last decision; the same walk where none was taken."""
        if not self.taken:
            return self
        return replace(self, taken=self.taken[:-1], journal=(*self.journal, "undo"))

    def _took(self, choice: Choice) -> tuple[Walk, Verdict]:
        decision = self.decision
        assert decision is not None
        journal = (*self.journal, choice.asked)
        if choice.move is None:
            why_not = self.engine.why_not(decision.case, choice.asked, decision.at)
            attempt = Attempt(decision.number, self.position, choice, why_not, decision.at)
            walk = replace(self, attempts=(*self.attempts, attempt), journal=journal)
            return walk, Verdict(choice, choice.grade, attempt=attempt)
        given = dict(decision.turn.given) if decision.turn else {}
        after = self.engine.apply(decision.case, choice.move, at=decision.at, given=given)
        fits = decision.turn is not None and decision.turn.fits(choice.move)
        played = decision.position if fits else None
        taken = Taken(decision, choice.move, choice.grade, self.position, played, after)
        walk = replace(self, taken=(*self.taken, taken), journal=journal)
        return walk, Verdict(choice, choice.grade, taken=taken)

    # ── asking ──
    def why_not(self, what: str) -> WhyNot:
        """Why the case may not go to a place, or why a move is not lawful now.

        Raises `GovError` where the engine knows no such place or move, `IndexError` when over.
        """
        if self.decision is None:
            raise IndexError(what)
        return self.engine.why_not(self.decision.case, what, self.decision.at)

    def places(self) -> tuple[str, ...]:
        """The tiers and steps of the process, in the order of the text."""
        process = self.engine.model_for(self.case).get(f"process:{self.case.process}")
        blocks = (*getattr(process, "tiers", ()), *getattr(process, "steps", ()))
        return tuple(block.name for block in blocks)

    # ── the expected course ──
    @property
    def on_course(self) -> bool:
        """Whether every move so far was the expected one."""
        return all(taken.grade == "best" for taken in self.taken)

    def best(self) -> Walk:
        """The walk after the expected move. Raises `GovError` (GOV751, GOV756).

        GOV751: the next turn is not lawful; GOV756: the turns are used up, the case is open;
        GOV760, GOV761: the turn expects a refusal or a limit that is not there.
        """
        decision = self.decision
        if decision is None:
            return self
        skipped = self.on_course and decision.position != self.position
        if decision.position is None or skipped:
            raise self._stuck()
        self._refuses(decision)
        walk = self._took(next(c for c in decision.choices if c.move == decision.best))[0]
        return walk._runs(decision)

    def _refuses(self, decision: Decision) -> None:
        """Raises `GovError` (GOV760) where a move that the turn calls unlawful is lawful."""
        for wanted in decision.turn.unlawful if decision.turn else ():
            if self.engine.why_not(decision.case, wanted.written, decision.at).lawful:
                assert decision.turn is not None
                raise flawed(
                    "GOV760",
                    lang=self.engine.lang,
                    scenario=self.course.name,
                    turn=decision.turn.name,
                    move=wanted.written,
                    at=instant(decision.at),
                )

    def _runs(self, decision: Decision) -> Walk:
        """The same walk. Raises `GovError` (GOV761) where no limit ends when the turn says."""
        case = self._last
        ends = [timer.due for timer in case.timers if timer.due is not None and not timer.fired]
        for due in decision.turn.due if decision.turn else ():
            if self.engine.clocks.local(due) not in ends:
                assert decision.turn is not None
                raise flawed(
                    "GOV761",
                    lang=self.engine.lang,
                    scenario=self.course.name,
                    turn=decision.turn.name,
                    due=instant(self.engine.clocks.local(due)),
                    ends=Both.listed((instant(end) for end in ends), "-"),
                )
        return self

    def played(self) -> Walk:
        """The walk to its end by the expected course.

        Raises `GovError`: GOV751, GOV755 (it ends elsewhere than stated), GOV756.
        """
        walk = self
        while walk.decision is not None:
            walk = walk.best()
        return walk.ended_as_stated() if walk.on_course else walk

    def ended_as_stated(self) -> Walk:
        """The same walk. Raises `GovError` (GOV755) where it ended elsewhere than stated."""
        course, case = self.course, self.case
        if course.ends_at in ("", case.tier) and course.manner in ("", case.manner):
            return self
        raise flawed(
            "GOV755",
            lang=self.engine.lang,
            scenario=course.name,
            stated_tier=course.ends_at or _place(case),
            stated_manner=manner_word(course.manner or case.manner),
            tier=_place(case),
            manner=manner_word(case.manner),
        )

    def _stuck(self) -> GovError:
        """The finding for a next turn that is not lawful."""
        if self.position >= len(self.course.turns):
            return flawed(
                "GOV756",
                lang=self.engine.lang,
                scenario=self.course.name,
                tier=_place(self.case),
            )
        turn = self.course.turns[self.position]
        at, case = self._at(turn.waits, turn)
        lawful = [m for m in self.engine.moves(case, at) if m.kind != "classify"]
        return flawed(
            "GOV751",
            lang=self.engine.lang,
            scenario=self.course.name,
            turn=turn.name,
            move=turn.phrase,
            at=instant(at),
            lawful=joined([move_phrase(move) for move in lawful]),
            why=self._why_not(turn, case, at),
        )

    def _why_not(self, turn: Expected, case: Case, at: datetime) -> Both:
        """The nearest rule against what a turn expects, as a sentence; empty where none is."""
        parts = (turn.kind, turn.to, turn.trigger, turn.manner)
        found = self.engine.why_not(case, ":".join(part for part in parts if part), at)
        return Both("", "") if found.lawful else Both(found.text("zh"), f" {found.text('en')}")


def _place(case: Case) -> str:
    """The tier where a case lies, or the step where it has no tier."""
    return case.tier or case.step
