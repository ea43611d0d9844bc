"""Courses of a branching lesson followed one by one, without walking all the others.

An engine, the name of a lesson and the names of options enter; a `Followed` leaves: how the course
ended, what was refused on the way, what was told. Chance does not decide: `再议#2` says which thing
that can be drawn came.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from govkit.engine import Engine
from govkit.scenario.lesson.acting import Acting, Landing
from govkit.scenario.lesson.going_on import GoingOn, Stop
from govkit.scenario.lesson.plot import read_plot
from govkit.scenario.lesson.position import Position, Why, is_missed


@dataclass
class Followed:
    """A course: where it halts, each choice with what it came to, the questions that were put."""

    stop: Stop
    landings: dict[str, Landing] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)

    @property
    def ending(self) -> tuple[str, str]:
        """The ending by name and grade; the open question where the course goes on."""
        close = self.stop.close
        if close is None:
            return (f"? {self.stop.scene.name}" if self.stop.scene else "?", "")
        assert self.stop.refusal is None, self.stop.refusal
        return close.name, close.grade

    @property
    def is_overdue(self) -> bool:
        return any(map(is_missed, self.stop.position.case.history))

    def grade(self, choice: str) -> str:
        return self.landings[choice].grade

    def rule(self, choice: str) -> str:
        """The rule that refused a choice."""
        refusal = self.landings[choice].refusal
        assert refusal is not None, f"{choice} was not refused"
        return refusal.rule


def follow(engine: Engine, name: str, *choices: str) -> Followed:
    """The course of these choices. Fails where one is not offered."""
    plot = read_plot(engine.model, engine.clocks, name)
    acting = Acting(engine, plot)
    going_on = GoingOn(acting, lambda at, scene: None, frozenset())
    course = plot.course
    case = engine.open(
        course.matter, unit=course.unit, at=course.at, mode=course.mode or None,
        vacant=course.vacant, given=dict(course.given),
    )  # fmt: skip
    begin = Position(case, case.opened_at, 0, (0,) * len(plot.scenes))
    done = Followed(going_on.reached(begin, 0, ()))
    for choice in choices:
        _take(acting, going_on, done, choice)
    return done


def best(engine: Engine, name: str) -> Followed:
    """The author's course: the first best option of each question, whatever is drawn first."""
    choices: list[str] = []
    while (stop := follow(engine, name, *choices).stop).scene is not None:
        ways = [way for way in stop.scene.ways if ("best" in (word for _, word in way.grade))]
        choices.append(ways[0].name)
    return follow(engine, name, *choices)


def _take(acting: Acting, going_on: GoingOn, done: Followed, choice: str) -> None:
    name, _, drawn = choice.partition("#")
    at, scene = done.stop.position, done.stop.scene
    assert scene is not None, f"{choice}: the course has ended before"
    done.questions.append(scene.name)
    offered = {way.name: (number, way) for number, way in going_on.offered(at)}
    assert name in offered, f"{choice} is not offered at {scene.name}: {sorted(offered)}"
    number, way = offered[name]
    acting.forget()
    landing = list(acting.landings(at, number, way))[int(drawn or 1) - 1]
    done.landings[choice] = landing
    if landing.grade == "unlawful" and not way.records:
        done.stop = going_on.again(landing.position)
    else:
        why: Why = "late" if landing.grade == "late" else "taken"
        done.stop = going_on.after(landing.position, way.next, number, why)
