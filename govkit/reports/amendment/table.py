"""The table of amendments as a document: head, counts, legend, rows.

Two models, their diff and what is wanted enter, a `Document` leaves. How a change is told and how
values are cut into runs is said by the modules before this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govkit.analysis.diff.changes import Change, Diff
from govkit.document.building import cell, line
from govkit.document.parts import Block, Cell, Column, Document, Line, Note, Paragraph, Run, Table
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.reports.amendment.cutting import cutter
from govkit.reports.amendment.objects import chains
from govkit.reports.amendment.rows import Row, Writer, nodes
from govkit.reports.amendment.sentences import Counted
from govkit.reports.amendment.wording import said
from govkit.reports.wanted import Wanted
from govkit.values import Text
from govkit.values.units import Lang

# What is no text of rules: told only where all is asked for.
ASIDE = frozenset({"figure", "check", "workload", "scenario"})
_COUNTED: tuple[Counted, ...] = ("changed", "renamed", "added", "removed", "moved")


def amendment(
    old: Governance,
    new: Governance,
    found: Diff,
    wanted: Wanted,
    *,
    direction: bool = False,
    every: bool = False,
    called: tuple[str, str] = ("", ""),
) -> Document:
    """The table of amendments from the old model to the new.

    `direction` says which way each norm went (收紧, 放宽, 限缩). `every` tells figures, checks,
    workloads and scenarios as well. `called` names the two texts where neither has a number.
    """
    lang = wanted.lang
    pens = Pen(old, lang, "official"), Pen(new, lang, "official")
    told = [one for one in found.changes if not one.consequence_of and (every or not _aside(one))]
    writer = Writer(*pens, cutter(_names(old, new), _units(pens)), direction)
    rows = [writer.row(node) for node in nodes(*pens, found, told)]
    rows = [row for row in rows if row.told]
    blocks: tuple[Block, ...] = (Paragraph(line(said("none", lang))),)
    left = _left_out(found, told)
    if rows:
        blocks = (Paragraph(line(_counted(rows, left, lang))), _legend(lang), _table(rows, lang))
    elif any(left.values()):
        blocks = (*blocks, Paragraph(line(_counted(rows, left, lang))))
    title = said("title", lang, name=new.title or new.name)
    return Document(
        lang, title, blocks, subtitle=_versions(old, new, called, lang), wide=True, official=True
    )


def _aside(change: Change) -> bool:
    return change.path.partition(":")[0] in ASIDE


# ── the head ──


def _left_out(found: Diff, told: Sequence[Change]) -> dict[str, int]:
    renamed = {one.path for one in found.changes if one.what == "renamed"}
    after = [one for one in found.changes if one.consequence_of]
    following = sum(1 for one in after if one.consequence_of in renamed)
    moved = {(one.path, one.field) for one in found.changes if one.what == "moved"}
    return {
        "following": following,
        "aside": len(found.changes) - len(after) - len(told),
        "order": sum(1 for one in found.order if (one.path, one.field) not in moved),
    }


def _counted(rows: Sequence[Row], left: dict[str, int], lang: Lang) -> str:
    """How many rows and changes there are, and what is not listed."""
    numbers = Counter(one.counted for row in rows for one in row.told)
    comma, stop = ("，", "；") if lang == "zh" else (", ", "; ")
    parts = [said(f"counted.{one}", lang, n=numbers[one]) for one in _COUNTED if numbers[one]]
    told = said("counted.all", lang, n=len(rows)) + comma.join(parts) if rows else ""
    asides = [said(f"counted.{one}", lang, n=n) for one, n in left.items() if n]
    return stop.join(part for part in (told, *asides) if part) + said("say.end", lang)


def _legend(lang: Lang) -> Note:
    parts = ("before", "gone", "between", "new", "after")
    marks = {"gone": "gone", "new": "new"}
    return Note(tuple(Run(said(f"legend.{one}", lang), marks.get(one, "")) for one in parts))  # type: ignore[arg-type]


def _versions(old: Governance, new: Governance, called: tuple[str, str], lang: Lang) -> str:
    """The numbers of the two documents, else the versions of the two models, else their names."""
    for one, two in ((_number(old), _number(new)), (_version(old), _version(new)), called):
        if one and two and one != two:
            return said("versions", lang, old=one, new=two)
    return ""


def _number(model: Governance) -> str:
    """The number of the first source that has one."""
    values = (source.number.value for source in model.sources)
    return next((one.text for one in values if isinstance(one, Text)), "")


def _version(model: Governance) -> str:
    value = model.version.value
    return value.text if isinstance(value, Text) else ""


# ── the table ──


def _table(rows: Sequence[Row], lang: Lang) -> Table:
    weights = {"number": 2, "place": 4, "before": 13, "after": 13, "told": 10, "reason": 4}
    columns = tuple(
        Column(said(f"column.{name}", lang), weight, "center" if weight <= 2 else "left")
        for name, weight in weights.items()
    )
    return Table(columns, tuple(_row(n, row) for n, row in enumerate(rows, 1)))


def _row(number: int, row: Row) -> tuple[Cell, ...]:
    return (
        cell(str(number), align="center", ref=row.ref),
        _cell(row.place, center=True),
        _cell(row.before),
        _cell(row.after),
        cell(*(one.text for one in row.told)),
        cell(*row.reason),
    )


def _cell(lines: tuple[Line, ...], center: bool = False) -> Cell:
    return Cell(lines, align="center" if center else None)


# ── what is never cut ──


def _names(*models: Governance) -> frozenset[str]:
    return frozenset(
        entity.name for model in models for along in chains(model).values() for _, entity in along
    )


def _units(pens: tuple[Pen, Pen]) -> frozenset[str]:
    return frozenset(
        word for pen in pens for unit in pen.units for word in (unit.zh, unit.en, *unit.also)
    )
