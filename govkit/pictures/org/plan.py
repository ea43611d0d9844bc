"""What an org chart says: bands for levels, boxes for bodies, posts and teams, lines in the boxes.

A pen enters, a `Chart` of ready words leaves. Who leads whom is found in `command`; nothing here
knows a coordinate or a colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from govkit.model.level import Level
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Entity, Stated
from govkit.pictures.org.command import Command, command, entities, kind_of
from govkit.values import Ref
from govkit.vocabulary.kinds import fields_of

# What a box tells of an object beside how many there are, each field under its word.
_TOLD = {
    "body": ("head", "members", "seats", "reserved", "covers"),
    "post": ("nature", "term", "appointed_by", "concurrent"),
    "team": ("size", "headcount", "formula", "part_of", "covers"),
}
# These say enough without the word of their field.
_BARE = ("nature",)
_UNSURE = ("assumed", "proposed")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a box before it is wrapped; `inner` tells of an object that stands in the box,
    `goes_on` is the rest of a line begun on another sheet."""

    text: str
    inner: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One object: its heading and lines. `dashed` where it is assumed, proposed or may be."""

    ref: str
    label: str
    lines: tuple[Line, ...] = ()
    dashed: bool = False

    @property
    def kind(self) -> str:
        """`body`, `post`, `team` or `level`."""
        return kind_of(self.ref)

    @property
    def tip(self) -> str:
        """All of it as one text."""
        return " · ".join([self.label, *(line.text for line in self.lines)])


@dataclass(frozen=True, slots=True)
class Band:
    """One level with its boxes in the order of the text; `head` is the level itself."""

    head: Box
    depth: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bands from above to below; `parents` only between boxes that are drawn."""

    bands: tuple[Band, ...]
    parents: dict[str, str]


def plan(pen: Pen) -> Chart:
    """What is drawn of a model."""
    return _Planner(pen).chart()


class _Planner:
    def __init__(self, pen: Pen) -> None:
        self.pen, self.model = pen, pen.model
        self.marking = Pen(pen.model, pen.lang, pen.register, "bracket")
        self.levels = list(_ordered(pen))
        order = {f"level:{level.name}": at for at, (level, _) in enumerate(self.levels)}
        self.bands = {ref: order.get(self._level_of(ref), len(order)) for ref, _ in self._staff()}
        self.command: Command = command(pen, self.bands)
        leading = {*self.command.parents, *self.command.parents.values()}
        self.holders = {
            ref: holder
            for ref, entity in self._staff()
            if ref not in leading and (holder := _at(entity)) in self.bands and holder != ref
        }
        self._break_circles()

    def _staff(self) -> Iterator[tuple[str, Entity]]:
        return entities(self.model)

    def _break_circles(self) -> None:
        """What stands in itself over others has a box of its own."""
        for ref in list(self.holders):
            seen, step = {ref}, self.holders.get(ref)
            while step is not None and step not in seen:
                seen.add(step)
                step = self.holders.get(step)
            if step == ref:
                del self.holders[ref]

    def _level_of(self, ref: str) -> str:
        """The level an object stands at, through the bodies and teams that it stands in."""
        seen: set[str] = set()
        while kind_of(ref) != "level" and ref not in seen:
            seen.add(ref)
            if kind_of(ref) == "unit":
                return f"level:{ref.partition(':')[2].rpartition('·')[0]}"
            entity = self.model.get(ref)
            ref = _at(entity) if entity is not None else ""
        return ref

    # ── bands ──
    def chart(self) -> Chart:
        boxes: dict[int, list[Box]] = {}
        for ref, entity in self._staff():
            if ref not in self.holders:
                boxes.setdefault(self.bands[ref], []).append(self._box(ref, entity))
        bands = [
            Band(self._level(level), depth, tuple(boxes.get(at, ())))
            for at, (level, depth) in enumerate(self.levels)
        ]
        if rest := boxes.get(len(self.levels)):
            nowhere = self.pen.pick("未写明层级", "No level stated")
            bands.append(Band(Box("", nowhere), 0, tuple(rest)))
        return Chart(tuple(bands), self.command.parents)

    def _level(self, level: Level) -> Box:
        ref = f"level:{level.name}"
        label, under = self._named(level)
        lines = [*under, *self._counted(level, "level"), *self._may(level)]
        size = self._field(level, "level", "size")
        if size:
            lines.append(self.pen.pick(f"每个{size}", f"{size} each"))
        kind = self._field(level, "level", "kind_of")
        if kind:
            lines.append(self.pen.pick(f"属于{kind}", f"a kind of {kind}"))
        lines += self.command.told.get(ref, [])
        dashed = bool(kind) or self._unsure(level)
        return Box(ref, label, tuple(Line(_read(one)) for one in lines), dashed)

    # ── boxes ──
    def _box(self, ref: str, entity: Entity) -> Box:
        label, under = self._named(entity)
        told = [Line(_read(one)) for one in (*under, *self._told(ref, entity))]
        told += [
            Line(_read(one), inner=True)
            for inner in self._inside(ref)
            for one in self._inner(inner)
        ]
        return Box(ref, label, tuple(told), self._unsure(entity) or entity.strength == "may")

    def _inside(self, ref: str) -> Iterator[str]:
        """The objects that stand in a box, and in those, in the order of the text."""
        for inner, holder in self.holders.items():
            if holder == ref:
                yield inner
                yield from self._inside(inner)

    def _inner(self, ref: str) -> Iterator[str]:
        """`主任　每个村民委员会1名，任期5年`."""
        entity = self.model.get(ref)
        assert entity is not None
        label, under = self._named(entity)
        facts = [*under, *self._told(ref, entity)]
        told = " ".join([label, self.pen.pick("，", ", ").join(facts)]).rstrip()
        yield told if self._unsure_holder(ref) else told + self.marking.mark(entity)

    def _unsure_holder(self, ref: str) -> bool:
        holder = self.model.get(self.holders[ref])
        return holder is not None and self._unsure(holder)

    def _named(self, entity: Entity) -> tuple[str, list[str]]:
        """The heading, and the title below it where it is no longer form of the name."""
        name, title = _read(entity.name), _read(entity.title)
        if not title:
            return name, []
        letters = iter(title)
        longer = all(letter in letters for letter in name) and len(title) <= 3 * len(name) + 2
        return (title, []) if longer else (name, [title])

    def _told(self, ref: str, entity: Entity) -> Iterator[str]:
        kind = kind_of(ref)
        yield from self._counted(entity, kind)
        yield from self._may(entity)
        for field in _TOLD[kind]:
            text = self._field(entity, kind, field)
            if not text:
                continue
            word = self.pen.field_word(kind, field)
            yield text if field in _BARE else word + self.pen.pick("：", ": ") + text
        yield from self._elsewhere(entity)
        yield from self.command.told.get(ref, ())

    def _may(self, entity: Entity) -> Iterator[str]:
        if entity.strength is not None and entity.strength != "must":
            yield self.pen.pick(
                f"{self.pen.strength(entity.strength)}设", self.pen.strength(entity.strength)
            )

    def _elsewhere(self, entity: Entity) -> Iterator[str]:
        """Places beside the first, and a place that is a single unit."""
        for number, stated in enumerate(getattr(entity, "at", ())):
            ref = stated.value.ref if isinstance(stated.value, Ref) else ""
            if ref and (number or kind_of(ref) == "unit"):
                yield self.pen.pick("设于", "at ") + self.pen.name(ref)

    def _counted(self, entity: Entity, kind: str) -> Iterator[str]:
        """`76个（应有每个村（社区）1个）`, `数量未知`, or what there ought to be alone."""
        count = self._field(entity, kind, "count")
        bare = self.pen.unknown()
        if count.startswith(bare):
            count = self.pen.pick("数量未知", "number unknown") + count.removeprefix(bare)
        quota = self._field(entity, kind, "quota")
        if count and quota:
            stated = any(one.strength for one in _root(entity, "quota"))
            if not stated:
                quota = self.pen.field_word(kind, "quota") + self.pen.pick("", " ") + quota
            yield self.pen.pick(f"{count}（{quota}）", f"{count} ({quota})")
        elif count or quota:
            yield count or quota

    # ── words ──
    def _field(self, entity: Entity, kind: str, field: str) -> str:
        """One field in words; each statement has its mark where not all of the object is unsure."""
        attribute = getattr(entity, field, None)
        if field not in fields_of(kind) or not isinstance(attribute, Attribute):
            return ""
        return (self.pen if self._unsure(entity) else self.marking).field(entity, kind, field)

    def _unsure(self, entity: Entity) -> bool:
        return entity.origin.kind in _UNSURE


def _read(text: str) -> str:
    """Text for reading: without the `_` of the language."""
    return text.replace("_", " ")


def _root(entity: Entity, field: str) -> tuple[Stated[Any], ...]:
    attribute = getattr(entity, field, None)
    return attribute.root if isinstance(attribute, Attribute) else ()


def _at(entity: Entity) -> str:
    """The reference of the first place an object stands at; empty where none is stated."""
    for stated in getattr(entity, "at", ()):
        if isinstance(stated.value, Ref):
            return stated.value.ref
    return ""


def _ordered(pen: Pen) -> Iterator[tuple[Level, int]]:
    """Levels from above to below with their depth; a kind of a level stands beneath it."""
    model = pen.model
    rows = {level.name: level for level in model.levels}
    over: dict[str, str] = {}
    for level in model.levels:
        parent = model.tree.parent_level(level.name) or ""
        stated = level.kind_of.value
        kind = stated.ref.partition(":")[2] if isinstance(stated, Ref) else ""
        alike = kind in rows and (not parent or parent == model.tree.parent_level(kind))
        over[level.name] = kind if alike else parent
    done: set[str] = set()

    def down(name: str, depth: int) -> Iterator[tuple[Level, int]]:
        if name in done:
            return
        done.add(name)
        yield rows[name], depth
        for lower, above in over.items():
            if above == name:
                yield from down(lower, depth + 1)

    for name, above in over.items():
        if above not in rows:
            yield from down(name, 0)
    for name in rows:
        yield from down(name, 0)


def without(chart: Chart, refs: set[str], pen: Pen) -> Chart:
    """The chart with the lines down to `refs` told in words instead."""
    parents = {below: above for below, above in chart.parents.items() if below not in refs}
    names = {box.ref: box.label for band in chart.bands for box in band.boxes}

    def told(box: Box) -> Box:
        if box.ref not in refs or box.ref not in chart.parents:
            return box
        name = names[chart.parents[box.ref]]
        line = Line(pen.pick(f"上级：{name}", f"under {name}"))
        return replace(box, lines=(*box.lines, line))

    bands = tuple(
        replace(band, boxes=tuple(told(box) for box in band.boxes)) for band in chart.bands
    )
    return Chart(bands, parents)
