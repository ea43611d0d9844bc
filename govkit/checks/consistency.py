"""Checks of sense: what each statement allows and all together do not.

A model enters, findings leave. Each check compares statements that stand apart in a text: a list
and who may use it, a limit and the limit of the whole, a grade and the ladder it climbs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from govkit.checks.finding import Finding
from govkit.checks.structure import claims, entities
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.process import Process, Rung
from govkit.model.statement import Attribute
from govkit.values import (
    Arrow,
    Bound,
    Formula,
    Infix,
    Mapping,
    Name,
    Quantity,
    Rate,
    Ref,
    Refs,
    Term,
    Word,
    Words,
)
from govkit.values.units import standard_units
from govkit.values.writing import write


def check_bodies(model: Governance) -> Iterator[Finding]:
    """GOV614: a body belongs to itself, or commands itself, directly or through others."""
    for field in ("at", "part_of", "commanded_by"):
        above = {f"body:{b.name}": _refs(getattr(b, field)) for b in model.bodies}
        yield from _circles(above, field, "GOV614")


def check_kinds(model: Governance) -> Iterator[Finding]:
    """GOV627: a level is a subtype of itself, directly or through others."""
    above = {f"level:{level.name}": _refs(level.kind_of) for level in model.levels}
    yield from _circles(above, "kind_of", "GOV627")


def _circles(above: dict[str, list[str]], field: str, code: str) -> Iterator[Finding]:
    """Each circle once, with every link of it."""
    settled: set[str] = set()
    for start in above:
        trail: list[str] = []
        at: str | None = start
        while at is not None and at in above and at not in trail and at not in settled:
            trail.append(at)
            at = next((ref for ref in above[at] if ref in above), None)
        settled.update(trail)
        if at is not None and at in trail:
            circle = trail[trail.index(at) :]
            shown = " → ".join(_name(ref) for ref in [*circle, at])
            links = tuple((f"{ref}.{field}", "link") for ref in circle[1:])
            yield Finding(code, f"{at}.{field}", {"chain": shown}, links)


def check_chains(model: Governance) -> Iterator[Finding]:
    """GOV615: a chain of command runs from below to above, or comes to one place twice."""
    owners = [(f"hierarchy:{one.name}", one.chain) for one in model.hierarchies]
    owners += [(f"mode:{one.name}", one.chain) for one in model.modes]
    for path, chains in owners:
        for number, stated in enumerate(chains):
            refs = stated.value.refs
            for upper, lower in combinations(refs, 2):
                below = _name(lower) in model.tree.parents and upper.startswith("level:")
                wrong = below and _name(lower) in model.tree.above(_name(upper))
                if upper == lower or (wrong and lower.startswith("level:")):
                    at = f"{path}.chain" + (f"[{number}]" if number else "")
                    yield Finding("GOV615", at, {"upper": _name(upper), "lower": _name(lower)})
                    break


def check_owners(model: Governance) -> Iterator[Finding]:
    """GOV616: a matter that others help with, and nobody answers for."""
    owned = {matter.name for matter in model.matters if matter.owner or matter.fallback}
    parents = {matter.name: matter.parent for matter in model.matters}
    for matter in model.matters:
        outer: str = matter.name
        while outer and outer not in owned:
            outer = parents.get(outer, "")
        if matter.assistants and not outer:
            yield Finding("GOV616", f"matter:{matter.name}.assistants", {"matter": matter.name})


def check_holders(model: Governance) -> Iterator[Finding]:
    """GOV617: a post of which there are none has something to do."""
    empty = {
        f"post:{post.name}"
        for post in model.posts
        if isinstance(post.count.value, Quantity) and post.count.value.number == 0
    }
    for path, field, refs in _duties(model) if empty else ():
        for ref in refs:
            if ref in empty and len(refs) == 1:
                yield Finding("GOV617", f"{path}.{field}", {"post": _name(ref)},
                              ((f"{ref}.count", "count"),))  # fmt: skip


def _duties(model: Governance) -> Iterator[tuple[str, str, list[str]]]:
    for path, entity in entities(model):
        for field in ("handler", "who", "head", "convener", "owner", "decided_by"):
            attribute = entity.__dict__.get(field)
            if isinstance(attribute, Attribute) and attribute:
                yield path, field, _refs(attribute)


def check_grants(model: Governance) -> Iterator[Finding]:
    """GOV618: a power that is granted to nobody."""
    for listing in model.lists:
        kind = listing.type.value
        if not isinstance(kind, Word) or kind.word != "power" or listing.granted_to:
            continue
        bare = [f"item:{item.name}" for item in listing.items if not item.granted_to]
        if not listing.items:
            bare = [f"list:{listing.name}"]
        for path in bare:
            yield Finding(
                "GOV618", path, {"name": _name(path)}, ((f"list:{listing.name}", "list"),)
            )


def check_limits(model: Governance) -> Iterator[Finding]:
    """GOV619: a tier may take longer than the whole process."""
    for process in model.processes:
        total = process.total.value
        for path, rung in rungs(process):
            for number, stated in enumerate(rung.limit):
                longest = _exceeds(stated.value, total)
                if longest is not None:
                    at = f"{path}.limit" + (f"[{number}]" if number else "")
                    yield Finding("GOV619", at, {
                        "tier": rung.name, "process": process.name,
                        "limit": _written(stated.value), "total": _written(total),
                    }, ((f"process:{process.name}.total", "total"),))  # fmt: skip


def check_attributes(model: Governance) -> Iterator[Finding]:
    """GOV620: an attribute that no matter is given and nothing turns on."""
    used = {given.attribute for _, entity in entities(model)
            for given in getattr(entity, "given", ())}  # fmt: skip
    for process in model.processes:
        used |= {grade.partition("=")[0] for grade in _keys(process.ceiling)}
    for workload in model.workloads:
        used |= {grade.partition("=")[0] for grade in _keys(workload.mix)}
    used |= {_name(ref) for _, claim in claims(model) if claim.when for ref in _named(claim.when)}
    for attribute in model.attributes:
        if attribute.name not in used:
            yield Finding("GOV620", f"attribute:{attribute.name}", {"name": attribute.name})


def check_grades(model: Governance) -> Iterator[Finding]:
    """GOV621: a ceiling that names some grades of an attribute and leaves others out."""
    grades = {
        one.name: one.values.value.words
        for one in model.attributes
        if isinstance(one.values.value, Words)
    }
    for process in model.processes:
        keys = _keys(process.ceiling)
        for name in {key.partition("=")[0] for key in keys if "=" in key}:
            left = [grade for grade in grades.get(name, ()) if f"{name}={grade}" not in keys]
            if left and "else" not in keys:
                yield Finding("GOV621", f"process:{process.name}.ceiling", {
                    "process": process.name, "grades": Both("、".join(left), ", ".join(left)),
                }, ((f"attribute:{name}.values", "grades"),))  # fmt: skip


def check_superior_levels(model: Governance) -> Iterator[Finding]:
    """GOV622: the superior of a post stands at a lower level than the post."""
    at = {f"post:{p.name}": _refs(p.at) for p in model.posts}
    for post in model.posts:
        for stated in post.superior:
            here, there = at[f"post:{post.name}"], at.get(stated.value.ref, [])
            if not here or not there or not {here[0][:6], there[0][:6]} <= {"level:"}:
                continue
            if _name(here[0]) in model.tree.above(_name(there[0])):
                yield Finding("GOV622", f"post:{post.name}.superior", {
                    "post": post.name, "superior": _name(stated.value.ref),
                    "level": _name(there[0]),
                }, ((f"{stated.value.ref}.at", "at"),))  # fmt: skip


def check_assessors(model: Governance) -> Iterator[Finding]:
    """GOV623: somebody assesses himself."""
    for one in model.assessments:
        both = [ref for ref in _refs(one.of) if ref in _refs(one.assessed_by)]
        if both:
            yield Finding("GOV623", f"assessment:{one.name}.assessed_by",
                          {"name": one.name, "who": _name(both[0])},
                          ((f"assessment:{one.name}.of", "of"),))  # fmt: skip


def check_team_sizes(model: Governance) -> Iterator[Finding]:
    """GOV624: a team that is smaller than the members its formula always has."""
    for team in model.teams:
        formula, size = team.formula.value, team.size.value
        most = _highest(size)
        if not isinstance(formula, Formula) or most is None:
            continue
        fixed = sum((_least(term) for term in formula.terms), Fraction(0))
        if fixed > most:
            yield Finding("GOV624", f"team:{team.name}.size", {
                "team": team.name, "size": _written(size), "fixed": str(fixed),
            }, ((f"team:{team.name}.formula", "formula"),))  # fmt: skip


def check_coverage(model: Governance) -> Iterator[Finding]:
    """GOV625: more is covered than there is."""
    for body in model.bodies:
        share = body.coverage.value
        if isinstance(share, Quantity) and share.unit == "percent" and share.number > 1:
            yield Finding("GOV625", f"body:{body.name}.coverage",
                          {"name": body.name, "share": _written(share)})  # fmt: skip


def check_item_limits(model: Governance) -> Iterator[Finding]:
    """GOV626: one item may cost more than the whole list has."""
    for listing in model.lists:
        total = listing.total.value
        whole = total.amount if isinstance(total, Rate) else total
        for item in listing.items:
            if _exceeds(item.limit.value, whole) is not None:
                yield Finding("GOV626", f"item:{item.name}.limit", {
                    "item": item.name, "list": listing.name,
                    "limit": _written(item.limit.value), "total": _written(whole),
                }, ((f"list:{listing.name}.total", "total"),))  # fmt: skip


def check_sources_used(model: Governance) -> Iterator[Finding]:
    """GOV628: a source that nothing is cited from."""
    if not model.sources:
        return
    cited = {claim.origin.source for _, claim in claims(model)}
    for source in model.sources:
        if source.name not in cited:
            yield Finding("GOV628", f"source:{source.name}", {"source": source.name})


def check_endless(model: Governance) -> Iterator[Finding]:
    """GOV629: a way on for when time runs out, and no limit that could run out."""
    limited = {f"matter:{m.name}" for m in model.matters if m.limit}
    for process in model.processes:
        taken = _refs(process.applies_to)
        if process.total or any(ref in limited for ref in taken):
            continue
        for path, rung in rungs(process):
            if not rung.limit and not rung.sign_within and "overdue" in _keys(rung.on):
                yield Finding("GOV629", f"{path}.on", {"tier": rung.name, "process": process.name})


CHECKS: tuple[Callable[[Governance], Iterator[Finding]], ...] = (
    check_bodies,
    check_kinds,
    check_chains,
    check_owners,
    check_holders,
    check_grants,
    check_limits,
    check_attributes,
    check_grades,
    check_superior_levels,
    check_assessors,
    check_team_sizes,
    check_coverage,
    check_item_limits,
    check_sources_used,
    check_endless,
)


# ── what values hold ──
def rungs(process: Process) -> Iterator[tuple[str, Rung]]:
    """The tiers and steps of a process with their paths."""
    for kind, inner in (("tier", process.tiers), ("step", process.steps)):
        for rung in inner:
            yield f"process:{process.name}/{kind}:{rung.name}", rung


def _name(ref: str) -> str:
    return ref.partition(":")[2]


def _refs(attribute: Iterable[object]) -> list[str]:
    """The references of all statements of a field, in the order of the text."""
    found: list[str] = []
    for stated in attribute:
        value = getattr(stated, "value", None)
        found += [value.ref] if isinstance(value, Ref) else []
        found += value.refs if isinstance(value, Refs) else []
    return found


def _keys(attribute: Iterable[object]) -> list[str]:
    """The words on the left side of all maps of a field."""
    maps = [getattr(stated, "value", None) for stated in attribute]
    arrows: list[Arrow] = [a for one in maps if isinstance(one, Mapping) for a in one.entries]
    return [key for arrow in arrows for key in arrow.keys if isinstance(key, str)]


def _named(expression: object) -> Iterator[str]:
    """The names an expression uses, and the grades it compares with."""
    if isinstance(expression, Name):
        yield expression.ref
    elif isinstance(expression, Infix):
        yield from (*_named(expression.left), *_named(expression.right))
    else:
        for argument in getattr(expression, "arguments", ()):
            yield from _named(argument)


def _highest(value: object) -> Fraction | None:
    """The most a figure allows; None where that is open."""
    if isinstance(value, Bound):
        return value.quantity.number if value.comparison in ("≤", "<") else None
    return value.number if isinstance(value, Quantity) and value.direction == "exact" else None


def _least(term: Term) -> Fraction:
    """How many there are of a term of a formula at the least."""
    if isinstance(term.number, Bound):
        return term.number.quantity.number if term.number.comparison == "≥" else Fraction(0)
    return term.number.number if isinstance(term.number, Quantity) else Fraction(0)


def _exceeds(part: object, whole: object) -> Fraction | None:
    """By how much a part exceeds its whole in the same unit; None where it does not."""
    units = [getattr(getattr(one, "quantity", one), "unit", None) for one in (part, whole)]
    most, limit = _highest(part), _highest(whole)
    if most is None or limit is None or units[0] != units[1] or most <= limit:
        return None
    return most - limit


def _written(value: object) -> Both:
    units = standard_units()
    return Both(write(value, "zh", _name, units), write(value, "en", _name, units))
