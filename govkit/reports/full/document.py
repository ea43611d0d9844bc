"""The whole of a model put together: chapters in the order of the reference, charts where they are
wanted, and at the end how much of it has an origin.

A model and choices enter, a document leaves. The screen of `show` takes the same document without
charts; nothing is left out of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from govkit.analysis.provenance import provenance
from govkit.document.building import cell, note
from govkit.document.parts import Block, Column, Document, Heading, Table
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.reports.full.chapters import ORDER, ORIGIN_WORDS, STAFF, chapter, heading_of
from govkit.reports.full.objects import heading, named, statements, table
from govkit.reports.full.said import basis, head_lines
from govkit.reports.sheets import sheets
from govkit.reports.wanted import Wanted


def full(model: Governance, wanted: Wanted) -> Document:
    """Every statement of a model as one document, with its charts: the report `full`."""
    return whole_of(model, wanted, charts=True)


def full_rows(model: Governance, wanted: Wanted) -> list[dict[str, Any]]:
    """Every statement with its path, value and origin, as data."""
    return [asdict(one) for one in provenance(model, wanted.lang).statements]


def whole_of(model: Governance, wanted: Wanted, charts: bool = False) -> Document:
    """The document; `charts` puts the structure and every process into it as pictures."""
    pen = Pen(model, wanted.lang)
    blocks = list(_intro(pen))
    for kind in ORDER:
        if wanted.only and not _asked(kind, wanted.only):
            continue
        told = list(_chapter(pen, kind))
        if not told:
            continue
        blocks.append(Heading(1, heading_of(pen, kind)))
        blocks += _with_charts(pen, kind, told) if charts else told
    if not wanted.only:
        blocks += _origins(pen)
    title = f"{model.name} {model.title}".strip()
    return Document(
        wanted.lang,
        title,
        tuple(blocks),
        subtitle=pen.pick("全文", "In full"),
        wide=True,
        paper=wanted.paper,
        contents=True,
    )


def _asked(kind: str, only: Iterable[str]) -> bool:
    return kind in only or (kind == "body" and any(one in STAFF for one in only))


def _intro(pen: Pen) -> Iterator[Block]:
    yield note(
        pen.pick(
            "「依据」空着的，与它上面灰底一行写明的依据相同；没有标出依据的，原文没有写。",
            "Where the basis is empty it is that of the shaded row above; "
            "what shows none states none.",
        )
    )


def _chapter(pen: Pen, kind: str) -> Iterator[Block]:
    if kind != "district":
        yield from chapter(pen, kind)
        return
    model = pen.model
    rows = (
        heading(pen, model, named(pen, "district", model), f"district:{model.name}"),
        *statements(pen, "district", model),
    )
    if len(rows) > 1 or head_lines(pen, model) or basis(pen, model):
        yield from table(pen, rows)


def _with_charts(pen: Pen, kind: str, told: list[Block]) -> Iterator[Block]:
    """The structure after the levels, each process after what is told of it."""
    process = ""
    for block in told:
        if kind == "process" and isinstance(block, Heading):
            yield from _swimlane(pen, process)
            process = block.ref.partition(":")[2]
        yield block
    yield from _swimlane(pen, process)
    if kind == "level":
        from govkit.pictures import org_chart

        caption = pen.pick("组织架构图", "Organisation chart")
        yield from sheets(pen, org_chart.draw(pen.model, pen.lang, "A4 numbered"), caption)


def _swimlane(pen: Pen, process: str) -> Iterator[Block]:
    if not process:
        return
    from govkit.pictures import swimlane

    caption = pen.pick(f"泳道图：{process}", f"Swimlane: {process}")
    yield from sheets(pen, swimlane.draw(pen.model, process, pen.lang, "A4 numbered"), caption)


def _origins(pen: Pen) -> Iterator[Block]:
    """How many statements, and how many figures among them, come from where."""
    every = provenance(pen.model, pen.lang).counts
    figures = provenance(pen.model, pen.lang, figures_only=True).counts
    yield Heading(1, pen.pick("各项内容有没有出处", "Where it comes from"))
    columns = (
        Column(pen.pick("来源", "Origin")),
        Column(pen.pick("内容", "Statements"), align="right", number=True),
        Column(pen.pick("数据", "Figures"), align="right", number=True),
    )
    rows = tuple(
        (cell(pen.pick(*ORIGIN_WORDS[origin])), cell(str(number)), cell(str(figures[origin])))
        for origin, number in every.items()
    )
    yield Table(columns, rows)
