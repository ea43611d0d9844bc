"""How many texts with k slips of the pen give k errors, printed; and which slips do not.

A seed and a number of texts enter, the figures of docs/reliability.md leave:
`python -m tests.badinput.mistakes --texts 1000 --seed 1`. It knows nothing of how errors are found.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from govkit.pipeline import compile_text

from .mutators import Slip, bases, spoiled


@dataclass(frozen=True)
class Tried:
    """One spoiled text: its slips, and the code and line of each error it gave."""

    text: str
    slips: tuple[Slip, ...]
    lines: tuple[int, ...]  # of the slips
    found: tuple[tuple[str, int], ...]

    @property
    def holds(self) -> bool:
        """As many errors as slips."""
        return len(self.found) == len(self.slips)

    @property
    def in_place(self) -> bool:
        """And each in the line of its slip, or of the head of the block that lacks its brace."""
        return sorted(line for _, line in self.found) == sorted(self.lines)

    def per_slip(self) -> list[int]:
        """How many errors stand nearest to each slip."""
        counts = [0] * len(self.slips)
        for _, line in self.found:
            near = min(range(len(counts)), key=lambda n: (abs(self.lines[n] - line), counts[n]))
            counts[near] += 1
        return counts


def tried(slips: int, texts: int, seed: int | str) -> Iterator[Tried]:
    """So many texts with so many slips each, and what they gave."""
    rng = random.Random(f"{slips} slips {seed}")
    for _ in range(texts):
        made = None
        while made is None:
            base = rng.choice(bases())
            made = spoiled(base, slips, rng)
        lines = tuple(base.count("\n", 0, slip.told_at) + 1 for slip in made[1])
        errors = compile_text(made[0]).errors
        found = tuple((error.code, error.span.line if error.span else 0) for error in errors)
        yield Tried(made[0], tuple(made[1]), lines, found)


def _told(one: Tried) -> str:
    slips = sorted(zip(one.lines, (slip.kind for slip in one.slips), strict=True))
    lines = one.text.split("\n")
    shown = [f"  {n:4} {kind:28} {lines[n - 1].strip()[:90]}" for n, kind in slips]
    return "\n".join([*shown, "   -> " + ", ".join(f"{code}:{line}" for code, line in one.found)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slips", type=int, nargs="*", default=[1, 3, 10])
    parser.add_argument("--texts", type=int, default=1_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="the first N that fail")
    args = parser.parse_args()
    for slips in args.slips:
        held = placed = shown = 0
        more: Counter[str] = Counter()
        fewer: Counter[str] = Counter()
        for one in tried(slips, args.texts, args.seed):
            held += one.holds
            placed += one.in_place
            if one.holds:
                continue
            for slip, count in zip(one.slips, one.per_slip(), strict=True):
                (more if count > 1 else fewer)[slip.kind] += count != 1
            if shown < args.show:
                shown += 1
                print(_told(one), end="\n\n")
        share, there = 100 * held / args.texts, 100 * placed / args.texts
        print(f"{slips:3} slips: {share:.1f} % of {args.texts} texts give as many errors, "
              f"{there:.1f} % each in its line")  # fmt: skip
        for kind in sorted({*+more, *+fewer}, key=lambda kind: -more[kind] - fewer[kind]):
            print(f"      {kind:30} more than one: {more[kind]:4}   none: {fewer[kind]:4}")


if __name__ == "__main__":
    main()
