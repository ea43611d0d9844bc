"""Files: from a path to decoded texts: the main file, its includes, then the base it extends.

A project is one folder: nothing outside it is read, not even through a link. Bytes that are no
text, too large, or in an unknown encoding become findings, never exceptions.
"""

from __future__ import annotations

import re
from collections import deque
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from govkit.diagnostics import Both, Label
from govkit.resolve.texts.folder import Folder
from govkit.resolve.texts.reports import Reports
from govkit.resolve.texts.text import Text
from govkit.source import SourceFile, Span, decoded
from govkit.syntax.nodes import Block, Document, Field, Token
from govkit.syntax.reading import parse
from govkit.vocabulary.kinds import field_words, fields_of, kind_words, kinds

SUFFIX = ".gov"
MOST_BYTES = 5_000_000
MOST_FILES = 200
MOST_HEAD = 100_000


def read_project(path: Path, reports: Reports) -> list[Text]:
    """All texts of the project a path names: a `.gov` file, or the folder that holds one.

    The text that was asked for and its includes come first (layer 0), then its base (layer 1) with
    its own, then the base of the base.
    """
    main = _main_file(path, reports)
    if main is None:
        return []
    project = _Project(main.resolve().parent, reports)
    bases: dict[Path, Span | None] = {main.resolve(): None}
    here: Path | None = main
    while here is not None:
        asked = bases[here.resolve()]
        layer = project.read_layer(here, len(bases) - 1, asked)
        if layer is None or project.full:
            break
        here = _base(project, layer, bases)
    texts = project.texts
    deepest = [text for text in texts if text.layer == texts[-1].layer]
    if any(_paths(text.document, "extends") for text in deepest):
        return [replace(text, whole=False) for text in texts]
    return texts


class _Project:
    """The files of one folder that have been read; a file read twice is parsed once."""

    def __init__(self, folder: Path, reports: Reports) -> None:
        self.folder = folder
        self.reports = reports
        self.texts: list[Text] = []
        self.full = False
        self._parsed: dict[Path, Text | None] = {}

    def read_layer(self, main: Path, layer: int, asked: Span | None) -> list[Text] | None:
        """A main file and its includes, into `texts`; None where the main one is unreadable."""
        seen = {main.resolve()}
        todo: deque[tuple[Path, Span | None]] = deque([(main, asked)])
        found: list[Text] = []
        while todo:
            file, named = todo.popleft()
            parsed = self._parse(file, named)
            if parsed is None:
                if not found and file is main:
                    return None
                continue
            text = replace(parsed, layer=layer)
            found.append(text)
            self.texts.append(text)
            for item in _paths(text.document, "include"):
                included = self.path_of(file, text.source, item)
                if included is None or included.resolve() in seen:
                    continue
                if len(seen) + len(self.texts) - len(found) >= MOST_FILES:
                    self.reports.add("GOV158", _span(text.source, item), limit=str(MOST_FILES))
                    self.full = True
                    return found
                seen.add(included.resolve())
                todo.append((included, _span(text.source, item)))
        return found

    def _parse(self, file: Path, asked: Span | None) -> Text | None:
        key = file.resolve()
        if key not in self._parsed:
            source = read_file(file, str(file), self.reports, asked)
            self._parsed[key] = (
                None
                if source is None
                else read_text(source, self.reports, Folder(self.folder, file.parent))
            )
        return self._parsed[key]

    def path_of(self, file: Path, source: SourceFile, item: Token) -> Path | None:
        """The file inside the folder that a text names; None after a finding."""
        name = _file_name(item)
        path, code = Folder(self.folder, file.parent).find(name)
        if path is None:
            self.reports.add(code, _span(source, item), name=name)
        return path


def _base(project: _Project, layer: list[Text], bases: dict[Path, Span | None]) -> Path | None:
    """The file a layer extends, entered into `bases`; None without one, or in a circle."""
    for text in layer:
        for item in _paths(text.document, "extends"):
            span = _span(text.source, item)
            base = project.path_of(Path(text.source.name), text.source, item)
            if base is None:
                return None
            if base.resolve() in bases:
                circle = list(bases)[list(bases).index(base.resolve()) :]
                links = [place for path in circle[1:] if (place := bases[path]) is not None]
                chain = " → ".join(path.name for path in [*circle, base])
                labels = tuple(Label(place, "link") for place in links)
                project.reports.add("GOV546", span, labels=labels, chain=chain)
                return None
            if len(project.texts) >= MOST_FILES:
                project.reports.add("GOV158", span, limit=str(MOST_FILES))
                return None
            bases[base.resolve()] = span
            return base
    return None


def refuse_paths(text: Text, reports: Reports) -> bool:
    """Report every file that a text without a folder names; whether there was one."""
    found = [(field, item) for field in ("include", "extends")
             for item in _paths(text.document, field)]  # fmt: skip
    for field, item in found:
        row = fields_of("district")[field]
        reports.add("GOV547", _span(text.source, item), name=_file_name(item),
                    field=Both(row.zh, row.en))  # fmt: skip
    return bool(found)


def read_text(source: SourceFile, reports: Reports, folder: Folder | None = None) -> Text:
    """Parse one text; its mistakes go into the findings. `folder` is None without a file."""
    document, found = parse(source)
    reports.found += found
    if not document.statements and not found:
        reports.add("GOV150", Span(source, 0, 0), name=source.name)
    return Text(source, document, folder=folder)


def _main_file(path: Path, reports: Reports) -> Path | None:
    try:
        if path.is_dir():
            return _main_of_folder(path, reports)
        if not path.exists():
            reports.add("GOV152", None, suggestions=near_paths(path), name=str(path))
            return None
    except OSError:
        reports.add("GOV152", None, name=str(path))
        return None
    return path


def near_paths(path: Path) -> tuple[str, ...]:
    """What lies beside a path that does not, under a name like it; nothing where it is there."""
    try:
        if path.exists() or not path.parent.is_dir():
            return ()
        like = {SUFFIX, path.suffix} if path.suffix else {SUFFIX}
        there = (one for one in path.parent.iterdir() if not one.name.startswith("."))
        names = {one.name: one.stem for one in there if one.suffix in like or one.is_dir()}
    except (OSError, ValueError):
        return ()
    from difflib import get_close_matches

    stems = get_close_matches(path.stem, sorted(set(names.values())), 3, 0.5)
    found = sorted((stems.index(stem), name) for name, stem in names.items() if stem in stems)
    return tuple(str(path.with_name(name)) for _, name in found)


def models_in(path: Path) -> list[Path]:
    """The models a path stands for: of a folder without a main file, each of its models."""
    try:
        found = _mains(_texts(path)) if path.is_dir() else []
    except OSError:
        found = []
    return found if len(found) > 1 else [path]


def _main_of_folder(folder: Path, reports: Reports) -> Path | None:
    files = _texts(folder)
    if not files:
        reports.add("GOV151", None, name=str(folder))
        return None
    mains = _mains(files)
    if len(mains) == 1:
        return mains[0]
    names = [file.name for file in (mains or files)[:5]]
    listed = Both("、".join(names), ", ".join(names))
    reports.add("GOV153", None, name=str(folder), files=listed)
    return None


def _texts(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix == SUFFIX and file.is_file())


def _mains(files: list[Path]) -> list[Path]:
    """Of the files of a folder the main one; where nothing tells it, all that open a district."""
    for name in (files[0].resolve().parent.name, "main", "主") if files else ():
        for file in files:
            if file.stem == name:
                return [file]
    if len(files) == 1:
        return files
    heads = [file for file in files if _has_head(file)]
    bases = {base for file in heads for base in _bases_of(file)} if len(heads) > 1 else set()
    return [file for file in heads if file.resolve() not in bases] or heads


def _has_head(file: Path) -> bool:
    """Whether a file opens a district; the others are there to be included."""
    words = "|".join(re.escape(word) for word in kinds()["district"].spellings)
    text = _beginning(file)
    return re.search(rf"^[ \t\u3000]*(?:{words})[ \t\u3000]", text, re.MULTILINE) is not None


def _bases_of(file: Path) -> set[Path]:
    """The files that a file names as its base; they are there to be extended."""
    words = "|".join(re.escape(word) for word in fields_of("district")["extends"].spellings)
    field = rf'(?:{words})[ \t\u3000]*[:：][ \t\u3000]*["“”＂]?([^"“”＂\n;；}}｝]+)'
    named = re.findall(field, _beginning(file))
    found = set()
    for name in named:
        with suppress(OSError, ValueError, RuntimeError):
            found.add((file.parent / name.strip()).resolve())
    return found


def _beginning(file: Path) -> str:
    """The first stretch of a file as text; empty where it cannot be opened."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_HEAD).decode("utf-8", errors="ignore")
    except OSError:
        return ""


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


def _paths(document: Document, field: str) -> list[Token]:
    """The paths that a field of the district (`include`, `extends`) names, in order."""
    words = {w for w, row in field_words("district").items() if row.id == field}
    found: list[Token] = []
    for statement in document.statements:
        inner = [statement]
        if isinstance(statement, Block) and kind_words().get(str(statement.kind)) == "district":
            inner = list(statement.body or ())
        for one in inner:
            if isinstance(one, Field) and str(one.word) in words:
                item = one.value.items[0]
                if isinstance(item, Token) and item.type in ("STRING", "NAME"):
                    found.append(item)
    return found


def _file_name(item: Token) -> str:
    """The path a text names, with or without quotation marks."""
    return (str(item)[1:-1] if item.type == "STRING" else str(item)).strip()


def _span(source: SourceFile, item: Token) -> Span:
    return Span(source, item.start_pos or 0, item.end_pos or 0)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
