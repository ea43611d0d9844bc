"""The structure of a model as plain rows: what stands where, who handles what.

A `Governance` enters; `rows` of ready words leave, for a screen, a page or a picture. How they
are laid out, coloured or escaped is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.analysis.rows import (
    Card,
    LevelRow,
    ProcessRow,
    Said,
    Spread,
    Staff,
    Structure,
    TierRow,
    Way,
)
from govkit.checks.formulas import needs
from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.lines import FigureLine
from govkit.model.matter import Matter
from govkit.model.naming import Pen
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Attribute, Entity
from govkit.model.strength import forbids
from govkit.model.team import Team
from govkit.values import Mapping, Quantity, Rate, Ref
from govkit.values.units import Lang
from govkit.vocabulary.kinds import fields_of


def structure(model: Governance, lang: Lang | None = None) -> Structure:
    """The rows of a model, worded in `lang`."""
    pen = Pen(model, lang)
    staff = {level.name: _staff_at(pen, f"level:{level.name}") for level in model.levels}
    placed = {(s.kind, s.name) for rows in staff.values() for s in rows}
    return Structure(
        name=model.name,
        title=model.title,
        levels=tuple(_level(pen, level, staff[level.name]) for level in model.levels),
        elsewhere=tuple(s for s in _all_staff(pen) if (s.kind, s.name) not in placed),
        lists=tuple(_card(pen, "list", listing) for listing in model.lists),
        processes=tuple(_process(pen, process) for process in model.processes),
        meetings=tuple(_card(pen, "meeting", meeting) for meeting in model.meetings),
        duties=tuple(_card(pen, "duty", duty) for duty in model.duties),
        assessments=tuple(_card(pen, "assessment", one) for one in model.assessments),
        matters=tuple(_matter(pen, matter) for matter in model.matters),
        figures=tuple(_figure(pen, line) for line in model.figures if line.value.root),
        sources=tuple(_card(pen, "source", source) for source in model.sources),
        modes=tuple(_card(pen, "mode", mode) for mode in model.modes),
        indicators=tuple(_card(pen, "indicator", one) for one in model.indicators),
        codes=tuple(_card(pen, "code", code) for code in model.codes),
        rules=tuple(_card(pen, "rule", rule) for rule in model.rules),
    )


# ── levels and who stands there ──


def _level(pen: Pen, level: Level, staff: tuple[Staff, ...]) -> LevelRow:
    tree = pen.model.tree
    return LevelRow(
        name=level.name,
        title=level.title,
        parent=tree.parent_level(level.name) or "",
        kind_of=pen.field(level, "level", "kind_of"),
        printed=printed_count(pen, level),
        count=tree.count(level.name),
        spread=spread_of(pen.model, level),
        bodies=tuple(s for s in staff if s.kind == "body"),
        posts=tuple(s for s in staff if s.kind == "post"),
        teams=tuple(s for s in staff if s.kind == "team"),
    )


def printed_count(pen: Pen, level: Level) -> str:
    """The count of a level as its text has it; the length of its list of names; else unknown."""
    stated = level.count.at()
    if stated is not None:
        return pen.written(stated.value)
    count = pen.model.tree.count(level.name)
    return str(count) if count is not None else pen.unknown()


def spread_of(model: Governance, level: Level) -> Spread:
    """How the units of a level fall on those of its parent (see `LevelRow`)."""
    parent = model.tree.parent_level(level.name)
    if parent is None:
        return "top"
    above = model.tree.count(parent) if model.get(f"level:{parent}") else None
    here = model.tree.count(level.name)
    if above == 1:
        return "single"
    if not above or here is None:
        return "unknown"
    if model.tree.is_placed(level.name):
        return "listed"
    quota = level.quota.value
    if isinstance(quota, Rate) and quota.per == (f"level:{parent}",) and quota.every == 1:
        amount = quota.amount
        exact = isinstance(amount, Quantity) and amount.direction == "exact"
        if exact and amount.number * above == here:  # type: ignore[union-attr]
            return "stated"
    return "assumed"


def staff_at(model: Governance, ref: str, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """References to what stands at a level, and in the bodies and teams there."""
    found: list[str] = []
    for kind, entity in _entities(model):
        own = f"{kind}:{entity.name}"
        if own in seen or not _stands_at(entity, ref):
            continue
        found.append(own)
        if kind != "post":
            found += staff_at(model, own, seen | {own, ref})
    return tuple(dict.fromkeys(found))


def _staff_at(pen: Pen, ref: str) -> tuple[Staff, ...]:
    known = {f"{kind}:{one.name}": (kind, one) for kind, one in _entities(pen.model)}
    return tuple(_staff(pen, *known[own]) for own in staff_at(pen.model, ref))


def _stands_at(entity: Entity, ref: str) -> bool:
    at = getattr(entity, "at", ())
    return any(isinstance(stated.value, Ref) and stated.value.ref == ref for stated in at)


def _entities(model: Governance) -> Iterator[tuple[str, Entity]]:
    for kind in ("body", "post", "team"):
        for entity in model.all(kind):
            yield kind, entity


def _all_staff(pen: Pen) -> Iterator[Staff]:
    for kind, entity in _entities(pen.model):
        yield _staff(pen, kind, entity)


def _staff(pen: Pen, kind: str, entity: Entity) -> Staff:
    team = kind == "team"
    return Staff(
        kind=kind,
        name=entity.name,
        title=entity.title,
        count=pen.field(entity, kind, "count"),
        quota=pen.field(entity, kind, "quota"),
        size=pen.field(entity, kind, "size") if team else "",
        formula=_formula(pen, entity) if isinstance(entity, Team) else "",
    )


def _formula(pen: Pen, team: Team) -> str:
    """The formula, and how many of each `N` there are per team on average."""
    average = formula_average(pen, team)
    return pen.field(team, "team", "formula") + (
        pen.pick(f"（{average}）", f" ({average})") if average else ""
    )


def formula_average(pen: Pen, team: Entity) -> str:
    """How many of each `N` of a formula there are per team on average: `平均居民代表 3.1`."""
    averages = [
        f"{'、'.join(need.words)} {float(need.average):.3g}"
        for need in (needs(pen.model, team) if isinstance(team, Team) else ())
        if need.ought is None and need.average is not None
    ]
    if not averages:
        return ""
    return pen.pick(f"平均{'，'.join(averages)}", f"on average {', '.join(averages)}")


# ── other objects ──


def _said(pen: Pen, kind: str, entity: Entity, leave_out: tuple[str, ...] = ()) -> tuple[Said, ...]:
    found = []
    if entity.strength is not None:
        word, strength = pen.pick("约束程度", "strength"), pen.strength(entity.strength)
        found.append(Said("strength", word, strength, entity.origin.kind))
    for field in fields_of(kind):
        statements = getattr(entity, field, None)
        if not isinstance(statements, Attribute) or not statements.root:
            continue
        if field in leave_out or field in ("note", "alias"):
            continue
        text = pen.field(entity, kind, field)
        origin = statements.root[0].origin.kind
        found.append(Said(field, pen.field_word(kind, field), text, origin))
    return tuple(found)


_HOLDERS = (
    ("items", "item"),
    ("states", "state"),
    ("segments", "segment"),
    ("clocks", "clock"),
    ("streams", "stream"),
    ("stations", "station"),
)


def _card(pen: Pen, kind: str, entity: Entity) -> Card:
    return Card(kind, entity.name, entity.title, _said(pen, kind, entity), _inside(pen, entity))


def _inside(pen: Pen, entity: Entity) -> tuple[Card, ...]:
    """The objects that stand in an object, whatever their kind, each with its own inside."""
    return tuple(
        _card(pen, inner, one) for holder, inner in _HOLDERS for one in getattr(entity, holder, ())
    )


def _matter(pen: Pen, matter: Matter) -> Card:
    given = tuple(
        Said("given", one.attribute, pen.written(one.value), one.origin.kind)
        for one in matter.given
    )
    said = (*given, *_said(pen, "matter", matter))
    return Card("matter", matter.name, matter.title, said, _inside(pen, matter))


def _figure(pen: Pen, line: FigureLine) -> Said:
    """One line of the author's figures, under the name it has in the text."""
    return Said("value", line.name, pen.all(line.value), line.value.root[0].origin.kind)


def _process(pen: Pen, process: Process) -> ProcessRow:
    ceilings = _ceilings(pen, process)
    tiers = tuple(_tier(pen, "tier", tier, ceilings) for tier in process.tiers)
    steps = tuple(_tier(pen, "step", step, ceilings) for step in process.steps)
    said = _said(pen, "process", process)
    return ProcessRow(process.name, process.title, said, tiers + steps, _inside(pen, process))


def _ceilings(pen: Pen, process: Process) -> dict[str, tuple[str, ...]]:
    """The grades that are to end at each level, by its name."""
    found: dict[str, tuple[str, ...]] = {}
    for stated in process.ceiling:
        for arrow in stated.value.entries:
            grades = tuple(pen.written(pen.key(key)) for key in arrow.keys)
            for to in arrow.to:
                if isinstance(to, str):
                    name = to.partition(":")[2]
                    found[name] = (*found.get(name, ()), *grades)
    return found


def _tier(pen: Pen, kind: str, tier: Tier | Step, ceilings: dict[str, tuple[str, ...]]) -> TierRow:
    origin = tier.origin
    source = "·".join(part for part in (origin.source, origin.place) if part)
    return TierRow(
        kind=kind,
        name=tier.name,
        said=(*_said(pen, kind, tier, leave_out=("on",)), *_no_ways(pen, kind, tier)),
        ways=tuple(_ways(pen, tier)),
        ceiling=ceilings.get(tier.name, ()) if kind == "tier" else (),
        source=source if origin.kind == "cited" else "",
        clocks=_inside(pen, tier),
    )


def _no_ways(pen: Pen, kind: str, tier: Tier | Step) -> Iterator[Said]:
    """The ways that a case must not go, beside those it may."""
    for stated in tier.on.root:
        if forbids(stated.strength):
            word = pen.field_word(kind, "on")
            yield Said("on", word, pen.stated(stated), stated.origin.kind)


def _ways(pen: Pen, tier: Tier | Step) -> Iterator[Way]:
    for stated in tier.on:
        if not isinstance(stated.value, Mapping):
            continue
        when = pen.written(stated.when) if stated.when is not None else ""
        for arrow in stated.value.entries:
            keys = pen.pick("、", ", ").join(pen.written(pen.key(key)) for key in arrow.keys)
            ends = pen.pick("、", ", ").join(pen.written(to) for to in arrow.to)
            yield Way(keys, ends, when, stated.origin.kind)
