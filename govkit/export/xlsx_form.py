"""What makes a sheet of a workbook a form: cells to write text in, and lists to choose from.

A sheet of openpyxl and the columns of its table enter. Lists stand on a hidden sheet of their own,
each once: a list that is written into the cell must not be longer than 255 characters.
"""

from __future__ import annotations

from typing import Any

from govkit.document.parts import Table
from govkit.export.escape import shown

OPTIONS = {"zh": "选项", "en": "Options"}
_LAST = 20_002  # the last row that is made ready: the hints, the title, 20,000 rows


class Options:
    """The lists of a workbook, in the order they are first needed; `name` is their sheet's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lists: dict[tuple[str, ...], int] = {}

    def offer(self, sheet: Any, table: Table, top: int) -> None:
        """Make the cells beneath row `top` cells of text, with the lists of their columns."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        for at, column in enumerate(table.columns, start=1):
            letter = get_column_letter(at)
            sheet.column_dimensions[letter].number_format = "@"
            if not column.choices:
                continue
            number = self.lists.setdefault(column.choices, len(self.lists) + 1)
            list_at = get_column_letter(number)
            chosen = DataValidation(
                type="list",
                formula1=f"'{self.name}'!${list_at}$1:${list_at}${len(column.choices)}",
                allow_blank=True,
                showErrorMessage=not column.others,
            )
            chosen.add(f"{letter}{top + 1}:{letter}{_LAST}")
            sheet.add_data_validation(chosen)

    def write(self, sheet: Any) -> None:
        """Write the lists, a column each, and hide them."""
        for choices, number in self.lists.items():
            for row, word in enumerate(choices, start=1):
                cell = sheet.cell(row, number, shown(word))
                cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
        sheet.sheet_state = "hidden"
