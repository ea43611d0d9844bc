"""When time runs: working days, office hours, public holidays, limits and periods.

Aware datetimes and amounts enter; instants, amounts and the reading of a limit leave.
This room knows no case, no language and no wording; it stands on the standard library alone.
"""

from govkit.calendars.abroad import PackageMissing, PlaceMissing, known_abroad
from govkit.calendars.calendar import (
    OFFICE,
    STANDARD,
    Calendar,
    Kind,
    Office,
    OfficePeriod,
    public_of_zone,
)
from govkit.calendars.limits import add, due, elapsed, overrun, remaining
from govkit.calendars.periods import Period, PeriodUnit, nth_weekday, nth_workday, period_of
from govkit.calendars.reading import Due, Overrun, Reading
from govkit.calendars.schedule import CHINA, NONE, REGIONS, UNKNOWN, Holiday, Public
from govkit.calendars.wall_clock import fixed, on_clock
from govkit.calendars.working_days import DayOff, is_workday, published
from govkit.calendars.zone import near_zones, zone_of

__all__ = [
    "CHINA",
    "NONE",
    "OFFICE",
    "REGIONS",
    "STANDARD",
    "UNKNOWN",
    "Calendar",
    "DayOff",
    "Due",
    "Holiday",
    "Kind",
    "Office",
    "OfficePeriod",
    "Overrun",
    "PackageMissing",
    "Period",
    "PeriodUnit",
    "PlaceMissing",
    "Public",
    "Reading",
    "add",
    "due",
    "elapsed",
    "fixed",
    "is_workday",
    "known_abroad",
    "near_zones",
    "nth_weekday",
    "nth_workday",
    "on_clock",
    "overrun",
    "period_of",
    "public_of_zone",
    "published",
    "remaining",
    "zone_of",
]
