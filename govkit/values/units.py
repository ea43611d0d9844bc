"""The unit table: which words of both tongues name which unit, its dimension and its factor.

Rows come from `grammars/units.csv`; a model may add units of its own. Nothing here reads a figure
or knows what a unit is used for.

The `number` of a quantity stays in the unit that is printed (`30.11平方公里` is 3011/100
`square_kilometre`); `factor` serves only to convert between units of one dimension. The one
exception is the dimension `share`: `67.8%` is the true fraction 678/1000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Literal

from govkit.values.quantity import Quantity
from govkit.vocabulary.folder import rows_of

Lang = Literal["zh", "en"]
TIME_DIMENSIONS = frozenset({"time", "work_time", "work_day", "month"})
_PIECE = "piece"
MOST_KNOWN = 600
_MAGNITUDES = "十百千万亿"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `factor` counts base units of its `dimension` (a `mu` is 2000/3 square metres)."""

    id: str
    dimension: str
    factor: Fraction = Fraction(1)
    en: str = ""
    zh: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_time(self) -> bool:
        """Whether a duration can be counted in it."""
        return self.dimension in TIME_DIMENSIONS

    @property
    def words(self) -> tuple[str, ...]:
        """Every spelling, the preferred ones first, the id last."""
        return tuple(word for word in (self.zh, self.en, *self.also, self.id) if word)


class Units:
    """A table of units, looked up by word or by id. Equal only to itself, so it can key a cache.

    A word never means two things: where two units claim one, a measure keeps it against a word
    for counting pieces, otherwise the earlier row.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_id: dict[str, Unit] = {}
        self._by_word: dict[str, Unit] = {}
        self._spelling: dict[tuple[str, Lang, bool], str] = {}
        for unit in units:
            self._by_id.setdefault(unit.id, unit)
            for word in unit.words:
                holder = self._by_word.setdefault(word, unit)
                if holder.dimension == _PIECE != unit.dimension:
                    self._by_word[word] = unit
        self.longest = max(map(len, self._by_word), default=0)
        self.magnitude_led = frozenset(w for w in self._by_word if w[0] in _MAGNITUDES)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._by_id.values())

    def find(self, word: str) -> Unit | None:
        """The unit a word names in either tongue, or None; blanks count as `_`, case is free."""
        found = self._by_word.get(word)
        if found is None and word.isascii():
            found = self._by_word.get("_".join(word.lower().split()))
        return found

    def get(self, unit_id: str) -> Unit | None:
        """The unit with this id; the empty id is the bare number."""
        return self._by_id.get(unit_id)

    def near(self, word: str) -> tuple[str, ...]:
        """At most three spellings like `word`, one per unit, the likest first."""
        if not word or len(word) > 40:
            return ()
        pool = dict(islice(self._by_word.items(), MOST_KNOWN))
        inside = [w for w in pool if len(w) > 1 and (w in word or (len(word) > 1 and word in w))]
        likest = get_close_matches(word, pool, n=8, cutoff=0.5)
        chosen: dict[str, str] = {}
        for spelling in [*likest, *sorted(inside, key=len, reverse=True)]:
            chosen.setdefault(pool[spelling].id, spelling)
        return tuple(chosen.values())[:3]

    def extended(self, units: Iterable[Unit]) -> Units:
        """A new table with a model's own units first: what an author declares, the author means."""
        own = tuple(units)
        ids = {unit.id for unit in own}
        return Units((*own, *(unit for unit in self if unit.id not in ids)))

    def word(self, unit_id: str, lang: Lang, one: bool = False) -> str:
        """The spelling to print, one that reads back to this unit; `one`: for a single one.

        An id the table does not know is printed as it is; the bare number has no word.
        """
        key = (unit_id, lang, one)
        if key not in self._spelling:
            self._spelling[key] = self._choose(unit_id, lang, one)
        return self._spelling[key]

    def _choose(self, unit_id: str, lang: Lang, one: bool) -> str:
        unit = self.get(unit_id)
        if unit is None:
            return unit_id
        single = unit.en.removesuffix("s") if one else ""
        first: tuple[str, ...] = (unit.zh, unit.en) if lang == "zh" else (single, unit.en, unit.zh)
        for word in (*first, *unit.words):
            if word and self.find(word) is unit:
                return word
        return ""

    def convert(self, quantity: Quantity, unit_id: str) -> Quantity | None:
        """The same amount in another unit of the dimension, None where there is no such unit.

        Shares are true fractions already, so only the unit changes. The step is scaled along.
        """
        old, new = self.get(quantity.unit), self.get(unit_id)
        if old is None or new is None or old.dimension != new.dimension:
            return None
        ratio = Fraction(1) if old.dimension == "share" else old.factor / new.factor
        return Quantity(
            number=quantity.number * ratio,
            unit=new.id,
            step=quantity.step * ratio,
            direction=quantity.direction,
            share=quantity.share,
        )


@lru_cache(maxsize=1)
def standard_units() -> Units:
    """The units of the package, read once from `grammars/units.csv`."""
    return Units(
        Unit(
            id=row["id"],
            dimension=row["dimension"],
            factor=Fraction(row["factor"]),
            en=row["en"],
            zh=row["zh"],
            also=tuple(row["also"].split()),
        )
        for row in rows_of("units.csv")
    )
