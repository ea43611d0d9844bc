"""Checks of when time runs: the zone of a district and its calendars.

Each check is one small function over the model that yields findings; `CHECKS` lists them. How time
is counted is the business of `govkit.calendars`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.calendars import near_zones, zone_of
from govkit.checks.finding import Check, Finding
from govkit.model.governance import Governance
from govkit.values import Text


def check_zone(model: Governance) -> Iterator[Finding]:
    """GOV180: a time zone that this machine does not know."""
    for stated in model.zone:
        name = stated.value.text if isinstance(stated.value, Text) else ""
        try:
            zone_of(name)
        except ValueError:
            yield Finding("GOV180", "district.zone", {"zone": name}, near=near_zones(name))


CHECKS: tuple[Check, ...] = (check_zone,)
