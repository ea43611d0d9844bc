"""From the name of a time zone to its rules.

A name such as `Asia/Shanghai` enters, a `tzinfo` leaves. China's zone works on a machine without
a zone database too, since its offset has been the same at all times since 1992.
"""

from __future__ import annotations

from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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
