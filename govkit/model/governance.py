"""The root of the model: all objects of a district, and the questions one may ask of them.

A `Governance` is complete in itself: it loads from its own JSON without text, grammar or file
system. Indexes are worked out on first use; units are computed from counts, never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, Literal

from govkit.model.assessment import Assessment
from govkit.model.binding import digest
from govkit.model.body import Body
from govkit.model.calendar import Calendar
from govkit.model.case_attribute import CaseAttribute
from govkit.model.code import Code
from govkit.model.duty import Duty
from govkit.model.hierarchy import Hierarchy
from govkit.model.indicator import Indicator
from govkit.model.level import Level
from govkit.model.lines import CheckLine, FigureLine
from govkit.model.listing import Item, Listing
from govkit.model.matter import Matter
from govkit.model.meeting import Meeting
from govkit.model.mode import Mode
from govkit.model.own_event import OwnEvent
from govkit.model.own_unit import OwnUnit
from govkit.model.post import Post
from govkit.model.process import Process
from govkit.model.rule import Rule
from govkit.model.scenario import Scenario
from govkit.model.source import Source
from govkit.model.statement import Attribute, Entity, RefsLike, Stated
from govkit.model.table import Table
from govkit.model.team import Team
from govkit.model.tongue import tongue_of_names
from govkit.model.units import Unit, UnitTree
from govkit.model.validity import InForce, days_of_change, in_force
from govkit.model.workload import Workload
from govkit.values import Bound, Quantity, Range, Ref, Refs, Text
from govkit.values import Mapping as Mapped
from govkit.values.units import Lang, Units, standard_units
from govkit.values.units import Unit as Measure
from govkit.vocabulary.kinds import kinds

FORMAT: Literal["govkit/1"] = "govkit/1"

# Kind → the field of `Governance` that holds its objects, in the order of the reference.
COLLECTIONS: Mapping[str, str] = {
    "source": "sources",
    "unit": "own_units",
    "event": "own_events",
    "calendar": "calendars",
    "level": "levels",
    "hierarchy": "hierarchies",
    "body": "bodies",
    "post": "posts",
    "team": "teams",
    "list": "lists",
    "attribute": "attributes",
    "table": "tables",
    "matter": "matters",
    "process": "processes",
    "mode": "modes",
    "meeting": "meetings",
    "duty": "duties",
    "indicator": "indicators",
    "assessment": "assessments",
    "code": "codes",
    "rule": "rules",
    "workload": "workloads",
    "scenario": "scenarios",
}

# Kind → the field of the object around it that holds its objects.
NESTED: Mapping[str, str] = {
    "item": "items",
    "tier": "tiers",
    "step": "steps",
    "clock": "clocks",
    "turn": "turns",
    "state": "states",
    "segment": "segments",
    "stream": "streams",
    "station": "stations",
    "rubric": "rubric",
    "seat": "seats",
    "option": "options",
    "inject": "injects",
    "ending": "endings",
}


@lru_cache(maxsize=64)
def held_in(kind: str) -> Mapping[str, str]:
    """The kinds whose objects stand inside one of `kind`, each with the field that holds them.

    A field may be called the same in another kind and hold an amount: the `seats` of a body.
    """
    return {inner: held for inner, held in NESTED.items() if kind in kinds()[inner].inside}


# Worked out or told once, and no part of the meaning: a copy keeps it.
_LASTING = frozenset(["lang"])


class Governance(Entity):
    """One district as its text describes it. Frozen; equal and hashed by meaning, not by place."""

    format: Literal["govkit/1"] = FORMAT
    day: date | None = None  # as of which the model was taken; None: all that is said
    zone: Attribute[Text] = Attribute[Text].none()
    calendar: Attribute[Ref] = Attribute[Ref].none()
    version: Attribute[Text] = Attribute[Text].none()
    extends: Attribute[Text] = Attribute[Text].none()
    severity: Attribute[Mapped] = Attribute[Mapped].none()
    sources: tuple[Source, ...] = ()
    own_units: tuple[OwnUnit, ...] = ()
    own_events: tuple[OwnEvent, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    levels: tuple[Level, ...] = ()
    hierarchies: tuple[Hierarchy, ...] = ()
    bodies: tuple[Body, ...] = ()
    posts: tuple[Post, ...] = ()
    teams: tuple[Team, ...] = ()
    lists: tuple[Listing, ...] = ()
    attributes: tuple[CaseAttribute, ...] = ()
    tables: tuple[Table, ...] = ()
    matters: tuple[Matter, ...] = ()
    processes: tuple[Process, ...] = ()
    modes: tuple[Mode, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    duties: tuple[Duty, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    codes: tuple[Code, ...] = ()
    rules: tuple[Rule, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    checks: tuple[CheckLine, ...] = ()
    workloads: tuple[Workload, ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    # ── identity ──
    @cached_property
    def fingerprint(self) -> str:
        """A short hash of the meaning; two texts with equal models have the same one."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:16]

    @cached_property
    def binding(self) -> str:
        """A short hash of what binds cases: no remarks, titles, citations, scenarios or figures.

        A case goes on under every model with the binding of the one it was opened under.
        """
        return digest(self)

    def _carried(self) -> dict[str, Any]:
        """What is worked out on first use is no part of a copy, which may differ from this."""
        fields = {*type(self).model_fields, *_LASTING}
        return {name: value for name, value in self.__dict__.items() if name in fields}

    def __getstate__(self) -> dict[Any, Any]:
        """What is worked out on first use is no part of what is stored."""
        return {**super().__getstate__(), "__dict__": self._carried()}

    # ── units ──
    @cached_property
    def unit_table(self) -> Units:
        """The units of the language and of this model."""
        own = [Measure(unit.name, "own", zh=unit.name, en=unit.name) for unit in self.own_units]
        return standard_units().extended(own) if own else standard_units()

    # ── tongue ──
    @cached_property
    def lang(self) -> Lang:
        """The tongue it is spoken of in: that of the text it was read from, else of its names.

        It is no part of the meaning: equal models in two tongues are equal, and so is their JSON.
        """
        collections = ("levels", "bodies", "posts", "matters", "processes", "lists", "duties")
        names = [entity.name for each in collections for entity in getattr(self, each)]
        return tongue_of_names((self.name, self.title, *names))

    def written_in(self, lang: Lang) -> Governance:
        """The same model, spoken of in the tongue of its text from now on."""
        self.__dict__["lang"] = lang
        return self

    # ── validity ──
    def as_of(self, day: date) -> Governance:
        """The model with only what is in force on `day`; nothing in it has an end any more.

        What points at something that is not in force then is left out as well: `taken_on` lists it.
        """
        return self.taken_on(day).model

    def taken_on(self, day: date) -> InForce[Governance]:
        """The same with what had to be left out, and the way back to the paths of this model."""
        found = in_force(self, COLLECTIONS, day)
        found.model.written_in(self.lang)
        return found

    @cached_property
    def days_of_change(self) -> tuple[date, ...]:
        """The days on which something begins to hold or ceases to, in order; none without dates."""
        return tuple(sorted(set(days_of_change(self))))

    # ── objects ──
    @cached_property
    def _index(self) -> Mapping[str, Entity]:
        index: dict[str, Entity] = {}
        for kind, field in COLLECTIONS.items():
            for entity in getattr(self, field):
                index[f"{kind}:{entity.name}"] = entity
                for item in getattr(entity, "items", ()):
                    index[f"item:{item.name}"] = item
        for line in self.figures:
            index[f"figure:{line.name}"] = line
        for check in self.checks:
            index[f"check:{check.name}"] = check
        return index

    def get(self, ref: str) -> Entity | None:
        """The object of a reference `kind:name` (`post:书记`); None where there is none."""
        return self._index.get(ref)

    def all(self, kind: str) -> tuple[Any, ...]:
        """All objects of a kind, in the order of the text."""
        found: tuple[Any, ...] = getattr(self, COLLECTIONS[kind])
        return found

    def level(self, name: str) -> Level:
        """The level of this name. Raises `KeyError` where there is none."""
        level = self._index[f"level:{name}"]
        assert isinstance(level, Level)
        return level

    def matter(self, name: str) -> Matter:
        """The matter of this name. Raises `KeyError` where there is none."""
        matter = self._index[f"matter:{name}"]
        assert isinstance(matter, Matter)
        return matter

    # ── places ──
    @cached_property
    def tree(self) -> UnitTree:
        """The levels as a tree, with numbered units."""
        return UnitTree(self.levels)

    def unit(self, name: str) -> Unit:
        """The unit `level·number` (`网格·61`) or one listed by name.

        Raises `KeyError` where the level or the number does not exist.
        """
        return self.tree.unit(name)

    def units(self, level: str) -> Iterator[Unit]:
        """All units of a level, first to last; none where their number is not known."""
        return self.tree.units(level)

    def parent_of(self, unit: Unit) -> Unit | None:
        """The unit above, as a table says or by the even spread; None at the top."""
        return self.tree.parent_of(unit)

    def children_of(self, unit: Unit, level: str) -> Iterator[Unit]:
        """The units of a lower level that belong to a unit."""
        return self.tree.children_of(unit, level)

    # ── people and powers ──
    def holders(self, level: str) -> tuple[Post, ...]:
        """The posts that stand at a level, in the order of the text."""
        return tuple(
            post for post in self.posts if any(at.value.ref == f"level:{level}" for at in post.at)
        )

    def powers_of(self, ref: str) -> tuple[tuple[Item, Quantity | Bound | Range | None], ...]:
        """The items of power lists granted to a level, body, post or team, with their limits."""
        found = []
        for listing in self.lists:
            if not any(getattr(stated.value, "word", "") == "power" for stated in listing.type):
                continue
            for item in listing.items:
                granted = item.granted_to or listing.granted_to
                against = (*item.granted_to.prohibitions(), *listing.granted_to.prohibitions())
                barred = (g for g in against if g.when is None)
                if _name(ref, granted) and not _name(ref, barred):
                    limit = item.limit.value
                    known = limit if isinstance(limit, Quantity | Bound | Range) else None
                    found.append((item, known))
        return tuple(found)

    @cached_property
    def _processes(self) -> Mapping[str, list[tuple[Process, frozenset[str]]]]:
        """The processes that apply to each matter, with the matters that each excepts."""
        found: dict[str, list[tuple[Process, frozenset[str]]]] = {}
        for process in self.processes:
            excepted = frozenset(_refs_of(process.excludes))
            for ref in _refs_of(process.applies_to):
                found.setdefault(ref, []).append((process, excepted))
        return found

    def lineage(self, matter: str) -> tuple[str, ...]:
        """The names of a matter and of those it is nested in, the inner one first."""
        found: list[str] = []
        entity = self._index.get(f"matter:{matter}")
        while isinstance(entity, Matter) and entity.name not in found:
            found.append(entity.name)
            entity = self._index.get(f"matter:{entity.parent}") if entity.parent else None
        return tuple(found)

    def process_for(self, matter: str) -> Process | None:
        """The first process that applies to a matter of this name; None where there is none.

        A matter inside another goes the way of the outer one where it has none of its own, unless
        that process excepts it (`不适用`).
        """
        names = [f"matter:{name}" for name in self.lineage(matter)]
        for number, ref in enumerate(names, start=1):
            for process, excepted in self._processes.get(ref, ()):
                if excepted.isdisjoint(names[:number]):
                    return process
        return None


def _name(ref: str, statements: Iterable[Stated[RefsLike]]) -> bool:
    """Whether one of the statements names a reference."""
    return any(isinstance(one.value, Refs) and ref in one.value.refs for one in statements)


def _refs_of(attribute: Attribute[RefsLike]) -> tuple[str, ...]:
    """All references that the statements of a field name."""
    return tuple(
        ref for stated in attribute if isinstance(stated.value, Refs) for ref in stated.value.refs
    )
