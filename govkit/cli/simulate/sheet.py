"""The law of the screen: at most twelve lines, and the question with its choices always last.

What is new, the case in a line, the question and the prompt enter as a `Scene`; pages of lines
leave. A page is never longer than `HEIGHT`, its prompt counted. What is said is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from govkit.cli.paragraph import wrapped
from govkit.cli.screen import Screen
from govkit.diagnostics.width import width

HEIGHT = 12

Pieces = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that folds, behind a lead that stands once: `√ 最佳　`, ` 3 `."""

    text: str
    style: str = ""
    lead: str = ""
    lead_style: str = ""

    def lines(self, room: int) -> list[Pieces]:
        """Its lines, each of at most `room` cells."""
        indent = width(self.lead)
        if indent > room // 2:
            return [[(self.style, one)] for one in wrapped(self.lead + self.text, room)]
        found: list[Pieces] = []
        for number, line in enumerate(wrapped(self.text, room - indent)):
            lead = self.lead if number == 0 else " " * indent
            found.append([(self.lead_style or self.style, lead), (self.style, line)])
        return found


@dataclass(frozen=True, slots=True)
class Scene:
    """What a screen shows, from the top: head, news, case, then question, choices and prompt.

    `head` is a left and a right part of one line. `case` is told after the news.
    """

    head: tuple[str, str]
    news: tuple[Passage, ...] = ()
    case: tuple[Passage, ...] = ()
    question: tuple[Passage, ...] = ()
    choices: tuple[Passage, ...] = ()
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One screen: its lines, and the prompt in its last line. `last`: the choice is made on it."""

    lines: list[Pieces]
    prompt: str
    last: bool = False


def pages(scene: Scene, room: int, go_on: str) -> list[Page]:
    """The screens of a scene. `go_on` is the prompt of all but the last.

    Where one screen does not hold everything, the blank line goes first, then the news are told on
    screens before; then the case, then the question.
    """
    head, news, case = _head(scene.head, room), _lines(scene.news, room), _lines(scene.case, room)
    question, choices = _lines(scene.question, room), _lines(scene.choices, room)
    asked: list[Pieces] = [*question, *choices]
    before: list[Pieces] = []
    free = HEIGHT - 1 - len(head) - len(asked)
    if free < 0:  # the question first, then the first of the choices, a whole one each
        before, asked = _split(scene, room, HEIGHT - 1 - len(head))
        free = 0
    if len(case) > free:
        before, case = [*case, *before], []
    free -= len(case)
    if len(news) > free or before:
        before, news = [*news, *before], []
    free -= len(news)
    blank: list[Pieces] = [[("", "")]] if free and asked and (case or news) else []
    told = [
        Page([*head, *before[at : at + HEIGHT - 1 - len(head)]], go_on)
        for at in range(0, len(before), HEIGHT - 1 - len(head))
    ]
    return [*told, Page([*head, *news, *case, *blank, *asked], scene.prompt, last=True)]


def paged(lines: Sequence[Pieces], go_on: str, prompt: str) -> list[Page]:
    """Lines as screens; the last has the prompt, the others `go_on`."""
    rows = HEIGHT - 1
    told = [list(lines[at : at + rows]) for at in range(0, max(1, len(lines)), rows)]
    found = [Page(one, go_on) for one in told[:-1]]
    return [*found, Page(told[-1], prompt, last=True)]


def _split(scene: Scene, room: int, rows: int) -> tuple[list[Pieces], list[Pieces]]:
    """Question and choices cut before a choice, so that the last part fits."""
    whole = [one.lines(room) for one in (*scene.question, *scene.choices)]
    kept: list[list[Pieces]] = []
    while whole and sum(map(len, kept)) + len(whole[-1]) <= rows:
        kept.insert(0, whole.pop())
    return [line for one in whole for line in one], [line for one in kept for line in one]


def _lines(passages: Iterable[Passage], room: int) -> list[Pieces]:
    return [line for one in passages for line in one.lines(room)]


def _head(head: tuple[str, str], room: int) -> list[Pieces]:
    """Left and right in one line; folded where it has no room."""
    left, right = head
    gap = room - width(left) - width(right)
    if right and gap >= 2:
        return [[("title", left), ("dim", " " * gap + right)]]
    return [[("title", line)] for one in (left, right) if one for line in wrapped(one, room)]


class Sheet(Screen):
    """A screen that keeps its lines, so that they can be told in pages."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen.lang, screen.chosen)
        self.colour = screen.colour
        self.lines: list[Pieces] = []

    def line(self, pieces: Iterable[tuple[str, str]], *, error: bool = False) -> None:
        """Keep a line."""
        self.lines.append(list(pieces))

    def show(self, *things: Any) -> None:
        """Keep a table, drawn for the width of the screen."""
        from rich.console import Console

        drawn = StringIO()
        columns = min(100, self.console.width) - 1
        Console(file=drawn, width=columns, no_color=True, legacy_windows=False).print(*things)
        self.lines += [[("", line.rstrip())] for line in drawn.getvalue().splitlines()]
