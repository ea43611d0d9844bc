"""Links inside one HTML file: from the boxes of pictures to rows and back, from the contents to the
headings; every one ends somewhere, and a ref that has no row stays plain."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from govkit import report
from govkit.document.building import cell
from govkit.document.parts import Block, Column, Document, Heading, Keep, Picture, Table
from govkit.export.html import to_html
from govkit.export.html_links import id_of
from govkit.export.markdown import to_markdown
from govkit.model.governance import Governance
from govkit.pipeline import load, loads
from tests.reports.conftest import MODELS

ROOT = Path(__file__).parents[2]
REFS = (
    "post:网格长",
    'post:"><b>',
    "a b",
    "post:甲\u202e乙",
    "a_b",
    "a_5f_b",
    "A:b",
    "a:b",
    "𠮷#%41",
)


class Page(HTMLParser):
    """Each id and what stands in it, each link and what it stands in, each box of a picture."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: dict[str, str] = {}
        self.links: list[tuple[str, dict[str, str]]] = []
        self.boxes: list[tuple[str, dict[str, str]]] = []
        self.scripts = 0
        self.roles: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if "id" in told:
            assert told["id"] not in self.ids, f"the id {told['id']} stands twice"
            self.ids[told["id"]] = tag
        if tag == "a":
            assert not any(above == "a" for above, _ in self._open), "a link in a link"
            around = next((own["id"] for _, own in reversed(self._open) if "id" in own), "")
            self.links.append((around, told))
        if "data-ref" in told:
            self.boxes.append((tag, told))
        self.scripts += tag == "script" or any(name.startswith("on") for name in told)
        if tag == "svg":
            self.roles.append(told["role"])
        if tag not in {"meta", "col", "br"}:
            self._open.append((tag, told))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"rect", "text", "polyline", "polygon", "path", "line", "circle", "g"}, tag

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, (opened, tag)

    def leads(self, link: dict[str, str]) -> str:
        """The id that a link leads to; it has to be there."""
        href = link["href"]
        assert href.startswith("#"), href
        target = unquote(href[1:])
        assert target in self.ids, href
        return target


def _box(ref: str) -> str:
    from html import escape

    return f'<g data-ref="{escape(ref)}"><title>x</title><rect width="9" height="9"/></g>'


def _svg(*inner: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>t</title>{"".join(inner)}</svg>'
    )


def _document(*blocks: Block, contents: bool = False) -> Document:
    return Document("zh", "题", blocks, contents=contents)


def _rows(*refs: str) -> Table:
    return Table(
        (Column("甲"), Column("乙")), tuple((cell(one, ref=one), cell("1")) for one in refs)
    )


def linked(page: Page) -> dict[str, str]:
    """The id of each box that is a link by the id of its row; both ways are looked at."""
    found = {}
    for tag, told in page.boxes:
        if tag == "a":
            found.setdefault(page.leads(told), told.get("id", ""))
    back = {around: page.leads(told) for around, told in page.links if "data-ref" not in told}
    for row, box in found.items():
        assert back[row] == box, row
    return found


def test_ids_of_refs_are_unlike_and_safe_to_write() -> None:
    ids = [id_of(ref) for ref in REFS]
    assert len(set(ids)) == len(REFS)
    assert all(one.replace("_", "").isalnum() for one in ids)


def test_boxes_lead_to_their_rows_and_rows_to_their_boxes() -> None:
    page = Page(to_html(_document(Picture(_svg(*map(_box, REFS)), "图"), _rows(*REFS))))
    assert len(linked(page)) == len(REFS) == len([tag for tag, _ in page.boxes if tag == "a"])
    assert page.scripts == 0 and page.roles == ["group"]


def test_a_ref_without_a_row_or_without_a_box_is_no_link() -> None:
    found = _document(
        Picture(_svg(_box("post:甲"), _box("post:乙")), "图"), _rows("post:乙", "post:丙")
    )
    page = Page(to_html(found))
    assert [(tag, told["data-ref"]) for tag, told in page.boxes] == [
        ("g", "post:甲"),
        ("a", "post:乙"),
    ]
    assert len(page.links) == 2
    page = Page(to_html(_document(Picture(_svg(_box("post:甲")), "图"), _rows("post:丙"))))
    assert page.links == [] and page.roles == ["img"]


def test_the_first_row_and_the_first_box_of_a_ref_are_the_ends() -> None:
    boxes = Picture(_svg(_box("post:甲")), "图")
    page = Page(to_html(_document(boxes, boxes, _rows("post:甲"), Heading(1, "甲", "post:甲"))))
    assert list(page.ids.values()) == ["a", "td"]
    assert [page.leads(told) for _, told in page.links].count(id_of("post:甲")) == 2
    linked(page)


def test_no_link_stands_in_a_link() -> None:
    nested = f'<g data-ref="post:甲"><g>{_box("post:乙")}</g></g>'
    page = Page(
        to_html(
            _document(Picture(_svg(nested, _box("post:乙")), "图"), _rows("post:甲", "post:乙"))
        )
    )
    assert [tag for tag, _ in page.boxes] == ["a", "g", "a"]
    linked(page)


@pytest.mark.parametrize("levels", [(1, 2, 2, 1), (2, 3, 1), (1, 3, 2), (3,), ()])
def test_the_contents_list_the_headings_in_order(levels: tuple[int, ...]) -> None:
    heads = tuple(Heading(level, f"<{at}>") for at, level in enumerate(levels))  # type: ignore[arg-type]
    html = to_html(_document(Keep(heads[:1]), *heads[1:], _rows("h:1"), contents=True))
    page = Page(html)
    listed = [page.ids[page.leads(told)] for _, told in page.links]
    assert len(listed) == len([level for level in levels if level < 3])
    assert all(one in {"h2", "h3"} for one in listed)
    assert ("<nav" in html) is bool(listed)
    assert "<nav" not in to_html(replace(_document(*heads), contents=False))


def test_an_annex_is_named_above_the_title() -> None:
    found = Document("zh", "职责清单", (), annex="附件<1>")
    assert to_markdown(found).startswith("附件&lt;1&gt;\n\n# 职责清单")
    html = to_html(found)
    assert 0 < html.index("附件&lt;1&gt;</p>") < html.index("<h1>")


def _whole(model: Governance) -> None:
    page = Page(to_html(report(model, "full", lang=model.lang)))
    refs = {told["data-ref"] for _, told in page.boxes}
    assert refs and set(linked(page)) == {id_of(ref) for ref in refs}
    for _, told in page.links:
        page.leads(told)
    assert page.scripts == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_of_a_model_is_a_site_in_one_file(lang: str) -> None:
    """Every object that is drawn has a row, so every box is a link, and every row leads back."""
    _whole(loads(MODELS[lang]))


@pytest.mark.nightly
@pytest.mark.parametrize(
    "name", ["guangming", "binzhou", "qixian", "quanyu", "quanyu/english", "haolinju"]
)
def test_every_district_is_a_site_in_one_file(name: str) -> None:
    _whole(load(ROOT / "examples" / name))
