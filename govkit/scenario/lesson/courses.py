"""Every course of a lesson, walked once: the states that were met, and what led on from them.

An engine, a plot and a seed enter; `Courses` leave. Two positions are one state when nothing that
can still matter tells them apart. How states are written down is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from govkit.draws import purpose, uniform, word_key
from govkit.engine import Engine
from govkit.engine.case.event import Event
from govkit.scenario.chance import drawn_place, lesson_key
from govkit.scenario.lesson.acting import Acting, Landing, News
from govkit.scenario.lesson.going_on import GoingOn, Stop
from govkit.scenario.lesson.plot import Plot, Scene, Way
from govkit.scenario.lesson.position import Asked, Position, is_missed, key_of

MOST_STATES = 5_000
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """One outcome as it was explored: from which state, by which option, to which."""

    origin: int
    turn: int
    option: int
    target: int
    landing: Landing
    stop: Stop

    def events(self, stops: Sequence[Stop]) -> tuple[Event, ...]:
        """What came into the history of the case on the way."""
        before = len(stops[self.origin].position.case.history)
        return self.stop.position.case.history[before:]


@dataclass(kw_only=True)
class Courses:
    """All courses of a lesson. `stops` are the states as they were met, `edges` all outcomes.

    `order` is how the options of each turn are shown, `drawn` which outcome of an option counts in
    a state. `first` is what came before the first question. `author` is the author's course, each
    step with the number of its outcome, `missed` the limits that run out on it. `met` are the turns
    that were come to, `told` the texts of turns that were told. `cut` names the turn with the most
    states where there were too many.
    """

    plot: Plot
    engine: Engine
    seed: str
    scripted: frozenset[int]
    order: tuple[tuple[int, ...], ...]
    first: Stop
    stops: tuple[Stop, ...]
    edges: tuple[Edge, ...]
    drawn: dict[tuple[int, int], int]
    author: tuple[tuple[Edge, int], ...]
    missed: frozenset[str]
    met: frozenset[str]
    told: frozenset[tuple[str, str]]
    cut: str = ""

    @property
    def rules(self) -> frozenset[str]:
        """The ids of rules of the model that some course rested on."""
        cases = (stop.position.case for stop in self.stops)
        return frozenset(rule for case in cases for event in case.history for rule in event.rules)

    def course(self, number: int) -> tuple[str, ...]:
        """The shortest course to a state: its options by name, in order."""
        before: dict[int, Edge] = {}
        for edge in self.edges:  # explored breadth first: the first way to a state is a shortest
            if edge.target != 0:
                before.setdefault(edge.target, edge)
        names: list[str] = []
        while number in before:
            edge = before[number]
            names.append(self.plot.scenes[edge.turn].ways[edge.option].name)
            number = edge.origin
        return tuple(reversed(names))


def walked(
    engine: Engine,
    plot: Plot,
    seed: str,
    seats: tuple[str, ...],
    merged: bool,
    most: int,
    script: int | None = None,
) -> Courses:
    """Every course of a plot, of at most so many states. Raises `GovError`.

    `script`: which of the options that the script draws among it takes, where not what is drawn.
    """
    return _Walking(engine, plot, seed, seats, merged, most, script).run()


def leaving(edges: Sequence[Edge]) -> dict[int, dict[int, list[Edge]]]:
    """The edges by the state they leave and by option."""
    found: dict[int, dict[int, list[Edge]]] = {}
    for edge in edges:
        found.setdefault(edge.origin, {}).setdefault(edge.option, []).append(edge)
    return found


class _Walking:
    """Every course of one lesson, walked breadth first."""

    def __init__(
        self,
        engine: Engine,
        plot: Plot,
        seed: str,
        seats: tuple[str, ...],
        merged: bool,
        most: int,
        script: int | None,
    ) -> None:
        self.engine, self.plot, self.merged, self.most = engine, plot, merged, most
        self.script = script
        self.seed = seed or plot.scenario.name
        self.chance = lesson_key(plot.scenario.name, self.seed)
        self.scripted = frozenset(
            number for number, seat in enumerate(plot.seats)
            if (seat.name not in seats if seats else seat.scripted)
        )  # fmt: skip
        self.acting = Acting(engine, plot)
        self.going_on = GoingOn(self.acting, self._decides, self.scripted)
        self.asked = Asked.by(list(_conditions(plot)))
        self.order = [self._order(scene) for scene in plot.scenes]
        self.numbers: dict[Key, int] = {}
        self.stops: list[Stop] = []
        self.edges: list[Edge] = []

    # ── chance ──
    def _order(self, scene: Scene) -> list[int]:
        """The options of a question in the order they are shown, drawn once for a lesson."""
        drawn = [drawn_place(self.chance, scene.name, way.name) for way in scene.ways]
        return sorted(range(len(scene.ways)), key=lambda number: drawn[number])

    def _drawn(self, at: Position, scene: Scene, way: Way, chances: list[Fraction]) -> int:
        """Which of several outcomes is drawn."""
        names = purpose(scene.name, way.name)
        number = uniform(word_key(self.chance, names, at.puts[at.turn]))
        for index, chance in enumerate(chances):
            number -= float(chance)
            if number < 0:
                return index
        return len(chances) - 1

    def _decides(self, at: Position, scene: Scene) -> Way | None:
        """What a seat of the script chooses: by chance, else the first best that can be done."""
        offered = [way for _, way in self.going_on.offered(at)]
        chances = [way.chance for way in offered if way.chance is not None]
        if chances:
            drawn = [way for way in offered if way.chance is not None]
            if self.script is not None:
                return drawn[self.script % len(drawn)]
            return drawn[self._drawn(at, scene, drawn[0], chances)]
        for way in offered:
            landing = next(self.acting.landings(at, scene.ways.index(way), way))
            if landing.grade == "best":
                return way
        return next(iter(offered), None)

    # ── the graph ──
    def run(self) -> Courses:
        """All courses, or as many as fit."""
        first = self._begin()
        self._number(first)
        cut = ""
        at = 0
        while at < len(self.stops):
            if len(self.stops) > self.most:
                cut = self._fullest()
                break
            if self.stops[at].scene is not None:
                self._leave(at, self.stops[at])
            at += 1
        self.leaving = leaving(self.edges)
        author = tuple(self._author())
        return Courses(
            plot=self.plot,
            engine=self.engine,
            seed=self.seed,
            scripted=self.scripted,
            order=tuple(map(tuple, self.order)),
            first=first,
            stops=tuple(self.stops),
            edges=tuple(self.edges),
            drawn={
                (state, option): self._outcome(self.stops[state], edges)
                for state, options in self.leaving.items()
                for option, edges in options.items()
            },
            author=author,
            missed=frozenset(self._missed(author)),
            met=frozenset(self.going_on.met),
            told=frozenset(self.going_on.told),
            cut=cut,
        )

    def _begin(self) -> Stop:
        course, engine = self.plot.course, self.engine
        case = engine.open(
            course.matter, unit=course.unit, at=course.at, mode=course.mode or None,
            vacant=course.vacant, given=dict(course.given),
        )  # fmt: skip
        at = Position(case, case.opened_at, 0, (0,) * len(self.plot.scenes))
        told: list[News] = []
        for inject in self.plot.injects:
            if inject.at <= at.now:
                at, came = self.acting.came(at, inject)
                told += came
        return self.going_on.reached(at, 0, tuple(told))

    def _number(self, stop: Stop) -> int:
        """The number of the state that a course has come to."""
        key = key_of(self.engine, self.asked, stop.position)
        if not self.merged:
            key = (*key, len(self.stops))
        found = self.numbers.setdefault(key, len(self.stops))
        if found == len(self.stops):
            self.stops.append(stop)
        return found

    def _leave(self, number: int, stop: Stop) -> None:
        at, scene = stop.position, stop.scene
        assert scene is not None
        self.acting.forget()
        for option, way in self.going_on.offered(at):
            for landing in self.acting.landings(at, option, way):
                then = self._onward(landing, option, way)
                self.edges.append(Edge(number, at.turn, option, self._number(then), landing, then))

    def _onward(self, landing: Landing, option: int, way: Way) -> Stop:
        if landing.grade == "unlawful" and not way.records:
            return self.going_on.again(landing.position)
        return self.going_on.after(
            landing.position, way.next, option, "late" if landing.grade == "late" else "taken"
        )

    def _fullest(self) -> str:
        counts: dict[str, int] = {}
        for stop in self.stops:
            if stop.scene is not None:
                counts[stop.scene.name] = counts.get(stop.scene.name, 0) + 1
        return max(counts, key=lambda name: counts[name])

    # ── the author's course ──
    def _author(self) -> Iterator[tuple[Edge, int]]:
        """The first best option of each question that can be carried out, to the end."""
        leaving, at, seen = self.leaving, 0, set[int]()
        while self.stops[at].scene is not None and at not in seen:
            seen.add(at)
            taken: tuple[int, int, Edge] | None = None
            for wanted in ("best", "acceptable", "poor"):
                for option in sorted(leaving.get(at, {})):
                    outcome = self._outcome(self.stops[at], leaving[at][option])
                    edge = leaving[at][option][outcome]
                    if taken is None and edge.landing.grade == wanted:
                        taken = option, outcome, edge
            if taken is None:
                return
            option, outcome, edge = taken
            yield edge, outcome
            at = edge.target

    def _outcome(self, stop: Stop, edges: list[Edge]) -> int:
        """Which outcome of an option is drawn."""
        if len(edges) == 1:
            return 0
        assert stop.scene is not None
        chances = [e.landing.done.chance or Fraction(0) for e in edges if e.landing.done]
        way = stop.scene.ways[edges[0].option]
        return self._drawn(stop.position, stop.scene, way, chances)

    def _missed(self, author: tuple[tuple[Edge, int], ...]) -> Iterator[str]:
        """The limits that run out on the author's course too."""
        for edge, _ in author:
            yield from (one.timer for one in edge.events(self.stops) if is_missed(one))


def _conditions(plot: Plot) -> Iterator[Any]:
    """Every condition of a lesson."""
    for scene in plot.scenes:
        yield scene.when
        yield from (when for when, _ in scene.story)
        for way in scene.ways:
            yield way.when
            yield from (doing.when for doing in way.doings)
            for said in (way.grade, way.story, way.debrief):
                yield from (when for when, _ in said)
    for inject in plot.injects:
        yield inject.when
        yield from (when for when, _ in inject.story)
    for close in plot.endings:
        yield close.when
        yield from (when for when, _ in (*close.story, *close.debrief))
    yield from (stated.when for line in plot.rubric for stated in line.points)
