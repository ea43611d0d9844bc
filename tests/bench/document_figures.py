"""How long a table of 1,000 rows takes to write, and how that compares to python-docx cell by cell.

Nothing enters; a line for each format leaves, in seconds of this processor and as a ratio to the
table written through python-docx's own cells in the same run.

    python -m tests.bench.document_figures
"""

from __future__ import annotations

import io
from collections.abc import Callable
from time import process_time

from govkit.document.building import cell
from govkit.document.parts import Column, Document, Table
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from govkit.export.markdown import to_markdown

ROWS, COLUMNS = 1_000, 5
WORDS = [[f"内容 {row} {column}" for column in range(COLUMNS)] for row in range(ROWS)]


def table() -> Document:
    """A document that is one table."""
    columns = tuple(Column(str(number)) for number in range(COLUMNS))
    return Document("zh", "题", (Table(columns, tuple(tuple(map(cell, row)) for row in WORDS)),))


def by_cells() -> bytes:
    """The same words through the cells of python-docx."""
    import docx

    package = docx.Document()
    found = package.add_table(rows=ROWS, cols=COLUMNS)
    for row, words in zip(found.rows, WORDS, strict=True):
        for place, word in zip(row.cells, words, strict=True):
            place.text = word
    out = io.BytesIO()
    package.save(out)
    return out.getvalue()


def seconds(write: Callable[[], object]) -> float:
    """The least of three runs, of this processor."""

    def once() -> float:
        begins = process_time()
        write()
        return process_time() - begins

    return min(once() for _ in range(3))


def main() -> None:
    """Print the figures."""
    document = table()
    yard = seconds(by_cells)
    print(f"python-docx by cells {yard:6.2f} s")
    for write in (to_docx, to_html, to_markdown):
        took = seconds(lambda write=write: write(document))  # type: ignore[misc]
        print(f"{write.__name__:20} {took:6.2f} s  {yard / took:5.0f} times as fast")


if __name__ == "__main__":
    main()
