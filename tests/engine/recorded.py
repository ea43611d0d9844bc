"""Facts that break rules, drawn from a seed: every kind of move with every shape of id.

An engine and a source of chance enter; ids and recorded cases leave. What must hold of a case
after a recorded fact is said by `faults`; the tests assert that there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args

from govkit.diagnostics import GovError
from govkit.diagnostics.catalogue import entries
from govkit.engine import Case, Engine
from govkit.engine.case.status import Status
from govkit.values import Words
from govkit.vocabulary.words import word_set

STATUSES = frozenset(get_args(Status))
# What is done beside the course of a case and moves it nowhere.
BESIDE = frozenset({"act_first", "classify", "urge", "supervise"})
MOST_ENDS = 20  # of limits, until a case counts as stuck
REFERENCE = (Path(__file__).parents[2] / "docs" / "engine.md").read_text(encoding="utf-8")
_RULE = re.compile(r"(?P<path>.+?)(?:\.(?P<field>[a-z_]+))?(?:\[.*\])?")


def ids(engine: Engine, case: Case) -> Iterator[str]:
    """Every kind of move with every shape of id: alone, with each sort of word, with two."""
    model = engine.model
    process = model.get(f"process:{case.process}")
    places = [block.name for block in (*process.tiers, *process.steps)]  # type: ignore[union-attr]
    bodies = [named.name for named in (*model.bodies, *model.posts, *model.meetings)]
    words = sorted(word_set("trigger+event+manner+decision+taken_back"))
    grades = [
        f"{attribute.name}:{grade}"
        for attribute in model.attributes
        if isinstance(attribute.values.value, Words)
        for grade in attribute.values.value.words[:2]
    ]
    free = ["5工作日", "等待材料", "", "天宫"]
    for kind in sorted(word_set("move")):
        yield kind
        for part in (*places, *bodies, *words, *grades, *free):
            yield f"{kind}:{part}"
        for word in words:
            for part in (*places[:3], *bodies[:2], "5工作日", "等待材料"):
                yield f"{kind}:{word}:{part}"


def recorded(engine: Engine, case: Case, draw: Random, asked: list[str]) -> Case | None:
    """The case after one of the ids is recorded, soon or late; None where it is refused."""
    wait = timedelta(seconds=draw.choice((0, 0, 60, 3_600, 90_000, 700_000)))
    try:
        return engine.apply(
            case, draw.choice(asked), at=case.as_of + wait, on_breach="record", note="n"
        )
    except GovError:
        return None


def faults(engine: Engine, case: Case) -> Iterator[str]:
    """What is not whole in a case after a recorded fact; nothing where all is."""
    if engine.adopt_json(case.to_json()) != case:
        yield "does not load"
    stands = [case.status, *(part.status for part in case.parts)]
    stands += [held.status for held in (case.sender, case.incomplete) if held is not None]
    yield from (f"no status: {status}" for status in stands if status not in STATUSES)
    for breach in case.history[-1].breaches:
        if not breach.rule or breach.code not in entries():
            yield f"no rule: {breach.code}"
        elif not known_rule(engine, breach.rule):
            yield f"unknown rule: {breach.rule}"
    for lang in ("zh", "en"):
        if not engine.explain(case, lang).text():
            yield "explains nothing"
    if case.is_closed:
        return
    for move in engine.moves(case):
        if not move.party.refs and move.kind != "act_first":  # what anybody on the spot may do
            yield f"nobody's move: {move.id}"
        if not known_rule(engine, move.reason.rule):
            yield f"lawful by no rule: {move.id} {move.reason.rule}"
    if is_stuck(engine, case):
        yield f"dead end: {case.place} {case.status}"


def is_stuck(engine: Engine, case: Case) -> bool:
    """Whether nothing carries an open case on, now or once any of its limits has run out."""
    for _ in range(MOST_ENDS):
        if case.is_closed or any(move.kind not in BESIDE for move in engine.moves(case)):
            return False
        due = engine.next_due(case)
        if due is None:
            return True
        case = engine.tick(case, due)
    return True


def known_rule(engine: Engine, rule: str) -> bool:
    """Whether a rule is one that the model states, or one of the engine that is documented."""
    if rule.startswith("engine:"):
        return f"`{rule}`" in REFERENCE
    match = _RULE.fullmatch(rule)
    assert match is not None
    head, *inside = match["path"].split("/")
    entity: Any = engine.model.get(head)
    for part in inside:
        kind, _, name = part.partition(":")
        entity = next((one for one in getattr(entity, f"{kind}s", ()) if one.name == name), None)
    if entity is None or not match["field"]:
        return entity is not None
    return bool(tuple(getattr(entity, match["field"], ())))
