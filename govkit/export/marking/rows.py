"""What a check says about each row of the tables of a model, ready to be written beside it.

Findings and tables enter; for each file and sheet the texts of its rows leave, by the number that
the row has in its file. How a file is made is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.catalogue import word
from govkit.diagnostics.plain import SEVERITY_WORDS
from govkit.tables import MARKED, TableFile

_MOST = 20
"""Findings written beside one row; a cell of a spreadsheet holds 32,767 characters."""
_MORE = {"zh": "还有 {more} 处", "en": "and {more} more"}
_ALSO = {"zh": "（第{row}行：{text}）", "en": " (row {row}: {text})"}


@dataclass
class Marks:
    """What is written into one file: for each sheet (empty: the first, or CSV) the text of rows.

    `findings` counts what is told, `rows` the rows it stands in.
    """

    path: Path
    sheets: dict[str, dict[int, str]] = field(default_factory=dict)
    findings: int = 0
    rows: int = 0


def marks_of(
    found: Iterable[Diagnostic], tables: Iterable[TableFile], lang: str
) -> tuple[Marks, ...]:
    """The marks of each file that has some, in the order in which the files are named."""
    files: dict[str, TableFile] = {}
    for table in tables:
        known = files.get(table.name)
        files[table.name] = table if known is None or known.table is None else known
    told: dict[str, dict[int, list[str]]] = {}
    for one in found:
        place = _place(one, files)
        if place is not None:
            name, row = place
            texts = told.setdefault(name, {}).setdefault(row, [])
            text = _text(one, name, row, lang)
            if text not in texts:
                texts.append(text)
    marks: dict[Path, Marks] = {}
    for name, rows in told.items():
        file = files[name]
        mark = marks.setdefault(file.path, Marks(file.path))
        mark.findings += sum(map(len, rows.values()))
        mark.rows += len(rows)
        head = file.table.headings.number if file.table is not None else 1
        beside = {row: _joined(texts, lang) for row, texts in rows.items()}
        beside[head] = "\n".join(filter(None, (MARKED[lang == "en"], beside.get(head))))
        mark.sheets[file.sheet] = beside
    return tuple(marks.values())


def _place(one: Diagnostic, files: dict[str, TableFile]) -> tuple[str, int] | None:
    """The table and the row that a finding is about: its own place, else the first of its labels
    that stands in a table."""
    for span in (one.span, *(label.span for label in one.labels)):
        if span is not None and span.source.name in files:
            return span.source.name, span.line
    return None


def _text(one: Diagnostic, name: str, row: int, lang: str) -> str:
    """One line: how grave, the code, the cause, the remedy, where else to look in this table."""
    worded = word(one, lang)
    colon = "：" if lang == "zh" else ": "
    between = "" if lang == "zh" else " "
    said = between.join(filter(None, (worded.text, worded.hint)))
    also = "".join(
        _ALSO[lang].format(row=span.line, text=text)
        for span, text in worded.labels
        if span.source.name == name and span.line != row
    )
    return f"{SEVERITY_WORDS[lang][one.severity]} {one.code}{colon}{said}{also}"


def _joined(texts: list[str], lang: str) -> str:
    more = len(texts) - _MOST
    ending = [_MORE[lang].format(more=more)] if more > 0 else []
    return "\n".join([*texts[:_MOST], *ending])
