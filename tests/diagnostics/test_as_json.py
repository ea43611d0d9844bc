"""The shape of `check --json`."""

from __future__ import annotations

import json

import pytest

from govkit.diagnostics import Diagnostic, Fix, Label
from govkit.diagnostics.as_json import to_json
from govkit.source import SourceFile, Span

pytestmark = pytest.mark.usefixtures("known")

SOURCE = SourceFile("案例/甲.gov", "govkit 1\n😀 街道 {\n街道 }\n")
KEYS = ["code", "severity", "title", "text", "file", "line", "column", "end_line", "end_column"]
KEYS += ["labels", "hint", "suggestions"]


def test_the_keys_and_the_counts() -> None:
    findings = [Diagnostic("GOV901", "error"), Diagnostic("GOV902", "warning", Span(SOURCE, 0, 6))]
    found = to_json([*findings, Diagnostic("GOV903", "info")], "zh")
    assert list(found) == ["diagnostics", "summary"]
    assert found["summary"] == {"errors": 1, "warnings": 1}
    assert [list(finding) for finding in found["diagnostics"]] == [KEYS] * 3
    assert json.loads(json.dumps(found)) == found


def test_places_count_code_points_from_one() -> None:
    first, second = SOURCE.text.index("街"), SOURCE.text.rindex("街")
    labels = (Label(Span(SOURCE, first, first + 2), "first"),)
    finding = Diagnostic(
        "GOV901", "error", Span(SOURCE, second, second + 2), {"name": "街道"}, labels
    )
    [found] = to_json([finding], "zh")["diagnostics"]
    assert [found[key] for key in KEYS[5:9]] == [3, 1, 3, 3]
    assert found["labels"] == [
        {
            "text": "「街道」先写在这里。",
            "file": "案例/甲.gov",
            "line": 2,
            "column": 3,
            "end_line": 2,
            "end_column": 5,
        }
    ]
    assert "fix" not in found


def test_no_place_is_null() -> None:
    [found] = to_json([Diagnostic("GOV903", "info")], "en")["diagnostics"]
    assert [found[key] for key in KEYS[4:9]] == [None] * 5


def test_a_fix_is_exact_and_sentences_are_visible() -> None:
    fix = Fix(Span(SOURCE, 9, 10), "\u202e街")
    finding = Diagnostic(
        "GOV901", "error", Span(SOURCE, 9, 10), {"name": "\x1b"}, suggestions=("\u202e",), fix=fix
    )
    [found] = to_json([finding], "en")["diagnostics"]
    assert found["fix"] == {
        "file": "案例/甲.gov",
        "start_line": 2,
        "start_column": 1,
        "end_line": 2,
        "end_column": 2,
        "text": "\u202e街",
    }
    assert found["suggestions"] == ["\u202e"]
    assert found["text"] == "The name `<U+001B>` is written twice in one place."
