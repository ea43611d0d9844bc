"""`govkit draw`: which files are written, in which format, and what is refused."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.lesson.tools import tool

from .conftest import Run

pytest.importorskip("docx")
pytest.importorskip("resvg_py")


def test_pictures_go_beside_the_model(run: Run, model: Path) -> None:
    assert run("draw", model).status == 0
    assert model.with_suffix(".svg").read_text(encoding="utf-8").startswith("<svg ")
    assert run("draw", model, "--process", "逐级办理").status == 0
    assert "逐级办理" in model.with_name("湖滨-逐级办理.svg").read_text(encoding="utf-8")
    assert run("draw", model, "-o", "-").out.startswith("<svg ")


def test_a_picture_is_the_org_chart_and_cards_are_asked_for(run: Run, model: Path) -> None:
    assert "组织架构图" in run("draw", model, "-o", "-").out
    for option in ("--cards", "--卡片"):
        assert "单元卡片" in run("draw", model, option, "-o", "-").out
    assert run("制图", model, "-o", "-").out == run("画图", model, "-o", "-").out
    assert run("draw", model, "--cards").status == 0
    assert model.with_name("湖滨-卡片.svg").exists()


def test_cards_without_units_say_so_and_the_org_chart_is_drawn(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "甲.gov"
    path.write_text("govkit 1\n地区 甲 { 层级 街道 { 数量：1个 } }\n", encoding="utf-8")
    ran = run("draw", path, "--cards")
    assert ran.status == 0
    assert "改画组织架构图" in ran.out + ran.err
    assert {one.name for one in tmp_path.iterdir()} == {"甲.gov", "甲.svg"}


def test_cards_are_named_in_the_tongue_of_the_reader(run: Run, model: Path) -> None:
    assert run("draw", model, "--cards", "--lang", "en").status == 0
    assert model.with_name("湖滨-cards.svg").exists()


def test_cards_of_a_process_are_refused(run: Run, model: Path) -> None:
    ran = run("draw", model, "--process", "逐级办理", "--cards")
    assert ran.status == 2 and "GOV807" in ran.err


def test_several_sheets_are_several_files_and_one_keeps_its_name(run: Run, tmp_path: Path) -> None:
    path = _several(tmp_path)
    assert run("draw", path, "--paper", "A4", "-o", tmp_path / "图.svg").status == 0
    found = sorted(one.name for one in tmp_path.glob("图*.svg"))
    assert found[:2] == ["图-1.svg", "图-2.svg"]
    ElementTree.fromstring(run("draw", path, "--纸张", "a4", "-o", "-").out)
    assert run("draw", path, "-o", tmp_path / "一.svg").status == 0
    assert (tmp_path / "一.svg").exists() or (tmp_path / "一-1.svg").exists()


def test_an_unknown_paper_is_refused(run: Run, model: Path) -> None:
    ran = run("draw", model, "--paper", "A5")
    assert ran.status == 2 and "GOV804" in ran.err and "A4" in ran.err


@pytest.mark.parametrize("name", ["a.JPG", "东湖.xlsx", "a.xlsm", "a.rtf", "a.md"])
def test_other_formats_are_refused_with_those_there_are(
    run: Run, model: Path, name: str, tmp_path: Path
) -> None:
    before = list(tmp_path.iterdir())
    ran = run("draw", model, "-o", "先.svg", "-o", name)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("错误 GOV804 ")
    for told in (Path(name).with_suffix(".pdf").name, "svg、png、pdf、html、docx"):
        assert told in ran.err
    assert list(tmp_path.iterdir()) == before
    assert run("draw", model, "-o", "东湖.街道").status == 0


def _several(folder: Path) -> Path:
    """A model whose org chart takes several sheets of A4."""
    rows = "\n".join(f"机构 第{at}综合事务中心 {{ 设于：街道；数量：9个 }}" for at in range(150))
    path = folder / "甲.gov"
    text = f"govkit 1\n地区 甲 {{\n层级 街道 {{ 数量：1个 }}\n{rows}\n}}\n"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_format_in_one_call_and_a_page_for_each_sheet(run: Run, tmp_path: Path) -> None:
    tool("chromium")
    path = _several(tmp_path)
    names = ("图.svg", "点.png", "页.pdf", "网页.html", "文.docx")
    ran = run("draw", path, "--paper", "A4", *[part for name in names for part in ("-o", name)])
    assert ran.status == 0, ran.err
    sheets = sorted(tmp_path.glob("图-*.svg"))
    assert len(sheets) > 1
    assert len(list(tmp_path.glob("点-*.png"))) == len(sheets)
    across, down = (int.from_bytes((tmp_path / "点-1.png").read_bytes()[at : at + 4], "big")
                    for at in (16, 20))  # fmt: skip
    assert across == round(297 / 25.4 * 300) and down <= round(210.1 / 25.4 * 300)
    assert f"/Count {len(sheets)}".encode() in (tmp_path / "页.pdf").read_bytes()
    page = (tmp_path / "网页.html").read_text(encoding="utf-8")
    assert page.count("<figure>") == len(sheets) and "size: A4 landscape; margin: 0" in page
    assert '<h1 class="unseen">甲 组织架构图</h1>' in page
    with ZipFile(tmp_path / "文.docx") as package:
        body = package.read("word/document.xml").decode()
        assert sum(name.startswith("word/media/") for name in package.namelist()) == len(sheets)
    assert body.count("<w:pageBreakBefore/>") == len(sheets) - 1
    assert "w:footerReference" not in body
    assert f"甲 组织架构图（第2张，共{len(sheets)}张）" in body


def test_a_sheet_inside_word_is_a4_unless_another_paper_is_asked_for(
    run: Run, model: Path, tmp_path: Path
) -> None:
    for paper, sides in ([], (16838, 11906)), (["--paper", "A3"], (23811, 16838)):
        assert run("draw", model, *paper, "-o", "文.docx").status == 0
        with ZipFile(tmp_path / "文.docx") as package:
            body = package.read("word/document.xml").decode()
        found = re.search(r"<w:pgSz [^>]*>", body)
        assert found is not None
        assert (f'w:w="{sides[0]}"' in found[0], f'w:h="{sides[1]}"' in found[0]) == (True, True)


def test_two_pictures_never_go_into_one_file(run: Run, tmp_path: Path) -> None:
    path = _several(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = run("draw", path, "-o", "图.svg", "-o", f"../{tmp_path.name}/图.svg")
    assert ran.status == 1 and "GOV808" in ran.err and "别的结果" in ran.err
    assert sorted(tmp_path.iterdir()) == before
    ran = run("draw", path, "-o", path)
    assert ran.status == 2 and "GOV804" in ran.err  # .gov is no format of a picture


def test_what_is_refused_is_told_in_english_too(run: Run, tmp_path: Path) -> None:
    path = _several(tmp_path)
    ran = run("draw", path, "-o", "a.svg", "-o", "A.svg", "--lang", "en")
    assert ran.status == 1 and "another result goes there as well" in ran.err
    ran = run("draw", path, "-o", "a.gif", "--lang", "en")
    assert ran.status == 2 and "For example a.pdf." in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["甲.gov"]


def test_sheets_of_names_that_look_alike_are_not_mixed_up(run: Run, tmp_path: Path) -> None:
    path = _several(tmp_path)
    assert run("draw", path, "--paper", "A4", "-o", "图.svg", "-o", "图-1.svg").status == 0
    assert {"图-1.svg", "图-1-1.svg"} <= {one.name for one in tmp_path.iterdir()}
    other = f"../{tmp_path.name}/页.svg"
    ran = run("draw", path, "--paper", "A4", "-o", "页.svg", "-o", "页.html", "-o", other)
    assert ran.status == 1 and "GOV808" in ran.err
    assert not list(tmp_path.glob("页*"))


def test_the_same_model_gives_the_same_bytes(run: Run, model: Path, tmp_path: Path) -> None:
    names = ("a.svg", "a.html", "a.png", "a.docx")
    made = []
    for _ in range(2):
        assert run("draw", model, *[part for name in names for part in ("-o", name)]).status == 0
        made.append([(tmp_path / name).read_bytes() for name in names])
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("name", "code"), [("a.png", "GOV980"), ("a.pdf", "GOV985"), ("a.docx", "GOV993")]
)
def test_what_cannot_be_written_here_leaves_nothing_behind(
    run: Run, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str
) -> None:
    monkeypatch.setattr("govkit.export.png._has_chinese", lambda: False)
    monkeypatch.setattr("govkit.export.pdf.browser", lambda: None)
    monkeypatch.setattr("govkit.export.pdf._office", lambda: None)
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr("govkit.export.saving.find_spec", lambda name: None)
    before = sorted(tmp_path.iterdir())
    ran = run("draw", model, "-o", "a.svg", "-o", name)
    assert ran.status == 2 and code in ran.err, ran.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_picture_on_the_screen_and_in_a_file_do_not_mix(run: Run, model: Path) -> None:
    ran = run("draw", model, "-o", "-", "-o", "a.svg")
    assert ElementTree.fromstring(ran.out).tag.endswith("svg") and "a.svg" in ran.err


def test_a_process_that_is_not_there(run: Run, model: Path) -> None:
    ran = run("draw", model, "--process", "逐级")
    assert ran.status == 2
    assert ran.err.startswith("错误 GOV815 ")
    assert "「逐级办理」" in ran.err
