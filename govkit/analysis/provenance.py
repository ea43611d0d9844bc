"""Where every statement of a model comes from: cited, derived, assumed, proposed, or nowhere.

A `Governance` enters; counts and rows by origin leave. Lines of checks are comparisons, not
statements of the district, and are not counted. Nothing here judges whether an origin is good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any

from govkit.model.given import Given
from govkit.model.governance import COLLECTIONS, Governance, held_in
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Claim, Entity
from govkit.values import Recurrence, Ref, Season, Term, Words
from govkit.values.quantity import Bound, Quantity, Range, Rate, Share
from govkit.values.structure import Refs
from govkit.values.units import Lang
from govkit.vocabulary.kinds import closed_set, fields_of

ORIGINS = ("cited", "derived", "assumed", "proposed", "none", "plain")
# Fields that only say where something hangs.
_LINKS = frozenset({"parent", "at", "superior"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: `path` as in the places of a compiled text, its value and origin in words.

    `figure` says whether the value holds a number; `source` is `求索·一` where it is cited,
    `remark` the reason an assumption gives. The origin `plain` says that there is none and that
    none is needed: what a source tells of itself, and links (上级, 设于) without a number.
    `attribute` is the name of the attribute that the value is given to, empty for a field.
    """

    path: str
    value: str
    origin: str
    source: str
    quotation: str
    remark: str
    figure: bool
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """All statements of a model, in the order of the reference of kinds."""

    statements: tuple[Statement, ...]
    figures_only: bool = False

    def of(self, origin: str) -> tuple[Statement, ...]:
        """The statements of one origin."""
        return tuple(s for s in self.statements if s.origin == origin)

    @property
    def counts(self) -> dict[str, int]:
        """How many statements each origin has, all six named."""
        return {origin: len(self.of(origin)) for origin in ORIGINS}


def provenance(
    model: Governance, lang: Lang | None = None, *, figures_only: bool = False
) -> Provenance:
    """The statements of a model by origin; with `figures_only` those that hold a number."""
    pen = Pen(model, lang)
    found = tuple(
        _statement(pen, path, claim, value, words)
        for path, claim, value, words in statements_of(model)
    )
    kept = tuple(s for s in found if s.figure) if figures_only else found
    return Provenance(kept, figures_only)


def _statement(pen: Pen, path: str, claim: Claim, value: object, words: str) -> Statement:
    origin, figure = claim.origin, holds_number(value)
    bare = origin.kind == "none" and _needs_none(path, figure)
    return Statement(
        path=path,
        value=" ".join(filter(None, (pen.written(value, words), pen.strength(claim.strength)))),
        origin="plain" if bare else origin.kind,
        source="·".join(part for part in (origin.source, origin.place) if part),
        quotation=origin.quotation,
        remark=origin.remark,
        figure=figure,
        attribute=claim.attribute if isinstance(claim, Given) else "",
    )


def _needs_none(path: str, figure: bool) -> bool:
    field = path.rpartition(".")[2].partition("[")[0]
    return path.startswith("source:") or (field in _LINKS and not figure)


Row = tuple[str, Claim, Any, str]


def statements_of(model: Governance) -> Iterator[Row]:
    """Every statement: its path, the claim, its value, and the closed set its words belong to."""
    yield from _fields(model, "district", "district")
    for kind, collection in COLLECTIONS.items():
        for entity in getattr(model, collection):
            yield from _object(entity, kind, f"{kind}:{entity.name}")
    for line in model.figures:
        for number, stated in enumerate(line.value.root):
            path = f"figure:{line.name}"
            yield _at(f"{path}.value", number) if number else path, stated, stated.value, ""


def _object(entity: Entity, kind: str, path: str) -> Iterator[Row]:
    yield from _fields(entity, kind, path)
    for number, given in enumerate(getattr(entity, "given", ())):
        yield f"{path}.given[{number}]", given, given.value, ""
    for inner, holder in held_in(kind).items():
        for entry in getattr(entity, holder) if inner != "rubric" else ():
            within = f"item:{entry.name}" if inner == "item" else f"{path}/{inner}:{entry.name}"
            yield from _object(entry, inner, within)


def _fields(entity: Entity, kind: str, path: str) -> Iterator[Row]:
    for field in fields_of(kind):
        attribute = getattr(entity, field, None)
        if isinstance(attribute, Attribute):
            words = closed_set(kind, field)
            for number, stated in enumerate(attribute.root):
                yield _at(f"{path}.{field}", number), stated, stated.value, words


def _at(path: str, number: int) -> str:
    return f"{path}[{number}]" if number else path


def holds_number(value: object) -> bool:
    """Whether a value holds a number: an amount, a rate, a share, a stated length, a due day."""
    if isinstance(value, Quantity | Bound | Range | Share | Season | Recurrence | Fraction):
        return True
    if isinstance(value, Words | Refs):
        return value.total is not None or getattr(value, "bound", None) is not None
    if isinstance(value, Ref):
        return False
    if isinstance(value, Rate):
        return holds_number(value.amount)
    if isinstance(value, Term):
        return holds_number(value.number)
    if isinstance(value, tuple):
        return any(holds_number(part) for part in value)
    if is_dataclass(value):
        return any(holds_number(getattr(value, field.name)) for field in fields(value))
    return False
