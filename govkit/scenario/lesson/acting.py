"""What an option comes to: it is tried, time passes, injects come, its moves are made or refused.

A position and a way of the plot enter; `Landing`s leave, each with all that happened on the way.
What is lawful is asked of the engine alone. How a lesson goes on afterwards is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from govkit.engine import Case, Engine, Move, WhyNot
from govkit.engine.answers.wanted import PLAIN, fits
from govkit.engine.case.event import Event
from govkit.engine.case.grading import with_values
from govkit.engine.plan.given import read_given
from govkit.engine.plan.lookup import looked_up
from govkit.engine.procedures.procedure import Wanted
from govkit.scenario.course import later
from govkit.scenario.graph import Judged
from govkit.scenario.lesson.plot import Coming, Doing, Plot, Way
from govkit.scenario.lesson.position import Position, Why, pick, truth

MOST_ROUTINE = 3
_A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class News:
    """Something told: when, what, for which seats (none: all), from whom and how.

    `event` is set where the engine did something by itself, `move` where a move was made.
    """

    at: datetime
    text: str = ""
    seats: tuple[int, ...] = ()
    source: str = ""
    channel: str = ""
    event: Event | None = None
    move: Move | None = None
    inject: str = ""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where an option leads: the position after it, and how it came there.

    `made` are the moves made, `told` what came meanwhile; `refusal` is set where it was refused or
    came too late. `whole`: all its moves were made. `done` says what was drawn.
    """

    position: Position
    grade: Judged
    made: tuple[News, ...] = ()
    told: tuple[News, ...] = ()
    refusal: WhyNot | None = None
    whole: bool = True
    done: Doing | None = None
    story: str = ""
    debrief: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """Whether moves can be made now: the routine ones first, the whole row, or the refusal."""

    before: tuple[Wanted, ...] = ()
    rest: tuple[Wanted, ...] = ()
    refusal: WhyNot | None = None
    refused: str = ""


class Acting:
    """The moves of one lesson, asked of one engine."""

    def __init__(self, engine: Engine, plot: Plot) -> None:
        self.engine = engine
        self.plot = plot
        self._known: dict[tuple[int, str, datetime], tuple[Case, Case]] = {}
        self._meant: dict[tuple[int, str, datetime], tuple[Case, Move | None]] = {}

    def forget(self) -> None:
        """Drop what was tried: it is remembered for one question, whose options try alike."""
        self._known.clear()
        self._meant.clear()

    # ── time ──
    def passed(self, at: Position, until: datetime) -> tuple[Position, tuple[News, ...]]:
        """The position at an instant, with the injects that came and the limits that ran out.

        A limit that ends at the instant itself has not run out: a move then is in time.
        """
        told: list[News] = []
        for inject in self.plot.injects:
            if at.now < inject.at <= until:
                at, came = self._ticked(at, inject.at)
                told += came
                at, came = self.came(at, inject)
                told += came
        at, came = self._ticked(at, until)
        return at, (*told, *came)

    def came(self, at: Position, inject: Coming) -> tuple[Position, list[News]]:
        """An inject at its moment; one whose condition does not hold is gone."""
        if truth(self.engine, at, inject.when) is not True:
            return at, []
        case = at.case
        if inject.mode is not None and not case.is_closed:
            case = self.engine.switch(case, inject.mode or None, at=inject.at)
        case = self.given(case, inject.given, inject.at)
        made: list[News] = []
        for wanted in inject.moves:
            move = self.lawful(case, inject.at, wanted)
            if move is None:
                break
            case = self.engine.apply(case, move, at=inject.at, note=inject.name)
            made.append(News(inject.at, move=move))
        at = replace(at, case=case)
        story = pick(self.engine, at, inject.story)
        news = News(inject.at, story, inject.seats, inject.source, inject.channel,
                    inject=inject.name)  # fmt: skip
        return at, [news, *made]

    def given(self, case: Case, given: tuple[tuple[str, object], ...], at: datetime) -> Case:
        """The case with attributes that have become known."""
        if not given or case.is_closed:
            return case
        case = with_values(case, read_given(self.engine.model_for(case), dict(given)))
        return looked_up(self.engine.model_for(case), case, at, case.revision + 1)

    def _ticked(self, at: Position, until: datetime) -> tuple[Position, list[News]]:
        before = len(at.case.history)
        case = self.engine.tick(at.case, max(at.case.as_of, until - _A_SECOND))
        told = [News(event.at, event=event) for event in case.history[before:]
                if event.automatic and event.kind != "remind"]  # fmt: skip
        return replace(at, case=case, now=max(at.now, until)), told

    # ── moves ──
    def lawful(self, case: Case, at: datetime, wanted: Wanted) -> Move | None:
        """The lawful move that is meant; None where there is none."""
        key = id(case), wanted.written, at
        known = self._meant.get(key)
        if known is None:  # the case is kept with it, so that its number stays its own
            known = self._meant[key] = case, self._found(case, at, wanted)
        return known[1]

    def _found(self, case: Case, at: datetime, wanted: Wanted) -> Move | None:
        if case.is_closed and wanted.kind not in ("reopen", "call_back"):
            return None
        moves = self.engine.moves(case, max(at, case.as_of))
        exact = (wanted.written, wanted.id, PLAIN.get(wanted.id, ""))
        found = next((move for move in moves if move.id in exact), None)
        return found or next((move for move in moves if fits(wanted, move)), None)

    def tried(self, case: Case, at: datetime, row: tuple[Wanted, ...], note: str) -> Trial:
        """Whether a row of moves is lawful one after another if made now.

        Routine moves are put in where they are missing, at most three before each, fewest first.
        """
        before: tuple[Wanted, ...] = ()
        rest: list[Wanted] = []
        for number, wanted in enumerate(row):
            found, case, last = self._reached(case, at, wanted, note)
            if found is None:
                why = self.engine.why_not(last, wanted.written, max(at, last.as_of))
                return Trial(refusal=why, refused=wanted.written)
            if number == 0:
                before = found
            else:
                rest += found
            rest.append(wanted)
        return Trial(before, tuple(rest))

    def wound_up(
        self, at: Position, row: tuple[Wanted, ...], note: str
    ) -> tuple[Position, tuple[News, ...], WhyNot | None]:
        """The position after a row of moves at its instant, routine ones put in; the refusal of the
        first that is not lawful.
        """
        made: list[News] = []
        for wanted in row:
            before, _, last = self._reached(at.case, at.now, wanted, note)
            if before is None:
                why = self.engine.why_not(last, wanted.written, max(at.now, last.as_of))
                return at, tuple(made), why
            at, came, _ = self.made(at, (*before, wanted), note)
            made += came
        return at, tuple(made), None

    def _reached(
        self, case: Case, at: datetime, wanted: Wanted, note: str
    ) -> tuple[tuple[Wanted, ...] | None, Case, Case]:
        """The routine moves before a move, the case after it, the case that refused it."""
        row: list[tuple[tuple[Wanted, ...], Case]] = [((), case)]
        last = case
        for _ in range(MOST_ROUTINE + 1):
            for before, here in row:
                move = self.lawful(here, at, wanted)
                if move is not None:
                    return before, self._applied(here, move, at, note), here
            last = row[0][1]
            row = [
                ((*before, routine), self._applied(here, move, at, note))
                for before, here in row
                for routine in self.plot.routine
                if (move := self.lawful(here, at, routine)) is not None
            ]
            if not row:
                break
        return None, case, last

    def _applied(self, case: Case, move: Move, at: datetime, note: str) -> Case:
        key = id(case), move.id, at
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (
                case, self.engine.apply(case, move, at=max(at, case.as_of), note=note)
            )  # fmt: skip
        return known[1]

    def made(
        self, at: Position, row: tuple[Wanted, ...], note: str
    ) -> tuple[Position, tuple[News, ...], Wanted | None]:
        """The position after a row of moves at its instant; the first that is not lawful any more.

        That one and the rest lapse.
        """
        made: list[News] = []
        for wanted in row:
            move = self.lawful(at.case, at.now, wanted)
            if move is None:
                return at, tuple(made), wanted
            at = replace(at, case=self._applied(at.case, move, at.now, note))
            made.append(News(at.now, move=move))
        return at, tuple(made), None

    # ── an option ──
    def landings(self, at: Position, number: int, way: Way) -> Iterator[Landing]:
        """What an option comes to, one landing for each thing that can be drawn."""
        drawn = [one for one in way.doings if one.chance is not None]
        if not drawn:
            yield self.landed(at, number, way, self._held(at, way))
            return
        left = 1 - sum((one.chance or Fraction(0) for one in drawn), Fraction(0))
        rest = next((one for one in way.doings if one.chance is None), Doing())
        if left > 0:
            drawn.append(replace(rest, chance=left))
        for doing in drawn:
            yield self.landed(at, number, way, doing)

    def _held(self, at: Position, way: Way) -> Doing:
        """The moves whose condition holds, else those without."""
        for doing in way.doings:
            if doing.when is not None and truth(self.engine, at, doing.when):
                return doing
        return next((one for one in way.doings if one.when is None), Doing())

    def landed(self, at: Position, number: int, way: Way, doing: Doing) -> Landing:
        """An option taken: refused, too late, or made."""
        trial = self.tried(at.case, at.now, doing.moves, way.title)
        if trial.refusal is not None and not way.records:
            refused = replace(at, struck=_struck(at, number, "unlawful"))
            return self._told(way, Landing(refused, "unlawful", refusal=trial.refusal,
                                           whole=False, done=doing))  # fmt: skip
        begun = self._chosen(at, way)
        begun, made = self._first(begun, way)
        row = trial.rest if trial.refusal is None else doing.moves
        begun, routine, _ = self.made(begun, trial.before, way.title)
        until = later(self.engine.clocks, at.now, way.waits) if way.waits else at.now
        then, told = self.passed(begun, until)
        if trial.refusal is not None:
            after, own = self._recorded(then, row, way.title)
            landing = Landing(after, "unlawful", (*made, *own), told, trial.refusal, done=doing)
            return self._told(way, landing)
        after, own, lapsed = self.made(then, row, way.title)
        told = (*told, *self._asked(after, way))
        made = (*made, *routine, *own)
        if lapsed is not None:
            why = self.engine.why_not(after.case, lapsed.written, max(after.now, after.case.as_of))
            late = Landing(after, "late", made, told, why, whole=False, done=doing)
            return self._told(way, late)
        return self._told(way, Landing(after, "acceptable", made, told, done=doing))

    def _told(self, way: Way, landing: Landing) -> Landing:
        """The landing with what its author says of it, on the state it led to."""
        at, engine = landing.position, self.engine
        grade = landing.grade
        if grade == "acceptable":
            grade = pick(engine, at, way.grade) or "acceptable"  # type: ignore[assignment]
        story = pick(engine, at, way.story, plain=landing.whole)
        return replace(landing, grade=grade, story=story, debrief=pick(engine, at, way.debrief))

    @staticmethod
    def _chosen(at: Position, way: Way) -> Position:
        if any(name == way.name for name, _ in at.chosen):
            return at
        return replace(at, chosen=(*at.chosen, (way.name, at.now)))

    def _first(self, at: Position, way: Way) -> tuple[Position, tuple[News, ...]]:
        """What is done at once: by the mode where it lists it, else as a plain deed."""
        made: list[News] = []
        for act in way.first:
            wanted = Wanted(f"act_first:{act}", "act_first", (act,))
            move = self.lawful(at.case, at.now, wanted)
            if move is not None:
                at = replace(at, case=self._applied(at.case, move, at.now, way.title))
                made.append(News(at.now, move=move))
            else:
                at = replace(at, plain=at.plain or at.now)
                made.append(News(at.now, text=act))
        return at, tuple(made)

    def _asked(self, at: Position, way: Way) -> tuple[News, ...]:
        """What those who were asked know."""
        seats = [self.plot.seats[number] for number in way.seats]
        return tuple(News(at.now, seat.knows, source=seat.title) for seat in seats if seat.knows)

    def _recorded(
        self, at: Position, row: tuple[Wanted, ...], note: str
    ) -> tuple[Position, tuple[News, ...]]:
        """What happens all the same: the breach stands in the history."""
        made: list[News] = []
        for wanted in row:
            case = self.engine.apply(
                at.case, wanted.written, at=max(at.now, at.case.as_of), on_breach="record",
                note=note,
            )  # fmt: skip
            made.append(News(at.now, event=case.history[-1]))
            at = replace(at, case=case)
        return at, tuple(made)


def _struck(at: Position, number: int, why: Why) -> tuple[tuple[int, Why], ...]:
    return tuple(sorted((*at.struck, (number, why))))
