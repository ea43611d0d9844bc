"""Objects and values of a model as the plain data of its JSON, without a schema.

A frozen object enters, what `model_dump` gives in its JSON mode leaves; a schema takes a second to
build, and a diff writes a few statements only. Which parts a class has is told here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from govkit.model.binding import kind_of
from govkit.model.frozen import Frozen
from govkit.model.statement import Attribute, Claim, Entity

CLAUSES = ("origin", "since", "until", "when", "strength", "doubts", "approvals", "chance")
_NAMED = ("name", "title")
_LINES = {"figures": "figure", "checks": "check"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of a class of objects, by what they hold."""

    kind: str
    attributes: tuple[str, ...]
    plain: tuple[str, ...]
    held: tuple[str, ...]
    given: bool


def shape_of(cls: type[Entity]) -> Shape:
    """Which fields of a class hold statements, plain data, and other objects."""
    if cls not in _SHAPES:
        _SHAPES[cls] = _shape(cls)
    return _SHAPES[cls]


def _shape(cls: type[Entity]) -> Shape:
    attributes: list[str] = []
    plain: list[str] = []
    held: list[str] = []
    for name, part in cls.model_fields.items():
        if name in CLAUSES or name in _NAMED or name == "given":
            continue
        if isinstance(part.default, Attribute):
            attributes.append(name)
        else:
            (held if part.default == () else plain).append(name)
    kind = kind_of(cls) or "district"
    return Shape(kind, tuple(attributes), tuple(plain), tuple(held), "given" in cls.model_fields)


_SHAPES: dict[type[Entity], Shape] = {}
_PARTS: dict[type[Frozen], list[tuple[str, Any, bool]]] = {}
_NO_ORIGIN = {"kind": "none"}


def step_of(kind: str) -> str:
    """What a path calls an object of a kind: one line of the figures is a `figure`."""
    return _LINES.get(kind, kind)


def named(entities: tuple[Any, ...]) -> Mapping[str, Any]:
    """Objects by their names; the second of one name is `name#2`."""
    found: dict[str, Any] = {}
    times: dict[str, int] = {}
    for entity in entities:
        times[entity.name] = number = times.get(entity.name, 0) + 1
        found[entity.name if number == 1 else f"{entity.name}#{number}"] = entity
    return found


def data_of(value: Any) -> Any:
    """Any part of a model as plain data."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Attribute):
        return [data_of(one) for one in value.root]
    if isinstance(value, Frozen):
        return dict(_said(value))
    if isinstance(value, tuple):
        return [data_of(one) for one in value]
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {part.name: data_of(getattr(value, part.name)) for part in fields(value)}
    return value.isoformat() if hasattr(value, "isoformat") else value


def _said(value: Frozen) -> Iterator[tuple[str, Any]]:
    parts = value.__dict__
    for name, blank, may_go in _parts_of(type(value)):
        part = parts[name]
        if part is blank and may_go:
            continue
        said = data_of(part)
        if said is None or (may_go and (said in ("", [], False) or said == _NO_ORIGIN)):
            continue
        yield name, said


def _parts_of(cls: type[Frozen]) -> list[tuple[str, Any, bool]]:
    """The fields of a class, each with its default and whether it may be left out."""
    if cls not in _PARTS:
        _PARTS[cls] = [
            (name, part.default, _may_go(part.default)) for name, part in cls.model_fields.items()
        ]
    return _PARTS[cls]


def _may_go(blank: Any) -> bool:
    is_said = isinstance(blank, Frozen | Attribute)
    return blank is None or blank is False or blank in ("", ()) or is_said


def origin_of(claim: Claim) -> dict[str, str]:
    """All five parts of an origin, the blank ones too."""
    origin = claim.origin
    return {
        "kind": origin.kind, "source": origin.source, "place": origin.place,
        "quotation": origin.quotation, "remark": origin.remark,
    }  # fmt: skip
