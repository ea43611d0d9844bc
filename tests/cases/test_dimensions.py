"""Which dimensions a field takes: the table is sound, and what it leaves out is refused.

The rows of `grammars/dimensions.csv` enter; for each a text with a unit of another dimension.
"""

from __future__ import annotations

import csv

import pytest

from govkit.pipeline import compile_text
from govkit.values.units import standard_units
from govkit.vocabulary.bounds import bounds
from govkit.vocabulary.dimensions import dimensions_of
from govkit.vocabulary.folder import grammars
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds

_BARE = ("quantity", "rate", "cadence")
_AMOUNTS = (*_BARE, "distribution")
_INSIDE = {
    "item": "清单 甲 {{ 项 乙 {{ {line} }} }}",
    "tier": "层级 乙 {{ 数量：1 }}；流程 甲 {{ 级 乙 {{ {line} }} }}",
    "step": "流程 甲 {{ 步骤 乙 {{ {line} }} }}",
    "segment": "编码 甲 {{ 段 乙 {{ {line} }} }}",
    "stream": "推演 甲 {{ 来件 乙 {{ {line} }} }}",
    "station": "层级 乙 {{ 数量：1 }}；推演 甲 {{ 承办力量 乙 {{ {line} }} }}",
}
_WORD = {
    "source": "出处", "level": "层级", "body": "机构", "post": "岗位", "team": "队伍",
    "list": "清单",
    "process": "流程", "meeting": "会议", "duty": "制度", "assessment": "考核", "indicator": "指标",
    "code": "编码", "workload": "推演", "scenario": "场景",
}  # fmt: skip


def rows() -> list[tuple[str, str]]:
    with (grammars() / "dimensions.csv").open(encoding="utf-8", newline="") as table:
        return [(row["kind"], row["field"]) for row in csv.DictReader(table) if not row["free"]]


def free() -> dict[tuple[str, str], str]:
    """The fields that take any amount, with the reason."""
    with (grammars() / "dimensions.csv").open(encoding="utf-8", newline="") as table:
        return {(r["kind"], r["field"]): r["free"] for r in csv.DictReader(table) if r["free"]}


def field(kind: str, name: str) -> FieldRow:
    return fields_of(kind)[name]


def codes(kind: str, line: str) -> list[str]:
    around = _INSIDE.get(kind, f"{_WORD.get(kind)} 甲 {{{{ {{line}} }}}}")
    text = f"govkit 1\n地区 区 {{ {around.format(line=line)} }}\n"
    return [found.code for found in compile_text(text).diagnostics]


@pytest.mark.parametrize(("kind", "name"), rows())
def test_a_row_names_a_field_for_amounts_and_known_dimensions(kind: str, name: str) -> None:
    assert field(kind, name).type in _AMOUNTS
    known = {unit.dimension for unit in standard_units()}
    assert dimensions_of(kind, name) and set(dimensions_of(kind, name)) <= known


@pytest.mark.parametrize(("kind", "name"), rows())
def test_a_unit_of_another_dimension_is_refused(kind: str, name: str) -> None:
    row, wanted = field(kind, name), dimensions_of(kind, name)
    wrong = {"quantity": "3岁", "distribution": "固定(3岁)"}.get(row.type, "3岁/月")
    wrong = f"派单 → {wrong}" if name == "delays" else wrong  # a map, never one for all
    assert "age" not in wanted
    assert "GOV331" in codes(kind, f"{row.zh}：{wrong}")


def test_every_field_for_amounts_has_its_dimensions_or_a_reason_for_none() -> None:
    amounts = [
        (kind, row.id) for kind in kinds() for row in fields_of(kind).values()
        if row.type in _AMOUNTS and row.kind == kind
    ]  # fmt: skip
    assert set(amounts) == {*rows(), *free()}
    assert not any(dimensions_of(*field) for field in free())


def test_every_field_for_figures_says_what_a_base_binds() -> None:
    figures = {
        f"{kind}.{row.id}" for kind in kinds() for row in fields_of(kind).values()
        if row.type in (*_BARE, "duration", "durations", "share") and row.kind == kind
    }  # fmt: skip
    of_lists = {"exempts", "order", "leads"}
    lists = {name for name, bounding in bounds().items() if bounding in of_lists}
    assert bounds().keys() - lists == figures
    assert set(bounds().values()) == {"most", "least", "exact", *of_lists}
    types = {fields_of(kind)[name].type for kind, name in (one.split(".") for one in lists)}
    assert types <= {"refs", "words", "led", "chosen", "chain"}


def test_the_finding_names_the_field_the_unit_and_what_fits() -> None:
    text = "govkit 1\ndistrict A { list L { type: power; item I { limit: 3 persons } } }\n"
    (found,) = [d for d in compile_text(text).diagnostics if d.code == "GOV331"]
    filled = {name: getattr(word, "en", word) for name, word in found.args.items()}
    assert (filled["field"], filled["unit"], filled["written"]) == ("limit", "persons", "3 persons")
    assert filled["wanted"].split(", ")[:2] == ["yuan", "square_metres"]


@pytest.mark.parametrize("written", ["3", "≥3", "3 bed", "2..4 bed", "unknown"])
def test_bare_numbers_and_units_of_ones_own_fit_every_field(written: str) -> None:
    text = f"govkit 1\ndistrict A {{ unit bed\n level L {{ size: {written} }} }}\n"
    assert "GOV331" not in [found.code for found in compile_text(text).diagnostics]
