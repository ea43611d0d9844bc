"""Rates and scores of a log: what a model says about counting, applied to what happened.

A model and the rows of a log enter; numerators, denominators, rates and scores leave, each with
its readings where the text leaves something open and with its bounds where a cell is blank. Files,
screens and wording are not known here.
"""

from govkit.indicators.beside import Apart, apart, differing_fields, groups, settled
from govkit.indicators.compute import (
    Computed,
    Figure,
    by_reading,
    compute,
    reached,
    rounded,
    rounding_of,
)
from govkit.indicators.in_force import in_force
from govkit.indicators.lateness import LateCase, late_cases
from govkit.indicators.log import Case, Log, read_log
from govkit.indicators.periods import Span, before, cut_off, spans_of, stretch, unit_of
from govkit.indicators.places import WHOLE
from govkit.indicators.possible import Possible, Score
from govkit.indicators.readings import Reading
from govkit.indicators.scores import Assessed, ItemScore, assess

__all__ = [
    "WHOLE",
    "Apart",
    "Assessed",
    "Case",
    "Computed",
    "Figure",
    "ItemScore",
    "LateCase",
    "Log",
    "Possible",
    "Reading",
    "Score",
    "Span",
    "apart",
    "assess",
    "before",
    "by_reading",
    "compute",
    "cut_off",
    "differing_fields",
    "groups",
    "in_force",
    "late_cases",
    "reached",
    "read_log",
    "rounded",
    "rounding_of",
    "settled",
    "spans_of",
    "stretch",
    "unit_of",
]
