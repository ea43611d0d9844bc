"""How often a look at the moves is a first look, while a district lives through some days.

Days enter; one line leaves: looks, first looks and their share. The cases are those of a setup made
by hand (`tests/simulation/by_hand.py`):

    python -m tests.bench.first_looks --days 365
"""

from __future__ import annotations

import argparse
from unittest.mock import patch

from govkit.draws.key import Run
from govkit.engine.answers import offers
from govkit.simulation.driver.replication import Replication
from tests.simulation.by_hand import DAY, guangming
from tests.simulation.watching import Seen


def first_looks(days: int) -> tuple[int, int]:
    """Looks at the moves of some kind or all, and how many of them had to be worked out."""
    walk, setup = guangming(days)
    run = Replication(setup, walk, Run.of(1), Seen())
    with (
        patch.object(offers, "_offered", wraps=offers._offered) as looks,
        patch.object(offers, "_worked_out", wraps=offers._worked_out) as first,
    ):
        run.run(days * DAY)
    return looks.call_count, first.call_count


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=365)
    all_looks, first = first_looks(asked.parse_args().days)
    print(f"{all_looks} looks, {first} first looks: {100 * first / all_looks:.1f} of 100")
