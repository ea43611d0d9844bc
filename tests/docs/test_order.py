"""The order of the two language references: anchors, section numbers, references by number.

Both documents enter as text. Sections are numbered consecutively in both, the kinds in the order
of `grammars/kinds.csv`, and a number in a link is that of the section the link leads to.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from govkit.vocabulary.kinds import kinds

DOCS = Path(__file__).parents[2] / "docs"
PAIR = ("language.md", "语言.md")
_HEADING = re.compile(r'^<a id="([^"]+)"></a>\n(#{2,3}) ([0-9.]+) ', re.MULTILINE)
_LINK = re.compile(r"\[([0-9]+(?:\.[0-9]+)*)\]\(#([^)]+)\)")
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def _text(document: str) -> str:
    return re.sub(r"^```.*?^```$", "", (DOCS / document).read_text("utf-8"), flags=re.M | re.S)


def _numbers(document: str) -> dict[str, str]:
    """The number of each section, by anchor, in the order of the document."""
    return {anchor: number for anchor, _, number in _HEADING.findall(_text(document))}


def test_both_references_have_the_same_anchors_in_the_same_order() -> None:
    english, chinese = (_ANCHOR.findall(_text(document)) for document in PAIR)
    assert english == chinese


@pytest.mark.parametrize("document", PAIR)
def test_section_numbers_are_consecutive(document: str) -> None:
    found = list(_numbers(document).values())
    expected: list[str] = []
    for chapter, (_, group) in enumerate(groupby(found, lambda n: n.split(".")[0]), 1):
        sections = len(list(group)) - 1
        expected += [str(chapter), *(f"{chapter}.{n}" for n in range(1, sections + 1))]
    assert found == expected


@pytest.mark.parametrize("document", PAIR)
def test_every_heading_has_an_anchor_and_a_number(document: str) -> None:
    headings = re.findall(r"^#{2,} .*$", _text(document), re.MULTILINE)
    assert len(headings) == len(_numbers(document))


@pytest.mark.parametrize("document", PAIR)
def test_an_anchor_that_holds_a_number_stands_at_the_section_of_that_number(document: str) -> None:
    for anchor, number in _numbers(document).items():
        if numbered := re.fullmatch(r"s([0-9]+(?:-[0-9]+)?)", anchor):
            assert numbered[1].replace("-", ".") == number


@pytest.mark.parametrize("document", PAIR)
def test_the_kinds_stand_in_the_order_of_their_table(document: str) -> None:
    found = [anchor for anchor in _numbers(document) if anchor.startswith("kind-")]
    assert found == [f"kind-{kind}" for kind in (*kinds(), "every")]


@pytest.mark.parametrize("document", PAIR)
def test_the_chapter_of_kinds_opens_with_a_list_of_them(document: str) -> None:
    chapter = _text(document).split('<a id="s8"></a>')[1].split('<a id="kind-district"></a>')[0]
    assert [anchor for _, anchor in _LINK.findall(chapter)] == [
        f"kind-{kind}" for kind in (*kinds(), "every")
    ]


@pytest.mark.parametrize("document", PAIR)
def test_a_number_in_a_link_is_that_of_its_section(document: str) -> None:
    numbers = _numbers(document)
    links = _LINK.findall(_text(document))
    assert links
    for number, anchor in links:
        assert numbers[anchor] == number, anchor


@pytest.mark.parametrize("document", PAIR)
def test_sections_are_referred_to_by_links_alone(document: str) -> None:
    text = re.sub(r"`[^`]*`", "", _text(document))
    bare = re.compile(r"(?:\(|见 |in |of |\b[Ss]ection )([0-9]\.[0-9]{1,2})(?=[^0-9\]%])")
    assert bare.findall(text) == []


def test_records_of_decisions_are_numbered_one_after_another() -> None:
    names = sorted(path.name for path in (DOCS / "decisions").glob("*.md"))
    numbers = [name[:4] for name in names]
    assert numbers == [f"{number:04}" for number in range(1, len(names) + 1)]
    for name in names:
        title = (DOCS / "decisions" / name).read_text("utf-8").splitlines()[0]
        assert title.startswith(f"# {int(name[:4])}. "), name
