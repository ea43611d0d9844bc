"""The explanation of a case: who, where, until when, and by which rules it came there.

A scene and the calendars enter, an `Explanation` leaves: data, with a text in either tongue. Why a
move is not lawful is answered here too, from the refusal that `apply` would raise.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from govkit.diagnostics import Both
from govkit.diagnostics.catalogue import word
from govkit.engine import words
from govkit.engine.case.case import Bearer, Case
from govkit.engine.case.event import Breach, Event, Turning
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.plan.lookup import Lookup, lookups
from govkit.engine.plan.vacancy import stand_ins
from govkit.engine.procedures.procedure import Refusal
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import (
    answer_word,
    asked_words,
    event_phrase,
    instant,
    late_lines,
    manner_word,
    name_word,
    part_words,
    related_words,
    timer_sentence,
    turning_sentence,
    until,
    who,
)
from govkit.engine.words.wording import (
    both,
    joined,
    move_word,
    place_word,
    reason_word,
    status_word,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A step beyond a ceiling: of which grade, by which event."""

    grade: str
    event: Event


def votes_that_turn(case: Case) -> tuple[Turning, ...]:
    """The rules of meetings held so far that another reading would have decided differently."""
    found = (turning for event in case.history for turning in event.turnings)
    return tuple(dict.fromkeys(turning for turning in found if turning.share is not None))


def passages(case: Case) -> tuple[Passage, ...]:
    """Each step of a case beyond a ceiling, in order."""
    return tuple(
        Passage(rule.partition("[")[2].rstrip("]").rpartition("=")[2], event)
        for event in case.history
        for rule in event.rules
        if ".ceiling[" in rule
    )


@dataclass(frozen=True, slots=True)
class Explanation:
    """Who is accountable, who handles, whose turn it is, and the rows that led here.

    `rules` are the events of the history, each with its rule ids, source and breaches; `readings`
    what turns on a doubtful or missing value; `lookups` what two-key tables give; `passages` each
    step beyond a ceiling. `beside`: a step beside the ladder handles it. `vacancies`: each vacant
    post and who acts for it, if any.
    """

    case: Case
    accountable: Bearer
    handler: Bearer
    turn: Bearer
    tier: str
    unit: str
    status: str
    timers: tuple[Timer, ...]
    rules: tuple[Event, ...]
    readings: tuple[Turning, ...]
    passages: tuple[Passage, ...]
    lookups: tuple[Lookup, ...] = ()
    beside: bool = False
    vacancies: tuple[tuple[str, str], ...] = ()
    lang: str = "zh"

    def text(self, lang: str = "") -> str:
        """The whole explanation, a line for each statement."""
        lang = lang or self.lang
        case = self.case
        lines = [_head(case, self.beside).word(lang)]
        if case.mode:
            lines.append(both("explain.mode", mode=case.mode).word(lang))
        if not case.is_closed:
            lines.append(
                both(
                    "explain.who",
                    accountable=who(self.accountable),
                    handler=who(self.handler),
                    turn=who(self.turn),
                ).word(lang)
            )
        if case.joint == "all":
            told = [both("word.with_note", what=n, note=s) for n, s in part_words(case)]
            lines.append(both("explain.parts", parts=joined(told)).word(lang))
        if case.split_by.refs:
            lines.append(both("explain.split", who=who(case.split_by)).word(lang))
        lines += [line.word(lang) for line in _standing(case)]
        lines += [line.word(lang) for line in _beside_the_handlers(case)]
        lines += [_vacant(post, acting).word(lang) for post, acting in self.vacancies]
        if self.timers:
            lines.append(both("explain.timers").word(lang))
            lines += [f"  {timer_sentence(timer).word(lang)}" for timer in self.timers]
        if self.readings:
            lines.append(both("explain.readings").word(lang))
            lines += [f"  {turning_sentence(turning).word(lang)}" for turning in self.readings]
        lines += [lookup.word(lang) for lookup in self.lookups]
        lines.append(both("explain.history").word(lang))
        for event in self.rules:
            at = until(event.at) if event.automatic else instant(event.at)
            row = both("explain.row", at=at, what=event_phrase(event))
            lines.append(f"  {row.word(lang)}")
            lines += [f"    {late.word(lang)}" for late in late_lines(event)]
            lines += ["    " + _broken(breach, lang) for breach in event.breaches]
        lines += [f"  {_passage(passage).word(lang)}" for passage in self.passages]
        return "\n".join(lines)


def explained(scene: Scene, timers: tuple[Timer, ...], lang: str) -> Explanation:
    """The explanation of the case of a scene, with its timers as they are seen then."""
    case = scene.case
    return Explanation(
        case=case,
        accountable=case.accountable,
        handler=case.handler,
        turn=case.turn,
        tier=case.tier,
        beside=scene.is_beside,
        unit=case.holder.unit,
        status=case.status,
        timers=timers,
        rules=case.history,
        readings=(*scene.standing.turnings, *votes_that_turn(case)),
        passages=passages(case),
        vacancies=stand_ins(scene.ladder.model, case.vacant),
        lookups=tuple(lookups(scene.ladder.model, case)),
        lang=lang,
    )


def _head(case: Case, beside: bool) -> Both:
    place = case.place.partition(":")[2]
    if case.is_closed and case.closed_at:
        return both(
            "explain.closed",
            matter=case.matter,
            unit=case.unit,
            at=instant(case.closed_at),
            tier=place,
            manner=manner_word(case.manner),
        )
    status = status_word(case.status)
    key, tier = ("explain.head_step", case.tier) if beside else ("explain.head", place)
    return both(key, matter=case.matter, unit=case.unit, tier=tier, step=case.step, status=status)


def _standing(case: Case) -> list[Both]:
    """What was asked for, whether the case is parked, and who supervises it."""
    lines = []
    if case.request:
        words = asked_words(case.request.amount, case.request.subject)
        asked = joined([move_word(f"request_{case.request.kind}"), *words])
        deciders = joined([name_word(ref) for ref in case.request.decided_by])
        lines.append(both("explain.request", what=asked, who=deciders))
    if case.suspended:
        since, why = instant(case.suspended.since), case.suspended.subject
        lines.append(both("explain.suspended", since=since, why=why))
    apart = [one for one in case.linked if one not in case.merged]
    for key, others in (("explain.linked", apart), ("explain.merged", case.merged)):
        if others:
            lines.append(both(key, others=joined([related_words(one) for one in others])))
    if case.merged_into is not None:
        lines.append(both("explain.merged_into", other=related_words(case.merged_into)))
    if case.supervisors:
        names = joined([name_word(ref) for ref in case.supervisors])
        lines.append(both("explain.supervised", who=names))
    return lines


def _beside_the_handlers(case: Case) -> list[Both]:
    """Who is asked and has answered what, what is in dispute, how often it was reopened."""
    lines: list[Both] = []
    for asking, key in (("countersign", "explain.countersign"), ("summon", "explain.summon")):
        told = [
            both("word.with_note", what=name_word(entry.ref), note=answer_word(entry))
            for entry in case.asked
            if entry.asking == asking
        ]
        if told:
            lines.append(both(key, who=joined(told)))
    if case.dispute == "open":
        lines.append(both("explain.dispute"))
    if case.reopened:
        lines.append(both("explain.reopened", count=str(case.reopened)))
    return lines


def _vacant(post: str, acting: str) -> Both:
    """A vacant post, and who bears its duty."""
    if not acting:
        return both("explain.vacant", post=name_word(post))
    return both("explain.vacant_rises", post=name_word(post), to=name_word(acting))


def _broken(breach: Breach, lang: str) -> str:
    """A broken rule: a breach, or a departure from one that holds in principle."""
    what = words.of(breach, lang)
    if breach.is_departure:
        return both("word.departure", what=what).word(lang)
    return both("word.breach", what=what).word(lang)


def _passage(passage: Passage) -> Both:
    return both(
        "explain.passage",
        grade=passage.grade,
        at=instant(passage.event.at),
        to=place_word(passage.event.target),
        trigger=reason_word(passage.event.trigger),
    )


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why something is not lawful now: the nearest rule and the smallest change, if any.

    `move` is set instead where it is lawful after all.
    """

    what: str
    refusal: Refusal | None = None
    move: Move | None = None
    lang: str = field(default="zh")

    @property
    def lawful(self) -> bool:
        """Whether it is lawful after all."""
        return self.refusal is None

    @property
    def rule(self) -> str:
        """The id of the rule that forbids it, or that allows it."""
        if self.refusal is not None:
            return self.refusal.rule
        return self.move.reason.rule if self.move else ""

    @property
    def change(self) -> Both | None:
        """The smallest change that would make it lawful; None where none is known."""
        return self.refusal.change if self.refusal else None

    def text(self, lang: str = "") -> str:
        """The rule and the change as sentences."""
        lang = lang or self.lang
        if self.refusal is None:
            sentence = self.move.reason.sentence if self.move else Both("", "")
            return both("why_not.lawful", sentence=sentence).word(lang)
        rule = word(self.refusal.finding, lang).text
        if self.refusal.change is None:
            return both("why_not.bare", rule=rule).word(lang)
        return both("why_not.misses", rule=rule, change=self.refusal.change).word(lang)
