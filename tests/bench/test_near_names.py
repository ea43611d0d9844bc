"""How long one report of near names takes, among short Chinese names and among long English ones.

Names drawn from a seed enter; a line for each sort of name leaves: milliseconds of a report, each
of another misspelt name, and the ratio to the yardstick. Nothing is asserted about time:

    python -m pytest -m bench -s tests/bench/test_near_names.py
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from time import process_time

import pytest

from govkit.resolve.declaring.near import near
from tests.bench.yardstick import yardstick

pytestmark = pytest.mark.bench

REPORTS, ROUNDS = 200, 5
CHARACTERS = "街道社区网格支部专职调解消防城管执法综治民生环境安全治理中心办公室"
LETTERS = "etaoinshrdlucmfw"


def named(draw: Random, letters: str, least: int, most: int) -> str:
    return "".join(draw.choice(letters) for _ in range(draw.randint(least, most)))


def slipped(draw: Random, name: str, letters: str) -> str:
    """The name with one letter changed."""
    at = draw.randrange(len(name))
    return name[:at] + draw.choice(letters) + name[at + 1 :]


def milliseconds(words: Sequence[str], names: Sequence[str]) -> float:
    begin = process_time()
    for word in words:
        near(word, names)
    return (process_time() - begin) / len(words) * 1e3


@pytest.mark.parametrize(("label", "letters", "least", "most", "number"), [
    ("256 short Chinese names", CHARACTERS, 2, 6, 256),
    ("400 long English names", LETTERS, 20, 40, 400),
])  # fmt: skip
def test_a_report(label: str, letters: str, least: int, most: int, number: int) -> None:
    draw = Random(label)
    names = [named(draw, letters, least, most) for _ in range(number)]
    words = [slipped(draw, draw.choice(names), letters) for _ in range(REPORTS)]
    assert near(words[0], names)
    best = min(milliseconds(words, names) for _ in range(ROUNDS))
    stick = min(yardstick() for _ in range(ROUNDS))
    print(f"\n{label:<28}{best:8.3f} ms a report {best * 1e3 / stick:8.2f} yardsticks")
