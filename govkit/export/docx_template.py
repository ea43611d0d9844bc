"""A document in the styles of an office's own Word file.

The bytes of a template enter; a package with its styles, its page, its head and foot leaves, and
none of its words. A style that the template does not have is added as govkit has it. What the
document says is not known here.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.document.parts import Document
from govkit.export import docx_official as official
from govkit.export.docx_page import EMU, Sheet, sheet_of
from govkit.export.docx_style import NAMES, STYLES

_KEPT = {
    "officeDocument", "core-properties", "styles", "numbering", "settings", "footer", "header",
    "image", "theme", "fontTable", "webSettings",
}  # fmt: skip
_MOST = 20_000_000
_USED = re.compile(r'(<w:(?:pStyle|tblStyle) w:val=")(\w+)"')
_STYLE = re.compile(r"<w:style .*?</w:style>", re.DOTALL)


def opened(template: bytes) -> Any:
    """The package of a template. Raises `GovError` (GOV995)."""
    from docx import Document as new_package
    from docx.opc.exceptions import PackageNotFoundError

    if len(template) > _MOST:
        raise _unusable("文件超过 20 兆", "it is larger than 20 MB")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as found:
            if sum(one.file_size for one in found.infolist()) > 5 * _MOST:
                raise _unusable("解开以后太大", "it is too large once unpacked")
        package: Any = new_package(io.BytesIO(template))
        package.part._styles_part, package.sections[-1]
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, IndexError) as error:
        raise _unusable("不是 .docx 文件", "it is no `.docx`") from error
    _closed(package)
    return package


def _closed(package: Any) -> None:
    """Take out what is not wanted; refuse what refers to something outside."""
    part = package.part
    for rels in (part.rels, part.package.rels, part._settings_part.rels):
        for key, rel in list(rels.items()):
            if rel.is_external or rel.reltype.rsplit("/", 1)[-1] not in _KEPT:
                rels.pop(key)
    for element in list(package.settings.element):
        if element.tag.endswith(("}attachedTemplate", "}mailMerge", "}documentProtection")):
            package.settings.element.remove(element)
    for rel in part.rels.values():
        if any(inner.is_external for inner in rel.target_part.rels.values()):
            raise _unusable("页眉页脚里有外部链接", "its head or foot links to something outside")


def kept_section(package: Any, document: Document) -> tuple[str, Sheet]:
    """The last section of a template as XML, turned where the document lies, and its page.

    Its paper is that of the template, unless the document asks for A3.
    """
    from docx.enum.section import WD_ORIENT

    section, wide = package.sections[-1], document.wide
    sides = sorted((section.page_width or 7560310, section.page_height or 10692130))
    if document.paper == "A3":
        own = sheet_of(document)
        sides = sorted((own.across * EMU, own.down * EMU))
    section.page_width, section.page_height = sides[::-1] if wide else sides
    section.gutter = section.gutter or 0  # margins are there, whatever the template says
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    lengths = (
        section.page_width, section.page_height, section.top_margin or 0,
        section.bottom_margin or 0, section.left_margin or 0, section.right_margin or 0, 0,
    )  # fmt: skip
    return str(section._sectPr.xml), Sheet(*(int(one) // EMU for one in lengths))


def take_styles(package: Any, is_official: bool, parse_xml: Any) -> dict[str, str]:
    """Add the styles that a template lacks; for each of ours the identifier it has there."""
    ours = official.STYLES if is_official else STYLES
    element = package.styles.element
    theirs = {str(one.name_val).lower(): one.styleId for one in element.style_lst if one.name_val}
    renamed: dict[str, str] = {}
    for text in _STYLE.findall(ours):
        key = re.search(r'w:styleId="(\w+)"', text)
        name = re.search(r'<w:name w:val="([^"]+)"', text)
        assert key is not None and name is not None
        if name[1].lower() in theirs:
            renamed[key[1]] = theirs[name[1].lower()]
            continue
        renamed[key[1]] = f"Govkit{key[1]}"
        own = text.replace(key[0], f'w:styleId="Govkit{key[1]}"').replace(' w:default="1"', "")
        own = re.sub(r"<w:numPr>.*?</w:numPr>", "", own)
        own = own.replace('w:basedOn w:val="Normal"', f'w:basedOn w:val="{theirs.get("normal")}"')
        [made] = list(parse_xml(f"<w:styles {NAMES}>{own}</w:styles>"))
        element.append(made)
    return renamed


def in_styles(inside: str, renamed: dict[str, str]) -> str:
    """A body whose paragraphs and tables name the styles as the template calls them."""
    plain = inside.replace('<w:rFonts w:eastAsia="黑体"/>', "")
    return _USED.sub(lambda found: f'{found[1]}{renamed.get(found[2], found[2])}"', plain)


def _unusable(zh: str, en: str) -> Exception:
    return refuse("GOV995", path="", why=Both(zh, en))
