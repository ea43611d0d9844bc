"""What stands beside the place of a case on the screen of a walk: who holds it, what is asked.

A case enters; lines leave, each only where there is something to say: a mode, a request not yet
decided, parking, supervision, answers, vacant posts, a dispute. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from govkit.cli.simulate.stage import Stage
from govkit.diagnostics.width import visible
from govkit.engine import Case, Engine
from govkit.engine.case.case import Bearer
from govkit.engine.words.sentences import answer_word, asked_words, name_word, part_words, who
from govkit.engine.words.wording import both
from govkit.model.governance import Governance
from govkit.scenario.graph import Standing
from govkit.scenario.lesson.telling import Telling


def case_line(stage: Stage, engine: Engine, case: Case, at: datetime | None = None) -> str:
    """Where the case is, how far, until when, in one line."""
    tell = Telling(engine, stage.lang)
    found = tell.standing(case, at or case.as_of)
    texts = tuple(tell.texts)
    return stood(stage, texts, found)


def stood(stage: Stage, texts: Sequence[str], case: Standing) -> str:
    """The same from a standing and the texts that it counts in."""
    place, progress = visible(texts[case.place]), visible(texts[case.progress])
    told = stage.word("lesson.case", place=place, progress=progress)
    if not case.limits:
        return told
    first, more = case.limits[0], len(case.limits) - 1
    told += stage.word("lesson.limit", until=visible(texts[first.until]))
    left = visible(texts[first.left])
    told += stage.word("lesson.left", left=left) if left else ""
    return told + (stage.word("lesson.more_limits", count=more) if more else "")


def holders(stage: Stage, engine: Engine, case: Case) -> None:
    """Who is accountable, who handles and whose turn it is, each party named once."""
    model = engine.model_for(case)
    parties = {
        part: _party(stage, model, party)
        for part, party in (
            ("accountable", case.accountable),
            ("handler", case.handler),
            ("turn", case.turn),
        )
    }
    accountable, handler, turn = parties.values()
    if not case.accountable.refs and not case.handler.refs:
        key = "unsigned"
    elif accountable == handler == turn:
        key = "all_one"
    elif accountable == handler:
        key = "first_two"
    else:
        key = "last_two" if handler == turn else "who"
    stage.told("who", stage.word(f"state.{key}", **parties))


def _party(stage: Stage, model: Governance, party: Bearer) -> str:
    return who(party.model_copy(update={"unit": called(model, party.unit)})).word(stage.lang)


def called(model: Governance, unit: str) -> str:
    """What people call a unit: its name (学府社区), else `社区·8`; `街道` where there is one."""
    if not unit:
        return ""
    found = model.unit(unit)
    is_single = model.tree.count(found.level) == 1 and found.label.endswith("·1")
    return found.level if is_single else found.label


def standing(stage: Stage, engine: Engine, case: Case, before: Case | None) -> None:
    """Everything that stands beside the place of the case, a line each.

    Vacant posts are told once: not again where `before` had the same.
    """
    stage.told("mode", case.mode, "warning")
    stage.told("request", _request(stage, case), "warning")
    if (parked := case.suspended) is not None:
        words = stage.word("state.suspended", at=stage.moment(parked.since), why=parked.subject)
        stage.told("status", words, "warning")
    stage.told("supervised", stage.listing(_names(stage, case.supervisors)))
    if case.joint == "all":
        told = [
            both("word.with_note", what=n, note=s).word(stage.lang) for n, s in part_words(case)
        ]
        stage.told("joint", stage.listing(told))
    stage.told("countersign", stage.listing(_asked(stage, case, "countersign")))
    stage.told("summon", stage.listing(_asked(stage, case, "summon")))
    known = before is not None and before.vacant == case.vacant
    for post, acting in () if known else engine.explain(case).vacancies:
        stage.told("vacant", _vacancy(stage, post, acting))
    if case.dispute == "open":
        stage.told("dispute", stage.word("state.dispute"), "warning")
    if case.reopened:
        stage.told("reopened", stage.word("state.reopened", count=case.reopened))


def _request(stage: Stage, case: Case) -> str:
    """What was asked for and who decides on it; empty where nothing is pending."""
    request = case.request
    if request is None:
        return ""
    words = [word.word(stage.lang) for word in asked_words(request.amount, request.subject)]
    deciders = stage.listing(_names(stage, request.decided_by))
    bare = "" if words else "_bare"
    return stage.word(f"state.asks_{request.kind}{bare}", what=" ".join(words), who=deciders)


def _asked(stage: Stage, case: Case, asking: str) -> Iterator[str]:
    """Who was asked at the place where the case is, and has answered what."""
    for entry in case.asked:
        if entry.asking == asking and entry.place == case.place:
            note = both("word.with_note", what=name_word(entry.ref), note=answer_word(entry))
            yield note.word(stage.lang)


def _vacancy(stage: Stage, post: str, acting: str) -> str:
    name = name_word(post).word(stage.lang)
    if not acting:
        return stage.word("state.vacant", post=name)
    return stage.word("state.vacant_rises", post=name, to=name_word(acting).word(stage.lang))


def _names(stage: Stage, refs: tuple[str, ...]) -> Iterator[str]:
    yield from (name_word(ref).word(stage.lang) for ref in refs)
