"""The notice of a meeting (提前通知): whether it was early enough, where its day is given.

What a caller gives and a scene enter; the day of notice and refusals leave. Without a day nothing
is judged. How days are counted is the business of `clocks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from govkit.diagnostics.placeless import finding
from govkit.engine.case.move import Move
from govkit.engine.case.past import NOT_HELD
from govkit.engine.plan.conditions import in_force
from govkit.engine.procedures.procedure import Refusal
from govkit.engine.procedures.scene import Scene
from govkit.engine.time.clocks import Clocks
from govkit.engine.words.sentences import shown
from govkit.model.meeting import Meeting
from govkit.model.strength import is_open

NOTICED = ("noticed", "通知日期")


@dataclass(frozen=True, slots=True)
class Notice:
    """When a meeting was announced, and the clocks that count from then."""

    at: datetime
    clocks: Clocks

    @property
    def day(self) -> date:
        """The day of notice."""
        return self.at.date()


def read_notice(clocks: Clocks, given: dict[str, Any]) -> Notice | None:
    """The day of notice out of given values; None where none is. Raises `GovError` (GOV729)."""
    told = None
    for name in NOTICED:
        told = given.pop(name, told)
    if told is None:
        return None
    if isinstance(told, date) and not isinstance(told, datetime):
        told = datetime.combine(told, time())
    return Notice(clocks.local(told), clocks)


def announced_late(scene: Scene, move: Move, notice: Notice | None) -> list[Refusal]:
    """That the meeting of a move was announced too late for the day on which it met."""
    meeting = scene.ladder.model.get(f"meeting:{move.meeting}") if move.meeting else None
    if notice is None or not isinstance(meeting, Meeting) or move.trigger == NOT_HELD:
        return []
    case, rule = scene.case, f"meeting:{meeting.name}.notice"
    stated = in_force(scene.ladder.model, meeting.notice, case.value, case.day)
    if stated is None or is_open(stated.strength):
        return []
    timer = notice.clocks.start("adjourn", case.place, rule, stated, notice.at, rule)
    if timer.reading is None or timer.due is None:
        return []
    in_days = timer.reading.calendar.endswith("_day")
    earliest = timer.reading.last_day
    if (scene.at.date() >= earliest) if in_days else (scene.at >= timer.due):
        return []
    when = earliest.isoformat() if in_days else f"{timer.due:%Y-%m-%d %H:%M}"
    found = finding("GOV929", meeting=meeting.name, notice=shown(stated.value),
                    noticed=notice.day.isoformat(), earliest=when)  # fmt: skip
    return [Refusal(found, rule, stated.origin)]
