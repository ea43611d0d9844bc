"""What somebody may have typed into a cell goes through every format: nothing runs, nothing is
lost, each file opens. And whole reports of a small model: what each format holds is what they say.

Each file is read by a reader that is not ours: openpyxl, markdown-it, the csv and XML readers of
Python, at night LibreOffice.
"""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from govkit import report
from govkit.analysis.diff.comparing import diff
from govkit.diagnostics.width import visible
from govkit.document.building import cell, line
from govkit.document.parts import Column, Document, Heading, Picture, Table
from govkit.export.csv import FORMULA
from govkit.export.saving import ENDINGS, write
from govkit.pipeline import loads
from govkit.reports.amendment import amendment
from govkit.reports.wanted import Wanted
from tests.document.office import cells_in, plain, turned
from tests.document.test_documents_written import (
    Page,
    from_docx,
    from_html,
    from_markdown,
    held,
    said,
)
from tests.document.test_workbooks import opened, strings
from tests.reports.conftest import MODELS

WORDS = (
    "=1+1",
    "@SUM(1)",
    "+1",
    "-2+3",
    "＝1＋1",
    '  =HYPERLINK("http://x.example")',
    "\t=1+1",
    "甲\t乙",
    "=cmd|' /C calc'!A0",
    "\x07\x00\x1b[31m",
    "甲\u202e乙\u200b丙\ufeff丁",
    "\ufffe\ud800\uffff",
    "]]> --> <!--",
    "<b>粗</b><script>alert(1)</script>",
    "&lt;&#x41;&amp;",
    "𠮷𪚥龘㎡①",
    "长" * 5_000,
    "a" * 5_000,
    "'单引号",
    '"双,引号"',
    "|竖|线\\",
    "_x0041_",
    "",
)


DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1mm" height="1mm" role="img"></svg>'


def hostile() -> Document:
    """One table of such words: titles, names and cells, new, gone and plain; some names empty."""
    rows = tuple(
        (cell(str(at)), cell(word), cell(line(word, "new")), cell(line(word, "gone")))
        for at, word in enumerate(WORDS)
    )
    columns = (Column("序号"), Column(""), Column("=1+1"), Column("<b>]]>"))
    blocks = (Heading(1, ""), Table(columns, rows))
    return Document("zh", "<b>]]>\u202e=1+1", blocks, foot="@SUM(1)")


def test_every_format_holds_every_hostile_string_and_no_other() -> None:
    found = hostile()
    wanted = said(found)
    assert len(wanted) > 3 * (len(WORDS) - 1)
    for read in (from_html, from_docx, from_markdown):
        assert held(read(found)) == wanted, read.__name__
    *sheets, rest = opened(found).worksheets
    inside = [text for sheet in sheets for text in strings(sheet)]
    assert sorted(held([*inside, *strings(rest)])) == sorted(wanted)


def test_csv_keeps_every_string_and_no_spreadsheet_reckons_with_it() -> None:
    text = write(hostile(), ".csv").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["序号", "", "'=1+1", "<b>]]>"] and len(rows) == len(WORDS)
    for word, row in zip(WORDS, rows, strict=True):
        told = visible(word)
        for one in row[1:]:
            assert one in (told, f"'{told}"), word[:40]
            assert not one.lstrip(" \u3000").startswith(FORMULA), word[:40]


def test_every_file_is_whole_and_holds_nothing_that_runs() -> None:
    found = hostile()
    for ending in ENDINGS[:-1]:  # the last is PDF, the page as a browser prints it
        data = write(found, ending)
        assert data, ending
        if ending in (".docx", ".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                assert package.testzip() is None
                parts = {name: package.read(name) for name in package.namelist()}
            for name, part in parts.items():
                if name.endswith((".xml", ".rels")):
                    _runs_nothing(part)
                assert b"TargetMode" not in part and "vba" not in name
    page = Page(write(found, ".html").decode())
    assert not set(page.tags) & {"script", "b", "a", "img", "iframe"}
    assert "href" not in page.told and not [name for name in page.told if name.startswith("on")]


def _runs_nothing(part: bytes) -> None:
    """No formula, no link, no field but the number of the page."""
    for one in ET.fromstring(part).iter():
        tag = one.tag.rpartition("}")[2]
        assert tag not in {"f", "hyperlink", "externalReference", "instrText"}, tag
        if tag == "fldSimple":
            assert [value.strip() for value in one.attrib.values()] == ["PAGE"]


def _reports(lang: str) -> dict[str, Document]:
    old = loads(MODELS[lang])
    changed = {"zh": ("7工作日", "5工作日"), "en": ("limit: 7 work_days", "limit: 5 work_days")}
    new = loads(MODELS[lang].replace(*changed[lang]))
    found = {
        name: report(old, name, lang=lang)  # type: ignore[arg-type]
        for name in ("full", "attachment", "matrix")
    }
    whole = found["full"]
    drawn = (replace(one, svg=DOT) if isinstance(one, Picture) else one for one in whole.blocks)
    found["full"] = replace(whole, blocks=tuple(drawn))  # what is drawn is looked at elsewhere
    found["amendment"] = amendment(old, new, diff(old, new), Wanted(lang))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("lang", list(MODELS))
def test_what_a_format_holds_of_a_report_is_what_the_report_says(lang: str) -> None:
    for name, found in _reports(lang).items():
        wanted = said(found)
        assert len(wanted) > 10, name
        for read in (from_html, from_docx, from_markdown):
            assert held(read(found)) == wanted, (name, read.__name__)
        *sheets, rest = opened(found).worksheets
        tables = [text for sheet in sheets for text in strings(sheet)]
        assert sorted(held([*tables, *strings(rest)])) == sorted(wanted), name


def _every(folder: Path, ending: str) -> dict[Path, Document]:
    """The hostile document and every report of both tongues, as files of a kind."""
    found = {}
    for name, one in (("hostile", hostile()), *_reports("zh").items(), *_reports("en").items()):
        path = folder / f"{name}-{one.lang}{ending}"
        path.write_bytes(write(one, ending))
        found[path] = one
    return found


@pytest.mark.nightly
def test_libreoffice_reads_every_hostile_string_and_every_report(tmp_path: Path) -> None:
    """The foot of the pages is no part of its text."""
    files = _every(tmp_path, ".docx")
    made = turned(tmp_path, "txt:Text (encoded):UTF8", *files)
    for text, found in zip(made, files.values(), strict=True):
        wanted = said(found)[: -1 if found.foot else None]
        told = [one.removeprefix("• ") for one in held(text.read_text("utf-8-sig").split("\n"))]
        assert plain(told) == plain(wanted), text.name


@pytest.mark.nightly
def test_libreoffice_reads_every_hostile_cell_and_every_report_as_a_workbook(
    tmp_path: Path,
) -> None:
    files = _every(tmp_path, ".xlsx")
    made = turned(tmp_path, "html", *files)
    for page, found in zip(made, files.values(), strict=True):
        assert sorted(cells_in(page)) == sorted(plain(said(found))), page.name
