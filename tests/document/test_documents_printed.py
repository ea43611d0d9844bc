"""On paper: no card is cut in two, no heading ends a page, heads of tables come on every page.

Printed by the browser and by LibreOffice, read back page by page; both tools are slow, and a run
by day leaves them out.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from govkit.document.building import cell, items, line, note
from govkit.document.parts import (
    Block,
    Column,
    Document,
    Heading,
    Keep,
    PageBreak,
    Paragraph,
    Table,
)
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from tests.document.office import turned
from tests.lesson.tools import tool

pytestmark = pytest.mark.nightly
SHORT, LONG = 6, 24  # lines of a card: two short ones stand on one page, one long one does


def _card(number: int, lines: int, framed: bool = True) -> Keep:
    told = [f"card{number}line{at}end" for at in range(lines)]
    table = Table((Column(f"card{number}head"),), tuple((cell(one),) for one in told[-2:]))
    parts = (Heading(2, f"card{number}title"), *items(*told[:-2]), table)
    return Keep(parts, framed, to_page=2 if framed else 0)


def _lines(number: int, wide: bool) -> int:
    """Three short cards, three long ones, the first with half a page left for it, a short one."""
    return LONG // (2 if wide else 1) if number in (3, 4, 5) else SHORT


def _document(wide: bool) -> Document:
    cards = [_card(number, _lines(number, wide)) for number in range(7)]
    groups: list[Block] = []
    for number in range(7, 14):
        groups += [Paragraph(line("between " * 90)), _card(number, SHORT, framed=False)]
    sections: list[Block] = []
    for number in range(14):
        sections += [
            Heading(1, f"section{number}title"),
            note(f"section{number}note"),
            *(Paragraph(line(f"section{number}text " * 12)) for _ in range(number % 5 + 1)),
        ]
    rows = tuple((cell(f"row{at}begins", f"row{at}ends"), cell(room=1)) for at in range(60))
    table = Table((Column("tablehead"), Column()), rows)
    return Document("en", "Title", (*cards, PageBreak(), *groups, *sections, table), wide=wide)


def _pages(pdf: Path) -> list[str]:
    call = [tool("pdftotext"), "-raw", pdf, "-"]
    done = subprocess.run(call, capture_output=True, check=True, text=True)
    return [page for page in done.stdout.split("\f") if page.strip()]


def _by_browser(document: Document, folder: Path) -> list[str]:
    (folder / "a.html").write_text(to_html(document), encoding="utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--no-pdf-header-footer")  # fmt: skip
    subprocess.run(
        [tool("chromium"), *flags, f"--user-data-dir={folder / 'profile'}",
         f"--print-to-pdf={folder / 'a.pdf'}", (folder / "a.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return _pages(folder / "a.pdf")


def _by_office(document: Document, folder: Path) -> list[str]:
    (folder / "a.docx").write_bytes(to_docx(document))
    [printed] = turned(folder, "pdf", folder / "a.docx")
    return _pages(printed)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("printed", [_by_browser, _by_office])
def test_what_belongs_together_stands_on_one_page(printed, wide: bool, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pages = printed(_document(wide), tmp_path)

    def on(text: str) -> list[int]:
        return [number for number, page in enumerate(pages) if text in page]

    for number in range(14):
        lines = _lines(number, wide)
        whole = [f"card{number}title", *(f"card{number}line{at}end" for at in range(lines))]
        assert {tuple(on(text)) for text in whole} == {tuple(on(whole[0]))}, number
        assert len(on(whole[0])) == 1
    assert on("card0title") == on("card1title") == [0]
    assert [on(f"card{number}title") for number in (2, 3, 4)] == [[1], [2], [3]]
    for number in range(14):
        title, remark, text = (on(f"section{number}{one}") for one in ("title", "note", "text"))
        assert title == remark == text[:1], number
    held = {page for at in range(60) for page in on(f"row{at}begins")}
    assert len(held) > 1 and sorted(held) == on("tablehead")
    for at in range(60):
        assert on(f"row{at}begins") == on(f"row{at}ends"), at
