"""The shapes of what the engine says, for programs: JSON Schema 2020-12 and OpenAPI 3.1.

Nothing enters but the classes and the word tables; schemas leave. What `to_json` writes of a value
validates against the schema of its name; statuses, kinds and manners are closed sets.
"""

from __future__ import annotations

from typing import Any

from govkit.diagnostics import SEVERITIES
from govkit.engine.answers.decision import Decision
from govkit.engine.answers.inspection import KINDS_OF_EVENTS
from govkit.engine.case.case import Bearer, Case
from govkit.engine.case.event import Event
from govkit.engine.case.timer import Timer
from govkit.engine.written import WrittenExplanation, WrittenFinding, WrittenMove
from govkit.model.schema import described
from govkit.vocabulary.words import word_set

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_CLASSES = (Bearer, Case, Decision, Event, Timer, WrittenExplanation, WrittenFinding, WrittenMove)
NAMES = tuple(sorted(cls.__name__.removeprefix("Written") for cls in _CLASSES))


def schema() -> dict[str, Any]:
    """The schema of one of the values, each by its name in `$defs` (JSON Schema 2020-12)."""
    defs = _shapes("#/$defs/")
    return {"$schema": DRAFT, "anyOf": [{"$ref": f"#/$defs/{name}"} for name in NAMES],
            "$defs": defs}  # fmt: skip


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one value by its name (`Case`, `Move`). Raises `KeyError`."""
    defs = _shapes("#/$defs/")
    if name not in NAMES:
        raise KeyError(name)
    return {"$schema": DRAFT, "$ref": f"#/$defs/{name}", "$defs": defs}


def components() -> dict[str, Any]:
    """The same as components of an OpenAPI 3.1 document: `{"schemas": {"Case": …}}`."""
    return {"schemas": _shapes("#/components/schemas/")}


def _shapes(prefix: str) -> dict[str, Any]:
    """All shapes by name, referring to one another behind a prefix."""
    found = _renamed(described(_CLASSES, prefix + "{model}"), prefix)
    named: dict[str, Any] = {name.removeprefix("Written"): shape for name, shape in found.items()}
    for name, shape in named.items():
        shape["title"] = name
        for field, words in _closed(name):
            shape["properties"][field]["enum"] = sorted(words)
    return dict(sorted(named.items()))


def _closed(name: str) -> list[tuple[str, set[str]]]:
    """The fields whose words are a closed set that the tables hold."""
    manners, moves = {"", *word_set("manner")}, set(word_set("move"))
    if name == "Event":
        return [("kind", moves | KINDS_OF_EVENTS), ("manner", manners)]
    if name == "Move":
        return [("kind", moves), ("manner", manners)]
    if name == "Case":
        return [("manner", manners)]
    return [("severity", set(SEVERITIES))] if name == "Finding" else []


def _renamed(shape: Any, prefix: str) -> Any:
    """References to what is written, by the name of the thing itself."""
    if isinstance(shape, dict):
        return {key: _renamed(value, prefix) for key, value in shape.items()}
    if isinstance(shape, list):
        return [_renamed(each, prefix) for each in shape]
    if isinstance(shape, str) and shape.startswith(f"{prefix}Written"):
        return prefix + shape.removeprefix(f"{prefix}Written")
    return shape
