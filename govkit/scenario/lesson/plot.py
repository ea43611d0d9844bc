"""The plot of a branching lesson: seats, questions, options, injects, endings, ready to play.

A scenario of a model enters; a `Plot` leaves, or `GovError` with everything that cannot be read.
Nothing is tried and nothing is played here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from govkit.diagnostics import Diagnostic, GovError
from govkit.engine.procedures.procedure import Wanted
from govkit.engine.time.clocks import Clocks
from govkit.model.governance import Governance
from govkit.model.scenario import Ending, Inject, Option, RubricLine, Scenario, Seat, Turn
from govkit.model.statement import Attribute
from govkit.scenario.course import (
    SECONDS,
    SWITCH,
    Course,
    Expected,
    find_scenario,
    given_of,
    is_countable,
    later,
    listed,
    mode_of,
    read_course,
    text_of,
    trigger_of,
    wanted_of,
    word_of,
)
from govkit.scenario.flaws import flaw
from govkit.values import Moment, Quantity, Text, Word

Said = tuple[tuple[Any, str], ...]
"""Texts or words of one field, each with its condition; None where it has none."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that an option can come to: its moves, when it holds, how likely it is."""

    moves: tuple[Wanted, ...] = ()
    when: Any = None
    chance: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A seat: its name, the reference whose moves it makes, whether the class plays it."""

    name: str
    title: str
    ref: str
    scripted: bool
    knows: str
    wants: str


@dataclass(frozen=True, slots=True)
class Way:
    """An option. `seats` are the numbers of those that it asks; `first` what is done at once."""

    name: str
    title: str
    when: Any
    chance: Fraction | None
    doings: tuple[Doing, ...]
    waits: Quantity | None
    first: tuple[str, ...]
    seats: tuple[int, ...]
    records: bool
    next: str
    grade: Said
    story: Said
    debrief: Said
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A turn: a question with its ways, or one that the script plays (`expected`)."""

    name: str
    ask: str
    when: Any
    seat: int | None
    waits: tuple[Quantity, ...]
    story: Said
    ways: tuple[Way, ...]
    expected: Expected | None
    mode: str | None
    given: tuple[tuple[str, Any], ...]
    next: str
    refused: tuple[str, ...]
    countdown: int
    minutes: int
    notes: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """An inject: when it comes, for whom, what it does."""

    name: str
    at: datetime
    when: Any
    seats: tuple[int, ...]
    source: str
    channel: str
    moves: tuple[Wanted, ...]
    mode: str | None
    given: tuple[tuple[str, Any], ...]
    story: Said
    expects: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Close:
    """An ending: when it is taken, what winds the case up, what it is worth."""

    name: str
    title: str
    when: Any
    moves: tuple[Wanted, ...]
    waits: Quantity | None
    grade: str
    story: Said
    debrief: Said


@dataclass(frozen=True, slots=True)
class Plot:
    """A lesson, ready to be explored. `course` says how the case opens."""

    course: Course
    scenario: Scenario
    seats: tuple[Played, ...]
    scenes: tuple[Scene, ...]
    injects: tuple[Coming, ...]
    endings: tuple[Close, ...]
    routine: tuple[Wanted, ...]
    rubric: tuple[RubricLine, ...]

    def number_of(self, name: str) -> int | None:
        """The number of a turn; None where no turn has the name."""
        return next((n for n, one in enumerate(self.scenes) if one.name == name), None)


def read_plot(model: Governance, clocks: Clocks, wanted: str) -> Plot:
    """The plot of a scenario by name or number. Raises `GovError` (GOV750–GOV754, GOV757)."""
    scenario, course = find_scenario(model, wanted), read_course(model, wanted)
    reader = _Reader(scenario, clocks, clocks.local(course.at))
    plot = Plot(
        course=course,
        scenario=scenario,
        seats=tuple(map(reader.seat, scenario.seats)),
        scenes=tuple(map(reader.scene, scenario.turns, range(1, len(scenario.turns) + 1))),
        injects=tuple(sorted(map(reader.inject, scenario.injects), key=lambda one: one.at)),
        endings=tuple(map(reader.ending, scenario.endings)),
        routine=reader.moves(scenario.routine, ""),
        rubric=scenario.rubric,
    )
    if reader.found:
        raise GovError(reader.found, model.lang)
    return plot


class _Reader:
    """One scenario being read; `found` are its flaws."""

    def __init__(self, scenario: Scenario, clocks: Clocks, begins: datetime) -> None:
        self.scenario = scenario
        self.clocks = clocks
        self.begins = begins
        self.found: list[Diagnostic] = []
        self.names = [seat.name for seat in scenario.seats]

    def seat(self, seat: Seat) -> Played:
        post = seat.post.value
        return Played(
            seat.name,
            seat.label,
            post.ref if post is not None else "",
            word_of(seat.plays) == "script",
            text_of(seat.knows),
            text_of(seat.wants),
        )

    def scene(self, turn: Turn, number: int) -> Scene:
        name = turn.name or str(number)
        seat, wait = word_of(turn.seat), self.wait(turn.after, name)
        switches = bool(turn.mode) or word_of(turn.move) == SWITCH
        return Scene(
            name=name,
            ask=turn.title or text_of(turn.ask),
            when=turn.when,
            seat=self.names.index(seat) if seat in self.names else None,
            waits=(wait,) if wait is not None else (),
            story=said(turn.story),
            ways=tuple(self.way(one) for one in turn.options),
            expected=self._expected(turn, name),
            mode=mode_of(turn) if switches else None,
            given=given_of(turn.given),
            next=word_of(turn.next),
            refused=listed(turn.unlawful),
            countdown=self._seconds(turn.countdown, name),
            minutes=self._seconds(turn.class_time, name) // 60,
            notes=text_of(turn.notes),
            tests=listed(turn.tests),
        )

    def _expected(self, turn: Turn, name: str) -> Expected | None:
        """The move of a turn that the script plays."""
        kind = word_of(turn.move)
        if turn.options or kind in ("", SWITCH):
            return None
        to, meeting = turn.to.value, turn.meeting.value
        return Expected(
            name,
            kind,
            trigger=trigger_of(turn),
            manner=word_of(turn.manner),
            to=to.ref.partition(":")[2] if to else "",
            meeting=meeting.ref.partition(":")[2] if meeting else "",
        )

    def way(self, option: Option) -> Way:
        asked = [name for name in listed(option.asks) if name in self.names]
        return Way(
            name=option.name,
            title=option.label,
            when=option.when,
            chance=option.chance,
            doings=tuple(self._doings(option)),
            waits=self.wait(option.after, option.name),
            first=listed(option.first),
            seats=tuple(map(self.names.index, asked)),
            records=word_of(option.refused) == "record",
            next=word_of(option.next),
            grade=said(option.grade),
            story=said(option.story),
            debrief=said(option.debrief),
            tests=listed(option.tests),
        )

    def _doings(self, option: Option) -> Iterator[Doing]:
        for stated in option.moves:
            words = getattr(stated.value, "words", ())
            yield Doing(self._wanted(words, option.name), stated.when, stated.chance)
        if not option.moves:
            yield Doing()

    def inject(self, inject: Inject) -> Coming:
        at = inject.at.value
        comes = self.begins
        if isinstance(at, Moment):
            comes = self.clocks.local(at.at)
        elif isinstance(at, Quantity) and is_countable(at):
            comes = later(self.clocks, self.begins, at)
        else:
            self.found.append(flaw("GOV752", scenario=self.scenario.name, turn=inject.name))
        mode = inject.mode.value
        return Coming(
            name=inject.name,
            at=comes,
            when=inject.when,
            seats=tuple(self.names.index(n) for n in listed(inject.seat) if n in self.names),
            source="、".join(listed(inject.comes_from)),
            channel="、".join(listed(inject.channel)),
            moves=self.moves(inject.moves, inject.name),
            mode=mode.ref.partition(":")[2] if mode is not None else None,
            given=given_of(inject.given),
            story=said(inject.story),
            expects=text_of(inject.expects),
            tests=listed(inject.tests),
        )

    def ending(self, ending: Ending) -> Close:
        return Close(
            name=ending.name,
            title=ending.label,
            when=ending.when,
            moves=self.moves(ending.moves, ending.name),
            waits=self.wait(ending.after, ending.name),
            grade=word_of(ending.grade) or "acceptable",
            story=said(ending.story),
            debrief=said(ending.debrief),
        )

    def moves(self, attribute: Attribute[Any], name: str) -> tuple[Wanted, ...]:
        return self._wanted(listed(attribute), name)

    def _wanted(self, words: tuple[str, ...], name: str) -> tuple[Wanted, ...]:
        return wanted_of(self.scenario, words, name, self.found)

    def wait(self, attribute: Attribute[Any], name: str) -> Quantity | None:
        stated = attribute.value
        if stated is None or (isinstance(stated, Quantity) and is_countable(stated)):
            return stated
        self.found.append(flaw("GOV752", scenario=self.scenario.name, turn=name))
        return None

    def _seconds(self, attribute: Attribute[Any], name: str) -> int:
        wait = self.wait(attribute, name)
        return int(wait.number * SECONDS[wait.unit]) if wait and wait.unit in SECONDS else 0


def said(attribute: Attribute[Any]) -> Said:
    """What a field says, each with its condition, in the order of the text."""
    return tuple(
        (one.when, one.value.text if isinstance(one.value, Text) else one.value.word)
        for one in attribute
        if isinstance(one.value, Text | Word)
    )
