"""How fast many cases go through the rules of Guangming, as ratios within one run.

The names of some figures enter; a table leaves, each with its bar. What is compared takes turns, so
that a slow minute of the machine touches both sides; times are of the processor, but for two
workers beside one.

    python -m tests.bench.simulation_figures yardstick driver
"""

from __future__ import annotations

import argparse
import gc
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median, stdev
from time import perf_counter, process_time
from typing import Any

from govkit.draws.intervals import LEVEL, t_quantile
from govkit.draws.key import Run
from govkit.model.governance import Governance
from govkit.pipeline import compile_text, load
from govkit.resolve.replacing.replaced import replaced
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.transition import Walk
from govkit.simulation.experiments.experiment import BASE, experiment, prepared, prepared_plan
from govkit.simulation.outcome.tally import Tally
from govkit.simulation.plan import Plan
from tests.bench.engine_figures import _reached, _size
from tests.bench.guangming_by_hand import Year

FOLDER = Path(__file__).parents[2] / "examples" / "guangming"
DAY, MONTH = 86_400, 30 * 86_400


@dataclass(frozen=True)
class Figure:
    """One figure with its bar: what must be reached, and what is aimed at."""

    name: str
    value: float
    unit: str = ""
    must: str = ""
    aim: str = ""

    def __str__(self) -> str:
        return f"{self.name:<56}{self.value:10.3f} {self.unit:<8}{self.must:>10}{self.aim:>8}"


@cache
def guangming() -> Governance:
    return load(str(FOLDER))


def _plan(days: int) -> Plan:
    plan = prepared_plan(guangming(), days=days)
    prepared(plan, BASE)
    return plan


def _begun(plan: Plan, rules: Walk | None = None, number: int = 0) -> Replication:
    walk, setup, warm_up = prepared(plan, BASE)
    return Replication(setup, rules or walk, Run.of(1, number), Tally(warm_up))


def _took(call: Callable[[], object]) -> float:
    gc.collect()
    begin = process_time()
    call()
    return process_time() - begin


# ── beside SimPy, and over the year ──
def yardstick(days: int = 365) -> Iterator[Figure]:
    """Cases a second beside the year by hand, month by month; the last month beside the first.

    The first month after the warm-up counts as the first.
    """
    plan = _plan(days)
    run, (_, setup, warm_up) = _begun(plan), prepared(plan, BASE)
    rates, ratios = [], []
    for until in range(MONTH, days * DAY + 1, MONTH):
        seen = run.opened
        took = _took(lambda until=until: run.run(until))  # type: ignore[misc]
        rates.append((run.opened - seen) / took)
        year = Year(setup, guangming(), until, warm_up, days * DAY)
        by_hand = _took(year.run)
        ratios.append(rates[-1] / (year.numbers / by_hand))
    yield Figure("cases a second", median(rates))
    yield Figure("cases a second × SimPy by hand", median(ratios), "×", "0.06", "0.12")
    if len(rates) > 5:
        yield Figure("cases a second, last months ÷ first", _ends(rates[1:]), "×", "0.9", "0.97")


def _ends(rates: list[float]) -> float:
    """The last three months by the first three: a single one has too few cases."""
    return median(rates[-3:]) / median(rates[:3])


# ── the driver's own time ──
class Timed:
    """The rules, with the time that is spent behind the door."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.inside, self.calls = walk, 0.0, 0

    def __getattr__(self, name: str) -> Any:
        call = getattr(self.walk, name)

        def timed(*given: Any) -> Any:
            begin = process_time()
            found = call(*given)
            self.inside += process_time() - begin
            self.calls += 1
            return found

        setattr(self, name, timed)
        return timed


def driver(days: int = 365) -> Iterator[Figure]:
    """What a case takes outside the engine, and which share of the whole that is. The clocks
    themselves are taken off: half of a reading lies on each side of the door."""
    begin = process_time()
    for _ in range(10_000):
        process_time()
    reading = (process_time() - begin) / 10_000
    plan = _plan(days)
    rules = Timed(prepared(plan, BASE)[0])
    run = _begun(plan, rules)  # type: ignore[arg-type]
    took = _took(lambda: run.run(days * DAY)) - 2 * reading * rules.calls
    own = took - (rules.inside - reading * rules.calls)
    yield Figure("the driver's own time", own / run.opened * 1e6, "µs/case", "120", "60")
    yield Figure("its share of a case", own / took * 100, "%", "", "25")
    yield Figure("calls of the engine", rules.calls / run.opened, "/case")


# ── two workers ──
def workers(days: int = 120, replications: int = 6) -> Iterator[Figure]:
    """The same runs by one process and by two, by the clock on the wall."""
    walls = []
    for many in (1, 2, 1, 2):
        with ProcessPoolExecutor(many, mp_context=get_context("spawn")) as pool:
            for _ in range(2):  # the processes stand, with everything loaded
                experiment(guangming(), days=32, replications=2 * many, executor=pool)
            begin = perf_counter()
            experiment(guangming(), days=days, replications=replications, executor=pool)
            walls.append(perf_counter() - begin)
    ratio = (walls[0] + walls[2]) / (walls[1] + walls[3])
    yield Figure("two workers beside one", ratio, "×", "1.7", "1.9")


# ── ten times the grids ──
def size(days: int = 40) -> Iterator[Figure]:
    """A street of ten times as many units, workers and cases."""
    text = (FOLDER / "guangming.gov").read_text(encoding="utf-8")
    text = re.sub(r"\n  核对 \{.*?\n  \}\n", "\n", text, flags=re.S)
    text = re.sub(r"引入：“(scenarios|lessons)\.gov”", "", text)
    large = text
    for written, tenfold in (("数量：6个", "数量：60个"), ("数量：48个", "数量：480个"),
                             ("数量：150个", "数量：1500个"), ("到件：191件", "到件：1910件"),
                             ("到件：4件", "到件：40件"), ("人数：2名", "人数：20名"),
                             ("人数：4名", "人数：40名")):  # fmt: skip
        assert large.count(written) == 1, written
        large = large.replace(written, tenfold)
    took = []
    for one in (text, large):
        model = compile_text(one).model
        assert model is not None
        plan = prepared_plan(model, days=days)
        run = _begun(plan)
        took.append((_took(lambda run=run: run.run(days * DAY)), run.opened))  # type: ignore[misc]
    (small, few), (big, many) = took
    yield Figure("10 × grids: time", big / small, "×", "11", "10.3")
    yield Figure("10 × grids: cases", many / few, "×")


# ── memory ──
def memory(days: int = 365) -> Iterator[Figure]:
    """Bytes of an open case; how the whole run grows from month to month, model aside."""
    plan = _plan(days)
    walk, setup, warm_up = prepared(plan, BASE)
    shared = _reached(walk.engine.model, _reached(setup, set()))
    run, each, alone, beside, engine = _begun(plan), [], [], [], []
    for month in range(1, days * DAY // MONTH + 1):
        run.run(month * MONTH)
        walk._seen.clear()  # what is lawful for the cases looked at last: so many at the most
        known = _reached(walk, set(shared))
        engine.append(_size(walk, set(shared)))
        lives, cases = [*run.lives.values()], set(known)
        each.append(_size([life.case for life in lives], cases) / len(lives))
        alone.append(_size(lives, cases) / len(lives))
        beside.append(_size(run, cases))  # the agenda, queues and sums
    first = warm_up // MONTH + 1
    yield Figure("an open case with its history", median(each) / 1e3, "kB", "4", "2")
    yield Figure("what the driver keeps of it", median(alone) / 1e3, "kB")
    yield Figure("the run beside its open cases, after the first months", beside[first] / 1e6, "MB")
    yield Figure("the same at the end", beside[-1] / 1e6, "MB", "no more")
    yield Figure("what the engine remembers, after the first months", engine[first] / 1e6, "MB")
    yield Figure("the same at the end", engine[-1] / 1e6, "MB", "no more")


# ── paired runs ──
def pairing(days: int = 90, replications: int = 8) -> Iterator[Figure]:
    """Half-width of the difference in the on-time rate for two secretaries instead of one."""
    two = replaced(guangming(), {"承办力量:支部书记.人数": "2名"})
    found = experiment({BASE: guangming(), "two": two}, days=days, replications=replications)
    paired = found.difference(BASE, "two")["on_time_rate"]
    assert paired.half_width is not None and paired.mean is not None
    rates = [[float(row["on_time_rate"] or 0) for row in rows] for rows in found.figures.values()]
    spread = sum(stdev(row) ** 2 / replications for row in rates) ** 0.5
    unpaired = t_quantile((1 + LEVEL) / 2, 2 * replications - 2) * spread
    yield Figure("on time, two secretaries for one", paired.mean * 100, "points")
    yield Figure("its half-width, same cases", paired.half_width * 100, "points")
    yield Figure("its half-width, other cases", unpaired * 100, "points")
    yield Figure("same cases ÷ other cases", paired.half_width / unpaired, "×", "1/2", "1/4")


FIGURES: dict[str, Callable[..., Iterator[Figure]]] = {
    one.__name__: one for one in (yardstick, driver, workers, size, memory, pairing)
}


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", choices=[[], *FIGURES], help="all without a name")
    asked.add_argument("--days", type=int, help="other than each figure has by itself")
    given = asked.parse_args()
    print(f"{'':56}{'':19}{'must':>10}{'aim':>8}")
    for name in given.names or FIGURES:
        length = {} if given.days is None else {"days": given.days}
        for figure in FIGURES[name](**length):
            print(figure, flush=True)


if __name__ == "__main__":
    main()
