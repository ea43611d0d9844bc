"""From the name of a time zone to its rules.

A name such as `Asia/Shanghai` enters, a `tzinfo` leaves. China's zone works on a machine without
a zone database too, since its offset has been the same at all times since 1992. What the clocks of
a zone show is not known here.
"""

from __future__ import annotations

from datetime import timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

FIXED_HOURS = {"Asia/Shanghai": 8, "UTC": 0}
"""Zones known without a database: hours east of UTC."""


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone called `name` in the zone database.

    Raises ValueError where neither the machine's database nor `FIXED_HOURS` knows the name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name in FIXED_HOURS:
            return timezone(timedelta(hours=FIXED_HOURS[name]), name)
        raise ValueError(f"no time zone is called {name!r} on this machine") from None


def near_zones(name: str) -> tuple[str, ...]:
    """At most three zones of the database with a name like this, by the whole or by the city."""
    if len(name) > 40:
        return ()
    known = {zone.lower(): zone for zone in sorted(available_timezones() | set(FIXED_HOURS))}
    cities = {zone.rpartition("/")[2]: zone for zone in known}
    written = name.strip().lower().replace(" ", "_")
    found = [cities[city] for city in get_close_matches(written.rpartition("/")[2], cities, n=2)]
    return tuple(known[zone] for zone in dict.fromkeys([*get_close_matches(written, known), *found])
                 )[:3]  # fmt: skip
