"""LibreOffice as a judge of files: it opens them, and what it read comes back.

Files of any kind enter; one start of the program turns all of them into another format. Where
LibreOffice is missing a test is left out, or fails where tools are required.
"""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

from tests.lesson.tools import tool

_ENDS = {"p", "td", "th", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "div"}
_UNREAD = {"title", "style"}
_SHEET = re.compile(r"Sheet \d+: ")


def turned(folder: Path, kind: str, *files: Path) -> list[Path]:
    """The files in another format, `html` or `txt:Text (encoded):UTF8`, written into a folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [tool("soffice"), "--headless", profile, "--convert-to", kind, "--outdir", folder, *files],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    made = [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
    assert all(file.exists() for file in made), made
    return made


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts, self.now, self.unread = [], "", False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unread = tag in _UNREAD
        if tag in _ENDS:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        self.unread = False
        if tag in _ENDS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.now += data

    def _end(self) -> None:
        self.texts.append(self.now)
        self.now = ""


def texts_in(page: Path) -> list[str]:
    """What stands in a page that LibreOffice wrote, in its order, blanks as one."""
    reader = _Texts()
    reader.feed(page.read_text(encoding="utf-8"))
    return plain([*reader.texts, reader.now])


def plain(told: list[str]) -> list[str]:
    """Texts without empty ones, and without what LibreOffice makes of tabs and several blanks."""
    return [text for text in (" ".join(one.split()) for one in told) if text]


def cells_in(page: Path) -> list[str]:
    """What stands in the cells of a workbook that became a page; names of sheets are no cells."""
    texts = texts_in(page)
    first = next((at for at, text in enumerate(texts) if _SHEET.match(text)), 0)
    return [text for text in texts[first:] if not _SHEET.match(text)]
