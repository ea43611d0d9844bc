"""`govkit explain CODE`: the page of one code of a report.

A code enters, its page leaves on the screen. The pages themselves are written in the catalogue.
"""

from __future__ import annotations

from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.refusal import misused


def command(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE")],
) -> int:
    """Print what a code means and what to do about it."""
    from govkit.diagnostics.page import near_codes, page
    from govkit.syntax.translation import translated

    screen = screen_of(ctx)
    try:
        shown = page(code, screen.lang, lambda example: translated(example, screen.lang))
    except KeyError:
        raise misused("GOV812", near_codes(code), code=code) from None
    heading, _, rest = shown.partition("\n")
    screen.line([("title", heading), ("", f"\n{rest}")])
    return 0
