"""Where a walk is saved, and how a path is typed in a call that goes on with it.

Names and paths enter, paths and words leave. Nothing is written here.
"""

from __future__ import annotations

import re
from pathlib import Path


def typed(path: Path | str) -> str:
    """A path or a name as it is typed in a command line."""
    text = str(path)
    return f'"{text}"' if re.search(r"[\s'()&;]", text) else text


def free_name(scenario: str) -> Path:
    """A file of the current folder that does not exist yet, named like the scenario."""
    stem = "".join(letter if letter.isalnum() else "_" for letter in scenario)[:40] or "walk"
    path, number = Path(f"{stem}.walk.json"), 2
    while path.exists():
        path, number = Path(f"{stem}-{number}.walk.json"), number + 1
    return path
