"""Tables as CSV that Excel opens as they are meant: no text turns into a formula.

Rows of plain text enter, the text of a file leaves; the mark of UTF-8 that Excel looks for stands
at its beginning. Nothing here knows what the rows say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
# What makes a spreadsheet take a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV with a byte order mark; a cell like a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return MARK + out.getvalue()
