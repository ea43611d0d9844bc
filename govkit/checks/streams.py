"""Checks of workloads as they are told: where cases arise, shares of matters, times that overlap,
statements that say neither where they come from nor that they are assumed.

A model enters, findings leave. What it takes to simulate it is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered, statements
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.statement import Entity
from govkit.model.workload import (
    ELSE,
    HOURS,
    SEASON,
    WEEKDAY,
    Arriving,
    Workload,
    span_of,
    stretch_of,
)
from govkit.values import Mapping, Quantity, Refs, SeasonSpan, Unknown
from govkit.vocabulary.kinds import fields_of
from govkit.vocabulary.words import word_set

_TIMES = ("hours", "weekdays", "seasons")
_WORDLESS = frozenset({"note", "alias", "calendar"})  # remarks, and what only names another thing


def streams(model: Governance) -> Iterator[tuple[str, Arriving, Workload]]:
    """Paths and objects that say how cases come in, each with the workload around it."""
    for workload in model.workloads:
        path = f"workload:{workload.name}"
        yield path, workload, workload
        yield from ((f"{path}/stream:{one.name}", one, workload) for one in workload.streams)


def check_times(model: Governance) -> Iterator[Finding]:
    """GOV963: hours, weekdays or seasons that overlap, or that leave no time at all."""
    for path, one, _ in streams(model):
        for field in _TIMES:
            for number, stated in getattr(one, field).numbered():
                both = _overlapping(stated.value)
                if both is None and any(_weight(arrow.to[0]) for arrow in stated.value.entries):
                    continue
                what = Both("哪个时间都不来件", "nothing comes in at any time")
                if both is not None:
                    zh, en = ([getattr(one, lang) for one in both] for lang in ("zh", "en"))
                    what = Both(f"{zh[0]}和{zh[1]}有重叠", f"{en[0]} and {en[1]} overlap")
                yield Finding("GOV963", numbered(f"{path}.{field}", number), {"what": what})


def _weight(value: object) -> bool:
    return isinstance(value, Quantity) and value.number > 0


def _overlapping(value: Mapping) -> tuple[Both, Both] | None:
    keys = [str(key) for arrow in value.entries for key in arrow.keys if key != ELSE]
    for first, second in combinations(keys, 2):
        if first == second or _meet(first, second):
            return _said(first), _said(second)
    return None


def _meet(first: str, second: str) -> bool:
    if first.startswith(HOURS):
        one, other = stretch_of(first), stretch_of(second)
        return one.opens < other.closes and other.opens < one.closes
    if first.startswith(SEASON):
        return any(
            a[0] <= b[1] and b[0] <= a[1]
            for a in _runs(span_of(first))
            for b in _runs(span_of(second))
        )
    return False


def _runs(span: SeasonSpan) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The stretch within one year; one that runs over New Year is two."""
    if span.wraps:
        return ((span.first, (12, 31)), ((1, 1), span.last))
    return ((span.first, span.last),)


def _said(key: str) -> Both:
    name = key.partition(":")[2]
    term = word_set("weekday").get(name) if key.startswith(WEEKDAY) else None
    return Both(term.zh, term.en) if term is not None else Both(name, name)


def check_matters_of_streams(model: Governance) -> Iterator[Finding]:
    """GOV964: several matters without the share of each."""
    for path, one, _ in streams(model):
        for number, stated in one.matters.numbered():
            if isinstance(stated.value, Refs) and len(stated.value.refs) > 1:
                names = Both.listed(ref.partition(":")[2] for ref in stated.value.refs)
                yield Finding("GOV964", numbered(f"{path}.matters", number), {"matters": names})


def check_places(model: Governance) -> Iterator[Finding]:
    """GOV965: cases that come in nowhere. GOV969: at a unit that the model has not."""
    for path, one, around in streams(model):
        if one.cases and not one.at and not around.at and (one is not around or not around.streams):
            yield Finding("GOV965", f"{path}.cases", {
                "name": Both(*[one.name] * 2) if one.name else Both("推演", "workload"),
                "level": _first_level(model),
            })  # fmt: skip
        for number, stated in one.at.numbered():
            for arrow in stated.value.entries if isinstance(stated.value, Mapping) else ():
                for key in arrow.keys:
                    if key != ELSE and not _known(model, str(key)):
                        at = numbered(f"{path}.at", number)
                        yield Finding("GOV969", at, {"unit": str(key).partition(":")[2]})


def _known(model: Governance, ref: str) -> bool:
    try:
        model.unit(ref.partition(":")[2])
    except KeyError:
        return False
    return True


def _first_level(model: Governance) -> str:
    """Where the first ladder begins, else a level that no other stands below: the line to add."""
    for process in model.processes:
        if process.tiers:
            return process.tiers[0].name
    above = {stated.value.ref for level in model.levels for stated in level.parent}
    below = [level.name for level in model.levels if f"level:{level.name}" not in above]
    return below[-1] if below else "…"


def check_origins(model: Governance) -> Iterator[Finding]:
    """GOV970: statements with neither a source nor an assumption, told once for each object."""
    for workload in model.workloads:
        path = f"workload:{workload.name}"
        inside: list[tuple[str, str, Entity]] = [("workload", path, workload)]
        inside += [("stream", f"{path}/stream:{one.name}", one) for one in workload.streams]
        inside += [("station", f"{path}/station:{one.name}", one) for one in workload.stations]
        for kind, at, one in inside:
            bare = [
                field for field, stated in statements(one)
                if stated.origin.kind == "none" and not isinstance(stated.value, Unknown)
                and field.partition("[")[0] not in _WORDLESS
            ]  # fmt: skip
            if bare:
                rows = [fields_of(kind)[name] for name in
                        dict.fromkeys(field.partition("[")[0] for field in bare)]  # fmt: skip
                yield Finding("GOV970", f"{at}.{bare[0]}", {
                    "fields": Both("、".join(f"「{row.zh}」" for row in rows),
                                   ", ".join(f"`{row.en}`" for row in rows)),
                })  # fmt: skip


CHECKS: tuple[Check, ...] = (
    check_times,
    check_matters_of_streams,
    check_places,
    check_origins,
)
