"""`govkit draw PATH`: the structure of a model, or one process, as an SVG picture.

A path enters, a picture leaves into a file beside the model or where the user says. The drawing
itself is done in `govkit.pictures`.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.refusal import Refusal, misused, not_one_of
from govkit.cli.screen import Screen
from govkit.cli.watch import watched
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.model.governance import Governance

# Endings that promise something else than SVG.
OTHER_PICTURES = (
    *("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "pdf", "eps", "ps", "emf", "wmf"),
    *("doc", "docx", "wps", "ppt", "pptx", "xls", "xlsx", "html", "htm", "vsd", "vsdx"),
)


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
    process: Annotated[str | None, typer.Option("--process", "--流程", metavar="NAME")] = None,
    watch: Annotated[bool, typer.Option("--watch", "--监视")] = False,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Draw a model."""
    screen = screen_of(ctx)
    _refuse_other_pictures(output)

    def drawn() -> list[Path]:
        model, sources = compiled(path, screen, as_of, plugin)
        picture = _picture(model, process, screen)
        if str(output) == "-":
            screen.data(picture)
        else:
            target = output or _beside(sources[0], process)
            write_file(target, picture)
            screen.say("say.draw.drawn", path=target)
        return [path, *sources]

    def again() -> list[Path]:
        try:
            return drawn()
        except Refusal as refused:
            screen.findings(refused.findings, error=True)
            return [path, *refused.read]

    if watch:
        return watched(again, screen)
    drawn()
    return 0


def _refuse_other_pictures(output: Path | None) -> None:
    """Raises `Refusal` (GOV804) for a file whose name promises another picture than SVG."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    if output is None or ending not in OTHER_PICTURES:
        return
    other = output.with_suffix(".svg").name
    remedy = Both(
        f"把文件名改成 {other}；画好以后用浏览器打开，从那里打印或者复制。",
        f"Name it {other}, open the picture in a browser, and print or copy it from there.",
    )
    raise not_one_of(Both("图的格式", "The format of a picture"), ending, ("svg",), remedy)


def _picture(model: Governance, process: str | None, screen: Screen) -> str:
    if process is None:
        from govkit.pictures import cards

        return cards.draw(model, lang=screen.lang)
    names = [one.name for one in model.processes]
    if process not in names:
        raise misused("GOV815", get_close_matches(process, names) or names[:3], name=process)
    from govkit.pictures import ladder

    return ladder.draw(model, process, lang=screen.lang)


def _beside(source: Path, process: str | None) -> Path:
    """The picture's own place: `东湖.svg`, or `东湖-流程.svg` for a process."""
    safe = "".join(letter if letter.isalnum() else "_" for letter in process or "")
    return source.with_name(f"{source.stem}{'-' if safe else ''}{safe}.svg")
