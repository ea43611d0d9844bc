"""Statements in words: the strength before the verb, then value, dates, condition, other reading,
doubts and exceptions; and what a statement rests on.

Claims and a pen enter, lines leave. Where the lines stand is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from govkit.document.parts import Line, Run
from govkit.model.given import Given
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Claim, Entity, Origin, Stated, Strength
from govkit.model.strength import forbids
from govkit.values import Mapping, Roster
from govkit.values.wording import wording

# What a statement rests on where no source is cited.
_KINDS = {
    "derived": ("推算", "derived"),
    "assumed": ("假设", "assumed"),
    "proposed": ("拟定", "proposed"),
    "none": ("未注明", "none given"),
}


def field_statements(entity: Entity, field: str) -> tuple[Stated[Any], ...]:
    """All that is said in a field, prohibitions too; nothing where the object has no such field."""
    held = getattr(entity, field, None)
    return held.root if isinstance(held, Attribute) else ()


def statement(
    pen: Pen, stated: Stated[Any] | Given, words: str = "", head: Strength | None = None
) -> tuple[Line, ...]:
    """One statement: its strength, strong, what it says, and what is remarked of it.

    Keys of a map stand in a line each. A strength that the head says for all is not said again,
    but for a prohibition.
    """
    said = stated.strength if stated.strength != head or forbids(stated.strength) else None
    lines: list[Line] = []
    for told in _values(pen, stated, words):
        before = (Run(f"{pen.strength(said)} ", "strong"),) if said is not None else ()
        lines.append((*before, Run(told)))
    lines[-1] = (*lines[-1], *_mark(pen, stated.origin))
    return (*lines, *remarks(pen, stated))


def _values(pen: Pen, stated: Stated[Any] | Given, words: str) -> Iterator[str]:
    plain = stated.model_copy(update={"strength": None})
    if isinstance(stated.value, Mapping) and not stated.doubts:
        for arrow in stated.value.entries:
            one = plain.model_copy(update={"value": replace(stated.value, entries=(arrow,))})
            yield pen.stated(one, words)
    elif isinstance(stated.value, Roster):
        yield pen.stated(plain, words)
        yield pen.pick("、", ", ").join(entry.name for entry in stated.value.entries)
    else:
        yield pen.stated(plain, words)


def _mark(pen: Pen, origin: Origin) -> Line:
    """That a value is assumed or proposed stands with it, so that it is never read without."""
    if origin.kind not in ("assumed", "proposed"):
        return ()
    word = pen.pick(*_KINDS[origin.kind])
    return (Run(pen.pick(f"（{word}）", f" ({word})"), "quiet"),)


def remarks(pen: Pen, claim: Claim) -> tuple[Line, ...]:
    """Doubts, exceptions and chances of a statement, quietly, a line each."""
    told = []
    colon = pen.pick("：", ": ")
    for doubt in claim.doubts:
        if doubt.why:
            told.append(f"{wording('clause', 'doubt', pen.lang)}{colon}{doubt.why}")
    for one in claim.approvals:
        why = f"{colon}{one.why}" if one.why else ""
        told.append(f"{wording('clause', 'except', pen.lang)} {one.code}{why}")
    if claim.chance is not None:
        share = f"{float(claim.chance * 100):.4g}%"
        told.append(f"{wording('clause', 'chance', pen.lang)} {share}")
    return tuple((Run(text, "quiet"),) for text in told)


def head_lines(pen: Pen, claim: Claim) -> tuple[Line, ...]:
    """What the head of a block says for all of it: strength, dates, condition, doubts."""
    told = []
    if claim.strength is not None:
        word = pen.pick("约束程度", "strength")
        told.append(f"{word}{pen.pick('：', ': ')}{pen.strength(claim.strength)}")
    for clause, day in (("since", claim.since), ("until", claim.until)):
        if day is not None:
            told.append(f"{wording('clause', clause, pen.lang)} {day.isoformat()}")
    if claim.when is not None:
        told.append(f"{wording('clause', 'when', pen.lang)} {pen.written(claim.when)}")
    for doubt in claim.doubts:
        if doubt.or_read is not None:
            other = wording("clause", "or_read", pen.lang)
            told.append(f"{other} {pen.written(doubt.or_read)}")
    return (*((Run(text),) for text in told), *remarks(pen, claim))


def basis(pen: Pen, claim: Claim, head: Origin | None = None) -> tuple[Line, ...]:
    """What a statement rests on: the place of a source and its words, or the reason given.

    Nothing where it rests on what its head rests on.
    """
    origin = claim.origin
    if origin == head or (head is None and origin.kind == "none"):
        return ()
    told = []
    if origin.kind == "cited":
        told.append("·".join(part for part in (origin.source, origin.place) if part))
    else:
        told.append(pen.pick(*_KINDS[origin.kind]))
    if origin.quotation:
        told.append(f"“{origin.quotation}”")
    if origin.remark:
        told[0] += pen.pick(f"（{origin.remark}）", f" ({origin.remark})")
    return tuple((Run(text),) for text in told)
