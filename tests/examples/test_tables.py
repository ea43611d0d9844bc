"""The example whose units and powers stand in tables: it stands, plays, and fails when broken.

The folder examples/tables enters. A workbook with merged cells is made here from its CSV, so that
the two ways of writing one table are held against each other.
"""

from __future__ import annotations

import csv
import shutil
import warnings
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.model.governance import Governance
from govkit.pipeline import compile_path
from govkit.scenario import Walk, read_course
from govkit.syntax.formatter import format_text

FOLDER = Path(__file__).parents[2] / "examples" / "tables"
TEXT = (FOLDER / "柳溪.gov").read_text(encoding="utf-8")
GRIDS, POWERS = FOLDER / "网格.csv", FOLDER / "权力清单.csv"


def rows(path: Path, encoding: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def model(folder: Path) -> Governance:
    compiled = compile_path(folder)
    assert [(d.code, str(d.span)) for d in compiled.diagnostics] == []
    assert compiled.model is not None
    return compiled.model


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in (FOLDER / "柳溪.gov", GRIDS, POWERS):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_its_units_are_the_rows_of_the_table() -> None:
    found = model(FOLDER)
    listed = rows(GRIDS, "utf-8-sig")[1:]
    assert [unit.name for unit in found.units("网格")] == [name for _, name, _ in listed]
    above = Counter(parent.name for u in found.units("网格") if (parent := found.parent_of(u)))
    assert above == Counter(community for *_, community in listed)
    assert len(set(above.values())) > 2, "an even spread would give two sizes at most"


def test_its_powers_are_the_rows_of_the_other_table() -> None:
    listed = rows(POWERS, "gb18030")[1:]
    items = model(FOLDER).lists[0].items
    assert [item.name for item in items] == [name for name, *_ in listed]
    assert [item.limit.value is not None for item in items] == [bool(row[1]) for row in listed]


def test_its_scenario_plays_to_the_stated_end() -> None:
    found = model(FOLDER)
    walk = Walk.begin(Engine(found), read_course(found, "坏路灯")).played()
    assert walk.is_over and walk.on_course
    assert walk.case.tier == "社区"


def test_it_is_in_the_style_of_the_formatter_and_means_the_same_in_english(copy: Path) -> None:
    assert format_text(TEXT) == TEXT
    (copy / "柳溪.gov").write_text(format_text(TEXT, lang="en"), encoding="utf-8")
    assert model(copy) == model(FOLDER)


def test_a_workbook_with_merged_communities_gives_an_equal_model(copy: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    listed = rows(GRIDS, "utf-8-sig")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.Workbook()
        sheet = book.create_sheet("网格表")
        sheet.append(["柳溪街道网格一览表"])
        first: dict[str, int] = {}
        for number, (code, name, community) in enumerate(listed, start=2):
            sheet.append([code, name, community if community not in first else None])
            first.setdefault(community, number)
        starts = [*list(first.values())[1:], len(listed) + 2]
        for top, bottom in pairwise(starts):
            sheet.merge_cells(start_row=top, end_row=bottom - 1, start_column=3, end_column=3)
        sheet.append(["合计", len(listed) - 1])
        book.save(copy / "网格.xlsx")
    text = TEXT.replace("表格(“网格.csv”)", "表格(“网格.xlsx”, “网格表”)")
    (copy / "柳溪.gov").write_text(text, encoding="utf-8")
    compiled = compile_path(copy)
    assert sorted(d.code for d in compiled.diagnostics) == ["GOV174", "GOV175", "GOV176"]
    assert compiled.model == model(FOLDER)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("LX0605,新港五网格,新港\r\n", "", "GOV179"),
        ("新港五网格,新港", "新港五网格,东港", "GOV178"),
        ("新港五网格,新港", "新港四网格,新港", "GOV177"),
        ("网格名称", "网格", ""),
        ("所属社区", "备注", "GOV176"),
    ],
)
def test_a_change_of_the_table_is_found(copy: Path, old: str, new: str, code: str) -> None:
    text = GRIDS.read_bytes().decode("utf-8")
    assert text.count(old) == 1
    (copy / "网格.csv").write_bytes(text.replace(old, new).encode("utf-8"))
    found = {d.code for d in compile_path(copy).diagnostics}
    assert code in found if code else not found
