"""The report `form` (表样): a workbook to be filled in, and how it gets into the model.

A model and choices enter, a document leaves: what to do with the workbook, then a table for each
sheet, empty or filled from the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from govkit.diagnostics.placeless import refuse
from govkit.document.building import cell, items, note
from govkit.document.parts import Block, Document, Heading, Table
from govkit.document.sheet_name import sheet_name
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.reports.form.days import days_sheets
from govkit.reports.form.items import items_sheet
from govkit.reports.form.sheet import Sheet, sentences
from govkit.reports.form.units import units_sheet
from govkit.reports.wanted import Wanted

_QUOTES = str.maketrans(dict.fromkeys('"“”＂', "·"))
# Sheets of the workbook that are none of the model.
_TAKEN = ("说明", "选项", "notes", "options")
MOST_NAMED = 6


def form(model: Governance, wanted: Wanted) -> Document:
    """The report `form`. Raises `GovError` (GOV868) where the model can take in no table."""
    pen = Pen(model, wanted.lang)
    taken = set(_TAKEN)
    named = [
        (sheet_name(f"{sheet.owner}{sheet.part}".translate(_QUOTES), taken), sheet)
        for sheet in _sheets(pen, wanted)
    ]
    if not named:
        raise refuse("GOV868")
    file = wanted.file or pen.pick("表样.xlsx", "form.xlsx")
    return Document(
        wanted.lang,
        model.label,
        (*_told(pen, named, file), *_tables(named)),
        subtitle=pen.pick("表样", "Form"),
        form=True,
    )


def _sheets(pen: Pen, wanted: Wanted) -> Iterator[Sheet]:
    model, empty = pen.model, wanted.empty
    made: dict[str, Iterator[Sheet | None]] = {
        "level": (units_sheet(pen, one, empty=empty) for one in model.levels),
        "list": (items_sheet(pen, one, empty=empty) for one in model.lists),
        "calendar": chain.from_iterable(
            days_sheets(pen, one, empty=empty) for one in model.calendars
        ),
    }
    for kind, found in made.items():
        if not wanted.only or kind in wanted.only:
            yield from filter(None, found)


def _tables(named: list[tuple[str, Sheet]]) -> Iterator[Table]:
    """A table for each sheet; what is chosen from a level is chosen from the sheet it has."""
    levels = {sheet.owner: name for name, sheet in named if sheet.kind == "level"}
    for name, sheet in named:
        columns = tuple(
            replace(one, choices_from=levels.get(one.choices_from, "")) for one in sheet.columns
        )
        yield Table(columns, tuple(tuple(map(cell, row)) for row in sheet.rows), name=name)


# ── what to do with it ──
def _told(pen: Pen, named: list[tuple[str, Sheet]], file: str) -> Iterator[Block]:
    yield Heading(2, pen.pick("工作表", "Sheets"))
    yield from items(*(_says(pen, name, sheet) for name, sheet in named))
    yield Heading(2, pen.pick("怎样用", "How to use it"))
    yield from items(*_steps(pen, named, file))
    stays = [_stays(pen, sheet) for _, sheet in named if sheet.stays]
    if stays:
        yield Heading(2, pen.pick("没有填进表里的", "Not in the sheets"))
        yield from items(*stays)
    yield Heading(2, pen.pick("写进模型的句子", "Sentences for the model"))
    for name, sheet in named:
        yield note(_into(pen, name, sheet, file))


def _says(pen: Pen, name: str, sheet: Sheet) -> str:
    titles = pen.pick("、", ", ").join(column.title for column in sheet.columns)
    kind, rows = pen.kind_word(sheet.kind), len(sheet.rows)
    if pen.lang == "zh":
        filled = f"已填{rows}行" if rows else "空表"
        return f"{name}（{kind} {sheet.owner}，{filled}）：{titles}"
    filled = f"{rows} {'row' if rows == 1 else 'rows'} filled in" if rows else "empty"
    return f"{name} ({kind} {sheet.owner}, {filled}): {titles}"


def _steps(pen: Pen, named: list[tuple[str, Sheet]], file: str) -> Iterator[str]:
    yield pen.pick(
        f"在 Excel 或 WPS 里填好，把 {file} 放进模型所在的文件夹。",
        f"Fill it in with a spreadsheet program and put {file} into the folder of the model.",
    )
    yield pen.pick(
        "把下面的句子写进模型，再运行 govkit 检查；没有填的表，先不写。",
        "Write the sentences below into the model and run govkit check; leave out sheets that "
        "nobody filled in.",
    )
    yield pen.pick(
        "带 * 的必填，没有规定的留空，不清楚的写“未知”；不要写姓名、电话、住址。",
        "Columns with * are required; leave blank what is not laid down, write unknown where it "
        "is not known; write no names of persons, telephone numbers or addresses.",
    )
    yield pen.pick(
        "灰色的第二行是填写说明，检查的时候不读；从第三行起填写，填写说明可以整行删去。",
        "The grey second row tells how to fill in the sheet and is not read: enter rows from the "
        "third on; the row of hints may be deleted.",
    )


def _into(pen: Pen, name: str, sheet: Sheet, file: str) -> str:
    where = f"{pen.kind_word(sheet.kind)} {sheet.owner}"
    said = sentences(pen, sheet, file, name)
    told = pen.pick(f"在“{where}”里写 {said}", f"In {where} write {said}")
    if not sheet.replaced:
        return told
    return told + pen.pick(
        f"（代替原来写的{sheet.replaced}）", f" (in the place of {sheet.replaced})"
    )


def _stays(pen: Pen, sheet: Sheet) -> str:
    where, many = f"{pen.kind_word(sheet.kind)} {sheet.owner}", len(sheet.stays)
    names = pen.pick("、", ", ").join(sheet.stays[:MOST_NAMED])
    if many > MOST_NAMED:
        names += pen.pick(f" 等{many}项", f" and {many - MOST_NAMED} more")
    return pen.pick(
        f"{where}：{names}，写有表格里写不下的内容（如日期、条件、引文），留在模型里。",
        f"{where}: {names} say what no row can (such as dates, conditions, words quoted) and stay "
        "in the text.",
    )
