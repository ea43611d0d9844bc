"""One case seen at one instant: its place in the ladder, its powers, and which triggers are true.

A ladder, a case and an instant enter; answers leave that procedures, refusals and explanations
share. Nothing is changed here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from govkit.engine.case.case import Bearer, Case
from govkit.engine.case.move import Move
from govkit.engine.case.related import Related
from govkit.engine.case.status import ANSWERED, BEGUN, IN_WORK, UNSIGNED
from govkit.engine.case.timer import Timer, first
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.powers import Standing, standing
from govkit.engine.procedures.asked import verdict

FAILURES_BEFORE_RISING = 3
# Events that happen inside a move; the case goes where `on` says without a move of its own.
INSIDE = frozenset({"done", "returned", "declined", "withdrawn", "satisfied", "unreached"})

# The clocks whose end is an event of its own.
_CLOCKS: dict[str, tuple[str, ...]] = {
    "absent": ("arrive_within",),
    "incomplete": ("complete_within",),
    "silence": ("limit", "objection_within"),
}
# When a trigger may be reported: the statuses in which it makes sense.
_REPORTED = {
    "obstructed": IN_WORK,
    "major": BEGUN,
    "complex": BEGUN,
    "difficult": BEGUN,
    "dissatisfied": ANSWERED,
    "undecided": frozenset({"undecided"}),
    "agreed": frozenset({"agreed"}),
    "verified": frozenset({"verified"}),
}


class Offered(NamedTuple):
    """Moves that were offered to a case, and the units that it named.

    `shared`: the moves speak of no other unit, so that a case elsewhere which stands alike is
    offered the same ones with its own.
    """

    units: tuple[str, ...]
    shared: bool
    moves: tuple[Move, ...]


@dataclass
class Scene:
    """A case at an instant, with what its ladder says about it."""

    ladder: Ladder
    case: Case
    at: datetime
    units: tuple[str, ...] = ()  # those that the case names, in the order in which it does
    offered: dict[str, Offered] = field(default_factory=dict)  # by kind; all under ""
    lawful: dict[str, tuple[Move, ...]] = field(default_factory=dict)  # the same, with their ends
    other: Related | None = None

    def about(self, other: Related | None) -> Scene:
        """The scene with another case in view; what it offers is not remembered."""
        return self if other is None else Scene(self.ladder, self.case, self.at, other=other)

    @property
    def is_beside(self) -> bool:
        """Whether a step beside the ladder handles the case for its tier."""
        return bool(self.case.step) and not self.ladder.by_steps

    @cached_property
    def standing(self) -> Standing:
        """What the tier of the case may in this case; a step is judged where it says so, at the
        level where its handler stands."""
        case, tier = self.case, self.case.tier
        if not self.is_judged:
            return standing(self.ladder, case, tier) if self.is_beside else Standing(tier)
        if self.is_beside:
            tier = self.ladder.level_at(case.place, case.value, case.day)
        return standing(self.ladder, case, tier)

    @cached_property
    def is_judged(self) -> bool:
        """Whether powers are judged where the case lies: at a tier, and at a step that says where
        `out_of_power` leads and whose handler stands at a level."""
        case = self.case
        if not case.step:
            return True
        level = self.ladder.level_at(case.place, case.value, case.day)
        return bool(level) and self.ladder.outcome(case, "out_of_power") is not None

    @cached_property
    def party(self) -> Bearer:
        """Who is entitled where the case lies."""
        case = self.case
        in_hand = case.status not in UNSIGNED or case.dispute == "open"
        if case.parts or (in_hand and case.holder.refs):
            return case.holder
        return self.ladder.party(case.unit, case.place, case.value, case.day, case.vacant)

    @property
    def out_of_power(self) -> bool:
        """Whether powers are lacking. A step acts for the tier that sent the case there, unless its
        own powers are judged."""
        return self.is_judged and not self.standing.holds

    def timer(self, kind: str, part: str = "") -> Timer | None:
        """The timer of this kind where the case lies (of one handler); without, the first one."""
        return first(self.case.timers, kind, self.case.place, part)

    @property
    def is_overdue(self) -> bool:
        """Whether the limit here, the total or the matter's limit has run out."""
        return any(
            timer.fired and (timer.kind in ("total", "matter") or timer.place == self.case.place)
            for timer in self.case.timers
            if timer.kind in ("limit", "total", "matter")
        )

    def _ran_out(self, trigger: str) -> bool:
        """Whether in time nobody came, nobody completed the case, or nobody objected."""
        kinds = _CLOCKS[trigger]
        if trigger == "silence" and self.ladder.process.objection_within:
            kinds = ("objection_within",)
        return any(
            timer.fired and timer.kind in kinds and timer.place == self.case.place
            for timer in self.case.timers
        )

    @property
    def deliberated(self) -> tuple[str, str]:
        """The meeting that the case was put before last in this stay, and what it came to; both
        empty where there was none."""
        past = self.case.past
        return (past.meeting, past.came_to) if past.met_at == self.case.place else ("", "")

    @property
    def _may_be_turned_down(self) -> bool:
        """Whether nobody has taken the case in yet: at intake, or where a place that it was sent
        to states grounds of its own."""
        case, block = self.case, self.ladder.block(self.case.place)
        own = block is not None and block.not_accepted_for and not case.split_by.refs
        if case.status == "dispatched" and own:
            return all(part.status == "dispatched" for part in case.parts)
        return case.status == "reported"

    def is_true(self, trigger: str) -> bool:
        """Whether a trigger or event of `on` can be given as the reason of a move now."""
        case = self.case
        if not case.is_closed and trigger in ("consented", "declined"):
            return verdict(case) == trigger
        if case.is_closed or trigger in INSIDE:
            return False
        if case.status == "incomplete" and trigger != "incomplete":
            return False
        if trigger in ("absent", "silence", "incomplete"):
            return self._ran_out(trigger)
        if trigger == "overdue":
            return self.is_overdue
        if trigger == "out_of_power":
            return self.out_of_power and case.status not in UNSIGNED
        if trigger == "failed":
            enough = 1 if self.ladder.by_steps else FAILURES_BEFORE_RISING
            return case.status == "failed" and case.failures >= enough
        if trigger == "not_held":
            return self.deliberated[1] == trigger and case.status not in UNSIGNED
        if trigger == "not_accepted":
            return self._may_be_turned_down
        if trigger in _REPORTED:
            return case.status in _REPORTED[trigger]
        return case.status not in UNSIGNED
