"""From the bytes of a table's file to those of its marked copy, by what the file holds.

Bytes and marks enter, bytes leave, or `Unmarkable` says why not. Paths are not known here.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from govkit.diagnostics import Both
from govkit.export.marking import separated, sheet
from govkit.source import decoded
from govkit.tables import MARKED
from govkit.tables.workbook import MOST_COLUMNS

_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STAMP = re.compile(rb"<!-- govkit ([0-9a-f]{64}) -->\Z")
_MACROS, _TYPES = "xl/vbaProject.bin", "[Content_Types].xml"
_WORKBOOK = b"spreadsheetml.sheet.main+xml"
_PLAIN_FORM = {"fontId": "0", "fillId": "0", "borderId": "0", "numFmtId": "0"}


class Unmarkable(Exception):
    """A file that gets no marked copy; `why` and `remedy` say it in both tongues."""

    def __init__(self, why: Both, remedy: Both) -> None:
        super().__init__(why.en)
        self.why, self.remedy = why, remedy


def marked(data: bytes, sheets: Mapping[str, Mapping[int, str]]) -> bytes:
    """The file with the texts beside its rows. `sheets`: the texts of each sheet, by row; the name
    is empty for the first sheet and for CSV. Raises `Unmarkable`."""
    if data.startswith(b"PK"):
        return _workbook(data, sheets)
    return _separated(data, sheets.get("", {}))


def is_untouched(data: bytes) -> bool:
    """Whether these bytes are a marked workbook that nobody has changed since: what is said in it
    about its parts still holds. Of separated text that cannot be known."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    stamps = {found[1] for part in parts.values() if (found := _STAMP.search(part))}
    return stamps == {_digest(parts)}


# ── separated text ──
def _separated(data: bytes, marks: Mapping[int, str]) -> bytes:
    read = decoded(data)
    if read is None:
        raise _broken()
    text, encoding = read
    try:
        written = separated.with_column(text, marks)
    except ValueError:
        raise _broken() from None
    # A mark at the beginning of UTF-16 is its own; that of UTF-8 is kept where there was one.
    if encoding == "utf-8-sig" and not data.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
    return _encoded(written, data, encoding)


def _encoded(text: str, data: bytes, encoding: str) -> bytes:
    if encoding == "utf-16":
        mark = data[:2]
        return mark + text.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be")
    return text.encode(encoding)


# ── workbooks ──
def _workbook(data: bytes, sheets: Mapping[str, Mapping[int, str]]) -> bytes:
    try:
        with ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            parts = {info.filename: package.read(info) for info in infos}
        types = parts[_TYPES]
        if _MACROS in parts or b"macroEnabled" in types:
            raise Unmarkable(
                Both("里面有宏", "it holds macros"),
                Both("另存为 Excel 工作簿（.xlsx）再检查", "save it as .xlsx and check again"),
            )
        if _WORKBOOK not in types:  # a template: under another name it would not open
            raise _broken()
        changed = _marked_parts(parts, sheets)
    except (BadZipFile, ElementTree.ParseError, KeyError, ValueError, RuntimeError):
        raise _broken() from None
    whole = {**parts, **changed}
    stamp = b"<!-- govkit %s -->" % _digest(whole)
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for info in infos:
            part = whole[info.filename]
            package.writestr(info, part + stamp if info.filename in changed else part)
    return out.getvalue()


def _marked_parts(
    parts: Mapping[str, bytes], sheets: Mapping[str, Mapping[int, str]]
) -> dict[str, bytes]:
    """The parts of the sheets that get a column, as they are with it."""
    named = _sheets(parts)
    style, earlier = _wrapping(parts), _earlier(parts)
    by_part: dict[str, dict[int, str]] = {}
    for name, marks in sheets.items():
        by_part.setdefault(named[name], {}).update(marks)
    changed = {}
    for part, marks in by_part.items():
        xml = _STAMP.sub(b"", parts[part])
        column = sheet.column_of(xml, earlier)
        if column > MOST_COLUMNS:
            raise Unmarkable(
                Both(f"列数到了 {MOST_COLUMNS}", f"it has {MOST_COLUMNS} columns"),
                Both("删去不用的列再检查", "delete columns that are not used, and check again"),
            )
        changed[part] = sheet.spliced(xml, column, marks, style)
    return changed


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each sheet by its name; the first that is not hidden also by an empty one."""
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    targets = {
        one.get("Id"): (one.get("Type", ""), one.get("Target", ""))
        for one in ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"]).iter(_RELATED)
    }
    found: dict[str, str] = {}
    seen: list[str] = []
    for one in book.iter():
        if one.tag.rpartition("}")[2] != "sheet":
            continue
        related = next(value for key, value in one.attrib.items() if key.endswith("}id"))
        kind, target = targets[related]
        if not kind.endswith("/worksheet"):
            continue
        path = PurePosixPath(target[1:] if target.startswith("/") else f"xl/{target}")
        found[one.get("name", "")] = str(path)
        if one.get("state", "visible") == "visible":
            seen.append(str(path))
    found[""] = (seen or [*found.values()])[0]
    return found


def _wrapping(parts: Mapping[str, bytes]) -> str:
    """The number of a plain cell format of theirs that wraps lines; empty where none does."""
    if "xl/styles.xml" not in parts:
        return ""
    for forms in ElementTree.fromstring(parts["xl/styles.xml"]).iter():
        if forms.tag.rpartition("}")[2] != "cellXfs":
            continue
        for number, form in enumerate(forms):
            wraps = any(one.get("wrapText") in ("1", "true") for one in form)
            if wraps and all(form.get(key, "0") == value for key, value in _PLAIN_FORM.items()):
                return str(number)
    return ""


def _earlier(parts: Mapping[str, bytes]) -> frozenset[int]:
    """Which shared texts begin as the head of an earlier column of marks does."""
    shared = parts.get("xl/sharedStrings.xml", b"")
    if b"govkit" not in shared:
        return frozenset()
    texts = (
        "".join(part.text or "" for part in one.iter() if part.tag.rpartition("}")[2] == "t")
        for one in ElementTree.fromstring(shared)
    )
    return frozenset(at for at, text in enumerate(texts) if text.startswith(MARKED))


def _digest(parts: Mapping[str, bytes]) -> bytes:
    found = hashlib.sha256()
    for name, part in sorted(parts.items()):
        bare = _STAMP.sub(b"", part)
        found.update(f"{name}\0{len(bare)}\0".encode())
        found.update(bare)
    return found.hexdigest().encode()


def _broken() -> Unmarkable:
    return Unmarkable(
        Both("文件的结构不认识，标不上去", "its inner form is not one that can be written into"),
        Both("用 Excel 或 WPS 打开，另存为 Excel 工作簿（.xlsx）再检查",
             "open it in a spreadsheet program, save it as .xlsx and check again"),
    )  # fmt: skip
