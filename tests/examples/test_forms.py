"""Every clause and every form of a value that the reference shows is used by some example.

The models of examples/ enter as plain data. A table says for each section of the reference which
forms it shows and how each is known in the data; what no example uses is named, and so is a field
that one model alone uses.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from govkit.model.statement import Value
from govkit.pipeline import compile_path
from govkit.syntax.parser import parser
from govkit.vocabulary.words import word_set

from .test_gallery import EXAMPLES, GALLERY, _fields

REFERENCE = EXAMPLES.parent / "docs" / "language.md"
SINGLE_USE = EXAMPLES / "single_use.csv"
Node = dict[str, Any]
Known = Callable[[Node], bool]


def of(kind: str, **wanted: object) -> Known:
    """A value of this type, with these entries; a set of entries takes any of them."""

    def known(node: Node) -> bool:
        return node.get("type") == kind and all(
            node.get(key) in value if isinstance(value, set) else node.get(key) == value
            for key, value in wanted.items()
        )

    return known


def _within(kind: str, holds: Known) -> Known:
    return lambda node: node.get("type") == kind and holds(node)


def _half_open(node: Node) -> bool:
    return bool(node["include_low"]) and not node["include_high"]


def _else(node: Node) -> bool:
    return any("else" in entry["keys"] for entry in node["entries"])


def _two_keys(node: Node) -> bool:
    return any(len(entry["keys"]) == 2 for entry in node["entries"])


def _terms(holds: Callable[[Node], bool]) -> Known:
    return _within("formula", lambda node: any(holds(term) for term in node["terms"]))


def _number(term: Node, kind: str) -> bool:
    number = term.get("number")
    return isinstance(number, dict) and number.get("type") == kind


# Section of the reference → the forms it shows.
FORMS: dict[str, dict[str, Known]] = {
    "s6-1": {
        "a whole amount": of("quantity", step="1", direction="exact"),
        "a magnitude": of("quantity", step="10000"),
        "a decimal": of("quantity", step={"1/10", "1/1000"}),
        "a share": of("quantity", unit="percent"),
        "a bare number": of("quantity", unit=""),
        "money": of("quantity", unit="yuan"),
    },
    "s6-2": {
        "more than": of("quantity", direction="more"),
        "less than": of("quantity", direction="less"),
        "about": of("quantity", direction="about"),
    },
    "s6-3": {f"a bound with {mark}": of("bound", comparison=mark) for mark in ("≥", "≤", "<", ">")},
    "s6-4": {
        "a range with both ends": of("range", include_high=True),
        "a range without its high end": _within("range", _half_open),
    },
    "s6-5": {
        "a day": of("day", precision="day"),
        "a month": of("day", precision="month"),
        "a year": of("day", precision="year"),
        "a moment": of("moment"),
        "a list of days": of("days"),
        "a season": of("season"),
    },
    "s6-6": {
        f"a limit in {unit}": of("quantity", unit=unit)
        for unit in ("natural_day", "work_day", "work_hour", "urgent_hour", "natural_hour")
    },
    "s6-7": {
        "a frequency": _within("rate", lambda node: ":" not in node["per"][0]),
        "per unit": _within("rate", lambda node: ":" in node["per"][0]),
        "per unit and time": _within("rate", lambda node: len(node["per"]) > 1),
        "a bound of a rate": _within("rate", lambda node: node["amount"]["type"] == "bound"),
        "a range of a rate": _within("rate", lambda node: node["amount"]["type"] == "range"),
        "once in several": _within("rate", lambda node: node["every"] != "1"),
        "a word for a cadence": of(
            "word", word={"as_needed", "regular", "often", "irregular", "at_any_time"}
        ),
    },
    "s6-8": {
        "a complete list": of("words", tail="total"),
        "an open list": of("words", tail="and_more", total=None),
        "an open list with its number": _within(
            "words", lambda node: node["tail"] == "and_more" and node["total"] is not None
        ),
        "a list with no entry named": of("words", words=[]),
    },
    "s6-9": {
        "references": _within("refs", lambda node: len(node["refs"]) > 1 and not node["mode"]),
        "all of them": of("refs", mode="all"),
        "any of them": of("refs", mode="any"),
        "how many one serves": _within("refs", lambda node: node["bound"] is not None),
        "one reference": of("ref"),
        "a unit by its number": _within("ref", lambda node: node["ref"].startswith("unit:")),
    },
    "s6-10": {
        "a fixed term": _terms(lambda term: _number(term, "quantity")),
        "a bounded term": _terms(lambda term: _number(term, "bound")),
        "any number": _terms(lambda term: term.get("number") is None),
        "a term the source leaves open": _terms(lambda term: _number(term, "unknown")),
        "a group": _terms(lambda term: len(term["words"]) > 1),
    },
    "s6-11": {
        "a chain": of("chain"),
        "a map": of("mapping"),
        "two keys": _within("mapping", _two_keys),
        "every other case": _within("mapping", _else),
    },
    "s6-12": {
        name: of("distribution", name=name)
        for name in (
            "fixed",
            "uniform",
            "exponential",
            "triangular",
            "lognormal",
            "empirical",
            "mean",
        )
    },
    "s6-13": {
        **{f"operator {mark}": of("infix", operator=mark) for mark in "+-*/=≤≥<>"},
        **{f"logic {word}": of("infix", operator=word) for word in ("and", "or")},
        **{f"function {name}": of("each", function=name) for name in ("every", "some")},
        "every … where": _within("each", lambda node: node["where"] is not None),
        **{
            f"function {name}": of("call", function=name)
            for name in ("not", "sum", "max", "min", "floor", "ceiling", "length")
        },
        "a field of a thing": _within("name", lambda node: bool(node["field"])),
    },
    "s6-14": {
        "unknown": of("unknown", printed="?"),
        "a mask": _within("unknown", lambda node: "*" in node["printed"]),
    },
    "s6-15": {
        "a recurring moment": of("recurrence"),
        "a share of a base": of("share"),
        "shares of several bases": of("shares"),
    },
}
# Functions whose use is told by another type of value than a call.
ELSEWHERE = {"every", "some", "all", "any", "table", "articles_of", *FORMS["s6-12"]}


def models() -> list[Path]:
    """The files and folders of examples/ that are models, each tongue once."""
    folders = [path for path in EXAMPLES.iterdir() if path != GALLERY and [*path.glob("*.gov")]]
    return sorted(folders) + sorted(GALLERY.glob("*.gov"))


@cache
def nodes() -> list[Node]:
    """Every object and every value of every model, as plain data."""
    found: list[Node] = []
    for path in models():
        model = compile_path(path).model
        assert model is not None, path.name
        found += _nodes(json.loads(model.model_dump_json()))
    return found


def _nodes(data: object) -> Iterator[Node]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for inner in data:
            yield from _nodes(inner)


@pytest.mark.parametrize(
    ("section", "form"), [(section, form) for section, forms in FORMS.items() for form in forms]
)
def test_the_form_is_used(section: str, form: str) -> None:
    known = FORMS[section][form]
    assert any(known(node) for node in nodes()), f"no example has {form} (reference {section})"


def test_every_section_of_values_in_the_reference_has_its_forms() -> None:
    sections = re.findall(r'<a id="(s6-\d+)"></a>', REFERENCE.read_text(encoding="utf-8"))
    assert sections
    assert [section for section in sections if section not in FORMS] == []


def test_every_type_of_value_is_used() -> None:
    """Types are those the model can hold; a new one needs an example."""
    (union, _) = get_args(Value)
    types = {f.default for one in get_args(union) for f in fields(one) if f.name == "type"}
    assert {"quantity", "season", "each"} <= types
    used = {node["type"] for node in nodes() if isinstance(node.get("type"), str)}
    assert types - used == set()


def test_every_function_has_a_form() -> None:
    shown = {form.removeprefix("function ") for form in FORMS["s6-13"]}
    assert set(word_set("function")) - shown - ELSEWHERE == set()


# ── clauses ──
CLAUSES: dict[str, Known] = {
    "when": lambda node: node.get("when") is not None,
    "cite": lambda node: node.get("kind") == "cited",
    "since": lambda node: node.get("since") is not None,
    "until": lambda node: node.get("until") is not None,
    "assume": lambda node: node.get("kind") == "assumed",
    "proposed": lambda node: node.get("kind") == "proposed",
    "doubt": lambda node: bool(node.get("doubts")),
    "or_read": lambda node: node.get("or_read") is not None,
    "except": lambda node: bool(node.get("approvals")),
    "chance": lambda node: node.get("chance") is not None,
}


@pytest.mark.parametrize("clause", word_set("clause"))
def test_the_clause_is_used(clause: str) -> None:
    assert any(CLAUSES[clause](node) for node in nodes()), f"no example says {clause}"


@pytest.mark.parametrize("strength", word_set("strength"))
def test_the_strength_is_used(strength: str) -> None:
    assert any(node.get("strength") == strength for node in nodes())


@pytest.mark.parametrize("origin", ["cited", "derived", "assumed", "proposed"])
def test_the_origin_is_used(origin: str) -> None:
    assert any(node.get("kind") == origin for node in nodes())


# ── fields of one model ──
def test_fields_of_one_model_alone_are_listed_with_a_reason() -> None:
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in EXAMPLES.rglob("*.gov"):
        parts = path.relative_to(EXAMPLES).parts
        if "english" in parts:
            continue
        document = parser().parse(path.read_text(encoding="utf-8"), start="start")
        for key in _fields(document.statements, "district"):
            used[key].add(path.stem if parts[0] == GALLERY.name else parts[0])
    single = {(*key, *users) for key, users in used.items() if len(users) == 1 and key[1]}
    with SINGLE_USE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["kind"], row["field"], row["model"]) for row in rows} == single
    assert [row for row in rows if len(row["reason"]) < 20] == []
