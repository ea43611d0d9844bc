"""`govkit compare PATH…`: several districts side by side.

Paths enter; one table leaves, on the screen or as files. The answers are worked out in
`govkit.analysis`; on the screen they stand in columns where there is room, else in rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.documents import Outputs, told
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.screen import Screen, cell, table

if TYPE_CHECKING:
    from govkit.analysis.comparison import Comparison
    from govkit.document.parts import Document
    from govkit.model.governance import Governance

# The narrowest column in which a district can still be read.
NARROWEST = 24


def command(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH")],
    output: Outputs = None,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Compare districts."""
    from govkit.analysis.comparison import compare

    screen = screen_of(ctx)
    models = [compiled(path, screen, as_of, plugin)[0] for path in paths]
    found = compare(models, screen.lang)
    if output:
        told(_document(found, screen), output, screen, plugins=plugin)
    else:
        _print(found, screen)
    if len(models) == 2 and _alike(*models):
        screen.say("say.compare.amended", error=True, old=paths[0], new=paths[1])
    return 0


def _alike(one: Governance, other: Governance) -> bool:
    """Whether two models share more than half of their names: two texts of one district."""
    from govkit.model.governance import COLLECTIONS

    names = [
        {(held, entity.name) for held in COLLECTIONS.values() for entity in getattr(model, held)}
        for model in (one, other)
    ]
    return 2 * len(names[0] & names[1]) > max(map(len, names))


def _headings(found: Comparison, screen: Screen) -> list[str]:
    return [screen.text(f"say.compare.{row.topic}") for row in found.rows]


def _document(found: Comparison, screen: Screen) -> Document:
    from govkit.reports.side_by_side import side_by_side

    names = ("、" if screen.lang == "zh" else ", ").join(found.districts)
    return side_by_side(
        found,
        _headings(found, screen),
        title=screen.text("say.compare.title", names=names),
        remark=screen.text("say.compare.note"),
        corner=screen.text("say.compare.topic"),
        lang=screen.lang,
    )


def _print(found: Comparison, screen: Screen) -> None:
    """In columns where each district has room, else a table for each topic."""
    headings = _headings(found, screen)
    if screen.console.width // (len(found.districts) + 1) >= NARROWEST:
        heads = [screen.text("say.compare.topic"), *found.districts]
        rows = [
            [heading, *(cell(lines) for lines in row.cells)]
            for heading, row in zip(headings, found.rows, strict=True)
        ]
        screen.show(table(screen, heads, rows))
        return
    for heading, row in zip(headings, found.rows, strict=True):
        answers = [
            (name, cell(lines or ["—" if screen.lang == "zh" else "-"]))
            for name, lines in zip(found.districts, row.cells, strict=True)
        ]
        screen.line([("info", heading)])
        screen.show(table(screen, (), answers))
        screen.line([])
