"""Extension (延期): whoever handles a case asks for a longer limit, and another post decides.

Lawful in hand, before the limit ends, within the most and the number of times that the text states,
and never beyond the total.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both, Filler
from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case, Part, Request, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import IN_HAND
from govkit.engine.case.timer import Timer
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.request import asked, asked_already, deciders, stated_at
from govkit.engine.procedures.scene import Scene
from govkit.engine.time.clocks import Clocks
from govkit.engine.words.sentences import cited, instant, shown
from govkit.engine.words.wording import both, later, place_word
from govkit.model.statement import Origin, Stated
from govkit.values import Bound, Quantity, Range
from govkit.values.reading import read_duration
from govkit.values.units import standard_units


@dataclass(frozen=True, slots=True)
class Allowance:
    """How far the limit of a place may still be extended, and by which rule."""

    left: Quantity
    rule: str
    citation: Origin


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why the limit may not be extended now: a code, its fillers, the rule, what would help."""

    code: str
    rule: str
    args: dict[str, Filler]
    citation: Origin = field(default_factory=Origin)
    change: Both | None = None


class Extension(Procedure):
    """Asking for a longer limit."""

    kinds = ("request_extension",)
    phases = frozenset[Phase]({"open", "incomplete"})

    def offered(self, scene: Scene) -> Iterator[Move]:
        """The most that may still be asked for, by each handler who has a limit of his own."""
        case = scene.case
        if case.request:
            return
        for part in case.parts if case.joint == "all" else (None,):
            if (part.status if part else case.status) in IN_HAND and case.status in IN_HAND:
                found = _left(scene, part)
                if isinstance(found, Allowance):
                    yield _offer(scene, found, part)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The amount that the id names."""
        return replace(base, amount=amount_among(wanted.parts))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Asked for."""
        ladder = passage.ladder
        part = next((one for one in case.parts if one.ref == move.part), None)
        timer = next(
            (one for one in case.timers
             if one.kind == "limit" and one.place == case.place and one.part == move.part), None
        )  # fmt: skip
        decided_by = deciders(ladder, case, "extended_by", part)
        return asked(ladder, case, move, at, "extension", decided_by, timer)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Not stated, too late, spent, or more than may still be asked for."""
        if scene.case.status not in IN_HAND:
            return None
        if already := asked_already(scene, lawful):
            return already
        parts = scene.case.parts
        part = next((one for one in parts if one.ref.partition(":")[2] in wanted.parts), None)
        found = _left(scene, part or next(iter(parts), None))
        if isinstance(found, Withheld):
            return _withheld(found, lawful)
        amount = amount_among(wanted.parts)
        asked_for = shown(amount) if amount else Both.listed(wanted.parts, "?")
        return _too_much(found, asked_for, lawful)


def withheld(scene: Scene, request: Request, lawful: Lawful) -> Refusal | None:
    """Why a request that was recorded may not be granted; None where only its time was wrong."""
    part = next((one for one in scene.case.parts if one.ref == request.part), None)
    found, amount = _left(scene, part), request.amount
    if isinstance(found, Withheld):
        return _withheld(found, lawful)
    fits = amount is not None and amount.unit == found.left.unit
    if amount is None or (fits and amount.number <= found.left.number):
        return None
    return _too_much(found, shown(amount), lawful)


def _withheld(found: Withheld, lawful: Lawful) -> Refusal:
    told = finding(found.code, (), lawful=lawful.words, **found.args)
    return Refusal(told, found.rule, found.citation, change=found.change)


def _too_much(found: Allowance, asked: Filler, lawful: Lawful) -> Refusal:
    told = finding("GOV773", lawful=lawful.words, asked=asked, most=shown(found.left))
    return Refusal(told, found.rule, found.citation)


def granted(clocks: Clocks, case: Case, request: Request) -> Case:
    """The case with the limit of a request moved on; `clockwork` holds it within the total. Of an
    order that was split the limit of the whole goes as far as the longest of its parts."""
    timers = tuple(
        _extended(clocks, timer, request.amount) if timer.id == request.timer else timer
        for timer in case.timers
    )
    if case.split_by.refs:
        moved = next((timer for timer in timers if timer.id == request.timer), None)
        timers = tuple(
            _extended(clocks, timer, request.amount) if _lags(timer, moved) else timer
            for timer in timers
        )
    return changed(case, timers=timers)


def _lags(timer: Timer, moved: Timer | None) -> bool:
    """Whether a limit is that of the whole place and ends before one of its parts."""
    if moved is None or moved.due is None or timer.due is None or timer.part:
        return False
    return timer.kind == "limit" and timer.place == moved.place and timer.due < moved.due


def _extended(clocks: Clocks, timer: Timer, amount: Quantity | None) -> Timer:
    end = clocks.later(timer, amount) if amount else None
    if end is None or amount is None or timer.reading is None:
        return timer
    extensions = (*timer.extensions, amount)
    return timer.model_copy(update={"due": end, "extensions": extensions, "reminded": ()})


# ── how far ──
def _left(scene: Scene, part: Part | None) -> Allowance | Withheld:
    """How far the limit here may be extended now, or why it may not."""
    case, ladder = scene.case, scene.ladder
    place, rule = place_word(case.place), ladder.rule(case.place, "extend")
    stated = stated_at(ladder, case, "extend")
    most = _most(stated.value) if stated else None
    deciding = deciders(ladder, case, "extended_by", part)
    timer = scene.timer("limit", part.ref if part else "")
    if stated is None or most is None or not deciding or timer is None or not timer.reading:
        change = both("change.extend", place=place)
        return Withheld("GOV770", "engine:stated_extension", {"place": place}, change=change)
    if timer.due is None or timer.fired or scene.at > timer.due:
        ended = instant(timer.due) if timer.due else ""
        return Withheld("GOV771", rule, {"due": ended, "at": instant(scene.at)}, stated.origin)
    used = sum((one.number for one in timer.extensions), start=0 * most.number)
    left = replace(most, number=most.number - used)
    times = _number(stated_at(ladder, case, "extend_times"))
    whole = case.total
    capped = whole is not None and whole.due is not None and whole.due <= timer.due
    if left.number <= 0 or (times is not None and len(timer.extensions) >= times) or capped:
        count = str(len(timer.extensions))
        args: dict[str, Filler] = {"place": place, "most": shown(most), "count": count}
        return Withheld("GOV772", rule, args, stated.origin)
    return Allowance(left, rule, stated.origin)


def _offer(scene: Scene, found: Allowance, part: Part | None) -> Move:
    sentence = later(
        "reason.request_extension",
        place=place_word(scene.case.place),
        most=shown(found.left),
        cite=partial(cited, found.citation),
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


def _most(value: object) -> Quantity | None:
    """The most that a duration allows."""
    if isinstance(value, Bound):
        value = value.quantity if value.comparison in ("≤", "=") else None
    if isinstance(value, Range):
        value = value.high
    return value if isinstance(value, Quantity) else None


def _number(stated: Stated[object] | None) -> int | None:
    most = _most(stated.value) if stated else None
    return int(most.number) if most else None
