"""One case, step by step: moves, timers, powers, explanations. Reads the model, knows no text.

`Engine` is the door; `Case` is what travels. The reference is docs/engine.md.

What travels: `case`, `event`, `timer`, `status`, `move`. A case comes in by `opening` (`intake`,
`given`, `limits`) and goes on by `enactment`, or by `expiry` when a timer runs out. `offers` has
all lawful moves (`work`, `countersign`, `decisions`, `requests`, `oversight`, made in `proposal`);
`wanted` and `choice` find the one that is meant, `refusal` and `obstacles` the rule against it. The
text is asked in `ladder`, `powers`, `conditions`, `facts`, `lookup`, `silence`, `vacancy`, seen
from one instant in `scene`. Time is counted in `durations`, `recurrence`, `keeping`, `clocks`,
`lateness`; `clockwork` starts, rests and stops it. Single features: `adjournment`, `asked`,
`attendance` (with `figures`), `completion`, `dispute`, `finality`, `grading`, `handover`, `modes`,
`parts`, `reminders`, `separation`, `strength`. Stored cases: `adoption`, `inspection`, `mentions`,
`migration`, `versions`. What callers hand in: `door`, `kept`. Words: `explanation`, `findings`,
`naming`, `sentences`, `wording`. Duties know no case: `demand`, `duties`, `periods`, `tally`.
"""

from govkit.engine.case import Case, Party
from govkit.engine.demand import Demand
from govkit.engine.duties import Review, ReviewedAct, ReviewedPeriod
from govkit.engine.engine import Engine
from govkit.engine.event import Breach, Event
from govkit.engine.explanation import Explanation, WhyNot
from govkit.engine.migration import Change, Migration
from govkit.engine.move import Move, Reason
from govkit.engine.periods import DutyPeriod
from govkit.engine.tally import Act, ReviewedObject
from govkit.engine.timer import Timer

__all__ = [
    "Act",
    "Breach",
    "Case",
    "Change",
    "Demand",
    "DutyPeriod",
    "Engine",
    "Event",
    "Explanation",
    "Migration",
    "Move",
    "Party",
    "Reason",
    "Review",
    "ReviewedAct",
    "ReviewedObject",
    "ReviewedPeriod",
    "Timer",
    "WhyNot",
]
