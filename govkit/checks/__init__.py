"""Built-in checks: one small function per rule over the finished model.

A model and the places of its statements enter, findings leave. A check knows neither text nor
screen; its page in the catalogue is what `explain` prints. The next check goes into the module of
the thing it is about, and into the tuple at the end of that module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from govkit.checks import (
    assessments,
    calendars,
    cells,
    circles,
    clocks,
    codes,
    conditions,
    counts,
    duties,
    figures,
    formulas,
    handling,
    legality,
    lessons,
    levels,
    limits,
    lists,
    matters,
    meetings,
    posts,
    processes,
    rosters,
    rules,
    scenarios,
    severities,
    sources,
    spoilers,
    stations,
    streams,
    strengths,
    validity,
)
from govkit.checks.finding import Check, Finding
from govkit.checks.readings import Readings
from govkit.checks.statements import claims, days_of_statements
from govkit.checks.turning import turning
from govkit.diagnostics import Diagnostic, Label, Severity
from govkit.diagnostics.catalogue import severity_of
from govkit.model.governance import Governance
from govkit.model.statement import Claim
from govkit.model.validity import InForce
from govkit.source import SourceFile, Span

# Checks that every later one relies on: when they fail, the others are not asked.
GROUND: tuple[Check, ...] = (*circles.GROUND, *levels.GROUND, *counts.GROUND)
CHECKS: tuple[Check, ...] = (
    *calendars.CHECKS,
    *circles.CHECKS,
    *levels.CHECKS,
    *rosters.CHECKS,
    *counts.CHECKS,
    *posts.CHECKS,
    *formulas.CHECKS,
    *lists.CHECKS,
    *matters.CHECKS,
    *processes.CHECKS,
    *conditions.CHECKS,
    *handling.CHECKS,
    *clocks.CHECKS,
    *limits.CHECKS,
    *meetings.CHECKS,
    *duties.CHECKS,
    *assessments.CHECKS,
    *codes.CHECKS,
    *cells.CHECKS,
    *sources.CHECKS,
    *strengths.CHECKS,
    *scenarios.CHECKS,
    *lessons.CHECKS,
    *spoilers.CHECKS,
    *streams.CHECKS,
    *stations.CHECKS,
    *figures.CHECKS,
    *rules.CHECKS,
    *legality.CHECKS,
)
# Checks that are not asked again where a statement has another reading. Check lines tell theirs in
# the verdict; sources, a legal basis, the places of scenarios and lessons do not turn on what a
# figure says.
_ONCE = frozenset([
    *sources.CHECKS, *scenarios.CHECKS, *lessons.CHECKS, *spoilers.CHECKS, *figures.CHECKS,
    *legality.CHECKS,
])  # fmt: skip
# Checks of the whole model, whatever the day: dates against dates, the project's own severities.
WHOLE: tuple[Check, ...] = (*validity.WHOLE, *severities.WHOLE)
# Findings against a base, which the finished model no longer holds: whether an approval of one is
# still needed was told where both texts were at hand.
AGAINST_THE_BASE = frozenset(["GOV543", "GOV544"])
# Findings that only playing every course can make: `govkit test` asks for exceptions of these.
PLAYED = frozenset(["GOV688", "GOV689", "GOV690", "GOV694", "GOV696", "GOV697"])
STALE = "GOV607"


def run_checks(
    model: Governance,
    places: dict[str, Span],
    taken: InForce[Governance] | None = None,
    of_base: frozenset[SourceFile] = frozenset(),
    more: tuple[Check, ...] = (),
) -> list[Diagnostic]:
    """All findings about a finished model, less those the text itself approves of.

    `taken` is the model as of a day: its content is checked instead, and the findings lead back to
    the statements of the whole model, whose `places` these are. `of_base`: the texts that the model
    builds upon; whether their exceptions are needed is asked of them, not here. `more` are checks
    beside the built-in ones; without any, exceptions for codes that are not ours are left alone.
    """
    findings = [finding for check in WHOLE for finding in check(model)]
    current, asked_all = model, True
    if taken is not None:
        current = taken.model
        lost = list(validity.check_day(model, taken))
        findings += lost
        asked_all = not lost
    if asked_all:
        content, asked_all = _content(current, more)
        findings += content if taken is None else [_led_back(one, taken) for one in content]
    judged = asked_all and taken is None  # an exception may be needed on another day
    changed = severities.stated_severities(current)
    kept, unused = _unapproved(model, findings)
    if judged:
        own = [
            (path, code) for path, code in unused
            if (span := place_of(path, places)) is None or span.source not in of_base
            if (more or code.startswith("GOV")) and code not in PLAYED
        ]  # fmt: skip
        kept += [Finding(STALE, path, {"code": code}) for path, code in _stale(model, own, more)]
    return [_placed(one, places, changed) for one in kept]


def _content(model: Governance, more: tuple[Check, ...]) -> tuple[list[Finding], bool]:
    """What the checks of content find, and whether all of them were asked."""
    content = [finding for check in GROUND for finding in check(model)]
    whole = not any(severity_of(finding.code) == "error" for finding in content)
    if whole:
        told = [finding for check in sources.CHECKS for finding in check(model)]
        doubtful = any(finding.code == sources.DOUBT for finding in told)
        content += told + (_read_otherwise(model) if doubtful else _asked(model))
        content += [finding for check in more for finding in check(model)]
    return content, whole


def _asked(model: Governance) -> list[Finding]:
    rest = (check for check in CHECKS if check not in sources.CHECKS)
    return [finding for check in rest for finding in check(model)]


def _read_otherwise(model: Governance) -> list[Finding]:
    """The same, and what comes or goes where a doubtful statement is read otherwise."""
    readings, told = Readings(model), set[tuple[str, str]]()
    found = [one for check in GROUND for one in turning(readings, check, told)[1]]
    for check in CHECKS:
        if check not in _ONCE:
            first, turns = turning(readings, check, told)
            found += [*first, *turns]
        elif check not in sources.CHECKS:
            found += check(model)
    return found


def _stale(
    model: Governance, unused: list[tuple[str, str]], more: tuple[Check, ...]
) -> Iterator[tuple[str, str]]:
    """Exceptions that meet nothing: today, and on the days of a statement that no longer counts."""
    days = days_of_statements(model, {path for path, _ in unused}) if unused else {}
    found: dict[date, set[tuple[str, str]]] = {}
    for day in {day for several in days.values() for day in several}:
        taken = model.taken_on(day)
        content = [_led_back(one, taken) for one in _content(taken.model, more)[0]]
        found[day] = {(one.path, one.code) for one in content}
    for path, code in unused:
        if not any((path, code) in found[day] for day in days.get(path, ())):
            yield path, code


def _led_back(finding: Finding, taken: InForce[Governance]) -> Finding:
    """The same with paths of the whole model."""
    others = tuple((taken.was.get(path, path), key) for path, key in finding.others)
    return replace(finding, path=taken.was.get(finding.path, finding.path), others=others)


def _unapproved(
    model: Governance, findings: list[Finding]
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """The findings, each once, less the approved ones; and the exceptions that met none."""
    approved = _approvals(model)
    used: set[tuple[str, str]] = set()
    kept = []
    told: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.path, finding.code)
        approved_here = key in approved and finding.code not in severities.FIXED
        same = (*key, repr(finding.args))
        if same in told:
            continue
        told.add(same)
        if approved_here:
            used.add(key)
        else:
            kept.append(finding)
    before = AGAINST_THE_BASE if model.extends else frozenset()
    return kept, [key for key in approved if key not in used and key[1] not in before]


def _approvals(model: Governance) -> dict[tuple[str, str], Claim]:
    """`例外 CODE` of every statement, by the statement's path and the code."""
    return {
        (path, approval.code): claim
        for path, claim in claims(model)
        for approval in claim.approvals
    }


def _placed(
    finding: Finding, places: dict[str, Span], changed: Mapping[str, Severity]
) -> Diagnostic:
    labels = tuple(
        Label(span, key)
        for path, key in finding.others
        if (span := place_of(path, places)) is not None
    )
    return Diagnostic(
        finding.code,
        changed.get(finding.code) or severity_of(finding.code),
        place_of(finding.path, places),
        finding.args,
        labels,
        finding.near,
    )


def place_of(path: str, places: dict[str, Span]) -> Span | None:
    """The place of a statement, or of the object it belongs to."""
    while path not in places:
        shorter = path.rpartition(".")[0] or path.rpartition("/")[0]
        if not shorter or shorter == path:
            return places.get("district")
        path = shorter
    return places[path]
