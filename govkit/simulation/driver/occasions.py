"""Which occasion each thing belongs to that may happen to a case, and what is plain course.

Names of moves, triggers and events stand here in a table; nothing enters and nothing is done. Each
move of the engine has exactly one row, and so has each trigger: a test holds that.
"""

from __future__ import annotations

from typing import Literal

from govkit.vocabulary.words import word_set

Occasion = Literal["taken_up", "arrived", "in_hand", "to_meet", "begun", "done", "answered", "met",
                   "answer", "called", "decided", "opened", "closed", "ending", "joined",
                   "objected"]  # fmt: skip

# Moves that are made where they are offered: the plain course of a case, or its end.
PLAIN = frozenset(
    {"accept", "sign_for", "handle", "rework", "feed_back", "verify", "close", "complete",
     "countersign", "arrive", "arbitrate", "decide", "resume_handling"}
)  # fmt: skip
# What comes about by itself, or follows from what was done: no chance is asked for.
COMPUTED = frozenset(
    {"overdue", "out_of_power", "agreed", "done", "verified", "satisfied", "consented", "silence",
     "absent", "incomplete", "granted"}
)  # fmt: skip
# Where a trigger of the text leads; the chance is that of the trigger.
LEADING = frozenset({"escalate", "transfer"})
# What happens by chance, by moves and by triggers; the author's own events are `in_hand`.
BY_CHANCE: dict[Occasion, frozenset[str]] = {
    "opened": frozenset({"urge"}),
    "joined": frozenset({"merge", "link"}),
    "arrived": frozenset({"act_first", "supervise"}),
    "taken_up": frozenset(
        {"not_accepted", "return_order", "request_return", "send_back", "withdraw"}
    ),
    "in_hand": frozenset(
        {"needs_department", "out_of_duty", "summon", "split", "classify", "request_suspension",
         "request_forced_closing"}
    ),
    "to_meet": frozenset({"deliberate"}),
    "ending": frozenset({"request_extension"}),
    "begun": frozenset({"major", "complex"}),
    "done": frozenset({"obstructed", "difficult", "declined"}),
    "answer": frozenset({"declined"}),
    "answered": frozenset({"dissatisfied", "failed"}),
    "called": frozenset({"dissatisfied", "unreached"}),
    "met": frozenset({"undecided", "not_held"}),
    "decided": frozenset({"declined"}),
    "objected": frozenset({"dissatisfied"}),
    "closed": frozenset({"reopen", "call_back"}),
}  # fmt: skip
_WORDS = frozenset(word_set("trigger+event+decision+move"))
_OPEN: frozenset[Occasion] = frozenset({"in_hand", "objected"})  # own events happen there


def belongs(name: str, occasion: Occasion) -> bool:
    """Whether something happens by chance at an occasion."""
    return name in BY_CHANCE[occasion] or (occasion in _OPEN and name not in _WORDS)
