"""Where a course of a lesson stands: the case, the story's clock, the question, what was chosen.

Positions are immutable; a step gives a new one. What a condition asks about is read off here, and
so is the key by which two positions are one. Nothing is made and nothing is told here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Any, Literal

from govkit.engine import Case, Engine
from govkit.engine.case.event import Event
from govkit.engine.plan.conditions import holds
from govkit.model.statement import Stated
from govkit.scenario.debrief import MISSABLE
from govkit.scenario.lesson.plot import Said
from govkit.values import Bound, Call, Constant, Infix, Name, Quantity

_ORDER = {"<": lt, "≤": le, ">": gt, "≥": ge}
_TURNED = {"<": ">", "≤": "≥", ">": "<", "≥": "≤", "=": "=", "≠": "≠", "≈": "≈"}
Why = Literal["unlawful", "late", "taken"]


@dataclass(frozen=True, slots=True)
class Position:
    """A point of a course. `puts`: how often each turn was put; `struck`: options that are used up
    at this question; `chosen`: each option with the instant when it was first chosen; `plain`: when
    somebody first acted without a mode that lists it.
    """

    case: Case
    now: datetime
    turn: int
    puts: tuple[int, ...]
    struck: tuple[tuple[int, Why], ...] = ()
    chosen: tuple[tuple[str, datetime], ...] = ()
    plain: datetime | None = None


def is_missed(event: Event) -> bool:
    """Whether an event is the end of a limit that somebody had to keep."""
    return event.automatic and event.timer.partition(":")[0] in MISSABLE


# ── conditions ──
def truth(engine: Engine, at: Position, condition: Any) -> bool | None:
    """Whether a condition of a lesson holds at a position; None where it cannot be told."""
    if condition is None:
        return True
    if isinstance(condition, Infix) and condition.operator in ("and", "or"):
        sides = [truth(engine, at, side) for side in (condition.left, condition.right)]
        return _joined(sides, condition.operator == "or")
    if isinstance(condition, Call) and condition.function == "not":
        inner = truth(engine, at, condition.arguments[0]) if condition.arguments else None
        return None if inner is None else not inner
    if isinstance(condition, Call) and condition.function in ("all", "any"):
        sides = [truth(engine, at, side) for side in condition.arguments]
        return _joined(sides, condition.function == "any")
    if isinstance(condition, Name) and comes(condition):
        return came(at, condition) is not None
    if isinstance(condition, Infix):
        answered = _compared(engine, at, condition)
        if answered is not NotImplemented:
            return answered  # type: ignore[no-any-return]
    if isinstance(condition, Name) and condition.ref.startswith("mode:"):
        return at.case.mode == condition.ref.partition(":")[2]
    return holds(engine.model, condition, at.case.value)


def _joined(sides: list[bool | None], decisive: bool) -> bool | None:
    if decisive in sides:
        return decisive
    return None if None in sides else not decisive


def comes(side: Any) -> bool:
    """Whether a name stands for something that comes at an instant: an option, a move, overdue."""
    return isinstance(side, Name) and (
        side.ref.startswith(("option:", "move:")) or side.ref == "event:overdue"
    )


def came(at: Position, name: Name) -> datetime | None:
    """When an option was first chosen, a move first made, a limit first ran out."""
    kind, _, what = name.ref.partition(":")
    if kind == "option":
        return next((when for option, when in at.chosen if option == what), None)
    history = at.case.history
    if kind == "event":
        return next((event.at for event in history if is_missed(event)), None)
    made = next((one.at for one in history if one.kind == what and not one.automatic), None)
    if what != "act_first" or at.plain is None:
        return made
    return at.plain if made is None else min(made, at.plain)


def _compared(engine: Engine, at: Position, condition: Infix) -> Any:
    """A comparison that speaks of the course or of the case; NotImplemented for any other."""
    if comes(condition.left) and comes(condition.right):
        return _before(at, condition)
    for side, other, operator in (
        (condition.left, condition.right, condition.operator),
        (condition.right, condition.left, _TURNED.get(condition.operator, "")),
    ):
        if isinstance(side, Name) and comes(side):
            return in_time(engine, at, came(at, side), operator, other)
        if isinstance(side, Name) and side.ref.startswith("story:"):
            return _fact(engine, at, side.ref.partition(":")[2], operator, other)
    return NotImplemented


def _before(at: Position, condition: Infix) -> bool | None:
    """`撤人 < 上报`: the left came, and the right did not come before it."""
    first, second = condition.left, condition.right
    if condition.operator in (">", "≥"):
        first, second = second, first
    elif condition.operator not in ("<", "≤"):
        return None
    assert isinstance(first, Name) and isinstance(second, Name)
    left, right = came(at, first), came(at, second)
    return left is not None and (right is None or left <= right)


def in_time(
    engine: Engine, at: Position, when: datetime | None, operator: str, other: Any
) -> bool | None:
    """`上报 ≤ 20分钟`: within a limit counted from the beginning. Never made: not in time."""
    amount = other.value if isinstance(other, Constant) else None
    if isinstance(amount, Bound):
        operator, amount = amount.comparison, amount.quantity
    compare = _ORDER.get(operator)
    due = _counted(engine, at, amount)
    if due is None or compare is None:  # an instant equals a limit by chance only
        return None
    return when is not None and compare(when, due)


def _counted(engine: Engine, at: Position, amount: Any) -> datetime | None:
    if not isinstance(amount, Quantity):
        return None
    begins = at.case.opened_at
    timer = engine.clocks.start("limit", "", "story:time", Stated(value=amount), begins, "")
    return timer.due


def _fact(engine: Engine, at: Position, fact: str, operator: str, other: Any) -> bool | None:
    """`所在 = 社区`, `进展 = 已议定`, `已过 > 2小时`."""
    if fact == "elapsed":
        return in_time(engine, at, at.now, operator, other)
    if operator not in ("=", "≠") or not isinstance(other, Name):
        return None
    name = other.ref.partition(":")[2]
    case = at.case
    if fact == "place":
        found = case.place.partition(":")[2] == name
    elif fact in ("handler", "accountable"):
        found = other.ref in getattr(case, fact).refs
    else:
        found = {"progress": case.status, "manner": case.manner}[fact] == name
    return found == (operator == "=")


def pick(engine: Engine, at: Position, texts: Said, plain: bool = True) -> str:
    """Of texts with conditions the first that holds, else the one without (where `plain`)."""
    for when, text in texts:
        if when is not None and truth(engine, at, when):
            return text
    return next((text for when, text in texts if when is None), "") if plain else ""


# ── which positions are one ──
@dataclass(frozen=True, slots=True)
class Asked:
    """What the conditions of a lesson ask of a course: what came, and the comparisons of it."""

    names: tuple[Name, ...]
    compared: tuple[Infix, ...]

    @classmethod
    def by(cls, conditions: list[Any]) -> Asked:
        """All that some conditions ask."""
        names: dict[Name, None] = {}
        compared: dict[Infix, None] = {}
        todo = list(conditions)
        while todo:
            one = todo.pop()
            if comes(one):
                names[one] = None
            elif isinstance(one, Infix):
                if one.operator not in ("and", "or") and (comes(one.left) or comes(one.right)):
                    compared[one] = None
                todo += [one.left, one.right]
            elif isinstance(one, Call):
                todo += one.arguments
        return cls(tuple(names), tuple(compared))

    def answers(self, engine: Engine, at: Position) -> tuple[bool | None, ...]:
        """What has come, and how each comparison stands, settled or not."""
        here = [came(at, name) is not None for name in self.names]
        return (*here, *(truth(engine, at, one) for one in self.compared))


def key_of(engine: Engine, asked: Asked, at: Position) -> tuple[Any, ...]:
    """What can still matter of a position: equal keys, equal questions, answers and ends."""
    return (
        at.turn,
        at.puts,
        at.struck,
        at.now,
        at.case.state_key(),
        asked.answers(engine, at),
    )


def share(chance: Fraction) -> str:
    """A chance as it is written: `30%`."""
    percent = chance * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else f"{float(percent):g}%"
