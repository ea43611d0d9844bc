"""A validator of JSON Schema 2020-12, as far as the schemas of the engine use it.

Data and a schema enter, the places where they differ leave. A word of the schema that it does not
know is an error, so that nothing is taken for valid because it was not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
    "number": (int, float), "null": type(None),
}  # fmt: skip
READ = {
    "$ref", "type", "enum", "const", "anyOf", "oneOf", "properties", "required", "format",
    "additionalProperties", "items", "prefixItems", "minItems", "maxItems",
}  # fmt: skip
SILENT = {"title", "description", "default", "$schema", "$defs", "discriminator"}
FORMATS: dict[str, Any] = {
    "date-time": lambda text: datetime.fromisoformat(text).utcoffset() is not None,
    "date": datetime.fromisoformat,
    "fraction": Fraction,
}


def faults(data: Any, node: dict[str, Any], root: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Every place of the data that the schema does not allow."""
    unknown = set(node) - READ - SILENT
    assert not unknown, f"{path}: the validator does not know {unknown}"
    if "$ref" in node:
        target: Any = root
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        yield from faults(data, target, root, path)
    if "type" in node:
        right = isinstance(data, TYPES[node["type"]])
        if not right or (isinstance(data, bool) and node["type"] != "boolean"):
            yield f"{path}: {data!r:.60} is no {node['type']}"
            return
    if "enum" in node and data not in node["enum"]:
        yield f"{path}: {data!r} is none of {node['enum']}"
    if "const" in node and data != node["const"]:
        yield f"{path}: {data!r} is not {node['const']}"
    if "format" in node and isinstance(data, str):
        try:
            if FORMATS[node["format"]](data) is False:
                yield f"{path}: {data!r} is no {node['format']}"
        except ValueError:
            yield f"{path}: {data!r} is no {node['format']}"
    for several, least, most in (("anyOf", 1, 99), ("oneOf", 1, 1)):
        if several in node:
            fitting = [not list(faults(data, each, root, path)) for each in node[several]]
            if not least <= sum(fitting) <= most:
                yield f"{path}: fits {sum(fitting)} of {several}: {data!r:.80}"
    if isinstance(data, dict):
        yield from _of_object(data, node, root, path)
    if isinstance(data, list):
        yield from _of_array(data, node, root, path)


def _of_object(
    data: dict[str, Any], node: dict[str, Any], root: dict[str, Any], path: str
) -> Iterator[str]:
    known = node.get("properties", {})
    missing = [name for name in node.get("required", []) if name not in data]
    yield from (f"{path}.{name} is missing" for name in missing)
    for name, value in data.items():
        if name in known:
            yield from faults(value, known[name], root, f"{path}.{name}")
        elif node.get("additionalProperties") is False:
            yield f"{path}.{name} is unknown"


def _of_array(
    data: list[Any], node: dict[str, Any], root: dict[str, Any], path: str
) -> Iterator[str]:
    if not node.get("minItems", 0) <= len(data) <= node.get("maxItems", len(data)):
        yield f"{path}: {len(data)} items"
    first = node.get("prefixItems", [])
    for number, value in enumerate(data):
        shape = first[number] if number < len(first) else node.get("items", {})
        yield from faults(value, shape, root, f"{path}[{number}]")
