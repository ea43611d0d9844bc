"""Random play over all examples, told as digests: two versions of the engine are compared by them.

A seed enters; each life of a case leaves as one line, its name, its moves and a digest of every
answer the engine gave: moves with their words, the case as JSON, timers, explanations, refusals.
Two versions that answer alike print alike lines:

    python -m tests.engine.play --moves 100000 > before.txt     # in a checkout of the older version
    python -m tests.engine.play --moves 100000 --against before.txt

Lives are drawn in `lives`, which asks only what the engine offers.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.model.governance import Governance
from govkit.pipeline import load
from tests import drawn
from tests.engine.lives import calls, opened

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = [EXAMPLES / name for name in ("binzhou", "guangming", "haolinju", "qixian", "quanyu")]
MODELS = [*DISTRICTS, *sorted((EXAMPLES / "gallery").glob("*.gov"))]
SHARE = 3  # of the examples, one in so many is played by day
STEPS = 30
LANGS = ("zh", "en")
FOLLOWS = re.compile(r'"past":\{.*?\},(?="history":)')
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@cache
def model_of(path: Path) -> Governance:
    """The model of an example, which no test changes: compiled once for all that play it."""
    return load(str(path))


def of_the_day(sweep: str) -> list[Any]:
    """The examples for a sweep that plays by chance: a third of them, the rest by night."""
    return drawn.of_the_day(sweep, MODELS, SHARE)


class Answers:
    """All that an engine said in one life, as a digest; with `aloud` also as lines."""

    def __init__(self, aloud: bool = False) -> None:
        self._digest, self._aloud = sha256(), aloud

    def add(self, what: str, said: str) -> None:
        """One answer more."""
        self._digest.update(f"{what}\n{said}\n".encode("utf-8", "backslashreplace"))
        if self._aloud:
            print(f"  {what}: {said}".encode("utf-8", "backslashreplace").decode())

    @property
    def digest(self) -> str:
        """The digest so far."""
        return self._digest.hexdigest()[:20]


def life(engine: Engine, name: str, answers: Answers) -> int:
    """One life by its name; how many moves were tried."""
    draw, tried = Random(name), 0
    case = opened(engine, draw)
    while case is not None and tried < STEPS:
        tried += 1
        answers.add("case", stored(case))
        look(engine, case, draw, answers)
        for what, call in calls(engine, case, draw):
            answers.add("call", _ADDRESS.sub("", what))
            try:
                case = call(case)
            except GovError as error:
                said = [f"{d.code} {d.rule} {error.text(lang)}" for d in error.diagnostics
                        for lang in LANGS]  # fmt: skip
                answers.add("refused", "\n".join(said))
    if case is not None:
        answers.add("end", stored(case))
    return tried


def stored(case: Case) -> str:
    """A case as JSON, without what follows from its history."""
    return re.sub(FOLLOWS, "", case.to_json(), count=1)


def look(engine: Engine, case: Case, draw: Random, answers: Answers) -> None:
    """What the engine says of a case as it stands; the longer answers now and then."""
    for move in engine.moves(case):
        answers.add("move", told(move, aloud=draw.random() < 0.2))
    if draw.random() < 0.15:
        for timer in engine.due(case):
            answers.add("timer", timer.model_dump_json())
    if draw.random() < 0.05:
        for lang in LANGS:
            answers.add("explain", engine.explain(case, lang).text())
    if draw.random() < 0.05:
        what = draw.choice(["close", "escalate", "handle", "return_order", "verify", "reopen",
                            "countersign", "summon", "decide", "request_extension"])  # fmt: skip
        answers.add("why_not", engine.why_not(case, what).text("zh"))


def told(move: Any, aloud: bool) -> str:
    """A move with all it says."""
    said = [
        getattr(move, name) for name in ("id", "kind", "tier", "to", "trigger", "manner", "part")
    ]
    said += [move.meeting, move.attribute, move.grade, move.subject, move.amount, move.deadline]
    said += [move.party.model_dump_json(), move.passes_ceiling, move.reason.rule, move.reason.more]
    said += [move.reason.citation.model_dump_json(), len(move.turnings)]
    if aloud:
        said += [words.of(thing, lang) for lang in LANGS for thing in (move, move.reason)]
    return " | ".join(map(str, said))


def lines(seed: str, moves: int, only: str = "") -> Iterator[tuple[str, int, str]]:
    """Lives of all models by turns until so many moves were tried: name, moves, digest."""
    engines = [(path.stem, Engine(load(str(path)))) for path in MODELS if only in path.stem]
    done, number = 0, 0
    while done < moves:
        for stem, engine in engines:
            name, answers = f"{seed}/{stem}/{number}", Answers()
            tried = life(engine, name, answers)
            done += tried
            yield name, tried, answers.digest
        number += 1


def main() -> int:
    """Print the lives, or compare them with those of another version."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--moves", type=int, default=100_000)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--only", default="", help="models whose name contains this")
    asked.add_argument("--against", type=Path, help="lines of another version")
    asked.add_argument("--life", help="tell one life aloud: seed/model/number")
    given = asked.parse_args()
    if given.life:
        stem = given.life.split("/")[1]
        path = next(path for path in MODELS if path.stem == stem)
        life(Engine(load(str(path))), given.life, Answers(aloud=True))
        return 0
    before = {}
    if given.against:
        rows = given.against.read_text(encoding="utf-8").splitlines()
        before = {row.split()[0]: row.split()[2] for row in rows if row.count(" ") == 2}
    tried = differ = compared = 0
    for name, moves, digest in lines(given.seed, given.moves, given.only):
        tried += moves
        if not given.against:
            print(name, moves, digest, flush=True)
        elif name in before:
            compared += moves
            if before[name] != digest:
                differ += 1
                print(f"differs: {name}", flush=True)
    told = (
        f"{compared} moves compared, {differ} lives differ" if given.against else f"{tried} moves"
    )
    print(told, file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main())
