"""Office hours from printed text: stretches of a day (`9:00-12:00`, `9—12点`), and weekdays.

One stretch or one run of weekdays goes in; a value or a `Misread` comes out. On which days the
hours are kept is not known here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from govkit.values.reading import numerals
from govkit.values.reading.misread import Misread
from govkit.values.reading.patterns import LONGEST
from govkit.values.time import Stretch, Weekdays
from govkit.values.wording import word_ids

_TIME = r"([0-9]{1,2})[:：]([0-9]{2})"
_STRETCH = re.compile(rf"{_TIME} ?(?:-|－|—|–|~|～|至|到|\.\.){{1,2}} ?{_TIME}")
_OFFICIAL = re.compile(
    r"([0-9]{1,2})(?:[点时](半)?)?(?:-|－|—|–|~|～|至|到){1,2}([0-9]{1,2})[点时](半)?"
)
_RUN = re.compile(r"([^\W\d_]{1,20}?)(?:至|到|-|—|–|~|_to_)([^\W\d_]{1,20})")
_NUMBERS = {"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5}
_NUMBERS |= {"saturday": 6, "sunday": 7}


@lru_cache(maxsize=1024)
def read_stretch(text: str) -> Stretch | Misread:
    """Read a stretch of a day; one that ends at 0:00 ends at 24:00."""
    plain = numerals.narrow(text).strip()
    hours = _hours(plain) if len(plain) <= LONGEST else None
    if hours is None:
        return Misread("not_office_hours", 0, len(text))
    opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3] or 1440
    if max(hours[1], hours[3]) > 59 or not opens < closes <= 1440:
        return Misread("not_office_hours", 0, len(text))
    return Stretch(opens, closes)


def _hours(plain: str) -> list[int] | None:
    """Hour and minute of both ends: `9:00-12:00`, `9—12点`, `14点半至18点`."""
    if match := _STRETCH.fullmatch(plain):
        return [int(part) for part in match.groups()]
    if match := _OFFICIAL.fullmatch(plain):
        first, half, last, last_half = match.groups()
        return [int(first), 30 if half else 0, int(last), 30 if last_half else 0]
    return None


@lru_cache(maxsize=1024)
def read_weekdays(text: str) -> Weekdays | Misread:
    """Read one weekday or several that follow one another within a week."""
    plain = text.strip()
    wrong = Misread("not_weekdays", 0, len(text))
    if len(plain) > LONGEST:
        return wrong
    match = _RUN.fullmatch(plain)
    first, last = (_number(word) for word in (match.groups() if match else (plain, plain)))
    return Weekdays(first, last) if first and last and first <= last else wrong


def _number(word: str) -> int:
    """The number of a weekday, also the second of two without its 周; 0 for another word."""
    known = word_ids("weekday")
    return _NUMBERS.get(known.get(word.lower(), known.get(f"周{word}", "")), 0)
