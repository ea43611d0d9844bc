"""Who writes: the tongue, the names and the units a value is written with, and the dispatch.

Each sort of value registers its own spelling with `spell`; this module knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from govkit.values.units import Lang, Units
from govkit.values.wording import wording

Naming = Callable[[str], str]


class Writer:
    """The tongue, the names and the units a value is written with."""

    def __init__(self, lang: Lang, name: Naming, units: Units) -> None:
        self.lang = lang
        self.name = name
        self.units = units

    def __call__(self, value: object) -> str:
        """The short form of a value."""
        return spell(value, self)

    def pick(self, zh: str, en: str) -> str:
        """One of two spellings, by the tongue."""
        return zh if self.lang == "zh" else en

    def joined(self, items: list[str]) -> str:
        """`甲、乙` or `a, b`."""
        return self.pick("、", ", ").join(items)


@singledispatch
def spell(value: object, writer: Writer) -> str:
    """The short form of one value; the sort of value chooses the function."""
    raise TypeError(f"not a value: {type(value).__name__}")


@spell.register
def _(value: str, writer: Writer) -> str:
    return writer.name(value) if ":" in value else wording("word", value, writer.lang)
