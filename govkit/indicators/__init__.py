"""Rates and scores of a log: what a model says about counting, applied to what happened.

A model and the rows of a log enter; numerators, denominators, rates and scores leave, each with
its readings where the text leaves something open and with its bounds where a cell is blank. Files,
screens and wording are not known here.
"""

from govkit.indicators.compute import Computed, Figure, compute
from govkit.indicators.log import Case, Log, read_log
from govkit.indicators.periods import Span, before, cut_off, spans_of, stretch
from govkit.indicators.possible import Possible, Score
from govkit.indicators.readings import Reading
from govkit.indicators.scores import Assessed, ItemScore, assess

__all__ = [
    "Assessed",
    "Case",
    "Computed",
    "Figure",
    "ItemScore",
    "Log",
    "Possible",
    "Reading",
    "Score",
    "Span",
    "assess",
    "before",
    "compute",
    "cut_off",
    "read_log",
    "spans_of",
    "stretch",
]
