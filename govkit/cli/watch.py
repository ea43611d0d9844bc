"""Running a command again whenever a file it reads changes.

A run that says which files it read enters; it is called once, and again after every change, until
the user interrupts. Only times and sizes of files are looked at, never their contents.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from govkit.cli.screen import Screen

PAUSE_SECONDS = 0.5
RULE_CELLS = 60

Look = dict[Path, tuple[int, int]]


def watched(
    run: Callable[[], Iterable[Path]],
    screen: Screen,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Call `run` now and after every change of the files it gives back; 0 when interrupted.

    Folders among them stand for the `.gov` files they hold.
    """
    try:
        screen.say("say.watch.started", "dim", error=True)
        while True:
            before, files = _round(run)
            while look(files) == before:
                pause(PAUSE_SECONDS)
            clock = time.strftime("%H:%M:%S")
            screen.line([("dim", f"---- {clock} ".ljust(RULE_CELLS, "-"))])
    except KeyboardInterrupt:
        return 0


def _round(run: Callable[[], Iterable[Path]]) -> tuple[Look, list[Path]]:
    """One run. What is looked at afterwards is the state before it, so that no change is lost."""
    started = time.time_ns()
    files = list(run())
    seen = look(files)
    late = {file: (0, 0) for file, (changed, _) in seen.items() if changed > started}
    return seen | late, files


def look(files: Iterable[Path]) -> Look:
    """Time of the last change and size of every file; a missing one is left out."""
    seen: Look = {}
    for file in files:
        try:
            inside = sorted(file.glob("*.gov")) if file.is_dir() else [file]
            for one in inside:
                state = one.stat()
                seen[one] = (state.st_mtime_ns, state.st_size)
        except OSError:
            continue
    return seen
