"""Every format holds every string of a document, in order, and nothing that runs or loads."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from govkit.diagnostics import GovError
from govkit.diagnostics.plain import render
from govkit.document.parts import Document, Heading
from govkit.document.reading import texts
from govkit.export import docx as word
from govkit.export.docx import to_docx
from govkit.export.escape import shown
from govkit.export.html import to_html
from govkit.export.markdown import to_markdown
from tests.document.conftest import document
from tests.document.office import turned

BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "caption", "figcaption"}
# What repeats headings, and drawings, whose words are no strings of a document.
ASIDE = {"nav", "svg"}
# The order that the schema of WordprocessingML gives the children of these, as far as used here.
ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "spacing", "ind", "jc",
            "outlineLvl"],
    "rPr": ["rFonts", "b", "strike", "color", "sz", "szCs", "u", "shd", "lang"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "shd"],
    "tblPr": ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar"],
}  # fmt: skip


class Page(HTMLParser):
    """The strings of a page by its blocks, and every tag and attribute on the way."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.strings: list[str] = []
        self.tags: list[str] = []
        self.told: dict[str, set[str]] = {}
        self._inside: list[str] | None = None
        self._aside = 0
        self.feed(text.split("<main>")[1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.told.setdefault(name, set()).add(value or "")
        self._aside += tag in ASIDE
        if tag in BLOCKS and not self._aside:
            self._inside = []

    def handle_endtag(self, tag: str) -> None:
        self._aside -= tag in ASIDE
        if tag in BLOCKS and not self._aside:
            self.strings.append("".join(self._inside or []))
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._aside:
            return
        if self._inside is None:
            assert not data.strip(), f"a string in no block: {data}"
        else:
            self._inside.append(data)


def from_html(found: Document) -> list[str]:
    return Page(to_html(found)).strings


def from_docx(found: Document) -> list[str]:
    import docx
    from docx.oxml.ns import qn

    package = docx.Document(io.BytesIO(to_docx(found)))
    foot = [paragraph._p for paragraph in package.sections[0].footer.paragraphs[:-1]]
    paragraphs = [*package.element.body.iter(qn("w:p")), *foot]
    return ["".join(part.text or "" for part in one.iter(qn("w:t"))) for one in paragraphs]


def from_markdown(found: Document) -> list[str]:
    strings = []
    for token in MarkdownIt("commonmark").enable("table").parse(to_markdown(found)):
        assert token.type not in {"html_block", "code_block", "fence", "blockquote_open"}
        line = ""
        for part in token.children or []:
            assert part.type in {"text", "html_inline", "strong_open", "strong_close"}, part
            if part.type == "html_inline":
                assert part.content in {"<br>", "<ins>", "</ins>", "<del>", "</del>"}
            if part.content == "<br>":
                strings, line = [*strings, line], ""
            elif part.type == "text":
                line += part.content
        strings.append(line)
    return strings


Reader = Callable[[Document], list[str]]
READERS = pytest.mark.parametrize("read", [from_html, from_docx, from_markdown])


def said(found: Document) -> list[str]:
    return [text for text in (shown(text).strip() for text in texts(found)) if text]


def held(strings: list[str]) -> list[str]:
    return [text.strip() for text in strings if text.strip()]


@READERS
def test_a_format_holds_every_string_in_order_and_no_other(
    every_part: Document, read: Reader
) -> None:
    assert held(read(every_part)) == said(every_part)


@READERS
@settings(max_examples=10, deadline=None)
@given(
    words=st.lists(st.text("\\`*_[](){}<>#+-.!|&~=:/$@^ a1甲，\n\t\u202e", min_size=1), max_size=8)
)
def test_any_words_come_back_as_they_can_be_seen(read: Reader, words: list[str]) -> None:
    found = document("zh", words=tuple(words))
    assert held(read(found)) == said(found)


def test_html_runs_nothing_loads_nothing_and_says_its_tongue(every_part: Document) -> None:
    text = to_html(every_part)
    page = Page(text)
    assert set(page.tags) <= BLOCKS | {
        "ul", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "div", "section",
        "footer", "ins", "del", "strong", "small",
    }  # fmt: skip
    assert set(page.told) <= {"class", "style", "scope", "colspan", "rowspan"}
    head = text.split("<main>")[0]
    assert "default-src 'none'" in head and "url(" not in head and "://" not in head
    assert f'lang="{ {"zh": "zh-CN", "en": "en"}[every_part.lang] }"' in head


def test_html_is_made_for_paper(every_part: Document) -> None:
    head = to_html(every_part).split("<main>")[0]
    assert f"size: A4{' landscape' if every_part.wide else ''};" in head
    assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)pt", head)) >= 11
    assert not re.search(r"font-size: [\d.]+(?!pt|[\d.])", head)
    for rule in (
        r"h1, h2, h3, h4, caption, p.note \{[^}]*break-after: avoid",
        r"\.keep \{[^}]*break-inside: avoid",
        r"tr \{[^}]*break-inside: avoid",
        r"thead \{[^}]*table-header-group",
        r"\.page \{[^}]*break-before: page",
    ):
        assert re.search(rule, head), rule


def test_marks_differ_in_more_than_colour(every_part: Document) -> None:
    page = to_html(every_part)
    assert "<ins>新</ins><del>旧</del><strong>重</strong>" in page
    assert "<ins>新</ins><del>旧</del>**重**轻" in to_markdown(every_part)
    assert re.search(r"ins \{[^}]*underline", page)
    marks = _part(to_docx(every_part), "word/document.xml")
    assert '<w:u w:val="single"/></w:rPr><w:t xml:space="preserve">新' in marks
    grey = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
    assert f'<w:strike/>{grey}</w:rPr><w:t xml:space="preserve">旧' in marks


def _part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        return found.read(name).decode()


def test_every_style_of_word_names_a_chinese_font_and_no_theme(every_part: Document) -> None:
    package = to_docx(every_part)
    styles = re.findall(r"<w:style .*?</w:style>", _part(package, "word/styles.xml"), re.DOTALL)
    assert len(styles) > 10
    for style in styles:
        assert re.search(r'w:eastAsia="(仿宋|黑体|楷体|宋体)"', style), style
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        names = found.namelist()
        every = b"".join(found.read(name) for name in names)
    assert b"Theme=" not in every and b"TargetMode" not in every
    assert not [
        name for name in names if "theme" in name or "thumbnail" in name or "custom" in name
    ]
    assert b"2013" not in _part(package, "docProps/core.xml").encode()  # the template's own date


def test_every_style_that_is_used_is_there(every_part: Document) -> None:
    package = to_docx(every_part)
    known = set(re.findall(r'w:styleId="(\w+)"', _part(package, "word/styles.xml")))
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        text = "".join(found.read(n).decode() for n in found.namelist() if n.endswith(".xml"))
    assert set(re.findall(r'w:(?:pStyle|tblStyle) w:val="(\w+)"', text)) <= known


def test_the_parts_of_word_stand_in_the_order_of_its_schema(every_part: Document) -> None:
    from docx.oxml import parse_xml

    package = to_docx(every_part)
    for part in ("document", "styles", "footer1"):
        for element in parse_xml(_part(package, f"word/{part}.xml").encode()).iter():
            name = str(element.tag).split("}")[-1]
            inner = [str(child.tag).split("}")[-1] for child in element]
            if name in ORDER:
                assert inner == sorted(inner, key=ORDER[name].index), (part, name, inner)
            if name == "tc":
                assert inner[-1] == "p"  # a cell without a last paragraph is a damaged file


def test_heads_of_word_repeat_rows_stay_whole_and_merged_cells_are_merged() -> None:
    import docx

    package = docx.Document(io.BytesIO(to_docx(document("zh"))))
    table = package.tables[0]
    rows = [row._tr.trPr.xml for row in table.rows]
    assert ["tblHeader" in row for row in rows] == [True, True] + [False] * (len(rows) - 2)
    assert all("cantSplit" in row for row in rows)
    assert len({cell._tc for cell in table.rows[0].cells}) == 2
    assert table.cell(2, 1)._tc is table.cell(3, 1)._tc
    frame = package.tables[1]
    assert frame.style.name == "Frame" and "cantSplit" in frame.rows[0]._tr.trPr.xml
    assert frame.cell(0, 0).tables


BYTES = """
from hashlib import sha256
from tests.document.conftest import document
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from govkit.export.markdown import to_markdown
found = document("zh")
html, text = to_html(found).encode(), to_markdown(found).encode()
print([sha256(one).hexdigest() for one in (to_docx(found), html, text)])
"""


def test_the_same_document_is_the_same_bytes_in_every_process() -> None:
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", BYTES],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)},
            check=True, capture_output=True, text=True, cwd=root,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }  # fmt: skip
    assert len(digests) == 1


def test_no_moment_is_kept_in_a_word_file(every_part: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(every_part))) as found:
        assert {entry.date_time for entry in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_word_without_its_package_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word, "find_spec", lambda name: None)
    with pytest.raises(GovError) as refused:
        to_docx(Document("zh", "题", (Heading(1, "一"),)))
    [finding] = refused.value.diagnostics
    assert finding.code == "GOV993"
    for lang in ("zh", "en"):
        told = render(finding, lang)
        assert "govkit[office]" in told and "--no-index" in told and ".html" in told


@pytest.mark.nightly
def test_libreoffice_opens_the_file_and_reads_the_same(
    tmp_path: Path, every_part: Document
) -> None:
    (tmp_path / "a.docx").write_bytes(to_docx(every_part))
    for kind in ("pdf", "txt:Text (encoded):UTF8"):
        turned(tmp_path, kind, tmp_path / "a.docx")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    found = [line.strip() for line in (tmp_path / "a.txt").read_text("utf-8-sig").splitlines()]
    body = [line.removeprefix("• ").strip() for line in found if line]
    told = said(every_part)[:-1]  # the foot of the pages is no part of the text
    assert [line for line in body if line] == told
