"""A reader of the Word table alone finds every change of a drawn amendment.

Only the file enters: the texts of its cells, what is struck through and what is underlined. No
model, no diff and no report is asked; the words of fields and clauses come from the language.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from govkit.analysis.diff.comparing import diff
from govkit.export.docx import to_docx
from govkit.reports.amendment import amendment
from govkit.reports.amendment.wording import said
from govkit.reports.wanted import Wanted
from govkit.vocabulary.kinds import fields_of
from tests.analysis.amendments import Edit, amended
from tests.engine.play import model_of

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = ("guangming", "binzhou", "qixian", "quanyu", "haolinju")


@dataclass
class Side:
    """One cell as a reader sees it: objects by their lines, fields with their text and marks."""

    objects: list[str] = field(default_factory=list)
    fields: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    marked: str = ""


@dataclass
class Row:
    """One row of the table."""

    place: Side
    before: Side
    after: Side
    told: list[str]


def read(data: bytes) -> Iterator[Row]:
    """The rows of the table in a Word file."""
    import docx

    (table,) = docx.Document(io.BytesIO(data)).tables
    titles = [cell.text for cell in table.rows[0].cells]
    assert titles[:5] == ["序号", "条款", "修改前", "修改后", "修改情况"]
    for number, row in enumerate(table.rows[1:], 1):
        cells = row.cells
        assert cells[0].text == str(number)
        told = [paragraph.text for paragraph in cells[4].paragraphs if paragraph.text]
        yield Row(_side(cells[1]), _side(cells[2]), _side(cells[3]), told)


def _side(cell: object) -> Side:
    side = Side()
    for paragraph in cell.paragraphs:  # type: ignore[attr-defined]
        text = paragraph.text.strip("　 ")
        marked = "".join(run.text for run in paragraph.runs if _is_marked(run))
        side.marked += marked
        word, colon, value = text.partition("：")
        if colon:
            side.fields.setdefault(word, []).append((value, marked))
        elif text:
            side.objects.append(text)
    return side


def _is_marked(run: object) -> bool:
    return bool(run.font.strike or run.font.underline)  # type: ignore[attr-defined]


def finds(rows: list[Row], edit: Edit) -> bool:
    """Whether the table names the object, the field and the clause, and marks what is new."""
    word = ""
    if edit.field:
        word = fields_of(edit.kind)[edit.field].zh if edit.field != "on" else "去向"
    for row in rows:
        if not any(edit.name in one for one in row.after.objects):
            continue
        if edit.field:
            before, after = row.before.fields.get(word, []), row.after.fields.get(word, [])
            marked = any(mark for _, mark in (*before, *after)) and before != after
        else:
            marked = bool(row.before.marked or row.after.marked)
        named = [one for one in row.told if word in one and edit.clause == _clause(one)]
        if marked and named:
            return True
    return False


def _clause(sentence: str) -> str:
    """Which clause a sentence speaks of: by its noun, by a strength in quotation marks."""
    for clause in NOUNS:
        noun = said(f"noun.{clause}", "zh")
        if re.search(f"(的|增加|删去|^){noun}(由|：|作了)", sentence):
            return clause
    return "strength" if re.search("(增加|删去|由)“", sentence) else "value"


NOUNS = ("since", "until", "when", "citation", "quotation", "origin", "doubt", "exception",
         "chance", "title")  # fmt: skip


def told(name: str, seed: int) -> tuple[list[Row], list[Edit]]:
    model = model_of(EXAMPLES / name)
    new, edits = amended(model, seed)
    document = amendment(model, new, diff(model, new), Wanted("zh"))
    return list(read(to_docx(document))), edits


def check(name: str, seed: int) -> tuple[list[Row], list[Edit]]:
    rows, edits = told(name, seed)
    assert len(edits) == 12
    assert [edit for edit in edits if not finds(rows, edit)] == []
    assert sum(len(row.told) for row in rows) == 12
    assert len(rows) <= 12  # what was not changed is not in the table
    return rows, edits


def test_a_reader_of_the_word_table_finds_all_twelve_changes_and_no_other() -> None:
    rows, edits = check("guangming", 11)
    others = [edit for edit in told("guangming", 12)[1] if edit not in edits]
    assert len(others) > 6
    assert [edit for edit in others if finds(rows, edit)] == []


@pytest.mark.nightly
@pytest.mark.parametrize("name", DISTRICTS)
def test_a_reader_of_the_word_table_finds_all_twelve_changes_of_every_district(name: str) -> None:
    for seed in range(5):
        check(name, seed)
