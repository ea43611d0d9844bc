"""Keys of chance: known answers, uniform numbers inside (0, 1), names that never join alike.

The answers were computed by a program in C whose arithmetic wraps around by itself, with BLAKE2b
from the command `b2sum -l 64`; nothing of them was made by the package.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

import pytest

import govkit
from govkit.draws.key import G, Run, h64, mix, purpose, uniform

ROOM = Path(govkit.__file__).parent / "draws"

# seed, replication, origin, number, purpose, count, word
KNOWN = [
    (0, 0, "", 0, "", 0, 0x0CCD5125DC1624D4),
    (1, 0, "日常␟网格·61", 1, "arrival", 0, 0xEF6E5A7097D64141),
    (1, 0, "日常␟网格·61", 2, "arrival", 0, 0x725EAFFC93B4DA94),
    (1, 1, "日常␟网格·61", 1, "arrival", 0, 0xB52ADBFEB8D8BFDC),
    (2, 0, "日常␟网格·61", 1, "arrival", 0, 0xE1FE7843735A7632),
    (1, 0, "日常␟网格·62", 1, "arrival", 0, 0xFF390F4D676EDFCD),
    (1, 0, "日常␟网格·61", 1, "service␟支部␟handle␟", 0, 0x91A7309EF0114BD4),
    (1, 0, "日常␟网格·61", 1, "service␟支部␟handle␟", 1, 0x8B08040D89B973E0),
    (1, 0, "日常␟网格·61", 1, "occasion␟支部␟议事", 0, 0x3444F73515D80E34),
    (-1, 199, "支部书记␟支部·7␟1", 364, "absent", 0, 0x0977562309DA13BB),
    (2**63 - 1, 2**32, "walk-ins␟Ward·3", 10**6, "attribute␟size", 12, 0x11D0EE554BB4DC7D),
    (20260101, 19, "群众上门␟网格·1000000", 47600, "delay␟派单␟", 3, 0x178E6622861FDCA8),
]
# The first five numbers of SplitMix64 with the seed 1234567, as they are published.
SPLITMIX = [
    6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431,
    16408922859458223821,
]  # fmt: skip


@pytest.mark.parametrize(
    ("seed", "replication", "origin", "number", "about", "count", "word"), KNOWN
)
def test_twelve_known_answers(
    seed: int, replication: int, origin: str, number: int, about: str, count: int, word: int
) -> None:
    draws = Run.of(seed, replication).draws(*origin.split("␟"), number=number)
    assert draws.word(purpose(*about.split("␟")), count) == word
    assert draws.uniform(about, count) == uniform(word)


def test_the_number_of_the_page_is_the_number_drawn() -> None:
    page = (Path(__file__).parents[2] / "docs" / "simulation.md").read_text(encoding="utf-8")
    drawn = Run.of(1, 0).draws("日常", "网格·61", number=1).uniform("service␟支部␟handle")
    assert f"# {drawn}\n" in page


def test_the_finaliser_gives_the_published_numbers() -> None:
    assert [mix(1234567 + step * G) for step in range(1, 6)] == SPLITMIX


def test_no_word_gives_zero_or_one() -> None:
    assert 0 < uniform(0) == 2.0**-53
    assert uniform(2**64 - 1) == 1 - 2.0**-53 < 1
    assert ((2**64 - 1 >> 11) + 0.5) * 2.0**-53 == 1, "with one bit more the last word gives 1"
    steps = [uniform(word << 12) for word in range(2**52 - 64, 2**52)]
    assert all(b - a == 2.0**-52 for a, b in pairwise(steps))


def test_a_hash_is_read_little_end_first() -> None:
    assert h64("日常␟网格·61") == 0xAB1627C8F380986B


def test_different_names_never_join_alike() -> None:
    parts = ["", "甲", "␟", "␛", "␛u", "u", "甲␟", "␟甲"]
    names = [*product(parts, repeat=1), *product(parts, repeat=2), *product(parts, repeat=3)]
    joined = {purpose(*one) for one in names}
    assert len(joined) == len(names)
    assert purpose("service", "支部", "handle") == "service␟支部␟handle"


SAID = """
from datetime import date
from govkit.draws import Run, Weights, arrivals, intensity
from govkit.values import Season, SeasonSpan, Stretch
busy = Weights(hours=((Stretch(540, 720), 3.0),), rest_of_hours=0.5, weekdays=((6, 0.4), (7, 0.4)),
               seasons=((Season((SeasonSpan((6, 1), (9, 30)),)), 1.2),))
of = intensity(date(2026, 1, 1), 365, 195, "month", busy)
run = Run.of(7, 3)
print(list(arrivals(run, ("日常", "网格·61"), of)))
print([run.draws("日常", "网格·61", number=n).word(p, k)
       for n in range(20) for p in ("matter", "service␟支部") for k in range(3)])
"""


def test_draws_do_not_depend_on_the_hash_seed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SAID],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    }
    assert len(said) == 1
    assert len(said.pop()) > 10_000


def test_the_room_uses_no_generator_and_no_clock() -> None:
    lawful = {"__future__", "bisect", "collections", "dataclasses", "datetime", "fractions",
              "functools", "hashlib", "itertools", "math", "statistics", "typing"}  # fmt: skip
    found = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert found - {"govkit"} <= lawful
