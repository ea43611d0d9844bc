"""Documents on the screen and in files: by ending, several at once, whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govkit.cli.documents import told
from govkit.cli.refusal import Refusal
from govkit.cli.screen import Screen
from govkit.diagnostics.plain import render
from govkit.diagnostics.width import visible, width
from govkit.document.building import cell, line
from govkit.document.parts import Column, Document, Heading, Paragraph, Run, Table
from govkit.document.reading import texts
from tests.document.conftest import HOSTILE, document

ONE = Document(
    "zh",
    "职责清单",
    (
        Heading(1, "一、岗位"),
        Table(
            (Column("序号"), Column("名称", 3), Column("依据", 2)),
            (
                (cell("1", down=2), cell(line("网格长", "new")), cell("第一条")),
                (cell((Run("旧", "gone"), Run("员"))), cell("第二条")),
                (cell("2"), cell("甲、" * 40), cell("")),
            ),
        ),
    ),
)
TWO = Document("zh", "题", (*ONE.blocks, *ONE.blocks))


def shown(found: Document, capsys: pytest.CaptureFixture[str], *outputs: Path) -> str:
    told(found, outputs, Screen("zh"))
    return capsys.readouterr().out


@pytest.mark.parametrize("room", [24, 40, 80, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_string_is_shown_on_lines_no_wider_than_the_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, room: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(room))
    for found in (ONE, document(lang)):
        out = shown(found, capsys)
        assert max(map(width, out.splitlines())) <= room
        letters = "".join(out.split())
        for text in texts(found):
            assert all(letter in letters for letter in visible(text) if not letter.isspace())
            if width(text) < 10 and room > 40:
                assert visible(text) in re.sub(r"\{\+|\+\}|\[-|-\]", "", out)
    assert "\x1b" not in out and "<U+202E>" in "".join(out.split())
    assert len(HOSTILE) == 17


def test_wide_columns_stand_side_by_side_and_narrow_screens_get_records(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = shown(ONE, capsys).splitlines()
    head = next(one for one in lines if one.startswith("序号"))
    row = next(one for one in lines if one.startswith("1"))
    assert width(head[: head.index("依据")]) == width(row[: row.index("第一条")])
    monkeypatch.setenv("COLUMNS", "30")
    out = shown(ONE, capsys)
    assert out.count("序号：1") == 2, "a cell of two rows is told in both records"
    assert "名称：{+网格长+}" in out and "依据：第二条" in out


def test_new_and_gone_are_told_by_signs_where_there_is_no_colour(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = Document(
        "zh", "题", (Paragraph((Run("新", "new"), Run("旧", "gone"), Run("重", "strong"))),)
    )
    assert "{+新+}[-旧-]重" in shown(found, capsys)


def test_each_file_is_written_by_its_ending_and_a_dash_is_the_screen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = [tmp_path / name for name in ("甲.docx", "甲.HTML", "甲.md", "甲.csv")]
    assert shown(ONE, capsys, *names) == ""
    begins = [path.read_bytes()[:4] for path in names]
    assert begins == [b"PK\x03\x04", b"<!do", "# 职".encode()[:4], b"\xef\xbb\xbf\xe5"]
    assert "职责清单" in shown(ONE, capsys, Path("-"), names[2])


@pytest.mark.parametrize(
    ("found", "name", "code", "says"),
    [
        (ONE, "甲.doc", "GOV986", ".docx"),
        (ONE, "甲", "GOV986", "没有后缀"),
        (TWO, "甲.csv", "GOV986", "2 张"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(
    found: Document, name: str, code: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        told(found, [tmp_path / "先.html", tmp_path / name], Screen("zh"))
    assert refused.value.status == 2
    (finding,) = refused.value.findings
    assert finding.code == code and says in render(finding, "zh") and render(finding, "en")
    assert not list(tmp_path.iterdir())


def test_csv_is_not_named_where_it_is_not_offered(tmp_path: Path) -> None:
    for found, offered in ((ONE, True), (TWO, False)):
        with pytest.raises(Refusal) as refused:
            told(found, [tmp_path / "甲.xyz"], Screen("zh"))
        assert (".csv" in render(refused.value.findings[0], "zh")) is offered


def test_a_file_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        told(ONE, [tmp_path / "先.html", tmp_path / "没有" / "甲.html"], Screen("zh"))
    assert refused.value.status == 1 and refused.value.findings[0].code == "GOV808"
    assert not list(tmp_path.iterdir())


def test_too_many_rows_are_told_and_a_csv_takes_them(tmp_path: Path) -> None:
    rows = tuple((cell(str(at)),) for at in range(20_001))
    many = Document("zh", "题", (Table((Column("号"),), rows),))
    with pytest.raises(Refusal) as refused:
        told(many, [tmp_path / "甲.html"], Screen("zh"))
    assert refused.value.findings[0].code == "GOV994"
    told(many, [tmp_path / "甲.csv"], Screen("zh"))
    assert len((tmp_path / "甲.csv").read_text("utf-8-sig").splitlines()) == 20_002


@pytest.mark.parametrize("call", [("report", "attachment"), ("report", "全文"), ("diff",)])
def test_a_template_that_no_file_would_take_is_refused(
    run: Run, model: Path, call: tuple[str, ...]
) -> None:
    for files in ((), ("-o", "a.html"), ("-o", "a.xlsx", "-o", "-")):
        paths = (model, model) if call == ("diff",) else (model,)
        ran = run(*call, *paths, "--template", "模板.docx", *files)
        assert ran.status == 2 and "GOV998" in ran.err, ran
