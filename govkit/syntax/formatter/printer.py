"""From the layout of a text back to text: depth, wrapped lists, lines that are too long.

A `Body` of spelled lexemes enters, text leaves. The author's line breaks stay; only a line with
several statements that is wider than the page is broken, one statement a line.
"""

from __future__ import annotations

from govkit.diagnostics.width import width
from govkit.syntax.formatter.layout import Blank, Body, Comment, Row, Statement
from govkit.syntax.formatter.lexemes import Lexeme
from govkit.syntax.formatter.style import blank_between, is_prefix

PAGE = 100
_STEP = "  "


def printed(body: Body, lang: str) -> str:
    """The text of a whole body, ended by a line break; the empty text for an empty one."""
    lines = _Printer(lang).body(body, 0)
    return "\n".join(lines) + "\n" if lines else ""


class _Printer:
    """Prints bodies, rows and statements in the style of one tongue."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.joint = "；" if lang == "zh" else "; "

    def body(self, body: Body, depth: int) -> list[str]:
        lines: list[str] = []
        for entry in body.entries:
            if isinstance(entry, Row):
                lines += self._row(entry, depth)
            elif isinstance(entry, Comment):
                lines.append(_STEP * depth + entry.text)
            elif isinstance(entry, Blank):
                lines.append("")
        return lines

    def _row(self, row: Row, depth: int) -> list[str]:
        indent = _STEP * depth
        if not any(statement.broken for statement in row.statements):
            flat = indent + self._flat_row(row)
            if width(flat) <= PAGE:
                return _remarked([flat], row.remark)
        lines: list[str] = []
        for statement in row.statements:
            lines += self._statement(statement, depth, alone=len(row.statements) == 1)
        return _remarked(lines, row.remark)

    def _statement(self, statement: Statement, depth: int, alone: bool) -> list[str]:
        """One statement on lines of its own; `alone`: as a single line it is too wide already."""
        indent = _STEP * depth
        if not (alone or statement.broken):
            flat = indent + self._flat(statement)
            if width(flat) <= PAGE:
                return [flat]
        head = self._lexemes(statement.lexemes, indent)
        body = statement.body
        if body is None:
            return head
        inner = self.body(body, depth + 1)
        if not inner and not body.remark:
            head[-1] += " { }"
            return head
        head[-1] += " {"
        return [*_remarked(head, body.remark), *inner, indent + "}"]

    def _flat_row(self, row: Row) -> str:
        return self.joint.join(self._flat(statement) for statement in row.statements)

    def _flat(self, statement: Statement) -> str:
        head = "\n".join(self._lexemes(statement.lexemes, ""))
        if statement.body is None:
            return head
        rows = [self._flat_row(entry) for entry in statement.body.entries if isinstance(entry, Row)]
        return f"{head} {{ {self.joint.join(rows)} }}" if rows else f"{head} {{ }}"

    def _lexemes(self, lexemes: list[Lexeme], indent: str) -> list[str]:
        """The lines of a head or field; wrapped lists stand under their first item."""
        line = _Line(indent, self.lang)
        for lexeme in lexemes:
            line.take(lexeme)
        line.end()
        return line.lines


class _Line:
    """A line being written, the lines before it, and the columns lists are aligned at."""

    def __init__(self, indent: str, lang: str) -> None:
        self.lang = lang
        self.lines: list[str] = []
        self.text = indent
        self.fresh = True  # nothing but blanks stands on the line yet
        self.columns = [len(indent) + len(_STEP)]
        self.waiting = False
        self.earlier: Lexeme | None = None
        self.before: Lexeme | None = None
        self.prefix = False

    def take(self, lexeme: Lexeme) -> None:
        if lexeme.kind == "wrap":
            self._wrap()
        elif lexeme.kind == "remark":
            self._align()
            self.text += lexeme.text if self.fresh else " " + lexeme.text
            self.fresh = False
        else:
            self._word(lexeme)

    def end(self) -> None:
        """Closes the last line."""
        if not self.fresh:
            self.lines.append(self.text)

    def _wrap(self) -> None:
        if not self.fresh:
            self.lines.append(self.text)
        self.text = ""
        self.fresh = True

    def _word(self, lexeme: Lexeme) -> None:
        before = self.before
        if before is not None and not self.fresh:
            blank = blank_between(self.earlier, before, lexeme, self.prefix, self.lang)
            self.text += " " if blank else ""
        if self.waiting:
            self.columns[-1] = width(self.text)
            self.waiting = False
        if lexeme.kind in ("right", "group_end") and len(self.columns) > 1:
            self.columns.pop()
        self._align()
        self.text += lexeme.text
        self.fresh = False
        if lexeme.kind in ("left", "group"):
            self.columns.append(width(self.text))
        elif lexeme.kind == "colon" and len(self.columns) == 1:
            self.waiting = True
        self.prefix = is_prefix(before, lexeme)
        self.earlier, self.before = before, lexeme

    def _align(self) -> None:
        if self.fresh and self.lines:
            self.text = " " * self.columns[-1]


def _remarked(lines: list[str], remark: str) -> list[str]:
    if remark:
        lines[-1] += " " + remark
    return lines
