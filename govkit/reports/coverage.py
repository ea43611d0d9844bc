"""Which articles of a source are written about, and where: the table for finding gaps (条文对照).

A model and choices enter, a document leaves: for each source its articles in order, what nothing
is cited from shaded and said in words, then places cited that the text does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from govkit.analysis.coverage import Coverage, Part
from govkit.analysis.coverage import coverage as covered
from govkit.document.building import cell, note
from govkit.document.parts import Block, Column, Document, Heading, Row, Table
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.reports.basis import NOTHING
from govkit.reports.wanted import Wanted
from govkit.vocabulary.kinds import kinds

# As many objects are named in a cell; of the rest it is said how many there are.
MOST_NAMED = 6


def coverage(model: Governance, wanted: Wanted) -> Document:
    """The report `coverage`: one table a source, or of `wanted.source` alone."""
    pen = Pen(model, wanted.lang)
    found = covered(model, wanted.source)
    blocks = [block for one in found for block in _source(pen, one)]
    if not found:
        blocks.append(note(pen.pick("没有引用任何文件。", "Nothing is cited.")))
    return Document(
        wanted.lang,
        model.label,
        tuple(blocks),
        subtitle=pen.pick("条文对照", "Articles and where they stand"),
        wide=True,
        paper=wanted.paper,
    )


def coverage_rows(model: Governance, wanted: Wanted) -> list[dict[str, Any]]:
    """The sources with their parts as data."""
    return [asdict(one) for one in covered(model, wanted.source)]


def _source(pen: Pen, found: Coverage) -> Iterator[Block]:
    yield Heading(1, found.title, f"source:{found.source}")
    yield note(_summary(pen, found))
    if found.parts:
        yield _table(pen, found.parts, found.title)
    if found.listed and found.beyond:
        beyond = pen.pick("引用了，篇目里却没有的", "Cited, and not among the parts of the source")
        yield Heading(2, beyond)
        yield _table(pen, found.beyond, f"{found.title} {beyond}")


def _summary(pen: Pen, found: Coverage) -> str:
    """`44条中写到37条（84%），未涉及：第一条、第三条。`"""
    if not found.listed:
        return pen.pick(
            "不知道这份文件共有几条，下面是引用到的：写上“篇目”，才能看出漏了哪几条。",
            "How many articles this text has is not known; these are cited. "
            "Write its `sections`, and what is missing can be told.",
        )
    all_of_it, cited = len(found.parts), found.count("cited")
    apart = [part.words for part in found.parts if part.state == "left_out"]
    missing = [part.words for part in found.parts if part.state == "uncited"]
    share = f"{100 * cited // all_of_it}%"
    if pen.lang == "zh":
        one = "条" if any(not isinstance(part.key, str) for part in found.parts) else "个部分"
        told = f"{all_of_it}{one}中写到{cited}{one}（{share}）"
        told += f"，未涉及：{'、'.join(missing)}" if missing else ""
        told += f"；注明不纳入：{'、'.join(apart)}" if apart else ""
        return f"{told}。"
    told = f"{cited} of {all_of_it} are cited ({share})"
    told += f"; not covered: {', '.join(missing)}" if missing else ""
    told += f"; left out on purpose: {', '.join(apart)}" if apart else ""
    return f"{told}."


def _table(pen: Pen, parts: Sequence[Part], name: str) -> Table:
    columns = (
        Column(pen.pick("序号", "No."), 2, "center", number=True),
        Column(pen.pick("条文", "Article"), 4),
        Column(pen.pick("引用处数", "Cited by"), 2, "center", number=True),
        Column(pen.pick("写在哪里", "Where it stands"), 14),
    )
    rows = tuple(_row(pen, number, part) for number, part in enumerate(parts, start=1))
    return Table(columns, rows, name=name)


def _row(pen: Pen, number: int, part: Part) -> Row:
    shade = part.state == "uncited"
    said = {
        "cited": _where(pen, part.where),
        "uncited": pen.pick("未涉及", "not covered"),
        "left_out": pen.pick("注明不纳入", "left out on purpose"),
    }[part.state]
    many = str(len(part.where)) if part.where else NOTHING
    return (
        cell(str(number), shade=shade),
        cell(part.words, shade=shade),
        cell(many, shade=shade),
        cell(said, shade=shade),
    )


def _where(pen: Pen, paths: Sequence[str]) -> str:
    """The objects that cite it, at most six, with the number of all where there are more."""
    named = [_named(pen, path) for path in paths[:MOST_NAMED]]
    told = pen.pick("；", "; ").join(named)
    more = len(paths) - len(named)
    if not more:
        return told
    return told + pen.pick(f" 等{len(paths)}处", f" and {more} more")


def _named(pen: Pen, path: str) -> str:
    """An object by its path: `流程 热线办理·步 审核回访`."""
    parts = []
    for step in path.split("/"):
        kind, _, name = step.partition(":")
        parts.append(f"{pen.kind_word(kind)} {name}".strip() if kind in kinds() else name or kind)
    return "·".join(parts)
