"""From the printed text of one value to the value, or to a `Misread` that says why not.

Official spellings and short forms of both tongues go in; values of `govkit.values` come out. The
functions are pure, never raise on any text, and know no field, kind or file.
"""

from govkit.values.reading.figures import read_quantity, read_signed
from govkit.values.reading.misread import REASONS, Misread, Reason
from govkit.values.reading.numerals import without_blanks
from govkit.values.reading.office import read_stretch, read_weekdays
from govkit.values.reading.places import Place, read_document_number, read_place
from govkit.values.reading.rates import read_period, read_rate
from govkit.values.reading.season import read_season_span
from govkit.values.reading.shares import read_headcount, read_share
from govkit.values.reading.time import (
    read_day,
    read_duration,
    read_mean,
    read_moment,
    read_recurrence,
)

__all__ = [
    "REASONS",
    "Misread",
    "Place",
    "Reason",
    "read_day",
    "read_document_number",
    "read_duration",
    "read_headcount",
    "read_mean",
    "read_moment",
    "read_period",
    "read_place",
    "read_quantity",
    "read_rate",
    "read_recurrence",
    "read_season_span",
    "read_share",
    "read_signed",
    "read_stretch",
    "read_weekdays",
    "without_blanks",
]
