"""Where the grammar and the word tables lie on disk.

One folder leaves, or the rows of a table by its name. A built package carries them inside itself,
a working copy keeps them at the root of the repository. What the files say is not known here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_GRAMMAR = "govkit.lark"


@lru_cache(maxsize=1)
def grammars() -> Path:
    """The folder with `govkit.lark` and the `*.csv` tables of both tongues.

    Raises `FileNotFoundError` when the installation has lost it.
    """
    return _beside(Path(__file__).resolve().parent.parent)


def rows_of(table: str) -> Iterator[dict[str, str]]:
    """The rows of one table (`kinds.csv`), each by the words of its first line."""
    with (grammars() / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _beside(package: Path) -> Path:
    """The grammars of the package at this folder: inside it, else next to it."""
    for folder in (package / "grammars", package.parent / "grammars"):
        if (folder / _GRAMMAR).is_file():
            return folder
    raise FileNotFoundError(
        f"安装不完整：「{package}」里没有语法文件「{_GRAMMAR}」。请重新安装 govkit。 "
        f"The installation is incomplete: `{_GRAMMAR}` is missing from `{package}`. "
        "Install govkit again."
    )
