"""Tables a text names: from `表格("网格.csv")` to the table, read once for the whole model.

A value of a page enters, a `Table` leaves, or None after a finding. What the rows are is the
business of `rosters` and `catalogues`; how files are read that of `govkit.tables`.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from govkit.diagnostics import Both, Label
from govkit.resolve.texts.text import Page
from govkit.syntax.nodes import Call, Token, Value
from govkit.tables import Table, TableFile, folded, read_table
from govkit.vocabulary.words import spellings, word_set

MOST_TABLES = 200


def table_of(page: Page, value: Value, known: Collection[str]) -> Table | None:
    """The table of a call `表格("file", "sheet")`; None after a finding."""
    written = _written(page, value)
    if written is None:
        return None
    path = found_in(page, value, written[0])
    if path is None:
        return None
    key = (path.resolve(), written[1], frozenset(known))
    if key not in page.tables:
        if len(page.tables) >= MOST_TABLES:
            page.report("GOV158", value, limit=str(MOST_TABLES))
            return None
        page.tables[key] = _read(page, value, path, written[1], known)
    return page.tables[key].table


def found_in(page: Page, value: Value, name: str) -> Path | None:
    """The file of a name in the folder of the project; None after a finding."""
    if page.folder is None:
        page.report("GOV162", value, name=name)
        return None
    path, code = page.folder.find(name)
    if path is None:
        page.report(code, value, name=name)
    return path


def headings_of(
    page: Page, table: Table, words: dict[str, str], must: tuple[str, ...]
) -> dict[str, str] | None:
    """What a heading says → the heading, as the table has it; None after a finding.

    `words`: every way to write a heading, folded, to what it says. Headings that say nothing here
    are told once; a missing one of `must`, or two that say the same, are errors.
    """
    found: dict[str, str] = {}
    spare = []
    for column in table.columns:
        said = words.get(folded(column))
        if said is None:
            spare.append(column)
        elif said in found:
            labels = (Label(table.heading(found[said]), "earlier"),)
            place = table.heading(column)
            page.reports.add("GOV167", place, labels=labels, column=column)
            return None
        else:
            found[said] = column
    lacking = [one for one in must if one not in found]
    if lacking:
        page.reports.add(
            "GOV168", table.heading(), column=_word_of(lacking[0], words), name=table.name,
            columns=Both("、".join(table.columns) or "无", ", ".join(table.columns) or "none"),
        )  # fmt: skip
        return None
    if spare:
        what = Both(f"「{'、'.join(spare)}」列", f"column {', '.join(spare)}")
        page.reports.add("GOV176", table.heading(spare[0]), what=what)
    return found


def column_words(*ids: str) -> dict[str, str]:
    """The words of the closed set of columns, folded, to their ids."""
    return {folded(w): id for w, id in spellings("column").items() if id in ids}


def _word_of(said: str, words: dict[str, str]) -> Both:
    """The heading to write for what a table says, in both tongues."""
    term = word_set("column").get(said)
    if term is not None:
        return Both(term.zh, term.en)
    first = next(word for word, one in words.items() if one == said)
    return Both(first, first)


def _written(page: Page, value: Value) -> tuple[str, str] | None:
    """File and sheet of the call."""
    texts = file_called(value, "table")
    if not 1 <= len(texts) <= 2:
        page.report("GOV161", value, written=page.text(value))
        return None
    return texts[0], texts[1] if len(texts) > 1 else ""


def file_called(value: Value, function: str) -> list[str]:
    """The texts that a value hands to this function, `表格("file", "sheet")`; none where it is no
    call of it, or not all it hands over are texts."""
    item = value.items[0]
    known = isinstance(item, Call) and spellings("function").get(str(item.function)) == function
    if not known or len(value.items) > 1 or value.tail is not None or not isinstance(item, Call):
        return []
    if item.arguments is None or item.arguments.tail is not None:
        return []
    parts = item.arguments.items
    texts = [_text(p) for p in parts if isinstance(p, Token) and _is_text(p)]
    return texts if len(texts) == len(parts) and all(texts) else []


def _is_text(part: Token) -> bool:
    """Whether a token names a file or a sheet: in quotation marks, or one word such as 网格.csv."""
    return part.type in ("STRING", "NAME")


def _text(part: Token) -> str:
    return (str(part)[1:-1] if part.type == "STRING" else str(part)).strip()


def _read(page: Page, value: Value, path: Path, sheet: str, known: Collection[str]) -> TableFile:
    """Read a table; findings about the file as a whole stand where the text names it."""
    table, found = read_table(path, sheet, name=str(path), known=known)
    for one in found:
        page.reports.take(one, one.span if one.span is not None else page.span(value))
    if table is not None and not table.rows:
        page.reports.add("GOV867", table.heading(), name=table.source.name)
    return TableFile(path, sheet, table)
