"""A document into a file: which format an ending stands for, and what each cannot hold.

A `Document` and an ending or a path enter; bytes leave, or a whole file. Formats are functions that
know no report; those of plug-ins come as a mapping. Where a document cannot be written so, it is
refused before anything is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.document.parts import Document
from govkit.document.reading import tables_of

Writer = Callable[[Document], bytes]
Formats = Mapping[str, Writer]
NONE: Formats = MappingProxyType({})

# What each ending is written by, and the package that it needs.
_BUILT_IN = {
    ".docx": ("docx", "to_docx", "docx"),
    ".xlsx": ("xlsx", "to_xlsx", "openpyxl"),
    ".html": ("html", "to_html", ""),
    ".md": ("markdown", "to_markdown", ""),
    ".csv": ("csv", "document_csv", ""),
    ".pdf": ("pdf", "document_pdf", ""),
}
ENDINGS = tuple(_BUILT_IN)
_PACKAGES = {"docx": ("Word", "python-docx"), "openpyxl": ("Excel", "openpyxl")}
MOST_ROWS = 20_000


def offered(document: Document, ending: str, formats: Formats = NONE) -> None:
    """See that a document can be written so.

    Raises `GovError`: GOV986 for an ending that is not known, for CSV of what is not one table,
    and for a form that is to be no workbook; GOV993 where the extra is missing that the format
    needs; GOV994 for too many rows, GOV869 for those of a form.
    """
    kind = ending.lower()
    if kind in formats:
        return
    if document.form and kind != ".xlsx":
        why = Both("表样要在 Excel、WPS 里填", "a form is filled in with a spreadsheet program")
        raise _not_offered(document, ending, why, formats)
    if kind not in _BUILT_IN:
        why = Both("不认识这种格式", "this format is not known")
        raise _not_offered(document, ending, why, formats)
    if kind == ".csv" and (count := len(list(tables_of(document)))) != 1:
        why = Both(f"CSV 只能放一张表，这里有 {count} 张", f"CSV holds one table, here are {count}")
        raise _not_offered(document, ending, why, formats)
    require(_BUILT_IN[kind][2])
    rows = sum(len(table.rows) for table in tables_of(document))
    if kind != ".csv" and rows > MOST_ROWS:
        much = {"rows": f"{rows:,}", "most": f"{MOST_ROWS:,}"}
        raise refuse("GOV869", **much) if document.form else refuse("GOV994", ending=kind, **much)


def require(library: str) -> None:
    """See that the library of a format is there. Raises `GovError` (GOV993)."""
    if library and find_spec(library) is None:
        what, package = _PACKAGES[library]
        raise refuse("GOV993", what=what, package=package)


def write(
    document: Document, ending: str, *, template: bytes | None = None, formats: Formats = NONE
) -> bytes:
    """The bytes of a file of this ending (`.docx`), text as UTF-8.

    `template` is a Word file whose styles are taken; other formats have none. `formats` are those
    of plug-ins, which come before the built-in. Raises `GovError` as `offered` does, GOV995 for a
    template that is no Word file, and GOV985 where no program is there that prints PDF.
    """
    offered(document, ending, formats)
    kind = ending.lower()
    if kind in formats:
        return formats[kind](document)
    module, name, _ = _BUILT_IN[kind]
    writer = getattr(import_module(f"{__package__}.{module}"), name)
    written: str | bytes = writer(document, template) if kind == ".docx" else writer(document)
    return written.encode("utf-8") if isinstance(written, str) else written


def save(
    document: Document,
    path: str | os.PathLike[str],
    *,
    template: bytes | None = None,
    formats: Formats = NONE,
) -> None:
    """Write the file that the ending of `path` stands for, whole or not at all.

    Raises `GovError` as `write` does, and `OSError`.
    """
    target = Path(path)
    data = write(document, target.suffix, template=template, formats=formats)
    beside = target.with_name(f".{target.name}-{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _not_offered(document: Document, ending: str, why: Both, formats: Formats) -> Exception:
    one = len(list(tables_of(document))) == 1
    built_in = [".xlsx"] if document.form else [each for each in ENDINGS if each != ".csv" or one]
    known = [*built_in, *formats]
    listed = Both("、".join(known), ", ".join(known))
    written = ending or Both("没有后缀", "no ending")
    return refuse("GOV986", ending=written, why=why, known=listed)
