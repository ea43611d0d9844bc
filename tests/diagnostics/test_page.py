"""What `govkit explain CODE` prints, and the codes it offers for a slip."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from govkit.diagnostics.catalogue import entries
from govkit.diagnostics.page import near_codes, page


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", ["GOV901", "GOV903"])
def test_page(code: str, lang: str, snapshot: SnapshotAssertion) -> None:
    assert page(code, lang) == snapshot


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("typed", ["gov901", " GOV901 ", "ＧＯＶ９０１", "901"])
def test_a_code_may_be_typed_loosely(typed: str) -> None:
    assert page(typed, "en") == page("GOV901", "en")


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("typed", ["GOV000", "", "x" * 100_000])
def test_an_unknown_code(typed: str) -> None:
    with pytest.raises(KeyError):
        page(typed, "zh")


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("GOV902", ("GOV902", "GOV901", "GOV903")),
        ("GVO903", ("GOV903",)),
        ("90", ("GOV901", "GOV902", "GOV903")),
        ("街道", ()),
    ],
)
def test_near_codes(typed: str, near: tuple[str, ...]) -> None:
    assert near_codes(typed) == near


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_has_a_page(lang: str) -> None:
    for code, entry in entries().items():
        shown = page(code, lang)
        assert shown.startswith(code)
        assert entry["page"][lang].strip() in shown
