"""What a simulation is told: where cases arise, about what and when, what happens how often, how
long things take.

A parsed value enters, a value object leaves, or None after exactly one finding. Keys of maps are
ids of the vocabulary (`summon`, `weekday:saturday`) or references (`unit:网格·1`, `matter:…`).
"""

from __future__ import annotations

from collections.abc import Callable

from govkit.diagnostics import Both
from govkit.model.workload import ELSE, WEEKDAY, hours_key, season_key
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.near import near
from govkit.resolve.declaring.references import reference
from govkit.resolve.reading.amounts import amount_text, report_misread, single, unknown
from govkit.resolve.reading.calendars import read_office
from govkit.resolve.reading.dimensions import fits
from govkit.resolve.reading.maps import arrows_of, grade_of, keys_of
from govkit.resolve.reading.quantities import read_law
from govkit.resolve.reading.readings import Reading, kind_of_word, named_reading, report_readings
from govkit.syntax.nodes import Arrowed, Operand, Signed, Token, Value
from govkit.values import (
    Arrow,
    Distribution,
    Mapping,
    Office,
    Quantity,
    Recurrence,
    Refs,
    Unknown,
    Word,
    Words,
)
from govkit.values import expression as tree
from govkit.values.reading import (
    Misread,
    read_quantity,
    read_recurrence,
    read_season_span,
    read_stretch,
    read_weekdays,
)
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings, word_set

CHANCES = "trigger+event+decision+move"
_DAYS = tuple(word_set("weekday"))

Key = Callable[[Context, Operand], "list[str] | None"]


def read_chances(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """What happens and how often: `议事 → 20%，议而未决 → 10%，其余 → 0%`."""
    entries: list[Arrow] = []
    for left, right in arrows_of(context, value) or ():
        keys = [_happening(context, key, CHANCES, own=True) for key in keys_of(left)]
        share = _number(context, right)
        if share is None or None in keys:
            return None
        if not 0 <= share.number <= 1:
            context.report("GOV325", right, written=context.text(right))
            return None
        entries += [Arrow((key,), (share,)) for key in keys if key is not None]
    return Mapping(tuple(entries)) if entries else None


def read_distributions(
    context: Context, row: FieldRow, value: Value
) -> Mapping | Distribution | Unknown | None:
    """One distribution, or a map: `核查 → 固定(15分钟)，其余 → 指数(4工作小时)`.

    Only `service` may be one that holds for all; what the keys are is said by the row.
    """
    bare = row.id == "service"
    if bare and not any(isinstance(item, Arrowed) for item in value.items):
        item = single(context, value)
        if item is None:
            return None
        return unknown(context, item) or read_law(context, row, item)
    entries: list[Arrow] = []
    for left, right in arrows_of(context, value) or ():
        if row.target == "attribute":
            keys = [_attribute(context, left)]
        else:
            keys = [_happening(context, key, row.target, own=False) for key in keys_of(left)]
        law = read_law(context, row, right)
        if law is None or None in keys or not fits(context, row, Value([right], None), law):
            return None
        entries += [Arrow((key,), (law,)) for key in keys if key is not None]
    return Mapping(tuple(entries)) if entries else None


def read_where(context: Context, row: FieldRow, value: Value) -> Refs | Mapping | None:
    """A level, or units with their weights: `网格·1 → 3，其余 → 1`."""
    if not any(isinstance(item, Arrowed) for item in value.items):
        item = single(context, value)
        level = reference(context, item, ("level",)) if item is not None else None
        return Refs((level,)) if level is not None else None
    return _weights(context, value, _unit)


def read_matters(context: Context, row: FieldRow, value: Value) -> Refs | Mapping | None:
    """One matter, or several with their shares: `邻里纠纷 → 60%，其余 → 40%`."""
    if any(isinstance(item, Arrowed) for item in value.items):
        return _weights(context, value, _matter)
    found = [reference(context, item, ("matter",)) for item in value.items]
    if value.tail is not None and None not in found:
        context.report("GOV319", value.tail, written=str(value.tail))
    if value.tail is not None or None in found:
        return None
    return Refs(tuple(ref for ref in found if ref is not None))


def read_weighting(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Hours, weekdays or seasons with their weights: `9—12点 → 45%，其余 → 10%`."""
    return _weights(context, value, _TIMES[row.target])


def read_grades(context: Context, row: FieldRow, value: Value) -> Words | None:
    """Grades of one attribute, the most urgent first: `特急、紧急、一般`."""
    found = [grade_of(context, item) for item in value.items]
    if value.tail is not None:
        context.report("GOV319", value.tail, written=str(value.tail))
    if value.tail is not None or None in found:
        return None
    return Words(tuple(grade for grade in found if grade is not None))


def read_on_duty(context: Context, row: FieldRow, value: Value) -> Office | Word | Unknown | None:
    """`周二 → 9—12点，周四 → 14—17点`, `9:00-12:00、14:00-17:00`, or `全天`."""
    first = value.items[0]
    word = spellings("round_the_clock").get(context.text(first))
    if len(value.items) == 1 and value.tail is None and word is not None:
        return Word(word)
    return read_office(context, row, value)


def read_session(context: Context, row: FieldRow, value: Value) -> Recurrence | Unknown | None:
    """A recurring moment: `每周三15:00`, `每季度首个工作日15:00`."""
    item = single(context, value)
    if item is None:
        return None
    if (blank := unknown(context, item)) is not None:
        return blank
    read = read_recurrence(context.text(item))
    if isinstance(read, Misread) or read.before or read.shift:
        context.report("GOV971", item, written=context.text(item))
        return None
    return read


# ── keys ──
def _happening(context: Context, key: Operand, sets: str, own: bool) -> str | None:
    """A word of some sets, an event of the author's own, or `else`; two of them is a finding."""
    written = context.text(key)
    path = components(written) if isinstance(key, Token) else (written,)
    kind = kind_of_word(path[0]) if len(path) == 2 else ""
    word = spellings(sets).get(path[-1]) if len(path) == 1 or kind == "event" else None
    declared = own and (len(path) == 1 or kind == "event")
    mine = bool(context.names.find(path[-1], ("event",))) if declared else False
    if mine and word is not None and kind != "event":
        move = Both(f"动作“{written}”", f"the move `{written}`")
        other = Reading(tree.Constant(written), move, Both("", ""))
        report_readings(context, key, [named_reading("event", path[-1]), other])
        return None
    if mine:
        return path[-1]
    if word is not None:
        return word
    if spellings("word").get(written) == ELSE:
        return ELSE
    known = [*spellings(sets), *(context.names.of(("event",)) if own else ())]
    context.report("GOV961" if not own else "GOV320", key,
                   suggestions=near(written, known), written=written)  # fmt: skip
    return None


def _attribute(context: Context, key: Operand) -> str | None:
    return reference(context, key, ("attribute",))


def _is_else(context: Context, key: Operand) -> bool:
    return spellings("word").get(context.text(key)) == ELSE


def _unit(context: Context, key: Operand) -> list[str] | None:
    if _is_else(context, key):
        return [ELSE]
    if not isinstance(key, Token) or key.type not in ("NAME", "STRING"):
        context.report("GOV306", key, written=context.text(key), wanted=Both("单元", "unit"))
        return None
    return ["unit:" + "·".join(components(context.text(key)))]


def _matter(context: Context, key: Operand) -> list[str] | None:
    if _is_else(context, key):
        return [ELSE]
    found = reference(context, key, ("matter",))
    return [found] if found is not None else None


def _hours(context: Context, key: Operand) -> list[str] | None:
    read = read_stretch(amount_text(context, key))
    if isinstance(read, Misread):
        context.report("GOV356", key, written=context.text(key))
        return None
    return [hours_key(read)]


def _weekdays(context: Context, key: Operand) -> list[str] | None:
    read = read_weekdays(context.text(key))
    if isinstance(read, Misread):
        written = context.text(key)
        context.report("GOV356", key, suggestions=near(written, spellings("weekday")),
                       written=written)  # fmt: skip
        return None
    return [WEEKDAY + _DAYS[day - 1] for day in read]


def _season(context: Context, key: Operand) -> list[str] | None:
    read = read_season_span(amount_text(context, key))
    if isinstance(read, Misread):
        code = "GOV310" if read.reason == "no_such_date" else "GOV573"
        context.report(code, key, written=context.text(key))
        return None
    return [season_key(read)]


_TIMES: dict[str, Key] = {"hours": _hours, "weekday": _weekdays, "season": _season}


def _weights(context: Context, value: Value, key_of: Key) -> Mapping | None:
    """A map of shares or weights; none is negative."""
    entries: list[Arrow] = []
    for left, right in arrows_of(context, value) or ():
        weight = _number(context, right)
        if weight is None:
            return None
        for part in keys_of(left):
            keys = [ELSE] if _is_else(context, part) else key_of(context, part)
            if keys is None:
                return None
            entries += [Arrow((key,), (weight,)) for key in keys]
    return Mapping(tuple(entries)) if entries else None


def _number(context: Context, part: Operand) -> Quantity | None:
    """A share or weight: one exact number, with `%` or without a unit."""
    if isinstance(part, Signed):
        context.report("GOV962", part, written=context.text(part))
        return None
    read = read_quantity(amount_text(context, part), context.units)
    if isinstance(read, Misread):
        report_misread(context, part, read)
        return None
    unit = context.units.get(read.unit) if isinstance(read, Quantity) else None
    plain = isinstance(read, Quantity) and read.direction == "exact" and (
        unit is None or unit.dimension in ("share", "number"))  # fmt: skip
    if not plain:
        context.report("GOV962", part, written=context.text(part))
        return None
    assert isinstance(read, Quantity)
    return read


__all__ = [
    "CHANCES",
    "read_chances",
    "read_distributions",
    "read_grades",
    "read_matters",
    "read_on_duty",
    "read_session",
    "read_weighting",
    "read_where",
]
