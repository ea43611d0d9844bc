"""What a duty asks of its holders, and whether the acts of one of them kept it.

A model, its calendars and acts enter, verdicts leave; no case is known here. `review` is the
verdict on acts and periods, `demand` how much is asked; `periods` cuts a window, `tally` counts
acts on objects.
"""

from govkit.duties.demand import Demand
from govkit.duties.periods import DutyPeriod
from govkit.duties.review import Review, ReviewedAct, ReviewedPeriod
from govkit.duties.tally import Act, ReviewedObject

__all__ = [
    "Act",
    "Demand",
    "DutyPeriod",
    "Review",
    "ReviewedAct",
    "ReviewedObject",
    "ReviewedPeriod",
]
