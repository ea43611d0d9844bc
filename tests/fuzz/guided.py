"""A fuzzer that keeps what is new: texts are changed at random, and those that bring about what no
earlier text did are changed further.

Examples, samples and a seed enter; a count of what was tried, and every text that breaks a law,
leave. New is a finding with its severity, a kind of value in a field, a clause on a field, an
answer of a check, a state of a case. The laws: nothing is raised, places lie in the text, a model
comes back from JSON, formatting keeps the meaning and twice is once, every case equals its copy.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from govkit.checks.figures import verdicts
from govkit.checks.statements import entities, statements
from govkit.engine import Engine
from govkit.export.json import from_json, to_json
from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_text
from govkit.syntax.formatter import format_text
from tests.badinput.test_mutations import SAMPLES, change_value, worse
from tests.engine.lives import opened
from tests.engine.test_lives_of_cases import copied
from tests.syntax.figure_texts import figure_text

EXAMPLES = Path(__file__).parents[2] / "examples"
LONGEST = 12_000  # of a text that is changed further: short ones are tried more often
STEPS = 6


def main() -> int:
    """Run for a time; 1 where a law was broken."""
    parser = argparse.ArgumentParser(description="guided fuzzing of the whole compiler and engine")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--keep", type=Path, default=Path("fuzz"), help="folder for what breaks")
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    hunt = Hunt(random.Random(asked.seed))
    hunt.run(asked.seconds)
    for number, (text, why) in enumerate(hunt.broken):
        asked.keep.mkdir(parents=True, exist_ok=True)
        (asked.keep / f"{asked.seed}-{number}.gov").write_text(text, "utf-8", errors="replace")
        print(f"broken {number}: {why}")
    print(hunt.told())
    return int(bool(hunt.broken))


class Hunt:
    """Texts worth changing, what was seen so far, and what broke a law."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.texts: list[str] = []
        self.seen: set[Hashable] = set()
        self.broken: list[tuple[str, str]] = []
        self.tried = self.valid = self.cases = 0

    def run(self, seconds: float) -> None:
        """Try the texts there are, then changes of them until the time is over."""
        ends = time.monotonic() + seconds
        for text in _seeds():
            self.attempt(text)
        while time.monotonic() < ends:
            text = self.dice.choice(self.texts[-200:] if self.dice.random() < 0.5 else self.texts)
            change: Callable[[random.Random, str], str]
            change = self.dice.choice((worse, change_value, change_value, _joined))
            self.attempt(change(self.dice, text))

    def attempt(self, text: str) -> None:
        """One text: all laws, and whether it brought something new about."""
        self.tried += 1
        try:
            new = set(self._features(text)) - self.seen
        except Exception as error:  # whatever breaks is what is looked for
            why = f"{type(error).__name__}: {error}".split("\n")[0][:300]
            if why not in {known for _, known in self.broken}:
                self.broken.append((text, why))
            return
        if new and len(text) <= LONGEST:
            self.texts.append(text)
        self.seen |= new

    def told(self) -> str:
        """The figures of the run."""
        return (
            f"{self.tried:,} texts, {self.valid:,} of them valid, {self.cases:,} cases, "
            f"{len(self.seen):,} features, {len(self.texts):,} kept, {len(self.broken)} broken"
        )

    def _features(self, text: str) -> Iterator[Hashable]:
        compiled = compile_text(text)
        for one in compiled.diagnostics:
            yield one.code, one.severity
            if one.span is not None:
                assert 0 <= one.span.start <= one.span.end <= len(one.span.source.text), one
        assert (compiled.model is None) == bool(compiled.errors)
        if compiled.model is not None:
            self.valid += 1
            yield from _said(compiled.model)
            _keeps(compiled, text)
            yield from self._lived(compiled.model)

    def _lived(self, model: Governance) -> Iterator[Hashable]:
        if not model.matters or not model.processes:
            return
        engine = Engine(model)
        case = opened(engine, self.dice)
        for _ in range(STEPS):
            if case is None:
                return
            self.cases += 1
            copied(engine, case)
            yield "case", case.status, len(case.timers)
            moves = list(engine.moves(case))
            if not moves:
                return
            case = engine.apply(case, self.dice.choice(moves), at=case.as_of)


def _seeds() -> Iterator[str]:
    yield from SAMPLES
    for path in sorted(EXAMPLES.glob("gallery/*.gov")):
        yield path.read_text(encoding="utf-8")
    for path in sorted((EXAMPLES.parent / "tests" / "cases").glob("*/good/*.gov")):
        yield path.read_text(encoding="utf-8")
    yield from (figure_text(seed) for seed in range(100))


def _joined(dice: random.Random, text: str) -> str:
    """A line of one sample put into the text."""
    lines = text.split("\n")
    other = dice.choice(dice.choice(SAMPLES).split("\n"))
    lines.insert(dice.randrange(len(lines) + 1), other)
    return "\n".join(lines)


def _said(model: Governance) -> Iterator[Hashable]:
    for path, entity in entities(model):
        kind = path.rpartition("/")[2].partition(":")[0]
        for field, stated in statements(entity):
            name = field.partition("[")[0]
            yield kind, name, type(stated.value).__name__
            for clause in ("when", "since", "until", "strength", "doubts", "approvals"):
                if getattr(stated, clause):
                    yield kind, name, clause
    for verdict in verdicts(model):
        yield "verdict", verdict.answer, verdict.problem


def _keeps(compiled: Compiled, text: str) -> None:
    model = compiled.model
    assert model is not None
    assert from_json(to_json(model)) == model, "JSON gives another model"
    for lang in ("zh", "en"):
        new = format_text(text, lang)  # type: ignore[arg-type]
        assert format_text(new, lang) == new, f"formatting twice is not once ({lang})"  # type: ignore[arg-type]
        assert compile_text(new).model == model, f"formatting changes the meaning ({lang})"


if __name__ == "__main__":
    sys.exit(main())
