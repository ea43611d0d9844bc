"""What is added up of a few cases, worked out by hand: the way, the waits, in time or late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from govkit.engine import Case, Event, Timer
from govkit.engine.case.case import Bearer
from govkit.simulation.outcome.due import Due
from govkit.simulation.outcome.figures import figures
from govkit.simulation.outcome.journey import Stay, closings, reopenings, stays
from govkit.simulation.outcome.outcome import Sample
from govkit.simulation.outcome.sums import Sums

ZONE = timezone(timedelta(hours=8))
START = datetime(2026, 3, 2, 9, tzinfo=ZONE)
HOUR, DAY = 3_600, 86_400

Told = tuple[float, str, str, str, Mapping[str, Any]]
UP = {"trigger": "overdue", "automatic": True, "timer": "limit:网格:1"}


def case(*told: Told, closed: bool = True, status: str = "closed", **more: Any) -> Case:
    """A case with a history: hours since it was opened, kind, origin, target, and more."""
    history = tuple(
        Event.model_construct(
            revision=n, at=START + timedelta(hours=hours), kind=kind, origin=origin,
            target=target, **given,
        )
        for n, (hours, kind, origin, target, given) in enumerate(told, start=1)
    )  # fmt: skip
    place = [one.target for one in history if not one.target.startswith("manner:")][-1]
    given: dict[str, Any] = {
        "id": "1", "opened_at": START, "matter": "噪声", "unit": "网格·1", "history": history,
        "status": "closed" if closed else status, "tier": place.partition(":")[2],
        "holder": Bearer(unit="网格·1"), "revision": len(history), "binding": "", "library": "",
        "zone": "Asia/Shanghai", "as_of": history[-1].at, "process": "办件",
        "manner": "resolved" if closed else "",
        "closed_at": history[-1].at if closed else None,
    }  # fmt: skip
    return Case(**(given | more))


OPEN: Told = (0, "open", "", "tier:网格", {})
# Ten hours at the grid, half an hour of them in hand; four at the street, served after one.
LONG = case(
    OPEN,
    (9.5, "handle", "tier:网格", "tier:网格", {}),
    (10, "escalate", "tier:网格", "tier:街道", UP),
    (11, "handle", "tier:街道", "tier:街道", {}),
    (12, "rework", "tier:街道", "tier:街道", {}),
    (14, "close", "tier:街道", "manner:resolved", {"manner": "resolved"}),
)
# Closed where it came in after two hours, served at once.
SHORT = case(OPEN, (2, "close", "tier:网格", "manner:resolved", {"manner": "resolved"}))
# Still at the grid, and nobody has begun.
OPENED = case(OPEN, closed=False, status="dispatched")


def test_a_way_is_told_stay_by_stay() -> None:
    assert list(stays(LONG)) == [
        Stay("tier:网格", 0, 10 * HOUR, "tier:街道", "escalate", "overdue", True),
        Stay("tier:街道", 10 * HOUR, 14 * HOUR, "", "close", "", False),
    ]
    assert list(stays(OPENED)) == [Stay("tier:网格", 0)]


def test_a_case_that_is_opened_again_lies_nowhere_in_between() -> None:
    again = case(
        *((2, "close", "tier:网格", "manner:resolved", {}) if n else OPEN for n in range(2)),
        (30, "reopen", "tier:网格", "tier:网格", {}),
        (33, "close", "tier:网格", "manner:resolved", {}),
        reopened=1,
    )
    assert [(one.came / HOUR, (one.left or 0) / HOUR) for one in stays(again)] == [(0, 2), (30, 33)]
    assert len(closings(again)) == 2 and len(reopenings(again)) == 1
    sums = Sums()
    sums.day_by_day(again, came=22 * HOUR)  # opened at 22:00 of the first day
    assert sums.backlog(3) == (1, 0, 0)  # closed at 0:00, opened at 4:00 of the third, closed at 7
    sums.add(again, START.timestamp() + 3 * HOUR, [], 0)
    assert sums.counts["in_time"] == 1 and sums.whole.mean == 2 * HOUR  # the first closing counts


@pytest.fixture
def sums() -> Sums:
    found, start = Sums(), START.timestamp()
    found.add(
        LONG, start + 10 * HOUR, [("tier:网格", 9 * HOUR + 1_800), ("tier:街道", 11 * HOUR)], 0
    )
    found.add(SHORT, start + 10 * HOUR, [("tier:网格", 0)], 0)
    found.add(OPENED, start + 10 * HOUR, [], start + 9 * HOUR)
    return found


def test_every_figure_of_three_cases_is_what_one_counts_by_hand(sums: Sums) -> None:
    found = figures(sums, {}, 0)
    assert found == {
        "cases": 3, "closed": 2, "unfinished": 1, "closing_rate": pytest.approx(2 / 3),
        "on_time_rate": 1 / 2,  # the open one is not due yet and counts nowhere
        "late_open": 0, "without_limit": 0,
        "escalated": pytest.approx(1 / 3), "returned": 0, "reworked": pytest.approx(1 / 3),
        "reopened": 0,
        "stay": 8, "stay_of·噪声": 8,  # (14 + 2) / 2
        "stay_at·网格": 6, "stay_at·街道": 4,  # (10 + 2) / 2
        "wait_at·网格": 4.75, "wait_at·街道": 1,  # (9.5 + 0) / 2: the open one waits still
        "ran_out·网格": pytest.approx(1 / 3), "went_up·网格": pytest.approx(1 / 3),
        "ran_out·街道": 0, "went_up·街道": 0, "work_lost": 0, "dead_ends": 0,
    }  # fmt: skip
    assert sums.whole.sample == Sample(((2 * HOUR, 1), (14 * HOUR, 1)))


def test_what_flows_in_flows_on_or_out_or_lies_there(sums: Sums) -> None:
    assert sums.flows == {("", "网格"): 3, ("网格", "街道"): 1, ("街道", ""): 1, ("网格", ""): 1}
    assert sums.causes == {"网格": {"overdue": 1}}
    (open_,) = sums.unfinished.found.values()
    assert (open_.place, open_.status, open_.count) == ("tier:网格", "dispatched", 1)


def test_what_is_open_and_past_its_end_is_late_and_what_no_limit_binds_is_neither() -> None:
    sums, start = Sums(), START.timestamp()
    sums.add(OPENED, start + 10 * HOUR, [], start + 11 * HOUR)
    sums.add(SHORT, None, [], 0)
    found = figures(sums, {}, 0)
    assert (found["on_time_rate"], found["late_open"], found["without_limit"]) == (0, 1, 1)


def test_who_leaves_without_anybody_having_begun_has_waited_all_the_time() -> None:
    sums = Sums()
    sums.add(LONG, None, [("tier:街道", 11 * HOUR)], 0)
    assert sums.waits_at["网格"].mean == 10 * HOUR and sums.waits_at["街道"].mean == HOUR


def test_a_backlog_is_what_is_open_at_the_end_of_each_day() -> None:
    sums = Sums()
    sums.day_by_day(LONG, came=9 * HOUR)  # closed at 23:00
    sums.day_by_day(LONG, came=11 * HOUR)  # closed at 1:00 of the next day
    sums.day_by_day(OPENED, came=2 * DAY)
    assert sums.backlog(4) == (1, 0, 1, 1)


# ── the end a case is judged by ──
def timer(kind: str, hours: float, **more: Any) -> Timer:
    return Timer(
        starts=START,
        id=f"{kind}:网格:1",
        kind=kind,
        place="tier:网格",
        due=START + timedelta(hours=hours),
        **more,
    )


@pytest.mark.parametrize(
    ("timers", "hours"),
    [
        ([timer("total", 90), timer("matter", 70), timer("limit", 5)], 70),
        ([timer("limit", 5), timer("clock", 1), timer("total", 90)], 90),
        ([timer("limit", 5)], 10),  # the first that ran out, not the last one
        ([], 10),
    ],
)
def test_the_end_is_that_of_the_whole_else_of_the_first_limit_that_ran_out(
    timers: Sequence[Timer], hours: float
) -> None:
    due = Due()
    due.note(case(OPEN, closed=False, timers=tuple(timers)))
    assert due.of(LONG) == START.timestamp() + hours * HOUR


def test_without_one_that_ran_out_it_is_the_last_limit_and_an_extension_counts() -> None:
    due = Due()
    assert due.of(SHORT) is None
    due.note(case(OPEN, closed=False, timers=(timer("limit", 5),)))
    due.note(case(OPEN, closed=False, timers=(timer("limit", 8, provisional=True),)))
    assert due.of(SHORT) == START.timestamp() + 8 * HOUR and due.provisional
