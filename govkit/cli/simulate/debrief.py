"""The debrief of a walk on a screen, and the table that ends a run of several scenarios.

A `Debrief` enters; lines and tables leave on a screen. What is right and what it scores is decided
in `govkit.scenario`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby

from govkit.cli.screen import cell
from govkit.cli.simulate.screen import closed
from govkit.cli.simulate.stage import Stage
from govkit.diagnostics.catalogue import word
from govkit.engine import words
from govkit.engine.words.sentences import manner_word, turning_sentence
from govkit.engine.words.wording import place_word, reason_word, status_word
from govkit.scenario import Debrief, Route, points
from govkit.scenario.debrief import LimitRow
from govkit.scenario.grounds import Ground

_STYLES = {"other": "warning", "unlawful": "bad"}


def debriefing(stage: Stage, found: Debrief, *, whole: bool = True) -> None:
    """The debrief; without the timeline and the questions where not `whole`."""
    course = found.walk.course
    stage.rule(stage.word("head.debrief", title=course.label))
    if whole:
        _timeline(stage, found)
        stage.listed("attempts", _attempts(stage, found))
        stage.listed("tests", _tests(stage, found))
        stage.listed("ask", [stage.word("debrief.ask", turn=t, ask=a) for t, a in found.asks])
    stage.told("end", _end(stage, found))
    for passage in found.passages:
        to = place_word(passage.event.target).word(stage.lang)
        trigger = reason_word(passage.event.trigger).word(stage.lang)
        beyond = stage.word("debrief.beyond", grade=passage.grade, tier=to, trigger=trigger)
        stage.told("beyond", beyond)
    stage.listed("limits", _limits(stage, found))
    _score(stage, found, whole)
    stage.listed("rubric", _rubric(stage, found))
    stage.listed("reading", [turning_sentence(t).word(stage.lang) for t in found.readings])
    stage.listed("doubt", _doubts(stage, found))
    stage.listed("assumed", _assumed(stage, found.assumed))
    if whole:
        left_out(stage, found.simplified)
    stage.told("lesson", course.lesson)
    stage.told("comment", course.debrief)
    if whole:
        stage.told("notes", course.notes)


def left_out(stage: Stage, simplified: Iterable[str]) -> None:
    """What the rehearsal leaves out."""
    stage.listed("simplified", [stage.word(f"debrief.{key}") for key in simplified])


def _timeline(stage: Stage, found: Debrief) -> None:
    rows = [
        [
            cell(str(row.number)),
            cell(stage.moment(row.at)),
            cell(row.phrase.word(stage.lang)),
            cell(stage.word(f"grade.{row.grade}"), _STYLES.get(row.grade, "")),
            cell(row.expected.word(stage.lang) if row.expected else ""),
        ]
        for row in found.rows
    ]
    _table(stage, ("number", "at", "move", "grade", "expected"), rows)


def _table(stage: Stage, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    kept = [at for at in range(len(columns)) if any(str(row[at]) for row in rows)]
    for at in kept:
        table.add_column(stage.word(f"column.{columns[at]}"), overflow="fold")
    for row in rows:
        table.add_row(*(row[at] for at in kept))  # type: ignore[arg-type]
    stage.screen.show(table)


def _attempts(stage: Stage, found: Debrief) -> list[str]:
    told = []
    for attempt in found.attempts:
        refusal = attempt.why_not.refusal
        why = word(refusal.finding, stage.lang).text if refusal else ""
        move = attempt.choice.word(stage.lang)
        told.append(stage.word("debrief.attempt", number=attempt.decision, move=move, why=why))
    return told


def _end(stage: Stage, found: Debrief) -> str:
    case, course = found.case, found.walk.course
    if not case.is_closed:
        status = status_word(case.status).word(stage.lang)
        return stage.word("debrief.open", tier=case.tier, status=status)
    if not (course.ends_at or course.manner):
        return closed(stage, case)
    if found.tier_as_stated and found.manner_as_stated:
        return closed(stage, case) + stage.word("debrief.as_stated")
    manner = manner_word(course.manner).word(stage.lang) if course.manner else ""
    quoted = "「{}」" if stage.lang == "zh" else "`{}`"
    stated = stage.listing(quoted.format(one) for one in (course.ends_at, manner) if one)
    return closed(stage, case) + stage.word("debrief.not_as_stated", stated=stated)


def _limits(stage: Stage, found: Debrief) -> list[str]:
    if not found.limits:
        return [stage.word("debrief.no_limits")]
    return [
        stage.word(
            "debrief.kept"
            if limit.kept
            else "debrief.missed_anyway"
            if limit.expected
            else "debrief.missed",
            name=limit.name.word(stage.lang),
            due=stage.moment(limit.due),
            late=_late(stage, limit),
        )
        for limit in found.limits
    ]


def _late(stage: Stage, limit: LimitRow) -> str:
    """By how much a limit was missed, where that is known."""
    return stage.word("debrief.late", late=words.of(limit.late, stage.lang)) if limit.late else ""


def _score(stage: Stage, found: Debrief, whole: bool) -> None:
    score = found.score
    lines = {line: f"{got}/{of}" for line, got, of in score.lines}
    told = [stage.word("debrief.score", got=score.got, full=score.full, **lines)]
    if whole:
        told.append(stage.word("debrief.how"))
    if found.walk.undone:
        told.append(stage.word("debrief.undone", count=found.walk.undone))
    stage.listed("score", told)


def _tests(stage: Stage, found: Debrief) -> list[str]:
    """What each turn tests."""
    return [
        stage.word("debrief.tests", turn=turn.name, tests=stage.listing(turn.tests))
        for turn in found.walk.course.turns
        if turn.tests
    ]


def _rubric(stage: Stage, found: Debrief) -> list[str]:
    """The scenario's own rubric: each line, then the sum and what is left to be ticked."""
    if not found.marks:
        return []
    told = [
        stage.word(f"debrief.mark_{mark.marked}", name=mark.name, points=_figure(mark.points))
        for mark in found.marks
    ]
    sums = {
        marked: sum((m.points for m in found.marks if m.marked == marked), Fraction(0))
        for marked in ("earned", "missed", "by_hand", "unclear")
    }
    full = _figure(sum(sums.values(), Fraction(0)))
    left = _figure(sums["by_hand"] + sums["unclear"])
    return [*told, stage.word("debrief.rubric", got=_figure(sums["earned"]), full=full, left=left)]


def _figure(points: Fraction) -> str:
    return str(points.numerator) if points.denominator == 1 else f"{float(points):g}"


def _together(grounds: Iterable[Ground]) -> list[Ground]:
    """The statements with the same remark one behind another, in the order they came in."""
    found = list(grounds)
    order = list(dict.fromkeys(ground.origin.remark for ground in found))
    return sorted(found, key=lambda ground: order.index(ground.origin.remark))


def _doubts(stage: Stage, found: Debrief) -> list[str]:
    return [
        stage.word("debrief.remark", says=ground.says.word(stage.lang), remark=doubt.why)
        for ground in found.doubtful
        for doubt in ground.doubts
    ]


def _assumed(stage: Stage, grounds: Iterable[Ground]) -> list[str]:
    """What is assumed; statements with the same remark stand together, the remark once."""
    told: list[str] = []
    for remark, alike in groupby(_together(grounds), key=lambda ground: ground.origin.remark):
        says = [ground.says.word(stage.lang) for ground in alike]
        if remark:
            together = ("；" if stage.lang == "zh" else "; ").join(says)
            told.append(stage.word("debrief.remark", says=together, remark=remark))
        else:
            told += says
    return told


def summary(stage: Stage, played: Sequence[tuple[str, Debrief | Route | None]]) -> None:
    """The table of all scenarios that were played; `None` where one could not be."""
    stage.rule(stage.word("head.summary"), "═")
    rows = []
    for name, found in played:
        if found is None:
            rows.append([cell(name), *(cell("×") for _ in range(5))])
            continue
        if isinstance(found, Route):
            rows.append(_lesson_row(name, found))
            continue
        case, score = found.case, found.score
        right = found.tier_as_stated and found.manner_as_stated
        rows.append(
            [
                cell(name),
                cell(str(len(found.rows))),
                cell(f"{'√' if right else '×'} {case.tier}"),
                cell(manner_word(case.manner).word(stage.lang)),
                cell(f"{score.got}/{score.full}"),
                cell(f"{found.kept}/{len(found.limits)}"),
            ]
        )
    _table(stage, ("scenario", "moves", "ended", "manner", "score", "kept"), rows)


def _lesson_row(name: str, route: Route) -> list[object]:
    """The row of a lesson with options: its ending where a linear scenario has place and manner."""
    end, got = route.state.end, points(route)
    ending = "" if end is None or end.ending is None else route.graph.endings[end.ending].name
    right = "√" if end is not None and end.grade == "best" else "×"
    missed = sum(len(entry.outcome.missed) for entry in route.entries)
    return [
        cell(name),
        cell(str(len(route.entries))),
        cell(f"{right} {ending}"),
        cell(""),
        cell(f"{got.got}/{got.full}"),
        cell("√" if not missed else f"-{missed}"),
    ]
