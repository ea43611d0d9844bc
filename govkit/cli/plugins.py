"""`govkit plugins`: which plug-ins are installed.

Nothing enters; a table of names, what each gives and where it comes from leaves. None is loaded.
"""

from __future__ import annotations

import typer

from govkit.cli.commands import screen_of
from govkit.cli.screen import cell, grid


def command(ctx: typer.Context) -> int:
    """List the plug-ins."""
    from govkit.plugins import installed

    screen, found = screen_of(ctx), installed()
    if not found:
        screen.say("say.plugins.none")
        return 0
    rows = [
        [cell(one.name), screen.text(f"say.plugins.{one.group.rpartition('.')[2]}"),
         cell(f"{one.package} {one.version}".strip())]
        for one in found
    ]  # fmt: skip
    screen.show(grid(screen, ["plugin", "gives", "package"], rows))
    screen.say("say.plugins.use", "dim", name=found[0].name)
    return 0
