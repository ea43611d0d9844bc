"""How often to run where that is not fixed: until one figure is known well enough.

A figure and how wide its interval may be enter, then what was found so far; whether to go on
leaves. Runs are added in batches, so that the answer turns on few looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.draws.intervals import Estimate, difference, estimate
from govkit.simulation.experiments.result import Result

FIRST, BATCH, MOST = 10, 5, 200


class NoFigure(ValueError):
    """A figure that the runs do not have; `known` are those they have."""

    def __init__(self, figure: str, known: tuple[str, ...]) -> None:
        super().__init__(figure, known)
        self.figure, self.known = figure, known


@dataclass(frozen=True, slots=True)
class Until:
    """`figure` by its name, and half the length its interval may have, in the figure's measure."""

    figure: str
    half_width: float

    def known_to(self, found: Result) -> None:
        """Raises `NoFigure` where no run has this figure."""
        figures = dict.fromkeys(name for variant in found.figures for name in found[variant])
        if self.figure not in figures:
            raise NoFigure(self.figure, tuple(figures))

    def holds(self, found: Result) -> bool:
        """Whether the interval is short enough in every variant, and in every difference from the
        first one."""
        others = [name for name in found.outcomes if name != found.base]
        own = (self._of(found, name) for name in found.outcomes)
        apart = (self._of(found, found.base, name) for name in others)
        return all(
            one is not None and one.half_width is not None and one.half_width <= self.half_width
            for one in (*own, *apart)
        )

    def _of(self, found: Result, name: str, other: str = "") -> Estimate | None:
        """The figure in a variant, or how it differs in another. What each run says itself is
        looked at alone; what all cases say together needs the other figures too."""
        rows, more = ([one.figures.get(self.figure) for one in found.outcomes.get(each, ())]
                      for each in (name, other))  # fmt: skip
        if any(value is not None for value in rows):
            return difference(rows, more) if other else estimate(rows)
        return (found.difference(name, other) if other else found[name]).get(self.figure)
