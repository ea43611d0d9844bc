"""The annex of an official document (附件): a chapter for each sort of content the model has.

A model and what is wanted enter, a `Document` leaves. Chapters without content have no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.document.building import note
from govkit.document.parts import Block, Document, Heading, Table
from govkit.document.reading import words
from govkit.model.governance import Governance
from govkit.reports.attachment import lists
from govkit.reports.attachment.assessments import assessments
from govkit.reports.attachment.matters import matters
from govkit.reports.attachment.others import others
from govkit.reports.attachment.processes import processes
from govkit.reports.attachment.routines import duties, meetings
from govkit.reports.attachment.staff import KINDS, duties_of_staff
from govkit.reports.attachment.writer import Writer
from govkit.reports.basis import Basis, chapter, official
from govkit.reports.wanted import Wanted


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter: the kinds it tells of, its title, and what makes it, given its number."""

    kinds: Sequence[str]
    title: str
    blocks: Callable[[int], Iterator[Block]]


def attachment(model: Governance, wanted: Wanted) -> Document:
    """The lists, processes and rules of a model as an annex."""
    pen = official(model, wanted.lang)
    writer = Writer(pen, Basis(model, wanted.lang), wanted)
    found: list[Block] = []
    titles: list[str] = []
    for one in _chapters(writer):
        if wanted.only and not set(wanted.only) & set(one.kinds):
            continue
        blocks = tuple(one.blocks(len(titles) + 1))
        if blocks:
            titles.append(one.title)
            found += (Heading(1, chapter(len(titles), one.title, wanted.lang)), *blocks)
    if len(titles) == 1:
        found = found[1:]  # the title of the annex says it
    told = writer.basis.legend()
    if not titles:
        told = (pen.pick("模型里没有可列的内容。", "The model has nothing to list."),)
    return Document(
        lang=wanted.lang,
        title=_title(writer, titles),
        blocks=(*map(note, told), *found),
        wide=True,
        paper=wanted.paper,
        official=True,
        annex=pen.pick("附件1", "Annex 1"),
        contents=len(titles) > 1,
    )


def attachment_rows(model: Governance, wanted: Wanted) -> list[dict[str, Any]]:
    """The same for programs: each table with its chapter, its section and its rows by column."""
    found: list[dict[str, Any]] = []
    above = {1: "", 2: ""}
    for block in attachment(model, wanted).blocks:
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level}
            above[block.level] = block.text
        elif isinstance(block, Table):
            titles = [column.title for column in block.columns]
            found.append(
                {
                    "chapter": above.get(1, ""),
                    "section": above.get(2, ""),
                    "table": block.name,
                    "rows": [
                        {"ref": row[0].ref}
                        | {
                            title: "\n".join(map(words, one.lines))
                            for title, one in zip(titles, row, strict=True)
                        }
                        for row in block.rows
                    ],
                }
            )
    return found


def _title(writer: Writer, titles: Sequence[str]) -> str:
    label = writer.model.label
    if len(titles) == 1:
        return writer.pick(f"{label}{titles[0]}", f"{label}: {titles[0].lower()}")
    return writer.pick(f"{label}职责任务清单", f"{label}: duties, matters and processes")


def _chapters(writer: Writer) -> Iterator[_Chapter]:
    def plain(
        kinds: Sequence[str], zh: str, en: str, make: Callable[[Writer, str], Iterator[Block]]
    ) -> _Chapter:
        title = writer.pick(zh, en)
        return _Chapter(kinds, title, lambda _: make(writer, title))

    def other(kind: str, zh: str, en: str) -> _Chapter:
        return plain((kind,), zh, en, lambda to, title: others(to, kind, title))

    yield plain(KINDS, "职责清单", "Duties", duties_of_staff)
    yield other("hierarchy", "上下级关系", "Chains of command")
    for word in lists.types(writer):
        yield _Chapter(("list",), lists.title_of(writer, word), _of_type(writer, word))
    yield plain(("matter",), "事项清单", "Matters", matters)
    yield _Chapter(
        ("process",), writer.pick("办理流程", "Processes"), lambda number: processes(writer, number)
    )
    yield other("attribute", "分档标准", "Grades")
    yield other("table", "对照表", "Tables of two keys")
    yield other("mode", "平急转换", "Modes")
    yield plain(("duty",), "工作制度", "Routine duties", duties)
    yield plain(("meeting",), "会议", "Meetings", meetings)
    yield _Chapter(
        ("assessment",),
        writer.pick("考核细则", "Assessment"),
        lambda number: assessments(writer, number),
    )
    yield other("indicator", "指标口径", "Indicators")
    yield other("code", "编码规则", "Codes")
    yield other("rule", "自定规则", "Rules of its own")


def _of_type(writer: Writer, word: str) -> Callable[[int], Iterator[Block]]:
    return lambda number: lists.lists(writer, word, number)
