"""What a run came to, as plain data, and what is kept of many times."""

from __future__ import annotations

import json
from dataclasses import fields

from govkit.simulation.outcome.outcome import Outcome, Sample, Witness

FULL = Outcome(
    {"cases": 3, "on_time_rate": 1 / 3, "stay": None},
    86_400,
    (0, 2, 1),
    {"网格": Sample.of([61, 3_600, 3_600])},
    {"": Sample.of([90_000])},
    {("网格", "街道"): 2, ("街道", ""): 1},
    {"网格": {"超时": 2}},
    (Witness("dead_end", "tier:街道", "handling", "日常·网格·1·2", "噪声", "网格·1",
             "2026-03-02T00:00:00+08:00", "2026-03-03T00:00:00+08:00", 2),),
    {"办结率": (("reopened=same_case", 0.5), ("reopened=another_case", None))},
    ("覆盖率",),
)  # fmt: skip


def test_an_outcome_is_equal_after_its_way_through_plain_data() -> None:
    assert all(getattr(FULL, one.name) for one in fields(Outcome)), "every field is tried"
    written = json.dumps(FULL.to_data(), ensure_ascii=False)
    assert Outcome.of_data(json.loads(written)) == FULL
    assert Outcome.of_data(Outcome({}).to_data()) == Outcome({}) != FULL


def test_times_are_kept_to_three_figures_of_a_minute() -> None:
    minutes = (0, 29, 30, 89, 59_940, 60_300, 600_000, 605_999)
    assert dict(Sample.of(minutes).rows) == {
        0: 2,
        60: 2,
        59_940: 1,
        60_600: 1,
        600_000: 1,
        606_000: 1,
    }
    assert len(Sample.of([5, 5, 70])) == 3
