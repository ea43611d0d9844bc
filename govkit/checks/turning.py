"""Findings that turn on a reading: those that come or go where a doubtful statement is read
otherwise.

The readings of a model and its checks enter; a finding for each that comes or goes leaves, with the
fewest readings that bring that about. Which statement is doubtful, and why, is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from govkit.checks.finding import Check, Finding
from govkit.checks.readings import Choice, Doubtful, Readings
from govkit.checks.wording import written
from govkit.diagnostics import Both, Diagnostic, Filler
from govkit.diagnostics.catalogue import severity_of, word
from govkit.vocabulary.kinds import fields_of

_Key = tuple[str, str]
_SHOWN = 3


def turning(
    readings: Readings, check: Check, told: set[_Key]
) -> tuple[list[Finding], list[Finding]]:
    """What a check finds, and what comes or goes with a reading.

    GOV454: a finding that goes under another reading. GOV455: one that comes. GOV456: too many
    combinations to try each. `told` are those that were told by other checks already.
    """
    found = readings.tried(lambda model: tuple(check(model)))
    turns = []
    if found.bounded and ("", "GOV456") not in told:
        told.add(("", "GOV456"))
        turns.append(Finding("GOV456", "district", {"name": readings.model.label}))
    first = _keyed(found.first)
    for choice, answer in sorted(found.others, key=lambda one: len(one[0])):
        other = _keyed(answer)
        for key in first.keys() ^ other.keys():
            if key not in told:
                told.add(key)
                gone = key in first
                one = (first if gone else other)[key]
                turns.append(_told(readings, choice, one, "GOV454" if gone else "GOV455"))
    return list(found.first), turns


def _keyed(found: Iterable[Finding]) -> dict[_Key, Finding]:
    return {(finding.path, finding.code): finding for finding in found}


def _told(readings: Readings, choice: Choice, finding: Finding, code: str) -> Finding:
    read = [(readings.doubtful[number], at) for number, at in sorted(choice.items())]
    one = Diagnostic(finding.code, severity_of(finding.code), None, finding.args)
    args: dict[str, Filler] = {
        "code": finding.code,
        "told": Both(word(one, "zh").text, word(one, "en").text),
        "readings": _said(read),
    }
    doubts = tuple((doubtful.path, "doubt") for doubtful, _ in read)
    return Finding(code, finding.path, args, doubts)


def _said(read: list[tuple[Doubtful, int]]) -> Both:
    """`「名额」读作 11名`, for each statement that is read otherwise."""
    zh, en = [], []
    for doubtful, at in read[:_SHOWN]:
        value = written(doubtful.readings[at])
        head, _, field = doubtful.path.rpartition("/")[2].partition(".")
        kind, _, name = head.partition(":")
        fields = fields_of(kind) if kind not in ("figure", "check") else {}
        row = fields.get(field.partition("[")[0])
        zh.append(f"「{name}」{f'的「{row.zh}」' if row else ''}读作 {value.zh}")
        en.append(f"{f'`{row.en}` of ' if row else ''}`{name}` is read as {value.en}")
    more = len(read) - _SHOWN
    return Both("、".join(zh) + (f" 等{len(read)}处" if more > 0 else ""),
                " and ".join(en) + (f" and {more} more" if more > 0 else ""))  # fmt: skip
