"""The exploration of a lesson: every course, once, as a graph of states.

An engine and the name of a scenario enter; an `Exploration` leaves: the `Graph`, and what the
findings and the coverage ask of it. The rules of a lesson are in docs/scenarios.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.engine import Engine
from govkit.scenario.graph import Graph
from govkit.scenario.lesson.courses import MOST_STATES, Courses, walked
from govkit.scenario.lesson.plot import read_plot
from govkit.scenario.lesson.recording import recorded


@dataclass(kw_only=True)
class Exploration(Courses):
    """A lesson, explored: all courses, and the graph of them."""

    graph: Graph


def explore(
    engine: Engine, course: str, seed: str = "", seats: tuple[str, ...] = (), merged: bool = True
) -> Graph:
    """The graph of a scenario by name or number. `seed` draws the order of options and what chance
    decides (without one: the name); `seats` are those the class plays, without any all but those of
    the script. Raises `GovError` where the scenario cannot be read or opened.
    """
    return explored(engine, course, seed, seats, merged).graph


def explored(
    engine: Engine,
    course: str,
    seed: str = "",
    seats: tuple[str, ...] = (),
    merged: bool = True,
    most: int = MOST_STATES,
    script: int | None = None,
) -> Exploration:
    """The same, with what findings and coverage ask; of at most so many states. Raises `GovError`.

    Unmerged, each way to a state is a state of its own. `script`: which of the options that a
    scripted seat draws among it takes, where not what the seed draws.
    """
    plot = read_plot(engine.model, engine.clocks, course)
    courses = walked(engine, plot, seed, seats, merged, most, script)
    return Exploration(**vars(courses), graph=recorded(courses))
