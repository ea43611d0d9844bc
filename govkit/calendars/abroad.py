"""The public holidays of other countries, from the package `holidays` where it is installed.

The code of a country or of a part of it (`GB`, `GB-SCT`) and a year enter, days with their names
leave. The package is an optional extra (`govkit[calendars]`) and is not known anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

EXTRA = "govkit[calendars]"


class PackageMissing(ValueError):
    """The optional package is not installed."""


class PlaceMissing(ValueError):
    """The package knows no such country or part of it; `known` are those it does."""

    def __init__(self, place: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no public holidays are known for {place!r}")
        self.place, self.known = place, known


def _package() -> Any:
    try:
        import holidays
    except ImportError:
        raise PackageMissing(
            f"public holidays of other countries need the package `holidays`: {EXTRA}"
        ) from None
    return holidays


@lru_cache(maxsize=256)
def known_abroad(place: str) -> None:
    """Raises `PackageMissing` or `PlaceMissing` where the holidays of a place cannot be told."""
    country, _, part = place.partition("-")
    supported: dict[str, list[str]] = _package().list_supported_countries(include_aliases=True)
    if country not in supported:
        raise PlaceMissing(place, tuple(sorted(supported)))
    if part and part not in supported[country]:
        raise PlaceMissing(place, tuple(f"{country}-{one}" for one in supported[country]))


class Year(NamedTuple):
    """The public holidays of one year by day, and whether they are known for sure."""

    days: Mapping[date, str]
    sure: bool


@lru_cache(maxsize=1024)
def holidays_abroad(place: str, year: int) -> Year:
    """The public holidays of one year, with their English names where there are any.

    Not for sure are those of a year that the package does not cover, or of which it estimates one.
    """
    country, _, part = place.partition("-")
    package = _package()
    tongues = package.country_holidays(country, subdiv=part or None).supported_languages or ()
    found = package.country_holidays(
        country, subdiv=part or None, years=year, expand=False,
        language="en_US" if "en_US" in tongues else None,
    )  # fmt: skip
    days = {day: str(name) for day, name in sorted(found.items())}
    estimated = any("estimated" in name for name in days.values())
    return Year(days, found.start_year <= year <= found.end_year and not estimated)
