"""`govkit fmt`: what is written, what is left alone, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.cli import files
from govkit.cli.files import write_file
from govkit.cli.refusal import Refusal

from .conftest import BROKEN, MODEL, UNKNOWN_NAME, Run

UNTIDY = MODEL.replace("  层级", "      层级").replace("：", ":")


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "乱.gov"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_a_file_is_put_into_style_once(run: Run, untidy: Path) -> None:
    ran = run("fmt", untidy)
    assert (ran.status, f"已整理：{untidy}" in ran.out) == (0, True)
    assert untidy.read_text(encoding="utf-8") == MODEL
    assert "整理了 0 个文件，1 个原本就符合格式。" in run("fmt", untidy).out


def test_check_and_stdout_change_nothing(run: Run, untidy: Path) -> None:
    assert run("fmt", "--check", untidy).status == 1
    shown = run("fmt", "--stdout", untidy)
    assert (shown.status, shown.out) == (0, MODEL)
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_keywords_are_turned_and_turned_back(run: Run, model: Path) -> None:
    assert run("fmt", model, "--lang", "en").status == 0
    assert "district 湖滨 cite 办法 {" in model.read_text(encoding="utf-8")
    assert run("fmt", model, "--语言", "中文").status == 0
    assert "地区 湖滨 据 办法 {" in model.read_text(encoding="utf-8")
    assert run("check", model).status == 0


def test_a_file_with_errors_is_left_alone_and_the_others_are_not(
    run: Run, untidy: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.gov"
    bad.write_text(BROKEN, encoding="utf-8")
    ran = run("fmt", tmp_path)
    assert ran.status == 1
    assert f"没有改动：{bad}" in ran.err
    assert bad.read_text(encoding="utf-8") == BROKEN
    assert untidy.read_text(encoding="utf-8") == MODEL


def test_a_mistake_of_meaning_does_not_hinder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.gov"
    path.write_text(UNKNOWN_NAME, encoding="utf-8")
    assert run("fmt", path).status == 0


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings_become_utf8_and_that_is_said(
    run: Run, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "a.gov"
    path.write_text(MODEL, encoding=encoding)
    assert "已按 UTF-8 保存" in run("fmt", path).out
    assert path.read_bytes().decode("utf-8") == MODEL


def test_a_folder_means_every_file_below_it(run: Run, tmp_path: Path) -> None:
    inner = tmp_path / "内" / "清单.gov"
    inner.parent.mkdir()
    inner.write_text("层级  街道\n", encoding="utf-8")
    assert f"需要整理：{inner}" in run("fmt", "--check", tmp_path).out


def test_a_folder_without_files_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("fmt", tmp_path)
    assert ran.status == 1
    assert ran.err.startswith("错误 GOV151 ")


def test_a_link_out_of_the_folder_is_not_followed(run: Run, untidy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "内"
    folder.mkdir()
    (folder / "外.gov").symlink_to(untidy)
    run("fmt", folder)
    assert untidy.read_text(encoding="utf-8") == UNTIDY


# ── writing ──


def test_a_failing_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.gov"
    path.write_text("old", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(files.os, "replace", refuse)
    with pytest.raises(Refusal):
        write_file(path, "new")
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [
        ("a.gov", "old")
    ]


def test_a_link_and_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.gov"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link = tmp_path / "link.gov"
    link.symlink_to(path)
    write_file(link, "新")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "新"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        write_file(tmp_path, "x")
    assert refused.value.findings[0].code == "GOV808"
