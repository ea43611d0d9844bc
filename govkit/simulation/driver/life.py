"""A case as the driver keeps it: what it is, what it waits for, and its draws.

A case, its number and the draws of its stream enter; which draw is the next for a purpose leaves.
What it waits for is said by `policy`, when that is over by `replication`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from govkit.draws.key import Draws, purpose
from govkit.engine import Case
from govkit.simulation.driver.station import Task

WaitKind = Literal["sign", "work", "verify", "meet", "answer", "decide", "complete", "arbitrate",
                   "resume", "call_back", "urge", "extend", "reopen"]  # fmt: skip

Key = tuple[str, str]
"""A station at one of its units."""


class Wait(NamedTuple):
    """One thing that a case waits for: where, in which of its stays there, for whom."""

    kind: WaitKind
    place: str
    stay: int
    ref: str = ""


@dataclass(slots=True)
class Waiting:
    """What a wait hangs on: a task at a station, or nothing but time. `serial` tells it from an
    earlier one; `done` is what had to be done meanwhile, though it could not be entered yet."""

    serial: int
    key: Key | None = None
    task: Task | None = None
    done: bool = False


@dataclass(slots=True)
class Life:
    """One case. `met` are the occasions that were drawn already, `drawn` counts draws by purpose;
    `turn` grows with every change, so that what was told of an earlier state is void. `pending` is
    what was drawn to come later, `kept` work that was laid aside while the case rests, `closed`
    since when the case is closed."""

    number: int
    stream: str
    draws: Draws
    case: Case
    came: int
    turn: int = 0
    waits: dict[Wait, Waiting] = field(default_factory=dict)
    met: set[tuple[str, str, int]] = field(default_factory=set)
    drawn: dict[str, int] = field(default_factory=dict)
    pending: list[Wait] = field(default_factory=list)
    kept: dict[Wait, Task] = field(default_factory=dict)
    closed: int = 0

    def uniform(self, *names: str) -> float:
        """The next number between 0 and 1 for a purpose."""
        wanted = purpose(*names)
        count = self.drawn.get(wanted, 0)
        self.drawn[wanted] = count + 1
        return self.draws.uniform(wanted, count)

    def once(self, name: str) -> bool:
        """Whether an occasion comes for the first time in this stay; it has come from now on."""
        place = self.case.place
        key = name, place, self.case.pass_count(place)
        if key in self.met:
            return False
        self.met.add(key)
        return True
