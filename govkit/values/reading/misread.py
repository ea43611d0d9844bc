"""Why a printed text could not be read: a reason out of a closed set, the place, a better spelling.

A misreading is a value like any other. It is given to whoever words messages; it holds no
sentence of its own and knows no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Reason = Literal[
    "not_a_number",
    "negative",
    "unknown_unit",
    "too_many_digits",
    "ambiguous",
    "glued_clause_word",
    "bare_hyphen_range",
    "two_units",
    "empty_range",
    "not_a_duration",
    "not_a_rate",
    "unknown_name",
    "not_a_date",
    "no_such_date",
    "not_a_moment",
    "not_a_recurrence",
    "not_a_share",
    "not_a_season",
    "not_office_hours",
    "not_weekdays",
    "not_a_place",
]
REASONS: tuple[str, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Misread:
    """`start … end` (code points of the text given, end exclusive) could not be read.

    `suggestion` is the whole text in a spelling that can be read (or as near to one as is
    certain), None where none is; `near` holds at most three words like the unknown one.
    """

    reason: Reason
    start: int
    end: int
    suggestion: str | None = None
    near: tuple[str, ...] = ()
