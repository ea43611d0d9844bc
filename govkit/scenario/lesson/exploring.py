"""The exploration of a lesson: every course, once, as a graph of states.

An engine and the name of a scenario enter; an `Exploration` leaves: the `Graph`, and what the
findings and the coverage ask of it. Two positions are one state when nothing that can still matter
tells them apart. The rules of a lesson are in docs/scenarios.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from govkit.draws import purpose, uniform, word_key
from govkit.engine import Case, Engine
from govkit.engine import words as engine_words
from govkit.engine.words.naming import rule_words
from govkit.engine.words.sentences import cited
from govkit.scenario.chance import drawn_place, lesson_key
from govkit.scenario.graph import (
    END_POINTS,
    LIMIT_POINTS,
    TURN_POINTS,
    About,
    Answer,
    End,
    Ending,
    Graph,
    Inject,
    Mark,
    Offer,
    Outcome,
    Question,
    Role,
    State,
    Step,
    Struck,
    Worth,
)
from govkit.scenario.grounds import grounds
from govkit.scenario.lesson.acting import Acting, Landing, News
from govkit.scenario.lesson.going_on import GoingOn, Stop
from govkit.scenario.lesson.plot import Plot, Scene, Way, read_plot
from govkit.scenario.lesson.position import (
    Asked,
    Position,
    is_missed,
    key_of,
    share,
    truth,
)
from govkit.scenario.lesson.telling import Telling
from govkit.scenario.rubric import points_of, written_points
from govkit.values.units import Lang
from govkit.values.writing.condition import condition_words

MOST_STATES = 5_000
LETTERS = "ABCDEFGH"
_JUDGING = ("不得", "不能", "无权", "必须", "应当先", "must", "may not", "cannot", "no power")
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


@dataclass
class Exploration:
    """A lesson, explored. `stops` are the states as they were met, `edges` all outcomes.

    `first` is what came before the first question. `rules` are the ids of rules of the model that
    some course rested on; `met` the turns that were come to, `told` the texts of turns that were
    told. `cut` names the turn with the most states where the limit was passed.
    """

    graph: Graph
    plot: Plot
    engine: Engine
    first: Stop
    stops: list[Stop] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    rules: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    told: frozenset[tuple[str, str]] = frozenset()
    cut: str = ""

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


def explore(
    engine: Engine, course: str, seed: str = "", seats: tuple[str, ...] = (), merged: bool = True
) -> Graph:
    """The graph of a scenario by name or number. `seed` draws the order of options and what chance
    decides (without one: the name); `seats` are those the class plays, without any all but those of
    the script. Raises `GovError` where the scenario cannot be read or opened.
    """
    return explored(engine, course, seed, seats, merged).graph


def explored(
    engine: Engine,
    course: str,
    seed: str = "",
    seats: tuple[str, ...] = (),
    merged: bool = True,
    most: int = MOST_STATES,
) -> Exploration:
    """The same, with what findings and coverage ask; of at most so many states. Raises `GovError`.

    Unmerged, each way to a state is a state of its own.
    """
    plot = read_plot(engine.model, engine.clocks, course)
    return _Explorer(engine, plot, seed, seats, merged, most).run()


class _Explorer:
    def __init__(
        self,
        engine: Engine,
        plot: Plot,
        seed: str,
        seats: tuple[str, ...],
        merged: bool,
        most: int,
    ) -> None:
        self.engine, self.plot, self.merged, self.most = engine, plot, merged, most
        self.seed = seed or plot.scenario.name
        self.lang: Lang = engine.lang
        self.chance = lesson_key(plot.scenario.name, self.seed)
        self.scripted = frozenset(
            number for number, seat in enumerate(plot.seats)
            if (seat.name not in seats if seats else seat.scripted)
        )  # fmt: skip
        self.acting = Acting(engine, plot)
        self.going_on = GoingOn(self.acting, self._decides, self.scripted)
        self.asked = Asked.by(list(_conditions(plot)))
        self.telling = Telling(engine, self.lang)
        self.order = [self._order(scene) for scene in plot.scenes]
        self.numbers: dict[Key, int] = {}
        self.stops: list[Stop] = []
        self.edges: list[Edge] = []
        self.missed_anyway: frozenset[str] = frozenset()

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
            index = self._drawn(at, scene, drawn[0], chances)
            return drawn[index]
        for way in offered:
            landing = next(self.acting.landings(at, scene.ways.index(way), way))
            if landing.grade == "best":
                return way
        return next(iter(offered), None)

    # ── the graph ──
    def run(self) -> Exploration:
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
        author = tuple(self._author())
        self.missed_anyway = frozenset(self._missed(author))
        graph = self._graph(first, author)
        return Exploration(graph, self.plot, self.engine, first, self.stops, self.edges,
                           self._rules(), frozenset(self.going_on.met),
                           frozenset(self.going_on.told), cut)  # fmt: skip

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
                self.edges.append(
                    Edge(number, at.turn, option, self._number(then), landing, then)
                )

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
    def _leaving(self) -> dict[int, dict[int, list[Edge]]]:
        found: dict[int, dict[int, list[Edge]]] = {}
        for edge in self.edges:
            found.setdefault(edge.origin, {}).setdefault(edge.option, []).append(edge)
        return found

    def _author(self) -> Iterator[Step]:
        """The first best option of each question that can be carried out, to the end."""
        leaving, at, seen = self._leaving(), 0, set[int]()
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
            yield Step(state=at, option=self.order[edge.turn].index(option), outcome=outcome)
            at = edge.target

    def _outcome(self, stop: Stop, edges: list[Edge]) -> int:
        """Which outcome of an option is drawn."""
        if len(edges) == 1:
            return 0
        assert stop.scene is not None
        chances = [e.landing.done.chance or Fraction(0) for e in edges if e.landing.done]
        way = stop.scene.ways[edges[0].option]
        return self._drawn(stop.position, stop.scene, way, chances)

    def _missed(self, author: tuple[Step, ...]) -> Iterator[str]:
        """The limits that run out on the author's course too."""
        leaving = self._leaving()
        for step in author:
            turn = self.stops[step.state].position.turn
            edge = leaving[step.state][self.order[turn][step.option]][step.outcome]
            yield from (one.timer for one in self._new_events(edge) if is_missed(one))

    def _new_events(self, edge: Edge) -> tuple[Any, ...]:
        before = len(self.stops[edge.origin].position.case.history)
        return edge.stop.position.case.history[before:]

    # ── writing ──
    def _graph(self, first: Stop, author: tuple[Step, ...]) -> Graph:
        turns = {self.stops[step.state].position.turn for step in author}
        states = tuple(self._state(n, stop) for n, stop in enumerate(self.stops))
        plot, tell = self.plot, self.telling
        about = self._about(first)
        roles, questions = tuple(map(self._role, plot.seats)), tuple(self._questions())
        injects, endings = tuple(self._injects()), tuple(self._endings())
        return Graph(
            fingerprint=self.engine.model.fingerprint,
            scenario=plot.scenario.name,
            seed=self.seed,
            lang=self.lang,
            about=about,
            texts=tuple(tell.texts),
            roles=roles,
            turns=questions,
            injects=injects,
            endings=endings,
            states=states,
            author=author,
            full=TURN_POINTS * len(turns) + LIMIT_POINTS + END_POINTS["best"],
        )

    def _about(self, first: Stop) -> About:
        course, scenario, tell = self.plot.course, self.plot.scenario, self.telling
        goals = scenario.goals.value
        difficulty = getattr(scenario.difficulty.value, "number", 0)
        time = course.class_time
        minutes = {"minute": 1, "natural_hour": 60}.get(time.unit, 0) if time else 0
        begins = self.engine.clocks.local(course.at)
        origin = scenario.origin
        return About(
            title=tell.text(course.label),
            story=tell.maybe(course.story),
            begins=tell.text(f"{begins:%Y-%m-%d} {tell.weekday(begins)} {tell.clock(begins)}"),
            origin=tell.maybe(origin.remark or cited(origin)),
            goals=tuple(map(tell.text, getattr(goals, "words", ()))),
            notes=tell.maybe(course.notes),
            lesson=tell.maybe(course.lesson),
            debrief=tell.maybe(course.debrief),
            difficulty=int(difficulty),
            minutes=int(time.number * minutes) if time else 0,
            told=tell.told(first.told, begins),
        )

    def _role(self, seat: Any) -> Role:
        tell = self.telling
        number = self.plot.seats.index(seat)
        return Role(
            name=seat.name,
            title=tell.text(seat.title),
            ref=seat.ref,
            post=tell.maybe(seat.ref.partition(":")[2]),
            knows=tell.maybe(seat.knows),
            wants=tell.maybe(seat.wants),
            player=number not in self.scripted,
        )

    def _questions(self) -> Iterator[Question]:
        tell = self.telling
        for scene, order in zip(self.plot.scenes, self.order, strict=True):
            yield Question(
                name=scene.name,
                ask=tell.text(scene.ask),
                role=scene.seat,
                countdown=scene.countdown,
                minutes=scene.minutes,
                notes=tell.maybe(scene.notes),
                tests=tuple(map(tell.text, scene.tests)),
                options=tuple(
                    Answer(name=way.name, title=tell.text(way.title), letter=LETTERS[place % 8])
                    for place, way in enumerate(scene.ways[number] for number in order)
                ),
            )

    def _injects(self) -> Iterator[Inject]:
        tell = self.telling
        for one in self.plot.injects:
            day = f"{tell.day(one.at)} " if one.at.date() != self._begins.date() else ""
            yield Inject(
                name=one.name,
                clock=f"{day}{tell.clock(one.at)}",
                text=tell.text(next((text for _, text in one.story), one.name)),
                to=one.seats,
                source=tell.maybe(one.source),
                channel=tell.maybe(one.channel),
                when=tell.maybe(self._written(one.when)),
                expects=tell.maybe(one.expects),
                tests=tuple(map(tell.text, one.tests)),
            )

    @property
    def _begins(self) -> Any:
        return self.engine.clocks.local(self.plot.course.at)

    def _written(self, condition: Any) -> str:
        """A condition as it is written, every name in the word of the language."""
        return "" if condition is None else condition_words(condition).word(self.lang)

    def _endings(self) -> Iterator[Ending]:
        for close in self.plot.endings:
            worth: Worth = close.grade  # type: ignore[assignment]
            yield Ending(name=close.name, title=self.telling.text(close.title), grade=worth)

    def _state(self, number: int, stop: Stop) -> State:
        at, tell = stop.position, self.telling
        told = State(
            turn=None if stop.scene is None else at.turn,
            day=tell.day(at.now),
            clock=tell.clock(at.now),
            case=tell.standing(at.case, at.now),
            mode=tell.maybe(at.case.mode),
            story=tell.maybe(stop.story) if stop.scene is not None else None,
        )
        if stop.scene is None:
            return told.model_copy(update={"end": self._end(stop)})
        order = self.order[at.turn]
        struck = tuple(Struck(option=order.index(option), why=why) for option, why in at.struck)
        offers = self._offers(number, stop)
        return told.model_copy(update={"offers": offers, "struck": struck})

    def _offers(self, number: int, stop: Stop) -> tuple[Offer, ...]:
        order = self.order[stop.position.turn]
        leaving = self.by_origin.get(number, {})
        found = []
        for place, option in enumerate(order):
            edges = leaving.get(option)
            if edges:
                drawn = self._outcome(stop, edges)
                outcomes = tuple(
                    self._written_outcome(stop, edge, index == drawn, len(edges) > 1)
                    for index, edge in enumerate(edges)
                )
                found.append(Offer(option=place, to=outcomes))
        return tuple(found)

    @property
    def by_origin(self) -> dict[int, dict[int, list[Edge]]]:
        """The edges by state and option; worked out once all are known."""
        found: dict[int, dict[int, list[Edge]]] | None = self.__dict__.get("_by_origin")
        if found is None:
            found = self.__dict__["_by_origin"] = self._leaving()
        return found

    def _written_outcome(self, stop: Stop, edge: Edge, drawn: bool, chance: bool) -> Outcome:
        landing, tell = edge.landing, self.telling
        rule, cite, why = self._reason(landing)
        news, since = (*landing.told, *edge.stop.told), stop.position.now
        done = landing.done
        missed = [
            event_text
            for event in self._new_events(edge)
            if is_missed(event) and event.timer not in self.missed_anyway
            for event_text in [engine_words.of(event, self.lang)]
        ]
        judged = landing.debrief if landing.refusal is None and _judges(landing.debrief) else ""
        return Outcome(
            state=edge.target,
            grade=landing.grade,
            costs=not (
                landing.grade == "unlawful"
                and landing.refusal is not None
                and landing.refusal.refusal is not None
                and landing.refusal.refusal.citation.kind == "assumed"
            ),
            rule=tell.maybe(rule),
            cite=tell.maybe(cite),
            why=tell.maybe(why),
            made=tell.told(landing.made, since),
            story=tell.maybe(landing.story),
            debrief=tell.maybe(landing.debrief),
            told=tell.told(news, since),
            chance=share(done.chance) if chance and done and done.chance is not None else None,
            drawn=drawn,
            missed=tuple(map(tell.text, missed)),
            assumed=tuple(map(tell.text, self._assumed(edge))),
            judged=tell.maybe(judged),
        )

    def _reason(self, landing: Landing) -> tuple[str, str, str]:
        """The rule, where it stands, and the sentence: of a refusal, else of the last move made."""
        if landing.refusal is not None:
            why, cite = self.telling.refusal(landing.refusal)
            rule = landing.refusal.refusal.rule if landing.refusal.refusal else ""
            return rule_words(rule).word(self.lang) if rule else "", cite, why
        moves = [one.move for one in landing.made if one.move is not None]
        if not moves:
            return "", "", ""
        reason = moves[-1].reason
        written = cited(reason.citation).word(self.lang)
        said = engine_words.of(reason, self.lang)
        sentence = said.replace(written, "") if written else said
        return sentence, self.telling.cited(reason.citation, reason.rule), ""

    def _assumed(self, edge: Edge) -> Iterator[str]:
        rules = [rule for event in self._new_events(edge) for rule in event.rules]
        case: Case = edge.stop.position.case
        for ground in grounds(self.engine.model_for(case), rules, case.day):
            if ground.origin.kind == "assumed":
                yield ground.says.word(self.lang)

    def _end(self, stop: Stop) -> End:
        close, tell = stop.close, self.telling
        worth: Worth = close.grade if close else "poor"  # type: ignore[assignment]
        return End(
            ending=None if close is None else self.plot.endings.index(close),
            grade=worth,
            story=tell.maybe(stop.story),
            closed=stop.position.case.is_closed,
            marks=tuple(self._mark(stop.position, line) for line in self.plot.rubric),
        )

    def _mark(self, at: Position, line: Any) -> Mark:
        stated = next(iter(line.points), None)
        name, points = self.telling.text(line.name), written_points(points_of(stated))
        if stated is None or stated.when is None:
            return Mark(name=name, points=points, marked="by_hand")
        held = truth(self.engine, at, stated.when)
        marked = "unclear" if held is None else "earned" if held else "missed"
        return Mark(name=name, points=points, marked=marked)  # type: ignore[arg-type]

    def _rules(self) -> frozenset[str]:
        cases: Iterable[Case] = (stop.position.case for stop in self.stops)
        return frozenset(rule for case in cases for event in case.history for rule in event.rules)


def _judges(text: str) -> bool:
    """Whether a remark says what must or may not be done."""
    return any(word in text for word in _JUDGING)


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
