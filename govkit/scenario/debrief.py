"""The debrief of a walk: course against expectation, limits, end, score, and what it rested on.

A walk enters, finished or not; a `Debrief` leaves: data, in both tongues where there are words.
How it is laid out on a screen or a sheet is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from govkit.diagnostics import Both, GovError
from govkit.engine.answers.explanation import Passage
from govkit.engine.case.case import Case
from govkit.engine.case.event import Turning
from govkit.engine.case.timer import Late, Timer
from govkit.engine.words.sentences import move_phrase, timer_name
from govkit.scenario.choices import Grade
from govkit.scenario.grounds import Ground, grounds
from govkit.scenario.rubric import Mark, marks
from govkit.scenario.walk import Attempt, Taken, Walk
from govkit.values import Rate

TURN_POINTS = 2
LIMIT_POINTS = 2
MISSABLE = (
    "limit",
    "sign_within",
    "countersign_within",
    "arrive_within",
    "complete_within",
    "call_back_within",
    "total",
    "matter",
    "clock",
)

Line = Literal["turns", "limits", "end"]
Simplified = Literal["times", "outcomes", "attendance", "spread"]


@dataclass(frozen=True, slots=True)
class Row:
    """One decision of the timeline. `expected` is set where another move was expected."""

    number: int
    at: datetime
    phrase: Both
    grade: Grade
    place: str
    expected: Both | None = None


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit that ran: what, until when, whether it was kept.

    `expected`: it runs out on the expected course too, and costs nothing. `late`: by how much it
    was missed where a later move ended it, or by now where it still runs.
    """

    name: Both
    due: datetime
    kept: bool
    expected: bool = False
    late: Late | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Points by line, as (line, got, of)."""

    lines: tuple[tuple[Line, int, int], ...]

    @property
    def got(self) -> int:
        """Points earned."""
        return sum(got for _, got, _ in self.lines)

    @property
    def full(self) -> int:
        """Points there are."""
        return sum(of for _, _, of in self.lines)


@dataclass(frozen=True, slots=True)
class Debrief:
    """All a debrief tells.

    `asks` are questions to the class, by turn. `readings` are the turnings where two readings lead
    to different ends; `assumed` and `doubtful` the statements the walk rested on; `simplified` what
    the rehearsal leaves out; `passages` each step beyond a ceiling; `marks` the lines of the
    scenario's own rubric.
    """

    walk: Walk
    rows: tuple[Row, ...]
    attempts: tuple[Attempt, ...]
    limits: tuple[LimitRow, ...]
    tier_as_stated: bool
    manner_as_stated: bool
    score: Score
    asks: tuple[tuple[str, str], ...]
    readings: tuple[Turning, ...]
    passages: tuple[Passage, ...]
    assumed: tuple[Ground, ...]
    doubtful: tuple[Ground, ...]
    simplified: tuple[Simplified, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def case(self) -> Case:
        """The case at the end."""
        return self.walk.case

    @property
    def kept(self) -> int:
        """How many of the limits were kept."""
        return sum(limit.kept for limit in self.limits)


def debrief(walk: Walk) -> Debrief:
    """The debrief of a walk; of an unfinished one as far as it went."""
    course, case = walk.course, walk.case
    timers = _timers(walk)
    anyway = _missed_anyway(walk)
    limits = tuple(_limits(case, timers, anyway, _lateness(walk)))
    by_tier = case.is_closed and course.ends_at in ("", case.tier)
    by_manner = case.is_closed and course.manner in ("", case.manner)
    rested = _grounds(walk, timers)
    turnings = dict.fromkeys(turning for event in case.history for turning in event.turnings)
    return Debrief(
        walk=walk,
        rows=tuple(map(_row, walk.taken)),
        attempts=walk.attempts,
        limits=limits,
        tier_as_stated=by_tier,
        manner_as_stated=by_manner,
        score=_score(walk, anyway, by_tier, by_manner),
        asks=tuple((turn.name, ask) for turn in course.turns for ask in turn.asks),
        readings=tuple(turnings),
        passages=walk.engine.explain(case).passages,
        assumed=tuple(ground for ground in rested if ground.origin.kind == "assumed"),
        doubtful=tuple(ground for ground in rested if ground.doubts),
        simplified=tuple(_simplified(walk)),
        marks=marks(walk),
    )


def _row(taken: Taken) -> Row:
    best = taken.decision.best
    other = taken.grade != "best" and best is not None
    return Row(
        number=taken.decision.number,
        at=taken.decision.at,
        phrase=move_phrase(taken.move),
        grade=taken.grade,
        place=taken.after.place,
        expected=move_phrase(best) if other and best else None,
    )


# ── limits ──
def _timers(walk: Walk) -> tuple[Timer, ...]:
    """Every timer that ran in the walk, each once, with the last end that it had."""
    cases = [walk.opened]
    for taken in walk.taken:
        cases += [taken.decision.case, taken.after]
    found: dict[str, Timer] = {}
    for case in cases:
        for timer in case.timers:
            if timer.due is not None or timer.id not in found:
                found[timer.id] = timer
    return tuple(found.values())


def _lateness(walk: Walk) -> dict[str, Late]:
    """By how much each limit was missed: as events keep it, or as of now where it still runs."""
    case = walk.case
    found = {one.timer: one.late for event in case.history for one in event.missed}
    if not case.is_closed:
        now = walk.engine.due(case)
        found |= {timer.id: timer.late for timer in now if timer.late is not None}
    return found


def _limits(
    case: Case, timers: tuple[Timer, ...], anyway: set[str], lateness: dict[str, Late]
) -> Iterator[LimitRow]:
    missed = _missed(case)
    running = {timer.id for timer in case.timers if not case.is_closed}
    for timer in timers:
        if timer.kind not in MISSABLE or timer.due is None:
            continue
        if timer.id in missed or timer.id not in running:
            kept, expected = timer.id not in missed, timer.id in anyway
            late = None if kept else lateness.get(timer.id)
            yield LimitRow(timer_name(timer), timer.due, kept, expected, late)


def _missed(case: Case) -> set[str]:
    """The ids of the limits that ran out."""
    ran_out = (event.timer for event in case.history if event.automatic)
    return {timer for timer in ran_out if timer.partition(":")[0] in MISSABLE}


def _missed_anyway(walk: Walk) -> set[str]:
    """The limits that run out on the expected course too: the story wants it so."""
    try:
        return _missed(Walk.begin(walk.engine, walk.course).played().case)
    except GovError:
        return set()


# ── score ──
def _score(walk: Walk, anyway: set[str], by_tier: bool, by_manner: bool) -> Score:
    missed = len(_missed(walk.case) - anyway)
    kept = max(0, LIMIT_POINTS - missed) if walk.case.is_closed else 0
    turns = sum(_turn_points(walk, position) for position in range(len(walk.course.turns)))
    return Score(
        (
            ("turns", turns, TURN_POINTS * len(walk.course.turns)),
            ("limits", kept, LIMIT_POINTS),
            ("end", int(by_tier) + int(by_manner), 2),
        )
    )


def _turn_points(walk: Walk, position: int) -> int:
    """Two, less one for each attempt and worse choice while the turn was next; see the docs."""
    if not _is_done(walk, position):
        return 0
    attempts = sum(attempt.position == position for attempt in walk.attempts)
    worse = sum(taken.position == position and taken.grade == "other" for taken in walk.taken)
    return max(0, TURN_POINTS - attempts - worse)


def _is_done(walk: Walk, position: int) -> bool:
    """Whether a turn was played, or an acceptable choice made it needless."""
    for taken in walk.taken:
        if taken.played is not None and taken.played >= position:
            before = [one for one in walk.taken if one.position == taken.position]
            return taken.played == position or all(
                one.grade in ("best", "acceptable") for one in before
            )
    return False


# ── what it rested on ──
def _grounds(walk: Walk, timers: tuple[Timer, ...]) -> tuple[Ground, ...]:
    case = walk.case
    rules = [f"matter:{case.matter}.needs"]
    for event in case.history:
        place = event.target if event.target.partition(":")[0] in ("tier", "step") else ""
        rules += [f"process:{case.process}/{place}.handler"] if place else []
        rules += event.rules
        if event.meeting:
            rules += [f"meeting:{event.meeting}.quorum", f"meeting:{event.meeting}.majority"]
    rules += [timer.rule for timer in timers if timer.rule]
    return grounds(walk.engine.model_for(case), rules, case.day)


def _simplified(walk: Walk) -> Iterator[Simplified]:
    yield "times"
    kinds = {taken.move.kind for taken in walk.taken}
    if kinds & {"deliberate", "verify"}:
        yield "outcomes"
    if "deliberate" in kinds:
        yield "attendance"
    if _is_spread(walk):
        yield "spread"


def _is_spread(walk: Walk) -> bool:
    """Whether a unit on the way was found by spreading units evenly, which no text says."""
    model = walk.engine.model_for(walk.case)
    tree, unit = model.tree, model.unit(walk.case.unit)
    while (above := tree.parent_level(unit.level)) is not None:
        here, there = tree.count(unit.level), tree.count(above)
        quota = model.level(unit.level).quota.value
        fixed = isinstance(quota, Rate) and quota.per == (f"level:{above}",)
        if there != 1 and here != there and not fixed and not tree.is_placed(unit.level):
            return True
        parent = tree.parent_of(unit)
        if parent is None:
            return False
        unit = parent
    return False
