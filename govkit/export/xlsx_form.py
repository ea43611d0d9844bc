"""What makes a sheet of a workbook a form: cells to write text in, and lists to choose from.

A sheet of openpyxl and the columns of its table enter. Lists stand on a hidden sheet of their own,
each once: a list that is written into the cell must not be longer than 255 characters.
"""

from __future__ import annotations

from typing import Any

from govkit.document.parts import Column, Document, Table
from govkit.document.reading import tables_of
from govkit.export.escape import shown

_NAMES = {"zh": "选项", "en": "Options"}
_LAST = 20_002  # the last row that is made ready: the hints, the title, 20,000 rows
_MORE = 300  # rows that somebody may add to a sheet and choose from in another


class Options:
    """The lists of a workbook, in the order they are first needed; `name` is their sheet's."""

    def __init__(self, document: Document) -> None:
        self.name = _NAMES[document.lang]
        self.lists: dict[tuple[str, ...], int] = {}
        self._tables = {table.name: table for table in tables_of(document)}

    def offer(self, sheet: Any, table: Table, top: int) -> None:
        """Make the cells beneath row `top` cells of text, with the lists of their columns."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        for at, column in enumerate(table.columns, start=1):
            letter = get_column_letter(at)
            sheet.column_dimensions[letter].number_format = "@"
            area = self._area(column, top)
            if not area:
                continue
            chosen = DataValidation(
                type="list", formula1=area, allow_blank=True, showErrorMessage=not column.others
            )
            chosen.add(f"{letter}{top + 1}:{letter}{_LAST}")
            sheet.add_data_validation(chosen)

    def _area(self, column: Column, top: int) -> str:
        """Where the choices of a column stand; empty where it has none."""
        from openpyxl.utils import get_column_letter

        if column.choices_from in self._tables:
            title = column.choices_from.replace("'", "''")
            last = top + len(self._tables[column.choices_from].rows) + _MORE
            return f"'{title}'!$A${top + 1}:$A${last}"
        if not column.choices:
            return ""
        number = self.lists.setdefault(column.choices, len(self.lists) + 1)
        letter = get_column_letter(number)
        return f"'{self.name}'!${letter}$1:${letter}${len(column.choices)}"

    def write(self, sheet: Any) -> None:
        """Write the lists, a column each, and hide them."""
        for choices, number in self.lists.items():
            for row, word in enumerate(choices, start=1):
                cell = sheet.cell(row, number, shown(word))
                cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
        sheet.sheet_state = "hidden"
