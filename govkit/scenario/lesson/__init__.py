"""A branching lesson: people's options, consequences that follow from the case as it really is.

In a line, each knows only those before it: `plot` is the lesson as its author wrote it; `position`
is where a course of it stands and what conditions ask of that; `acting` tries an option and makes
it; `going_on` leads from one question to the next; `courses` walks every course once; `telling`
puts positions and news into words; `recording` writes the graph that all others follow; `exploring`
is the door; `findings` are what an exploration finds wrong.
"""

from govkit.scenario.lesson.exploring import Exploration, explore, explored
from govkit.scenario.lesson.findings import findings

__all__ = ["Exploration", "explore", "explored", "findings"]
