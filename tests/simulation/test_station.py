"""A station by hand: nights between, who goes first, what is lost, what interrupts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.simulation.driver.agenda import Agenda, Rank
from govkit.simulation.driver.duty import Duty
from govkit.simulation.driver.station import Station, Task

HOUR = 3_600
MORNINGS = Duty([(day * 24 * HOUR + 9 * HOUR, day * 24 * HOUR + 12 * HOUR) for day in range(9)])


def task(case: int, came: int = 0, work: int = HOUR, *rank: int) -> Task:
    return Task(case, "", came, rank, work)


def test_at_one_instant_what_is_done_comes_before_moves_and_ends() -> None:
    agenda = Agenda[str]()
    for rank in reversed(Rank):
        for case in (2, 1):
            agenda.add(5, rank, case, f"{rank.name} of {case}")
    agenda.add(4, Rank.WORK, 9, "earlier")
    agenda.add(5, Rank.MOVE, 1, "made later")
    found = []
    while (entry := agenda.take()) is not None:
        found.append(entry.what)
    assert found[:6] == ["earlier", "COMPLETION of 1", "COMPLETION of 2", "MOVE of 1",
                         "made later", "MOVE of 2"]  # fmt: skip
    assert found[6:8] == ["END of 1", "END of 2"] and found[-1] == "WORK of 2"


def test_work_begun_before_noon_goes_on_the_next_morning() -> None:
    station, half_past_eleven = Station([MORNINGS]), 11 * HOUR + HOUR // 2
    station.add(task(1))
    ((holder, _),) = station.begin(half_past_eleven)
    assert holder.next_end() == (24 * HOUR + 9 * HOUR + HOUR // 2, holder.in_hand[0])


def test_nobody_begins_off_duty() -> None:
    station = Station([MORNINGS])
    station.add(task(1))
    assert list(station.begin(13 * HOUR)) == [] and station.waiting == 1
    assert station.next_at_work(13 * HOUR) == 33 * HOUR


def test_what_goes_before_comes_first_then_who_came_first_then_the_older_case() -> None:
    station, order = Station([MORNINGS]), []
    for one in (task(5, 1, HOUR, 1), task(4, 2, HOUR, 0), task(3, 1, HOUR, 1), task(6, 0, HOUR, 1)):
        station.add(one)
    for at in (9 * HOUR, 10 * HOUR, 11 * HOUR, 33 * HOUR):
        ((holder, begun),) = station.begin(at)
        order.append(begun.case)
        ends = holder.next_end()
        assert ends is not None and ends[1] is begun
        assert station.remove(begun.case, ends[0]) is begun and begun.left == 0
    assert order == [4, 6, 3, 5] and station.lost == 0
    assert station.waiting == station.worked_on == 0


def test_work_that_is_cut_short_is_lost_and_the_holder_free() -> None:
    station = Station([MORNINGS])
    station.add(task(1))
    station.add(task(2))
    ((holder, _),) = station.begin(9 * HOUR)
    assert station.remove(1, 9 * HOUR + 600) is not None
    assert station.lost == 600 and holder.next_end() is None
    ((_, begun),) = station.begin(9 * HOUR + 600)
    assert begun.case == 2
    assert station.remove(7, 9 * HOUR) is None


def test_a_task_that_goes_before_interrupts_and_what_was_done_is_kept() -> None:
    station = Station([MORNINGS], interrupts=True)
    station.add(task(1, 0, HOUR, 1))
    list(station.begin(9 * HOUR))
    station.add(task(2, 9 * HOUR, HOUR, 0))
    ((holder, first),) = station.begin(9 * HOUR + 1_200)
    assert first.case == 2 and station.waiting == 1
    station.remove(2, 10 * HOUR + 1_200)
    ((_, again),) = station.begin(10 * HOUR + 1_200)
    assert again.case == 1 and holder.next_end() == (11 * HOUR, again)


def test_equal_ranks_do_not_interrupt_one_another() -> None:
    station = Station([MORNINGS], interrupts=True)
    station.add(task(1, 5, HOUR, 1))
    list(station.begin(9 * HOUR))
    station.add(task(2, 0, HOUR, 1))
    assert list(station.begin(9 * HOUR + 1)) == []


def test_time_is_shared_equally_among_what_is_in_hand() -> None:
    station = Station([MORNINGS], in_hand=2)
    station.add(task(1))
    station.add(task(2, 1, HOUR // 2))
    station.add(task(3, 2))
    holder = station.holders[0]
    assert [one.case for _, one in station.begin(9 * HOUR)] == [1, 2]
    assert holder.next_end() == (10 * HOUR, holder.in_hand[1])
    station.remove(2, 10 * HOUR)
    assert holder.in_hand[0].left == Fraction(HOUR, 2) and station.lost == 0
    assert [one.case for _, one in station.begin(10 * HOUR)] == [3]
    assert holder.busy == HOUR


def test_what_takes_no_time_or_has_no_holder_is_refused() -> None:
    with pytest.raises(ValueError, match="one second"):
        task(1, 0, 0)
    with pytest.raises(ValueError, match="holders"):
        Station([])
