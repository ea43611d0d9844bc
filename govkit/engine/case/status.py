"""How far a case is: its statuses, and the groups of them that the rules of the engine speak of.

Words only; which move leads from one status to another is said by `procedures`.
"""

from __future__ import annotations

from typing import Literal

Status = Literal[
    "reported",
    "accepted",
    "dispatched",
    "signed",
    "agreed",
    "undecided",
    "handling",
    "fed_back",
    "failed",
    "verified",
    "incomplete",
    "closed",
]

UNSIGNED = frozenset({"reported", "accepted", "dispatched"})
# Signed for, and the result not fed back yet.
IN_HAND = frozenset({"signed", "agreed", "undecided", "handling", "failed"})
BEGUN = frozenset({"agreed", "undecided", "handling", "fed_back", "failed", "verified"})
IN_WORK = frozenset({"handling", "fed_back", "failed"})
ANSWERED = frozenset({"fed_back", "failed", "verified"})
