"""One case, step by step: moves, timers, powers, explanations. Reads the model, knows no text.

`Engine` is the door; `Case` is what travels. The reference is docs/engine.md.

Six rooms in a line, each of which knows only those before it: `case` is what is known of a case,
`words` are sentences about it, `plan` is what the model says for cases, `time` makes timers of
limits, `procedures` are what may be done and what time does by itself, `answers` are what a caller
asks. `door` checks what callers hand in; `reviews`, `pages` and `stored` are the calls about
duties, processes and stored cases, `replay` makes a case again from its history, `news` tells what
is new between two cases, `written` and `schema` are what is said as JSON and the shapes of it.
"""

from govkit.engine.answers.decision import Decision, Ground
from govkit.engine.answers.explanation import Explanation, WhyNot
from govkit.engine.answers.migration import Change, Migration
from govkit.engine.case.case import Bearer, Case
from govkit.engine.case.event import Breach, Event
from govkit.engine.case.move import Move, Reason
from govkit.engine.case.related import Related
from govkit.engine.case.timer import Timer
from govkit.engine.engine import Engine
from govkit.engine.news import new_events
from govkit.engine.written import to_json

__all__ = [
    "Bearer",
    "Breach",
    "Case",
    "Change",
    "Decision",
    "Engine",
    "Event",
    "Explanation",
    "Ground",
    "Migration",
    "Move",
    "Reason",
    "Related",
    "Timer",
    "WhyNot",
    "new_events",
    "to_json",
]
