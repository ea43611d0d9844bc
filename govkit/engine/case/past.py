"""What later rules ask of the history, kept beside it: the history itself is told, never asked.

A case and an event enter, the case with the event leaves; from a whole history the same is worked
out anew. Which rule asks what is the business of `procedures`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govkit.engine.case.case import Acted, Agreed, Case, Past, RanOut, changed
from govkit.engine.case.event import Event

# What whoever holds a case does; others answer a question or decide about it.
ACTS = frozenset(
    {
        "accept",
        "sign_for",
        "return_order",
        "send_back",
        "deliberate",
        "handle",
        "split",
        "rework",
        "feed_back",
        "verify",
        "escalate",
        "transfer",
        "close",
    }
)
# Timers whose end somebody has to keep, and the fields that give them. Other ends close a right.
_LIMITS = frozenset({"limit", "total", "matter", "sign_within", "countersign_within",
                    "arrive_within", "complete_within", "report_within", "call_back_within",
                    "clock"})  # fmt: skip
_FIELDS = _LIMITS - {"matter", "clock"}
# What is done from outside, so that what ran out is still to be answered for.
_NO_MOVES = frozenset({"switch", "vacate", "resume", "act_first"})
# How far a case has come with a move.
_REACHES = {"sign_for": "sign_for", "deliberate": "sign_for", "handle": "handle",
            "rework": "handle", "feed_back": "handle", "verify": "handle"}  # fmt: skip
NOT_HELD = "not_held"  # what a meeting comes to that too few have come to


def recorded(case: Case, event: Event, **fields: Any) -> Case:
    """The case with one event more, and further fields changed."""
    return changed(
        case,
        revision=event.revision,
        history=(*case.history, event),
        past=_after(case.past, event),
        **fields,
    )


def past_of(history: Iterable[Event]) -> Past:
    """What later rules ask of these events."""
    past = Past()
    for event in history:
        past = _after(past, event)
    return past


def _arrives(event: Event) -> bool:
    """Whether a case came to another place with an event; the end of a limit names its own."""
    return event.origin != event.target and event.kind not in ("expire", "remind")


def _begins_a_stay(event: Event) -> bool:
    """Whether a case arrived somewhere to begin there: it was not given back as it was, and did not
    come back from a step that handled it for its tier."""
    taken_back = event.kind == "withdraw" and not event.trigger
    if not _arrives(event) or taken_back or event.kind in ("return_order", "decide"):
        return False
    back = event.origin.startswith("step:") and event.target.startswith("tier:")
    return not back or event.kind in ("escalate", "transfer")


def _agreed(past: Past, event: Event) -> tuple[Agreed, ...]:
    """Who has agreed where a case lies, after a meeting more."""
    now = Agreed.model_construct(place=event.origin, meeting=event.meeting)
    others = tuple(one for one in past.agreed if one != now)
    return (*others, now) if event.trigger == "agreed" else others


def _after(past: Past, event: Event) -> Past:
    """The same after one event more."""
    update: dict[str, Any] = {"last": event.at}
    if not event.automatic and event.kind not in _NO_MOVES:
        update["ran_out"] = ()
    elif ended := _ran_out(event):
        update["ran_out"] = (*past.ran_out, *ended)
    names = [event.trigger]
    if event.trigger == "not_accepted":  # an event of the text may be the ground
        names.append(event.subject)
    if event.about == "return" and event.trigger == "granted":
        names.append("returned")
    if event.about == "forced_closing" and event.trigger == "granted":  # its ground too
        names.append(event.subject)
    new = [name for name in names if name and name not in past.happened]
    if new:
        update["happened"] = (*past.happened, *new)
    reached = _REACHES.get(event.kind, "")
    if reached and past.reached not in ("handle", reached):
        update["reached"] = reached
    if event.actor and event.kind in ACTS:
        acted = Acted.model_construct(actor=event.actor, place=event.origin)
        if acted not in past.acted:
            update["acted"] = (*past.acted, acted)
    if event.kind == "deliberate":
        update |= {"met_at": event.origin, "meeting": event.meeting, "came_to": event.trigger}
        if event.trigger != NOT_HELD:
            update["agreed"] = _agreed(past, event)
        if event.trigger == NOT_HELD:
            update["not_held"] = past.not_held + 1
    elif past.met_at == event.target and _arrives(event):
        update |= {"met_at": "", "meeting": "", "came_to": ""}
    if past.agreed and event.kind != "deliberate" and _begins_a_stay(event):
        update["agreed"] = tuple(one for one in past.agreed if one.place != event.target)
    return past.model_copy(update=update)


def _ran_out(event: Event) -> tuple[RanOut, ...]:
    """The limit whose end an event entered, if it is one that somebody had to keep."""
    if event.kind == "remind" or event.timer.partition(":")[0] not in _LIMITS:
        return ()
    rules = tuple(rule for rule in event.rules if rule.rpartition(".")[2] in _FIELDS)
    if not rules:
        return ()
    end = RanOut.model_construct(timer=event.timer, part=event.part, at=event.at, rules=rules,
                                 citation=event.citation)  # fmt: skip
    return (end,)
