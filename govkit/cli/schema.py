"""`govkit schema`: the JSON Schema of exported models, of cases, of a stored lesson or diff.

Nothing enters; the schema leaves on standard output or into a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.export import handed_over
from govkit.cli.refusal import misused, not_one_of
from govkit.diagnostics import Both

LESSON, DIFF = "lesson", "diff"


def command(
    ctx: typer.Context,
    what: Annotated[str | None, typer.Argument(metavar="SHAPE")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
    cases: Annotated[bool, typer.Option("--cases", "--办件")] = False,
    openapi: Annotated[bool, typer.Option("--openapi")] = False,
) -> int:
    """Print the schema."""
    from govkit.engine.schema import components
    from govkit.engine.schema import schema as of_cases
    from govkit.export.diff_json import schema as of_diffs
    from govkit.export.json import dumped
    from govkit.export.schema import schema
    from govkit.scenario.schema import schema as of_lessons

    if what not in (None, LESSON, DIFF):
        raise not_one_of(Both("schema 的对象", "What a schema is of"), str(what), [LESSON, DIFF])
    if what is not None and (cases or openapi):
        raise misused("GOV807", option=f"{what} --{'openapi' if openapi else 'cases'}")
    if what is not None:
        found = of_lessons() if what == LESSON else of_diffs()
    else:
        found = components() if openapi else of_cases() if cases else schema()
    handed_over(dumped(found), output, screen_of(ctx))
    return 0
