"""A log of events as lines of JSON: one object for each event.

Rows of one case enter, with the names of their columns; text leaves. What the columns mean is not
known here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from govkit.export.event_csv import Rows

TAIL = ""


def head(columns: Sequence[str]) -> str:
    """Nothing: every line names its values."""
    return ""


def body(columns: Sequence[str]) -> Callable[[Rows], str]:
    """Makes lines of rows."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def text(rows: Rows) -> str:
        return "".join(f"{encode(dict(zip(columns, row, strict=True)))}\n" for row in rows)

    return text


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file that `body` wrote, by the names of their columns."""
    with path.open(encoding="utf-8", errors="surrogatepass") as lines:
        for line in lines:
            yield json.loads(line)
