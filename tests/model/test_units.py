"""Units of levels: numbered through the district, spread evenly, computed and never stored."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.model.level import Level
from govkit.model.statement import Attribute
from govkit.model.units import MOST_UNITS, Unit, UnitTree
from govkit.pipeline import loads
from govkit.values import Quantity, Ref, Words

COUNTS = st.integers(min_value=1, max_value=400)


def level(name: str, count: int, parent: str = "") -> Level:
    fields: dict[str, object] = {"name": name, "count": [{"value": Quantity(Fraction(count))}]}
    if parent:
        fields["parent"] = [{"value": Ref(f"level:{parent}")}]
    return Level.model_validate(fields)


def tree(*counts: int) -> UnitTree:
    """Levels `0`, `1` … from the top down, with these numbers of units."""
    return UnitTree(
        tuple(level(f"{n}", count, f"{n - 1}" if n else "") for n, count in enumerate(counts))
    )


@given(COUNTS, COUNTS)
def test_every_unit_is_a_child_of_its_parent_and_of_no_other(above: int, below: int) -> None:
    spread = tree(above, below)
    seen: list[Unit] = []
    sizes = []
    for upper in spread.units("0"):
        children = list(spread.children_of(upper, "1"))
        assert all(spread.parent_of(child) == upper for child in children)
        sizes.append(len(children))
        seen += children
    assert seen == list(spread.units("1")), "all of them, each once, in order"
    assert max(sizes) - min(sizes) <= 1


@given(COUNTS, COUNTS)
def test_a_parent_has_the_number_the_language_says(above: int, below: int) -> None:
    spread = tree(above, below)
    for unit in spread.units("1"):
        parent = spread.parent_of(unit)
        assert parent is not None
        # The largest p with (p − 1) ≤ (i − 1)·P/C, found without a division.
        assert (parent.number - 1) * below <= (unit.number - 1) * above < parent.number * below


def test_150_grids_below_48_branches() -> None:
    spread = tree(48, 150)
    assert spread.parent_of(spread.unit("1·61")) == Unit("0", 20)
    sizes = [len(list(spread.children_of(unit, "1"))) for unit in spread.units("0")]
    assert sum(sizes) == 150
    assert sizes.count(4) == 150 - 3 * 48
    assert set(sizes) == {3, 4}


@given(st.lists(st.integers(1, 60), min_size=2, max_size=5))
def test_the_way_up_leads_through_every_level(counts: list[int]) -> None:
    ladder = tree(*counts)
    lowest = f"{len(counts) - 1}"
    assert ladder.above(lowest) == tuple(f"{n}" for n in reversed(range(len(counts) - 1)))
    for unit in ladder.units(lowest):
        step: Unit | None = unit
        for name in ladder.above(lowest):
            assert step is not None
            step = ladder.parent_of(step)
            assert ladder.ancestor(unit, name) == step
        assert step is not None
        assert ladder.parent_of(step) is None


def test_the_top_has_no_parent_and_a_stranger_no_ancestor() -> None:
    model = loads(
        "地区 甲\n层级 街道 { 数量：1 }\n层级 社区 { 上级：街道；数量：6 }\n层级 企业 { 数量：9 }"
    )
    assert model.parent_of(model.unit("街道·1")) is None
    assert model.tree.ancestor(model.unit("企业·3"), "街道") is None
    assert model.tree.roots() == ("街道", "企业")
    assert model.tree.below("街道") == ("社区",)


def test_listed_names_count_and_name_the_units() -> None:
    model = loads(
        "地区 甲\n层级 街道 { 数量：1 }\n层级 社区 { 上级：街道；名录：东里、南里、西里 }\n"
        "层级 网格 { 上级：社区；数量：9；名录：一格、二格 等 }"
    )
    assert model.tree.count("社区") == 3
    assert [unit.label for unit in model.units("社区")] == ["东里", "南里", "西里"]
    assert model.unit("南里") == model.unit("社区·2")
    assert [unit.label for unit in model.units("网格")][:4] == ["一格", "二格", "网格·3", "网格·4"]
    parent = model.parent_of(model.unit("网格·4"))
    assert parent is not None
    assert (parent.name, parent.id) == ("南里", "社区·2")
    assert [unit.number for unit in model.children_of(model.unit("东里"), "网格")] == [1, 2, 3]


@pytest.mark.parametrize("count", ["未知", "约6", "6余", "≥6", "5—7个"])
def test_a_count_that_is_not_exact_gives_no_units(count: str) -> None:
    model = loads(
        f"地区 甲\n层级 街道 {{ 数量：1 }}\n层级 社区 {{ 上级：街道；数量：{count} }}\n"
        "层级 网格 { 上级：社区；数量：12 }"
    )
    assert model.tree.count("社区") is None
    assert list(model.units("社区")) == []
    assert model.parent_of(model.unit("网格·5")) is None, "no number to spread over"
    assert list(model.children_of(model.unit("社区·2"), "网格")) == []
    assert model.parent_of(model.unit("社区·2")) == model.unit("街道·1"), "there is only one above"


@pytest.mark.parametrize(
    "name", ["网格·0", "网格·13", "网格·-1", "网格·一", "网格", "楼栋·1", "·1", ""]
)
def test_a_unit_that_does_not_exist(name: str) -> None:
    model = loads("地区 甲\n层级 网格 { 数量：12 }")
    with pytest.raises(KeyError):
        model.unit(name)


def test_a_point_does_as_well_as_a_dot() -> None:
    model = loads("地区 甲\n层级 网格 { 数量：12 }")
    assert model.unit("网格.12") == model.unit("网格·12")


def test_a_million_units_are_not_stored() -> None:
    wide = tree(1, 6, MOST_UNITS)
    tracemalloc.start()
    first = list(islice(wide.units("2"), 10))
    last = wide.unit(f"2·{MOST_UNITS}")
    parent = wide.parent_of(last)
    child = next(wide.children_of(Unit("1", 6), "2"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [unit.number for unit in first] == list(range(1, 11))
    assert parent == Unit("1", 6)
    assert wide.parent_of(child) == Unit("1", 6)
    assert wide.parent_of(Unit("2", child.number - 1)) == Unit("1", 5)
    assert peak < 1_000_000, "a stored million would take a hundred times as much"


def test_a_level_without_a_word_about_its_size() -> None:
    bare = UnitTree((Level(name="甲"),))
    assert bare.count("甲") is None
    names: Attribute[Words] = Attribute[Words].model_validate([{"value": Words(("东", "西"))}])
    named = UnitTree((Level.model_validate({"name": "甲", "names": names.root}),))
    assert named.count("甲") == 2
