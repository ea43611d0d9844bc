"""The lists of a model (权力、资源、服务 …): a chapter for each type, a table for each list.

A writer enters, headings and tables leave, the types in the order of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.parts import Block, Heading, Row
from govkit.model.listing import Item, Listing
from govkit.reports.attachment.writer import Writer, is_open, nested
from govkit.reports.basis import section
from govkit.vocabulary.words import word_set

_COLUMNS = (
    ("项目", "Item", 9),
    ("内容", "Contents", 14),
    ("限额", "Limit", 7),
    ("行使主体", "Held by", 9),
)
_ABOVE = ("total", "quota", "drawn_from", "basis")


def types(writer: Writer) -> tuple[str, ...]:
    """The types of lists that the model has; `""` for lists without one, last."""
    held = {_type(listing) for listing in writer.model.lists}
    return tuple(word for word in (*word_set("list_type"), "") if word in held)


def title_of(writer: Writer, word: str) -> str:
    """What the chapter of a type is called."""
    if not word:
        return writer.pick("其他清单", "Other lists")
    if word == "duty":  # beside the duties of bodies and posts
        return writer.pick("专项职责清单", "Lists: special duties")
    term = word_set("list_type")[word].word(writer.pen.lang).replace("_", " ")
    return writer.pick(f"{term}清单", f"Lists: {term}")


def lists(writer: Writer, word: str, number: int) -> Iterator[Block]:
    """The lists of one type."""
    mine = writer.rows(one for one in writer.model.lists if _type(one) == word)
    for at, listing in enumerate(mine, start=1):
        name = writer.heading(listing)
        if len(mine) > 1 or name != title_of(writer, word):
            title = section(number, at, name, writer.pen.lang)
            yield Heading(2, title, ref=f"list:{listing.name}")
        yield from writer.above(_above(writer, listing))
        if (table := writer.table(listing.label, _COLUMNS, _rows(writer, listing))) is not None:
            yield table


def _above(writer: Writer, listing: Listing) -> Iterator[str]:
    yield from writer.labelled(listing, "list", _ABOVE)
    if listing.items:
        yield from writer.labelled(listing, "list", ("contents",))
    elif any(is_open(stated.value) for stated in listing.contents.root):
        more = writer.pick("下列各项没有列全", "not all items are listed")
        yield f"{writer.total(listing.contents)}{more}"


def _rows(writer: Writer, listing: Listing) -> Iterator[Row]:
    holder = (writer.field(listing, "list", "granted_to"),)
    for number, item in nested(listing.items, lambda one: one.items):
        yield _item(writer, number, item, listing)
    if listing.items:
        return
    if not listing.contents.root:
        cells = (writer.label(listing), (), (), holder)
        yield writer.row("1", "", cells, writer.cited(listing))
        return
    for at, (word, said) in enumerate(writer.spelt(listing, "list", "contents"), start=1):
        yield writer.row(str(at), "", ((word,), (), (), holder), writer.basis.of(said))


def _item(writer: Writer, number: str, item: Item, listing: Listing) -> Row:
    cells = (
        writer.label(item),
        (
            *writer.points(item, "item", "contents"),
            *writer.rest(item, "item", ("contents", "limit", "granted_to")),
        ),
        (writer.field(item, "item", "limit"),),
        (writer.field(item, "item", "granted_to") or writer.field(listing, "list", "granted_to"),),
    )
    return writer.row(number, f"item:{item.name}", cells, writer.cited(item, listing))


def _type(listing: Listing) -> str:
    value = listing.type.value
    return str(getattr(value, "word", ""))
