"""What is kept between runs is the same as what would be made, and is never in the way.

That damaged files, foreign folders and full disks cost nothing but time is shown with the tables of
the parser (`tests/syntax/test_kept_tables.py`), which lie in the same folder.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from govkit.cli import wording
from govkit.diagnostics import catalogue
from govkit.diagnostics.kept import keep, kept, place


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    name = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    monkeypatch.setenv(name, str(tmp_path))
    return tmp_path / "govkit"


def test_data_are_made_once_for_the_same_texts(folder: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, Any]:
        made.append(1)
        return {"层级": {"zh": "\ud800", "n": 1}}

    first = kept("words", ["a", "b"], make)
    assert kept("words", ["a", "b"], make) == first and len(made) == 1
    for other in (["ab"], ["b", "a"], ["a", "b", ""]):
        kept("words", other, make)
    kept("others", ["a", "b"], make)
    assert len(made) == 5 and len(list(folder.iterdir())) == 5


@pytest.mark.parametrize("wrong", [[], "text", None, 3])
def test_what_is_no_map_is_made_again(folder: Path, wrong: object) -> None:
    path = place("words", ["a"])
    assert path is not None and path.parent == folder
    keep(path, wrong)
    assert kept("words", ["a"], lambda: {"right": 1}) == {"right": 1}


def test_the_catalogue_is_the_same_from_the_folder(folder: Path) -> None:
    catalogue.entries.cache_clear()
    made = catalogue.entries()
    catalogue.entries.cache_clear()
    again = catalogue.entries()
    assert again is not made and list(again.items()) == list(made.items()) and len(made) > 300
    wording.table.cache_clear()
    table = wording.table()
    wording.table.cache_clear()
    assert wording.table() == table
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == [
        "catalogue",
        "wording",
    ]
