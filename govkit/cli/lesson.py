"""`govkit lesson PATH [LESSON] -o DIR`: a class prepared: the page for the projector, the papers.

A path enters; files leave in a folder. The page is put together in `govkit.export.lesson`, the
papers in `govkit.reports`; which states there are was explored in `govkit.scenario`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import make_folder, write_file
from govkit.cli.lessons import Lessons
from govkit.cli.model import Plugins
from govkit.cli.refusal import FAILED, WRONG_USAGE, Refusal, not_one_of
from govkit.cli.screen import Screen
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.model.scenario import Scenario
    from govkit.scenario import Exploration

TOO_BIG = "GOV699"
MOST_GROUPS = 8
PAGE = {"zh": "课堂.html", "en": "class.html"}


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    scenario: Annotated[str | None, typer.Argument(metavar="SCENARIO")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", "--输出", metavar="FOLDER")] = Path(),
    seed: Annotated[str | None, typer.Option("--seed", "--抽签", metavar="NUMBER")] = None,
    groups: Annotated[str, typer.Option("--groups", "--分组", metavar="NUMBER")] = "6",
    plugin: Plugins = None,
) -> int:
    """Prepare a class."""
    from govkit.diagnostics import GovError

    screen = screen_of(ctx)
    if groups not in [str(number) for number in range(MOST_GROUPS + 1)]:
        allowed = map(str, range(MOST_GROUPS + 1))
        raise not_one_of(Both("分组数", "The number of groups"), groups, allowed)
    lessons = Lessons(path, screen, plugin or ())
    try:
        found = _chosen(lessons, scenario)
        if found is None or not found.is_branching:
            return _not_written(path, lessons, found, screen)
        explored = lessons.explored(found.name, seed or "")
    except GovError as error:
        wrong = any(one.code == "GOV757" for one in error.diagnostics)
        told = lessons.placed(error.diagnostics)
        raise Refusal(told, WRONG_USAGE if wrong else FAILED) from None
    _checked(lessons, explored, screen)
    _written(lessons, explored, output, int(groups), screen)
    return 0


def _chosen(lessons: Lessons, scenario: str | None) -> Scenario | None:
    """The scenario that is named, else the first with options; None where there is none."""
    if scenario is not None:
        return lessons.found(scenario)
    lessons.found("1")
    return next((one for one in lessons.model.scenarios if one.is_branching), None)


def _not_written(path: Path, lessons: Lessons, found: Scenario | None, screen: Screen) -> int:
    if found is None:
        screen.say("say.lesson.none", "bad", error=True, path=path)
        return FAILED
    number = lessons.number_of(found.name)[0]
    call = f"govkit simulate {path} {number}"
    screen.say("say.lesson.linear", "bad", error=True, scenario=found.name, call=call)
    return FAILED


def _checked(lessons: Lessons, explored: Exploration, screen: Screen) -> None:
    """Tell what is wrong with a lesson. Raises `Refusal` where it is too big to be played."""
    from govkit.scenario import findings

    told = lessons.placed(findings(explored))
    if any(one.code == TOO_BIG for one in told):
        raise Refusal(told, FAILED)
    screen.findings(told, error=True)


def _written(
    lessons: Lessons, explored: Exploration, folder: Path, groups: int, screen: Screen
) -> None:
    """Write the page and the papers, and say where they are and how to open them."""
    from govkit.export.lesson import page

    graph, lang = explored.graph, explored.graph.lang
    make_folder(folder)
    shown = _papers(lessons, explored, folder, screen)
    target = folder / PAGE[lang]
    write_file(target, page(graph, lang, groups, shown))
    screen.say("say.lesson.page", "good", path=target)
    screen.say("say.lesson.open", path=target)


def _papers(
    lessons: Lessons, explored: Exploration, folder: Path, screen: Screen
) -> list[tuple[str, str]]:
    """Write the papers as HTML, with the extra `office` as Word too.

    Those that the projector may open leave, as title and file: what the facilitator or an observer
    reads, and what is cut apart for one seat each, is not among them.
    """
    from importlib.util import find_spec

    from govkit.export.docx import to_docx
    from govkit.export.html import to_html
    from govkit.reports.lesson.papers import papers

    has_office = find_spec("docx") is not None
    written, shown = list[str](), list[tuple[str, str]]()
    for paper in papers(explored.graph, lessons.model):
        file = f"{paper.file}.html"
        write_file(folder / file, to_html(paper.document))
        if has_office:
            write_file(folder / f"{paper.file}.docx", to_docx(paper.document))
        written.append(paper.file)
        if paper.audience == "pupils":
            shown.append((paper.title, file))
    between = "、" if screen.lang == "zh" else ", "
    endings = ".html, .docx" if has_office else ".html"
    screen.say("say.lesson.papers", names=between.join(written), endings=endings)
    if not has_office:
        screen.say("say.lesson.no_office", "dim")
    return shown
