"""`govkit draw PATH`: the org chart of a model, its page of cards, or one process, as pictures.

A path enters, files leave beside the model or where the user says: SVG and PNG a file for each
sheet, PDF, HTML and Word one file of them all. The drawing itself is done in `govkit.pictures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.documents import Outputs
from govkit.cli.files import UNCHANGED, room_for, write_file
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.refusal import WRONG_USAGE, Refusal, failed, misused, not_one_of
from govkit.cli.screen import Screen
from govkit.cli.watch import watched
from govkit.diagnostics import Both, GovError

if TYPE_CHECKING:
    from govkit.model.governance import Governance
    from govkit.pictures.paper import Paper

FORMATS = ("svg", "png", "pdf", "html", "docx")
PAPERS: dict[str, Paper] = {
    "A3": "A3",
    "A4": "A4",
    "A4竖": "A4 upright",
    "A4-upright": "A4 upright",
}


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    output: Outputs = None,
    cards: Annotated[bool, typer.Option("--cards", "--卡片")] = False,
    process: Annotated[str | None, typer.Option("--process", "--流程", metavar="NAME")] = None,
    paper: Annotated[str | None, typer.Option("--paper", "--纸张", metavar="PAPER")] = None,
    watch: Annotated[bool, typer.Option("--watch", "--监视")] = False,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Draw a model."""
    screen = screen_of(ctx)
    if cards and process is not None:
        raise misused("GOV807", option="--process --cards")
    asked = list(dict.fromkeys(output or ()))
    for file in asked:
        _refuse_other_formats(file)
    on = _paper(paper) if paper is not None else None

    def drawn() -> list[Path]:
        model, sources = compiled(path, screen, as_of, plugin)
        pictures = _Drawing(model, screen, on, cards, process)
        files = [file for file in asked if str(file) != "-"]
        if not asked:
            files = [_beside(sources[0], pictures.named)]
        made = [one for file in files for one in pictures.written(file)]
        _refuse_clashes(made)
        if len(files) < len(asked):
            screen.data(pictures.stacked())
        for file, data in made:
            write_file(file, data)
            screen.say("say.draw.drawn", error=len(files) < len(asked), path=file)
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


def _format(file: Path) -> str:
    """The format a file asks for by its ending; SVG where there is none."""
    ending = file.suffix.lower().removeprefix(".")
    # What is no ending of files stands in a name: 东湖.街道, 东湖.2026.
    plain = not ending.isascii() or ending.isdecimal() or not ending
    return "svg" if plain else ending


def _refuse_other_formats(file: Path) -> None:
    """Raises `Refusal` (GOV804) for a file whose name promises what no picture is written as."""
    ending = _format(file)
    if ending in FORMATS:
        return
    other = file.with_suffix(".pdf").name
    remedy = Both(f"例如写成 {other}。", f"For example {other}.")
    raise not_one_of(Both("图的格式", "The format of a picture"), ending, FORMATS, remedy)


def _refuse_clashes(made: Sequence[tuple[Path, str | bytes]]) -> None:
    """Raises `Refusal` (GOV808) where two pictures go into one file, or none can be written."""
    seen: set[str] = set()
    for file, _ in made:
        # Some systems tell `a.svg` and `A.svg` apart and some do not.
        place = str(file.resolve()).casefold()
        if place in seen:
            why = Both("还有别的结果写到这里", "another result goes there as well")
            raise failed("GOV808", path=str(file), reason=why, left=UNCHANGED)
        seen.add(place)
        room_for(file)


def _paper(name: str) -> Paper:
    """Raises `Refusal` (GOV804) for a paper that pictures are not drawn for."""
    known = {one.casefold(): paper for one, paper in PAPERS.items()}
    if name.casefold() not in known:
        raise not_one_of(Both("图的纸张", "The paper of a picture"), name, PAPERS)
    return known[name.casefold()]


class _Drawing:
    """What is drawn of a model, on the paper that each format asks for; drawn once for each."""

    def __init__(
        self,
        model: Governance,
        screen: Screen,
        paper: Paper | None,
        cards: bool,
        process: str | None,
    ) -> None:
        self.model, self.screen, self.paper = model, screen, paper
        self.process = process
        self.cards = cards and self._has_cards()
        self._drawn: dict[Paper, tuple[str, ...]] = {}
        if process is not None and process not in (names := [one.name for one in model.processes]):
            raise misused("GOV815", get_close_matches(process, names) or names[:3], name=process)

    @property
    def named(self) -> str:
        """What is drawn beside the org chart, for the name of a file."""
        return self.process or (self.screen.text("say.draw.cards") if self.cards else "")

    def stacked(self) -> str:
        """All sheets as one SVG."""
        from govkit.pictures.paper import stacked

        return stacked(self._sheets("A3"))

    def written(self, file: Path) -> list[tuple[Path, str | bytes]]:
        """The files that one name stands for, with what goes into them.

        Raises `Refusal`, status 2, where what writes the format is missing (GOV980, 985, 993).
        """
        kind = _format(file)
        # Inside Word a page is A4: letters of A3 would be read at 4 pt when it is printed so.
        sheets = self._sheets("A4" if kind == "docx" else "A3")
        try:
            if kind in ("svg", "png"):
                data: list[str | bytes] = [*sheets]
                if kind == "png":
                    data = [*map(self._png, sheets)]
                return list(zip(_files(file, len(sheets)), data, strict=True))
            return [(file, self._document(sheets, kind))]
        except GovError as error:
            raise Refusal(error.diagnostics, WRONG_USAGE) from None

    def _png(self, sheet: str) -> bytes:
        from govkit.export.png import to_png
        from govkit.pictures.paper import paper_of

        return to_png(sheet, 200 if paper_of(sheet) == "A3" else 300)

    def _document(self, sheets: tuple[str, ...], kind: str) -> bytes:
        from govkit.export.saving import write
        from govkit.model.naming import Pen
        from govkit.reports.sheets import drawing

        pen = Pen(self.model, self.screen.lang)
        what = self.process or self.screen.text("say.draw.cards" if self.cards else "say.draw.org")
        title = f"{self.model.title or self.model.name} {what}"
        return write(drawing(pen, sheets, title), f".{kind}")

    def _sheets(self, usual: Paper) -> tuple[str, ...]:
        on = self.paper or usual
        if on not in self._drawn:
            self._drawn[on] = self._draw(on)
        return self._drawn[on]

    def _draw(self, on: Paper) -> tuple[str, ...]:
        from govkit.pictures import cards, org_chart, swimlane

        lang = self.screen.lang
        if self.process is not None:
            return swimlane.draw(self.model, self.process, lang, on)
        draw = cards.draw if self.cards else org_chart.draw
        return draw(self.model, lang, on)

    def _has_cards(self) -> bool:
        from govkit.pictures import cards

        if not cards.worth_drawing(self.model):
            self.screen.say("say.draw.no_cards", error=True)
            return False
        return True


def _beside(source: Path, what: str) -> Path:
    """The picture's own place: `东湖.svg`, or `东湖-流程.svg` for a process."""
    safe = "".join(letter if letter.isalnum() else "_" for letter in what)
    return source.with_name(f"{source.stem}{'-' if safe else ''}{safe}.svg")


def _files(target: Path, sheets: int) -> list[Path]:
    """A file for each sheet: `图-1.svg`, `图-2.svg`; a single one keeps its name."""
    if sheets == 1:
        return [target]
    return [target.with_name(f"{target.stem}-{at}{target.suffix}") for at in range(1, sheets + 1)]
