"""A finding as text for people: heading, place, the line with carets, the sentences.

A `Diagnostic` and a tongue enter; text leaves, either whole (`render`) or in pieces that name
their style (`segments`), so that a terminal can colour it without reading it as markup. Nothing
here knows a colour, a stream or a command; everything the user wrote is made safe to print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from govkit.diagnostics.catalogue import word
from govkit.diagnostics.diagnostic import Diagnostic, Filler, Severity
from govkit.diagnostics.width import ELLIPSIS, cells, cut, visible, width
from govkit.source import SourceFile, Span

Segment = tuple[str, str]

LINE_CELLS = 160
QUOTED_CELLS = 160
NEAR_NAMES = 3
PLACES = 10

SEVERITY_WORDS: dict[str, dict[Severity, str]] = {
    "zh": {"error": "错误", "warning": "警告", "info": "说明"},
    "en": {"error": "error", "warning": "warning", "info": "note"},
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One underlined place: `sign` repeats under the span, `sentence` stands after it."""

    span: Span
    style: str
    sign: str
    sentence: str

    @property
    def extent(self) -> tuple[int, int]:
        """First and end column (from 0, code points) on the line where the span starts."""
        length = len(self.span.source.line(self.span.line))
        start = min(self.span.column - 1, length)
        return start, max(start, min(start + self.span.end - self.span.start, length))

    @property
    def last_line(self) -> int:
        """Line of the last character; a line break belongs to the line it ends."""
        span = self.span
        return span.source.position(max(span.start, span.end - 1))[0]


def render(diagnostic: Diagnostic, lang: str, columns: int = LINE_CELLS) -> str:
    """The finding as lines of text without colour and without a final line break.

    `lang` is `zh` or `en`. A source line wider than `columns` cells is shown around the place.
    Raises `KeyError` where the catalogue does not hold the code.
    """
    return "".join(text for _, text in segments(diagnostic, lang, columns))


def segments(diagnostic: Diagnostic, lang: str, columns: int = LINE_CELLS) -> Iterator[Segment]:
    """The pieces of `render` in order as `(style, text)`.

    Styles: `error`, `warning`, `info` (heading), `title`, `place`, `gutter`, `source`, `mark`
    (carets), `second` (other places and their sentences), `text`, `hint`, `plain`.
    """
    worded = word(_shortened(diagnostic), lang)
    yield (
        diagnostic.severity,
        f"{SEVERITY_WORDS[lang][diagnostic.severity]} {visible(diagnostic.code)}",
    )
    yield "plain", " "
    yield "title", worded.title
    if diagnostic.span is not None:
        yield from _places(diagnostic.span, worded.labels, lang, columns)
    yield "plain", "\n"
    yield "text", worded.text
    if worded.hint:
        yield "plain", "\n"
        yield "hint", _hint(worded.hint, lang)
    if diagnostic.suggestions:
        yield "plain", "\n"
        yield "hint", _near(diagnostic.suggestions[:NEAR_NAMES], lang)


def summary(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """How many errors and warnings, as one phrase: `2 个错误，1 个警告` / `2 errors, 1 warning`."""
    counts = count(diagnostics)
    if lang == "zh":
        parts = [f"{number} 个{SEVERITY_WORDS['zh'][kind]}" for kind, number in counts if number]
        return "，".join(parts) or "没有错误，也没有警告"
    parts = [
        f"{number} {SEVERITY_WORDS['en'][kind]}{'' if number == 1 else 's'}"
        for kind, number in counts
        if number
    ]
    return ", ".join(parts) or "no errors, no warnings"


def count(diagnostics: Iterable[Diagnostic]) -> list[tuple[Severity, int]]:
    """Number of errors and of warnings, in this order."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    return [("error", found.count("error")), ("warning", found.count("warning"))]


def _shortened(diagnostic: Diagnostic) -> Diagnostic:
    labels = tuple(replace(label, args=_cut(label.args)) for label in diagnostic.labels)
    args = _cut(diagnostic.args)
    return replace(diagnostic, args=args, labels=labels)


def _cut(args: Mapping[str, Filler]) -> dict[str, Filler]:
    return {
        key: cut(filler, QUOTED_CELLS) if isinstance(filler, str) else filler
        for key, filler in args.items()
    }


def _hint(hint: str, lang: str) -> str:
    return f"改法：{hint}" if lang == "zh" else f"Hint: {hint}"


def _near(names: tuple[str, ...], lang: str) -> str:
    shown = [cut(name, QUOTED_CELLS) for name in names]
    if lang == "zh":
        quoted = [f"「{name}」" for name in shown]
        return f"是不是要写{''.join(quoted[:-1])}{'或' if quoted[1:] else ''}{quoted[-1]}？"
    quoted = [f"`{name}`" for name in shown]
    return f"Did you mean {', '.join(quoted[:-1])}{' or ' if quoted[1:] else ''}{quoted[-1]}?"


def _places(
    span: Span, labels: tuple[tuple[Span, str], ...], lang: str, columns: int
) -> Iterator[Segment]:
    marks = [_Mark(span, "mark", "^", "")]
    marks += [_Mark(place, "second", "-", sentence) for place, sentence in labels[:PLACES]]
    snippets: dict[tuple[SourceFile, int, int], list[_Mark]] = {}
    for mark in marks:
        line = mark.span.line
        whole = _fits(mark.span.source.line(line), columns)
        key = (mark.span.source, line, 0 if whole else mark.span.column)
        snippets.setdefault(key, []).append(mark)
    gutter = len(str(max(mark.span.line for mark in marks)))
    for together in snippets.values():
        yield from _snippet(together, gutter, lang, columns)
    if len(labels) > PLACES:
        more = len(labels) - PLACES
        yield "plain", "\n"
        yield "second", f"另有 {more} 处没有列出。" if lang == "zh" else f"{more} more not shown."


def _snippet(marks: list[_Mark], gutter: int, lang: str, columns: int) -> Iterator[Segment]:
    span = marks[0].span
    line = span.source.line(span.line)
    begin, stop = _window(line, *marks[0].extent, columns)
    left = ELLIPSIS if begin else ""
    right = ELLIPSIS if stop < len(line) else ""
    yield "plain", "\n"
    yield "place", f"{' ' * gutter} --> {visible(str(span))}"
    yield "plain", "\n"
    yield "gutter", f"{span.line:>{gutter}} |"
    shown = f" {left}{visible(line[begin:stop])}{right}".rstrip()
    if shown:
        yield "source", shown
    for mark in marks:
        start, end = (min(max(column, begin), stop) for column in mark.extent)
        indent = 1 + width(left) + width(line[begin:start])
        yield "plain", "\n"
        yield "gutter", f"{' ' * gutter} |"
        yield "plain", " " * indent
        yield mark.style, mark.sign * max(1, width(line[start:end])) + _after(mark, lang)


def _after(mark: _Mark, lang: str) -> str:
    on = ""
    if mark.last_line > mark.span.line:
        last = mark.last_line
        on = f"（一直到第 {last} 行）" if lang == "zh" else f"(continues to line {last})"
    return "".join(f" {part}" for part in (mark.sentence, on) if part)


def _fits(line: str, columns: int) -> bool:
    return _reach(line[: columns + 1], columns) == len(line)


def _reach(text: str, room: int) -> int:
    """How many code points of `text` go into `room` cells; what has no width counts as one."""
    for number, (_, wide) in enumerate(cells(text)):
        room -= max(1, wide)
        if room < 0:
            return number
    return len(text)


def _window(line: str, start: int, end: int, columns: int) -> tuple[int, int]:
    """Code points `begin … stop` of `line` to show so that `start … end` is seen in `columns`."""
    if _fits(line, columns):
        return 0, len(line)
    room = columns - 2 * width(ELLIPSIS)
    begin = start - _reach(line[max(0, start - room) : start][::-1], room // 3)
    stop = begin + _reach(line[begin : begin + room], room)
    if stop == len(line):
        begin = stop - _reach(line[max(0, stop - room) :][::-1], room)
    return begin, stop
