"""What a case gets by the base and by the text that extends it, compared cell by cell.

The statements of one field in both enter; what is loosened leaves, each with the cell and the days
it was found in. Which statement counts is asked of the model, what tightens of `binding`. Nothing
here knows a code or a word of a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from math import prod
from typing import Literal

from govkit.diagnostics import Both
from govkit.model.counting import counting_entries, in_turn
from govkit.model.statement import Strength
from govkit.resolve.refinement.binding import BINDING, Comparison, across_readings, weaker
from govkit.resolve.refinement.maps import Verdict
from govkit.resolve.refinement.rights import gives_a_right, narrows
from govkit.resolve.refinement.said import Group, Said
from govkit.values import Mapping as Mapped
from govkit.values.cells import Cell, Cutting, Order, cut
from govkit.values.expression import Expression
from govkit.values.units import Units
from govkit.values.writing import write

MOST_CELLS = 2_000
MOST_STEPS = 100_000  # statements looked at, in all cells of all periods of one field
NOWHERE = Both("", "")  # so for every case on every day
# What becomes of a statement of the base for some case: besides the verdicts on its value, its
# strength is weakened, nothing is said any more, a departure from what holds in principle, or less
# of what the base gives people without binding.
Kind = Literal["looser", "changed", "unclear", "weaker", "lost", "departs", "narrower"]
_LOOSE: tuple[Verdict, ...] = ("looser", "changed", "unclear")


@dataclass(frozen=True, eq=False)
class Loosened:
    """What became of `base` where `own` counts instead; `where` is empty where it is so always."""

    kind: Kind
    base: Said
    own: Said | None
    where: Both


@dataclass
class Judged:
    """All that is loosened; `met`: by the id of an own statement, the strengths it takes over.

    `compared`: whether all cells were, `cells` how many.
    """

    loosened: list[Loosened] = field(default_factory=list)
    met: dict[int, set[Strength | None]] = field(default_factory=dict)
    compared: bool = True
    cells: int = 0


@dataclass
class Judge:
    """Compares the statements of one field; `base` and `now` are all that count, in order."""

    comparison: Comparison
    base: Sequence[Group]
    now: Sequence[Group]
    units: Units
    order: Order
    _told: dict[tuple[int, Cell], bool | None] = field(default_factory=dict)

    def judged(self) -> Judged:
        """What becomes of what binds in the base, holds in principle or gives a right."""
        days, most = self._looked_at()
        whole = len(days) == len(self.days) and self.cutting.size <= most
        found = Judged(compared=whole, cells=min(most, self.cutting.size) * len(days))
        hits: dict[tuple[Kind, int, int], _Hits] = {}
        keys: Iterable[Hashable] = self._keys() if self.adds else (None,)
        for key in keys:
            for number, day in days:
                for cell in self.cutting.cells(most):
                    was = self._counts(self.base, cell, day, key)
                    now = self._counts(self.now, cell, day, key)
                    if now is not None and now.own:
                        met = found.met.setdefault(id(now), set())
                        met.add(was.claim.get("strength") if was is not None else None)
                    if (
                        was is None
                        or (was.strength is None and not self.gives)
                        or was is now
                        or not self._open(cell, day)
                    ):
                        continue
                    for kind in self._kinds(was, now, key):
                        at = hits.setdefault((kind, id(was), id(now)), _Hits(kind, was, now))
                        at.cells.setdefault(number, set()).add(cell)
        found.loosened = [self._loosened(at) for at in hits.values()]
        return found

    def _looked_at(self) -> tuple[list[tuple[int, date]], int]:
        """The periods and the number of cells that are compared: all, as far as the steps last."""
        groups = (*self.base, *self.now)
        said = sum(len(group.said) + len(group.heads) for group in groups) or 1
        stride = max(1, -(-len(self.days) * said // MOST_STEPS))
        days = list(enumerate(self.days))[::stride]
        return days, min(MOST_CELLS, max(1, MOST_STEPS // (len(days) * said)))

    # ── what counts ──
    @property
    def adds(self) -> bool:
        """Whether statements of the field add to each other, key by key."""
        return self.comparison.field.endswith(".on")

    @cached_property
    def gives(self) -> bool:
        """Whether the field is a right of people."""
        return gives_a_right(self.comparison.field)

    @cached_property
    def cutting(self) -> Cutting:
        """The cases that the conditions of both tell apart."""
        said = [one for group in (*self.base, *self.now) for one in (*group.said, *group.heads)]
        conditions = [one.when for one in said if one.when is not None]
        return cut(conditions, self.units, self.order)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The first day of each period in which the same statements hold."""
        said = [one for group in (*self.base, *self.now) for one in (*group.said, *group.heads)]
        days = {day for one in said for day in (one.since, one.until) if day is not None}
        return tuple(sorted({date.min, *days}))

    def _holds(self, cell: Cell) -> Callable[[Expression], bool | None]:
        def holds(condition: Expression) -> bool | None:
            key = (id(condition), cell)
            if key not in self._told:
                self._told[key] = self.cutting.holds(condition, cell)
            return self._told[key]

        return holds

    def _stands(self, heads: Iterable[Said], cell: Cell, day: date) -> bool:
        holds = self._holds(cell)
        return all(
            head.holds_on(day) and (head.when is None or holds(head.when) is True)
            for head in heads
        )  # fmt: skip

    def _open(self, cell: Cell, day: date) -> bool:
        """Whether the blocks of the text hold at all; that they do not is told of their heads."""
        return any(self._stands(group.heads, cell, day) for group in self.now)

    def _counts(self, groups: Sequence[Group], cell: Cell, day: date, key: Hashable) -> Said | None:
        holds = self._holds(cell)
        for group in groups:
            if not self._stands(group.heads, cell, day):
                continue
            if key is not None:
                stands = _leading(group.said, key, day, holds)
            else:
                stands = in_turn(group.said, day, holds)
            counts = next(stands, None)
            if counts is not None:
                return counts
        return None

    def _keys(self) -> tuple[Hashable, ...]:
        said = [one.value for group in self.base for one in group.said]
        maps = [value for value in said if isinstance(value, Mapped)]
        return tuple(dict.fromkeys(k for one in maps for arrow in one.entries for k in arrow.keys))

    # ── what becomes of it ──
    def _kinds(self, was: Said, now: Said | None, key: Hashable) -> Iterator[Kind]:
        strength = was.strength
        if now is not None and key is None and narrows(self.comparison, was, now):
            yield "narrower"
        if strength is None:
            return
        if now is None:
            if strength in BINDING:
                yield "lost"
            return
        weak = now.strength is not None and weaker(strength, now.strength)
        if not now.own:
            weak = now.strength is None or weak
        verdict = self._verdict(was, now, key)
        if strength in BINDING:
            if weak:
                yield "weaker"
            if verdict in _LOOSE:
                yield verdict  # type: ignore[misc]
        elif strength == "in_principle" and (verdict in _LOOSE or (weak and now.own)):
            yield "departs"

    def _verdict(self, was: Said, now: Said, key: Hashable) -> Verdict:
        if key is not None:
            return "same" if _leads(was.value, key) == _leads(now.value, key) else "unclear"
        comparison = replace(self.comparison, forbids=was.strength == "must_not")
        return across_readings(comparison, was.readings, now.readings)

    # ── where ──
    def _loosened(self, at: _Hits) -> Loosened:
        number = min(at.cells)
        axes, cell, sure = self._axes(at.cells[number])
        kind = at.kind
        if not sure and kind in ("looser", "changed", "lost", "weaker"):
            kind = "unclear"
        run = number
        while run + 1 in at.cells and self._axes(at.cells[run + 1])[:2] == (axes, cell):
            run += 1
        said = self.cutting.said(cell, axes)
        begins = self.days[number] if number else None
        ends = self.days[run + 1] if run + 1 < len(self.days) else None
        return Loosened(kind, at.base, at.own, _where(said, begins, ends))

    def _axes(self, cells: set[Cell]) -> tuple[tuple[int, ...], Cell, bool]:
        """The axes that matter for one of the cells, the cell, and whether it is sure to exist.

        Conditions that are not looked into are taken as free where there is one of them; of several
        nobody knows which go together.
        """
        cell = min(cells)
        axes = self.cutting.axes
        order = sorted(range(len(axes)), key=lambda n: not axes[n].open)
        free: list[int] = []
        for number in order:
            if self._all_in(cells, cell, [*free, number]):
                free.append(number)
        kept = tuple(n for n in range(len(axes)) if n not in free)
        return kept, cell, sum(axes[n].open for n in kept) < 2

    def _all_in(self, cells: set[Cell], cell: Cell, free: list[int]) -> bool:
        """Whether all cells that differ from one on some axes only are among these."""
        varied = [cell]
        if prod(len(self.cutting.axes[number].points) for number in free) > len(cells):
            return False
        for number in free:
            points = range(len(self.cutting.axes[number].points))
            varied = [(*one[:number], at, *one[number + 1 :]) for one in varied for at in points]
        return all(one in cells for one in varied)


@dataclass
class _Hits:
    """The cells, by the number of their period, in which one statement loosens another."""

    kind: Kind
    base: Said
    own: Said | None
    cells: dict[int, set[Cell]] = field(default_factory=dict)


def _leading(
    said: Sequence[Said], key: Hashable, day: date, holds: Callable[[Expression], bool | None]
) -> Iterator[Said]:
    """The statements that lead an event somewhere, in the order of the text."""
    for number, gone in counting_entries(said, day):
        one = said[number]
        if key not in gone and _leads(one.value, key) is not None and (
            one.when is None or holds(one.when) is True
        ):  # fmt: skip
            yield one


def _leads(value: object, key: Hashable) -> object:
    entries = value.entries if isinstance(value, Mapped) else ()
    return next((arrow.to for arrow in entries if key in arrow.keys), None)


def _where(said: Expression | None, begins: date | None, ends: date | None) -> Both:
    """`（当 大小 = 小，自 2025-01-01 起）`; nothing where it is so for every case on every day."""

    def name(ref: str) -> str:
        return ref.partition(":")[2] or ref

    zh, en = [], []
    if said is not None:
        zh.append(f"当 {write(said, 'zh', name)}")
        en.append(f"when {write(said, 'en', name)}")
    if begins is not None:
        zh.append(f"自 {begins}")
        en.append(f"since {begins}")
    if ends is not None:
        zh.append(f"至 {ends}")
        en.append(f"until {ends}")
    if not zh:
        return NOWHERE
    return Both(f"（{'，'.join(zh)}）", f" ({', '.join(en)})")
