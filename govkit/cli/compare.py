"""`govkit compare PATH…`: several districts side by side.

Paths enter; one table leaves, on the screen, as Markdown or as CSV. The answers are worked out in
`govkit.export`; here they are only laid out: in columns where there is room, else in rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.refusal import not_one_of
from govkit.cli.screen import Screen, cell, table
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.analysis.comparison import Comparison

TYPES = (".md", ".csv")
# The narrowest column in which a district can still be read.
NARROWEST = 24


def command(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH")],
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Compare districts."""
    from govkit.analysis.comparison import compare

    if output is not None and output.suffix.lower() not in TYPES:
        raise not_one_of(Both("比较表的类型", "The type of a comparison"), output.suffix, TYPES)
    screen = screen_of(ctx)
    models = [compiled(path, screen, as_of, plugin)[0] for path in paths]
    found = compare(models, screen.lang)
    if output is None:
        _print(found, screen)
    else:
        _save(found, output, screen)
    return 0


def _headings(found: Comparison, screen: Screen) -> list[str]:
    return [screen.text(f"say.compare.{row.topic}") for row in found.rows]


def _save(found: Comparison, output: Path, screen: Screen) -> None:
    headings, corner = _headings(found, screen), screen.text("say.compare.topic")
    if output.suffix.lower() == ".csv":
        from govkit.analysis.comparison import to_table
        from govkit.export.csv import to_csv

        text = to_csv(to_table(found, headings, corner))
    else:
        from govkit.analysis.comparison import to_markdown

        names = ("、" if screen.lang == "zh" else ", ").join(found.districts)
        title = screen.text("say.compare.title", names=names)
        text = to_markdown(found, headings, title, screen.text("say.compare.note"), corner)
    write_file(output, text)
    screen.say("say.written", error=True, path=output)


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
        told = [
            (name, cell(lines or ["—" if screen.lang == "zh" else "-"]))
            for name, lines in zip(found.districts, row.cells, strict=True)
        ]
        screen.line([("info", heading)])
        screen.show(table(screen, (), told))
        screen.line([])
