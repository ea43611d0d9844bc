"""A week of a district as a digest, and how often each move was made in it.

`python -m tests.simulation.golden` writes `golden.json` anew, after a change of behaviour that is
meant. What words and citations say is in no digest: what happened to which case, when and by whom.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from govkit.draws.key import Run
from govkit.engine import Engine
from govkit.model.governance import Governance
from govkit.pipeline import load
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.rows import Row, rows_of
from govkit.simulation.driver.transition import Walk
from govkit.simulation.workload.numbers import Numbers
from tests.simulation.watching import Seen

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORD = Path(__file__).with_name("golden.json")
DISTRICTS = ("guangming", "binzhou")
FIRST, DAYS, DAY = date(2026, 3, 2), 7, 86_400


def week(model: Governance, steps: int = 1, seed: int = 1, days: int = DAYS) -> list[Row]:
    """The rows of all cases of a week, run at once or in so many steps, the first case first."""
    engine, seen = Engine(model), Seen()
    numbers = Numbers(engine, model.workloads[0], FIRST, days)
    walk = Walk(engine, datetime(FIRST.year, FIRST.month, FIRST.day))
    run = Replication(numbers.read(), walk, Run.of(seed), seen)
    assert numbers.gaps == []
    for step in range(1, steps + 1):
        run.run(days * DAY * step // steps)
    cases = {**seen.closed, **{life.number: life.case for life in run.lives.values()}}
    return [row for number in sorted(cases) for row in rows_of(cases[number])]


def digest(rows: list[Row]) -> str:
    """32 hex digits of what happened to which case, when and by whom."""
    found = sha256()
    for row in rows:
        told = (row.case, row.n, row.instant, row.kind, row.trigger, row.actor, row.origin,
                row.target, row.limit)  # fmt: skip
        found.update("␟".join(map(str, told)).encode() + b"\n")
    return found.hexdigest()[:32]


def record(district: str) -> dict[str, object]:
    """What is kept of a district's week."""
    rows = week(load(str(EXAMPLES / district)))
    kinds = Counter(f"{row.kind}:{row.trigger}" if row.trigger else row.kind for row in rows)
    return {"digest": digest(rows), "moves": dict(sorted(kinds.items()))}


def main() -> Iterator[str]:
    """Write the record; tell what is in it."""
    found = {district: record(district) for district in DISTRICTS}
    RECORD.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    yield from (f"{district} {one['digest']}" for district, one in found.items())


if __name__ == "__main__":
    for line in main():
        sys.stdout.write(line + "\n")
