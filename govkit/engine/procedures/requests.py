"""What is asked for and decided by another post: a longer limit (延期), or to park the case (挂账).

A scene enters; the moves that ask, decide and take up again leave, what they do to a case, and
which rule forbids one. Whoever asks is never among those who decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from govkit.diagnostics import Both, Filler
from govkit.engine.case.case import Case, Part, Party, Request, Suspension, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import IN_HAND
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.clockwork import refs_in_force
from govkit.engine.words.sentences import cited, instant, shown
from govkit.engine.words.wording import both, place_word
from govkit.model.process import Rung
from govkit.model.statement import Origin, Stated
from govkit.values import Bound, Quantity, Range, Words
from govkit.values.reading import read_duration
from govkit.values.units import standard_units

KINDS = frozenset({"request_extension", "request_suspension", "decide", "resume_handling"})


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Why one of these moves is not lawful: a code, its fillers, the rule, and what would help."""

    code: str
    rule: str
    args: dict[str, Filler] = field(default_factory=dict)
    citation: Origin = field(default_factory=Origin)
    change: Both | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """How far the limit of a place may still be extended, and who decides on it."""

    timer: Timer
    left: Quantity
    deciders: tuple[str, ...]
    rule: str
    citation: Origin


# ── what may be asked ──
def requesting(scene: Scene) -> Iterator[Move]:
    """Asking for an extension or for parking, deciding on it, and taking a parked case up again."""
    case = scene.case
    if case.suspended:
        yield from _resuming(scene)
        return
    if case.request:
        yield from _deciding(scene, case.request)
        return
    for part in case.parts if case.joint == "all" else (None,):
        if (part.status if part else case.status) in IN_HAND and case.status in IN_HAND:
            found = extension_left(scene, part)
            if isinstance(found, Allowance):
                yield _extension(scene, found, part)
    if case.status in IN_HAND:
        yield from _suspensions(scene)


def extension_left(scene: Scene, part: Part | None) -> Allowance | Forbidden:
    """How far the limit here may be extended now, or why it may not."""
    case, ladder = scene.case, scene.ladder
    place = place_word(case.place)
    rule = ladder.rule(case.place, "extend")
    block = ladder.block(case.place)
    stated = _stated(ladder, case, block, "extend")
    most = _most(stated.value) if stated else None
    deciders = _deciders(ladder, case, block, "extended_by", part)
    timer = scene.timer("limit", part.ref if part else "")
    if stated is None or most is None or not deciders or timer is None or not timer.reading:
        change = both("change.extend", place=place)
        return Forbidden("GOV770", "engine:stated_extension", {"place": place}, change=change)
    if timer.due is None or timer.fired or scene.at > timer.due:
        ended = instant(timer.due) if timer.due else ""
        return Forbidden("GOV771", rule, {"due": ended, "at": instant(scene.at)}, stated.origin)
    used = sum((one.number for one in timer.extensions), start=0 * most.number)
    left = replace(most, number=most.number - used)
    times = _number(_stated(ladder, case, block, "extend_times"))
    whole = case.total
    capped = whole is not None and whole.due is not None and whole.due <= timer.due
    if left.number <= 0 or (times is not None and len(timer.extensions) >= times) or capped:
        args: dict[str, Filler] = {
            "place": place, "most": shown(most), "count": str(len(timer.extensions)),
        }  # fmt: skip
        return Forbidden("GOV772", rule, args, stated.origin)
    return Allowance(timer, left, deciders, rule, stated.origin)


def _extension(scene: Scene, found: Allowance, part: Part | None) -> Move:
    sentence = both(
        "reason.request_extension",
        place=place_word(scene.case.place),
        most=shown(found.left),
        cite=cited(found.citation),
    )
    return made(
        scene,
        "request_extension",
        sentence,
        rule=found.rule,
        citation=found.citation,
        amount=found.left,
        part=part,
    )


def _suspensions(scene: Scene) -> Iterator[Move]:
    case, ladder = scene.case, scene.ladder
    block = ladder.block(case.place)
    stated = _stated(ladder, case, block, "suspend")
    if stated is None or not _deciders(ladder, case, block, "suspended_by", None):
        return
    words = stated.value.words if isinstance(stated.value, Words) else ()
    for word in words:
        sentence = both("reason.request_suspension", why=word, cite=cited(stated.origin))
        yield made(
            scene,
            "request_suspension",
            sentence,
            word,
            rule=ladder.rule(case.place, "suspend"),
            citation=stated.origin,
            subject=word,
        )


def _deciding(scene: Scene, request: Request) -> Iterator[Move]:
    granted = request.kind == "suspension" or not _too_late(scene, request)
    ladder, unit = scene.ladder, ""
    if request.decided_by:
        unit = ladder.unit_at(scene.case.unit, ladder.level_of(request.decided_by[0]))
    party = Party(unit=unit, refs=request.decided_by)
    for answer in ("granted", "declined") if granted else ("declined",):
        key = "reason.decide_granted" if answer == "granted" else "reason.decide_declined"
        sentence = both(key, cite=cited(request.citation))
        move = made(
            scene,
            "decide",
            sentence,
            answer,
            rule=request.rule,
            citation=request.citation,
            trigger=answer,
            amount=request.amount,
            subject=request.subject,
        )
        yield replace(move, party=party)


def _too_late(scene: Scene, request: Request) -> bool:
    timer = next((one for one in scene.case.timers if one.id == request.timer), None)
    return timer is None or timer.fired or timer.due is None or scene.at > timer.due


def _resuming(scene: Scene) -> Iterator[Move]:
    case, ladder = scene.case, scene.ladder
    stated = _stated(ladder, case, ladder.block(case.place), "resume_on")
    words = stated.value.words if stated and isinstance(stated.value, Words) else ()
    for word in words or ("",):
        key = "reason.resume_on" if word else "reason.resume"
        sentence = both(key, why=word, cite=cited(stated.origin) if stated else "")
        yield made(
            scene,
            "resume_handling",
            sentence,
            word,
            rule=ladder.rule(case.place, "resume_on") if word else "engine:parked",
            citation=stated.origin if stated else None,
            subject=word,
        )


# ── an amount of the caller's own ──
def asked_for(parts: tuple[str, ...], moves: tuple[Move, ...]) -> Move | None:
    """The lawful extension of the amount that an id names: `request_extension:5工作日`.

    None where the id names no amount, or more than the text still allows.
    """
    amount = amount_among(parts)
    rest = {part for part in parts if _amount(part) is None}
    fitting = [
        move
        for move in moves
        if move.kind == "request_extension" and rest <= set(move.id.split(":")[1:])
    ]
    if amount is None or len(fitting) != 1:
        return None
    most = fitting[0].amount
    if most is None or most.unit != amount.unit or not 0 < amount.number <= most.number:
        return None
    return replace(fitting[0], id=":".join(("request_extension", *parts)), amount=amount)


def amount_among(parts: tuple[str, ...]) -> Quantity | None:
    """The first amount of time among the parts of an id."""
    return next((found for part in parts if (found := _amount(part)) is not None), None)


def _amount(part: str) -> Quantity | None:
    read = read_duration(part, standard_units())
    return read if isinstance(read, Quantity) else None


# ── what a move does ──
def enacted(ladder: Ladder, clocks: Clocks, case: Case, move: Move, at: datetime) -> Case:
    """The case after one of these moves; `clockwork.follow` sets the timers of parking."""
    if move.kind in ("request_extension", "request_suspension"):
        return _asked(ladder, case, move, at)
    if move.kind == "resume_handling":
        return changed(case, suspended=None)
    request = case.request
    case = changed(case, request=None)
    if request is None or move.trigger != "granted":
        return case
    if request.kind == "suspension":
        parked = Suspension(
            place=case.place,
            since=at,
            subject=request.subject,
            decided_by=request.decided_by,
            rule=request.rule,
            citation=request.citation,
        )
        return changed(case, suspended=parked)
    timers = tuple(
        _extended(clocks, timer, request.amount) if timer.id == request.timer else timer
        for timer in case.timers
    )
    return changed(case, timers=timers)


def _asked(ladder: Ladder, case: Case, move: Move, at: datetime) -> Case:
    extension = move.kind == "request_extension"
    block = ladder.block(case.place)
    part = next((one for one in case.parts if one.ref == move.part), None)
    field_id = "extended_by" if extension else "suspended_by"
    timer = next(
        (one for one in case.timers
         if one.kind == "limit" and one.place == case.place and one.part == move.part), None
    )  # fmt: skip
    request = Request(
        kind="extension" if extension else "suspension",
        place=case.place,
        at=at,
        timer=timer.id if extension and timer else "",
        part=move.part,
        by=move.party.refs,
        decided_by=_deciders(ladder, case, block, field_id, part),
        amount=move.amount,
        subject=move.subject,
        rule=move.reason.rule,
        citation=move.reason.citation,
    )
    return changed(case, request=request)


def _extended(clocks: Clocks, timer: Timer, amount: Quantity | None) -> Timer:
    """A limit with its original end moved on; `clockwork` holds it within the total."""
    end = clocks.later(timer, amount) if amount else None
    if end is None or amount is None or timer.reading is None:
        return timer
    extensions = (*timer.extensions, amount)
    return timer.model_copy(update={"due": end, "extensions": extensions, "reminded": ()})


# ── why not ──
def forbidden(scene: Scene, kind: str, parts: tuple[str, ...]) -> Forbidden | None:
    """The rule that forbids one of these moves, or any other move while the case is parked."""
    case = scene.case
    if case.suspended and kind not in ("resume_handling", "classify", "urge", "supervise"):
        since = instant(case.suspended.since)
        args: dict[str, Filler] = {"since": since, "why": case.suspended.subject}
        change = both("change.resume")
        return Forbidden("GOV776", "engine:parked", args, case.suspended.citation, change)
    if kind == "resume_handling":
        return Forbidden("GOV777", "engine:parked")
    if kind == "decide":
        request = case.request
        if request is None or not _too_late(scene, request) or request.kind == "suspension":
            return Forbidden("GOV774", "engine:asked_first")
        timer = next((one for one in case.timers if one.id == request.timer), None)
        due = instant(timer.due) if timer and timer.due else ""
        args = {"due": due, "at": instant(scene.at)}
        return Forbidden("GOV771", request.rule, args, request.citation)
    if kind not in KINDS or case.status not in IN_HAND:
        return None
    if case.request:
        return Forbidden("GOV779", "engine:asked_first", {"at": instant(case.request.at)})
    if kind == "request_extension":
        return _no_extension(scene, parts)
    return _no_suspension(scene, parts)


def _no_extension(scene: Scene, parts: tuple[str, ...]) -> Forbidden:
    part = next((one for one in scene.case.parts if one.ref.partition(":")[2] in parts), None)
    found = extension_left(scene, part or next(iter(scene.case.parts), None))
    if isinstance(found, Forbidden):
        return found
    amount = amount_among(parts)
    args: dict[str, Filler] = {
        "asked": shown(amount) if amount else Both.listed(parts, "?"), "most": shown(found.left),
    }  # fmt: skip
    return Forbidden("GOV773", found.rule, args, found.citation)


def _no_suspension(scene: Scene, parts: tuple[str, ...]) -> Forbidden:
    case, ladder = scene.case, scene.ladder
    place = place_word(case.place)
    stated = _stated(ladder, case, ladder.block(case.place), "suspend")
    words = stated.value.words if stated and isinstance(stated.value, Words) else ()
    known: Filler = Both.listed(words) if words else both("word.nothing")
    rule = ladder.rule(case.place, "suspend") if words else "engine:stated_parking"
    args: dict[str, Filler] = {"place": place, "known": known}
    change = None if words else both("change.suspend", place=place)
    return Forbidden("GOV775", rule, args, stated.origin if stated else Origin(), change)


# ── what the text states ──
def _stated(ladder: Ladder, case: Case, block: Rung | None, name: str) -> Stated[Any] | None:
    if block is None:
        return None
    return in_force(ladder.model, getattr(block, name), case.value, case.day)


def _deciders(
    ladder: Ladder, case: Case, block: Rung | None, name: str, part: Part | None
) -> tuple[str, ...]:
    """Who decides, without those who ask."""
    if block is None:
        return ()
    asking_refs = (part.ref,) if part else case.holder.refs
    refs = refs_in_force(ladder, case, getattr(block, name))
    return tuple(ref for ref in refs if ref not in asking_refs)


def _most(value: object) -> Quantity | None:
    """The most that a duration allows."""
    if isinstance(value, Bound):
        value = value.quantity if value.comparison in ("≤", "=") else None
    if isinstance(value, Range):
        value = value.high
    return value if isinstance(value, Quantity) else None


def _number(stated: Stated[Any] | None) -> int | None:
    most = _most(stated.value) if stated else None
    return int(most.number) if most else None
