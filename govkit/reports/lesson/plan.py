"""How the time of a class falls on its questions, and when an inject comes in it.

A lesson enters; minutes leave. What is stated counts; what is left is spread by shares that the run
sheet prints. Nothing is known of the story's clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.reports.lesson.setting import Setting

_OPENING, _CLOSING = 10, 30  # per cent of the class
LEAST_CLOSING = 15  # per cent; less is told


@dataclass(frozen=True)
class Slot:
    """A stretch of the class in minutes, from its beginning; equal ends: no time is known."""

    begins: int
    ends: int


@dataclass(frozen=True)
class Plan:
    """The opening, a slot for each question of the author's course by its number, the debrief."""

    opening: Slot
    turns: dict[int, Slot]
    closing: Slot


def plan(setting: Setting) -> Plan:
    """Whole minutes that add up to the class time, as long as the stated ones leave room."""
    graph = setting.graph
    whole = graph.about.minutes
    put = list(dict.fromkeys(setting.taken(step)[0] for step in graph.author))
    stated = {turn: graph.turns[turn].minutes for turn in put}
    left = max(0, whole - sum(stated.values()))
    opening = min(left, whole * _OPENING // 100)
    closing = min(left - opening, whole * _CLOSING // 100)
    open_turns = [turn for turn in put if not stated[turn]]
    each = (left - opening - closing) // len(open_turns) if open_turns else 0
    at, turns = opening, {}
    for turn in put:
        turns[turn] = Slot(at, at + (stated[turn] or each))
        at = turns[turn].ends
    return Plan(Slot(0, opening), turns, Slot(at, max(at, whole)))


def question_before(setting: Setting) -> dict[int, int]:
    """For each text that is told on the author's course: the question it comes after, by its
    number on the run sheet, from 1; 0 before the first."""
    found = {told.text: 0 for told in setting.graph.about.told}
    for step in setting.graph.author:
        turn, _, outcome = setting.taken(step)
        for told in outcome.told:
            found.setdefault(told.text, turn + 1)
    return found
