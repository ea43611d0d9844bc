"""The sheet that a walk is printed on: headings, labelled lines, words of `simulate.toml`.

A screen and texts enter; lines leave. What is said in them is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from govkit.cli.paragraph import wrapped
from govkit.cli.screen import Screen
from govkit.cli.wording import filled, find
from govkit.diagnostics.width import cut, width
from govkit.model.statement import Origin

WIDEST = 100
LABEL_CELLS = {"zh": 6, "en": 11}
INDENT = "  "


class Stage:
    """A screen with the words of the walk, and the few shapes everything is printed in."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.lang = screen.lang

    @property
    def room(self) -> int:
        """Cells of a line."""
        return min(WIDEST, self.screen.console.width) - 1

    @property
    def gap(self) -> str:
        """What stands between two parts of one line."""
        return "　" if self.lang == "zh" else "  "

    def word(self, key: str, **fillers: object) -> str:
        """The wording under `key` of `simulate.toml`, filled, safe to print."""
        template = find(key, self.lang, "simulate")
        if template is None:
            raise KeyError(key)
        return filled(template, fillers)

    def say(self, key: str, style: str = "", **fillers: object) -> None:
        """Print a wording in lines."""
        for line in wrapped(self.word(key, **fillers), self.room):
            self.screen.line([(style, line)])

    def call(self, key: str, call: str) -> None:
        """Print a wording with a command line, unbroken so that it can be copied."""
        self.screen.line([("title", self.word(key, call=call))])

    def blank(self) -> None:
        """Print an empty line."""
        self.screen.line([("", "")])

    def rule(self, text: str, mark: str = "─") -> None:
        """Print a heading between rules that fill the line."""
        text = cut(text, self.room - 8)
        tail = mark * max(2, self.room - width(text) - 4)
        self.screen.line([("dim", f"{mark}{mark} "), ("title", text), ("dim", f" {tail}")])

    def told(self, label: str, text: str, style: str = "") -> None:
        """Print a text behind its label, in lines; nothing where there is no text."""
        if not text:
            return
        name, cells = self.word(f"label.{label}"), LABEL_CELLS[self.lang]
        for number, line in enumerate(wrapped(text, self.room - cells - len(INDENT))):
            shown_name = name if number == 0 else ""
            gap = " " * (cells - width(shown_name))
            self.screen.line([("second", f"{INDENT}{shown_name}{gap}"), (style, line)])

    def listed(self, label: str, texts: Iterable[str]) -> None:
        """Print texts one under another behind one label."""
        for number, text in enumerate(texts):
            name = self.word(f"label.{label}") if number == 0 else ""
            cells = LABEL_CELLS[self.lang]
            for at, line in enumerate(wrapped(text, self.room - cells - len(INDENT) - 2)):
                lead = name if at == 0 else ""
                mark = "· " if at == 0 else "  "
                gap = " " * (cells - width(lead))
                self.screen.line([("second", f"{INDENT}{lead}{gap}"), ("", f"{mark}{line}")])

    # ── small words ──
    def listing(self, words: Iterable[str]) -> str:
        """Words one behind another: `甲、乙`, `a, b`."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    def moment(self, at: datetime) -> str:
        """`2026-03-12 周四 10:00`; midnight is 24:00 of the day that it ends."""
        clock = at.strftime("%H:%M")
        if clock == "00:00":
            at, clock = at - timedelta(days=1), "24:00"
        return f"{at:%Y-%m-%d} {self.word(f'weekday.{at.weekday()}')} {clock}"

    def ruled(self, sentence: str, rule: str, origin: Origin) -> None:
        """Print a rule, and where it comes from; what has no source says so in the same line."""
        if origin.kind == "none":
            key = "own" if rule.startswith("engine:") else "none"
            sentence = self.word(f"origin.{key}", rule=sentence.rstrip("。."))
            self.told("rule", sentence)
            return
        self.told("rule", sentence)
        self.told("source", self.origin(origin), "dim")

    def origin(self, origin: Origin) -> str:
        """Where a rule comes from, with the words of the source where the text has them."""
        if origin.kind == "assumed":
            key = "assumed" if origin.remark else "assumed_bare"
            return self.word(f"origin.{key}", remark=origin.remark)
        if origin.kind != "cited":
            return self.word(f"origin.{origin.kind}")
        source = "·".join(part for part in (origin.source, origin.place) if part)
        key = "quoted" if origin.quotation else "cited"
        return self.word(f"origin.{key}", source=source, words=origin.quotation)
