"""Equal keys, equal answers: what decides about a case is digested, what is only told is left out.

Cases of random play are compared with twins that decide alike but are told otherwise, and with
cases that came to the same state by another way.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

import govkit
from govkit.diagnostics import GovError
from govkit.engine import Bearer, Case, Engine, Event
from govkit.engine.case.case import (
    Acted,
    Agreed,
    Asked,
    CalledBack,
    Graded,
    Incomplete,
    Part,
    Past,
    RanOut,
    Request,
    Sender,
    Suspension,
)
from govkit.engine.case.key import TOLD
from govkit.engine.case.related import Related
from govkit.engine.case.timer import LimitReading, OtherEnd, Pause, Skipped, Timer
from govkit.engine.case.value import CaseValue
from govkit.model.frozen import Frozen
from govkit.model.statement import Origin
from govkit.values import Quantity, Word
from tests.engine.lives import calls, lived, opened
from tests.engine.play import DISTRICTS, model_of

LIVES, LATER = 12, 9


# ── twins: the same state, another story ──
def twin(case: Case) -> Case:
    """A case in the same state of which everything else is told otherwise."""
    last = case.history[-1]
    only = Event(revision=1, at=last.at, kind="urge", actor="别人", note="另一段经过")
    return case.model_copy(
        update={
            "id": "twin",
            "revision": 1,
            "library": "0.0.0",
            "opened_at": case.opened_at.replace(hour=0, minute=0, second=0),
            "grades": (),
            "history": (only,),
            "sender": case.sender and case.sender.model_copy(update={"event": 0}),
            "asked": tuple(one.model_copy(update={"at": last.at}) for one in case.asked),
        }
    )


def answers(engine: Engine, case: Case) -> tuple[object, ...]:
    """What an engine says of a state: moves with all they say, limits, when to look again."""
    moves = [(move, move.reason, move.turnings) for move in engine.moves(case)]
    return moves, engine.due(case), engine.next_due(case)


def came_to(call: Callable[[Case], Case], case: Case) -> tuple[str, object]:
    """The key of the case after a call, or the refusal with all it says."""
    try:
        return "key", call(case).state_key()
    except GovError as error:
        return "refused", [(d.code, d.rule, sorted(d.args)) for d in error.diagnostics]


def alike(engine: Engine, one: Case, other: Case, draw: Random) -> int:
    """Assert that two cases of one key are answered alike; how many moves led on from both."""
    assert one.state_key() == other.state_key()
    assert answers(engine, one) == answers(engine, other)
    tried = [
        partial(lambda held, id_: engine.apply(held, id_, at=held.as_of, note="n"), id_=move.id)
        for move in engine.moves(one)
        if move.kind != "classify"
    ]
    # A key of an attempt is looked up among the attempts that were made, not in the state.
    drawn = [call for _ in range(3) for what, call in calls(engine, one, draw)
             if "idempotency_key" not in what]  # fmt: skip
    results = [(came_to(call, one), came_to(call, other)) for call in (*tried, *drawn)]
    for first, second in results:
        assert first == second
    return sum(first[0] == "key" for first, _ in results)


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.stem)
def test_cases_of_one_key_are_answered_alike_whatever_is_told_of_them(path: Path) -> None:
    engine, led = Engine(model_of(path)), 0
    for number in range(LIVES):
        draw = Random(f"key/{path.stem}/{number}")
        for case in lived(engine, draw, LATER):
            stored = Case.from_json(case.to_json())
            assert stored.state_key() == case.state_key()
            led += alike(engine, case, twin(case), draw)
    assert led > LIVES * 4


# ── two ways to one state ──
def detours(engine: Engine, case: Case) -> Iterator[Case]:
    """The case after something that was done and undone."""
    at = case.as_of + timedelta(minutes=7)
    for post in engine.model.posts[:2]:
        gone = engine.vacate(case, [*(p.removeprefix("post:") for p in case.vacant), post.name],
                             at=at)  # fmt: skip
        yield engine.vacate(gone, [p.removeprefix("post:") for p in case.vacant], at=at)
    for mode in engine.model.modes[:1]:
        yield engine.switch(engine.switch(case, mode.name, at=at), case.mode or None, at=at)
    for move in engine.moves(case, at):
        grade = case.grade(move.attribute)
        if move.kind == "classify" and grade:
            graded = engine.apply(case, move, at=at)
            yield engine.apply(graded, f"classify:{move.attribute}:{grade}", at=at)


def ways(engine: Engine, case: Case) -> Iterator[tuple[Case, Case]]:
    """The same move made straight on, and after a detour, where both lead to one state."""
    straight = engine.tick(case, case.as_of + timedelta(minutes=7))
    for by_detour in detours(engine, case):
        at = max(straight.as_of, by_detour.as_of)
        for move in [m for m in engine.moves(straight) if m.kind != "classify"][:1]:
            if move.id in [m.id for m in engine.moves(by_detour)]:
                one, other = (
                    engine.apply(c, move.id, at=at, note="n") for c in (straight, by_detour)
                )
                if one.history != other.history and one.state_key() == other.state_key():
                    yield one, other


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.stem)
def test_two_ways_to_one_state_are_answered_alike(path: Path) -> None:
    engine, met = Engine(model_of(path)), 0
    for number in range(LIVES):
        draw = Random(f"ways/{path.stem}/{number}")
        case = opened(engine, draw)
        for _ in range(3):
            if case is None or case.is_closed or case.as_of.year not in range(2000, 2100):
                break
            for one, other in ways(engine, case):
                met += alike(engine, one, other, draw) > 0
                case = one
    assert met >= LIVES // 2


# ── what decides, field by field ──
_AT = datetime.fromisoformat("2026-03-02T10:00:00+08:00")
_WHO = Bearer(unit="社区·1", refs=("post:书记",), assisting=("body:城管队",))
_LAW = Origin(kind="cited", source="条例", place="三", quotation="甲", remark="乙")
_READING = LimitReading(
    calendar="work_day", keeps="calendar:作息", rolls=True, amount=Fraction(3),
    first_day=_AT.date(), last_day=_AT.date(), moved_from=_AT.date(), or_moved_to=_AT.date(),
    holidays="unknown", skipped=(Skipped(day=_AT.date(), zh="清明", en="Qingming"),),
    made_up=(_AT.date(),), unpublished=(2027,), capped_by="total:办理", counted_from=_AT.date(),
)  # fmt: skip
_LIMIT = Timer(
    id="limit:社区:1", kind="limit", place="tier:社区", part="post:书记", starts=_AT, due=_AT,
    provisional=True, reading=_READING, unread="absent", rule="process:办理.limit", citation=_LAW,
    strength="must", fired=True, left=Fraction(1), start_rule="next_day",
    end_rule="close_of_office", extensions=(Quantity(Fraction(2), "day"),),
    pauses=(Pause(since=_AT, until=_AT),),
    paused_since=_AT, reminded=("reminder:1",),
    told=("post:书记",),
    others=(OtherEnd(limit=Quantity(Fraction(3), "day"), due=_AT, why="另"),),
)  # fmt: skip
_PART = Part(ref="post:书记", unit="社区·1", status="signed")
_ASKED = Asked(
    asking="summon", ref="body:城管队", unit="社区·1", place="tier:社区", at=_AT, answer="arrived",
    silent=True,
)  # fmt: skip
_OTHER = Related(id="j", matter="修路", unit="社区·2", opened=_AT, closed=True, merged_into="k")
_FULL = Case(
    id="k", revision=1, binding="b", library="1", zone="Asia/Shanghai", as_of=_AT, opened_at=_AT,
    matter="修路", process="办理", mode="急时", unit="社区·1",
    values=(CaseValue(attribute="大小", value=Word("大事"), rule="table:对照"),),
    grades=(Graded(attribute="大小", grade="大事", at=_AT, revision=1, rule="open"),),
    tier="社区", step="会办", status="signed", holder=_WHO, accountable=_WHO, handler=_WHO,
    turn=_WHO, joint="all", split_by=_WHO, parts=(_PART,), asked=(_ASKED,), vacant=("post:书记",),
    sender=Sender(tier="社区", step="会办", status="signed", holder=_WHO, accountable=_WHO,
                  handler=_WHO, joint="any", split_by=_WHO, parts=(_PART,), asked=(_ASKED,),
                  failures=1, timers=(_LIMIT,), event=1),
    returned=("tier:社区>tier:街道",), return_asked=("tier:社区>tier:街道",), dispute="open",
    incomplete=Incomplete(status="signed", turn=_WHO, timers=(_LIMIT,)),
    completions=("tier:社区:1",), timers=(_LIMIT,), passes=(("tier:社区", 1),), failures=1,
    request=Request(kind="extension", place="tier:社区", at=_AT, timer="limit:社区:1",
                    part="post:书记", by=("post:书记",), decided_by=("post:主任",),
                    amount=Quantity(Fraction(2), "day"), subject="等", rule="r", citation=_LAW),
    called_back=CalledBack(answer="dissatisfied", unreached=1),
    suspended=Suspension(place="tier:社区", since=_AT, subject="等", decided_by=("post:主任",),
                         rule="r", citation=_LAW),
    supervisors=("post:主任",), linked=(_OTHER,), merged_into=_OTHER,
    started=(("社区/答复", 1),), reopened=1,
    past=Past(last=_AT, happened=("overdue",), acted=(Acted(actor="甲", place="tier:社区"),),
              ran_out=(RanOut(timer="limit:社区:1", part="post:书记", at=_AT, rules=("r",),
                              citation=_LAW),),
              met_at="tier:社区", meeting="例会", came_to="agreed", not_held=1,
              agreed=(Agreed(place="tier:社区", meeting="例会"),), reached="handle"),
    history=(Event(revision=1, at=_AT, kind="open"),), manner="resolved", closed_at=_AT,
)  # fmt: skip
# Worked out when timers are shown; a case holds none of them.
_SHOWN = {("Timer", "remaining"), ("Timer", "overdue"), ("Timer", "late")}


def others(value: Any) -> Iterator[Any]:
    """Values that differ from one in one place."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield value + "外"
    elif isinstance(value, int | Fraction):
        yield value + 1
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, tuple):
        yield value[:-1]
        for number, each in enumerate(value):
            yield from ((*value[:number], other, *value[number + 1 :]) for other in others(each))
    elif isinstance(value, Frozen):
        yield from (other for _, other in changes(value))
    elif isinstance(value, Quantity):
        yield replace(value, number=value.number + 1)
    elif isinstance(value, Word):
        yield Word(f"{value.word}外")


def changes(held: Frozen) -> Iterator[tuple[str, Any]]:
    """An object with each of its fields another one, and whether that field is only told."""
    for field, value in held:
        told = field in TOLD.get(type(held).__name__, ())
        if told or (type(held).__name__, field) in _SHOWN:
            continue
        assert value not in (None, "", ()), f"{type(held).__name__}.{field} is not filled in"
        for other in others(value):
            yield field, held.model_copy(update={field: other})


def test_cases_that_differ_in_one_thing_that_decides_have_different_keys() -> None:
    key, keys = _FULL.state_key(), []
    for field, other in changes(_FULL):
        assert other.state_key() != key, field
        keys.append(other.state_key())
    assert len(keys) == len(set(keys)) > 200


@pytest.mark.parametrize("field", sorted(TOLD["Case"]))
def test_what_is_only_told_has_no_part_in_the_key(field: str) -> None:
    told = {
        "history": _FULL.history * 2,
        "grades": (),
        "opened_at": _AT - timedelta(hours=2),
        "revision": 9,
    }
    other = _FULL.model_copy(update={field: told.get(field, "another")})
    assert other != _FULL
    assert other.state_key() == _FULL.state_key()


def test_of_the_opening_the_day_decides() -> None:
    other = _FULL.model_copy(update={"opened_at": _AT - timedelta(days=1)})
    assert other.state_key() != _FULL.state_key()


def test_the_order_in_which_it_came_about_decides_nothing() -> None:
    one, other = ("tier:社区", 1), ("tier:街道", 2)
    keys = {
        _FULL.model_copy(
            update={
                "passes": passes,
                "past": _FULL.past.model_copy(update={"happened": happened}),
            }
        ).state_key()
        for passes, happened in (
            ((one, other), ("overdue", "major")),
            ((other, one), ("major", "overdue")),
        )
    }
    assert len(keys) == 1


# ── the history is told ──
@pytest.mark.parametrize("room", ["plan", "time", "procedures"])
def test_no_rule_asks_the_history(room: str) -> None:
    folder = Path(govkit.__file__).parent / "engine" / room
    asking = [
        f"{path.name}:{node.lineno}"
        for path in sorted(folder.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("history", "breaches")
        if isinstance(node.ctx, ast.Load)
    ]
    assert asking == []
