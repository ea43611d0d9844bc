"""How long a diff takes, and how that compares to writing both models as data in the same run.

Nothing enters; a line for each district leaves: against itself read again, against a drawn
amendment of twelve changes, against another district, in milliseconds of this processor.

    python -m tests.bench.diff_figures
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from govkit.analysis.diff.comparing import diff
from govkit.analysis.diff.data import data_of
from govkit.export.diff_json import to_json
from govkit.model.governance import Governance
from tests.analysis.amendments import amended
from tests.engine.play import DISTRICTS, model_of


def milliseconds(work: Callable[[], object]) -> float:
    """The least of three runs, of this processor."""

    def once() -> float:
        begins = process_time()
        work()
        return 1000 * (process_time() - begins)

    return min(once() for _ in range(3))


def main() -> None:
    """Print the figures."""
    models = [model_of(path) for path in DISTRICTS]
    for path, model, other in zip(DISTRICTS, models, [*models[1:], models[0]], strict=True):
        again = Governance.model_validate(data_of(model))
        new, _ = amended(model, 1)
        yard = milliseconds(lambda model=model: [data_of(model), data_of(model)])  # type: ignore[misc]
        told = []
        for name, against in (("itself", again), ("amended", new), ("another", other)):
            took = milliseconds(lambda model=model, against=against: diff(model, against))  # type: ignore[misc]
            told.append(f"{name} {took:5.1f} ms ({took / yard:4.2f})")
        stored = len(to_json(diff(model, new)).encode()) / 1000
        print(f"{path.name:10} {', '.join(told)}; both as data {yard:5.1f} ms; {stored:.1f} kB")


if __name__ == "__main__":
    main()
