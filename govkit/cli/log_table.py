"""The table of a log of cases, as `assess` and `workload` read it.

A path enters; the rows of a CSV file or a workbook leave, with what was wrong with them. What the
cells mean is the business of `govkit.indicators`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govkit.cli.refusal import FAILED, Refusal, failed
from govkit.diagnostics import Both, Diagnostic
from govkit.vocabulary.words import spellings

if TYPE_CHECKING:
    from govkit.tables import Table


def read_table_of_cases(path: Path, sheet: str) -> tuple[Table, list[Diagnostic]]:
    """The table of a CSV file or a workbook, with its findings. Raises `Refusal`.

    Nothing is read where no heading is known (GOV850).
    """
    from govkit.tables import folded, read_table

    known = {folded(word) for word in spellings("log_column")}
    table, findings = read_table(path, sheet, known=known)
    if table is None:
        raise Refusal(findings, FAILED)
    if not any(folded(column) in known for column in table.columns):
        why = Both("没有一个认得的列名", "none of its headings is known")
        raise failed("GOV850", path=str(path), reason=why)
    return table, findings
