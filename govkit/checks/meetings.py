"""Checks of meetings: thresholds that decide nothing, bases that name no whole, second meetings.

A model enters, findings leave. Who came and how they voted is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from govkit.checks.amounts import days_between, least_days
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered
from govkit.checks.wording import written
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.meeting import Meeting
from govkit.model.statement import Attribute, ShareLike
from govkit.values import Bound, Share, Shares
from govkit.values.bases import base_of
from govkit.values.share import leaves

_HALF = Fraction(1, 2)
_FIELDS = ("quorum", "majority", "adjourned_quorum", "special")


def check_thresholds(model: Governance) -> Iterator[Finding]:
    """GOV574: a share that nobody can reach, that is always reached, or that is an upper bound."""
    for meeting in model.meetings:
        for field in _FIELDS:
            yield from _idle(f"meeting:{meeting.name}.{field}", getattr(meeting, field))
    for duty in model.duties:
        yield from _idle(f"duty:{duty.name}.coverage", duty.coverage)


def _idle(path: str, attribute: Attribute[ShareLike]) -> Iterator[Finding]:
    for number, stated in attribute.numbered():
        if not isinstance(stated.value, Share | Shares):
            continue
        for part in leaves(stated.value):
            why = _why_idle(part) if isinstance(part, Share) else None
            if why is not None:
                yield Finding("GOV574", numbered(path, number), {"rule": written(part), "why": why})


def _why_idle(share: Share) -> Both | None:
    if share.comparison in ("≤", "<"):
        return Both("写的是上限，人再少也算够", "is an upper bound, which the fewest meet")
    if share.comparison == ">" and share.number == 1:
        return Both("比全部还多，谁也达不到", "is more than all there are")
    if share.comparison == "≥" and share.number == 0:
        return Both("一个没有也算够", "is met by nobody at all")
    return None


def check_majorities(model: Governance) -> Iterator[Finding]:
    """GOV575: fewer than half of the votes decide, so that yes and no could both be carried."""
    for meeting in model.meetings:
        for number, stated in meeting.majority.numbered():
            least = _least(stated.value)
            if least is not None and least < _HALF:
                yield Finding("GOV575", numbered(f"meeting:{meeting.name}.majority", number),
                              {"meeting": meeting.name, "rule": written(stated.value)})  # fmt: skip


def _least(value: object) -> Fraction | None:
    """The share a threshold asks at the least; None where it names none."""
    if isinstance(value, Share):
        return None if value.comparison in ("≤", "<") else value.number
    if isinstance(value, Shares):
        parts = [least for part in value.parts if (least := _least(part)) is not None]
        if not parts:
            return None
        return max(parts) if value.mode in ("all", "max") else min(parts)
    return None


def check_second_meetings(model: Governance) -> Iterator[Finding]:
    """GOV576: a second meeting needs more than the first; GOV586: nothing calls for a second."""
    for meeting in model.meetings:
        path = f"meeting:{meeting.name}"
        if not meeting.quorum:
            field = "adjourned_quorum" if meeting.adjourned_quorum else "adjourn"
            if getattr(meeting, field):
                yield Finding("GOV586", f"{path}.{field}", {"meeting": meeting.name})
            continue
        first, second = _by_base(meeting, "quorum"), _by_base(meeting, "adjourned_quorum")
        for base, share in second.items():
            if base in first and share.number > first[base].number:
                yield Finding("GOV576", f"{path}.adjourned_quorum",
                              {"meeting": meeting.name, "second": written(share),
                               "first": written(first[base])},
                              ((f"{path}.quorum", "first"),))  # fmt: skip


def _by_base(meeting: Meeting, field: str) -> dict[str, Share]:
    """The shares of a rule by what they count, however it is spelled."""
    value = getattr(meeting, field).value
    parts = leaves(value) if isinstance(value, Share | Shares) else ()
    return {base_of(part.base).key: part for part in parts if isinstance(part, Share)}


def check_special_meetings(model: Governance) -> Iterator[Finding]:
    """GOV577: some may demand a meeting, and nothing says how soon it has to be called."""
    for meeting in model.meetings:
        if meeting.special and not meeting.special_within:
            yield Finding("GOV577", f"meeting:{meeting.name}.special", {"meeting": meeting.name})


_BEFORE_THE_NEXT = (
    ("notice", Both("提前通知", "notice")),
    ("adjourn", Both("延会", "adjourn")),
    ("special_within", Both("召集时限", "special_within")),
)


def check_rhythm(model: Governance) -> Iterator[Finding]:
    """GOV385: what is to come before the next regular meeting takes longer than until then."""
    for meeting in model.meetings:
        between = days_between(meeting.cadence.value)
        for field, word in _BEFORE_THE_NEXT if between is not None else ():
            value = getattr(meeting, field).value
            amount = value.quantity if isinstance(value, Bound) else value
            if between is not None and least_days(amount) > between:
                yield Finding("GOV385", f"meeting:{meeting.name}.{field}", {
                    "meeting": meeting.name, "field": word, "time": written(value),
                    "cadence": written(meeting.cadence.value),
                }, ((f"meeting:{meeting.name}.cadence", "cadence"),))  # fmt: skip


def check_demands(model: Governance) -> Iterator[Finding]:
    """GOV343: those present or voting may demand a meeting, before there is one."""
    for meeting in model.meetings:
        path = f"meeting:{meeting.name}.special"
        for number, stated in enumerate(meeting.special):
            for share in _shares(stated.value):
                if base_of(share.base).role in ("present", "voting", "valid"):
                    yield Finding("GOV343", numbered(path, number), {"rule": written(share)})


def check_open_bases(model: Governance) -> Iterator[Finding]:
    """GOV344: a majority of a base that says not whether all, those present or those voting."""
    for meeting in model.meetings:
        path = f"meeting:{meeting.name}.majority"
        for number, stated in enumerate(meeting.majority):
            for share in _shares(stated.value):
                base = base_of(share.base)
                if not base.role:
                    yield Finding("GOV344", numbered(path, number),
                                  {"rule": written(share), "base": share.base})  # fmt: skip


def check_unlike_parts(model: Governance) -> Iterator[Finding]:
    """GOV345: the lesser or greater of numbers of unlike things, which cannot be compared."""
    for meeting in model.meetings:
        for field in _FIELDS:
            for number, stated in enumerate(getattr(meeting, field)):
                for joined in _compared(stated.value):
                    keys = {base_of(share.base).key for share in _shares(joined)}
                    if len(keys) > 1:
                        path = numbered(f"meeting:{meeting.name}.{field}", number)
                        yield Finding("GOV345", path, {"rule": written(joined)})


def _shares(value: object) -> Iterator[Share]:
    if isinstance(value, Share | Shares):
        yield from (part for part in leaves(value) if isinstance(part, Share))


def _compared(value: object) -> Iterator[Shares]:
    """The parts of a rule that take the least or greatest of several numbers."""
    if isinstance(value, Shares):
        if value.mode in ("min", "max"):
            yield value
        for part in value.parts:
            yield from _compared(part)


CHECKS: tuple[Check, ...] = (
    check_rhythm,
    check_thresholds,
    check_demands,
    check_open_bases,
    check_unlike_parts,
    check_majorities,
    check_second_meetings,
    check_special_meetings,
)
