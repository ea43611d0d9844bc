"""Where a case comes in: which process takes it, and at which of its places.

A model, a case that names matter, unit and values, and perhaps a mode enter; a ladder and a place
leave, or `GovError`. What happens to the case there is not known here.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from govkit.diagnostics import Both, GovError
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Case
from govkit.engine.plan.conditions import holds
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.versions import Version, refs_of
from govkit.engine.words.wording import both
from govkit.model.governance import Governance
from govkit.model.mode import Mode
from govkit.values.expression import Expression, names_in
from govkit.values.writing import write
from govkit.values.writing.condition import condition_words


def refuse_if_gone(whole: Governance, bound: Governance, matter: str, unit: str, day: date) -> None:
    """Refuse a matter or a unit that the whole model has and its version of a day has not (GOV844).

    A unit is there where its level is, and has as many units as its number says.
    """
    gone = "" if bound.get(f"matter:{matter}") or not whole.get(f"matter:{matter}") else matter
    level = unit.rpartition("·")[0]
    if whole.get(f"level:{level}") and not bound.get(f"level:{level}"):
        gone = gone or unit
    if gone:
        raise refuse("GOV844", name=gone, day=str(day))


def known_matter(model: Governance, matter: str) -> None:
    """Raise `GovError` (GOV701) where the model has no such matter."""
    if model.get(f"matter:{matter}") is None:
        names = [known.name for known in model.matters]
        raise refuse("GOV701", get_close_matches(matter, names, n=3, cutoff=0.4), matter=matter)


def intake(
    bound: Version,
    case: Case,
    mode: Mode | None = None,
) -> tuple[Ladder, str, str, tuple[str, ...]]:
    """The process, the place where a case of a unit comes in, the unit's id, and the rules of it.

    The case holds matter, unit, mode and values. Raises `GovError` (GOV702–GOV704, GOV920, GOV739
    where the mode suspends the process).
    """
    matter, unit, model = case.matter, case.unit, bound.model
    name = process_of(bound, case)
    rules: tuple[str, ...] = ()
    other = process_in(model, matter, mode) if mode else ""
    if mode and other:
        name, rules = other, (f"mode:{mode.name}.process",)
    elif mode and name and f"process:{name}" in refs_of(mode.suspends):
        raise refuse("GOV739", mode=mode.name, process=name, matter=matter)
    ladder = bound.ladders.get(name)
    if ladder is None or not (ladder.names or ladder.steps):
        raise _no_process(model, case)
    try:
        found = model.unit(unit)
    except KeyError:
        raise refuse("GOV703", unit=unit) from None
    place = ladder.intake(found)
    if place is None:
        raise refuse("GOV704", unit=unit, process=name)
    return ladder, place, found.id, (f"process:{name}.applies_to", *rules)


def _no_process(model: Governance, case: Case) -> GovError:
    """GOV920 with each condition that does not hold and the values it asked for; else GOV702."""
    names = {f"matter:{name}" for name in model.lineage(case.matter)}
    failed = [
        both(
            "condition.fails",
            process=process.name,
            condition=condition_words(when),
            values=_asked(case, when),
        )
        for process in model.processes
        for stated in process.applies_to
        if names & set(getattr(stated.value, "refs", ()))
        for when in (process.when, stated.when)
        if when is not None and holds(model, when, case.value) is not True
    ]
    if not failed:
        return refuse("GOV702", matter=case.matter)
    why = Both("；".join(one.zh for one in failed), "; ".join(one.en for one in failed))
    return refuse("GOV920", matter=case.matter, why=why)


def _asked(case: Case, condition: Expression) -> Both:
    """The values of a case that a condition asks for: `大小：小事，金额没有给出`."""
    told = []
    for name in dict.fromkeys(names_in(condition)):
        kind, _, attribute = name.ref.partition(":")
        if kind == "mode":
            on = case.mode == attribute
            told.append(both("condition.mode_on" if on else "condition.mode_off", mode=attribute))
        if kind != "attribute":
            continue
        held = case.value(attribute)
        if held is None:
            told.append(both("condition.not_given", attribute=attribute))
            continue
        words = Both(write(held, "zh", str), write(held, "en", str))
        told.append(both("condition.value", attribute=attribute, value=words))
    if not told:
        return both("condition.nothing", matter=case.matter)
    return Both("，".join(one.zh for one in told), ", ".join(one.en for one in told))


def process_of(bound: Version, case: Case) -> str:
    """The process that applies to a case, by name; empty where none does.

    Of several the first one whose condition holds counts, else the first one without a condition.
    """
    for way in bound.ways_of(case.matter, case.day):
        if all(holds(bound.model, when, case.value) is True for when in way.conditions):
            return way.process
    return ""


def process_in(model: Governance, matter: str, mode: Mode) -> str:
    """The process that a mode holds for a matter, by name; empty where it has none.

    It is one of `process` that applies to the matter; where `matters` names it, the first one.
    """
    names = [f"matter:{name}" for name in model.lineage(matter)]
    concerned = set(refs_of(mode.matters))
    if concerned and not concerned & set(names):
        return ""
    held = [ref.partition(":")[2] for ref in refs_of(mode.process)]
    for process in model.processes:
        applies = set(refs_of(process.applies_to)) & set(names)
        if process.name in held and applies and not set(refs_of(process.excludes)) & set(names):
            return process.name
    return held[0] if concerned and held else ""
