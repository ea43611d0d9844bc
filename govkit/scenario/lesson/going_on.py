"""How a lesson goes on: from the end of one question to the next, or to an ending.

A position enters, behind a turn or in front of one; a `Stop` leaves: a question that is put, or how
the story ends. Turns of the script are played on the way; what they tell is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from govkit.engine import WhyNot
from govkit.scenario.course import later
from govkit.scenario.lesson.acting import Acting, News
from govkit.scenario.lesson.plot import Close, Scene, Way
from govkit.scenario.lesson.position import Position, Why, pick, truth

MOST_PUTS = 2
Decider = Callable[[Position, Scene], Way | None]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a course halts: a question (`scene`), or an end. `told` is what came before it.

    `close` is the ending; None where no ending fits. `refusal` says why its moves were not made.
    `story` is what the turn or the ending tells, `given_up` a turn whose time had passed in vain.
    """

    position: Position
    scene: Scene | None
    told: tuple[News, ...]
    story: str = ""
    close: Close | None = None
    refusal: WhyNot | None = None


class GoingOn:
    """The way from question to question. `decides` plays the questions of the script.

    `met` are the turns that some course has come to, `told` the texts of turns, each with its turn.
    """

    def __init__(self, acting: Acting, decides: Decider, scripted: frozenset[int]) -> None:
        self.acting = acting
        self.engine = acting.engine
        self.plot = acting.plot
        self.decides = decides
        self.scripted = scripted
        self.met: set[str] = set()
        self.told: set[tuple[str, str]] = set()

    def offered(self, at: Position) -> list[tuple[int, Way]]:
        """The options of the question that can still be chosen."""
        scene = self.plot.scenes[at.turn]
        gone = {number for number, _ in at.struck}
        return [
            (number, way)
            for number, way in enumerate(scene.ways)
            if number not in gone and truth(self.engine, at, way.when) is True
        ]

    def after(self, at: Position, target: str, number: int, why: Why = "taken") -> Stop:
        """From a question on: to the turn or ending that is named, else to the next of the text.

        The same turn keeps its question up and strikes the option out.
        """
        scene = self.plot.scenes[at.turn]
        target = target or scene.next
        if target == scene.name:
            kept = replace(at, struck=tuple(sorted((*at.struck, (number, why)))))
            return self.again(kept)
        found = self.plot.number_of(target) if target else None
        if target and found is None:
            return self.ended(at, (), target)
        return self.reached(at, at.turn + 1 if found is None else found, ())

    def again(self, at: Position) -> Stop:
        """The same question once more; where nothing is left to choose, the story goes on."""
        scene = self.plot.scenes[at.turn]
        if truth(self.engine, at, scene.when) is True and self.offered(at):
            return Stop(at, scene, ())
        return self.reached(at, at.turn + 1, ())

    def reached(self, at: Position, turn: int, told: tuple[News, ...]) -> Stop:
        """The first question from a turn on, or the end; turns that do not hold are passed over."""
        while turn < len(self.plot.scenes):
            scene = self.plot.scenes[turn]
            if at.puts[turn] < MOST_PUTS and truth(self.engine, at, scene.when) is True:
                puts = tuple(n + (k == turn) for k, n in enumerate(at.puts))
                here = replace(at, turn=turn, puts=puts, struck=())
                here, came = self._arrived(here, scene)
                told = (*told, *came)
                if scene.ways and truth(self.engine, here, scene.when) is True:
                    if scene.seat in self.scripted:
                        at, turn, told = self._scripted(here, scene, told)
                        continue
                    if self.offered(here):
                        self.met.add(scene.name)
                        story = self._story(here, scene)
                        return Stop(here, scene, told, story)
                at = here
                if not scene.ways:
                    at, played = self._played(here, scene)
                    told = (*told, *played)
                    target = self.plot.number_of(scene.next) if scene.next else None
                    if scene.next and target is None:
                        return self.ended(at, told, scene.next)
                    turn = turn if target is None else target - 1
            turn += 1
        return self.ended(at, told)

    def _arrived(self, at: Position, scene: Scene) -> tuple[Position, tuple[News, ...]]:
        """A turn when its time has passed, its mode is on and what it gives is known."""
        told: tuple[News, ...] = ()
        for wait in scene.waits:
            at, came = self.acting.passed(at, later(self.engine.clocks, at.now, wait))
            told = (*told, *came)
        case = at.case
        if scene.mode is not None and not case.is_closed:
            case = self.engine.switch(case, scene.mode or None, at=max(at.now, case.as_of))
        return replace(at, case=self.acting.given(case, scene.given, at.now)), told

    def _played(self, at: Position, scene: Scene) -> tuple[Position, list[News]]:
        """A turn of the script: its move, and what it tells; passed over where it is not lawful."""
        made: list[News] = []
        if scene.expected is not None:
            case, now = at.case, max(at.now, at.case.as_of)
            offered = () if case.is_closed else self.engine.moves(case, now)
            move = next((one for one in offered if scene.expected.fits(one)), None)
            if move is None:
                return at, []
            at = replace(at, case=self.engine.apply(case, move, at=now, note=scene.name))
            made.append(News(now, move=move))
        self.met.add(scene.name)
        story = self._story(at, scene)
        return at, [*made, News(at.now, story)] if story else made

    def _story(self, at: Position, scene: Scene) -> str:
        story = pick(self.engine, at, scene.story)
        self.told.add((scene.name, story))
        return story

    def _scripted(
        self, at: Position, scene: Scene, told: tuple[News, ...]
    ) -> tuple[Position, int, tuple[News, ...]]:
        """A question that nobody of the class decides; where it leads, as a turn of the plot."""
        self.met.add(scene.name)
        way = self.decides(at, scene)
        if way is None:
            return at, at.turn + 1, told
        number = scene.ways.index(way)
        landing = next(self.acting.landings(at, number, way))
        told = (*told, *landing.made, *landing.told)
        if landing.story:
            told = (*told, News(landing.position.now, landing.story))
        target = self.plot.number_of(way.next or scene.next)
        after = landing.position
        if target is None or target == at.turn:
            if way.next and target is None:  # an ending: behind all turns
                return after, len(self.plot.scenes), told
            target = at.turn + 1
        return after, target, told

    def ended(self, at: Position, told: tuple[News, ...], wanted: str = "") -> Stop:
        """The ending that is named, else the first whose condition holds, with its moves made."""
        closes = [one for one in self.plot.endings if one.name == wanted] + list(self.plot.endings)
        close = next((one for one in closes if truth(self.engine, at, one.when) is True), None)
        at = replace(at, turn=len(self.plot.scenes), struck=())
        if close is None:
            return Stop(at, None, told)
        if close.waits is not None:
            at, came = self.acting.passed(at, later(self.engine.clocks, at.now, close.waits))
            told = (*told, *came)
        at, made, refusal = self.acting.wound_up(at, close.moves, close.title)
        story = pick(self.engine, at, close.story)
        return Stop(at, None, (*told, *made), story, close, refusal)
