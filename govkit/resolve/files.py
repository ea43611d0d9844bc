"""Files: from a path to decoded texts, the main file first, its includes after it.

A project is one folder: nothing outside it is read, not even through a link. Bytes that are no
text, too large, or in an unknown encoding become findings, never exceptions.
"""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path

from govkit.diagnostics import Both
from govkit.resolve.district import Text
from govkit.resolve.folder import Folder
from govkit.resolve.reports import Reports
from govkit.source import SourceFile, Span, decoded
from govkit.syntax.nodes import Block, Document, Field, Token
from govkit.syntax.reading import parse
from govkit.vocabulary.kinds import field_words, kind_words, kinds

SUFFIX = ".gov"
MOST_BYTES = 5_000_000
MOST_FILES = 200
MOST_HEAD = 100_000


def read_project(path: Path, reports: Reports) -> list[Text]:
    """All texts of the project a path names: a `.gov` file, or the folder that holds one."""
    main = _main_file(path, reports)
    if main is None:
        return []
    folder = main.resolve().parent
    texts: list[Text] = []
    seen: dict[Path, Span | None] = {main.resolve(): None}
    todo: deque[tuple[Path, str, Span | None]] = deque([(main, str(main), None)])
    while todo:
        file, shown, asked = todo.popleft()
        source = read_file(file, shown, reports, asked)
        if source is None:
            continue
        project = Folder(folder, file.parent)
        text = read_text(source, reports, project)
        texts.append(text)
        for item in _includes(text.document):
            included = _included(project, source, item, reports)
            if included is None or included.resolve() in seen:
                continue
            if len(seen) >= MOST_FILES:
                reports.add("GOV158", _span(source, item), limit=str(MOST_FILES))
                return texts
            seen[included.resolve()] = _span(source, item)
            todo.append((included, str(included), _span(source, item)))
    return texts


def read_text(source: SourceFile, reports: Reports, folder: Folder | None = None) -> Text:
    """Parse one text; its mistakes go into the findings. `folder` is None without a file."""
    document, found = parse(source)
    reports.found += found
    if not document.statements and not found:
        reports.add("GOV150", Span(source, 0, 0), name=source.name)
    return Text(source, document, folder)


def _main_file(path: Path, reports: Reports) -> Path | None:
    try:
        if path.is_dir():
            return _main_of_folder(path, reports)
        if not path.exists():
            reports.add("GOV152", None, name=str(path))
            return None
    except OSError:
        reports.add("GOV152", None, name=str(path))
        return None
    return path


def _main_of_folder(folder: Path, reports: Reports) -> Path | None:
    files = sorted(file for file in folder.iterdir() if file.suffix == SUFFIX and file.is_file())
    if not files:
        reports.add("GOV151", None, name=str(folder))
        return None
    for name in (folder.resolve().name, "main", "主"):
        for file in files:
            if file.stem == name:
                return file
    heads = [file for file in files if _has_head(file)] if len(files) > 1 else files
    if len(heads) == 1:
        return heads[0]
    if len(files) > 1:
        names = [file.name for file in (heads or files)[:5]]
        listed = Both("、".join(names), ", ".join(names))
        reports.add("GOV153", None, name=str(folder), files=listed)
        return None
    return files[0]


def _has_head(file: Path) -> bool:
    """Whether a file opens a district; the others are there to be included."""
    words = "|".join(re.escape(word) for word in kinds()["district"].spellings)
    try:
        with file.open("rb") as opened:
            text = opened.read(MOST_HEAD).decode("utf-8", errors="ignore")
    except OSError:
        return False
    return re.search(rf"^[ \t\u3000]*(?:{words})[ \t\u3000]", text, re.MULTILINE) is not None


def read_file(
    path: Path, shown: str, reports: Reports, asked: Span | None = None
) -> SourceFile | None:
    """The text of one file, decoded; None after a finding. `asked` is the include that named it."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:  # a device or a pipe has no size and may have no end
            data = stream.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
        size = max(size, len(data))
        if size > MOST_BYTES:
            reports.add("GOV155", asked, name=shown, size=_megabytes(size),
                        limit=_megabytes(MOST_BYTES))  # fmt: skip
            return None
    except OSError:
        reports.add("GOV152", asked, name=shown)
        return None
    return decode(data, shown, reports, asked)


def decode(
    data: bytes, shown: str, reports: Reports, asked: Span | None = None
) -> SourceFile | None:
    """Bytes to text: UTF-8 with or without a mark, UTF-16 with one, else GB 18030."""
    found = decoded(data)
    if found is None:
        reports.add("GOV154", asked, name=shown)
        return None
    text, encoding = found
    source = SourceFile(shown, text)
    if encoding == "gb18030":
        reports.add("GOV156", Span(source, 0, 0), name=shown)
    return source


def _includes(document: Document) -> list[Token]:
    """The values of the include fields of the district."""
    words = {w for w, row in field_words("district").items() if row.id == "include"}
    found: list[Token] = []
    for statement in document.statements:
        inner = [statement]
        if isinstance(statement, Block) and kind_words().get(str(statement.kind)) == "district":
            inner = list(statement.body or ())
        for field in inner:
            if isinstance(field, Field) and str(field.word) in words:
                item = field.value.items[0]
                if isinstance(item, Token) and item.type == "STRING":
                    found.append(item)
    return found


def _included(folder: Folder, source: SourceFile, item: Token, reports: Reports) -> Path | None:
    name = str(item)[1:-1].strip()
    path, code = folder.find(name)
    if path is None:
        reports.add(code, _span(source, item), name=name)
    return path


def _span(source: SourceFile, item: Token) -> Span:
    return Span(source, item.start_pos or 0, item.end_pos or 0)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
