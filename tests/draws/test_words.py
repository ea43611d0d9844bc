"""Words of neighbours are as good as independent: χ² of their bits, with fixed seeds.

Draws of neighbouring cases, purposes, counts, replications and seeds enter as rows; their cells are
counted. The bound is the two-sided 99.9 % of a normal for the standardised χ².
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from govkit.draws.key import Draws, Run, case_key, word_key

BOUND = 3.29
CELLS = 256
_CASE = Run.of(1).draws("日常", "网格·61", number=1)
_RUN = Run.of(1).key
# How a row of neighbours is made: the n-th word of it.
ROWS: dict[str, Callable[[int], int]] = {
    "cases": lambda n: word_key(case_key(_RUN, "日常␟网格·61", n), "arrival"),
    "purposes": lambda n: _CASE.word(f"service␟支部·{n}␟handle"),
    "counts": lambda n: _CASE.word("occasion␟支部␟议事", n),
    "replications": lambda n: Run.of(1, n).draws("日常", "网格·61", number=1).word("matter"),
    "seeds": lambda n: Run.of(n).draws("日常", "网格·61", number=1).word("matter"),
    "units": lambda n: Draws(case_key(_RUN, f"日常␟网格·{n}", 1)).word("arrival"),
}

each_row = pytest.mark.parametrize("name", ROWS)


def standardised(cells: list[int]) -> float:
    """χ² against equal cells, less its mean, in units of its own spread."""
    expected, free = sum(cells) / len(cells), len(cells) - 1
    squares = math.fsum((count - expected) ** 2 for count in cells) / expected
    return (squares - free) / math.sqrt(2 * free)


def counted(words: Iterator[int], shift: int) -> list[int]:
    cells = [0] * CELLS
    for word in words:
        cells[word >> shift & CELLS - 1] += 1
    return cells


def pairs(words: list[int]) -> list[int]:
    """Neighbours side by side: the upper four bits of one and of the next."""
    cells = [0] * CELLS
    for one, other in pairwise(words):
        cells[one >> 60 << 4 | other >> 60] += 1
    return cells


@each_row
def test_bits_of_neighbours_fill_their_cells_evenly(name: str) -> None:
    words = [ROWS[name](n) for n in range(33_000)]
    assert abs(standardised(counted(iter(words), 56))) < BOUND
    assert abs(standardised(counted(iter(words), 12))) < BOUND
    assert abs(standardised(pairs(words))) < BOUND


def test_a_row_that_is_not_even_is_seen() -> None:
    assert standardised(counted(iter(range(0, 2**64, 2**50 * 97)), 56)) < -BOUND
    assert standardised(pairs([n << 50 for n in range(2**14)])) > BOUND


@pytest.mark.nightly
@each_row
@pytest.mark.parametrize("shift", [56, 48, 34, 20, 12, 0])
def test_bits_of_many_neighbours_fill_their_cells_evenly(name: str, shift: int) -> None:
    words = (ROWS[name](n) for n in range(200_000))
    assert abs(standardised(counted(words, shift))) < BOUND


@pytest.mark.nightly
@each_row
def test_one_changed_bit_changes_half_of_the_word(name: str) -> None:
    changed = [(ROWS[name](n) ^ ROWS[name](n ^ 1)).bit_count() for n in range(100_000)]
    mean = math.fsum(changed) / len(changed)
    assert abs(mean - 32) < BOUND * 4 / math.sqrt(len(changed) / 2)
