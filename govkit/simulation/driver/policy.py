"""What a case waits for, and what is done at each of its occasions: one function a row.

A life and what is lawful for its case enter; waits, or the one move that is made, leave. Each
chance belongs to an occasion: a point of a stay at which the engine offers the move. One draw
decides among all that is offered there and has a chance; what is left over is the plain course.
The driver never builds a move of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from govkit.engine import Case, Move
from govkit.engine.case.status import IN_HAND, UNSIGNED
from govkit.simulation.driver.life import Life, Wait, WaitKind
from govkit.simulation.driver.occasions import BY_CHANCE, COMPUTED, LEADING, Occasion, belongs
from govkit.simulation.driver.setup import Chances

Moves = Sequence[Move]
_OF_OTHERS = frozenset({"decide", "countersign", "call_back"})
# Who has asked for these does not go on before it is decided.
_RESTING = frozenset({"return", "suspension", "forced_closing"})


def waits(life: Life, meets: bool, asks: bool = False) -> Iterable[Wait]:
    """What a case waits for, time aside. `meets`: it is to come before a meeting first; `asks`:
    closing waits until somebody was asked how it went."""
    case = life.case
    yield from (wait for wait in life.pending if _still(wait, case))
    if case.is_closed:
        return
    place, stay = case.place, case.pass_count(case.place)
    if case.status == "incomplete":
        yield Wait("complete", place, stay)
        return
    if case.request is not None:
        yield Wait("decide", place, stay)
    if case.suspended is not None:
        yield Wait("resume", place, stay)
        return
    if case.dispute == "open":
        yield Wait("arbitrate", place, stay)
    for asked in case.asked:
        if not asked.answer:
            yield Wait("answer", asked.place, stay, asked.ref)
    if case.request is not None and case.request.kind in _RESTING:
        return
    yield from _by_holders(case, place, stay, meets)
    if case.status == "fed_back":
        yield Wait("verify", place, stay)
    if asks:
        yield Wait("call_back", place, stay)


def _by_holders(case: Case, place: str, stay: int, meets: bool) -> Iterator[Wait]:
    """What those do who have it, each of several for himself."""
    for part in case.parts or (None,):
        status = case.status if part is None else part.status
        ref = "" if part is None else part.ref
        if status in UNSIGNED:
            # Of several who may take a case, whoever begins signs; else a clerk signs for it.
            yield Wait("work" if case.joint == "any" else "sign", place, stay, ref)
        elif status in IN_HAND and case.status in IN_HAND:
            if meets and case.status != "handling":
                yield Wait("meet", place, stay)
                return
            yield Wait("work", place, stay, ref)


def _still(wait: Wait, case: Case) -> bool:
    """Whether what was drawn to come may still come."""
    if wait.kind in ("reopen", "call_back"):
        return case.is_closed
    if wait.kind == "extend":
        here = (case.place, case.pass_count(case.place)) == (wait.place, wait.stay)
        return here and case.status in IN_HAND and case.suspended is None
    return not case.is_closed


def at_once(life: Life, moves: Moves, chances: Chances) -> Move | None:
    """The move that is made as soon as a case stands so, before anybody works on it."""
    case = life.case
    if case.is_closed:
        return None
    for key in BY_CHANCE["arrived"] if chances.any_of("act_first", "supervise") else ():
        if life.once(key) and (found := drawn(life, "arrived", moves, chances, key)):
            return found
    if case.status == "incomplete" or case.suspended is not None:
        return None
    if case.status in ("agreed", "undecided") and (led := _leading(moves, case.status)):
        return led
    if case.status in IN_HAND and not any(part.status in UNSIGNED for part in case.parts):
        # What this place may not do, no meeting of it does either: it rises before one sits.
        rising = _leading(moves, "out_of_power")
        if rising is not None and _of(moves, "handle", "feed_back", "rework") is None:
            return rising
        if life.once("in_hand") and (found := drawn(life, "in_hand", moves, chances)):
            return found
    if case.status == "handling" and life.once("begun"):
        return drawn(life, "begun", moves, chances)
    if case.status != "verified":
        return None
    if any(timer.kind == "objection_within" and timer.due for timer in case.timers):
        return drawn(life, "objected", moves, chances) if life.once("objected") else None
    return _closing(moves)


def meets(life: Life, moves: Moves, chances: Chances) -> bool:
    """Whether a case comes before a meeting in this stay: it has to, or it is drawn."""
    case = life.case
    if case.status not in ("signed", "undecided", "failed") or not _of(moves, "deliberate"):
        return False
    if not _of(moves, "handle", "rework"):
        return True
    share = chances.share("deliberate")
    key = ("meet", case.place, case.pass_count(case.place))
    if life.once("meet_drawn") and share and life.uniform("occasion", case.place, "meet") < share:
        life.met.add(key)
    return key in life.met and all(one.place != case.place for one in case.past.agreed)


def asks(case: Case, moves: Moves) -> bool:
    """Whether closing waits for a call-back."""
    return case.status == "verified" and not _of(moves, "close") and bool(_of(moves, "call_back"))


# ── what is drawn to come later ──
def foresee(life: Life, moves: Moves, chances: Chances) -> None:
    """Draw what will come later: urging, asking for a longer limit; of a closed case, taking it up
    again or asking how it went."""
    case = life.case
    place, stay = case.place, case.pass_count(case.place)
    if case.is_closed:
        number = case.reopened
        _to_come(life, "reopen", place, number, moves, chances.share("reopen"))
        asked = case.called_back
        calls = number * 1_000 + (asked.unreached if asked else 0)
        _to_come(life, "call_back", place, calls, moves, chances.share("call_back"))
        return
    if share := chances.share("urge"):
        _to_come(life, "urge", "", 0, moves, share)
    if case.status in IN_HAND and (share := chances.share("request_extension")):
        _to_come(life, "extend", place, stay, moves, share)


_MOVE: dict[WaitKind, str] = {"extend": "request_extension", "reopen": "reopen",
                              "call_back": "call_back", "urge": "urge"}  # fmt: skip


def _to_come(
    life: Life, kind: WaitKind, place: str, stay: int, moves: Moves, share: Fraction
) -> None:
    key = (f"to_{kind}", place, stay)
    if share and key not in life.met and _of(moves, _MOVE[kind]):
        life.met.add(key)
        if life.uniform("occasion", place, _MOVE[kind]) < share:
            life.pending.append(Wait(kind, place, stay))


# ── occasions ──
def signed(life: Life, moves: Moves, chances: Chances, ref: str) -> Move | None:
    """When a case is taken up: it is turned down, returned, sent back, or signed for."""
    first = life.once("taken_up") and drawn(life, "taken_up", moves, chances)
    return first or _by(moves, ref, "sign_for") or _by(moves, ref, "accept")


def done(life: Life, moves: Moves, chances: Chances, ref: str) -> Move | None:
    """When work is done: it failed or somebody disagrees, else the result is fed back."""
    theirs = [m for m in moves if m.part in ("", ref) and m.kind not in _OF_OTHERS]
    return drawn(life, "done", theirs, chances) or _by(moves, ref, "feed_back")


def verified(life: Life, moves: Moves, chances: Chances) -> Move | None:
    """When a result is looked at: whoever reported it is dissatisfied, it failed, or it passes."""
    own = [move for move in moves if move.kind != "call_back"]
    first = drawn(life, "answered", own, chances)
    return first or next((m for m in moves if m.kind == "verify" and m.trigger != "failed"), None)


def met(life: Life, moves: Moves, chances: Chances, meeting: str) -> Move | None:
    """What a meeting comes to: it was not held, undecided, else agreed."""
    of_it = [m for m in moves if m.kind == "deliberate" and m.meeting in ("", meeting)]
    first = drawn(life, "met", of_it, chances)
    return first or next((move for move in of_it if move.trigger == "agreed"), None)


def answered(life: Life, moves: Moves, chances: Chances, ref: str) -> Move | None:
    """What somebody who was asked answers: declined, else consented; or that he has come."""
    of_them = [m for m in moves if m.kind in ("countersign", "arrive") and m.part == ref]
    first = drawn(life, "answer", of_them, chances)
    return first or next((move for move in of_them if move.trigger != "declined"), None)


def called(life: Life, moves: Moves, chances: Chances) -> Move | None:
    """What a call-back comes to: dissatisfied, nobody reached, else satisfied."""
    answers = [move for move in moves if move.kind == "call_back"]
    first = drawn(life, "called", answers, chances)
    return first or next((move for move in answers if move.trigger == "satisfied"), None)


def decided(life: Life, moves: Moves, chances: Chances) -> Move | None:
    """What is decided on a request: declined, else granted."""
    of_it = [move for move in moves if move.kind == "decide"]
    named = {move.id.split(":")[1]: move for move in of_it}
    share = chances.share("declined")
    if share and life.uniform("occasion", life.case.place, "decide") < share:
        return named.get("declined")
    return named.get("granted") or named.get("declined")


def alike(life: Life, moves: Moves, kind: str) -> Move | None:
    """One of the moves of a kind, each as likely as the other."""
    found = [move for move in moves if move.kind == kind]
    if len(found) < 2:
        return found[0] if found else None
    return found[int(life.uniform("occasion", life.case.place, kind) * len(found))]


def drawn(
    life: Life, occasion: Occasion, moves: Moves, chances: Chances, only: str = ""
) -> Move | None:
    """What one draw decides among the moves that are offered and have a chance; None for none.

    Where several moves have one chance, each of them is as likely as the other.
    """
    offered = list(_offered(occasion, moves, chances, only))
    if not offered:
        return None
    left = life.uniform("occasion", life.case.place, only or occasion)
    for found, share in offered:
        if left < share:
            return found[int(left / float(share) * len(found))]
        left -= float(share)
    return None


def _offered(
    occasion: Occasion, moves: Moves, chances: Chances, only: str
) -> Iterator[tuple[list[Move], Fraction]]:
    """What is offered at an occasion with its chance: what is named, then everything else."""
    named = [only] if only else [name for name in chances.of if belongs(name, occasion)]
    for name in named:
        share = chances.share(name)
        if share and (found := [m for m in moves if name in (m.trigger, m.kind)]):
            yield found, share
    if not chances.rest or only:
        return
    others: dict[str, list[Move]] = {}
    for move in moves:
        name = _name(move, occasion)
        if name and name not in chances.of:
            others.setdefault(name, []).append(move)
    yield from ((found, chances.rest) for found in others.values())


def _name(move: Move, occasion: Occasion) -> str:
    """By which name a move happens at an occasion; empty where it does not."""
    if belongs(move.kind, occasion):
        return move.kind
    known = move.trigger and move.trigger not in COMPUTED and belongs(move.trigger, occasion)
    return move.trigger if known else ""


def _leading(moves: Moves, trigger: str) -> Move | None:
    """Where `on` leads by a trigger."""
    return next((m for m in moves if m.trigger == trigger and m.kind in (*LEADING, "close")), None)


def _of(moves: Moves, *keys: str) -> Move | None:
    return next((move for move in moves if move.trigger in keys or move.kind in keys), None)


def _by(moves: Moves, ref: str, kind: str) -> Move | None:
    """The move of a kind, of one of several handlers where there are several."""
    return next((m for m in moves if m.kind == kind and m.part == ref and not m.trigger), None) or (
        next((m for m in moves if m.kind == kind and m.part == ref), None)
    )


def _closing(moves: Moves) -> Move | None:
    """Closing as the text says; resolved where it says nothing."""
    closing = [move for move in moves if move.kind == "close"]
    resolved = (move for move in closing if move.manner == "resolved")
    return next(resolved, closing[0] if closing else None)
