"""Several variants of an experiment side by side, each held against the first.

A result enters; tables leave that fit the screen, with the difference of each figure, its interval
and a mark where that leaves out zero. What a figure means is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govkit.cli.outcome import TELLING, at_least, label_of, telling, written
from govkit.cli.screen import Screen, table

if TYPE_CHECKING:
    from govkit.draws.intervals import Estimate
    from govkit.simulation.experiments.result import Result

MARK, SAME = "*", "="
_LABEL, _EACH = 38, 27  # columns of the screen


def beside(found: Result, screen: Screen) -> None:
    """The figures of all variants, those that fit beside each other in one table."""
    base, *others = found.figures
    room = max(1, (screen.console.width - _LABEL) // _EACH)
    for at in range(0, len(others), room):
        shown = others[at : at + room]
        heads = [screen.text("say.column.figure"), _name(base, screen)]
        for name in shown:
            heads += [name, screen.text("say.experiment.difference")]
        screen.show(table(screen, heads, list(_rows(found, base, shown, screen))))
        screen.line([])
    _told(found, base, others, screen)


def _name(name: str, screen: Screen) -> str:
    from govkit.simulation.experiments.experiment import BASE

    return screen.text("say.experiment.base") if name == BASE else name


def _rows(
    found: Result, base: str, others: Sequence[str], screen: Screen
) -> Iterator[tuple[str, ...]]:
    first = found[base]
    rest = {name: found[name] for name in others}
    apart = {name: found.difference(base, name) for name in others}
    for figure in telling(first, *rest.values()):
        kind = figure.partition("·")[0]
        cells = [label_of(figure, screen), _mean(figure, first, screen)]
        for name in others:
            cells += [
                _mean(figure, rest[name], screen),
                _apart(kind, apart[name].get(figure))
                + _of_how_many(figure, apart[name], first, rest[name]),
            ]
        yield tuple(cells)


def _mean(figure: str, figures: Mapping[str, Estimate], screen: Screen) -> str:
    estimate = figures.get(figure)
    shown = written(figure, estimate.mean if estimate is not None else None)
    return at_least(figure, figures, shown, screen)


def _apart(kind: str, estimate: Estimate | None) -> str:
    """`−20.4 ± 3.0 *`: the paired difference, half its interval, and the mark; `=` where every run
    is alike."""
    if estimate is None or estimate.mean is None:
        return "—"
    if not any(estimate.values) and estimate.undefined == 0:
        return SAME
    shown = written(kind, estimate.mean, signed=True)
    if estimate.half_width is None:
        return shown
    half = written(kind, estimate.half_width).removesuffix(" %")
    return f"{shown.removesuffix(' %')} ± {half}{' ' + MARK if estimate.leaves_out_zero else ''}"


def _of_how_many(figure: str, apart: Mapping[str, Estimate], *sides: Mapping[str, Estimate]) -> str:
    """` (3/6)` where a mean is of more runs than the difference, which both have to have: then it
    is not what the two means differ by."""
    found = apart.get(figure)
    if (
        found is None
        or found.mean is None
        or all(one[figure].undefined == found.undefined for one in sides)
    ):
        return ""
    return f" ({found.n}/{len(found.values)})"


def _told(found: Result, base: str, others: Sequence[str], screen: Screen) -> None:
    """What the marks mean, how many there are, and how many there would be by chance."""
    from govkit.draws.intervals import by_chance

    shown = [one for name in others for figure, one in found.difference(base, name).items()
             if figure.partition("·")[0] in TELLING and any(one.values)]  # fmt: skip
    some = [
        figure
        for name in others
        for figure in telling(found[base], found[name])
        if _of_how_many(figure, found.difference(base, name), found[base], found[name])
    ]
    if some:
        screen.say("say.experiment.in_pairs", "dim")
    known = [one for one in shown if one.half_width is not None]
    if not known:
        if shown:
            screen.say("say.experiment.few", "dim")
        else:
            screen.say("say.experiment.alike")
        return
    marked = sum(one.leaves_out_zero for one in known)
    screen.say("say.experiment.marks", mark=MARK, marked=marked, of=len(known),
               chance=f"{by_chance(len(known)):.1f}")  # fmt: skip
