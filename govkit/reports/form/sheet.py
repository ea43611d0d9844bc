"""One sheet of a form: whose table it is, its columns, its rows, and what stays in the text.

The pen and a model enter; what all sheets share leaves: columns with hints, the sentence that
takes the table into the model. Which rows there are is said by `units`, `items` and `days`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govkit.diagnostics.width import visible
from govkit.document.parts import Column
from govkit.model.naming import Pen
from govkit.tables import HINT, kept
from govkit.vocabulary.kinds import fields_of
from govkit.vocabulary.words import word_set

MOST_CHOICES = 2_000
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be filled in.

    `kind` and `owner` say whose it is, `fields` by which of its fields it is taken in, each with
    what its sentence ends with: what the rows rest on, where the block rests on something else. Of
    `rows` each has a cell for every column. `stays` names what the text says and a table cannot,
    `replaced` is what the rows say instead of the text, and `part` which part of its owner it is.
    """

    kind: str
    owner: str
    fields: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[Texts, ...] = ()
    stays: Texts = ()
    replaced: str = ""
    part: str = ""


def column(
    pen: Pen,
    title: str,
    hint: str,
    *,
    must: bool = False,
    choices: Iterable[str] = (),
    choices_from: str = "",
    others: bool = False,
    weight: int = 3,
) -> Column:
    """A column of a form: a star behind its title where it must be filled in."""
    offered = tuple(dict.fromkeys(choices))
    return Column(
        f"{title}*" if must else title,
        weight,
        hint=f"{pen.pick(HINT.zh, HINT.en)}{hint}",
        choices=offered if len(offered) <= MOST_CHOICES else (),
        choices_from=choices_from,
        others=others,
    )


def column_word(pen: Pen, said: str) -> str:
    """The heading that a reader takes for this (`name`, `code`, `parent`, `cite`, `date` …)."""
    return word_set("column")[said].word(pen.lang).replace("_", " ")


def readable(columns: Sequence[Column], rows: Sequence[Texts]) -> frozenset[int]:
    """Which rows, from 0, are read from a workbook as they stand here."""
    titles = [one.title.removesuffix("*") for one in columns]
    found = kept(titles, rows)
    return frozenset(n for n in found if all(visible(cell) == cell for cell in rows[n]))


def sentences(pen: Pen, sheet: Sheet, file: str, name: str) -> str:
    """What takes the table into the model: `单元：表格("表样.xlsx", "网格")`."""
    table = word_set("function")["table"].word(pen.lang)
    colon = pen.pick("：", ": ")
    rows = fields_of(sheet.kind)
    return pen.pick("；", "; ").join(
        f'{rows[field].word(pen.lang)}{colon}{table}("{file}", "{name}"){end}'
        for field, end in sheet.fields
    )
