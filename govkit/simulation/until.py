"""How often to run where that is not fixed: until one figure is known well enough.

A figure and how wide its interval may be enter, then what was found so far; whether to go on
leaves. Runs are added in batches, so that the answer turns on few looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.simulation.result import Result

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
        base, *others = found.figures
        estimates = [found[name].get(self.figure) for name in (base, *others)]
        estimates += [found.difference(base, name).get(self.figure) for name in others]
        return all(
            one is not None and one.half_width is not None and one.half_width <= self.half_width
            for one in estimates
        )
