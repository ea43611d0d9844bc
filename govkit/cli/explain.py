"""`govkit explain CODE`: the page of one code of a report.

A code enters, its page leaves on the screen. The pages themselves are written in the catalogue, or
by the plug-ins that are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.model import Plugins
from govkit.cli.refusal import FAILED, Refusal, misused


def command(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE")],
    plugin: Plugins = None,
) -> int:
    """Print what a code means and what to do about it."""
    from govkit.diagnostics.page import near_codes, page
    from govkit.syntax.translation import translated

    screen = screen_of(ctx)
    _take_in(plugin or ())
    try:
        shown = page(code, screen.lang, lambda example: translated(example, screen.lang))
    except KeyError:
        raise misused("GOV812", near_codes(code), code=code) from None
    heading, _, rest = shown.partition("\n")
    screen.line([("title", heading), ("", f"\n{rest}")])
    return 0


def _take_in(plugins: Sequence[str]) -> None:
    """Let the codes of plug-ins be known. Raises `Refusal` where one cannot be used."""
    if not plugins:
        return
    from govkit.plugins import plugged

    if wrong := plugged(plugins).diagnostics:
        raise Refusal(wrong, FAILED)
