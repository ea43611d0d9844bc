"""What a document is made of: every string once and in order, rows that fill their columns."""

from __future__ import annotations

import pytest

from govkit.document.building import cell, items, labelled, paragraphs, tick
from govkit.document.parts import BOX, Blank, Column, Document, Heading, Keep, PageBreak, Table
from govkit.document.reading import texts

COLUMNS = (Column("甲"), Column("乙"), Column())


def test_strings_come_in_the_order_they_are_read() -> None:
    table = Table(
        COLUMNS,
        ((cell("1", "2"), cell(tick("3")), cell()),),
        head=((cell("头", across=3),),),
        caption="表",
    )
    card = Keep((Heading(2, "卡"), *items("一", "二"), Blank(3), table), framed=True)
    found = Document("zh", "题", (PageBreak(), card, *paragraphs("上\n\n下")), "副", "脚")
    assert texts(found) == (
        "题", "副", "卡", "一", "二", "表", "头", "甲", "乙", "1", "2", f"{BOX} 3", "上", "下",
        "脚",
    )  # fmt: skip


def test_a_label_and_what_it_says_are_one_string() -> None:
    found = Document("en", "T", (Table((Column(),), ((cell(labelled("Post: ", "chief")),),)),))
    assert texts(found) == ("T", "Post: chief")


def test_cells_stand_where_those_above_leave_room() -> None:
    rows = (
        (cell("a", down=2, across=2), cell("b")),
        (cell("c"),),
        (cell("d"), cell("e", across=2)),
    )
    found = [[at for at, _ in row] for row in Table(COLUMNS, rows).grid(rows)]
    assert found == [[0, 2], [2], [0, 1]]


@pytest.mark.parametrize(
    "rows",
    [
        ((cell("a"),),),
        ((cell("a"), cell("b"), cell("c"), cell("d")),),
        ((cell("a"), cell("b", across=3)),),
        ((cell("a", across=3, down=2),),),
        ((cell("a"), cell("b", down=2), cell("c")), (cell("d", across=2), cell("e"))),
    ],
)
def test_rows_that_do_not_fill_their_columns_are_refused(rows: tuple[tuple, ...]) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match="row"):
        list(Table(COLUMNS, rows).grid(rows))
