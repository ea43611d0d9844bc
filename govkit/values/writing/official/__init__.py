"""The official register (公文体) of values: as documents print them, not as the screen does.

A value goes in, the words of a Chinese official document or of plain legal English come out. Each
sort of value is written from the value itself; statements, fields and clauses are not known here.
"""

from __future__ import annotations

from govkit.values.units import Lang, Units, standard_units
from govkit.values.writing.official import expression, figures, structure, time
from govkit.values.writing.official.phrasing import Official
from govkit.values.writing.writer import Naming

__all__ = ["Official", "expression", "figures", "structure", "time", "write_official"]


def write_official(
    value: object, lang: Lang, name: Naming, units: Units | None = None, about: str = ""
) -> str:
    """The official form of any value of `govkit.values`.

    `name` gives the word for a reference and for the id of a word; `about` is the field
    (`process.ceiling`) the value stands on, which changes some words (小事在支部办结). Figures,
    days, shares and lists of names read back to an equal value; sentences (conditions, ways out,
    formulas) do not, and docs/decisions/0041 lists them.
    """
    return Official(lang, name, units or standard_units(), about)(value)
