"""How grave a finding is in one project: the district's own field `severity` (提示级别).

A model enters; the severities it states leave, and findings about codes that do not exist or whose
severity nobody may change. A finding is silenced by `except` alone, statement by statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import claims
from govkit.diagnostics import SEVERITIES, Severity
from govkit.diagnostics.catalogue import entries
from govkit.model.governance import Governance

# Without these a model cannot be read or used at all: never approved, never lowered.
FIXED = frozenset(["GOV501", "GOV502", "GOV503", "GOV534", "GOV535", "GOV536", "GOV537", "GOV570"])
# Codes of checks of a finished model; all others are found before there is one, or without one.
OF_CHECKS = (range(380, 390), range(501, 700), range(850, 880))
# Codes among them that are found elsewhere: while texts are read and merged, or by the engine.
# What a project says of them would change nothing.
FOUND_ELSEWHERE = frozenset(
    [*(f"GOV{number}" for number in range(540, 551)), "GOV560", "GOV571", "GOV572", "GOV573",
     "GOV580", "GOV581", "GOV582", "GOV589", "GOV599", "GOV609", "GOV636", "GOV867",
     # found by playing every course of a lesson
     *(f"GOV{number}" for number in (*range(688, 695), 696, 697, 699))]
)  # fmt: skip


def stated_severities(model: Governance) -> Mapping[str, Severity]:
    """The severities the model states without an end, by code; only those that may be changed."""
    found: dict[str, Severity] = {}
    lasting = [stated for stated in model.severity if stated.until is None]
    for arrow in (arrow for stated in lasting for arrow in stated.value.entries):
        code, word = str(arrow.keys[0]), arrow.to[0]
        if changeable(code) and word in SEVERITIES:
            found[code] = word
    return found


def changeable(code: str) -> bool:
    """Whether a project may say how grave findings of this code are."""
    if code not in entries() or code in FIXED or code in FOUND_ELSEWHERE:
        return False
    if not code.startswith("GOV"):  # of a plug-in: found by its checks
        return True
    return any(int(code.removeprefix("GOV")) in codes for codes in OF_CHECKS)


def check_severities(model: Governance) -> Iterator[Finding]:
    """GOV535: a severity for a code there is not. GOV536: for a code whose severity is fixed.

    GOV570: two severities for one code, in one statement.
    """
    seen: set[tuple[str, str]] = set()
    for path, code in _entries(model):
        if (path, code) in seen:
            yield Finding("GOV570", path, {"code": code})
        seen.add((path, code))
        if code not in entries():
            known = [one for one in entries() if changeable(one)]
            near = tuple(get_close_matches(code, known, n=3, cutoff=0.6))
            yield Finding("GOV535", path, {"code": code}, near=near)
        elif not changeable(code):
            yield Finding("GOV536", path, {"code": code})


def _entries(model: Governance) -> Iterator[tuple[str, str]]:
    """Path and code of each entry that is stated."""
    for number, stated in model.severity.numbered():
        path = f"district.severity[{number}]" if number else "district.severity"
        for arrow in stated.value.entries:
            yield path, str(arrow.keys[0])


def check_approvals(model: Governance) -> Iterator[Finding]:
    """GOV570: one code is approved twice in one statement; only one reason can be meant."""
    for path, claim in claims(model):
        codes = [approval.code for approval in claim.approvals]
        for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
            yield Finding("GOV570", path, {"code": code})


WHOLE: tuple[Check, ...] = (check_severities, check_approvals)
