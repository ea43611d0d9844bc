"""What a case waits for, and what is done at each of its occasions: one function a row.

A life and what is lawful for its case enter; waits, or the one move that is made, leave. Each
chance belongs to an occasion: a point of a stay at which the engine offers the move. One draw
decides among all that is offered there and has a chance; what is left over is the plain course.
The driver never builds a move of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from govkit.engine import Case, Move
from govkit.engine.case.status import IN_HAND, UNSIGNED
from govkit.simulation.life import Life, Wait

Moves = Sequence[Move]
# What may happen to a case before it is signed for, once work has begun, at its end, and once the
# result is fed back; by moves, and by the triggers of `on`.
BEFORE = frozenset(
    {"not_accepted", "returned", "return_order", "request_return", "send_back", "withdrawn",
     "withdraw"}
)  # fmt: skip
BEGUN = frozenset({"major", "complex"})
DONE = frozenset({"obstructed", "difficult", "declined"})
ANSWERED = frozenset({"dissatisfied", "failed"})
CALLED = frozenset({"dissatisfied", "unreached"})
# What belongs to no other occasion happens once a case is in hand: the author's own events too.
_OTHERS = (
    BEFORE | BEGUN | DONE | ANSWERED | CALLED | {"granted", "declined", "deliberate", "undecided"}
)
_LEADING = frozenset({"escalate", "transfer", "close"})


def waits(case: Case, meets: bool, asks: bool = False) -> Iterable[Wait]:
    """What a case waits for, time aside. `meets`: it is to come before a meeting first; `asks`:
    closing waits until somebody was asked how it went."""
    place, stay = case.place, case.pass_count(case.place)
    if case.is_closed:
        return
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
    if case.status == "fed_back":
        yield Wait("verify", place, stay)
    if asks:
        yield Wait("call_back", place, stay)


def at_once(life: Life, moves: Moves, shares: Mapping[str, Fraction]) -> Move | None:
    """The move that is made as soon as a case stands so, before anybody works on it."""
    case = life.case
    if case.is_closed or case.status == "incomplete" or case.suspended is not None:
        return None
    if case.status in ("agreed", "undecided") and (led := _leading(moves, case.status)):
        return led
    if case.status in IN_HAND and not any(part.status in UNSIGNED for part in case.parts):
        own = frozenset(shares) - _OTHERS
        if life.once("in_hand") and (found := drawn(life, "in_hand", moves, shares, own)):
            return found
        works = _of(moves, "handle", "feed_back", "rework", "deliberate")
        if works is None and (rising := _leading(moves, "out_of_power")):
            return rising
    if case.status == "handling" and life.once("begun"):
        return drawn(life, "begun", moves, shares, BEGUN)
    return _closing(moves) if case.status == "verified" else None


def meets(life: Life, moves: Moves, shares: Mapping[str, Fraction]) -> bool:
    """Whether a case comes before a meeting in this stay: it has to, or it is drawn."""
    case = life.case
    if case.status not in ("signed", "undecided", "failed") or not _of(moves, "deliberate"):
        return False
    if not _of(moves, "handle", "rework"):
        return True
    share = shares.get("deliberate", Fraction(0))
    key = ("meet", case.place, case.pass_count(case.place))
    if life.once("meet_drawn") and share and life.uniform("occasion", case.place, "meet") < share:
        life.met.add(key)
    return key in life.met and case.past.came_to != "agreed"


def asks(case: Case, moves: Moves) -> bool:
    """Whether closing waits for a call-back."""
    return case.status == "verified" and not _of(moves, "close") and bool(_of(moves, "call_back"))


# ── occasions ──
def signed(life: Life, moves: Moves, shares: Mapping[str, Fraction], ref: str) -> Move | None:
    """When a case is taken up: it is turned down, returned, sent back, or signed for."""
    first = life.once("taken_up") and drawn(life, "taken_up", moves, shares, BEFORE)
    return first or _by(moves, ref, "sign_for") or _by(moves, ref, "accept")


def done(life: Life, moves: Moves, shares: Mapping[str, Fraction], ref: str) -> Move | None:
    """When work is done: it failed or somebody disagrees, else the result is fed back."""
    theirs = [move for move in moves if move.part in ("", ref)]
    first = drawn(life, "done", theirs, shares, DONE)
    return first or _by(moves, ref, "feed_back")


def verified(life: Life, moves: Moves, shares: Mapping[str, Fraction]) -> Move | None:
    """When a result is looked at: whoever reported it is dissatisfied, it failed, or it passes."""
    own = [move for move in moves if move.kind != "call_back"]
    first = drawn(life, "answered", own, shares, ANSWERED)
    return first or next((m for m in moves if m.kind == "verify" and m.trigger != "failed"), None)


def met(life: Life, moves: Moves, shares: Mapping[str, Fraction], meeting: str) -> Move | None:
    """What a meeting comes to: undecided, else agreed."""
    of_it = [m for m in moves if m.kind == "deliberate" and m.meeting in ("", meeting)]
    first = drawn(life, "met", of_it, shares, frozenset({"undecided"}))
    return first or next((move for move in of_it if move.trigger == "agreed"), None)


def answered(life: Life, moves: Moves, shares: Mapping[str, Fraction], ref: str) -> Move | None:
    """What somebody who was asked answers: declined, else consented; or that he has come."""
    of_them = [m for m in moves if m.kind in ("countersign", "arrive") and m.part == ref]
    first = drawn(life, "answer", of_them, shares, frozenset({"declined"}))
    return first or next((move for move in of_them if move.trigger != "declined"), None)


def called(life: Life, moves: Moves, shares: Mapping[str, Fraction]) -> Move | None:
    """What a call-back comes to: dissatisfied, nobody reached, else satisfied."""
    answers = [move for move in moves if move.kind == "call_back"]
    first = drawn(life, "called", answers, shares, CALLED)
    return first or next((move for move in answers if move.trigger == "satisfied"), None)


def decided(life: Life, moves: Moves, shares: Mapping[str, Fraction]) -> Move | None:
    """What is decided on a request: declined, else granted."""
    of_it = [move for move in moves if move.kind == "decide"]
    named = {move.id.split(":")[1]: move for move in of_it}
    share = shares.get("decline", shares.get("declined", Fraction(0)))
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
    life: Life, occasion: str, moves: Moves, shares: Mapping[str, Fraction], among: frozenset[str]
) -> Move | None:
    """What one draw decides among the moves that are offered and have a chance; None for none.

    Where several moves have one chance, each of them is as likely as the other.
    """
    known = [(key, share) for key, share in shares.items() if share and key in among]
    offered = [(_all(moves, key), share) for key, share in known]
    offered = [(found, share) for found, share in offered if found]
    if not offered:
        return None
    left = life.uniform("occasion", life.case.place, occasion)
    for found, share in offered:
        if left < share:
            return found[int(left / float(share) * len(found))]
        left -= float(share)
    return None


def _all(moves: Moves, key: str) -> list[Move]:
    return [move for move in moves if key in (move.trigger, move.kind)]


def _leading(moves: Moves, trigger: str) -> Move | None:
    """Where `on` leads by a trigger."""
    return next((m for m in moves if m.trigger == trigger and m.kind in _LEADING), None)


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
