"""Cutting a text into lexemes for the formatter: words, marks, line breaks and comments.

A text that parses enters; its nodes and the row of everything that stands in it leave. The words
are cut by the parser's own lexer, so the formatter can never see another text than the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from govkit.syntax.nodes import Document
from govkit.syntax.parser import parser
from govkit.vocabulary.words import word_set

# What can lie between words, one alternative per kind; the blanks have no group and are dropped.
_BETWEEN = re.compile(
    r"(?P<newline>\n)|(?P<comment>[#＃][^\n]*)|(?P<semicolon>[;；。])|(?P<comma>[,，、])"
    r"|(?P<arrow>→|⇒|➡|➔|=>|(?<![-－—–])[-－—–]+[>＞])|(?P<brace>[{｛}｝])|[ \t\u3000\u00a0\r]+"
)
_CLAUSES = {id.upper() for id in (*word_set("clause"), "strength")}
_MARKS = {"_COLON": "colon", "_COMMA": "comma", "_ARROW": "arrow", "_LP": "left", "_RP": "right"}


@dataclass(slots=True)
class Lexeme:
    """One word, mark, line break or comment with its place in code points.

    `kind` is the name of the parser's terminal for words (`NAME`, `WHEN`), else one of: `colon`
    `comma` `map_comma` `arrow` `left` `right` (parentheses), `opening` `closing` (braces of a
    block), `group` `group_end` (braces of a value), `semicolon` `newline` `comment` (between
    statements), `wrap` `remark` (a line break and a comment inside a value), `slash` (a tight
    one), `nothing`.
    """

    kind: str
    text: str
    start: int
    end: int


def cut(text: str) -> tuple[Document, list[Lexeme]]:
    """The nodes of `text` and all its lexemes in order, without blanks.

    Raises what Lark raises for a text that does not parse. Comments before a mark that draws the
    line on (a comma, an arrow, a brace) come after the mark, in their order.
    """
    reading = parser().parse_interactive(text, start="start")
    cutter = _Cutter(text)
    for token in reading.iter_parse():
        cutter.take(token)
    cutter.finish()
    document: Document = reading.feed_eof()  # type: ignore[no-untyped-call]
    return document, cutter.lexemes


class _Cutter:
    """Takes the parser's tokens one by one and remembers which braces belong to a value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lexemes: list[Lexeme] = []
        self.valued = False
        self.parentheses = 0
        self.groups: list[bool] = []

    def take(self, token: Token) -> None:
        start, end = token.start_pos or 0, token.end_pos or 0
        if start > self.at:
            gap = self._trivia(self.at, start)
            self.lexemes += _wraps(gap) if token.type.lstrip("_") in _CLAUSES else gap
        self.at = end
        if token.type == "_SEP":
            self.valued = False
            self._between(start, end)
        elif token.type in ("_LB", "_RB", "_COMMA", "_ARROW"):
            self._mark(token.type, start, end)
        else:
            self._word(token, start, end)

    def finish(self) -> None:
        """Takes what stands behind the last token."""
        self._between(self.at, len(self.text))

    def _word(self, token: Token, start: int, end: int) -> None:
        kind = _MARKS.get(token.type, token.type.lstrip("_"))
        if kind == "left":
            self.parentheses += 1
        elif kind == "right":
            self.parentheses -= 1
        elif kind == "colon" and not self.parentheses:
            self.valued = True
        self.lexemes.append(Lexeme(kind, str(token), start, end))

    def _mark(self, type: str, start: int, end: int) -> None:
        """A mark that has swallowed line breaks and comments on one or both sides."""
        found = self._trivia(start, end)
        at = next(i for i, lexeme in enumerate(found) if lexeme.kind in ("comma", "arrow", "brace"))
        mark, before, after = found[at], found[:at], found[at + 1 :]
        if type == "_RB":
            group = self.groups.pop() if self.groups else False
            mark.kind = "group_end" if group else "closing"
            self.valued = group
            self.lexemes += _wraps(before) if group else before
            self.lexemes.append(mark)
            return
        self.lexemes.append(mark)
        if type == "_LB":
            mark.kind = "group" if self.valued else "opening"
            self.groups.append(self.valued)
            if not self.valued:
                self.lexemes += before if _has_comment(before) else []
                self.lexemes += after
                return
        trivia = _wraps([*before, *after])
        if type != "_LB" or _has_comment(trivia):
            self.lexemes += trivia

    def _between(self, start: int, end: int) -> None:
        self.lexemes += self._trivia(start, end)

    def _trivia(self, start: int, end: int) -> list[Lexeme]:
        return [
            Lexeme(found.lastgroup, found.group().rstrip(" \t\u3000\u00a0\r"), *found.span())
            for found in _BETWEEN.finditer(self.text, start, end)
            if found.lastgroup
        ]


def _has_comment(lexemes: list[Lexeme]) -> bool:
    return any(lexeme.kind in ("comment", "remark") for lexeme in lexemes)


def _wraps(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Line breaks and comments as they stand inside a value: no blank lines, no semicolons."""
    kept: list[Lexeme] = []
    for lexeme in lexemes:
        if lexeme.kind == "comment":
            lexeme.kind = "remark"
            kept.append(lexeme)
        elif lexeme.kind == "newline" and not (kept and kept[-1].kind == "wrap"):
            lexeme.kind = "wrap"
            kept.append(lexeme)
    return kept
