"""`govkit schema`: the JSON Schema of exported models, or of what the engine says of cases.

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
    cases: Annotated[bool, typer.Option("--cases", "--办件")] = False,
    openapi: Annotated[bool, typer.Option("--openapi")] = False,
) -> int:
    """Print the schema."""
    from govkit.engine.schema import components
    from govkit.engine.schema import schema as of_cases
    from govkit.export.json import dumped
    from govkit.export.schema import schema

    found = components() if openapi else of_cases() if cases else schema()
    handed_over(dumped(found), output, screen_of(ctx))
    return 0
