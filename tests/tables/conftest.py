"""Table files for tests: CSV from a text, workbooks cell by cell."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Writes a workbook of rows; `change` gets the sheet, `sheets` adds further ones by name."""

    def write(
        *rows: list[object],
        name: str = "表.xlsx",
        change: Callable[[Any], None] | None = None,
        **sheets: list[list[object]],
    ) -> Path:
        from openpyxl import Workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = Workbook()
            for row in rows:
                made.active.append(row)
            if change is not None:
                change(made.active)
            for title, more in sheets.items():
                sheet = made.create_sheet(title)
                for row in more:
                    sheet.append(row)
            made.save(tmp_path / name)
        return tmp_path / name

    return write
