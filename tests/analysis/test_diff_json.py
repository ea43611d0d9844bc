"""A diff is stored as JSON with nothing lost, and read with findings a person can act on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from govkit.analysis.diff.applying import apply
from govkit.analysis.diff.changes import Diff
from govkit.analysis.diff.comparing import diff
from govkit.analysis.diff.data import data_of
from govkit.diagnostics import GovError
from govkit.export.diff_json import FORMAT, from_json, schema, to_json
from govkit.model.governance import Governance
from govkit.pipeline import loads
from tests.analysis.amendments import amended
from tests.together import together


@pytest.fixture(scope="module")
def apart(every_kind: Governance, district: Governance) -> Diff:
    """Two models that share a few names: whole objects, statements, orders and near misses."""
    return diff(every_kind, district)


def test_a_diff_is_read_back_as_it_was(every_kind: Governance, apart: Diff) -> None:
    assert from_json(to_json(apart)) == apart
    assert from_json(to_json(apart, None)) == apart


def test_a_stored_diff_makes_the_new_model(every_kind: Governance) -> None:
    new, _ = amended(every_kind, 3)
    stored = from_json(to_json(diff(every_kind, new)))
    assert data_of(apply(every_kind, stored)) == data_of(new)


def test_the_schema_knows_every_part_of_a_diff(apart: Diff) -> None:
    found = schema()
    data = json.loads(to_json(apart))
    assert set(data) == set(found["required"]) == set(found["properties"])
    for name, part in (("changes", "Change"), ("order", "Order"), ("near", "Near")):
        shape = found["$defs"][part]
        for row in data[name]:
            assert set(row) <= set(shape["properties"])
            assert set(shape["required"]) <= set(row)
    assert set(data["old"]) == set(found["$defs"]["Version"]["required"])


def test_what_is_not_a_number_of_a_place_is_left_out() -> None:
    old, new = (loads(f"govkit 1\n地区 甲 {{ 岗位 {name} {{}} }}\n") for name in "乙丙")
    rows = json.loads(to_json(diff(old, new)))["changes"]
    assert [(row["what"], row.get("place"), row.get("old_place")) for row in rows] == [
        ("removed", None, 0), ("added", 0, None),
    ]  # fmt: skip
    assert all("direction" not in row and "key" not in row for row in rows)


@together(
    "change, code",
    [
        (lambda data: data.update(format="govkit/1"), "GOV825"),
        (lambda data: data.pop("format"), "GOV825"),
        (lambda data: data.pop("changes"), "GOV826"),
        (lambda data: data.update(order={}), "GOV826"),
        (lambda data: data["old"].pop("fingerprint"), "GOV826"),
        (lambda data: data["changes"][0].update(what="turned"), "GOV826"),
        (lambda data: data["changes"][0].pop("path"), "GOV830"),
        (lambda data: data["changes"][0].update(cause="甲"), "GOV827"),
        (lambda data: data["changes"][0].update(place=True), "GOV826"),
        (lambda data: data["changes"].append("甲"), "GOV826"),
    ],
)
def test_what_is_no_diff_is_refused(
    change: Callable[[dict[str, Any]], object], code: str, apart: Diff
) -> None:
    data = json.loads(to_json(apart))
    change(data)
    with pytest.raises(GovError, match=code):
        from_json(json.dumps(data, ensure_ascii=False))


NOT_READ = [
    ("{", "GOV823"),
    ("[]", "GOV824"),
    ("[" * 200, "GOV822"),
    ('{"format": "govkit-diff/1", "changes": [], "changes": []}', "GOV831"),
    ('{"format": ' + "9" * 5_000 + "}", "GOV825"),
    (" " * 20_000_001, "GOV821"),
]


@together("text, code", NOT_READ)
def test_a_text_that_is_no_data_is_refused(text: str, code: str) -> None:
    with pytest.raises(GovError, match=code):
        from_json(text)


def test_the_format_has_a_name() -> None:
    assert FORMAT == schema()["properties"]["format"]["const"] == "govkit-diff/1"
