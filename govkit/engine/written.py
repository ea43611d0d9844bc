"""What the engine says, as JSON: cases and their parts, moves, explanations, decisions, findings.

A value enters, a text leaves. Cases, events, timers, bearers and decisions are read back by their
classes; moves, explanations and findings are told with their sentences in both tongues, and what
they are told of stands in the case. The shapes are those of `schema`.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from pydantic import AwareDatetime

from govkit.diagnostics import Both, Diagnostic, GovError
from govkit.diagnostics.catalogue import word
from govkit.engine import words
from govkit.engine.answers.decision import Decision
from govkit.engine.answers.explanation import Explanation
from govkit.engine.case.case import Bearer, Case
from govkit.engine.case.event import Event, Turning
from govkit.engine.case.move import Move
from govkit.engine.case.status import Status
from govkit.engine.case.timer import Timer
from govkit.model.frozen import Frozen
from govkit.model.statement import Origin

LANGS = ("zh", "en")
Kept = Case | Event | Timer | Bearer | Decision
Told = Kept | Move | Explanation | Diagnostic


class InWords(Frozen):
    """A sentence in both tongues."""

    zh: str
    en: str


class WrittenReason(Frozen):
    """The rule that makes a move lawful, its source, further rules, and the sentence."""

    rule: str
    citation: Origin = Origin.model_construct()
    more: tuple[str, ...] = ()
    words: InWords


# The fields of a move, as its class writes them, but for how its deadline is found.
_OF_MOVES = tuple(one for one in fields(Move) if one.name != "until")
_MoveFields: Any = type(
    "_MoveFields",
    (Frozen,),
    {
        "__module__": Move.__module__,  # where their types are read
        "__annotations__": {one.name: one.type for one in _OF_MOVES},
        **{one.name: one.default for one in _OF_MOVES if one.default is not MISSING},
    },
)


class WrittenMove(_MoveFields):  # type: ignore[misc]
    """A lawful move. `id` is what `apply` takes; `words` say it in a few words."""

    reason: WrittenReason
    deadline: AwareDatetime | None = None
    words: InWords


class WrittenLookup(Frozen):
    """What one table says of a case: the grade, the keys it follows from, those not known."""

    table: str
    attribute: str
    keys: tuple[tuple[str, str], ...] = ()
    grade: str = ""
    missing: tuple[str, ...] = ()
    citation: Origin = Origin.model_construct()


class WrittenPassage(Frozen):
    """A step beyond a ceiling: of which grade, by the event of which revision."""

    grade: str
    revision: int


class WrittenVacancy(Frozen):
    """A vacant post and who acts for it; empty where the text does not say."""

    post: str
    acting: str = ""


class WrittenExplanation(Frozen):
    """Who, where, until when, and the events that led here; of the case `case` at `revision`."""

    case: str
    revision: int
    status: Status
    tier: str
    unit: str = ""
    beside: bool = False
    accountable: Bearer
    handler: Bearer
    turn: Bearer
    timers: tuple[Timer, ...] = ()
    rules: tuple[Event, ...] = ()
    readings: tuple[Turning, ...] = ()
    passages: tuple[WrittenPassage, ...] = ()
    lookups: tuple[WrittenLookup, ...] = ()
    vacancies: tuple[WrittenVacancy, ...] = ()
    words: InWords


class WrittenFinding(Frozen):
    """A finding: its code, what it says and what to do; `rule` is the rule that a case breaks."""

    code: str
    severity: str
    rule: str = ""
    title: InWords
    text: InWords
    hint: InWords | None = None
    suggestions: tuple[str, ...] = ()


def to_json(thing: Told, indent: int | None = None) -> str:
    """One value as JSON. Raises `TypeError` for what has no JSON."""
    return written(thing).model_dump_json(indent=indent)


def errors_to_json(error: GovError) -> tuple[str, ...]:
    """The findings of a refusal, each as JSON."""
    return tuple(to_json(found) for found in error.diagnostics)


def written(thing: Told) -> Frozen:
    """The value as it is written. Raises `TypeError` for what has no JSON."""
    if isinstance(thing, Case | Event | Timer | Bearer | Decision):
        return thing
    if isinstance(thing, Move):
        return _move(thing)
    if isinstance(thing, Explanation):
        return _explanation(thing)
    if isinstance(thing, Diagnostic):
        return _finding(thing)
    raise TypeError(f"{type(thing).__name__} has no JSON")


def _both(said: Both) -> InWords:
    return InWords(zh=said.zh, en=said.en)


def _in_words(thing: words.Told) -> InWords:
    zh, en = (words.of(thing, lang) for lang in LANGS)
    return InWords(zh=zh, en=en)


def _move(move: Move) -> WrittenMove:
    reason = WrittenReason(
        rule=move.reason.rule,
        citation=move.reason.citation,
        more=move.reason.more,
        words=_both(move.reason.sentence),
    )
    said = {one.name: getattr(move, one.name) for one in _OF_MOVES}
    return WrittenMove(**said | {"reason": reason, "words": _in_words(move)})


def _explanation(told: Explanation) -> WrittenExplanation:
    case = told.case
    zh, en = (told.text(lang) for lang in LANGS)
    return WrittenExplanation(
        case=case.id,
        revision=case.revision,
        status=case.status,
        tier=told.tier,
        unit=told.unit,
        beside=told.beside,
        accountable=told.accountable,
        handler=told.handler,
        turn=told.turn,
        timers=told.timers,
        rules=told.rules,
        readings=told.readings,
        passages=tuple(
            WrittenPassage(grade=each.grade, revision=each.event.revision) for each in told.passages
        ),
        lookups=tuple(
            WrittenLookup(
                table=each.table,
                attribute=each.attribute,
                keys=each.keys,
                grade=each.grade,
                missing=each.missing,
                citation=each.citation,
            )
            for each in told.lookups
        ),
        vacancies=tuple(WrittenVacancy(post=post, acting=by) for post, by in told.vacancies),
        words=InWords(zh=zh, en=en),
    )


def _finding(found: Diagnostic) -> WrittenFinding:
    zh, en = (word(found, lang) for lang in LANGS)
    hint = InWords(zh=zh.hint or "", en=en.hint or "") if zh.hint or en.hint else None
    return WrittenFinding(
        code=found.code,
        severity=found.severity,
        rule=found.rule,
        title=InWords(zh=zh.title, en=en.title),
        text=InWords(zh=zh.text, en=en.text),
        hint=hint,
        suggestions=found.suggestions,
    )
