"""Queueing theory on the engine itself: texts of the language against formulas.

Each model is run in replications of its own draws; the formula's value has to lie within the 95 %
interval of their means. Three models by day, with few cases; by night all of them, with many, and
how often the interval holds what it should. The stations alone stand in `test_queues.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import exp
from statistics import mean

import pytest

from govkit.draws.intervals import estimate
from tests.simulation.test_queues import erlang
from tests.simulation.theory import DAY, ROUND, Lives, Queue

ONE = "级 站 { 承办：甲 }"
BY_DAY, BY_NIGHT = (8, 60), (20, 1_000)
# A thousand cases of many holders are over before their queue is what it is for good: by eight at
# 0.9 it is forgotten how a run began after some 1/(8(1 - √0.9)²) = 47 hours, a third of them.
LONG = (20, 4_000)
night = pytest.mark.nightly

Told = Callable[[Lives], float]


def agrees(queue: Queue, told: Told, expected: float, size: tuple[int, int], within: float) -> None:
    """That the value lies in the interval, and that this is narrow enough to say something."""
    times, cases = size
    found = estimate([told(queue.run(cases, number)) for number in range(times)])
    assert found.low is not None and found.high is not None
    assert found.high - found.low < 2 * within, f"{found.low} to {found.high} says nothing"
    assert found.low <= expected <= found.high, f"{found.low} to {found.high}, not {expected}"


def holders(many: int, more: str = "") -> str:
    return f"承办力量 甲 {{ 人数：{many}名 假设；{ROUND}{more} }}"


# ── waiting ──
@pytest.mark.parametrize(
    ("many", "rate", "expected", "within", "size"),
    [
        (1, 0.5, 1.0, 0.6, (8, 100)),
        pytest.param(1, 0.5, 1.0, 0.1, BY_NIGHT, marks=night),
        pytest.param(1, 0.8, 4.0, 1.0, BY_NIGHT, marks=night),
        pytest.param(2, 1.6, 1.77778, 0.4, BY_NIGHT, marks=night),
        pytest.param(4, 3.2, 0.74554, 0.2, BY_NIGHT, marks=night),
        pytest.param(8, 7.2, 0.87692, 0.4, LONG, marks=night),
        pytest.param(26, 22.1, 0.08401, 0.05, LONG, marks=night),
    ],
)
def test_the_wait_is_that_of_erlang(
    many: int, rate: float, expected: float, within: float, size: tuple[int, int]
) -> None:
    assert erlang(many, rate) / (many - rate) == pytest.approx(expected, abs=1e-5)
    agrees(Queue(ONE, rate, holders(many)), Lives.wait, expected, size, within)


@night
def test_the_share_that_waits_longer_than_an_hour_is_that_of_erlang() -> None:
    def longer(lives: Lives) -> float:
        waits = lives.waits["甲"].values()
        return sum(wait > 3_600 for wait in waits) / len(waits)

    assert erlang(2, 1.6) * exp(-0.4) == pytest.approx(0.47667, abs=1e-5)
    agrees(Queue(ONE, 1.6, holders(2)), longer, 0.47667, BY_NIGHT, 0.05)


# ── limits ──
STAY = "级 站 {{ 承办：甲；时限：{hours}小时；遇：超时 → 中 }} 级 中 {{ 承办：乙 }}"
WAIT = (
    "级 站 {{ 承办：甲；时钟 等候 {{ 起于：到达；停于：处置；时限：{hours}小时；遇：超时 → 中 }} }}"
    " 级 中 {{ 承办：乙 }}"
)
AFTER = f"承办力量 乙 {{ 人数：50名 假设；{ROUND} }}"


@pytest.mark.parametrize(
    ("rate", "hours", "expected", "within", "size"),
    [
        (0.5, 2, 0.2254, 0.06, BY_DAY),
        pytest.param(0.5, 2, 0.2254, 0.012, BY_NIGHT, marks=night),
        pytest.param(0.8, 3, 0.19567, 0.012, BY_NIGHT, marks=night),
        pytest.param(1.2, 4, 0.26643, 0.02, BY_NIGHT, marks=night),
    ],
)
def test_a_limit_on_the_stay_cuts_work_short(
    rate: float, hours: int, expected: float, within: float, size: tuple[int, int]
) -> None:
    inner = (1 - exp(-(1 - rate) * hours)) / (1 - rate)
    done = (1 - exp(-hours)) + rate * (inner - exp(-hours) * (exp(rate * hours) - 1) / rate)
    assert 1 - done / (1 + rate * inner) == pytest.approx(expected, abs=1e-5)
    queue = Queue(STAY.format(hours=hours), rate, holders(1) + AFTER)
    agrees(queue, Lives.ran_out, expected, size, within)


@night
def test_with_enough_holders_a_limit_cuts_the_tail_of_the_service_alone() -> None:
    queue = Queue(STAY.format(hours=2), 2.0, holders(60) + AFTER)
    agrees(queue, Lives.ran_out, exp(-2), BY_NIGHT, 0.01)


@pytest.mark.parametrize(
    ("many", "rate", "hours", "expected", "within", "size"),
    [
        (2, 1.8, 1, 0.18779, 0.06, BY_DAY),
        pytest.param(1, 0.9, 2, 0.21876, 0.012, BY_NIGHT, marks=night),
        pytest.param(2, 1.8, 1, 0.18779, 0.012, BY_NIGHT, marks=night),
        pytest.param(4, 4.8, 2, 0.18808, 0.02, BY_NIGHT, marks=night),
        pytest.param(1, 1.5, 2, 0.39849, 0.02, BY_NIGHT, marks=night),
    ],
)
def test_a_limit_on_the_wait_sends_away_who_is_not_begun(
    many: int, rate: float, hours: int, expected: float, within: float, size: tuple[int, int]
) -> None:
    queue = Queue(WAIT.format(hours=hours), rate, holders(many) + AFTER)
    agrees(queue, Lives.ran_out, expected, size, within)


# ── priorities, stations in a row ──
@night
@pytest.mark.parametrize(
    ("many", "rate", "shares", "expected"),
    [
        (1, 0.8, (25, 37.5, 37.5), (1.0, 2.0, 8.0)),
        (4, 3.2, (31.25, 31.25, 37.5), (0.19881, 0.39762, 1.49108)),
    ],
)
def test_what_goes_before_waits_less_as_cobham_says(
    many: int, rate: float, shares: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    grades = ("特急", "紧急", "一般")
    mix = "，".join(f"{grade} → {share}%" for grade, share in zip(grades, shares, strict=True))
    order = "；次序：急件优先、先到先办 假设；优先：特急、紧急、一般 假设"
    queue = Queue(ONE, rate, holders(many, order), f"；构成：{mix} 假设")
    runs = [queue.run(BY_NIGHT[1], number) for number in range(BY_NIGHT[0])]
    for grade, wanted in zip(grades, expected, strict=True):
        means = []
        for lives in runs:
            waits = [w for n, w in lives.waits["甲"].items() if lives.cases[n].grade("急") == grade]
            means.append(mean(waits) / 3_600)
        found = estimate(means)
        assert found.low is not None and found.high is not None
        assert found.low <= wanted <= found.high < wanted * 2, (grade, found.low, found.high)


@night
def test_stations_in_a_row_wait_as_jackson_says() -> None:
    ladder = (
        "级 站 { 承办：甲；遇：执行受阻 → 中 }"
        " 级 中 { 承办：乙；遇：执行受阻 → 上 } 级 上 { 承办：丙 }"
    )
    rows = [("甲", 4, 40, 0.50943), ("乙", 2, 50, 0.5625), ("丙", 1, 0, 1.5)]
    stations = "".join(
        f"承办力量 {name} {{ 人数：{many}名 假设；{ROUND}；发生率：执行受阻 → {share}% 假设 }}"
        for name, many, share, _ in rows
    )
    queue = Queue(ladder, 3.0, stations)
    runs = [queue.run(BY_NIGHT[1], number) for number in range(BY_NIGHT[0])]
    for name, _, _, wanted in rows:
        found = estimate([lives.wait(name) for lives in runs])
        assert found.low is not None and found.high is not None
        assert found.low <= wanted <= found.high < wanted * 1.4, (name, found.low, found.high)


@night
def test_a_meeting_without_a_bound_lets_wait_half_of_its_interval() -> None:
    """A session a day at 9:00: a mean wait of 12 hours, half of the cases wait longer."""
    ladder = "级 站 { 承办：甲；议事：会 }"
    meeting = "承办力量 会 { 例会时间：每天9:00 假设 } 发生率：议事 → 100% 假设；"
    queue = Queue(ladder, 1.0, holders(50) + meeting)

    def waited(lives: Lives) -> list[float]:
        found = []
        for number, case in lives.cases.items():
            met = next(event.at for event in case.history if event.kind == "deliberate")
            found.append((met - case.opened_at).total_seconds() / 3_600)
            assert number in lives.came
        return found

    agrees(queue, lambda lives: mean(waited(lives)), 12, BY_NIGHT, 0.3)
    agrees(queue, lambda lives: mean(w > 12 for w in waited(lives)), 0.5, BY_NIGHT, 0.03)


# ── calendars, by hand ──
def test_an_hour_of_work_is_done_when_a_calendar_on_paper_says() -> None:
    """On duty from 9 to 12, across the Spring Festival of 2026: off from the 15th to the 23rd of
    February, at work on Saturday the 14th and Saturday the 28th."""
    worked = {date(2026, 2, day) for day in (9, 10, 11, 12, 13, 14, 24, 25, 26, 27, 28)}
    worked |= {date(2026, 3, day) for day in (2, 3, 4, 5, 6)}
    duty = "承办力量 甲 { 人数：90名 假设；在岗：9—12点 假设；用时：固定(60分钟) 假设 }"
    first = date(2026, 2, 9)
    lives = Queue(ONE, 0.12, duty, first=first).run(60, 1)

    def done(at: int) -> int:
        left = 3_600
        for number in range(at // DAY, 40):
            if first + timedelta(days=number) in worked:
                opens, closes = number * DAY + 9 * 3_600, number * DAY + 12 * 3_600
                begins = max(opens, at)
                if begins + left <= closes:
                    return begins + left
                left -= max(0, closes - begins)
        raise AssertionError("the paper ends")

    ended = {n: came + lives.stays[n] for n, came in lives.came.items()}
    assert ended == {n: done(came + 1) for n, came in lives.came.items()}
    rested = [n for n, came in lives.came.items() if ended[n] - came > 5 * DAY]
    assert rested and len(rested) < len(ended) > 40


# ── how often the interval holds what it should ──
@night
def test_intervals_of_forty_experiments_hold_the_value_as_often_as_they_say() -> None:
    queue, held = Queue(STAY.format(hours=2), 0.5, holders(1) + AFTER), 0
    for start in range(0, 400, 10):
        found = estimate([queue.run(100, number).ran_out() for number in range(start, start + 10)])
        assert found.low is not None and found.high is not None
        held += found.low <= 0.2254 <= found.high
    assert 36 <= held <= 40  # 90 to 100 % of forty; 99 % would be 39.6
