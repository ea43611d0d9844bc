"""One case, step by step: moves, timers, powers, explanations. Reads the model, knows no text.

`Engine` is the door; `Case` is what travels. The reference is docs/engine.md.
"""

from govkit.engine.case import Case, Party
from govkit.engine.demand import Demand
from govkit.engine.duties import Act, Review, ReviewedAct, ReviewedPeriod
from govkit.engine.engine import Engine
from govkit.engine.event import Breach, Event
from govkit.engine.explanation import Explanation, WhyNot
from govkit.engine.move import Move, Reason
from govkit.engine.periods import DutyPeriod
from govkit.engine.timer import Timer

__all__ = [
    "Act",
    "Breach",
    "Case",
    "Demand",
    "DutyPeriod",
    "Engine",
    "Event",
    "Explanation",
    "Move",
    "Party",
    "Reason",
    "Review",
    "ReviewedAct",
    "ReviewedPeriod",
    "Timer",
    "WhyNot",
]
