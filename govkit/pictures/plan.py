"""What is drawn on the page of cards, and how much of it: cards, rows, chips, or their counts.

The structure of a model enters, a `Plan` of ready labels leaves. Where units are too many to draw
one by one, their parent carries a note instead. Nothing here knows a coordinate or a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from govkit.analysis.rows import LevelRow, Structure
from govkit.model.naming import Pen
from govkit.model.units import Unit

MOST_CARDS, MOST_ROWS, MOST_CHIPS = 120, 240, 400


@dataclass(frozen=True, slots=True)
class Chip:
    """A unit of the lowest drawn level; `badge` counts the units below it."""

    id: str
    label: str
    tip: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit inside a card with its chips, or a note in their place. Without a unit: `id` empty."""

    id: str
    label: str
    tip: str = ""
    chips: tuple[Chip, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class CardPlan:
    """A unit with all that is drawn inside it. Without a unit of its own: `id` empty.

    `counted` are the levels below that its summary counts.
    """

    id: str
    label: str
    tip: str
    summary: str
    rows: tuple[Row, ...]
    counted: tuple[LevelRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`heads` are the single units on top; `drawn` the levels of cards, rows and chips in order, of
    which this much detail draws the units of `shown`; `aside` the levels of other chains."""

    heads: tuple[LevelRow, ...]
    drawn: tuple[LevelRow, ...]
    aside: tuple[LevelRow, ...]
    cards: tuple[CardPlan, ...]
    shown: tuple[LevelRow, ...] = ()

    @property
    def unshown(self) -> tuple[LevelRow, ...]:
        """The levels whose units the picture only counts, from above to below."""
        drawn = (*self.heads, *self.shown)
        return tuple(row for row in self.levels if row not in drawn)

    @property
    def reckoned(self) -> tuple[LevelRow, ...]:
        """Of those, the levels whose units are counted in every card."""
        counted = {row.name for card in self.cards for row in card.counted}
        return tuple(row for row in self.unshown if row.name in counted)

    @property
    def levels(self) -> tuple[LevelRow, ...]:
        """All levels from above to below; those aside that are not above come last."""
        first = (*self.heads, *self.drawn)[:1]
        above: list[LevelRow] = []
        parent = first[0].parent if first else ""
        while found := [row for row in self.aside if row.name == parent and row not in above]:
            above.insert(0, found[0])
            parent = found[0].parent
        rest = (row for row in self.aside if row not in above)
        return (*above, *self.heads, *self.drawn, *rest)


class Planner:
    """Makes plans of one model in ever less detail: 3 chips, 2 rows, 1 cards, 0 only counts."""

    def __init__(self, pen: Pen, structure: Structure) -> None:
        self.pen = pen
        self.tree = pen.model.tree
        self.rows = {row.name: row for row in structure.levels}
        spine = self._spine()
        self.below = self._open_level(spine)
        self.heads = tuple(takewhile(lambda row: row.count == 1, spine[:-1]))
        self.drawn = spine[len(self.heads) :]
        named = {row.name for row in spine}
        self.aside = tuple(row for row in structure.levels if row.name not in named)

    # ── which levels ──
    def _spine(self) -> tuple[LevelRow, ...]:
        """The longest way down through levels whose number is known, the first in the text."""
        ways = [self._down(row.name) for row in self.rows.values() if self._starts(row)]
        return max(ways, key=len, default=())

    def _starts(self, row: LevelRow) -> bool:
        """Whether nothing that could be drawn stands above this level."""
        above = self.rows.get(row.parent)
        return not row.kind_of and (above is None or not above.count)

    def _down(self, level: str) -> tuple[LevelRow, ...]:
        row = self.rows[level]
        if not row.count:
            return ()
        ways = [self._down(lower) for lower in self.tree.below(level)]
        return (row, *max(ways, key=len, default=()))

    def _open_level(self, spine: tuple[LevelRow, ...]) -> LevelRow | None:
        """A level below the last drawn one whose number is not known."""
        lower = self.tree.below(spine[-1].name) if spine else self.tree.roots()
        return next((self.rows[name] for name in lower if self.rows[name].count is None), None)

    # ── what is drawn of them ──
    def plan(self, detail: int) -> Plan:
        """The plan in this detail, or in less where there would be too many units."""
        detail = min(detail, self._affordable())
        cards = self._cards(detail) if self.drawn else self._empty()
        return Plan(self.heads, self.drawn, self.aside, cards, self.drawn[:detail])

    def _affordable(self) -> int:
        counts = [row.count or 0 for row in self.drawn]
        if len(counts) == 1:
            return 3 if counts[0] <= MOST_CHIPS else 0
        if counts and counts[0] > MOST_CARDS:
            return 0
        if len(counts) == 2:
            return 3 if counts[1] <= MOST_CHIPS else 1
        if len(counts) > 2 and counts[1] > MOST_ROWS:
            return 1
        return 3 if len(counts) < 3 or counts[2] <= MOST_CHIPS else 2

    def _empty(self) -> tuple[CardPlan, ...]:
        if self.below is not None:
            return (
                CardPlan(
                    "", self._title(self.below), "", "", (Row("", "", "", (), self._unknown()),)
                ),
            )
        note = self.pen.pick("模型里没有写层级", "The model states no levels")
        if self.rows:
            note = self.pen.pick("没有可以画出的单位", "There are no units to draw")
        return (CardPlan("", self.pen.model.label, "", "", (Row("", "", "", (), note),)),)

    def _cards(self, detail: int) -> tuple[CardPlan, ...]:
        first = self.drawn[0]
        if len(self.drawn) == 1 or detail == 0:
            units = tuple(self.tree.units(first.name)) if detail else ()
            note = "" if detail else self._range(first, 1, first.count or 0)
            row = Row("", "", "", tuple(self._chip(unit, 1) for unit in units), note)
            rows = (row,) if not note or len(self.drawn) == 1 else (row, *self._totals())
            return (CardPlan("", self._title(first), "", "", self._ended(rows, 1)),)
        return tuple(self._card(unit, detail) for unit in self.tree.units(first.name))

    def _totals(self) -> tuple[Row, ...]:
        return tuple(Row("", "", "", (), self._range(r, 1, r.count or 0)) for r in self.drawn[1:])

    def _card(self, unit: Unit, detail: int) -> CardPlan:
        second = self.drawn[1]
        units = tuple(self.tree.children_of(unit, second.name))
        if detail == 1:
            rows: tuple[Row, ...] = (Row("", "", "", (), self._between(second, units)),)
        elif len(self.drawn) == 2:
            chips = tuple(self._chip(child, 2) for child in units)
            rows = self._ended((Row("", "", "", chips, "" if chips else self._none()),), 2)
        else:
            rows = tuple(self._row(child, detail) for child in units)
        counts = self._counts(unit)
        summary = self.pen.pick("，", ", ").join(f"{count} {row.name}" for row, count in counts)
        counted = tuple(row for row, _ in counts)
        return CardPlan(unit.id, self._label(unit), _tip(unit), summary, rows, counted)

    def _row(self, unit: Unit, detail: int) -> Row:
        third = self.drawn[2]
        units = tuple(self.tree.children_of(unit, third.name))
        if detail == 2 or not units:
            return Row(unit.id, self._label(unit), _tip(unit), (), self._between(third, units))
        return Row(
            unit.id, self._label(unit), _tip(unit), tuple(self._chip(child, 3) for child in units)
        )

    def _chip(self, unit: Unit, depth: int) -> Chip:
        badge = ""
        if len(self.drawn) > depth:
            badge = f"×{len(tuple(self.tree.children_of(unit, self.drawn[depth].name)))}"
        numbered = self._label(unit) if depth == 1 and self._few(unit) else str(unit.number)
        return Chip(unit.id, unit.name or numbered, _tip(unit), badge)

    def _few(self, unit: Unit) -> bool:
        return (self.rows[unit.level].count or 0) <= 60

    def _ended(self, rows: tuple[Row, ...], depth: int) -> tuple[Row, ...]:
        """The rows, and a line on the level below them whose number is not known."""
        if self.below is None or depth != len(self.drawn):
            return rows
        colon = self.pen.pick("：", ": ")
        return (*rows, Row("", "", "", (), f"{self.below.name}{colon}{self._unknown()}"))

    # ── words ──
    def _label(self, unit: Unit) -> str:
        return unit.name or f"{unit.level} {unit.number}"

    def _title(self, row: LevelRow) -> str:
        return row.title or row.name

    def _counts(self, unit: Unit) -> list[tuple[LevelRow, int]]:
        """8 支部, 25 网格: what lies below a card's unit."""
        counts, units = [], [unit]
        for row in self.drawn[1:]:
            if len(units) > MOST_CHIPS * 4:
                break
            units = [child for above in units for child in self.tree.children_of(above, row.name)]
            counts.append((row, len(units)))
        return counts

    def _between(self, row: LevelRow, units: tuple[Unit, ...]) -> str:
        if not units:
            return self._none()
        return self._range(row, units[0].number, units[-1].number)

    def _range(self, row: LevelRow, first: int, last: int) -> str:
        number = last - first + 1
        span = f"{first}" if first == last else f"{first}—{last}"
        return self.pen.pick(
            f"{row.name} {span}，共 {number}", f"{row.name} {span}, {number} in all"
        )

    def _none(self) -> str:
        return self.pen.pick("（没有下级）", "(none below)")

    def _unknown(self) -> str:
        return self.pen.pick("数量未知", "number unknown")


def _tip(unit: Unit) -> str:
    """`网格·61`, with its name where it has one."""
    return f"{unit.name} {unit.id}".strip()
