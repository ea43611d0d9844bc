"""What was walked, written down as the graph that all others follow.

`Courses` enter, a `Graph` leaves: texts once, all else as numbers. Nothing is tried and nothing is
drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.engine import Case
from govkit.engine import words as engine_words
from govkit.engine.words.naming import rule_words
from govkit.engine.words.sentences import cited
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
from govkit.scenario.lesson.acting import Landing
from govkit.scenario.lesson.courses import Courses, Edge, leaving
from govkit.scenario.lesson.going_on import Stop
from govkit.scenario.lesson.position import Position, is_missed, pick, share, truth
from govkit.scenario.lesson.telling import Telling
from govkit.scenario.rubric import points_of, written_points
from govkit.values.units import Lang
from govkit.values.writing.condition import condition_words

LETTERS = "ABCDEFGH"
_JUDGING = ("不得", "不能", "无权", "必须", "应当先", "must", "may not", "cannot", "no power")


def recorded(courses: Courses) -> Graph:
    """The graph of a lesson."""
    return _Recording(courses).graph()


class _Recording:
    """One graph being written, in the tongue of the engine."""

    def __init__(self, courses: Courses) -> None:
        self.courses = courses
        self.plot, self.engine = courses.plot, courses.engine
        self.lang: Lang = courses.engine.lang
        self.telling = Telling(courses.engine, self.lang)
        self.leaving = leaving(courses.edges)

    def graph(self) -> Graph:
        """The graph; its texts are those that were written on the way."""
        courses = self.courses
        turns = {edge.turn for edge, _ in courses.author}
        states = tuple(self._state(n, stop) for n, stop in enumerate(self.courses.stops))
        plot, tell = self.plot, self.telling
        about = self._about()
        roles, questions = tuple(map(self._role, plot.seats)), tuple(self._questions())
        injects, endings = tuple(self._injects()), tuple(self._endings())
        return Graph(
            fingerprint=self.engine.model.fingerprint,
            scenario=plot.scenario.name,
            seed=self.courses.seed,
            lang=self.lang,
            about=about,
            texts=tuple(tell.texts),
            roles=roles,
            turns=questions,
            injects=injects,
            endings=endings,
            states=states,
            author=tuple(
                Step(state=edge.origin, option=self._place(edge), outcome=outcome)
                for edge, outcome in courses.author
            ),
            full=TURN_POINTS * len(turns) + LIMIT_POINTS + END_POINTS["best"],
        )

    def _about(self) -> About:
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
            told=tell.told(self.courses.first.told, begins),
        )

    def _place(self, edge: Edge) -> int:
        """The place of an option as it is shown."""
        return self.courses.order[edge.turn].index(edge.option)

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
            player=number not in self.courses.scripted,
        )

    def _questions(self) -> Iterator[Question]:
        tell = self.telling
        for scene, order in zip(self.plot.scenes, self.courses.order, strict=True):
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
        order = self.courses.order[at.turn]
        struck = tuple(Struck(option=order.index(option), why=why) for option, why in at.struck)
        offers = self._offers(number, stop)
        return told.model_copy(update={"offers": offers, "struck": struck})

    def _offers(self, number: int, stop: Stop) -> tuple[Offer, ...]:
        order = self.courses.order[stop.position.turn]
        leaving = self.leaving.get(number, {})
        found = []
        for place, option in enumerate(order):
            edges = leaving.get(option)
            if edges:
                drawn = self.courses.drawn[number, option]
                outcomes = tuple(
                    self._written_outcome(edge, index == drawn, len(edges) > 1)
                    for index, edge in enumerate(edges)
                )
                found.append(Offer(option=place, to=outcomes))
        return tuple(found)

    def _written_outcome(self, edge: Edge, drawn: bool, chance: bool) -> Outcome:
        landing, tell = edge.landing, self.telling
        rule, cite, why = self._reason(landing)
        news = (*landing.told, *edge.stop.told)
        since = self.courses.stops[edge.origin].position.now
        done = landing.done
        missed = [
            event_text
            for event in edge.events(self.courses.stops)
            if is_missed(event) and event.timer not in self.courses.missed
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
            told=tell.told(news, edge.stop.position.now),
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
        rules = [rule for event in edge.events(self.courses.stops) for rule in event.rules]
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
            debrief=tell.maybe(pick(self.engine, stop.position, close.debrief) if close else ""),
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


def _judges(text: str) -> bool:
    """Whether a remark says what must or may not be done."""
    return any(word in text for word in _JUDGING)
