"""How the load of a text grows with what it says: by calls, which are exact, and by the clock.

A kind of content enters (`contents.py`); the exponent leaves, 1 where twice as much takes twice as
long, 2 where it takes four times as long. What any text costs is taken off first.

Calls of functions are the same in every run, once every state of the parser has its joined pattern,
which a load makes when a state has read enough tokens, of whatever texts. A parabola through three
small sizes gives the growth at large ones (2,000 to 8,000 pieces), so that a few pieces tell what
thousands would do. Work that makes no calls (slices, searches of lists) shows by the clock only.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from cProfile import Profile
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from types import CodeType
from typing import Any

from lark.lexer import Scanner

from govkit.pipeline import compile_path
from govkit.syntax.lexing import Contextual
from govkit.syntax.parser import parser
from tests.bench.contents import Content

LARGE = 2_000  # the growth from so many pieces to four times as many is told
LEAST = 0.03  # seconds that the shorter text has to take, for the clock to tell anything


@contextmanager
def folder_of(content: Content, pieces: int) -> Iterator[Path]:
    """A folder with so many pieces; the text to read."""
    with TemporaryDirectory() as folder:
        for name, text in content.files(pieces).items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield Path(folder) / "model.gov"


def ready() -> None:
    """Make the joined pattern of every state now, instead of in the midst of some later load."""
    contextual: Any = parser().parser.lexer
    assert isinstance(contextual, Contextual)
    for lexer in {*contextual.lexers.values(), contextual.root_lexer}:
        if not isinstance(lexer.scanner, Scanner):
            lexer.joined()


def calls(content: Content, pieces: int) -> int:
    """How many functions a load calls. Comparisons of tokens are left out: tables of the running
    interpreter make them, more or fewer from run to run."""
    ready()
    with folder_of(content, pieces) as path:
        profile = Profile()
        profile.runcall(compile_path, path)
    return sum(
        entry.callcount for entry in profile.getstats()
        if not (isinstance(entry.code, CodeType) and entry.code.co_name in ("__eq__", "__hash__"))
    )  # fmt: skip


def by_calls(content: Content, pieces: int) -> float:
    """The exponent by calls, from three sizes: this one, twice and four times as many."""
    calls(content, 4 * pieces)  # what is made once, at the first use, is made now
    one, two, four = (calls(content, times * pieces) for times in (1, 2, 4))
    if four - one < pieces / 100:  # one call for hundreds of pieces: what happens once, no growth
        return 0.0
    first, second = (two - one) / pieces, (four - two) / (2 * pieces)
    bend = max((second - first) / (3 * pieces), 0.0)
    slope = max(first - bend * 3 * pieces, 0.0)
    grown = [slope * size + bend * size * size for size in (LARGE, 4 * LARGE)]
    return log(grown[1] / grown[0], 4) if grown[0] > 0 else 0.0


def seconds(content: Content, pieces: int, rounds: int) -> float:
    """The least time of the processor that a load takes."""
    ready()
    with folder_of(content, pieces) as path:
        times = []
        for _ in range(rounds):
            gc.collect()
            begin = process_time()
            compile_path(path)
            times.append(process_time() - begin)
    return min(times)


def by_clock(content: Content, pieces: int, rounds: int) -> tuple[float, int, float]:
    """The exponent by the clock, the size of the shorter text, and what a piece takes."""
    fixed = seconds(content, 1, rounds)
    while (short := seconds(content, pieces, rounds) - fixed) < LEAST and pieces < 100_000:
        pieces *= 2
    long = seconds(content, 4 * pieces, rounds) - fixed
    exponent = log(long / short, 4) if short > 0 and long > 0 else 0.0
    return exponent, pieces, long / (4 * pieces)
