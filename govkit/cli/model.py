"""From the path a user names to the model a command works on.

A path enters; a compiled model leaves, or its findings go to the screen and the command ends with
status 1. Nothing here knows what the command does with the model.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govkit.cli.refusal import FAILED, Refusal
from govkit.cli.screen import Screen

if TYPE_CHECKING:
    from govkit.model.governance import Governance
    from govkit.pipeline import Compiled


def compiled(path: Path, screen: Screen) -> tuple[Governance, list[Path]]:
    """The model at `path` and its files; the screen turns to the tongue of the text.

    Raises `Refusal` with all findings where there is no model.
    """
    result = compiled_text(path, screen)
    assert result.model is not None
    return result.model, _files(result)


def compiled_text(path: Path, screen: Screen) -> Compiled:
    """The same with the places of its text. Raises `Refusal` where there is no model."""
    from govkit.pipeline import compile_path

    result = compile_path(path)
    if result.sources:
        screen.lang = screen.tongue_for([result.lang])
    if result.model is None:
        raise Refusal(result.diagnostics, FAILED, _files(result))
    return result


def _files(result: Compiled) -> list[Path]:
    return [*(Path(source.name) for source in result.sources), *result.tables]
