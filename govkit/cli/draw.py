"""`govkit draw PATH`: the org chart of a model, its page of cards, or one process, as SVG pictures.

A path enters, pictures leave into files beside the model or where the user says, one file a sheet.
The drawing itself is done in `govkit.pictures`.
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
    from govkit.pictures.paper import Paper

PAPERS: dict[str, Paper] = {
    "A3": "A3",
    "A4": "A4",
    "A4竖": "A4 upright",
    "A4-upright": "A4 upright",
}


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
    cards: Annotated[bool, typer.Option("--cards", "--卡片")] = False,
    process: Annotated[str | None, typer.Option("--process", "--流程", metavar="NAME")] = None,
    paper: Annotated[str, typer.Option("--paper", "--纸张", metavar="PAPER")] = "A3",
    watch: Annotated[bool, typer.Option("--watch", "--监视")] = False,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Draw a model."""
    screen = screen_of(ctx)
    if cards and process is not None:
        raise misused("GOV807", option="--process --cards")
    _refuse_other_pictures(output)
    on = _paper(paper)

    def drawn() -> list[Path]:
        model, sources = compiled(path, screen, as_of, plugin)
        what, sheets = _sheets(model, screen, on, cards=cards, process=process)
        if str(output) == "-":
            from govkit.pictures.paper import stacked

            screen.data(stacked(sheets))
        else:
            target = output or _beside(sources[0], what)
            for file, sheet in zip(_files(target, len(sheets)), sheets, strict=True):
                write_file(file, sheet)
                screen.say("say.draw.drawn", path=file)
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
    """Raises `Refusal` (GOV804) for a file whose name promises something else than SVG."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    # What is no ending of files stands in a name: 东湖.街道, 东湖.2026.
    if output is None or ending in ("", "svg") or not ending.isascii() or ending.isdecimal():
        return
    other = output.with_suffix(".svg").name
    remedy = Both(
        f"把文件名改成 {other}；画好以后用浏览器打开，从那里打印或者复制。",
        f"Name it {other}, open the picture in a browser, and print or copy it from there.",
    )
    raise not_one_of(Both("图的格式", "The format of a picture"), ending, ("svg",), remedy)


def _paper(name: str) -> Paper:
    """Raises `Refusal` (GOV804) for a paper that pictures are not drawn for."""
    known = {one.casefold(): paper for one, paper in PAPERS.items()}
    if name.casefold() not in known:
        raise not_one_of(Both("图的纸张", "The paper of a picture"), name, PAPERS)
    return known[name.casefold()]


def _sheets(
    model: Governance, screen: Screen, paper: Paper, *, cards: bool, process: str | None
) -> tuple[str, tuple[str, ...]]:
    """What is drawn beside the org chart, for the name of a file, and its sheets."""
    if process is not None:
        return process, _process(model, process, screen, paper)
    if cards:
        from govkit.pictures import cards as page

        if page.worth_drawing(model):
            return screen.text("say.draw.cards"), page.draw(model, screen.lang, paper)
        screen.say("say.draw.no_cards")
    from govkit.pictures import org_chart

    return "", org_chart.draw(model, screen.lang, paper)


def _process(model: Governance, process: str, screen: Screen, paper: Paper) -> tuple[str, ...]:
    names = [one.name for one in model.processes]
    if process not in names:
        raise misused("GOV815", get_close_matches(process, names) or names[:3], name=process)
    from govkit.pictures import swimlane

    return swimlane.draw(model, process, screen.lang, paper)


def _beside(source: Path, what: str) -> Path:
    """The picture's own place: `东湖.svg`, or `东湖-流程.svg` for a process."""
    safe = "".join(letter if letter.isalnum() else "_" for letter in what)
    return source.with_name(f"{source.stem}{'-' if safe else ''}{safe}.svg")


def _files(target: Path, sheets: int) -> list[Path]:
    """A file for each sheet: `图-1.svg`, `图-2.svg`; a single one keeps its name."""
    if sheets == 1:
        return [target]
    return [target.with_name(f"{target.stem}-{at}{target.suffix}") for at in range(1, sheets + 1)]
