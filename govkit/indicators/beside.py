"""Two ways to count side by side: which fields differ, and which cases they count differently.

A model, a log, indicators and a period enter; groups of comparable indicators and the cases that
make them differ leave. How this is shown is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govkit.indicators.compute import Computed, compute
from govkit.indicators.log import Log
from govkit.indicators.periods import Span
from govkit.indicators.places import WHOLE
from govkit.model.governance import Governance
from govkit.model.indicator import Indicator
from govkit.values import Words
from govkit.vocabulary.words import spellings

FIELDS = (
    "of", "excludes", "excluded_by", "attributed_to", "dated_by", "cut_off", "reopened",
    "unreached", "rounding",
)  # fmt: skip
"""The fields of an indicator that say how to count, numerator and denominator aside."""


@dataclass(frozen=True, slots=True)
class Apart:
    """One case that indicators count differently.

    `counted` has for each indicator the units it counts for: name, and whether it is in the
    numerator; empty where it does not count at all.
    """

    row: int
    number: str
    counted: tuple[tuple[tuple[str, bool], ...], ...]


def groups(indicators: Iterable[Indicator]) -> list[tuple[Indicator, ...]]:
    """The indicators with one numerator and one denominator, two or more of them together."""
    known = spellings("case_set")
    found: dict[tuple[frozenset[str], ...], list[Indicator]] = {}
    for indicator in indicators:
        sides = []
        for value in (indicator.numerator.value, indicator.denominator.value):
            words = value.words if isinstance(value, Words) else ()
            sides.append(frozenset(known.get(word, word) for word in words))
        found.setdefault(tuple(sides), []).append(indicator)
    return [tuple(group) for group in found.values() if len(group) > 1]


def differing_fields(group: Sequence[Indicator]) -> tuple[str, ...]:
    """The fields in which comparable indicators do not say the same."""
    return tuple(
        name for name in FIELDS
        if len({getattr(indicator, name).value for indicator in group}) > 1
    )  # fmt: skip


def apart(
    model: Governance, log: Log, group: Sequence[Indicator], span: Span | None = None
) -> tuple[Apart, ...]:
    """The cases that make the indicators of a group differ, in the order of the log.

    Each case is counted alone. Indicators that leave something open are not compared.
    """
    compared = settled(model, log, group, span)
    found = []
    if len(compared) < 2:
        return ()
    for case in log.cases:
        alone = replace(log, cases=(case,))
        counted = tuple(_counted(compute(model, alone, one, span)) for one in compared)
        if len(set(counted)) > 1:
            found.append(Apart(case.row, case.number, counted))
    return tuple(found)


def settled(
    model: Governance, log: Log, group: Sequence[Indicator], span: Span | None = None
) -> tuple[Indicator, ...]:
    """The indicators of a group that leave nothing open for this log."""
    return tuple(
        indicator for indicator in group
        if all(len(one.figures) == 1 for one in compute(model, log, indicator, span))
    )  # fmt: skip


def _counted(computed: Sequence[Computed]) -> tuple[tuple[str, bool], ...]:
    found = []
    for one in computed:
        figure = one.figures[0] if one.figures else None
        if one.unit == WHOLE or figure is None or not figure.denominator:
            continue
        found.append((one.unit, figure.numerator > 0))
    return tuple(found)
