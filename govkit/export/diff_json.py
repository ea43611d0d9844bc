"""A diff as JSON, `govkit-diff/1`, out and back, and the JSON Schema of it.

A `Diff` enters and a text leaves, or the other way round, with nothing lost: what is read back can
be applied to the old model as the diff itself can.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from govkit.analysis.diff.changes import Change, Diff, Near, Order, Version
from govkit.export.json import data_of_text, dumped
from govkit.export.loading import refuse, tongue_of_data
from govkit.values.units import Lang

FORMAT: Literal["govkit-diff/1"] = "govkit-diff/1"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ROWS = {"changes": Change, "order": Order, "near": Near}


def data_of(diff: Diff) -> dict[str, Any]:
    """A diff as plain data, without what is blank; its sides are the first to ask for prints."""
    rows = {name: [_row(one) for one in getattr(diff, name)] for name in _ROWS}
    return {"format": FORMAT, "old": _side(diff.old), "new": _side(diff.new), **rows}


def to_json(diff: Diff, indent: int | None = 2) -> str:
    """A diff as JSON, Chinese as it is; `indent` None puts it on one line."""
    return dumped(data_of(diff), indent)


def from_json(text: str, lang: Lang | None = None) -> Diff:
    """The diff of a stored JSON text. Raises `GovError` in `lang`, else in the text's tongue."""
    lang = lang or tongue_of_data(text)
    data = data_of_text(text, lang)
    if not isinstance(data, dict):
        raise refuse("GOV824", lang, format=FORMAT)
    found = str(data.get("format", ""))
    if found != FORMAT:
        raise refuse("GOV825", lang, found=found or "—", format=FORMAT)
    return _diff(data, lang)


def schema() -> dict[str, Any]:
    """The JSON Schema of a diff; its parts stand in `$defs` by their names."""
    parts: dict[str, Any] = {}
    for name, kind in _ROWS.items():
        parts[kind.__name__] = _shape(kind)
        parts[name] = {"type": "array", "items": {"$ref": f"#/$defs/{kind.__name__}"}}
    text = {"type": "string"}
    parts["Version"] = {
        "type": "object",
        "description": (Version.__doc__ or "").split("\n")[0],
        "properties": {"name": text, "version": text, "fingerprint": text},
        "required": ["name", "version", "fingerprint"],
    }
    side = {"$ref": "#/$defs/Version"}
    rows = {name: parts.pop(name) for name in _ROWS}
    return {
        "$schema": DRAFT,
        "title": FORMAT,
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "old": side, "new": side, **rows},
        "required": ["format", "old", "new", "changes", "order", "near"],
        "$defs": dict(sorted(parts.items())),
    }


def _side(version: Version) -> dict[str, str]:
    return {
        "name": version.name, "version": version.version, "fingerprint": version.fingerprint,
    }  # fmt: skip


def _row(row: Any) -> dict[str, Any]:
    """A row without what is blank; a number of a place is kept even where it is 0."""
    found = {}
    for part in fields(row):
        value = getattr(row, part.name)
        if part.default is MISSING or value != part.default or isinstance(value, int):
            found[part.name] = value
    return found


def _shape(kind: type[Any]) -> dict[str, Any]:
    """What a row looks like; what has a default may be left out."""
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").split("\n")[0],
        "properties": {part.name: _described(hints[part.name]) for part in fields(kind)},
        "required": [part.name for part in fields(kind) if part.default is MISSING],
        "additionalProperties": False,
    }


def _described(hint: Any) -> dict[str, Any]:
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if hint is str:
        return {"type": "string"}
    return {} if hint is Any else {"type": ["integer", "null"]}


def _fits(hint: Any, value: object) -> bool:
    """Whether a value can stand where a row has a type."""
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if hint is str:
        return isinstance(value, str)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return hint is Any or value is None or whole


def _read(kind: type[Any], row: Any, path: str, lang: Lang) -> Any:
    if not isinstance(row, dict):
        raise refuse("GOV826", lang, path=path, value=str(row)[:40])
    hints = get_type_hints(kind)
    for name, value in row.items():
        if name not in hints:
            raise refuse("GOV827", lang, path=path, field=name)
        if not _fits(hints[name], value):
            raise refuse("GOV826", lang, path=f"{path}.{name}", value=str(value)[:40])
    for part in fields(kind):
        if part.default is MISSING and part.name not in row:
            raise refuse("GOV830", lang, path=path, field=part.name)
    return kind(**row)


def _diff(data: dict[str, Any], lang: Lang) -> Diff:
    old, new = (_version(data, side, lang) for side in ("old", "new"))
    changes, order, near = (_rows(data, name, lang) for name in _ROWS)
    return Diff(old, new, changes, order, near)


def _version(data: dict[str, Any], side: str, lang: Lang) -> Version:
    found = data.get(side)
    for name in ("name", "version", "fingerprint"):
        value = found.get(name) if isinstance(found, dict) else None
        if not isinstance(value, str):
            raise refuse("GOV826", lang, path=f"{side}.{name}", value=str(value)[:40])
    assert isinstance(found, dict)
    return Version(found["name"], found["version"], found["fingerprint"])


def _rows(data: dict[str, Any], name: str, lang: Lang) -> tuple[Any, ...]:
    rows = data.get(name)
    if not isinstance(rows, list):
        raise refuse("GOV826", lang, path=name, value=str(rows)[:40])
    return tuple(
        _read(_ROWS[name], row, f"{name}[{number}]", lang) for number, row in enumerate(rows)
    )
