"""`govkit schema`: the JSON Schema of exported models.

Nothing enters; the schema leaves on standard output or into a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.export import handed_over


def command(
    ctx: typer.Context,
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
) -> int:
    """Print the schema."""
    from govkit.export.json import dumped
    from govkit.export.schema import schema

    handed_over(dumped(schema()), output, screen_of(ctx))
    return 0
