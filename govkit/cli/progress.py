"""How far an experiment is, on the error stream of a terminal: runs, cases a second, time left.

Finished runs are told as they come; a bar leaves, and nothing where nobody is looking.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from govkit.cli.screen import Screen


@contextmanager
def progress(
    screen: Screen, wanted: bool = True
) -> Iterator[Callable[[int, int, int], None] | None]:
    """What is to be told of each finished run; None where nobody is looking."""
    if not wanted or not screen.watched:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    began, cases = time.monotonic(), 0
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        console=screen.errors,
        transient=True,
    ) as bar:
        task = bar.add_task(screen.text("say.experiment.begun"), total=None, rate="")

        def told(done: int, of: int, last: int) -> None:
            nonlocal cases
            cases += last
            rate = round(cases / max(time.monotonic() - began, 0.001))
            bar.update(
                task, completed=done, total=of,
                description=screen.text("say.experiment.progress", done=done, of=of),
                rate=screen.text("say.experiment.rate", rate=f"{rate:,}"),
            )  # fmt: skip

        yield told
