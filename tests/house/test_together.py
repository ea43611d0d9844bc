"""Rows tried in one test: none is left out, and each that fails is named with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.together import SHOWN, together


def test_every_row_is_tried_once_and_fixtures_are_handed_on(tmp_path: Path) -> None:
    seen = []

    @together("number", range(5))
    @together(("a", "b"), [("x", 1), ("y", 2)])
    def rows(number: int, a: str, b: int, tmp_path: Path) -> None:
        seen.append((number, a, b, tmp_path))

    rows(tmp_path=tmp_path)
    assert seen == [(n, *row, tmp_path) for n in range(5) for row in [("x", 1), ("y", 2)]]


@pytest.mark.parametrize("parts", [2, 3, 7])
def test_parts_have_each_row_once_between_them(parts: int) -> None:
    seen = []

    @together("number", range(10), parts=parts)
    def rows(number: int) -> None:
        seen.append(number)

    for part in range(parts):
        rows(part=part)
    assert sorted(seen) == list(range(10))


def test_every_row_that_fails_is_named_whatever_way_it_fails() -> None:
    @together("number", range(4), ids=lambda number: f"row {number}")
    def rows(number: int) -> None:
        if number == 1:
            with pytest.raises(KeyError):
                pass
        assert number != 2, "two"
        if number == 3:
            raise ValueError("three")

    with pytest.raises(BaseExceptionGroup) as found:
        rows()
    assert "3 of 4 rows fail: row 1; row 2; row 3" in str(found.value)
    notes = [error.__notes__ for error in found.value.exceptions]
    assert notes == [["row: row 1"], ["row: row 2"], ["row: row 3"]]


def test_a_row_with_an_id_is_named_by_it_and_one_with_a_mark_is_refused() -> None:
    @together(("a", "b"), [pytest.param(1, 2, id="uneven"), (3, 3)])
    def rows(a: int, b: int) -> None:
        assert a == b

    with pytest.raises(BaseExceptionGroup, match="1 of 2 rows fail: uneven"):
        rows()
    with pytest.raises(AssertionError, match="of its own"):
        together("a", [pytest.param(1, marks=pytest.mark.nightly)])


def test_of_many_failures_the_first_are_told_whole_and_all_are_named() -> None:
    @together("number", range(50))
    def rows(number: int) -> None:
        raise ValueError(number)

    with pytest.raises(BaseExceptionGroup) as found:
        rows()
    assert len(found.value.exceptions) == SHOWN and "; 49" in str(found.value)


def test_a_row_without_a_parameter_and_a_test_without_rows_are_refused() -> None:
    with pytest.raises(AssertionError, match="takes number"):

        @together("other", [1])
        def wrong(number: int) -> None: ...

    with pytest.raises(AssertionError, match="no row"):
        together("number", [])


def test_a_part_is_a_test_and_a_failure_of_pytest_fails_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest
        from tests.together import together

        @together("number", range(6), parts=2)
        def test_rows(number, tmp_path):
            assert number != 3 and tmp_path.exists()

        @pytest.mark.nightly
        @together("number", [1])
        def test_marked_above(number): ...

        @together("number", [1])
        @pytest.mark.nightly
        def test_marked_below(number): ...
        """
    )
    pytester.makeini("[pytest]\nmarkers = nightly")
    ran = pytester.runpytest_inprocess("-m", "not nightly", "-p", "no:cacheprovider")
    ran.assert_outcomes(passed=1, failed=1, deselected=2)
    ran.stdout.fnmatch_lines(["*1 of 6 rows fail: 3*"])
