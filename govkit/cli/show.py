"""`govkit show PATH`: what a model holds, all of it.

A path enters; the document of the whole model leaves, on the screen or as files, or one of its
other views: where every statement comes from, the units of a level, the page of a process. What
they say stands in `govkit.reports.full`.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.documents import Outputs, told
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.refusal import WRONG_USAGE, Refusal, misused
from govkit.cli.screen import Screen
from govkit.diagnostics.width import visible

if TYPE_CHECKING:
    from govkit.document.parts import Document
    from govkit.model.governance import Governance


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    provenance: Annotated[bool, typer.Option("--provenance", "--出处")] = False,
    units: Annotated[str | None, typer.Option("--units", "--单元", metavar="LEVEL")] = None,
    process: Annotated[str | None, typer.Option("--process", "--流程", metavar="NAME")] = None,
    output: Outputs = None,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Show a model."""
    screen = screen_of(ctx)
    model, _ = compiled(path, screen, as_of, plugin)
    if process is not None:
        _page(model, process, screen, output, plugin)
        return 0
    if units is not None:
        document = _units(model, units, screen)
    elif provenance:
        from govkit.reports.full.views import origins

        document = origins(model, screen.lang)
    else:
        document = _whole(model, screen, charts=bool(output))
    told(document, output, screen, plugins=plugin)
    if not (output or units or provenance):
        screen.line([])
        screen.say("say.show.more", "dim")
    return 0


def _whole(model: Governance, screen: Screen, charts: bool) -> Document:
    """The report `full`; the screen has no charts."""
    from govkit.reports.full.document import whole_of
    from govkit.reports.wanted import Wanted

    return whole_of(model, Wanted(screen.lang), charts)


def _units(model: Governance, level: str, screen: Screen) -> Document:
    from govkit.reports.full.views import units

    names = [one.name for one in model.levels]
    if level not in names:
        raise misused("GOV816", get_close_matches(level, names) or names[:3], name=level)
    return units(model, level, screen.lang)


def _page(
    model: Governance,
    process: str,
    screen: Screen,
    output: list[Path] | None,
    plugin: list[str] | None,
) -> None:
    """All rules of a process, to be checked against its text; on the screen it is Markdown."""
    from govkit.diagnostics import GovError
    from govkit.engine import Engine
    from govkit.reports.full.views import page

    try:
        text = Engine(model, lang=screen.lang).describe(process)
    except GovError as error:
        raise Refusal(error.diagnostics, WRONG_USAGE) from None
    if output:
        told(page(text, screen.lang), output, screen, plugins=plugin)
    else:
        screen.data("\n".join(visible(line) for line in text.split("\n")))
