"""How long the engine takes over random states of the five districts, as ratios to a yardstick.

A seed enters; a table leaves: microseconds of this machine, and the ratio to a fixed loop of pure
Python that runs in the same process between the measurements. Microseconds differ from machine to
machine, the ratios do not:

    python -m tests.bench.engine_figures
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

from govkit.calendars import due
from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import load
from tests.bench.yardstick import yardstick
from tests.engine.lives import calls, opened

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = ("binzhou", "guangming", "haolinju", "qixian", "quanyu")
REPEATS = 5


@dataclass(frozen=True)
class Figure:
    """One figure: its name, and a value in µs (with its ratio to the yardstick) or in bytes."""

    name: str
    value: float
    unit: str
    ratio: float | None = None

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:9.2f}"
        return f"{self.name:<52}{self.value:10.1f} {self.unit:<3}{ratio}"


def states(seed: str = "1", each: int = 60) -> Iterator[tuple[Engine, Case]]:
    """Cases that are open, as random play leaves them, of each of the five districts."""
    for name in DISTRICTS:
        engine, found, number = Engine(load(str(EXAMPLES / name))), 0, 0
        while found < each:
            draw, number = Random(f"{seed}/{name}/{number}"), number + 1
            case = opened(engine, draw)
            for _ in range(draw.randrange(1, 10)):
                if case is None:
                    break
                for _, call in calls(engine, case, draw):
                    try:
                        case = call(case)
                    except GovError:
                        continue
            if case is not None and not case.is_closed and 2000 < case.as_of.year < 2100:
                found += 1
                yield engine, case


def timed(call: Callable[[], Any]) -> float:
    """µs of one call, the best of some."""
    best = float("inf")
    for _ in range(REPEATS):
        begin = process_time()
        call()
        best = min(best, process_time() - begin)
    return best * 1e6


def offered(engine: Engine, case: Case, draw: Random) -> Any:
    """A lawful move that applies without more; None where there is none."""
    moves = list(engine.moves(case))
    draw.shuffle(moves)
    for move in moves:
        try:
            engine.apply(case, move, at=case.as_of, note="n")
        except GovError:
            continue
        return move
    return None


def measured(seed: str = "1", each: int = 60) -> list[Figure]:
    """All figures."""
    draw, rows = Random(seed), list(states(seed, each))
    gc.collect()
    gc.disable()
    sticks: list[float] = []
    times: dict[str, list[float]] = {}
    for engine, case in rows:
        sticks.append(min(yardstick() for _ in range(2)))
        for name, call in _calls(engine, case, draw):
            times.setdefault(name, []).append(timed(call))
    gc.enable()
    stick = median(sticks)
    found = [Figure("yardstick", stick, "µs")]
    found += [Figure(name, median(us), "µs", median(us) / stick) for name, us in times.items()]
    return [*found, *_sizes(rows), *_long_histories(*_gradable(rows), stick)]


def _calls(engine: Engine, case: Case, draw: Random) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is measured of one state."""
    move = offered(engine, case, draw)
    if move is None:
        return
    fresh = [_again(case) for _ in range(REPEATS + 1)]  # nothing is remembered of these
    at, soon = case.as_of, case.as_of + timedelta(seconds=1)
    yield "moves and apply of an offered move", lambda: _pair(engine, fresh.pop(), move.id)
    yield "apply of an id", lambda: engine.apply(case, move.id, at=at, note="n")
    if not any(t.due and not t.fired and t.due <= soon for t in case.timers):
        yield "tick without an expiry", lambda: engine.tick(case, soon)
    first = case.history[0]
    given = {value.attribute: value.value for value in first.given}
    yield (
        "open",
        lambda: _outcome(
            lambda: engine.open(case.matter, unit=case.unit, at=first.at, given=given)
        ),
    )
    days = engine.clocks.calendars["work_day"]
    yield "one deadline over 60 working days", lambda: due(case.as_of, 60, days)


def _pair(engine: Engine, case: Case, wanted: str) -> Case:
    """The moves of a case, and the wanted one of them applied."""
    move = next(one for one in engine.moves(case) if one.id == wanted)
    return engine.apply(case, move, at=case.as_of, note="n")


def _outcome(call: Callable[[], Any]) -> None:
    try:
        call()
    except GovError:
        return


def _again(case: Case) -> Case:
    return Case.from_json(case.to_json())


def _sizes(rows: list[tuple[Engine, Case]]) -> Iterator[Figure]:
    """Bytes of JSON per event; bytes of a live case beside history, model and other cases."""
    events = [len(e.model_dump_json().encode()) for _, case in rows for e in case.history]
    yield Figure("JSON of an event", median(events), "B")
    whole = [len(case.to_json().encode()) / len(case.history) for _, case in rows]
    yield Figure("JSON of a case for each of its events", median(whole), "B")
    # What a case takes beside the cases that are there already: texts and tables are shared.
    there, asked = rows[::2], rows[1::2]
    known: dict[int, set[int]] = {}
    for engine, case in there:
        _reached(case, known.setdefault(id(engine), _reached(engine.model, set())))
    sizes = []
    for engine, case in asked:
        seen = set(known[id(engine)])
        for event in case.history:
            _reached(event, seen)
        sizes.append(_size(case, seen))
    yield Figure("a live case in memory beside its history", median(sizes), "B")


def _reached(thing: Any, seen: set[int]) -> set[int]:
    """The ids of all that a thing holds, itself included."""
    _size(thing, seen)
    return seen


def _size(thing: Any, seen: set[int]) -> int:
    """The bytes of a thing and all it holds that was not seen before; code and classes aside."""
    todo, total = [thing], 0
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(one, type) or hasattr(one, "__code__"):
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        todo += gc.get_referents(one)
    return total


def _gradable(rows: list[tuple[Engine, Case]]) -> tuple[Engine, Case]:
    """The first state that can be graded again and again."""
    return next(
        (engine, case) for engine, case in rows
        if any(move.kind == "classify" for move in engine.moves(case))
    )  # fmt: skip


def _long_histories(engine: Engine, case: Case, stick: float) -> Iterator[Figure]:
    """The pair with few events and with 1,000: it must not grow."""
    for wanted in (10, 1000):
        while len(case.history) < wanted:
            case = _graded(engine, case)
        took = timed(partial(_graded, engine, case))
        yield Figure(f"the pair with {wanted} events of history", took, "µs", took / stick)


def _graded(engine: Engine, case: Case) -> Case:
    move = next(one for one in engine.moves(case) if one.kind == "classify")
    return engine.apply(case, move, at=case.as_of, note="n")


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--each", type=int, default=60, help="states of each district")
    given = asked.parse_args()
    for figure in measured(given.seed, given.each):
        print(figure)


if __name__ == "__main__":
    main()
