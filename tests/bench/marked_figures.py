"""How long a marked copy takes beside the check it comes from, and how large it is.

    python -m tests.bench.marked_figures

prints, for a sheet of 300 rows and one of 20,000 rows, seconds of the check and of the copy, and
the kilobytes of both files.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from govkit.export.marking import marked, marks_of
from govkit.pipeline import compile_path

TEXT = """govkit 1
地区 东湖 {
  层级 社区 { 名录：东里、西里 }
  层级 网格 { 上级：社区；单元：表格("网格.xlsx") }
}
"""


def _workbook(path: Path, rows: int) -> None:
    """Fifteen columns; every fourth row lacks its name."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("网格")
    sheet.append(["名称", "编号", "上级", *(f"其他{number}" for number in range(12))])
    for number in range(rows):
        sheet.append([f"网格{number}" if number % 4 else None, number, "东里", *["数据"] * 12])
    book.save(path)


def main() -> None:
    """Print the figures."""
    for rows in (300, 20_000):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "东湖.gov").write_text(TEXT, encoding="utf-8")
            table = folder / "网格.xlsx"
            _workbook(table, rows)
            began = time.perf_counter()
            compiled = compile_path(folder)
            checked = time.perf_counter()
            [marks] = marks_of(compiled.every, compiled.tables, "zh")
            copy = marked(table.read_bytes(), marks.sheets)
            done = time.perf_counter()
            print(
                f"{rows:,} rows, {marks.rows:,} marked: check {checked - began:.2f} s, "
                f"copy {done - checked:.2f} s; {table.stat().st_size / 1000:,.0f} kB, "
                f"copy {len(copy) / 1000:,.0f} kB"
            )


if __name__ == "__main__":
    main()
