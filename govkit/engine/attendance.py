"""Whether a meeting was valid: attendance against quorum, votes against majority.

A meeting and the figures given enter; broken rules leave. Figures that are not given are not
judged; where some bases of a rule with several have figures and others lack them, that is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from govkit.diagnostics import Filler
from govkit.engine.findings import finding, refuse
from govkit.engine.refusal import Refusal
from govkit.engine.sentences import shown
from govkit.model.meeting import Meeting
from govkit.model.statement import Attribute, Stated
from govkit.values import Bound, Quantity, Share, Shares
from govkit.values.share import Figures, bases, judge

AGAIN = "adjourned"
Pick = Callable[[Attribute[Any]], Stated[Any] | None]
NAMES = {"present": "present", "due": "due", "for": "for", "for_": "for", "in_favour": "for"}


def read_attendance(given: Mapping[str, Any]) -> tuple[dict[str, int], dict[str, Any]]:
    """Attendance figures, and what is left of the given values. Raises `GovError` (GOV706).

    A figure is a whole number, or one for each base (`{"专有面积": 700, "人数": 72}`), which is
    then kept as `present·专有面积`. `adjourned` is true for a meeting that meets again.
    """
    figures: dict[str, int] = {}
    rest: dict[str, Any] = {}
    for name, value in given.items():
        if name == AGAIN and isinstance(value, bool):
            figures |= {AGAIN: 1} if value else {}
            continue
        if name not in NAMES:
            rest[name] = value
            continue
        by_base = value if isinstance(value, Mapping) else {"": value}
        for base, number in by_base.items():
            if not isinstance(number, int) or isinstance(number, bool) or number < 0:
                raise refuse("GOV706", attribute=name, written=str(number))
            figures[NAMES[name] + (f"·{base}" if base else "")] = number
    return figures, rest


def invalid(
    meeting: Meeting, outcome: str, figures: Mapping[str, int], pick: Pick
) -> Iterator[Refusal]:
    """The rules of a meeting that an outcome breaks; `pick` chooses the statement of a case."""
    if _given(figures, "present"):
        again = AGAIN in figures and bool(meeting.adjourned_quorum)
        field = "adjourned_quorum" if again else "quorum"
        yield from _unmet(meeting, pick(getattr(meeting, field)), field, "present", figures)
    if _given(figures, "for") and outcome == "agreed":
        yield from _unmet(meeting, pick(meeting.majority), "majority", "for", figures)


def _given(figures: Mapping[str, int], name: str) -> bool:
    return any(key.partition("·")[0] == name for key in figures)


def _unmet(
    meeting: Meeting,
    stated: Stated[Any] | None,
    field: str,
    counted: str,
    figures: Mapping[str, int],
) -> Iterator[Refusal]:
    if stated is None or not isinstance(stated.value, Share | Shares | Bound | Quantity):
        return
    several = isinstance(stated.value, Shares)
    judged = judge(stated.value, _lookup(stated.value, field, counted, figures))
    rule = f"meeting:{meeting.name}.{field}"
    words: dict[str, Filler] = {"meeting": meeting.name, "rule": shown(stated.value)}
    if judged.outcome == "unknown" and several:
        lacking = "、".join(base or "到会" for base in judged.missing)
        yield Refusal(finding("GOV582", (), **words, missing=lacking), rule, stated.origin)
    if judged.outcome != "not_met":
        return
    for short in judged.short:
        missing = short.needed - int(short.count)
        words |= {"count": str(short.count), "missing": str(max(1, missing))}
        code = "GOV581" if several else "GOV723" if field == "majority" else "GOV722"
        part: dict[str, Filler] = (
            {"part": shown(short.part), "needed": str(short.needed)} if several else {}
        )
        yield Refusal(
            finding(code, (), **words, **part),
            rule,
            stated.origin,
            Quantity(Fraction(max(1, missing)), "" if several else "person"),
        )


def _lookup(
    threshold: Share | Shares | Bound | Quantity,
    field: str,
    counted: str,
    figures: Mapping[str, int],
) -> Figures:
    """What is there of a base, and the whole it is a part of: all that are due, or all present.

    A quorum is a part of those due; a majority of those present, unless its base says due. Plain
    figures serve a rule with one base; with several each base needs its own.
    """
    plain = len(bases(threshold)) < 2

    def look(base: str) -> tuple[Fraction | None, Fraction | None]:
        of_due = field != "majority" or "应" in base or "due" in base
        whole = "due" if of_due else "present"
        return _figure(figures, counted, base, plain), _figure(figures, whole, base, plain)

    return look


def _figure(figures: Mapping[str, int], name: str, base: str, plain: bool) -> Fraction | None:
    """The figure of a base: under its word, under the one word the base ends with, or the plain."""
    found = figures.get(f"{name}·{base}")
    if found is None:
        words = [k.partition("·")[2] for k in figures if k.startswith(f"{name}·")]
        ends = [word for word in words if base and base.endswith(word)]
        found = figures[f"{name}·{ends[0]}"] if len(ends) == 1 else None
    if found is None and (plain or not base):
        found = figures.get(name)
    return None if found is None else Fraction(found)
