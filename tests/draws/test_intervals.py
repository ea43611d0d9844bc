"""Intervals over replications: the t quantile against a printed table, coverage, undefined values.

The table is the one of the NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest

from govkit.draws import Run, by_chance, difference, estimate, pooled_quantile, t_quantile

SHARES = (0.90, 0.95, 0.975, 0.99, 0.995)
TABLE = {
    1: (3.078, 6.314, 12.706, 31.821, 63.657),
    2: (1.886, 2.920, 4.303, 6.965, 9.925),
    3: (1.638, 2.353, 3.182, 4.541, 5.841),
    4: (1.533, 2.132, 2.776, 3.747, 4.604),
    5: (1.476, 2.015, 2.571, 3.365, 4.032),
    6: (1.440, 1.943, 2.447, 3.143, 3.707),
    7: (1.415, 1.895, 2.365, 2.998, 3.499),
    8: (1.397, 1.860, 2.306, 2.896, 3.355),
    9: (1.383, 1.833, 2.262, 2.821, 3.250),
    10: (1.372, 1.812, 2.228, 2.764, 3.169),
    15: (1.341, 1.753, 2.131, 2.602, 2.947),
    19: (1.328, 1.729, 2.093, 2.539, 2.861),
    20: (1.325, 1.725, 2.086, 2.528, 2.845),
    29: (1.311, 1.699, 2.045, 2.462, 2.756),
    30: (1.310, 1.697, 2.042, 2.457, 2.750),
    40: (1.303, 1.684, 2.021, 2.423, 2.704),
    60: (1.296, 1.671, 2.000, 2.390, 2.660),
    100: (1.290, 1.660, 1.984, 2.364, 2.626),
}
_NORMAL = NormalDist()


def normals(seed: int, replication: int, count: int) -> list[float]:
    draws = Run.of(seed, replication).draws("test", number=0)
    return [_NORMAL.inv_cdf(draws.uniform("normal", k)) for k in range(count)]


@pytest.mark.parametrize("degrees", TABLE)
def test_the_t_quantile_is_that_of_the_printed_table(degrees: int) -> None:
    ours = [t_quantile(share, degrees) for share in SHARES]
    assert ours == pytest.approx(TABLE[degrees], abs=0.00051)
    assert [t_quantile(1 - share, degrees) for share in SHARES] == pytest.approx(
        [-value for value in ours], rel=1e-9
    )


def test_the_t_quantile_in_closed_form_and_towards_the_normal() -> None:
    for share in (0.6, 0.9, 0.975, 0.9999):
        assert t_quantile(share, 1) == pytest.approx(math.tan(math.pi * (share - 0.5)), rel=1e-9)
        x = 2 * share - 1
        assert t_quantile(share, 2) == pytest.approx(x * math.sqrt(2 / (1 - x * x)), rel=1e-9)
    assert t_quantile(0.975, 20_001) == pytest.approx(_NORMAL.inv_cdf(0.975), abs=2e-4)
    assert t_quantile(0.5, 7) == pytest.approx(0, abs=1e-12)
    with pytest.raises(ValueError, match="no quantile"):
        t_quantile(1.0, 3)
    with pytest.raises(ValueError, match="no quantile"):
        t_quantile(0.9, 0)


def test_a_mean_with_its_interval_by_hand() -> None:
    found = estimate([2.0, 4.0, 4.0, 5.0, 5.0])
    half = 2.776 * math.sqrt(1.5 / 5)  # the squares about the mean of 4 sum to 6, four degrees
    assert found.mean == 4
    assert found.low == pytest.approx(4 - half, abs=1e-3)
    assert found.half_width == pytest.approx(half, abs=1e-3)
    assert found.leaves_out_zero


def test_fewer_than_five_values_have_no_interval() -> None:
    found = estimate([1.0, 2.0, 3.0, 4.0, None])
    assert (found.mean, found.low, found.high) == (2.5, None, None)
    assert (found.n, found.undefined, found.half_width) == (4, 1, None)
    assert not found.leaves_out_zero
    nothing = estimate([None, None])
    assert (nothing.mean, nothing.low, nothing.undefined) == (None, None, 2)
    assert estimate([]).mean is None


def test_undefined_values_are_counted_and_never_zero() -> None:
    values = [1.0, None, 1.0, 1.0, None, 1.0, 1.0]
    found = estimate(values)
    assert (found.mean, found.n, found.undefined) == (1.0, 5, 2)
    assert found.values == tuple(values)
    with pytest.raises(ValueError, match="not finite"):
        estimate([1.0, math.nan])


def test_a_difference_is_taken_pair_by_pair() -> None:
    base = [10.0, 20.0, 30.0, 40.0, 50.0, None]
    other = [11.0, 21.0, 31.0, 41.0, 52.0, 60.0]
    found = difference(base, other)
    assert found.values == (1.0, 1.0, 1.0, 1.0, 2.0, None)
    assert found.mean == pytest.approx(1.2)
    assert found.leaves_out_zero
    apart = estimate(other[:5]).half_width
    assert found.half_width is not None
    assert apart is not None
    assert found.half_width < apart / 30
    with pytest.raises(ValueError, match="argument 2 is longer"):
        difference([1.0], [1.0, 2.0])


def test_a_variant_equal_to_its_base_differs_by_exactly_zero() -> None:
    values = normals(3, 0, 20)
    found = difference(values, values)
    assert (found.mean, found.low, found.high) == (0.0, 0.0, 0.0)
    assert not found.leaves_out_zero


def test_a_mean_does_not_turn_on_the_order_of_replications() -> None:
    values = [10.0**power for power in range(-8, 9)] + [-1e8]
    assert estimate(values).mean == estimate(values[::-1]).mean


def test_the_quantile_of_the_pool_and_its_interval() -> None:
    replications = [[float(n + shift) for n in range(1, 11)] for shift in range(5)]
    found = pooled_quantile(replications, 0.5)
    assert found.values == (5.0, 6.0, 7.0, 8.0, 9.0)
    assert found.mean == 7.0
    assert found.half_width == pytest.approx(2.776 * math.sqrt(10 / 4 / 5), abs=1e-3)
    assert pooled_quantile([[1.0, 2.0, 3.0, 4.0]], 0.75).mean == 3.0
    assert pooled_quantile([[4.0, 2.0, 3.0, 1.0]], 0.76).mean == 4.0
    gap = pooled_quantile([*replications, []], 0.9)
    assert (gap.n, gap.undefined) == (5, 1)
    assert pooled_quantile([[], []], 0.5).mean is None
    with pytest.raises(ValueError, match="between 0 and 1"):
        pooled_quantile(replications, 1.0)


def test_an_interval_of_five_covers_the_truth_in_95_of_100() -> None:
    experiments = 1500
    hits = 0
    for experiment in range(experiments):
        found = estimate(normals(11, experiment, 5))
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= 0 <= found.high
    # 99.9 % of such counts lie within 3.29 standard deviations.
    assert abs(hits - 0.95 * experiments) < 3.29 * math.sqrt(experiments * 0.95 * 0.05)


@pytest.mark.nightly
@pytest.mark.parametrize("share", [0.5, 0.9, 0.95])
def test_an_interval_of_a_quantile_covers_it_about_95_times_of_100(share: float) -> None:
    truth = -math.log(1 - share)
    hits, experiments = 0, 400
    for experiment in range(experiments):
        run = Run.of(12, experiment)
        cases = [
            [-math.log1p(-run.draws("test", number=n).uniform("x", k)) for k in range(200)]
            for n in range(10)
        ]
        found = pooled_quantile(cases, share)
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= truth <= found.high
    assert 0.91 < hits / experiments < 0.985


def test_how_many_figures_differ_by_chance_alone() -> None:
    assert by_chance(40) == pytest.approx(2)
