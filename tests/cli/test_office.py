"""LibreOffice opens what is written for an office, all of it by one start of the program.

A document as Word file and as workbook, hostile words in cells, and a workbook of others with its
errors marked: what LibreOffice reads is what was written. Every report by night, see
`tests/document/test_hostile_tables.py`.
"""

from __future__ import annotations

from pathlib import Path

from govkit.export.saving import write
from tests.document.conftest import document
from tests.document.office import cells_in, plain, texts_in, turned
from tests.document.test_documents_written import said
from tests.document.test_hostile_tables import hostile

from .conftest import Run
from .test_marked_tables import TEXT, openpyxl, workbook_of_300


def test_libreoffice_reads_what_was_written(tmp_path: Path, run: Run) -> None:
    chinese, english = document("zh"), document("en", wide=True)
    written = {
        "a.docx": write(chinese, ".docx"),
        "b.docx": write(english, ".docx"),
        "c.xlsx": write(chinese, ".xlsx"),
        "d.xlsx": write(hostile(), ".xlsx"),
    }
    for name, content in written.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "东湖.gov").write_text(TEXT, encoding="utf-8")
    workbook_of_300(tmp_path / "网格.xlsx")
    assert run("check", tmp_path, "--mark").status == 1
    marked = tmp_path / "网格_检查结果.xlsx"
    pages = turned(tmp_path, "html", *(tmp_path / name for name in written), marked)
    for page, found in zip(pages, (chinese, english), strict=False):
        *told, number = texts_in(page)  # below the foot, where a page has its number
        assert told == plain(said(found)) and number.isdecimal()
    for page, found in zip(pages[2:], (chinese, hostile()), strict=False):
        assert sorted(cells_in(page)) == sorted(plain(said(found))), page.name
    sheet = openpyxl.load_workbook(marked)["网格名册"]
    marked_cells = [row[5].value for row in sheet.iter_rows() if row[5].value]
    assert len(marked_cells) == 15
    marks = plain([line for text in marked_cells for line in text.split("\n")])
    assert [text for text in cells_in(pages[4]) if text in marks] == marks
