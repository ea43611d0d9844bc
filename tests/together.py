"""Many small cases in one test, where a test for each would cost more than what it asks.

A test and its rows enter, as for `pytest.mark.parametrize`; a test that tries every row leaves, and
names each that fails. Fixtures are made once for all rows, so a row must not lean on a fresh one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

ParameterSet = type(pytest.param())
SHOWN = 12  # failures told whole; of the rest their rows alone
Test = Callable[..., None]


def together(
    names: str | Sequence[str],
    values: Iterable[Any],
    *,
    ids: Iterable[str] | Callable[[Any], str] | None = None,
    parts: int = 1,
) -> Callable[[Test], Test]:
    """`pytest.mark.parametrize`, all rows in one test; `parts` of it where a row takes long."""
    listed = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    given = [
        value if isinstance(value, ParameterSet)
        else pytest.param(*(value if len(listed) > 1 else [value]))
        for value in values
    ]  # fmt: skip
    assert given, f"no row of {listed}"
    assert not any(value.marks for value in given), "a row with a mark is a test of its own"
    rows = [value.values for value in given]
    if callable(ids) or ids is None:
        shown = [
            str(value.id or ", ".join(map(ids or repr, value.values))) for value in given
        ]  # fmt: skip
    else:
        shown = list(ids)

    def decorated(test: Test) -> Test:
        def every(part: int = 0, **fixtures: Any) -> None:
            failed = []
            for row, said in list(zip(rows, shown, strict=True))[part::parts]:
                try:
                    test(**fixtures, **dict(zip(listed, row, strict=True)))
                except (Exception, BaseExceptionGroup, pytest.fail.Exception) as error:
                    error.add_note(f"row: {said[:200]}")
                    failed.append((said, error))
            if failed:
                told = "; ".join(said[:60] for said, _ in failed)
                text = f"{len(failed)} of {len(rows)} rows fail: {told}"
                raise BaseExceptionGroup(text, [error for _, error in failed[:SHOWN]])

        taken = inspect.signature(test).parameters
        assert set(listed) <= set(taken), f"{test.__name__} takes {', '.join(taken)}"
        kept = [one for name, one in taken.items() if name not in listed]
        every.__name__, every.__doc__ = test.__name__, test.__doc__
        every.__module__ = test.__module__
        every.pytestmark = [*getattr(test, "pytestmark", [])]  # type: ignore[attr-defined]
        if parts > 1:
            kept.append(inspect.Parameter("part", inspect.Parameter.POSITIONAL_OR_KEYWORD))
        every.__signature__ = inspect.Signature(kept)  # type: ignore[attr-defined]
        return pytest.mark.parametrize("part", range(parts))(every) if parts > 1 else every

    return decorated
