"""What one object says in a field, as the pieces that an amendment sets side by side.

A pen, an object and a field enter; a piece for each statement leaves, for each way of a map one:
what it says, as it is written in an official text, with the clauses that are asked for behind it.
Nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from govkit.model.governance import NESTED
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Claim, Entity, Origin
from govkit.reports.amendment.wording import said
from govkit.values import Day, Mapping
from govkit.vocabulary.kinds import closed_set, fields_of

_NAMED = ("quotation", "doubt", "exception", "chance")
_HELD = {field: kind for kind, field in NESTED.items()}


def stated_fields(kind: str, entity: Entity) -> tuple[str, ...]:
    """The fields that an object says something in, in the order of the reference."""
    return tuple(field for field in fields_of(kind) if statements(entity, field))


def statements(entity: Entity | None, field: str) -> Sequence[Any]:
    """The statements of a field, or the values given; what is no field of statements has none."""
    found = getattr(entity, field, None)
    if field == "given":
        return found or ()
    return found.root if isinstance(found, Attribute) else ()


def label(pen: Pen, kind: str, field: str) -> str:
    """What a field is called."""
    if field == "on":
        return said("field.way", pen.lang)
    if field in fields_of(kind):
        return pen.field_word(kind, field)
    if kind == "rubric" and field in fields_of("item"):  # its own fields stand in no table
        return pen.field_word("item", field)
    if field in _HELD:
        return said("field.order", pen.lang, kind=pen.kind_word(_HELD[field]))
    return said(f"field.{field}", pen.lang) or field


def pieces(
    pen: Pen, kind: str, entity: Entity, field: str, clauses: Collection[str] = ()
) -> tuple[str, ...]:
    """What a field says, a text for each statement and each way, with these clauses behind it."""
    plain = getattr(entity, field, None)
    known = field in ("given", *fields_of(kind)) and isinstance(plain, tuple)
    if not known and not isinstance(plain, Attribute):
        return (plain_text(pen, plain),) if plain else ()
    return tuple(
        stated_text(pen, kind, entity, field, one) + behind(pen, one, clauses)
        for stated in statements(entity, field)
        for one in _ways(stated)
    )


def value_text(pen: Pen, kind: str, field: str, stated: Any) -> str:
    """The value of a statement without its clauses."""
    if field == "given":
        return pen.written(stated.value)
    return pen.written(stated.value, closed_set(kind, field), f"{kind}.{field}")


def stated_text(pen: Pen, kind: str, entity: Entity | None, field: str, stated: Any) -> str:
    """One statement as it stands in a text."""
    if field == "given":
        return pen.stated(stated)
    head = entity.strength if entity is not None else None
    return pen.stated(stated, closed_set(kind, field), head, f"{kind}.{field}")


def plain_text(pen: Pen, value: Any) -> str:
    """What is no statement: a name, a day, the formula of a check; the names of what it holds."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return day_of(pen, value)
    if isinstance(value, tuple):
        return pen.pick("、", ", ").join(getattr(one, "name", "") for one in value)
    return pen.written(value) if value is not None else ""


def _ways(stated: Any) -> Iterator[Any]:
    """A map in as many statements as it has ways."""
    if not isinstance(stated.value, Mapping) or len(stated.value.entries) < 2:
        yield stated
        return
    for arrow in stated.value.entries:
        yield stated.model_copy(update={"value": replace(stated.value, entries=(arrow,))})


# ── clauses ──


def behind(pen: Pen, claim: Claim, clauses: Collection[str]) -> str:
    """The clauses asked for that a statement has, in brackets."""
    told = [
        (said(f"noun.{clause}", pen.lang) + pen.pick("", " ")) * (clause in _NAMED) + text
        for clause in clauses
        if (text := clause_text(pen, claim, clause))
    ]
    if not told:
        return ""
    joined = pen.pick("，", "; ").join(told)
    return pen.pick(f"（{joined}）", f" ({joined})")


def clause_text(pen: Pen, claim: Claim, clause: str) -> str:
    """One clause of a statement or of a head in words; empty where it is not said."""
    lang, origin = pen.lang, claim.origin
    match clause:
        case "citation":
            return cited_at(pen, origin)
        case "quotation":
            return f"“{origin.quotation}”" if origin.quotation else ""
        case "origin":
            if origin.kind == "cited":
                return cited_at(pen, origin)
            remark = pen.pick("", " ") + f"“{origin.remark}”" if origin.remark else ""
            return said(f"origin.{origin.kind}", lang) + remark
        case "doubt":
            return pen.pick("；", "; ").join(_doubts(pen, claim))
        case "exception":
            every = [
                said("clause.exception", lang, code=one.code, why=one.why)
                for one in claim.approvals
            ]
            return pen.pick("；", "; ").join(every)
        case "chance":
            return f"{float(claim.chance) * 100:g}%" if claim.chance is not None else ""
        case "strength":
            return strength_word(pen, claim.strength)
        case "since" | "until":
            day = claim.since if clause == "since" else claim.last
            return day_of(pen, day) if day is not None else ""
        case "when":
            return pen.written(claim.when) if claim.when is not None else ""
        case "title":
            return f"“{claim.title}”" if isinstance(claim, Entity) and claim.title else ""
    return ""


def _doubts(pen: Pen, claim: Claim) -> Iterator[str]:
    for one in claim.doubts:
        other = ""
        if one.or_read is not None:
            other = said("clause.or_read", pen.lang, value=pen.written(one.or_read))
        yield f"“{one.why}”{other}"


def strength_word(pen: Pen, strength: Any) -> str:
    """The word of a strength, as it is read."""
    return pen.strength(strength).replace("_", " ")


def day_of(pen: Pen, day: date) -> str:
    """A day as it is written in a text."""
    return pen.written(Day(day))


def cited_at(pen: Pen, origin: Origin) -> str:
    """The place of a citation, with its source where the model has several."""
    if not origin.source:
        return ""
    if not origin.place:
        return origin.source
    several = len(pen.model.sources) > 1
    return f"{origin.source}{pen.pick('·', ' ')}{origin.place}" if several else origin.place
