"""What a calendar refuses, and where its zone comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest

from govkit.calendars import Calendar, OfficePeriod, zone_of
from govkit.calendars import zone as zone_module


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "month"},
        {"holidays": {date(2026, 3, 3)}, "workdays": {date(2026, 3, 3)}},
        {"holidays": {datetime(2026, 3, 3)}},
        {"weekend": {0, 1, 2, 3, 4, 5, 6}},
        {"roll_to_workday": True},
        {"office": ()},
        {"office": ((time(12), time(9)),)},
        {"office": ((time(9), time(12)), (time(11), time(18)))},
        {"office": ((time(9, 0, 0, 1), time(12)),)},
        {"zone": "Nowhere/City"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_values_at_odds_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"calendar odd|no time zone"):
        Calendar(**{"name": "odd", "kind": "work_day", **fields})


def test_equal_values_make_equal_calendars_whatever_their_container() -> None:
    one = Calendar("c", "work_day", holidays={date(2026, 3, 3)})  # type: ignore[arg-type]
    two = Calendar("c", "work_day", holidays=frozenset({date(2026, 3, 3)}))
    assert one == two
    assert hash(one) == hash(two)


def test_midnight_as_closing_time_is_the_end_of_the_day() -> None:
    assert OfficePeriod(time(18), time(0)).end_seconds == 24 * 3600


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    zone_of.cache_clear()
    monkeypatch.setattr(zone_module, "ZoneInfo", missing)
    yield
    zone_of.cache_clear()


@pytest.mark.usefixtures("no_database")
def test_china_needs_no_zone_database() -> None:
    local = datetime(2026, 7, 1, tzinfo=zone_of("Asia/Shanghai"))
    assert local.utcoffset() == timedelta(hours=8)
    with pytest.raises(ValueError, match="Europe/Berlin"):
        zone_of("Europe/Berlin")
