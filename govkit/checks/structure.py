"""Checks of structure: levels, counts, teams, ladders, scenarios.

Each check is one small function over the model that yields findings; `run_checks` lists them all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from govkit.checks.clocks import clocks
from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Finding
from govkit.checks.wording import shown
from govkit.diagnostics import Both
from govkit.model.clock import Clock
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.process import Process, Rung
from govkit.model.statement import Attribute, Claim, Entity, Stated
from govkit.model.units import MOST_UNITS
from govkit.values import Mapping, Moment, Quantity, Rate, Refs, Words, interval
from govkit.values.interval import Interval
from govkit.values.units import standard_units
from govkit.values.writing import write

_ARTICLE = re.compile(r"第.+[条款项页]$|\d+[条款项页]?$")
_NESTED = {
    "list": (("item", "items"),),
    "assessment": (("item", "items"),),
    "process": (("clock", "clocks"), ("tier", "tiers"), ("step", "steps")),
    "tier": (("clock", "clocks"),),
    "step": (("clock", "clocks"),),
    "matter": (("state", "states"),),
    "code": (("segment", "segments"),),
    "scenario": (("turn", "turns"), ("rubric", "rubric")),
}


def statements(entity: Entity) -> Iterator[tuple[str, Stated[object]]]:
    """All statements of an object under the id of their field (`on`, `on[1]` …)."""
    for name, attribute in entity.__dict__.items():
        if isinstance(attribute, Attribute) and attribute.root:
            for number, stated in enumerate(attribute.root):
                yield f"{name}[{number}]" if number else name, stated


def claims(model: Governance) -> Iterator[tuple[str, Claim]]:
    """The clauses of everything that is said: of each object, and of each of its statements."""
    for path, entity in entities(model):
        yield path, entity
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated
        for number, given in enumerate(getattr(entity, "given", ())):
            yield f"{path}.given[{number}]", given


def entities(model: Governance) -> Iterator[tuple[str, Entity]]:
    """All objects of a model with their paths, nested ones included."""
    yield "district", model
    for kind, field in COLLECTIONS.items():
        for entity in getattr(model, field):
            path = f"{kind}:{entity.name}"
            yield path, entity
            yield from _inside(kind, path, entity)
    for line in model.figures:
        yield f"figure:{line.name}", line
    for check in model.checks:
        yield f"check:{check.name}", check


def _inside(kind: str, path: str, entity: Entity) -> Iterator[tuple[str, Entity]]:
    """The objects nested in one, however deep (items of items are told by their list)."""
    for inner_kind, holder in _NESTED.get(kind, ()):
        for inner in getattr(entity, holder):
            at = (
                f"{inner_kind}:{inner.name}"
                if inner_kind == "item"
                else f"{path}/{inner_kind}:{inner.name}"
            )
            yield at, inner
            yield from _inside(inner_kind, at, inner)


def check_parent_cycle(model: Governance) -> Iterator[Finding]:
    """GOV501: a level is its own superior, directly or through others."""
    parents = model.tree.parents
    settled: set[str] = set()
    for start in parents:
        chain: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in parents and at not in chain and at not in settled:
            chain[at] = None
            at = parents[at]
        settled.update(chain)
        if at is not None and at in chain:
            names = list(chain)
            circle = names[names.index(at) :]
            others = tuple((f"level:{name}.parent", "link") for name in circle[1:])
            shown = " → ".join([*circle, at])
            yield Finding("GOV501", f"level:{at}.parent", {"chain": shown}, others)


def check_unit_limit(model: Governance) -> Iterator[Finding]:
    """GOV502: more units of one level than a model may have."""
    for level in model.levels:
        count = model.tree.count(level.name)
        if count is not None and count > MOST_UNITS:
            yield Finding("GOV502", f"level:{level.name}.count",
                          {"level": level.name, "count": str(count)[:40],
                           "limit": f"{MOST_UNITS:,}"})  # fmt: skip


def check_count_whole(model: Governance) -> Iterator[Finding]:
    """GOV503: a number of things that is no whole number, or below zero."""
    for path, entity in entities(model):
        count = entity.__dict__.get("count")
        if not isinstance(count, Attribute):
            continue
        for number, stated in enumerate(count):
            value = stated.value
            if isinstance(value, Quantity) and (
                value.number < 0 or (value.number.denominator != 1 and value.direction == "exact")
            ):
                at = f"{path}.count" + (f"[{number}]" if number else "")
                yield Finding("GOV503", at, {"name": entity.name})


def check_quota(model: Governance) -> Iterator[Finding]:
    """GOV504: fewer or more than there ought to be; both figures and the gap are told."""
    known = ModelEnvironment(model)
    for path, entity in entities(model):
        count, quota = entity.__dict__.get("count"), entity.__dict__.get("quota")
        if not isinstance(count, Attribute) or not isinstance(quota, Attribute) or not quota:
            continue
        have, number = count.value, next((n for n, s in enumerate(count) if s == count.at()), 0)
        if not isinstance(have, Quantity):
            continue
        there = interval.of_value(have, known.units, entity.name)
        at = f"{path}.count" + (f"[{number}]" if number else "")
        for stated in quota:
            ought = _ought(known, stated.value) if stated.when is None else None
            gap = _gap(there, ought) if ought is not None else None
            if gap is not None and ought is not None:
                yield Finding("GOV504", at, {
                    "name": entity.name, "have": shown(there), "ought": shown(ought),
                    "gap": f"{'+' if gap > 0 else ''}{gap}",
                }, ((f"{path}.quota", "quota"),))  # fmt: skip


def _ought(known: ModelEnvironment, rate: object) -> Interval | None:
    """How many a quota per unit, `≥2名/网格`, asks for in all; None where that is not known."""
    if not isinstance(rate, Rate) or len(rate.per) != 1 or ":" not in rate.per[0]:
        return None
    each = interval.of_value(rate.amount, known.units, "")
    units = known.number(rate.per[0], "")
    found = interval.divide(interval.multiply(each, units), interval.point(rate.every))
    return None if found.missing else found


def _gap(there: Interval, ought: Interval) -> Fraction | None:
    """The least that is missing (below zero) or too much; None where the two may agree."""
    if there.high is not None and ought.low is not None and there.high < ought.low:
        return there.high - ought.low
    if there.low is not None and ought.high is not None and there.low > ought.high:
        return there.low - ought.high
    return None


def check_listed_names(model: Governance) -> Iterator[Finding]:
    """GOV505: a level lists more or fewer names than it counts."""
    for level in model.levels:
        names, count = level.names.value, level.count.value
        if not isinstance(names, Words) or not isinstance(count, Quantity):
            continue
        listed = len(names.words)
        differs = listed > count.number or (names.tail != "and_more" and listed != count.number)
        if differs and count.direction == "exact":
            yield Finding("GOV505", f"level:{level.name}.names",
                          {"level": level.name, "listed": str(listed),
                           "count": str(count.number)},
                          ((f"level:{level.name}.count", "count"),))  # fmt: skip


def check_names_twice(model: Governance) -> Iterator[Finding]:
    """GOV506: a level lists the same name twice."""
    for level in model.levels:
        names = level.names.value
        if not isinstance(names, Words):
            continue
        twice = [name for name, count in Counter(names.words).items() if count > 1]
        if twice:
            yield Finding("GOV506", f"level:{level.name}.names",
                          {"level": level.name, "name": twice[0]})  # fmt: skip


def check_amount_units(model: Governance) -> Iterator[Finding]:
    """GOV507: an amount of cases, or a limit on one, whose unit is not that of the attribute."""
    units = {a.name: a.unit.value.word for a in model.attributes if a.unit.value is not None}
    for path, entity in entities(model):
        for number, given in enumerate(getattr(entity, "given", ()) if units else ()):
            value = given.value
            wanted = units.get(given.attribute)
            if isinstance(value, Quantity) and wanted and value.unit != wanted:
                yield _without_unit(f"{path}.given[{number}]", value, given.attribute, wanted)
    money = next((name for name, unit in units.items() if unit == "yuan"), None)
    for listing in model.lists if money else ():
        for item in listing.items:
            for stated in item.limit:
                value = getattr(stated.value, "quantity", stated.value)
                if isinstance(value, Quantity) and not value.unit and money:
                    yield _without_unit(f"item:{item.name}.limit", value, money, "yuan")


def _without_unit(path: str, value: Quantity, attribute: str, unit: str) -> Finding:
    units = standard_units()
    written = Both(write(value, "zh", str), write(value, "en", str))
    wanted = Both(units.word(unit, "zh"), units.word(unit, "en"))
    return Finding("GOV507", path, {"written": written, "attribute": attribute, "unit": wanted})


def check_tier_handlers(model: Governance) -> Iterator[Finding]:
    """GOV511: a tier or step where nobody handles anything."""
    for process in model.processes:
        for path, rung in rungs(process):
            if not rung.handler:
                yield Finding("GOV511", path, {"tier": rung.name, "process": process.name})


def check_tier_order(model: Governance) -> Iterator[Finding]:
    """GOV512: a rung that stands after one above it; ladders go from below to above."""
    tree = model.tree
    for process in model.processes:
        names = [tier.name for tier in process.tiers]
        for before, after in pairwise(names):
            if after in tree.parents and before in tree.above(after):
                yield Finding("GOV512", f"process:{process.name}/tier:{after}",
                              {"lower": after, "upper": before, "process": process.name},
                              ((f"process:{process.name}/tier:{before}", "upper"),))  # fmt: skip


def check_targets(model: Governance) -> Iterator[Finding]:
    """GOV513: an event leads to a level that is no rung of this ladder."""
    for process in model.processes:
        tiers = {tier.name for tier in process.tiers}
        every: list[tuple[str, Rung | Clock]] = [*rungs(process), *clocks(process)]
        for path, leading in every:
            for number, stated in enumerate(leading.on):
                for arrow in stated.value.entries:
                    kind, _, name = str(arrow.to[0]).partition(":")
                    if kind == "tier" and name not in tiers:
                        at = f"{path}.on" + (f"[{number}]" if number else "")
                        yield Finding("GOV513", at, {"level": name, "process": process.name})


def check_ceilings(model: Governance) -> Iterator[Finding]:
    """GOV514: a ceiling at a level that is no rung of this ladder."""
    for process in model.processes:
        tiers = {tier.name for tier in process.tiers}
        for stated in process.ceiling:
            mapping = stated.value
            if not isinstance(mapping, Mapping):
                continue
            for arrow in mapping.entries:
                level = str(arrow.to[0]).partition(":")[2]
                if level not in tiers:
                    yield Finding("GOV514", f"process:{process.name}.ceiling",
                                  {"level": level, "process": process.name})  # fmt: skip


def check_undecided(model: Governance) -> Iterator[Finding]:
    """GOV515: a tier deliberates, and nothing says what follows when nothing is decided."""
    for process in model.processes:
        for path, rung in rungs(process):
            keys = {str(k) for s in rung.on for arrow in s.value.entries for k in arrow.keys}
            last = process.tiers and rung.name == process.tiers[-1].name
            if rung.deliberates and "undecided" not in keys and not last:
                yield Finding("GOV515", path, {"tier": rung.name, "process": process.name})


def check_matters(model: Governance) -> Iterator[Finding]:
    """GOV516: a matter that no process applies to, so that no case of it can be handled."""
    if not model.processes:
        return
    outer = {matter.parent for matter in model.matters}
    for matter in model.matters:
        if model.process_for(matter.name) is None and matter.name not in outer:
            yield Finding("GOV516", f"matter:{matter.name}", {"matter": matter.name})


def check_process_matters(model: Governance) -> Iterator[Finding]:
    """GOV517: two processes apply to one matter without conditions; the first would always win."""
    first: dict[str, Process] = {}
    for process in model.processes:
        for stated in process.applies_to:
            conditional = stated.when is not None or process.when is not None
            if conditional or not isinstance(stated.value, Refs):
                continue
            for ref in stated.value.refs:
                earlier = first.setdefault(ref, process)
                if earlier is not process:
                    yield Finding("GOV517", f"process:{process.name}.applies_to",
                                  {"matter": ref.partition(":")[2], "process": process.name,
                                   "earlier": earlier.name},
                                  ((f"process:{earlier.name}.applies_to", "earlier"),))  # fmt: skip


def check_scenario_units(model: Governance) -> Iterator[Finding]:
    """GOV518: a scenario happens at a unit that does not exist on the day it begins."""
    for scenario in model.scenarios:
        begins = scenario.at.value
        dated = model.day is None and model.days_of_change and isinstance(begins, Moment)
        there = model.as_of(begins.at.date()) if dated and isinstance(begins, Moment) else model
        for stated in scenario.unit:
            name = stated.value.ref.partition(":")[2]
            try:
                there.unit(name)
            except KeyError:
                yield Finding("GOV518", f"scenario:{scenario.name}.unit", {"unit": name})


def check_claims(model: Governance) -> Iterator[Finding]:
    """GOV519: a citation names a part that the source does not list. GOV604: a doubt, as told.

    One walk over all clauses serves both, because the walk is what costs.
    """
    sections = {
        source.name: {
            word for s in source.sections if isinstance(s.value, Words) for word in s.value.words
        }
        for source in model.sources
    }
    seen: set[tuple[str, str]] = set()
    for path, claim in claims(model):
        for doubt in claim.doubts:
            yield Finding("GOV604", path, {"why": doubt.why})
        origin = claim.origin
        if not origin.place:
            continue
        listed = sections.get(origin.source)
        first = origin.place.partition("·")[0]
        key = (origin.source, first)
        if _ARTICLE.match(first):  # articles and pages are finer than the parts a source lists
            continue
        if listed and first not in listed and key not in seen:
            seen.add(key)
            others = ((f"source:{origin.source}.sections", "sections"),)
            yield Finding("GOV519", path, {"source": origin.source, "place": first}, others)


def rungs(process: Process) -> Iterator[tuple[str, Rung]]:
    """The tiers and steps of a process with their paths."""
    for tier in process.tiers:
        yield f"process:{process.name}/tier:{tier.name}", tier
    for step in process.steps:
        yield f"process:{process.name}/step:{step.name}", step
