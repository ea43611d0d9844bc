"""Where a document goes: to the screen, or into files by their endings.

A `Document` and the paths behind `-o` enter; lines on the screen or whole files leave. Every file
is made before the first is written, so that a call that cannot be met leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.document_lines import document_lines
from govkit.cli.files import room_for, write_file
from govkit.cli.refusal import WRONG_USAGE, Refusal, misused, reason
from govkit.cli.screen import Screen
from govkit.diagnostics import Both, Diagnostic, GovError

if TYPE_CHECKING:
    from govkit.document.parts import Document
    from govkit.export.saving import Formats

Outputs = Annotated[list[Path] | None, typer.Option("--output", "-o", "--输出", metavar="FILE")]
Template = Annotated[Path | None, typer.Option("--template", "--模板", metavar="FILE")]


def told(
    document: Document,
    outputs: Sequence[Path] | None,
    screen: Screen,
    *,
    template: Path | None = None,
    plugins: Sequence[str] | None = None,
    formats: Formats | None = None,
) -> None:
    """Show a document, or write each file that is named; `-` is the screen. What to do with a form
    is shown as well when it is written.

    `formats` are further formats of this one command by ending (`.json`), besides those of
    plug-ins. Raises `Refusal`: status 2 where a format is not known, is not offered for this
    document or misses what writes it (GOV869, GOV985, GOV986, GOV993, GOV994, GOV995), or where no
    Word file would take the template (GOV998); 1 where a file cannot be written (GOV808).
    """
    from govkit.export.saving import write

    files = list(dict.fromkeys(outputs or ()))
    if template is not None and not any(path.suffix.lower() == ".docx" for path in files):
        raise misused("GOV998", path=str(template))
    further = {**_plugged(plugins), **(formats or {})}
    styles = _template(template)
    try:
        made = [
            (path, write(document, path.suffix, template=styles, formats=further))
            for path in files
            if str(path) != "-"
        ]
    except GovError as error:
        raise Refusal(_about(error, template), WRONG_USAGE) from None
    for path, _ in made:
        room_for(path)
    for path, data in made:
        write_file(path, data)
        screen.say("say.written", error=True, path=path)
    if len(made) < len(files) or not files or document.form:
        for line in document_lines(_to_read(document), screen):
            screen.line(line)


def _to_read(document: Document) -> Document:
    """A document as it is read on the screen: of a form, what to do with it."""
    from govkit.document.parts import Table

    if not document.form:
        return document
    return replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Table)))


def _plugged(names: Sequence[str] | None) -> Formats:
    """The formats of the plug-ins that were named; those that cannot be used were told before."""
    if not names:
        return {}
    from govkit.plugins import plugged

    return plugged(names).formats


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        why = _UNREADABLE.get(type(error), reason(error))
        raise misused("GOV995", path=str(path), why=why) from None


_UNREADABLE = {
    FileNotFoundError: Both("没有这个文件", "there is no such file"),
    PermissionError: Both("没有读它的权限", "there is no permission to read it"),
}


def _about(error: GovError, template: Path | None) -> Sequence[Diagnostic]:
    """The findings; one about the template names its file."""
    return [
        replace(one, args={**one.args, "path": str(template)}) if one.code == "GOV995" else one
        for one in error.diagnostics
    ]
