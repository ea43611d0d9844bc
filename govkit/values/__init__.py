"""What can stand behind a colon: amounts, bounds, durations, rates, lists, formulas, expressions.

Values are frozen dataclasses with a `type` tag, exact numbers (`fractions.Fraction`) and no
knowledge of statements, places or kinds. The one evaluator of checks, conditions and rules lives
here too.
"""

from govkit.values.expression import Call, Constant, Each, Expression, Infix, Name
from govkit.values.quantity import Bound, Quantity, Range, Rate, Share, Unknown
from govkit.values.share import Shares
from govkit.values.structure import (
    Arrow,
    Chain,
    Chosen,
    Distribution,
    Entry,
    Formula,
    LedWords,
    Mapping,
    Ref,
    Refs,
    Roster,
    Term,
    Text,
    Word,
    Words,
    ends_of,
)
from govkit.values.time import (
    Day,
    DayHours,
    Days,
    Durations,
    Moment,
    Office,
    PublicDay,
    PublicHolidays,
    Recurrence,
    Season,
    SeasonSpan,
    Stretch,
    Weekdays,
)

__all__ = [
    "Arrow",
    "Bound",
    "Call",
    "Chain",
    "Chosen",
    "Constant",
    "Day",
    "DayHours",
    "Days",
    "Distribution",
    "Durations",
    "Each",
    "Entry",
    "Expression",
    "Formula",
    "Infix",
    "LedWords",
    "Mapping",
    "Moment",
    "Name",
    "Office",
    "PublicDay",
    "PublicHolidays",
    "Quantity",
    "Range",
    "Rate",
    "Recurrence",
    "Ref",
    "Refs",
    "Roster",
    "Season",
    "SeasonSpan",
    "Share",
    "Shares",
    "Stretch",
    "Term",
    "Text",
    "Unknown",
    "Weekdays",
    "Word",
    "Words",
    "ends_of",
]
