"""Which way a change binds: tightened, loosened, a right narrowed or widened, or neither.

A kind, a field and two statements enter, one of them perhaps missing. What a bare figure is for is
said in `grammars/bounds.csv`; a figure with a limit of its own (`≥2次/月`) says it itself.
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import Any

from govkit.analysis.diff.changes import Direction
from govkit.model.given import Given
from govkit.model.statement import Stated
from govkit.model.strength import forbids
from govkit.values import Bound, Chosen, Quantity, Rate, Refs, Share, Words
from govkit.vocabulary.bounds import bounds

Statement = Stated[Any] | Given
Side = Statement | None
_RANKS = {"must": 4, "should": 3, "in_principle": 2, "encouraged": 1, "may": 0}
_LEAST, _MOST = frozenset("≥>"), frozenset("≤<")


def by_strength(old: str | None, new: str | None) -> Direction:
    """The direction of another strength; a statement without one binds like 应当."""
    if forbids(old) or forbids(new):
        loose = new in ("may", "encouraged") or old in ("may", "encouraged")
        return ("loosened" if forbids(old) else "tightened") if loose else ""
    before, after = (_RANKS[one or "should"] for one in (old, new))
    plain = None in (old, new) and "must" in (old, new)  # what stands without a word binds so too
    if before == after or plain:
        return ""
    return "tightened" if after > before else "loosened"


def by_coming(kind: str, field: str, old: Side, new: Side) -> Direction:
    """The direction of a statement that came into a field without one, or went and left none."""
    bound = bounds().get(f"{kind}.{field}", "")
    side = old or new
    assert side is not None
    if forbids(side.strength):
        return "tightened" if old is None else "loosened"
    if bound in ("most", "least") and side.strength != "may":
        return "tightened" if old is None else "loosened"
    if bound == "exempts":
        return "loosened" if old is None else "tightened"
    return ""


def by_value(kind: str, field: str, old: Statement, new: Statement) -> Direction:
    """The direction of another value."""
    bound = bounds().get(f"{kind}.{field}", "")
    if forbids(old.strength) or forbids(new.strength):
        return _by_members(old.value, new.value, "tightened")
    right = old.strength == new.strength == "may"
    if bound == "exempts" and not right:
        found = _by_members(old.value, new.value, "loosened")
        if found:
            return found
    before, after = _figure(old.value), _figure(new.value)
    if before is None or after is None or before[1:] != after[1:] or before[0] == after[0]:
        return ""
    more = after[0] > before[0]
    if right:
        return "widened" if more else "narrowed"
    limit = before[1] or {"most": "≤", "least": "≥"}.get(bound, "")
    if limit in _LEAST:
        return "tightened" if more else "loosened"
    if limit in _MOST:
        return "loosened" if more else "tightened"
    return ""


def _by_members(old: object, new: object, more: Direction) -> Direction:
    """The direction where members of a list only came, or only went."""
    before, after = _members(old), _members(new)
    if before == after or not (before <= after or after <= before):
        return ""
    less: Direction = "loosened" if more == "tightened" else "tightened"
    return more if before < after else less


def _members(value: object) -> frozenset[Hashable]:
    if isinstance(value, Refs):
        return frozenset(value.refs)
    return frozenset(value.words) if isinstance(value, Words | Chosen) else frozenset()


def _figure(value: object) -> tuple[Fraction, str, Hashable] | None:
    """A figure that can be set beside another: its number, its own limit, what it is counted in."""
    if isinstance(value, Bound):
        inner = _figure(value.quantity)
        return (inner[0], _sense(value.comparison), inner[2]) if inner else None
    if isinstance(value, Quantity):
        return value.number, "", value.unit
    if isinstance(value, Share):
        return value.number, _sense(value.comparison), value.base
    if isinstance(value, Rate):
        inner = _figure(value.amount)
        return (inner[0] / value.every, inner[1], (inner[2], value.per)) if inner else None
    return None


def _sense(comparison: str) -> str:
    """`≥` and `>` bind one way, `≤` and `<` the other."""
    if comparison in _LEAST:
        return "≥"
    return "≤" if comparison in _MOST else ""
