"""Random counts on random calendars, told as digests, so that two versions can be compared.

A seed enters; one digest for each thousand calls leaves, and how many calls of each kind were
answered or refused. Only public names of `govkit.calendars` are used, so that the same file runs
over another checkout:

    PYTHONPATH=../other python tests/calendars/random_counts.py --seed 1 --number 45000
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from hashlib import sha256
from random import Random
from typing import Any, get_args
from zoneinfo import ZoneInfo

from govkit.calendars import (
    CHINA,
    NONE,
    OFFICE,
    STANDARD,
    UNKNOWN,
    Calendar,
    Holiday,
    Kind,
    Office,
    OfficePeriod,
    Public,
    add,
    due,
    elapsed,
    fixed,
    is_workday,
    nth_workday,
    on_clock,
    overrun,
    published,
    remaining,
)

BLOCK = 1000
ZONES = (
    *["Asia/Shanghai"] * 6, "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Kathmandu", "UTC",
    "America/New_York", "America/Toronto", "America/St_Johns", "America/Sao_Paulo", "Europe/London",
    "Europe/Dublin", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kwajalein",
    "Africa/Casablanca", "Africa/Freetown", "Antarctica/Troll",
)  # fmt: skip
FROM_ELSEWHERE = (
    UTC,
    *(timezone(timedelta(minutes=east)) for east in (480, -660, 840, 1439, -1439)),
    *(ZoneInfo(name) for name in ("Asia/Shanghai", "America/New_York", "Europe/London",
                                  "Pacific/Apia", "Australia/Lord_Howe")),
)  # fmt: skip
NEAR = tuple(
    datetime.fromisoformat(day) for day in (
        "2025-12-20", "2026-02-10", "2026-03-01", "2026-09-25", "2024-12-25", "2027-01-01",
    )
)  # fmt: skip
"""Days about which calendars have days of their own."""
CHANGES = tuple(
    datetime.fromisoformat(day) for day in (
        "2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04",
        "2011-12-30", "1941-06-01", "1939-09-05", "1927-12-31", "1969-09-30", "1990-04-15",
        "1986-05-04", "2026-02-15", "2025-12-31", "2012-01-01",
    )
)  # fmt: skip
"""Days on which clocks or years change."""
ENDS = tuple(
    datetime.fromisoformat(day) for day in (
        "0001-01-01", "0001-01-02", "0001-01-05", "0001-03-01", "9999-06-01", "9999-12-25",
        "9999-12-30", "9999-12-31",
    )
)  # fmt: skip


def office(draw: Random) -> Office:
    """One to three stretches in quarters of an hour; some touch, some reach midnight."""
    marks = draw.sample(range(97), draw.choice([2, 2, 4, 4, 6]))
    marks += [0] * (draw.random() < 0.2) + [96] * (draw.random() < 0.2)
    marks = sorted(set(marks))
    marks = marks[: len(marks) // 2 * 2]
    if len(marks) == 4 and draw.random() < 0.2:
        marks[2] = marks[1]
    clock = [time(mark // 4 % 24, mark % 4 * 15) for mark in marks]
    return tuple(OfficePeriod(*clock[at : at + 2]) for at in range(0, len(clock), 2))


def public(draw: Random) -> Public | None:
    """Whose holidays count: China's, a region's, other countries', a table's, none, not known."""
    year = draw.choice([2025, 2026, 2026, 3000])
    table = tuple(
        Holiday(year, date(year, 1, 1) + timedelta(n), draw.random() < 0.7, f"节{n}", f"Day {n}")
        for n in draw.sample(range(365), draw.randrange(1, 20))
    )
    places = [("GB", "GB-SCT"), ("US",), ("china", "JP"), ("ID",), ("china", "guangxi"),
              ("china", "tibet")]  # fmt: skip
    own = Public(draw.choice([(), ("china",), ("GB",)]), table)
    abroad = Public(draw.choice(places))
    return draw.choice([None, None, None, CHINA, NONE, UNKNOWN, abroad, own])


def calendar(draw: Random, kind: Kind | None = None) -> Calendar:
    """A calendar with days, hours, weekends of its own; some change from a day on."""
    begin = draw.choice(NEAR).date()
    days = [begin + timedelta(n) for n in range(40)]
    days += [date(year, 12, 31) for year in (1001, 1500, 8999, 9000)] * (draw.random() < 0.1)
    off = set(draw.sample(days, draw.randrange(6)))
    on = set(draw.sample(days, draw.randrange(6))) - off
    later: tuple[tuple[date, Calendar], ...] = ()
    chosen: Kind = kind or draw.choice([*get_args(Kind), "work_day", "work_hour"])
    if kind is None and draw.random() < 0.35:
        whens = sorted(draw.sample(days[:40], draw.randrange(1, 3)))
        later = tuple((when, calendar(draw, chosen)) for when in whens)
    weekend = draw.sample(range(7), draw.choice([0, 1, 2, 2, 3, 5]))
    return Calendar(
        f"c{draw.randrange(3)}",
        chosen,
        holidays=frozenset(off),
        workdays=frozenset(on),
        office=office(draw) if draw.random() < 0.6 else OFFICE,
        weekdays=((draw.randrange(7), office(draw)),) if draw.random() < 0.4 else (),
        zone=draw.choice(ZONES),
        weekend=frozenset(weekend if draw.random() < 0.5 else (5, 6)),
        public_holidays=public(draw),
        settled_years=frozenset(draw.sample(range(2023, 2030), draw.randrange(3))),
        roll_to_workday=chosen == "natural_day" and draw.random() < 0.5,
        later=later,
    )


def day(draw: Random, near: datetime | None) -> datetime:
    """A day: of these years mostly, or about a change, or any year, or an end of the calendar."""
    if near is not None and (draw.random() < 0.9 or not 1980 < near.year < 2060):
        away = draw.choice([-500, -60, -5, -1, 0, 0, 0, 1, 2, 5, 20, 60, 200, 500])
        return near.replace(tzinfo=None) + timedelta(away if 1000 < near.year < 9001 else 0)
    kind = draw.random()
    if near is not None or kind < 0.45:
        return datetime(2023, 11, 1) + timedelta(draw.randrange(1300))
    if kind < 0.65:
        return draw.choice(CHANGES) + timedelta(draw.randrange(-3, 4))
    if kind < 0.98:
        years = (1900, 2110) if kind < 0.96 else (1000, 9001)
        return datetime(draw.randrange(*years), draw.randrange(1, 13), draw.randrange(1, 29))
    return draw.choice(ENDS)


def instant(draw: Random, calendar: Calendar, near: datetime | None = None) -> datetime:
    """An instant in the calendar's zone or another; midnights, folds and naive ones among them."""
    hours = [0, 0, 9, 12, 14, 18, *(draw.randrange(96) / 4 for _ in range(3))]
    second = draw.choice([86_399, draw.randrange(86_400), *(int(3600 * hour) for hour in hours)])
    at = day(draw, near).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    at = at.replace(hour=second // 3600, minute=second // 60 % 60, second=second % 60)
    at = at.replace(
        microsecond=draw.randrange(1_000_000) if draw.random() < 0.1 else 0,
        fold=int(draw.random() < 0.1),
    )
    kind = draw.random()
    if kind < 0.01:
        return at
    if kind < 0.5 and 1 < at.year < 9999:
        return on_clock(at, calendar.tzinfo)
    return at.replace(tzinfo=calendar.tzinfo if kind < 0.7 else draw.choice(FROM_ELSEWHERE))


def amount(draw: Random, calendar: Calendar, sign: int = 1) -> Any:
    """An amount of days or hours; a few are too long, in parts, or no amount at all."""
    odd = draw.random()
    if odd < 0.01:
        longest = 36_525 if calendar.counts_days else 876_600
        return draw.choice([1.5, "2", True, None, -1, 10**12, longest, longest + 1])
    if calendar.counts_days:
        number = draw.choice([0, 1, 1, 2, 3, 5, 10, 15, 30, 60, 90, draw.randrange(400)])
        return sign * (Fraction(number) if odd < 0.02 else number)
    parts = [Fraction(draw.randrange(10**7), 3600), Fraction(draw.randrange(10**6), 7200)]
    return sign * draw.choice([0, 1, 1, 2, 4, 7, 8, 24, 40, 72, 100, Fraction(1, 7), *parts])


def whole(start: datetime, number: Any, calendar: Calendar) -> Any:
    """A limit as a value: unpacked, compared with its copy."""
    limit = due(start, number, calendar)
    copy = pickle.loads(pickle.dumps(limit))
    return copy == limit, hash(copy) == hash(limit), copy, *limit, *limit.reading


def call(draw: Random, calendars: list[Calendar]) -> tuple[str, Callable[[], Any]]:
    """The name of a call, and the call."""
    on = draw.choice(calendars)
    at, number = instant(draw, on), amount(draw, on)
    then, zone, close = instant(draw, on, at), on.tzinfo, draw.random() < 0.2
    moved, nth = amount(draw, on, draw.choice([1, -1])), draw.randrange(-25, 26)
    calls: list[tuple[int, str, Callable[[], Any]]] = [
        (8, "due", lambda: due(at, number, on, close_of_office=close)),
        (4, "add", lambda: add(at, moved, on)),
        (2, "remaining of a limit", lambda: remaining(then, due(at, number, on), on)),
        (2, "remaining", lambda: remaining(then, at, on)),
        (2, "elapsed", lambda: elapsed(at, then, on, close_of_office=close)),
        (2, "overrun of a limit", lambda: overrun(due(at, number, on).at, then, on)),
        (2, "overrun", lambda: overrun(at, then, on)),
        (1, "fixed", lambda: fixed(at, zone)),
        (1, "on_clock", lambda: on_clock(at, zone)),
        (1, "is_workday", lambda: is_workday(at.date(), on)),
        (1, "published", lambda: published(at.year, on)),
        (1, "nth_workday", lambda: nth_workday(at.year, at.month, nth, on)),
        (1, "due as a value", lambda: whole(at, number, on)),
    ]
    weights = [weight for weight, _, _ in calls]
    return draw.choices([(name, one) for _, name, one in calls], weights)[0]


def answers(seed: str, number: int) -> Iterator[tuple[str, str]]:
    """The name of each call, and its answer or its refusal."""
    draw = Random(seed)
    calendars = [*STANDARD.values()] * 3 + [calendar(draw) for _ in range(40)]
    calendars += [replace(one, zone="America/New_York") for one in STANDARD.values()]
    for at in range(number):
        name, one = call(Random(f"{seed}/{at}"), calendars)
        try:
            yield name, repr(one())
        except (ValueError, OverflowError, TypeError) as refused:
            yield f"{name}, refused", f"{type(refused).__name__} {refused}"


def main() -> None:
    """Print a digest for each block, then how many calls of each kind there were."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--number", type=int, default=45_000)
    asked.add_argument("--show", type=int, help="print the answer of one call")
    given = asked.parse_args()
    kinds, block = Counter[str](), sha256()
    for at, (name, answer) in enumerate(answers(given.seed, given.number), 1):
        kinds[name] += 1
        block.update(answer.encode())
        if at == given.show:
            print(name, answer)
        if at % BLOCK == 0 or at == given.number:
            print(f"{at:>8}  {block.hexdigest()[:16]}")
    for name, count in sorted(kinds.items()):
        print(f"{count:>8}  {name}")


if __name__ == "__main__":
    main()
