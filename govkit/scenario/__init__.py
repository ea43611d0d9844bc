"""Scenarios: a case to walk through, decision by decision, with a debrief at the end.

A model's scenarios and choices enter; walks, verdicts and debriefs leave. There is no screen, no
file and no clock here. The references are docs/simulate.md and docs/scenarios.md.

A linear scenario is read as a `course`; `walk` goes through it with the `choices` of each decision,
`stories` says what may be told, `debrief` what came of it, by its `rubric` and the `grounds` it
rested on. One with options is a lesson: the room `lesson` explores it into a `graph`, over which a
`route` goes; `score` and `review` are its points and its debrief, `schema` its shape. For both,
`chance` is what a seed decides, `journal` a stored walk, `trial` the scenario as a test, `flaws`
what cannot be played.
"""

from govkit.scenario.choices import Choice
from govkit.scenario.course import Course, read_course
from govkit.scenario.debrief import Debrief, debrief
from govkit.scenario.graph import Graph
from govkit.scenario.journal import Journal, Record, read_journal, replayed, retraced
from govkit.scenario.lesson import Exploration, explore, explored, findings
from govkit.scenario.review import Review, review
from govkit.scenario.route import Route
from govkit.scenario.score import Points, points
from govkit.scenario.walk import Decision, Verdict, Walk

__all__ = [
    "Choice",
    "Course",
    "Debrief",
    "Decision",
    "Exploration",
    "Graph",
    "Journal",
    "Points",
    "Record",
    "Review",
    "Route",
    "Verdict",
    "Walk",
    "debrief",
    "explore",
    "explored",
    "findings",
    "points",
    "read_course",
    "read_journal",
    "replayed",
    "retraced",
    "review",
]
