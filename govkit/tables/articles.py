"""The articles of a text in a file: which there are, in their order; DOCX, TXT and Markdown.

A path enters that somebody else has allowed; articles and findings leave. A line that begins with
the number of an article is one; nothing else of the file is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from govkit.diagnostics import Both, Diagnostic
from govkit.source import decoded
from govkit.tables.bytes import read_bytes
from govkit.tables.table import Notes, TableError
from govkit.tables.word_numbers import WORD, Numbering, numbering

_LINE = re.compile(
    r"[#*\s\u3000\u200b\ufeff]*(第[0-9零〇○一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?|"
    r"(?:Article|Art\.|Section|§)\s*\d+)(?=[\s\u3000\u200b*：:.．、【(（]|$)",
    re.IGNORECASE,
)
_BODY, _NUMBERS, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_BLANKS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
# What Word shows another way beside it, what a revision moved away, and the look of a paragraph.
_NOT_READ = frozenset(
    ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
     f"{WORD}moveFrom", f"{WORD}pPr", f"{WORD}rPr"]
)  # fmt: skip
_MOST_UNPACKED = 100_000_000
_SAVE = Both(
    "在 Word 或 WPS 里另存为 .docx，或者存成 UTF-8 编码的 .txt",
    "save it as .docx, or as .txt in UTF-8",
)


def read_articles(path: Path, *, name: str) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The articles of a file as it writes them (`第一条`), each once, and what was found about it.

    `name` is how findings call the file. No article leaves where it cannot be read.
    """
    notes = Notes()
    try:
        lines = _lines(read_bytes(path, name, notes), name, notes)
        found = dict.fromkeys(one[1] for line in lines if (one := _LINE.match(line)))
    except TableError:
        return (), notes.found
    if not found:
        notes.add("GOV160", None, name=name)
    return tuple(found), notes.found


def _lines(data: bytes, name: str, notes: Notes) -> Iterator[str]:
    if data.startswith(b"PK"):
        return _paragraphs(data, name, notes)
    text = decoded(data)
    if text is None:
        what = Both("不是文本，也不是 .docx，读不出字来", "is neither text nor a .docx")
        raise notes.refuse("GOV164", None, name=name, what=what, remedy=_SAVE)
    return iter(text[0].splitlines())


def _paragraphs(data: bytes, name: str, notes: Notes) -> Iterator[str]:
    """The lines of a Word file, with the numbers that Word counts by itself in front of them."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = {_BODY, *{_NUMBERS, _STYLES}.intersection(packed.namelist())}
            size = sum(packed.getinfo(part).file_size for part in parts)
            if size > _MOST_UNPACKED:
                raise notes.refuse(
                    "GOV165", None, name=name, what=Both("展开后的大小", "its unpacked size"),
                    size=f"{size / 1e6:.0f} MB", limit=f"{_MOST_UNPACKED / 1e6:.0f} MB",
                )  # fmt: skip
            roots = {part: ElementTree.fromstring(packed.read(part)) for part in parts}
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, SyntaxError):
        what = Both("打不开，或者不是 Word 文件", "cannot be opened, or is no Word file")
        raise notes.refuse("GOV164", None, name=name, what=what, remedy=_SAVE) from None
    return _read(roots[_BODY], numbering(roots.get(_NUMBERS), roots.get(_STYLES)))


def _read(root: Element, numbers: Numbering) -> Iterator[str]:
    """The lines of all paragraphs, those in tables and text boxes too, in their order."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{WORD}p":
            inside: list[Element] = []
            text = "".join(_words(one, inside))
            number = numbers.before(one)
            yield from (f"{number}\t{text}" if number else text).splitlines()
            waiting += reversed(inside)
        elif one.tag not in _NOT_READ:
            waiting += reversed(one)


def _words(holder: Element, inside: list[Element]) -> Iterator[str]:
    """The text of a paragraph; the paragraphs of its text boxes are put into `inside`."""
    waiting = [*reversed(holder)]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{WORD}p":
            inside.append(one)
        elif one.tag == f"{WORD}t":
            yield one.text or ""
        elif one.tag in _BLANKS:
            yield _BLANKS[one.tag]
        elif one.tag not in _NOT_READ:
            waiting += reversed(one)
