"""How long reports take to make and to write, for each district, and how large they are.

Nothing enters; a line for each report of each district leaves: milliseconds of this processor to
make it (the second time, the first reads the tables of words), to write it as Word and as HTML,
bytes, rows and strings.

    python -m tests.bench.report_figures
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

from govkit.document.parts import Table
from govkit.document.reading import texts
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from govkit.model.governance import Governance
from govkit.reports.reporting import report
from tests.engine.play import DISTRICTS, model_of

T = TypeVar("T")
REPORTS = ("matrix", "attachment")


def timed(make: Callable[[], T]) -> tuple[T, float]:
    """What is made, and the least of five runs in milliseconds."""

    def once() -> tuple[T, float]:
        begins = process_time()
        made = make()
        return made, (process_time() - begins) * 1000

    return min((once() for _ in range(5)), key=lambda run: run[1])


def line(model: Governance, name: str) -> str:
    """One report of one model."""
    document, made = timed(lambda: report(model, name))
    word, as_word = timed(lambda: to_docx(document))
    page, as_page = timed(lambda: to_html(document))
    rows = sum(len(block.rows) for block in document.blocks if isinstance(block, Table))
    return (
        f"{made:6.1f} ms  docx {as_word:6.1f} ms {len(word) / 1000:5.1f} kB"
        f"  html {as_page:5.1f} ms {len(page) / 1000:5.1f} kB"
        f"  {rows:4d} rows {len(texts(document)):5d} strings"
    )


def main() -> None:
    """Print the figures."""
    for path in DISTRICTS:
        for name in REPORTS:
            print(f"{path.name:10s} {name:10s} {line(model_of(path), name)}")


if __name__ == "__main__":
    main()
