"""How big the lessons of the examples are, and how long it takes to walk every course of them.

Nothing enters but the examples; a line for each lesson leaves: states, outcomes, kilobytes, seconds
of this processor and the ratio to a fixed loop of pure Python that runs before and after; then the
letters that hold the best answers. The first second of a process goes into schemas that are built
once; each model is opened before its lessons are timed.

    python -m tests.bench.lesson_figures
"""

from __future__ import annotations

import argparse
import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from govkit.engine import Engine
from govkit.pipeline import load
from govkit.scenario import Exploration, explored
from tests.bench.yardstick import yardstick

EXAMPLES = Path(__file__).parents[2] / "examples"
REPEATS = 3


@dataclass(frozen=True)
class Figures:
    """One lesson: where it stands, what its exploration came to, the least seconds it took."""

    path: Path
    found: Exploration
    seconds: float
    ratio: float

    def __str__(self) -> str:
        graph = self.found.graph
        kilobytes = len(graph.to_json().encode()) / 1000
        name = f"{self.path.relative_to(EXAMPLES)} {graph.scenario}"
        return (
            f"{graph.about.difficulty} {len(graph.states):6} {len(self.found.edges):6} "
            f"{kilobytes:6.0f} kB {self.seconds:6.2f} s {self.ratio:7.0f}  {name}"
        )


def texts() -> Iterator[Path]:
    """Every text of the examples that may hold lessons: folders of districts, single files."""
    yield from sorted(path.parent for path in EXAMPLES.rglob("scenarios.gov"))
    for path in sorted((EXAMPLES / "gallery").glob("*.gov")):
        if "option " in path.read_text(encoding="utf-8"):
            yield path


def lessons(repeats: int) -> Iterator[Figures]:
    """Every branching lesson, explored."""
    for path in texts():
        model = load(path)
        engine = Engine(model)
        engine.model.binding  # noqa: B018 - schemas of the process are built now
        for scenario in model.scenarios:
            if scenario.is_branching:
                yield _timed(path, engine, scenario.name, repeats)


def _timed(path: Path, engine: Engine, name: str, repeats: int) -> Figures:
    least, ratio = float("inf"), float("inf")
    for _ in range(repeats):
        gc.collect()
        loop = yardstick()
        begin = process_time()
        found = explored(engine, name)
        taken = process_time() - begin
        loop = min(loop, yardstick())
        least, ratio = min(least, taken), min(ratio, taken * 1e6 / loop)
    return Figures(path, found, least, ratio)


def best_letters(found: Exploration) -> Iterator[str]:
    """The letters of the best answers, as they stand on screen and paper."""
    for question, scene in zip(found.graph.turns, found.plot.scenes, strict=True):
        best = {way.name for way in scene.ways if "best" in [word for _, word in way.grade]}
        yield from (one.letter for one in question.options if one.name in best)


def main() -> None:
    """Print the lines."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--repeats", type=int, default=REPEATS)
    letters: Counter[str] = Counter()
    for figures in lessons(reader.parse_args().repeats):
        print(figures)
        letters.update(best_letters(figures.found))
    total = letters.total()
    shares = ", ".join(f"{letter} {count / total:.0%}" for letter, count in sorted(letters.items()))
    print(f"best answers: {shares}")


if __name__ == "__main__":
    main()
