"""Back to text: the short form of every value, in either tongue.

A value goes in, the text that `govkit.values.reading` reads back to an equal value comes out. What
things are called is asked of the caller; statements, fields and clauses are not known here.
"""

from __future__ import annotations

from govkit.values.units import Lang, Units, standard_units
from govkit.values.writing import expression, figures, structure, time
from govkit.values.writing.writer import Naming, Writer

__all__ = ["Naming", "Writer", "expression", "figures", "structure", "time", "write"]


def write(value: object, lang: Lang, name: Naming, units: Units | None = None) -> str:
    """The short form of any value of `govkit.values`, terms and arrows included.

    `name` gives the word for a reference `kind:name` and for the id of a `Word`; `units` is the
    model's own table where it has one. Reading the text back gives an equal value, except where
    the step is no power of ten of the printed magnitude (only computed figures have such a one).
    """
    return Writer(lang, name, units or standard_units())(value)
