"""The laws every entry of the catalogue keeps, so that no finding is worded in one tongue only."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from govkit.diagnostics import SEVERITIES, Diagnostic, Label, catalogue
from govkit.source import SourceFile, Span
from tests.together import together

TONGUES = ("zh", "en")
TABLES = {
    table.name: tomllib.loads(table.read_text(encoding="utf-8"))
    for table in files(catalogue).iterdir()
    if table.name.endswith(".toml")
}
ENTRIES = [
    pytest.param(entry, id=f"{name}:{code}")
    for name, table in sorted(TABLES.items())
    for code, entry in table.items()
]
KEYS = {"severity", "title", "text", "hint", "page", "labels", "bad", "good"}
FOREIGN = re.compile(r"\b(Token|Lark|pydantic|None|dict|str)\b", re.ASCII)

each_entry = together("entry", ENTRIES)


def wordings(entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every piece of wording that has two tongues, with its name."""
    for key in ("title", "text", "hint", "page"):
        if key in entry:
            yield key, entry[key]
    for key, wording in entry.get("labels", {}).items():
        yield f"labels.{key}", wording


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_codes_are_well_formed_and_unique() -> None:
    codes = Counter(code for table in TABLES.values() for code in table)
    assert [code for code in codes if not re.fullmatch(r"GOV\d{3}", code)] == []
    assert [code for code, times in codes.items() if times > 1] == []
    assert list(catalogue.entries()) == sorted(codes)


@each_entry
def test_the_parts_are_there(entry: dict[str, Any]) -> None:
    assert entry["severity"] in SEVERITIES
    assert {"title", "text", "page"} <= entry.keys() <= KEYS


@each_entry
def test_every_wording_has_both_tongues(entry: dict[str, Any]) -> None:
    for name, wording in wordings(entry):
        assert set(wording) == set(TONGUES), name
        assert all(wording[lang].strip() for lang in TONGUES), name


@each_entry
def test_both_tongues_use_the_same_placeholders(entry: dict[str, Any]) -> None:
    for name, wording in wordings(entry):
        assert placeholders(wording["zh"]) == placeholders(wording["en"]), name


@each_entry
def test_the_page_stands_without_a_finding(entry: dict[str, Any]) -> None:
    assert not placeholders(entry["page"]["zh"] + entry["page"]["en"])


@each_entry
def test_titles_are_short(entry: dict[str, Any]) -> None:
    assert 2 <= len(entry["title"]["en"].split()) <= 5
    assert 2 <= len(re.sub(r"\s", "", entry["title"]["zh"])) <= 12


@each_entry
def test_no_word_of_the_workshop_reaches_the_user(entry: dict[str, Any]) -> None:
    for name, wording in wordings(entry):
        for lang in TONGUES:
            assert not FOREIGN.search(wording[lang]), f"{name}.{lang}"


@pytest.mark.usefixtures("known")
def test_the_users_text_is_not_read_as_a_placeholder() -> None:
    span = Span(SourceFile("a.gov", "x"), 0, 1)
    label = Label(span, "first", {"name": "乙"})
    finding = Diagnostic("GOV901", "error", span, {"name": "{name}{other}"}, (label,))
    worded = catalogue.word(finding, "zh")
    assert worded.text == "名字「{name}{other}」在同一处写了两次。"
    assert worded.labels == ((span, "「乙」先写在这里。"),)
