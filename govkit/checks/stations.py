"""Checks of stations: how many there are, when they work, and chances that exclude each other.

A model enters, findings leave. Which station a case comes to is not known here, only what its text
makes possible at each tier and step.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered, refs_in, rungs
from govkit.checks.wording import plain, written
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.process import Rung
from govkit.model.statement import Attribute
from govkit.model.workload import ELSE, Station, Working, Workload
from govkit.values import Mapping, Office, Quantity, Rate, Word
from govkit.values.units import Units
from govkit.vocabulary.words import word_set

_WORKING_DAYS = 5
# What may happen at one moment, of which at most one does: at a tier or step while a case is in
# hand (beside events of the author's own), and at other moments wherever the case is.
_IN_HAND = frozenset(
    {"major", "complex", "obstructed", "difficult", "needs_department", "out_of_duty"}
)
_ELSEWHERE = (
    frozenset({"not_accepted", "send_back"}),
    frozenset({"returned", "send_back"}),
    frozenset({"agreed", "undecided"}),
    frozenset({"dissatisfied", "failed"}),
    frozenset({"granted", "declined"}),
)


def stations(model: Governance) -> Iterator[tuple[str, Working, Workload]]:
    """Paths and objects that say how work is done, each with the workload around it."""
    for workload in model.workloads:
        path = f"workload:{workload.name}"
        yield path, workload, workload
        yield from ((f"{path}/station:{one.name}", one, workload) for one in workload.stations)


# ── how many ──
def check_holders(model: Governance) -> Iterator[Finding]:
    """GOV967: a station of which it is not known, or only bounded, how many work at a time."""
    for path, one, around in stations(model):
        stated = next((one.holders.numbered()), None)
        for number, said in one.holders.numbered():
            if not _is_exact(said.value):
                told = _unsure(one, Both("写的", "what is stated is "), said.value)
                yield Finding("GOV967", numbered(f"{path}.holders", number), told)
        if stated is not None or around.holders or not isinstance(one, Station):
            continue
        yield from _not_stated(model, path, one)


def _not_stated(model: Governance, path: str, station: Station) -> Iterator[Finding]:
    """What the model says of the people themselves, where the station says nothing."""
    kind = station.of.partition(":")[0]
    if kind == "meeting":
        return
    entity = model.get(station.of)
    said: list[object] = []
    for field in ("quota", "count") if kind == "post" else ("size",) if kind == "team" else ():
        attribute = getattr(entity, field, None)
        if isinstance(attribute, Attribute) and attribute.value is not None:
            said.append(attribute.value)
    if any(_is_exact(value) for value in said):
        return
    word = Both("「应有」写的", "the model has ") if said else Both("", "")
    yield Finding("GOV967", path, _unsure(station, word, said[0] if said else None))


def _unsure(one: Working, word: Both, value: object) -> dict[str, Both | str]:
    name = Both(*[one.name] * 2) if one.name else Both("推演", "workload")
    if value is None:
        return {"name": name, "what": Both("没有写", "it is not stated")}
    told = written(value)
    return {"name": name, "what": Both(f"{word.zh}是「{told.zh}」", f"{word.en}`{told.en}`")}


def _is_exact(value: object) -> bool:
    amount = value.amount if isinstance(value, Rate) else value
    return isinstance(amount, Quantity) and amount.direction == "exact"


# ── when ──
def check_duty_hours(model: Governance) -> Iterator[Finding]:
    """GOV966: hours on duty that come to another sum than the working time that is stated."""
    for path, one, _ in stations(model):
        rate, duty = one.capacity.value, one.on_duty.value
        stated = _minutes_a_week(rate, model.unit_table)
        if stated is None or duty is None:
            continue
        found = _on_duty_a_week(duty, model.unit_table, rate)
        if found is not None and found != stated:
            hours = Both(f"{plain(found / 60)}小时", f"{plain(found / 60)} hours")
            other = Both(f"{plain(stated / 60)}小时", f"{plain(stated / 60)} hours")
            yield Finding("GOV966", f"{path}.on_duty", {"found": hours, "stated": other},
                          ((f"{path}.capacity", "capacity"),))  # fmt: skip


def _minutes_a_week(rate: object, units: Units) -> Fraction | None:
    """Working time in minutes a week; None where it is not exact, or not per week or day."""
    if not isinstance(rate, Rate) or not isinstance(rate.amount, Quantity) or rate.every != 1:
        return None
    unit = units.get(rate.amount.unit)
    if unit is None or unit.dimension not in ("time", "work_time") or not _is_exact(rate):
        return None
    minutes = rate.amount.number * unit.factor / 60
    if "week" in rate.per:
        return minutes
    return minutes * _WORKING_DAYS if {"natural_day", "work_day"} & set(rate.per) else None


def _on_duty_a_week(duty: object, units: Units, rate: object) -> Fraction | None:
    if isinstance(duty, Word):  # round the clock
        daily = isinstance(rate, Rate) and {"natural_day", "work_day"} & set(rate.per)
        return Fraction(24 * 60 * (_WORKING_DAYS if daily else 7))
    if not isinstance(duty, Office):
        return None
    total = 0
    for hours in duty.hours:
        days = sum(len(tuple(run)) for run in hours.weekdays) if hours.weekdays else _WORKING_DAYS
        total += days * sum(one.closes - one.opens for one in hours.stretches)
    return Fraction(total)


# ── how often ──
def check_chances(model: Governance) -> Iterator[Finding]:
    """GOV968: chances of what excludes each other that come to more than all cases."""
    for path, one, _ in stations(model):
        places = [rung for process in model.processes for _, rung in rungs(process)
                  if not isinstance(one, Station) or _works_at(one, rung)]  # fmt: skip
        for number, stated in one.chances.numbered():
            over = _over(model, stated.value, places)
            if over is not None:
                keys, total = over
                named = [_happening(key) for key in keys]
                yield Finding("GOV968", numbered(f"{path}.chances", number), {
                    "what": Both("、".join(n.zh for n in named), ", ".join(n.en for n in named)),
                    "total": f"{plain(total * 100)}%",
                })  # fmt: skip


def check_chances_twice(model: Governance) -> Iterator[Finding]:
    """GOV988: a way and a workload that give the same thing different chances."""
    for process in model.processes:
        for path, rung in rungs(process):
            for number, stated in rung.on.numbered():
                for entry in stated.value.entries if stated.chance is not None else ():
                    for key in map(str, entry.keys):
                        yield from _otherwise(model, rung, key, stated.chance, (path, number))


def _otherwise(
    model: Governance, rung: Rung, key: str, chance: Fraction | None, at: tuple[str, int]
) -> Iterator[Finding]:
    """What a workload says of it, in general and not for some cases alone."""
    assert chance is not None
    for path, one, _ in stations(model):
        if isinstance(one, Station) and not _works_at(one, rung):
            continue
        for number, stated in one.chances.numbered():
            dated = stated.when is not None or stated.since or stated.until
            shares = {str(name): entry.to[0] for entry in stated.value.entries
                      for name in entry.keys}  # fmt: skip
            said = shares.get(key)
            if dated or not isinstance(said, Quantity) or said.number == chance:
                continue
            yield Finding("GOV988", numbered(f"{at[0]}.on", at[1]), {
                "what": _happening(key), "nearer": f"{plain(chance * 100)}%",
                "other": f"{plain(said.number * 100)}%",
            }, ((numbered(f"{path}.chances", number), "other"),))  # fmt: skip


def _works_at(station: Station, rung: Rung) -> bool:
    if station.of in (f"step:{rung.name}", f"level:{rung.name}"):
        return True
    return station.of in (*refs_in(rung.handler), *refs_in(rung.deliberates))


def _over(
    model: Governance, chances: Mapping, places: list[Rung]
) -> tuple[list[str], Fraction] | None:
    """The first moment at which shares come to more than one, and their sum."""
    shares = {str(key): arrow.to[0].number for arrow in chances.entries for key in arrow.keys
              if isinstance(arrow.to[0], Quantity)}  # fmt: skip
    rest = shares.pop(ELSE, Fraction(0))
    moments = [sorted(group) for group in _ELSEWHERE if group & shares.keys()]
    moments = [[key for key in group if key in shares] for group in moments]
    moments += [_in_hand(model, rung) for rung in places]
    for keys in moments:
        total = sum((shares.get(key, rest) for key in keys), Fraction(0))
        if total > 1:
            return [key for key in keys if shares.get(key, rest)], total
    return None


def _in_hand(model: Governance, rung: Rung) -> list[str]:
    """What may happen to a case in hand at a tier or step, by what the text says of it."""
    own = {event.name for event in model.own_events}
    asked = {str(key) for stated in rung.on for arrow in stated.value.entries for key in arrow.keys}
    found = [key for key in asked if key in own or key in _IN_HAND]
    found += ["summon"] if rung.summon else []
    found += ["request_suspension"] if rung.suspend else []
    return sorted(found)


def _happening(key: str) -> Both:
    for sets in ("trigger+event+decision", "move"):
        term = word_set(sets).get(key)
        if term is not None:
            return Both(f"「{term.zh}」", f"`{term.en}`")
    return Both(f"「{key}」", f"`{key}`")


CHECKS: tuple[Check, ...] = (
    check_holders,
    check_duty_hours,
    check_chances,
    check_chances_twice,
)
