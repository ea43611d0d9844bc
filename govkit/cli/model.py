"""From the path a user names to the model a command works on.

A path enters; a compiled model leaves, or its findings go to the screen and the command ends with
status 1. Nothing here knows what the command does with the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.refusal import FAILED, Refusal, misused
from govkit.cli.screen import Screen

if TYPE_CHECKING:
    from govkit.model.governance import Governance
    from govkit.pipeline import Compiled

AS_OF = ("--as-of", "--截至")
PLUGIN = ("--plugin", "--插件")
Plugins = Annotated[list[str] | None, typer.Option(*PLUGIN, metavar="NAME")]
AsOf = Annotated[str | None, typer.Option(*AS_OF, metavar="DATE")]


def day_of(written: str | None) -> date | None:
    """The day an option names, as a text would write it. Raises `Refusal` (GOV843)."""
    from govkit.values import Day
    from govkit.values.reading import read_day

    if written is None:
        return None
    read = read_day(written)
    if not isinstance(read, Day) or read.precision != "day":
        raise misused("GOV843", value=written)
    return read.date


def compiled(
    path: Path, screen: Screen, as_of: str | None = None, plugins: Sequence[str] | None = None
) -> tuple[Governance, list[Path]]:
    """The model at `path`, as of a day where one is written, with some plug-ins, and its files.

    The screen turns to the tongue of the text. Raises `Refusal` with its errors where there is no
    model.
    """
    result = compiled_text(path, screen, as_of, plugins)
    assert result.model is not None
    return result.model, _files(result)


def compiled_text(
    path: Path, screen: Screen, as_of: str | None = None, plugins: Sequence[str] | None = None
) -> Compiled:
    """The same with the places of its text. Raises `Refusal` with the errors where there is no
    model; warnings and notes are for `check` to tell."""
    from govkit.pipeline import compile_path

    result = compile_path(path, as_of=day_of(as_of), plugins=plugins or ())
    if result.sources:
        screen.lang = screen.tongue_for([result.lang])
    if result.model is None:
        errors = [one for one in result.diagnostics if one.severity == "error"]
        raise Refusal(errors, FAILED, _files(result))
    return result


def with_plugins(call: str, plugins: Iterable[str] | None) -> str:
    """A call as it is typed, with the plug-ins that it needs."""
    return " ".join((call, *(f"{PLUGIN[0]} {name}" for name in plugins or ())))


def _files(result: Compiled) -> list[Path]:
    texts = (Path(source.name) for source in result.sources)
    return [*texts, *(table.path for table in result.tables)]
