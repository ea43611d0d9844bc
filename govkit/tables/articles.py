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
from zipfile import BadZipFile, ZipFile

from govkit.diagnostics import Both, Diagnostic
from govkit.source import decoded
from govkit.tables.bytes import read_bytes
from govkit.tables.table import Notes, TableError

_LINE = re.compile(
    r"[#*\s\u3000]*(第[0-9零〇○一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?|"
    r"(?:Article|Art\.|Section|§)\s*\d+)(?=[\s\u3000*：:.．、【(（]|$)",
    re.IGNORECASE,
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
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
    """The paragraphs of a Word file, numbers that Word counts itself not among them."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            size = packed.getinfo(_BODY).file_size
            if size > _MOST_UNPACKED:
                raise notes.refuse(
                    "GOV165", None, name=name, what=Both("展开后的大小", "its unpacked size"),
                    size=f"{size / 1e6:.0f} MB", limit=f"{_MOST_UNPACKED / 1e6:.0f} MB",
                )  # fmt: skip
            root = ElementTree.fromstring(packed.read(_BODY))
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, SyntaxError):
        what = Both("打不开，或者不是 Word 文件", "cannot be opened, or is no Word file")
        raise notes.refuse("GOV164", None, name=name, what=what, remedy=_SAVE) from None
    return (
        "".join(run.text or "" for run in paragraph.iter(f"{_WORD}t"))
        for paragraph in root.iter(f"{_WORD}p")
    )
