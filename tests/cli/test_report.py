"""`govkit report`: names in both tongues, choices, formats by ending, rows for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from govkit.reports.reporting import REPORTS, TAKEN
from tests.lesson.tools import tool

from .conftest import Run


@pytest.mark.parametrize("call", [("report", "full"), ("report", "全文"), ("材料", "Full")])
def test_a_report_is_called_in_either_tongue(run: Run, model: Path, call: tuple[str, str]) -> None:
    ran = run(*call, model)
    assert ran.status == 0, ran.err
    assert ran.out == run("report", "full", model).out
    assert "逐级办理" in ran.out


def test_each_file_is_written_by_its_ending(run: Run, model: Path, tmp_path: Path) -> None:
    page, text = tmp_path / "a.html", tmp_path / "b.md"
    ran = run("report", "full", model, "-o", page, "-o", text)
    assert (ran.status, ran.out) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert text.read_text(encoding="utf-8").startswith("# 湖滨")


def test_chapters_are_chosen_by_words_of_both_tongues(run: Run, model: Path) -> None:
    assert "\n层级\n" in run("report", "full", model).out
    for words in ("流程", "process", "流程，process"):
        shown = run("report", "full", model, "--only", words).out
        assert "逐级办理" in shown and "\n层级\n" not in shown
        assert "有没有出处" not in shown
    assert run("report", "full", model, "--only", "流程,层级", "--lang", "en").status == 0


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--only", "没有"], "GOV804", "没有"),
        (["--sort", "条文"], "GOV999", "--only"),
        (["--source", "条例"], "GOV999", "--public"),
        (["--paper", "A5"], "GOV804", "A4、A3"),
        (["-o", "a.xyz"], "GOV986", ".html"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    run: Run, model: Path, options: list[str], code: str, told: str
) -> None:
    ran = run("report", "full", model, *options)
    assert (ran.status, ran.out) == (2, "")
    assert code in ran.err and told in ran.err


def test_a_report_that_there_is_none_of_is_told_with_those_there_are(run: Run, model: Path) -> None:
    ran = run("report", "全部", model)
    assert (ran.status, "GOV804" in ran.err) == (2, True)
    assert all(name in ran.err and zh in ran.err for name, (zh, _) in REPORTS.items())


def test_rows_are_told_to_programs(run: Run, model: Path) -> None:
    rows = json.loads(run("report", "full", model, "--json").out)
    count = next(row for row in rows if row["path"] == "level:社区.count")
    assert (count["value"], count["origin"]) == ("3个", "cited")


def test_every_report_says_which_choices_it_takes() -> None:
    assert set(REPORTS) == set(TAKEN)


@pytest.mark.parametrize("name", sorted(one for one in TAKEN if "paper" in TAKEN[one]))
def test_the_paper_that_is_asked_for_is_that_of_every_file(
    run: Run, model: Path, tmp_path: Path, name: str
) -> None:
    docx = pytest.importorskip("docx")
    template = tmp_path / "样式.docx"
    docx.Document().save(template)
    for asked, inner in ((["--paper", "a3"], "A3"), (["--纸张", "A4"], "A4"), ([], "A4")):
        ran = run("report", name, model, *asked, "-o", "a.html", "-o", "a.docx")
        assert ran.status == 0, ran.err
        assert f"size: {inner} landscape" in (tmp_path / "a.html").read_text(encoding="utf-8")
        assert _sides(tmp_path / "a.docx") == SIDES[inner]
    ran = run("report", name, model, "--paper", "A3", "--template", template, "-o", "b.docx")
    assert ran.status == 0, ran.err
    assert _sides(tmp_path / "b.docx") == SIDES["A3"]


def test_a_pdf_is_as_large_as_the_paper_that_is_asked_for(
    run: Run, model: Path, tmp_path: Path
) -> None:
    tool("chromium")
    assert run("report", "matrix", model, "--paper", "A3", "-o", "a.pdf").status == 0
    box = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", (tmp_path / "a.pdf").read_bytes())
    assert box is not None
    assert [round(float(side) * 25.4 / 72) for side in box.groups()] == [420, 297]


# Twips, as a page lies.
SIDES = {"A4": (16838, 11906), "A3": (23811, 16838)}


def _sides(path: Path) -> tuple[int, int]:
    with ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    sizes = re.findall(r"<w:pgSz [^>]*>", body)
    assert len({tuple(sorted(re.findall(r'w:[wh]="(\d+)"', one))) for one in sizes}) == 1
    size = sizes[0]
    across, down = (re.search(rf'w:{side}="(\d+)"', size) for side in "wh")
    assert across is not None and down is not None
    return int(across[1]), int(down[1])


@pytest.mark.parametrize("call", [("report", "form"), ("材料", "表样")])
def test_a_form_is_told_and_written_with_what_to_do_next(
    run: Run, model: Path, tmp_path: Path, call: tuple[str, str]
) -> None:
    told = run(*call, model)
    assert told.status == 0 and '单元：表格("表样.xlsx", "社区")' in told.out
    assert "填写说明" in told.out and "一行一个社区" not in told.out
    book = tmp_path / "网格表.xlsx"
    ran = run(*call, model, "-o", book)
    assert ran.status == 0 and str(book) in ran.err
    assert '在“层级 社区”里写 单元：表格("网格表.xlsx", "社区")' in ran.out
    assert book.read_bytes().startswith(b"PK")
    english = run(*call, model, "--lang", "en", "--empty", "--only", "level").out
    assert 'In level 社区 write units: table("form.xlsx", "社区")' in english


@pytest.mark.parametrize(
    ("options", "code", "status"),
    [
        (["-o", "a.docx"], "GOV986", 2),
        (["-o", "a.csv"], "GOV986", 2),
        (["--json"], "GOV999", 2),
        (["--only", "事项"], "GOV868", 1),
    ],
)
def test_what_no_form_can_be_is_refused(
    run: Run, model: Path, tmp_path: Path, options: list[str], code: str, status: int
) -> None:
    ran = run("report", "form", model, *options)
    assert (ran.status, ran.out, code in ran.err) == (status, "", True)
    assert not (tmp_path / options[-1]).exists()


def test_only_a_form_can_be_empty(run: Run, model: Path) -> None:
    ran = run("report", "full", model, "--空表")
    assert (ran.status, "GOV999" in ran.err, "--public" in ran.err) == (2, True, True)
