"""Clauses: what stands behind a value or a head, read into the fields of a `Claim`.

A head's origin is inherited by everything inside; a field's own origin replaces it.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from govkit.diagnostics import Label
from govkit.model.statement import Approval, Doubt, Origin
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.near import near
from govkit.resolve.reading.amounts import amount_text, report_misread
from govkit.resolve.reading.expressions import expression, is_statement
from govkit.resolve.reading.values import read_value
from govkit.syntax.nodes import Clause, Field, Operand, Token, Value
from govkit.values import Constant, Quantity
from govkit.values.reading import Misread, read_day, read_quantity
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings

NO_ORIGIN = Origin.model_construct()
DERIVED = Origin.model_construct(kind="derived")
_ORIGINS = ("cite", "assume", "proposed")
_REPEATABLE = ("doubt", "except", "cite")


def read_clauses(
    context: Context,
    clauses: list[Clause],
    inherited: Origin,
    row: FieldRow | None = None,
    kind: str = "",
) -> dict[str, Any]:
    """The keyword arguments of a `Claim`; what is not said is left out.

    `row` is the field the clauses stand on; a second reading is read as its type says. `kind` is
    that of the head they stand on.
    """
    if not clauses:
        return {} if inherited is NO_ORIGIN else {"origin": inherited}
    claim: dict[str, Any] = {}
    seen: dict[str, Clause] = {}
    for clause in clauses:
        earlier = seen.get(clause.kind)
        if earlier is not None and clause.kind not in _REPEATABLE:
            labels = (Label(context.span(earlier), "earlier"),)
            context.report("GOV323", clause, labels=labels, written=context.text(clause))
            continue
        seen[clause.kind] = clause
        if clause.kind == "chance" and not _takes_chance(row, kind):
            context.report("GOV333", clause, written=context.text(clause))
            continue
        if clause.kind == "doubt":
            _doubt(context, clause, claim, row)
        else:
            _CLAUSES[clause.kind](context, clause, claim)
    if "origin" not in claim and inherited is not NO_ORIGIN:
        claim["origin"] = inherited
    since, until = claim.get("since"), claim.get("until")
    if since is not None and until is not None and since >= until:
        context.report("GOV324", seen["until"], since=str(since), until=str(until))
    return claim


def is_drawn(row: FieldRow) -> bool:
    """Whether one of several statements of a field is drawn, by the chances they give."""
    return (row.kind, row.id) == ("option", "moves")


def _takes_chance(row: FieldRow | None, kind: str) -> bool:
    """Whether a likelihood means something: on ways on, in a simulation, on what an option does,
    and on an option that the script chooses."""
    if row is None:
        return kind == "option"
    return is_drawn(row) or row.type == "outcome" or row.kind == "workload"


def section_origin(context: Context, clauses: list[Clause], inherited: Origin) -> Origin:
    """The origin on the head of an open section; its lines carry all other clauses themselves."""
    for clause in clauses:
        if clause.kind not in _ORIGINS:
            context.report("GOV334", clause, written=context.text(clause))
    kept = [clause for clause in clauses if clause.kind in _ORIGINS]
    found: Origin = read_clauses(context, kept, inherited).get("origin", NO_ORIGIN)
    return found


def _cite(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    name = clause.parts[0]
    quotation = str(clause.parts[1])[1:-1] if len(clause.parts) > 1 else ""
    assert isinstance(name, Token)
    path = components(name)
    sources = context.names.find(path[0], ("source",))
    if not sources and path[0] in context.names.lost:
        return
    if not sources:
        names = near(path[0], context.names.of(("source",)))
        context.report("GOV405", name, suggestions=names, name=path[0])
        return
    if "origin" not in claim:
        claim["origin"] = _cited(path[0], "·".join(path[1:]), quotation)


@lru_cache(maxsize=4096)
def _cited(source: str, place: str, quotation: str) -> Origin:
    return Origin.model_construct(
        kind="cited", source=str(source), place=str(place), quotation=str(quotation)
    )


def _since(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    day = _day(context, clause.parts[0])
    if day is not None:
        claim["since"] = day


def _until(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    day = _day(context, clause.parts[0])
    if day is None:
        return
    claim["until"] = day


def _day(context: Context, part: Operand) -> dt.date | None:
    read = read_day(amount_text(context, part))
    if isinstance(read, Misread):
        report_misread(context, part, read)
        return None
    return read.date


def _when(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    part = clause.parts[0]
    condition = expression(context, part, truth=True)
    if condition is not None and not is_statement(condition):
        context.report("GOV332", part, written=context.text(part))
    # After a finding the words stand for it, so that the statement is not also taken for a repeat.
    claim["when"] = Constant(context.text(part)) if condition is None else condition


def _assume(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    claim["origin"] = Origin.model_construct(kind="assumed", remark=_remark(clause))


def _proposed(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    claim["origin"] = Origin.model_construct(kind="proposed", remark=_remark(clause))


def _remark(clause: Clause) -> str:
    last = clause.parts[-1] if clause.parts else None
    return str(last)[1:-1] if isinstance(last, Token) and last.type == "STRING" else ""


def _doubt(context: Context, clause: Clause, claim: dict[str, Any], row: FieldRow | None) -> None:
    why = str(clause.parts[0])[1:-1]
    other = None
    if len(clause.parts) > 1:
        part = clause.parts[1]
        if row is not None:
            other = read_value(context, row, Value([part], None))
        else:
            read = read_quantity(amount_text(context, part), context.units)
            other = expression(context, part) if isinstance(read, Misread) else read
    claim["doubts"] = (*claim.get("doubts", ()), Doubt.model_construct(why=why, or_read=other))


def _except(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    why = str(clause.parts[1])[1:-1] if len(clause.parts) > 1 else ""
    if not why.strip():
        context.report("GOV367", clause, written=context.text(clause))
    approval = Approval.model_construct(code=str(clause.parts[0]).upper(), why=why)
    claim["approvals"] = (*claim.get("approvals", ()), approval)


def _chance(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    part = clause.parts[0]
    read = read_quantity(amount_text(context, part), context.units)
    if isinstance(read, Misread):
        report_misread(context, part, read)
    elif isinstance(read, Quantity) and 0 <= read.number <= 1:
        claim["chance"] = read.number
    else:
        context.report("GOV325", part, written=context.text(part))


def _strength(context: Context, clause: Clause, claim: dict[str, Any]) -> None:
    claim["strength"] = spellings("strength")[str(clause.word)]


def own_origin(field: Field) -> bool:
    """Whether a field says itself where it comes from."""
    return any(clause.kind in ("cite", "assume", "proposed") for clause in field.clauses)


_CLAUSES = {
    "cite": _cite,
    "since": _since,
    "until": _until,
    "when": _when,
    "assume": _assume,
    "proposed": _proposed,
    "except": _except,
    "chance": _chance,
    "strength": _strength,
}
