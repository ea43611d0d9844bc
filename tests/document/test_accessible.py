"""Rules of accessibility that every HTML file keeps, each under its own name, and how it prints.

The page is read by a parser of its own; colours are reckoned as WCAG 2 does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from govkit import report
from govkit.document.parts import Document
from govkit.export.html import to_html
from govkit.pipeline import loads
from tests.document.conftest import document
from tests.reports.conftest import MODELS

VOID = {"meta", "col", "br", "rect", "line", "polyline", "polygon", "path", "circle", "ellipse"}
REPORTS = ("full", "matrix", "attachment")


@dataclass
class Element:
    tag: str
    told: dict[str, str]
    inner: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, *tags: str) -> list[Element]:
        """Every element of these tags inside, in order."""
        found = [self] if self.tag in tags else []
        return found + [one for part in self.inner for one in part.all(*tags)]

    def words(self) -> str:
        return self.text + "".join(one.words() for one in self.inner)


class _Tree(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.open = [Element("", {})]
        self.feed(text)
        assert len(self.open) == 1, "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inner.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


@pytest.fixture(scope="module", params=[*REPORTS, "parts"])
def documents(request: pytest.FixtureRequest) -> dict[str, Document]:
    """One report, or every part of documents once, in both tongues."""
    if request.param == "parts":
        return {lang: document(lang) for lang in MODELS}
    return {
        lang: report(loads(text), request.param, lang=lang)  # type: ignore[arg-type]
        for lang, text in MODELS.items()
    }


@pytest.fixture(scope="module", params=list(MODELS))
def page(documents: dict[str, Document], request: pytest.FixtureRequest) -> Element:
    return _Tree(to_html(documents[request.param])).open[0]


def test_the_tongue_is_named(documents: dict[str, Document]) -> None:
    for lang, found in documents.items():
        [html] = _Tree(to_html(found)).open[0].all("html")
        assert html.told["lang"].partition("-")[0] == lang


def test_the_page_has_a_title_and_one_main_heading(page: Element) -> None:
    [title], [main], [first] = page.all("title")[:1], page.all("main"), page.all("h1")
    assert first in main.all("h1") and title.words() == first.words() != ""


def test_headings_are_in_order_and_skip_no_level(page: Element) -> None:
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_head_of_a_table_says_what_it_heads(page: Element) -> None:
    for head in page.all("th"):
        wide = int(head.told.get("colspan", "1")) > 1
        assert head.told["scope"] == ("colgroup" if wide else "col")
    for table in page.all("table"):
        [rows] = table.all("thead") or [Element("thead", {})]
        assert rows.all("td") == []


def test_every_table_has_a_caption_or_a_heading_above_it(page: Element) -> None:
    named = False
    for one in page.all("h2", "h3", "h4", "h1", "table"):
        named |= one.tag != "table"
        assert named or one.all("caption"), one.words()[:40]


def test_every_picture_has_words_in_its_place(page: Element) -> None:
    for picture in page.all("svg"):
        links = picture.all("a")
        assert picture.told["role"] == ("group" if links else "img")
        [title, *_] = (one for one in picture.inner if one.tag == "title")
        assert title.words().strip() and any(one.tag == "desc" for one in picture.inner)
    for figure in page.all("figure"):
        assert all(one.words().strip() for one in figure.all("figcaption"))
        assert figure.all("figcaption")


def test_every_link_says_where_it_leads(page: Element) -> None:
    ids = {one.told["id"] for one in page.all(*_tags(page)) if "id" in one.told}
    for link in page.all("a"):
        assert link.words().strip(), link.told
        assert link.told["href"][1:] in ids


def _tags(page: Element) -> set[str]:
    return {page.tag}.union(*map(_tags, page.inner))


def test_nothing_is_told_by_colour_alone(page: Element) -> None:
    """Marks are elements of their own, and the style sheet gives each more than a colour."""
    sheet = _rules(page)
    for one in page.all("p", "li", "td", "th", "span"):
        assert "color" not in one.told.get("style", "") and one.tag != "span"
    assert "underline" in sheet["ins"]["text-decoration"]
    assert "underline" in sheet["a"]["text-decoration"]
    assert "del" not in sheet and "strong" not in sheet  # as browsers show them: struck, bold


def test_the_boxes_of_pictures_can_be_reached_and_seen_without_a_mouse(page: Element) -> None:
    assert "solid" in _rules(page)["a:focus-visible"]["outline"]
    assert not any("tabindex" in one.told for one in page.all(*_tags(page)))


# --- colours ------------------------------------------------------------------------------------


def _rules(page: Element) -> dict[str, dict[str, str]]:
    """Selector -> what the style sheet says of it, without what is for print alone."""
    text = page.all("style")[0].words().split("@page")[0]
    found: dict[str, dict[str, str]] = {}
    for selectors, told in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        said = dict(
            (name.strip(), value.strip())
            for name, _, value in (one.partition(":") for one in told.split(";"))
            if name.strip()
        )
        for selector in selectors.split(","):
            found.setdefault(selector.strip(), {}).update(said)
    return found


def _light(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as WCAG 2 reckons it, 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_of_two_colours_is_that_of_the_rule() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)  # the known near miss


def test_every_colour_of_words_is_seen_on_every_ground(page: Element) -> None:
    sheet = _rules(page)
    words = {said["color"] for said in sheet.values() if "color" in said}
    grounds = {said["background"] for said in sheet.values() if "background" in said}
    assert {"#111"} < words and {"#fff"} < grounds
    low = {(one, other): contrast(one, other) for one in words for other in grounds}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


def test_words_in_pictures_are_seen_on_what_they_stand_on(page: Element) -> None:
    """Each word on the smallest rectangle about it; large ones need 3, all others 4.5."""
    for picture in page.all("svg"):
        boxes = [
            (float(one.told["width"]) * float(one.told["height"]), one.told)
            for one in picture.all("rect")
            if one.told.get("fill", "none").startswith("#") and "opacity" not in one.told
        ]
        boxes = [(area, {"x": "0", "y": "0", **told}) for area, told in boxes]
        for word in picture.all("text"):
            if not word.told.get("fill", "").startswith("#"):
                continue
            x, y = float(word.told["x"]), float(word.told["y"])
            about = [(a, told) for a, told in boxes if _holds(told, x, y)]
            if about:
                ratio = contrast(word.told["fill"], min(about, key=lambda one: one[0])[1]["fill"])
                large = float(word.told.get("font-size", "12")) >= 24
                assert ratio >= (3 if large else 4.5), (word.words(), ratio)


def _holds(told: dict[str, str], x: float, y: float) -> bool:
    left, top = float(told["x"]), float(told["y"])
    return left <= x <= left + float(told["width"]) and top <= y <= top + float(told["height"])


# --- paper --------------------------------------------------------------------------------------


def test_it_prints_with_heads_repeated_and_nothing_torn(page: Element) -> None:
    sheet = _rules(page)
    assert sheet["thead"]["display"] == "table-header-group"
    for kept in ("tr", "figure", "h2", "caption", ".keep"):
        assert sheet[kept]["break-inside"] == "avoid", kept
    for above in ("h1", "h2", "h3", "h4", "caption", "p.note"):
        assert sheet[above]["break-after"] == "avoid", above
    assert sheet[".page"]["break-before"] == "page"
    printed = page.all("style")[0].words().split("@media print")[1]
    assert "max-height" in printed  # a picture and its heading fit on one page
    assert "counter(page)" in page.all("style")[0].words()
