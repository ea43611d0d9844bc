"""Cells are as good as all cases: whatever conditions say of a case, they say of its cell.

Random conditions over a graded attribute, two amounts, a mode and opaque sums enter. Each case is
put into its cell by its own values, and the engine's own reading of a condition is the judge.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import loads
from govkit.engine.plan.conditions import holds
from govkit.values import Call, Constant, Infix, Name, Quantity, Word
from govkit.values.cells import Cell, Cutting, Order, cut
from govkit.values.condition import canonical
from govkit.values.expression import Expression
from govkit.values.units import standard_units

MODEL = loads(
    """地区 甲 {
  层级 街道 { 数量：1 }
  要素 大小 { 取值：小、中、大 }
  要素 金额 { 单位：元 }
  要素 面积 { 单位：平方米 }
  平急状态 战时
}
"""
)
GRADES = ("小", "中", "大")
ORDER = Order({"attribute:大小": GRADES})
SIZE, COST, AREA = Name("attribute:大小"), Name("attribute:金额"), Name("attribute:面积")


def amount(number: int, unit: str) -> Constant:
    return Constant(Quantity(Fraction(number), unit))


numbers = st.sampled_from([0, 2, 4])  # whole numbers are compared at their printed precision
atoms: st.SearchStrategy[Expression] = st.one_of(
    st.builds(Infix, st.sampled_from(["=", "≠", "<", "≤", ">", "≥"]), st.just(SIZE),
              st.sampled_from([Constant(one) for one in GRADES])),
    st.builds(lambda op, n: Infix(op, COST, amount(n, "yuan")),
              st.sampled_from(["=", "≠", "<", "≤", ">", "≥"]), numbers),
    st.builds(lambda op, n: Infix(op, amount(n, "square_metre"), AREA),
              st.sampled_from(["<", "≤", ">", "≥"]), numbers),
    st.just(Name("mode:战时")),
)  # fmt: skip
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Infix, st.sampled_from(["and", "or"]), inner, inner),
        st.builds(lambda one: Call("not", (one,)), inner),
    ),
    max_leaves=6,
)
cases = st.fixed_dictionaries({
    "大小": st.sampled_from([None, "小", "中", "大"]),
    "金额": st.one_of(st.none(), st.integers(0, 6).map(Fraction)),
    "面积": st.one_of(st.none(), st.integers(0, 6).map(Fraction)),
    "mode:战时": st.booleans(),
})  # fmt: skip


def value_of(case: dict[str, Any]) -> Any:
    """The case as the engine reads it."""

    def read(name: str) -> Any:
        held = case.get(name)
        if held is None:
            return None
        if name == "大小":
            return Word(held)
        if name == "mode:战时":
            return Word("on" if held else "off")
        return Quantity(held, "yuan" if name == "金额" else "square_metre")

    return read


def cell_of(cutting: Cutting, case: dict[str, Any]) -> Cell:
    """The cell a case lies in: by its own word, or by which figures it is below, at or above."""
    found = []
    for axis in cutting.axes:
        assert isinstance(axis.about, Name)
        name = axis.about.ref.removeprefix("attribute:")
        held = case[name]
        if isinstance(held, Fraction):
            ends = sorted({p.held for p in axis.points if isinstance(p.held, Fraction)})
            said = [
                n
                for n, p in enumerate(axis.points)
                if holds(MODEL, p.said, value_of(case)) is True and p.held is not None
            ]
            assert len(said) == 1, (held, ends)
            found.append(said[0])
        else:
            found.append(next(n for n, p in enumerate(axis.points) if p.held == held))
    return tuple(found)


@settings(max_examples=150, deadline=None)
@given(st.lists(conditions, min_size=1, max_size=3), cases)
def test_a_case_and_its_cell_are_told_the_same(
    said: list[Expression], case: dict[str, Any]
) -> None:
    cutting = cut(said, standard_units(), ORDER)
    cell = cell_of(cutting, case)
    assert cell in set(cutting.cells(cutting.size))
    for condition in said:
        assert cutting.holds(condition, cell) is holds(MODEL, condition, value_of(case))


@settings(max_examples=100, deadline=None)
@given(conditions, cases)
def test_the_one_form_of_a_condition_holds_for_the_same_cases(
    said: Expression, case: dict[str, Any]
) -> None:
    again = Infix("and", said, said)
    assert holds(MODEL, canonical(said), value_of(case)) is holds(MODEL, said, value_of(case))
    assert canonical(again) == canonical(said) == canonical(canonical(said))


@pytest.mark.parametrize("most", [7, 50, 500])
def test_of_a_space_too_large_so_many_different_cells_are_looked_at(most: int) -> None:
    said = [Infix(">", Name(f"figure:{n}"), amount(n, "")) for n in range(9)]
    cutting = cut(said, standard_units(), Order())
    assert cutting.size == 3**9
    cells = list(cutting.cells(most))
    assert len(set(cells)) == len(cells) == most
    for axis in range(9):
        assert {cell[axis] for cell in cells} == {0, 1, 2}


def test_a_sum_is_a_condition_of_its_own() -> None:
    whole = Infix(">", Infix("+", COST, AREA), amount(3, ""))
    cutting = cut([whole, Infix(">", COST, amount(3, "yuan"))], standard_units(), ORDER)
    assert [axis.open for axis in cutting.axes] == [True, False]
