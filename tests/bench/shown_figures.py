"""What the whole of a model leaves out: statements with no trace of their value, their strength,
their dates, their condition, their other reading, their doubts or their origin.

    python -m tests.bench.shown_figures

prints, for each district and a statute, how many statements it has and how many are not told whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govkit.analysis.provenance import statements_of
from govkit.document.parts import Document, Heading, Table
from govkit.document.reading import words
from govkit.model.governance import COLLECTIONS, Governance, held_in
from govkit.model.naming import Pen
from govkit.model.statement import Claim, Entity
from govkit.pipeline import compile_path
from govkit.reports.full.document import whole_of
from govkit.reports.wanted import Wanted
from govkit.values import Mapping
from govkit.values.units import Lang

ROOT = Path(__file__).parents[2]
MODELS = (
    "examples/guangming", "examples/binzhou", "examples/qixian", "examples/quanyu",
    "examples/haolinju", "examples/gallery/村民小组.gov", "examples/gallery/申诉委员会.gov",
)  # fmt: skip
_FIELD = re.compile(r"\.[a-z_]+(\[\d+\])?$|\[\d+\]$")
_ORIGINS = {
    "derived": ("推算", "derived"),
    "assumed": ("假设", "assumed"),
    "proposed": ("拟定", "proposed"),
}


def by_object(document: Document, name: str) -> dict[str, str]:
    """All words of a document by the object they are about, in the order they are read; its title
    is about the district of this name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    found[f"district:{name}"].append(document.title)
    for block in document.blocks:
        if isinstance(block, Heading) and block.ref:
            found[block.ref].append(block.text)
        if not isinstance(block, Table):
            continue
        about = ""
        for row in block.rows:
            about = next((cell.ref for cell in row if cell.ref), about)
            found[about] += [words(line) for cell in row for line in cell.lines]
    return {ref: "\n".join(lines) for ref, lines in found.items()}


def objects_of(model: Governance) -> Iterator[tuple[str, str, Entity]]:
    """Every object with its kind and its reference, nested ones and the lines of sections too."""
    yield "district", f"district:{model.name}", model
    for kind, collection in COLLECTIONS.items():
        for entity in getattr(model, collection):
            yield from _within(kind, f"{kind}:{entity.name}", entity)
    for line in model.figures:
        yield "figures", f"figure:{line.name}", line
    for check in model.checks:
        yield "checks", f"check:{check.name}", check


def _within(kind: str, ref: str, entity: Entity) -> Iterator[tuple[str, str, Entity]]:
    yield kind, ref, entity
    for inner, holder in held_in(kind).items():
        for one in getattr(entity, holder):
            own = f"item:{one.name}" if inner == "item" else f"{ref}/{inner}:{one.name}"
            yield from _within(inner, own, one)


def missing(model: Governance, document: Document) -> list[tuple[str, str]]:
    """For each statement and each head that is not told whole, where it stands and what of it
    cannot be found where its object is told."""
    told = by_object(document, model.name)
    pen = Pen(model, document.lang)
    found = []
    for ref, path, parts in _strings(pen):
        text = told.get(ref, "")
        gone = next((part for part in parts if part not in text), None)
        if gone is not None:
            found.append((path, gone))
    return found


def _strings(pen: Pen) -> Iterator[tuple[str, str, list[str]]]:
    """The object, the path and every string of each head and of each statement."""
    model = pen.model
    for _, ref, entity in objects_of(model):
        yield ref, ref, [entity.name, entity.title, *_clauses(pen, entity, "")]
    for path, claim, value, closed in statements_of(model):
        ref = f"district:{model.name}" if path.startswith("district") else _FIELD.sub("", path)
        yield ref, path, [*_values(pen, value, closed), *_clauses(pen, claim, closed)]


def _values(pen: Pen, value: Any, closed: str) -> Iterator[str]:
    """What a value comes to; entries of a map, which may stand apart, one by one."""
    if isinstance(value, Mapping):
        yield from (pen.written(Mapping((arrow,)), closed) for arrow in value.entries)
    else:
        yield pen.written(value, closed)


def _clauses(pen: Pen, claim: Claim, closed: str) -> Iterator[str]:
    """Every string that the clauses of a claim come to."""
    yield pen.strength(claim.strength)
    yield from (day.isoformat() for day in (claim.since, claim.until) if day is not None)
    if claim.when is not None:
        yield pen.written(claim.when)
    for doubt in claim.doubts:
        yield doubt.why
        if doubt.or_read is not None:
            yield pen.written(doubt.or_read, closed)
    for approval in claim.approvals:
        yield from (approval.code, approval.why)
    if claim.chance is not None:
        yield f"{float(claim.chance * 100):.4g}%"
    origin = claim.origin
    yield from (origin.source, origin.place, origin.quotation, origin.remark)
    if origin.kind in _ORIGINS:
        yield pen.pick(*_ORIGINS[origin.kind])


def whole(model: Governance, lang: Lang) -> Document:
    """The document of `show` and of the report `full`, without its charts."""
    return whole_of(model, Wanted(lang))


def _main() -> None:
    every = gone = 0
    for name in MODELS:
        model = compile_path(ROOT / name).model
        assert model is not None, name
        count = sum(1 for _ in statements_of(model))
        left = [missing(model, whole(model, lang)) for lang in ("zh", "en")]
        print(f"{name}: {count} statements, not told {len(left[0])} (zh), {len(left[1])} (en)")
        for path, part in left[0][:5]:
            print(f"    {path}: {part}")
        every += count
        gone += len(left[0])
    print(f"all: {every} statements, not told {gone}")


if __name__ == "__main__":
    _main()
