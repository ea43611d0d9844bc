"""The screen of one call: the tongue it speaks, its two streams, and the one way to print on them.

Wording keys, findings and tables enter; characters leave on standard output or standard error.
Everything the user wrote is printed as text, never as markup, and a stream that cannot show a
character shows a question mark. rich is loaded with the first thing that needs drawing: lines in a
file or a pipe are characters alone.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TextIO

from govkit.cli.paragraph import NARROWEST, wrapped
from govkit.cli.wording import Tongue, worded
from govkit.diagnostics.diagnostic import Diagnostic
from govkit.diagnostics.width import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "title": "bold",
    "place": "blue",
    "gutter": "blue",
    "mark": "bold red",
    "second": "cyan",
    "hint": "green",
    "good": "green",
    "bad": "red",
    "dim": "dim",
    "new": "bold underline",
    "gone": "strike",
}
_DRAWN = ("FORCE_COLOR", "TTY_COMPATIBLE")  # rich draws where one is set, terminal or not
_CHANGED = frozenset("\t\a\b\v\f\r")  # rich prints blanks for these, or nothing
WIDEST_SOURCE = 160
NARROWEST_SOURCE = 40
# The box of a table in eight rows, of which only the rule under the head is drawn. It is handed
# over as one of ASCII, because rich swaps any other for one with bars in a GB console.
BOX = "    \n    \n -- \n" + "    \n" * 5


class Screen:
    """Where a command prints. `chosen`: whether the user asked for this tongue."""

    def __init__(self, lang: Tongue, chosen: bool = False) -> None:
        self.lang = lang
        self.chosen = chosen
        self.colour = True

    @cached_property
    def console(self) -> Console:
        """Standard output as a console of rich."""
        return self._console(sys.stdout)

    @cached_property
    def errors(self) -> Console:
        """Standard error as a console of rich."""
        return self._console(sys.stderr)

    @property
    def watched(self) -> bool:
        """Whether standard error goes to a terminal."""
        return sys.stderr.isatty()

    def _stream(self, error: bool) -> TextIO:
        return sys.stderr if error else sys.stdout

    def _console(self, stream: TextIO) -> Console:
        from rich.console import Console

        plain = None if self.colour else True
        return Console(file=stream, markup=False, emoji=False, highlight=False, no_color=plain)

    def tongue_for(self, langs: Iterable[str]) -> Tongue:
        """The tongue of messages about texts in `langs`: their own, under any locale.

        Among several texts one in Chinese decides; a tongue that the user asked for always does.
        """
        spoken = tuple(langs)
        if self.chosen or not spoken:
            return self.lang
        return "zh" if "zh" in spoken else "en"

    def text(self, key: str, **fillers: object) -> str:
        """The wording under `key`, filled, in the tongue of this screen."""
        return worded(key, self.lang, **fillers)

    def say(self, key: str, style: str = "", *, error: bool = False, **fillers: object) -> None:
        """Print the wording under `key` as a line."""
        self.line([(style, self.text(key, **fillers))], error=error)

    def line(self, pieces: Iterable[tuple[str, str]], *, error: bool = False) -> None:
        """Print pieces of text, each with the name of its style, and end the line.

        The pieces are safe to print already (see `govkit.diagnostics.width.visible`).
        """
        told = list(pieces)
        stream, plain = self._stream(error), "".join(piece for _, piece in told)
        if not _draws(stream) and _CHANGED.isdisjoint(plain):
            stream.write(f"{plain}\n")
            return
        from rich.text import Text

        text = Text()
        for style, piece in told:
            text.append(piece, STYLES.get(style, ""))
        console = self.errors if error else self.console
        console.print(text, soft_wrap=True)

    def findings(
        self, found: Iterable[Diagnostic], lang: Tongue | None = None, *, error: bool = False
    ) -> None:
        """Print findings, each with a blank line behind it."""
        from govkit.diagnostics.plain import segments

        room = WIDEST_SOURCE
        if _draws(self._stream(error)):
            console = self.errors if error else self.console
            if console.is_terminal:
                room = max(NARROWEST_SOURCE, min(WIDEST_SOURCE, console.width - 8))
        for finding in found:
            self.line([*segments(finding, lang or self.lang, room), ("", "\n")], error=error)

    def show(self, *things: RenderableType) -> None:
        """Print tables and other things of rich."""
        for thing in things:
            self.console.print(thing)

    def data(self, text: str) -> None:
        """Print the result of a command exactly; into a file or a pipe it goes as UTF-8."""
        ended = text if text.endswith("\n") else text + "\n"
        raw = getattr(sys.stdout, "buffer", None)
        if raw is not None and not sys.stdout.isatty():
            sys.stdout.flush()
            raw.write(ended.encode("utf-8", "surrogatepass"))
            raw.flush()
        else:
            sys.stdout.write(ended)


def cell(text: str | Sequence[str], style: str = "") -> Any:
    """The user's own text for a cell of a table, one line or several: as text, whole, folded.

    A cell of at least 20 columns is folded as a paragraph is: no line begins with 、 or ：.
    """
    lines = [text] if isinstance(text, str) else text
    shown = "\n".join(visible(line) for line in lines)
    return _folded()(shown, STYLES.get(style, style), overflow="fold")


@cache
def _folded() -> type[Text]:
    """Text that folds as a paragraph does, made when rich is first needed."""
    from rich.containers import Lines
    from rich.text import Text

    class Folded(Text):
        def wrap(self, console: Console, width: int, *args: Any, **options: Any) -> Lines:
            if width < NARROWEST:
                return super().wrap(console, width, *args, **options)
            return Lines(Text(line, self.style) for line in wrapped(self.plain, width))

    return Folded


def _draws(stream: TextIO) -> bool:
    """Whether anything but the characters themselves may have to be printed there."""
    return stream.isatty() or any(os.environ.get(name) for name in _DRAWN)


def forgiving(*streams: Any) -> None:
    """Let streams show a question mark where their encoding lacks a character."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="replace")


def grid(screen: Screen, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
    """A table under one rule; a column that is empty in every row is left out.

    `columns` are keys of `say.column`, or empty for a table without a head. What stands in `rows`
    is text, or ready cells of `cell`.
    """
    return table(screen, [screen.text(f"say.column.{column}") for column in columns], rows)


def table(screen: Screen, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
    """The same under heads that are ready words."""
    from rich.box import Box
    from rich.table import Table

    rule = "─" if can_show("─", screen.console.encoding) else "-"
    made = Table(
        box=Box(BOX.replace("-", rule), ascii=True),
        pad_edge=False,
        show_edge=False,
        show_header=bool(heads),
        padding=(0, 1, 0, 0),
    )
    cells = [[one if not isinstance(one, str) else cell(one) for one in row] for row in rows]
    kept = [at for at in range(len(cells[0]) if cells else 0) if any(row[at] for row in cells)]
    for at in kept:
        made.add_column(cell(heads[at]) if heads else "", overflow="fold")
    for row in cells:
        made.add_row(*(row[at] for at in kept))
    return made


def can_show(letter: str, encoding: str) -> bool:
    """Whether an encoding has a letter."""
    try:
        letter.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
