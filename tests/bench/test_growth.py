"""No kind of content makes the load grow faster than its length: exponent 1.15 at the most.

`make bench BENCH_ARGS="-s tests/bench/test_growth.py"` prints exponents by the clock, the worst
first, of as many contents as `GOVKIT_SECONDS` allow, drawn from `GOVKIT_SEED`; each above the bar
is measured again, larger, before it counts. By calls the same law is exact: a sample by day. All
of both are for the night (`make nightly`).
"""

from __future__ import annotations

import os
import time
from random import Random

import pytest

from govkit.pipeline import compile_path
from govkit.syntax import lexing
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import every_field, kinds
from tests.bench.contents import Content, contents, places
from tests.bench.growth import by_calls, by_clock, calls, folder_of, seconds

BAR = 1.15
SOME = 18  # so many kinds of content are counted by day
CONTENTS = tuple(contents())
EVERY = len(CONTENTS) // SOME
BY_DAY = {content.name for content in CONTENTS[::EVERY]}
# What was quadratic once.
MENDED = (
    "repeated level.parent when",
    "repeated tier.limit dated",
    "repeated process.total dated",
    "repeated post.count dated",
    "repeated calendar.weekend dated",
    "repeated team.formula dated",
    "chained body.at",
    "items process.excludes",
    "line figures members",
    "pointing table.gives",
    "plain cells",
)


def test_every_kind_and_every_field_has_its_content() -> None:
    used = set(places())
    assert [
        row.id for row in every_field() if row.kind != "*" and (row.kind, row.id) not in used
    ] == []
    told = {word for content in CONTENTS for word in content.name.split()}
    assert [kind for kind in kinds() if kind != "district" and kind not in told] == []


def test_contents_are_told_apart_and_grow() -> None:
    assert len({content.name for content in CONTENTS}) == len(CONTENTS)
    for content in CONTENTS[:: EVERY // 2]:
        lengths = [sum(map(len, content.files(n).values())) for n in (8, 16, 32)]
        assert lengths[0] < lengths[1] < lengths[2], content.name


def test_the_calls_of_a_load_are_the_same_after_any_other_text() -> None:
    named = {content.name: content for content in CONTENTS}
    for name in ("plain long name", "items calendar.office"):
        parser.cache_clear()
        calls(named[name], 8)
        before = calls(named[name], 8)
        with folder_of(named["repeated level.count plain"], lexing.ENOUGH) as path:
            compile_path(path)  # long enough for a state that has read little so far
        assert calls(named[name], 8) == before


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(one, id=one.name, marks=() if one.name in BY_DAY or one.name in MENDED
                     else (pytest.mark.nightly,))
        for one in CONTENTS
    ],
)  # fmt: skip
def test_the_calls_of_a_load_grow_with_the_text(content: Content) -> None:
    found = by_calls(content, 8)
    # A step or a bound, as of near names, bends a short curve; so do names
    # that are gone through by characters, since later pieces have more digits (`friday_4000`).
    for larger in (60, 450, 1_800):
        if found > BAR:
            found = by_calls(content, larger)
    assert found <= BAR, f"{content.name}: exponent {found:.2f} by calls"


Row = tuple[float, str, int, float]


def measured(content: Content) -> Row:
    """The exponent of a content by the clock; one above the bar is measured again, larger."""
    exponent, pieces, each = by_clock(content, 250, 1)
    for again in (1, 2, 4):
        if exponent > BAR:
            exponent, pieces, each = by_clock(content, again * pieces, 1 + again)
    return exponent, content.name, pieces, each


def above(rows: list[Row]) -> list[str]:
    """The contents above the bar by the clock; all rows are printed, the worst first."""
    print(f"\n{'exponent':>8}  {'ms a piece':>10}  {'pieces':>13}  content")
    for exponent, name, pieces, each in sorted(rows, reverse=True):
        print(f"{exponent:8.2f}  {each * 1000:10.3f}  {pieces:5}→{4 * pieces:<7}  {name}")
    found = [name for exponent, name, *_ in sorted(rows, reverse=True) if exponent > BAR]
    print(f"above {BAR}: {found}")
    return found


@pytest.mark.bench
def test_the_time_of_a_load_grows_with_the_text() -> None:
    """As many contents as the time allows, drawn from a seed; nothing is asserted about time."""
    seed = os.environ.get("GOVKIT_SEED", "1")
    ends = time.monotonic() + float(os.environ.get("GOVKIT_SECONDS", "15"))
    drawn = Random(seed).sample(CONTENTS, len(CONTENTS))
    rows = [measured(content) for content in drawn if time.monotonic() < ends]
    above(rows)
    print(f"{len(rows)} of {len(CONTENTS)} contents; GOVKIT_SEED={seed}")
    assert rows


@pytest.mark.nightly
def test_the_time_of_every_load_grows_with_the_text() -> None:
    assert above([measured(one) for one in CONTENTS]) == []


LONG = {
    "one field, 8,000 times with since and until": ("repeated level.count dated", 8_000),
    "one field, 2,000 times with a condition": ("repeated tier.limit when", 2_000),
    "a table of 8,000 cells": ("plain cells", 8_000),
}


@pytest.mark.bench
def test_long_texts_print_their_seconds() -> None:
    named = {content.name: content for content in CONTENTS}
    for what, (name, pieces) in LONG.items():
        print(f"\n{seconds(named[name], pieces, 1):6.2f} s  {what}")
        with folder_of(named[name], 8) as path:
            assert compile_path(path).model is not None
