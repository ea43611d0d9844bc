"""SARIF logs: the parts the standard requires, checked by hand, and columns in UTF-16 units."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from govkit.diagnostics import Diagnostic, Fix, Label
from govkit.diagnostics.catalogue import entries
from govkit.diagnostics.sarif import to_sarif, uri
from govkit.source import SourceFile, Span

TEXT = "govkit 1\n😀😀 街道 {\n街道 }\n"
SOURCE = SourceFile("案例/甲 乙.gov", TEXT)


def check_message(message: dict[str, Any]) -> None:
    assert isinstance(message["text"], str) and message["text"]
    assert not re.search(r"(?<!\{)\{\w+\}(?!\})", message["text"]), "an unfilled placeholder"


def check_region(region: dict[str, int]) -> None:
    start = (region["startLine"], region["startColumn"])
    end = (region["endLine"], region["endColumn"])
    assert (1, 1) <= start <= end


def check_location(location: dict[str, Any]) -> None:
    physical = location["physicalLocation"]
    assert re.fullmatch(r"[A-Za-z0-9%._~/:+-]+", physical["artifactLocation"]["uri"])
    check_region(physical["region"])


def check_log(log: dict[str, Any]) -> None:
    """Required properties, closed vocabularies and references of SARIF 2.1.0."""
    assert log["version"] == "2.1.0"
    assert json.loads(json.dumps(log)) == log
    [run] = log["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert re.fullmatch(r"[a-z]{2}-[A-Z]{2}", run["language"])
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            check_message(rule[key])
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note", "none"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note", "none"}
        check_message(result["message"])
        for location in [*result.get("locations", []), *result.get("relatedLocations", [])]:
            check_location(location)
        numbers = [location["id"] for location in result.get("relatedLocations", [])]
        assert len(set(numbers)) == len(numbers)
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                assert change["artifactLocation"]["uri"]
                for replacement in change["replacements"]:
                    check_region(replacement["deletedRegion"])


def finding(name: str = "街道") -> Diagnostic:
    first, second = TEXT.index("街"), TEXT.rindex("街")
    return Diagnostic(
        "GOV901",
        "error",
        Span(SOURCE, second, second + 2),
        {"name": name},
        (Label(Span(SOURCE, first, first + 2), "first"),),
        fix=Fix(Span(SOURCE, second, second + 2), "社区"),
    )


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_whole_log(lang: str) -> None:
    log = to_sarif([finding(), Diagnostic("GOV902", "warning")], lang, "1.2.3")
    check_log(log)
    [run] = log["runs"]
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert "locations" not in run["results"][1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_real_catalogue_makes_valid_rules(lang: str) -> None:
    log = to_sarif([], lang, "1.2.3")
    check_log(log)
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]] == list(entries())


@pytest.mark.usefixtures("known")
def test_columns_are_utf16_units() -> None:
    [result] = to_sarif([finding()], "zh", "1")["runs"][0]["results"]
    region = result["relatedLocations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 8}
    before = TEXT.split("\n")[1].encode("utf-16-le")[: 2 * (region["startColumn"] - 1)]
    assert before.decode("utf-16-le") == "😀😀 "
    deleted = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert deleted["deletedRegion"]["startLine"] == 3
    assert deleted["insertedContent"] == {"text": "社区"}


@pytest.mark.usefixtures("known")
def test_the_users_text_is_neither_placeholder_nor_link() -> None:
    [result] = to_sarif([finding("{0} [这里](http://x) \x1b\ud800")], "en", "1")["runs"][0][
        "results"
    ]
    text = result["message"]["text"]
    assert "{{0}}" in text
    assert r"\[这里\](http" in text
    assert "<U+001B><U+D800>" in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.gov", "a.gov"),
        ("案例/甲 乙.gov", "%E6%A1%88%E4%BE%8B/%E7%94%B2%20%E4%B9%99.gov"),
        (r"案例\a.gov", "%E6%A1%88%E4%BE%8B/a.gov"),
        (r"D:\a b.gov", "file:///D:/a%20b.gov"),
        (r"\\server\a.gov", "file://server/a.gov"),
        ("/a#b?.gov", "file:///a%23b%3F.gov"),
        ("a:b.gov", "a%3Ab.gov"),
        ("<text>", "%3Ctext%3E"),
        ("\udcff.gov", "%ED%B3%BF.gov"),
    ],
)
def test_uri(name: str, expected: str) -> None:
    assert uri(name) == expected
