"""Lists: free words or references, with their tails (`等9类`, `共2项`), and chains."""

from __future__ import annotations

import re
from collections.abc import Callable

from govkit.model.articles import many
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.references import kinds_text, reference
from govkit.resolve.reading.amounts import amount_text, report_misread, unknown_value
from govkit.resolve.tables.articles import names_a_text, read_articles_of
from govkit.syntax.nodes import Arrowed, Bounded, Braced, Call, Counted, Operand, Token, Value
from govkit.values import Bound, Chain, LedWords, Quantity, Range, Refs, Unknown, Words
from govkit.values.reading import Misread, read_quantity
from govkit.values.structure import Tail
from govkit.values.writing import write
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings

_TAIL = re.compile(r"([^\d\s]+)[ \t\u3000]*(\d*)")
_GLUED_TAIL = re.compile(r"(?:等|共)(?:\d+[^\W\d]*)$|等$")
_ENDING_ALIKE = frozenset(
    ["平等", "高等", "中等", "初等", "同等", "均等", "上等", "下等", "优等", "头等", "特等",
     "一等", "二等", "三等", "相等", "对等"]
)  # fmt: skip
_ENDS_WITH_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")


def tail_of(
    context: Context, value: Value, stands_for: int | None = None
) -> tuple[Tail, int | None]:
    """The tail of a list: whether it is complete, and how many there are in all.

    `stands_for`: how many its items are, where some are more than one.
    """
    here = len(value.items) if stands_for is None else stands_for
    if value.tail is None:
        return "", None
    match = _TAIL.match(str(value.tail))
    word = spellings("tail").get(match.group(1) if match else "", "and_more")
    digits = match.group(2) if match else ""
    tail: Tail = "total" if word == "total" else "and_more"
    number = int(digits[:9]) if digits else None
    if number is not None and (number < here or (tail == "total" and number != here)):
        context.report("GOV317", value.tail, total=str(number), named=str(here))
    return tail, number


def read_words(context: Context, row: FieldRow, value: Value) -> Words | Unknown | None:
    """Free words. A lone `15项` is a list of 15 with none named; `未知` is unknown.

    Of an attribute the words are its grades, or the amount it has by default (`默认：5万元`).
    """
    if row.kind == "attribute" and len(value.items) == 1 and value.tail is None:
        spelt = _grade_or_amount(context, value.items[0])
        if spelt is not None:
            return Words((spelt,))
    return _words(context, value, len)


def read_parts(context: Context, row: FieldRow, value: Value) -> Words | Unknown | None:
    """The parts of a source: words, runs that are as many as they have articles
    (`第一条至第四十四条 共44条`), or the articles of its text (`原文("条例.docx")`)."""
    if names_a_text(value):
        return read_articles_of(context, value)
    return _words(context, value, many)


def _words(
    context: Context, value: Value, count: Callable[[tuple[str, ...]], int]
) -> Words | Unknown | None:
    """Words with their tail, against which `count` holds how many they are."""
    if len(value.items) == 1 and value.tail is None:
        item = value.items[0]
        if isinstance(item, Token):
            if item.type == "UNKNOWN" or spellings("word").get(str(item)) == "unknown":
                return unknown_value(item)
            if item.type == "NUMBER":
                return _count_only(context, item)
        if isinstance(item, Counted) and context.units.find(str(item.name)) is not None:
            return _count_only(context, item)
    words = [_word(context, item) for item in value.items]
    if len(value.items) > 1 and value.tail is None and _glued_tail(context, value.items[-1]):
        return None
    if any(word is None for word in words):
        return None
    named = tuple(word for word in words if word is not None)
    tail, total = tail_of(context, value, count(named))
    return Words(named, tail, total)


def read_led(context: Context, row: FieldRow, value: Value) -> Words | Unknown | None:
    """Words that may lead on: `设置警戒、强制疏散 → 镇（街道）`; several ends stand in braces.

    What stands behind an arrow is a reference where the field names kinds, else words again.
    """
    if not any(isinstance(item, Arrowed) for item in value.items):
        return read_words(context, row, value)
    words, ends = [], []
    for item in value.items:
        parts = item.parts if isinstance(item, Arrowed) else (item,)
        if len(parts) > 2:
            context.report("GOV318", item, written=context.text(item))
            return None
        right = parts[1:]
        if right and isinstance(right[0], Braced):
            right = tuple(right[0].value.items)
        led = [reference(context, end, row.kinds) if row.kinds else _word(context, end)
               for end in right]  # fmt: skip
        words.append(_word(context, parts[0]))
        ends.append(tuple(end for end in led if end is not None))
        if words[-1] is None or None in led:
            return None
    if len(value.items) > 1 and value.tail is None and _glued_tail(context, value.items[-1]):
        return None
    tail, total = tail_of(context, value)
    named = tuple(word for word in words if word is not None)
    return LedWords(named, tail, total, ends=tuple(ends))


def _grade_or_amount(context: Context, item: Operand) -> str | None:
    """A grade spelt as a number (`1级`) as it stands, an amount in one form for both tongues."""
    if not isinstance(item, Counted | Token) or (isinstance(item, Token) and item.type != "NUMBER"):
        return None
    text = amount_text(context, item)
    if text in context.names.words.get(context.owner.partition(":")[2], ()):
        return text
    read = read_quantity(text, context.units)
    return write(read, "zh", str, context.units) if isinstance(read, Quantity) else text


def _count_only(context: Context, item: Token | Counted) -> Words | Unknown | None:
    read = read_quantity(amount_text(context, item), context.units)
    if isinstance(read, Misread):
        report_misread(context, item, read)
        return None
    if isinstance(read, Quantity) and read.direction == "exact" and read.number.denominator == 1:
        return Words((), "and_more", int(read.number))
    written = context.text(item)
    context.report("GOV313", item, written=written, fix=f"“{written}”")
    return None


def _word(context: Context, item: Operand) -> str | None:
    if isinstance(item, Token):
        if item.type == "STRING":
            return str(item)[1:-1]
        if item.type == "UNKNOWN":
            return str(item)
        if item.type == "NAME":
            if _cites(context, str(item)):
                return None if _glued_citation(context, item) else str(item)
            return "·".join(components(item)) if "·" in item or "." in item else _plain(item)
        if item.type == "NUMBER":
            return str(item)
    if isinstance(item, Bounded | Counted):
        return _ENDS_WITH_BLANKS.sub("", context.text(item))
    context.report("GOV313", item, written=context.text(item), fix=f"“{context.text(item)}”")
    return None


def _glued_tail(context: Context, item: Operand) -> bool:
    """`商住、单位、老旧等3类`: the tail of a list stuck to its last word."""
    if not isinstance(item, Token) or item.type != "NAME" or item[0] in "《「`":
        return False
    match = _GLUED_TAIL.search(item)
    if match is None or match.start() == 0 or str(item) in _ENDING_ALIKE:
        return False
    split = f"{item[: match.start()]} {match.group()}"
    context.report("GOV304", item, written=str(item), part=match.group(), suggestions=(split,),
                   fix=split)  # fmt: skip
    return True


def _plain(item: str) -> str:
    return components(item)[0] if item[0] in "《「`" else str(item)


def _cites(context: Context, word: str) -> bool:
    at = word.find("据", 1)
    return at > 0 and bool(context.names.find(components(word[at + 1 :] or "?")[0], ("source",)))


def _glued_citation(context: Context, item: Token) -> bool:
    at = item.find("据", 1)
    split = f"{item[:at]} 据 {item[at + 1 :]}"
    context.report("GOV304", item, written=str(item), part=item[at:], suggestions=(split,),
                   fix=split)  # fmt: skip
    return True


def read_refs(context: Context, row: FieldRow, value: Value) -> Refs | Unknown | None:
    """References of the kinds the field accepts: `书记、支委`, `all(局, 公司)`, `≥1 网格`."""
    items, mode = value.items, ""
    if len(items) == 1:
        item = items[0]
        if isinstance(item, Token) and (
            item.type == "UNKNOWN" or spellings("word").get(str(item)) == "unknown"
        ):
            return unknown_value(item)
        if isinstance(item, Call):
            mode = spellings("function").get(str(item.function), "")
            if mode not in ("all", "any") or item.arguments is None:
                context.report("GOV309", item.function, name=str(item.function))
                return None
            items = item.arguments.items
    bound: Bound | Range | Quantity | None = None
    refs = []
    for item in items:
        target = item
        if isinstance(item, Bounded | Counted):
            bound, name = _bounded(context, item, row.kinds)
            if name is None:
                return None
            target = name
        refs.append(reference(context, target, row.kinds))
    if any(ref is None for ref in refs):
        return None
    tail, total = tail_of(context, value)
    found = tuple(ref for ref in refs if ref is not None)
    return Refs(found, mode, bound, tail, total)  # type: ignore[arg-type]


def _bounded(
    context: Context, item: Bounded | Counted, kinds: tuple[str, ...]
) -> tuple[Bound | Range | Quantity | None, Operand | None]:
    """`≥1 网格` → the bound and the name."""
    counted = item.operand if isinstance(item, Bounded) else item
    if not isinstance(counted, Counted):
        context.report("GOV306", item, written=context.text(item), wanted=kinds_text(kinds))
        return None, None
    mark = str(item.comparison) if isinstance(item, Bounded) else ""
    read = read_quantity(f"{mark}{counted.number}", context.units)
    if isinstance(read, Misread | Unknown):
        context.report("GOV301", item, written=amount_text(context, item), part=str(counted.number))
        return None, None
    return read, counted.name


def read_chain(context: Context, row: FieldRow, value: Value) -> Chain | None:
    """`区 → 街道 → 社区`, from above to below, perhaps with `共3级`."""
    item = value.items[0]
    if len(value.items) != 1 or not isinstance(item, Arrowed):
        context.report("GOV318", value, written=context.text(value))
        return None
    refs = [reference(context, part, row.kinds) for part in item.parts]
    if any(ref is None for ref in refs):
        return None
    total = None
    if value.tail is not None:
        digits = re.sub(r"\D", "", str(value.tail))
        total = int(digits[:9]) if digits else None
        if total is not None and total != len(refs):
            context.report("GOV317", value.tail, total=str(total), named=str(len(refs)))
    return Chain(tuple(ref for ref in refs if ref is not None), total)
