"""Pages as PDF: printed by what is there, else refused with a way out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from govkit.diagnostics import GovError
from govkit.document.building import paragraphs
from govkit.document.parts import Document
from govkit.export import pdf
from govkit.export.html import to_html
from govkit.export.saving import save
from tests.lesson.tools import tool

PAGE = "<!doctype html><meta charset=utf-8><title>t</title><p>网格 office{}</p>"
BREAK = '<p style="break-before: page">{}</p>'
# A program that leaves its last argument beside the file it was asked for.
FAKE = """import sys
asked = [one.partition("=")[2] for one in sys.argv if one.startswith("--print-to-pdf=")]
open(asked[0], "wb").write({data!r})
"""


def _program(folder: Path, data: bytes) -> str:
    script = folder / "browser.py"
    script.write_text(FAKE.format(data=data), encoding="utf-8")
    program = folder / "browser"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n')
    program.chmod(0o700)
    return str(program)


@pytest.fixture
def nothing_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(pdf.BROWSER, raising=False)
    monkeypatch.setattr(pdf, "_BROWSERS", ())
    monkeypatch.setattr(pdf, "_OFFICES", ())
    monkeypatch.setattr(pdf, "_usual_places", list)


def test_a_browser_prints_every_page() -> None:
    tool("chromium")
    made = pdf.to_pdf(PAGE.format("") + BREAK.format("二") + BREAK.format("三"))
    assert made.startswith(b"%PDF-")
    assert b"/Count 3" in made


@pytest.mark.usefixtures("nothing_there")
def test_the_browser_that_is_named_is_the_one_that_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(pdf.BROWSER, _program(tmp_path, b"%PDF-1.4 named"))
    assert pdf.to_pdf(PAGE) == b"%PDF-1.4 named"


@pytest.mark.usefixtures("nothing_there")
@pytest.mark.parametrize("made", [b"", b"<html>"])
def test_what_is_no_pdf_is_not_handed_on(
    made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(pdf.BROWSER, _program(tmp_path, made))
    with pytest.raises(GovError) as raised:
        pdf.to_pdf(PAGE)
    assert [one.code for one in raised.value.diagnostics] == ["GOV985"]


@pytest.mark.usefixtures("nothing_there")
def test_without_a_program_it_is_refused() -> None:
    with pytest.raises(GovError) as raised:
        pdf.to_pdf(PAGE, docx=lambda: b"")
    assert [one.code for one in raised.value.diagnostics] == ["GOV985"]


@pytest.mark.usefixtures("nothing_there")
def test_libreoffice_prints_the_word_file_where_no_browser_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turned: list[bytes] = []

    def run(call: list[str], **asked: object) -> None:
        folder = Path(call[call.index("--outdir") + 1])
        turned.append((folder / "page.docx").read_bytes())
        (folder / "page.pdf").write_bytes(b"%PDF-1.7 office")

    monkeypatch.setattr(pdf, "_office", lambda: "soffice")
    monkeypatch.setattr(subprocess, "run", run)
    assert pdf.to_pdf(PAGE, docx=lambda: b"a Word file") == b"%PDF-1.7 office"
    assert turned == [b"a Word file"]


def test_the_browser_is_kept_from_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda call, **asked: calls.append(call))
    monkeypatch.setattr(pdf, "_office", lambda: None)
    monkeypatch.setenv(pdf.BROWSER, _program(tmp_path, b""))
    with pytest.raises(GovError):
        pdf.to_pdf(PAGE)
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in calls[0]
    assert any(one.startswith("--user-data-dir=") for one in calls[0])
    assert calls[0][-1].startswith("file:")


@pytest.mark.usefixtures("nothing_there")
def test_a_document_is_printed_from_its_page_else_from_its_word_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document("zh", "标题", paragraphs("网格"))
    asked: list[str] = []

    def printed(program: str, html: str) -> bytes:
        asked.append(html)
        return b"%PDF-1.4 page"

    monkeypatch.setattr(pdf, "browser", lambda: "browser")
    monkeypatch.setattr(pdf, "_printed", printed)
    save(document, tmp_path / "报告.PDF")
    assert (tmp_path / "报告.PDF").read_bytes() == b"%PDF-1.4 page"
    monkeypatch.setattr(pdf, "browser", lambda: None)
    monkeypatch.setattr(pdf, "_office", lambda: "soffice")
    monkeypatch.setattr(pdf, "_turned", lambda office, docx: b"%PDF-" + docx[:2])
    save(document, tmp_path / "报告.pdf")
    assert (tmp_path / "报告.pdf").read_bytes() == b"%PDF-PK"
    assert asked == [to_html(document)]
