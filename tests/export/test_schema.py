"""The JSON Schema: every kind and field with its words, and true to what is exported."""

from __future__ import annotations

import json
from typing import Any

import pytest

from govkit.export.json import to_json
from govkit.export.schema import schema
from govkit.model.governance import COLLECTIONS, Governance
from govkit.vocabulary.kinds import fields_of, kinds

FOUND = schema()


def definition(kind: str) -> dict[str, Any]:
    """The definition that a kind's title names."""
    if kind == "district":
        return FOUND
    title = kinds()[kind].zh
    held = FOUND["properties"].get(COLLECTIONS.get(kind, ""), {}).get("items", {}).get("$ref")
    if held:
        return FOUND["$defs"][held.rpartition("/")[2]]
    return next(d for d in FOUND["$defs"].values() if d.get("title") == title)


@pytest.mark.parametrize("kind", list(kinds()))
def test_a_kind_has_its_words_in_both_tongues(kind: str) -> None:
    row = kinds()[kind]
    found = definition(kind)
    assert (found["title"], found["x-title-en"]) == (row.zh, row.en)
    assert (found["description"], found["x-description-en"]) == (row.zh_text, row.en_text)


@pytest.mark.parametrize("kind", [k for k, row in kinds().items() if row.block != "open"])
def test_a_field_has_its_words_in_both_tongues(kind: str) -> None:
    properties = definition(kind)["properties"]
    for field, row in fields_of(kind).items():
        if field in ("include", "table"):  # they leave nothing under their own name
            continue
        assert properties[field]["title"] == row.zh, field
        assert properties[field]["x-title-en"] == row.en, field


def test_every_definition_has_a_title_in_chinese() -> None:
    plain = [n for n, d in FOUND["$defs"].items() if d["title"].isascii()]
    assert plain == []


def test_what_is_exported_is_known_to_the_schema(every_kind: Governance) -> None:
    """A small walk, since no validator is among the dependencies: no unknown property anywhere."""

    def walk(data: Any, node: dict[str, Any], path: str) -> None:
        node = resolved(node, data)
        if isinstance(data, dict) and "properties" in node:
            for key, value in data.items():
                assert key in node["properties"], f"{path}.{key}"
                walk(value, node["properties"][key], f"{path}.{key}")
        elif isinstance(data, list) and isinstance(node.get("items"), dict):
            for number, value in enumerate(data):
                walk(value, node["items"], f"{path}[{number}]")

    walk(json.loads(to_json(every_kind)), FOUND, "")


def resolved(node: dict[str, Any], data: Any) -> dict[str, Any]:
    """The definition behind a reference; of alternatives the one of the value's `type`."""
    while "$ref" in node or "oneOf" in node or "anyOf" in node:
        if "$ref" in node:
            node = FOUND["$defs"][node["$ref"].rpartition("/")[2]]
        elif "discriminator" in node:
            kind = data.get("type") if isinstance(data, dict) else None
            assert kind in node["discriminator"]["mapping"], data
            node = {"$ref": node["discriminator"]["mapping"][kind]}
        else:
            options = node.get("anyOf") or node["oneOf"]
            wanted = [o for o in options if o.get("type") != "null"]
            if len(wanted) != 1:
                return {}
            node = wanted[0]
    return node
