"""Hours of work: seconds worked up to any instant and back, against a count of single seconds."""

from __future__ import annotations

from random import Random

import pytest

from govkit.simulation.driver.duty import Duty


def drawn(draw: Random) -> list[tuple[int, int]]:
    at, found = draw.randrange(5), []
    for _ in range(draw.randrange(1, 6)):
        end = at + draw.randrange(1, 9)
        found.append((at, end))
        at = end + draw.randrange(0, 5)
    return found


def test_seconds_worked_are_those_that_lie_in_a_stretch() -> None:
    for seed in range(300):
        stretches = drawn(Random(seed))
        duty = Duty(stretches)
        worked = [second for begin, end in stretches for second in range(begin, end)]
        for at in range(80):
            assert duty.worked(at) == sum(second < at for second in worked)
            assert duty.at_work(at) == (at in worked)
            assert duty.next_at_work(at) == min((s for s in worked if s >= at), default=None)
        for count in range(1, len(worked) + 3):
            ends = worked[count - 1] + 1 if count <= len(worked) else None
            assert duty.reached(count) == ends


def test_a_day_away_is_a_day_without_work() -> None:
    for seed in range(300):
        draw = Random(f"away/{seed}")
        stretches, away = drawn(draw), drawn(draw)
        duty = Duty(stretches).without(away)
        gone = {second for begin, end in away for second in range(begin, end)}
        left = [s for begin, end in stretches for s in range(begin, end) if s not in gone]
        assert [s for begin, end in duty.stretches for s in range(begin, end)] == left


@pytest.mark.parametrize("stretches", [[(3, 3)], [(0, 5), (4, 6)], [(5, 6), (1, 2)], [(2, 1)]])
def test_stretches_follow_one_another(stretches: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="follow one another"):
        Duty(stretches)
