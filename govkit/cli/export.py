"""`govkit export json|yaml PATH`: a model as a document for other programs.

A path enters, a document leaves on standard output or into a file. The formats are written in
`govkit.export`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.refusal import not_one_of
from govkit.cli.screen import Screen
from govkit.diagnostics import Both

FORMATS = ("json", "yaml")


def command(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(metavar="FORMAT")],
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Export a model."""
    if format.lower() not in FORMATS:
        raise not_one_of(Both("导出的格式", "The format of an export"), format, FORMATS)
    screen = screen_of(ctx)
    model, _ = compiled(path, screen, as_of, plugin)
    if format.lower() == "json":
        from govkit.export.json import to_json

        text = to_json(model)
    else:
        from govkit.export.yaml import to_yaml

        text = to_yaml(model)
    handed_over(text, output, screen)
    return 0


def handed_over(text: str, output: Path | None, screen: Screen) -> None:
    """Put a result into the file the user named, or print it."""
    if output is None or str(output) == "-":
        screen.data(text)
        return
    write_file(output, text if text.endswith("\n") else text + "\n")
    screen.say("say.written", error=True, path=output)
