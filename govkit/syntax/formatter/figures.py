"""Figures in the other tongue, or in their short form: `5个工作日` and `5 work_days`.

The text of one figure and the type of its field enter; its new text leaves, but only where reading
it back gives the very same value and the grammar takes it as one value. Else the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache, partial
from typing import Literal

from lark import Token
from lark.exceptions import UnexpectedInput

from govkit.syntax.nodes import Bounded, Counted, Field, Infix, Operand, Signed
from govkit.syntax.parser import parser
from govkit.syntax.strokes import over_names, over_one_thing
from govkit.values.quantity import Rate
from govkit.values.reading import (
    Misread,
    read_day,
    read_duration,
    read_headcount,
    read_mean,
    read_moment,
    read_quantity,
    read_rate,
    read_recurrence,
    read_season_span,
    read_share,
    read_signed,
    read_stretch,
    read_weekdays,
    without_blanks,
)
from govkit.values.reading.numerals import CHINESE
from govkit.values.structure import Distribution
from govkit.values.units import Unit, Units, standard_units
from govkit.values.writing import write

Lang = Literal["zh", "en"]

# Types whose strokes have to join the same sort of parts when written anew.
_JOINED = frozenset({"per_names", "per_one"})
_LATIN = re.compile(r"[A-Za-z]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d余多十百千万亿]+")
_NUMERAL = re.compile(rf"[\d{CHINESE}]")
_COUNTER = re.compile(r"[ \t\u3000]*(\d+)[ \t\u3000]*([^\W\d]*)")


class Figures:
    """Reads and writes figures with the units and names of one text.

    `units` are the units the text declares itself, `per` the names it declares that a rate can be
    per, `names` all its names; `lang` None keeps the tongue of each figure, `short` turns official
    phrases into their short form.
    """

    def __init__(
        self,
        units: Collection[str],
        per: Collection[str],
        names: Collection[str],
        lang: Lang | None,
        short: bool,
    ) -> None:
        standard = standard_units()
        own = [Unit(word, "piece", en=word, zh=word) for word in units]
        self.units: Units = standard.extended(own) if own else standard
        self.per = per
        self.names = names
        self.lang = lang
        self.short = short

    def written(self, text: str, type: str) -> tuple[bool, str | None]:
        """Whether `text` is a figure of this type, and its new text if that differs.

        Figures that are as wanted already are not read: they count as no figure.
        """
        lang = self._wanted(text)
        if lang is None:
            return False, None
        plain = text if type == "share" else without_blanks(text)
        for read in self._readings(type):
            value = read(plain)
            if isinstance(value, Misread):
                continue
            new = write(value, lang, _name, self.units)
            if self.lang is None and self._with_main_words(text, lang) == new:
                return True, None
            if type in _JOINED and not self._is_joined(new, type):
                return False, None
            one = isinstance(value, Distribution) or _is_one_value(new)
            lasting = new != text and one and read(new) == value
            return True, new if lasting else None
        return False, None

    def _with_main_words(self, text: str, lang: Lang) -> str:
        """The text with other words of its units replaced: `3名` is as short as `3人`."""

        def main(found: re.Match[str]) -> str:
            unit = self.units.find(found[0])
            return self.units.word(unit.id, lang) if unit is not None else found[0]

        return _WORD.sub(main, text)

    def unit(self, word: str) -> str | None:
        """The word for a unit in the tongue wanted, None where it stays."""
        unit = self.units.find(word)
        if unit is None or self.lang is None or self._wanted(word) is None:
            return None
        return self.units.word(unit.id, self.lang, one=True)

    def counter(self, text: str) -> str:
        """What stands behind a tail, `9类`, with the unit in the tongue wanted: `9 kinds`."""
        found = _COUNTER.fullmatch(text)
        if found is None or self.lang is None:
            return text.strip()
        number, word = found[1], found[2]
        unit = self.units.find(word) if word else None
        shown = self.units.word(unit.id, self.lang, one=number == "1") if unit else word
        gap = " " if shown and self.lang == "en" else ""
        return f"{number}{gap}{shown}"

    def is_unit(self, word: str) -> bool:
        """Whether a word is a unit, and no name of the author's."""
        return self.units.find(word) is not None and word not in self.names

    def is_per(self, row: Infix, type: str) -> bool:
        """Whether the strokes of a row say "per": always in a rate, elsewhere by what they join."""
        if type in ("line", "per_names"):
            return over_names(row)
        if type in ("quantity", "per_one"):
            return over_one_thing(row, self.is_amount)
        return type in ("rate", "cadence")

    def is_amount(self, word: str) -> bool:
        """Whether a word is a number, with a unit or without."""
        return not isinstance(read_quantity(word, self.units), Misread)

    def _is_joined(self, text: str, type: str) -> bool:
        item = _one_item(text)
        return isinstance(item, Infix) and self.is_per(item, type)

    def _wanted(self, text: str) -> Lang | None:
        """The tongue to write a figure in; None for one that is in it already."""
        latin, chinese = bool(_LATIN.search(text)), bool(_CHINESE.search(text))
        if (self.lang == "zh" and latin) or (self.lang == "en" and chinese):
            return self.lang
        if not self.short or latin == chinese:
            return None
        return "en" if latin else "zh"

    def _readings(self, type: str) -> list[Callable[[str], object]]:
        units = self.units

        def quantity(text: str) -> object:
            return read_quantity(text, units)

        def signed(text: str) -> object:
            return read_signed(text, units)

        def duration(text: str) -> object:
            return read_duration(text, units)

        def mean(text: str) -> object:
            return read_mean(text, units)

        def rate(text: str) -> object:
            return read_rate(
                text, units, partial(self._beside_a_stroke, between=_between_strokes(text))
            )

        def headcount(text: str) -> object:
            return read_headcount(without_blanks(text), units)

        def own_rate(text: str) -> object:
            return read_rate(text, units, self._own)

        def one_rate(text: str) -> object:
            read = own_rate(text)
            named = isinstance(read, Rate) and len(read.per) == 1 and ":" in read.per[0]
            return read if named else Misread("not_a_rate", 0, len(text))

        def each(text: str) -> object:
            return one_rate(text) if text.startswith("每") else quantity(text)

        table: dict[str, list[Callable[[str], object]]] = {
            "quantity": [each, quantity],
            "line": [signed],
            "per_names": [own_rate],
            "per_one": [one_rate],
            "mix": [quantity],
            "count": [quantity],
            "figure_or_formula": [signed],
            "rate": [rate, quantity],
            "cadence": [rate, read_recurrence, quantity],
            "duration": [duration, read_recurrence],
            "distribution": [duration, quantity, mean],
            "share": [headcount, read_share],
            "season": [read_season_span],
            "weekdays": [read_weekdays],
            "stretch": [read_stretch],
            "session": [read_recurrence],
            "day": [read_day, read_moment],
            "days": [read_day],
            "moment": [read_moment, read_day],
            "any": [quantity, read_day, read_moment],
        }
        return table.get(type, [])

    def _own(self, word: str) -> str | None:
        return f"name:{word}" if word in self.per else None

    def _beside_a_stroke(self, word: str, between: Collection[str]) -> str | None:
        """A word alone between strokes that is no unit can only be a name, perhaps of another
        file; the 内 of `3/2家内` can be anything.
        """
        strange = word in between and word not in self.names and not _NUMERAL.match(word)
        known = self.units.find(word) is not None
        return self._own(word) or (f"name:{word}" if strange and not known else None)


def _between_strokes(text: str) -> frozenset[str]:
    """What stands alone behind each stroke of a text."""
    return frozenset(word.strip() for word in re.split("[/／]", text)[1:])


def _name(reference: str) -> str:
    return reference.partition(":")[2]


def _is_one_value(text: str) -> bool:
    """Whether the grammar reads the text as one figure and not as a sum or a list."""
    item = _one_item(text)
    return item is not None and _is_figure(item)


@lru_cache(maxsize=2048)
def _one_item(text: str) -> Operand | None:
    try:
        field = parser().parse(f"x: {text}", start="field_alone")
    except UnexpectedInput:
        return None
    if not isinstance(field, Field) or field.clauses or field.value.tail is not None:
        return None
    return field.value.items[0] if len(field.value.items) == 1 else None


def _is_figure(part: Operand) -> bool:
    if isinstance(part, Bounded | Signed):
        return _is_figure(part.operand)
    if isinstance(part, Infix):
        return all(_is_figure(p) for p in part.parts)
    if isinstance(part, Token):
        return part.type in ("NUMBER", "NAME", "UNKNOWN") or part == "/"
    return isinstance(part, Counted)
