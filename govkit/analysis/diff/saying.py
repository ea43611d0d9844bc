"""The sides of a change in words, beside the values that are compared.

Statements and clauses of either model enter, short texts in the tongue of the new one leave. What
a sentence about a change says is made elsewhere, from the values.
"""

from __future__ import annotations

from typing import Any

from govkit.analysis.diff.changes import Clause
from govkit.analysis.diff.statements import raw_key
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.vocabulary.kinds import closed_set


class Words:
    """Two pens of one tongue, one for each model."""

    def __init__(self, old: Governance, new: Governance) -> None:
        self._old, self._new = Pen(old, new.lang), Pen(new, new.lang)

    def stated(self, kind: str, field: str, stated: Any, old: bool) -> str:
        """A whole statement; empty where there is none."""
        if stated is None:
            return ""
        pen = self._old if old else self._new
        return pen.stated(stated, closed_set(kind, field))

    def values(self, kind: str, field: str, old: Any, new: Any) -> tuple[str, str]:
        """The values of two statements; the new one may be missing."""
        words = closed_set(kind, field)
        after = self._new.written(new.value, words) if new is not None else ""
        return self._old.written(old.value, words), after

    def data(self, kind: str, field: str, value: Any) -> str:
        """A value as plain data, in the names of the new model."""
        return self._new.written(value_of(value), closed_set(kind, field))

    def ends(self, to: Any) -> str:
        """What a key of a map leads to; empty where there is nothing."""
        return "" if to is None else "、".join(map(self._end, to))

    def _end(self, end: Any) -> str:
        return self._new.name(end) if isinstance(end, str) else self._new.written(value_of(end))

    def key(self, key: str) -> str:
        """A key of a map."""
        raw = raw_key(key)
        if isinstance(raw, list):
            return "，".join(self.key(one) if isinstance(one, str) else str(one) for one in raw)
        if isinstance(raw, dict):
            return self._new.written(value_of(raw))
        return str(self._new.key(raw))

    def clauses(self, clause: Clause, old: Any, new: Any) -> tuple[str, str]:
        """One clause of two statements."""
        return _clause(self._old, clause, old), _clause(self._new, clause, new)


def _clause(pen: Pen, clause: Clause, claim: Any) -> str:
    if clause == "when":
        return pen.written(claim.when) if claim.when is not None else ""
    if clause == "strength":
        return pen.strength(claim.strength)
    if clause in ("since", "until"):
        day = getattr(claim, clause)
        return day.isoformat() if day is not None else ""
    if clause == "citation":
        return "·".join(part for part in (claim.origin.source, claim.origin.place) if part)
    if clause == "quotation":
        return str(claim.origin.quotation)
    if clause == "origin":
        return str(claim.origin.remark)
    if clause == "doubt":
        return "；".join(doubt.why for doubt in claim.doubts)
    if clause == "exception":
        return "、".join(one.code for one in claim.approvals)
    if clause == "chance":
        return str(claim.chance or "")
    return str(getattr(claim, "title", "")) if clause == "title" else ""


def value_of(data: Any) -> Any:
    """The value that plain data describe. Raises `ValidationError`."""
    from govkit.model.statement import Doubt

    return Doubt.model_validate({"why": "", "or_read": data}).or_read
