"""Tables as CSV that Excel opens as they are meant: no text turns into a formula.

Rows of plain text enter, the text of a file leaves; the mark of UTF-8 that Excel looks for stands
at its beginning, and what a spreadsheet would hide or obey stands there by number. Nothing here
knows what the rows say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from govkit.diagnostics.width import visible

MARK = "\ufeff"
# What makes a spreadsheet take a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV with a byte order mark; a cell like a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([cell(text) for text in row])
    return MARK + out.getvalue()


def cell(text: str) -> str:
    """One cell as a spreadsheet takes it for text."""
    marked = f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA) else text
    return "\n".join(visible(line) for line in marked.split("\n"))
