"""How a walk looks on a screen: where the case is, clocks, rules, choices, verdicts.

Walks and their parts enter; lines leave on a screen. Nothing is asked and nothing is decided here.
The debrief is laid out in `debrief`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from govkit.cli.simulate.clock import clocks
from govkit.cli.simulate.stage import Stage
from govkit.cli.simulate.standing import called, holders, standing
from govkit.diagnostics.width import visible
from govkit.engine import Case, Engine, WhyNot, words
from govkit.engine.case.move import Reason
from govkit.engine.plan.lookup import lookups
from govkit.engine.words.sentences import cited, event_phrase, manner_word, shown
from govkit.engine.words.wording import status_word
from govkit.scenario.course import Expected
from govkit.scenario.grounds import grounds
from govkit.scenario.stories import Stories
from govkit.scenario.walk import Decision, Verdict, Walk
from govkit.values import Quantity


# ── the scenario ──
def opening(stage: Stage, walk: Walk, number: int, count: int) -> None:
    """Title, story and what the case is about; what it teaches is told in the debrief."""
    course = walk.course
    stage.rule(stage.word("head.scenario", number=number, count=count, title=course.label), "═")
    stage.told("story", course.story)
    stage.told("case", about(walk, stage.lang))
    if course.class_time is not None:
        stage.told("class_time", shown(course.class_time).word(stage.lang))


def about(walk: Walk, lang: str) -> str:
    """What the case is about: matter, unit, and what is known at first."""
    course = walk.course
    known = [f"{name} {given(value, lang)}" for name, value in course.given]
    model = walk.engine.model_for(walk.case)
    return " · ".join([course.matter, called(model, course.unit), *known])


def given(value: Any, lang: str) -> str:
    """What became known, as it is written."""
    if isinstance(value, Quantity):
        return shown(value).word(lang)
    return str(getattr(value, "word", getattr(value, "text", "?")))


# ── where the case is ──
def state(
    stage: Stage, engine: Engine, case: Case, at: datetime, before: Case | None = None
) -> None:
    """Path, status, who, what stands beside it, and the running clocks.

    `before`: the case of the last screen; what it showed and is the same is not told again in full.
    """
    status = status_word(case.status).word(stage.lang)
    stage.told("place", stage.word("state.status", path=_path(stage, engine, case), status=status))
    if case.is_closed:
        return
    holders(stage, engine, case)
    standing(stage, engine, case, before)
    shown_before = set(lookups(engine.model, before)) if before is not None else set()
    for lookup in lookups(engine.model, case):
        if lookup not in shown_before:
            stage.told("table", lookup.word(stage.lang))
    clocks(stage, engine, case, at, before)


def _path(stage: Stage, engine: Engine, case: Case) -> str:
    """`街道 > 社区·4 > ● 支部·31 > [网格·97]`: the way up from the unit, the tier marked."""
    model = engine.model_for(case)
    unit = model.unit(case.unit)
    parts: list[str] = []
    levels = [unit.level, *model.tree.above(unit.level)]
    for level in levels:
        found = model.tree.ancestor(unit, level)
        single = model.tree.count(level) == 1
        label = level if found is None or single else found.label
        label = f"[{label}]" if level == unit.level else label
        parts.append(f"● {label}" if level == case.tier else label)
    if case.tier not in levels:
        parts.append(f"● {case.tier}")
    path = " > ".join(reversed(parts))
    return stage.word("state.with_step", path=path, step=case.step) if case.step else path


# ── one decision ──
def decision(stage: Stage, walk: Walk, now: Decision) -> None:
    """The screen of a decision: state, last rule, question, choices."""
    stage.rule(stage.word("head.step", number=now.number, at=stage.moment(now.at)))
    before = walk.taken[-1].decision.case if walk.taken else None
    meanwhile(stage, walk.case, now.case)
    state(stage, walk.engine, now.case, now.at, before)
    if walk.taken:
        because(stage, walk.engine, walk.taken[-1].move.reason)
    if now.turn is not None:
        news(stage, now.turn)
    stage.say("ask.choose", "title")
    for choice in now.choices:
        stage.screen.line([("title", f" {choice.number} "), ("", visible(choice.word(stage.lang)))])


def news(stage: Stage, turn: Expected) -> None:
    """What a turn makes known and by which way it comes, and its questions to the class."""
    known = (f"{name} {given(value, stage.lang)}" for name, value in turn.given)
    stage.told("given", stage.listing(known))
    stage.told("channel", stage.listing(turn.channels))
    for ask in turn.asks:
        stage.told("ask", ask, "warning")


def meanwhile(stage: Stage, before: Case, now: Case) -> None:
    """What happened by itself since: limits that ran out, silence that was counted."""
    for event in now.history[len(before.history) :]:
        stage.told("event", f"{stage.moment(event.at)} {event_phrase(event).word(stage.lang)}")


def because(stage: Stage, engine: Engine, reason: Reason) -> None:
    """The rule of a move and where it comes from."""
    origin = reason.citation
    if origin.kind == "none":
        origin = next((g.origin for g in grounds(engine.model, (reason.rule,), None)), origin)
    # The source has a line of its own and is not named in the sentence as well.
    sentence = words.of(reason, stage.lang).replace(cited(reason.citation).word(stage.lang), "")
    stage.ruled(sentence, reason.rule, origin)


def verdict(stage: Stage, came: Verdict, stories: Stories) -> None:
    """What a choice came to; a wrong one with the rule that forbids it and its source."""
    style = {"unlawful": "bad", "other": "warning"}.get(came.grade, "good")
    stage.say(f"told.{came.grade}", style)
    if came.attempt is not None:
        why_not(stage, came.attempt.why_not)
    elif came.taken is not None:
        phrase = words.of(came.taken.move, stage.lang)
        if phrase != came.choice.word(stage.lang):
            stage.say("told.outcome", move=phrase)
        for story in stories.told(came.taken):
            stage.told("story", story)


def why_not(stage: Stage, answer: WhyNot) -> None:
    """Why something is not lawful, by which rule, and what would have to change."""
    if answer.refusal is None:
        stage.told("rule", answer.text(stage.lang))
        return
    from govkit.diagnostics.catalogue import word

    refusal = answer.refusal
    stage.ruled(word(refusal.finding, stage.lang).text, refusal.rule, refusal.citation)
    # What comes first in order is named in the sentence already.
    if answer.change is not None and refusal.finding.code != "GOV712":
        stage.told("change", answer.change.word(stage.lang))


def played(stage: Stage, walk: Walk) -> None:
    """Every step of a walk, told after it was taken."""
    before, stories = walk.opened, Stories.of(walk.engine, walk.course)
    for taken in walk.taken:
        now, phrase = taken.decision, words.of(taken.move, stage.lang)
        at = stage.moment(now.at)
        stage.rule(stage.word("head.chosen", number=now.number, at=at, move=phrase))
        meanwhile(stage, before, now.case)
        turn = now.turn
        if turn is not None:
            news(stage, turn)
        for story in stories.told(taken):
            stage.told("story", story)
        known = before if taken is not walk.taken[0] else None
        state(stage, walk.engine, taken.after, now.at, known)
        because(stage, walk.engine, taken.move.reason)
        before = taken.after
    if walk.taken:
        meanwhile(stage, before, walk.case)


def closed(stage: Stage, case: Case) -> str:
    """`2026-03-19 周四 11:00 在「支部」结案，方式：解决`."""
    assert case.closed_at is not None
    manner = manner_word(case.manner).word(stage.lang)
    at = stage.moment(case.closed_at)
    return stage.word("debrief.end", at=at, tier=case.tier, manner=manner)
