"""A sweep over typed figures: meaning kept, twice is once, there and back is the same.

A first seed and a number of valid texts enter; faults and counts leave. As a command it prints
them: `python -m tests.syntax.figure_sweep --valid 10000 --seed 0`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from govkit.model.governance import Governance
from govkit.pipeline import compile_text
from govkit.syntax.formatter import format_text
from govkit.syntax.formatter.words import Lang
from tests.syntax.figure_texts import SORTS, sorted_text

STYLES: tuple[tuple[Lang | None, bool], ...] = (
    (None, False), ("zh", False), ("en", False), ("en", True), ("zh", True),
)  # fmt: skip


def model(text: str) -> Governance | None:
    """The model of a text; None for one that is not valid."""
    return compile_text(text).model


def faults(text: str) -> list[str]:
    """What formatting does to a valid text in any style; nothing for a text that is not valid."""
    meant = model(text)
    return list(_faults(text, meant)) if meant is not None else []


def _faults(text: str, meant: Governance) -> Iterator[str]:
    known = {text: True}

    def kept(new: str) -> bool:
        if new not in known:
            known[new] = model(new) == meant
        return known[new]

    for lang, short in STYLES:
        new = format_text(text, lang, short=short)
        if format_text(new, lang, short=short) != new:
            yield f"twice is not once ({lang}, {short}): {new}"
        if not kept(new):
            yield f"the meaning is another ({lang}, {short}): {new}"
        if lang is not None and not short:
            back = format_text(new, "en" if lang == "zh" else "zh")
            if not kept(back):
                yield f"the meaning is another there and back ({lang}): {new} {back}"


@dataclass
class Sweep:
    """What was tried: the seeds, the valid texts by tongue and sort of field, the faults."""

    first: int
    tried: int = 0
    valid: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def sorts(self) -> dict[str, int]:
        """How many valid texts each sort of field had, in each tongue."""
        return {f"{lang} {s.name}": self.valid[f"{lang} {s.name}"]
                for s in SORTS for lang in ("zh", "en")}  # fmt: skip


def sweep(first: int, wanted: int, most: int) -> Sweep:
    """Tries seed by seed until so many texts were valid, or `most` seeds are used up."""
    found = Sweep(first)
    while found.valid.total() < wanted and found.tried < most:
        seed = first + found.tried
        found.tried += 1
        sort, text = sorted_text(seed)
        meant = model(text)
        if meant is not None:
            found.valid[sort] += 1
            found.faults += [f"seed {seed}: {fault}" for fault in _faults(text, meant)]
    return found


def main() -> None:
    """Sweeps and prints what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--valid", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    at, tried, valid, failed = wanted.seed, 0, Counter[str](), 0
    while valid.total() < wanted.valid:
        part = sweep(at, min(250, wanted.valid - valid.total()), 5_000)
        at, tried, valid = at + part.tried, tried + part.tried, valid + part.valid
        failed += len(part.faults)
        print(*part.faults, sep="\n", end="\n" if part.faults else "")
        print(f"{valid.total()} valid of {tried}, {failed} faults", flush=True)
    fewest = min(
        (valid[f"{lang} {s.name}"], f"{lang} {s.name}") for s in SORTS for lang in ("zh", "en")
    )
    zh = sum(n for sort, n in valid.items() if sort.startswith("zh"))
    print(f"seeds {wanted.seed}–{at - 1}; zh {zh}, en {valid.total() - zh}; fewest: {fewest}")


if __name__ == "__main__":
    main()
