"""The one lookup of the grammars folder, in the two layouts a package can have."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.vocabulary.folder import _beside


def _grammars_in(parent: Path) -> Path:
    folder = parent / "grammars"
    folder.mkdir(parents=True)
    (folder / "govkit.lark").write_text("start: ", encoding="utf-8")
    return folder


def test_a_working_copy_keeps_them_beside_the_package(tmp_path: Path) -> None:
    folder = _grammars_in(tmp_path)
    assert _beside(tmp_path / "govkit") == folder


def test_the_folder_inside_the_package_wins(tmp_path: Path) -> None:
    _grammars_in(tmp_path)
    packaged = _grammars_in(tmp_path / "govkit")
    assert _beside(tmp_path / "govkit") == packaged


def test_a_stranger_of_the_same_name_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "grammars").mkdir()
    with pytest.raises(FileNotFoundError, match=r"重新安装.*Install govkit again"):
        _beside(tmp_path / "govkit")
