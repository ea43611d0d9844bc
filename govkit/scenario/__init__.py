"""Scenarios: a case to walk through, decision by decision, with a debrief at the end.

A model's scenarios and choices enter; walks, verdicts and debriefs leave. There is no screen, no
file and no clock here. The reference is docs/simulate.md.
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
