"""What a name in an expression can stand for, and which reading its place decides.

A written name and what stands on the other side of its comparison enter; one reading leaves, or a
finding that names them all. A value of an attribute stands for itself only where that attribute
is on the other side; an event, a mode or a move only where something true or false is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.diagnostics import Both, Label
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.references import stands_at
from govkit.syntax.nodes import Bracketed, Counted, Operand, Token
from govkit.values import expression as tree
from govkit.values.reading import without_blanks
from govkit.vocabulary.kinds import field_words, kind_words
from govkit.vocabulary.kinds import kinds as kind_rows
from govkit.vocabulary.words import spellings

COUNTED = (
    "figure", "attribute", "level", "body", "post", "team", "list", "item", "matter", "meeting",
    "duty",
)  # fmt: skip
_TRUE_OR_FALSE = ("event", "mode")
MATTER = "case:matter"  # the matter a case is about


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a name: its expression, what it is called, how to ask for it alone."""

    expression: tree.Expression
    what: Both
    write: Both


class TwoReadings(Exception):
    """A comparison that holds for more than one reading; it has been reported."""


# ── numbers ──
def numbers(context: Context, token: Token) -> list[Reading]:
    """What a name counts or measures: things declared, their fields, figures, attributes."""
    path = components(token)
    if len(path) == 1:
        return [declared_reading(*_kind_and_name(one.ref))
                for one in context.names.find(path[0], COUNTED)]  # fmt: skip
    if len(path) != 2:
        return []
    kind = kind_of_word(path[0])
    if kind in COUNTED and context.names.find(path[1], (kind,)):
        return [declared_reading(kind, path[1])]
    return _of_field(context, path)


def _kind_and_name(ref: str) -> tuple[str, str]:
    kind, _, name = ref.partition(":")
    return kind, name


def kind_of_word(word: str) -> str:
    """`层级` → `level`; a line of a section of figures is a figure."""
    kind = kind_words().get(word, "")
    return "figure" if kind == "figures" else kind


def declared_reading(kind: str, name: str) -> Reading:
    """Something declared: its count, its length, or its own value."""
    named = named_reading(kind, name)
    if kind in ("figure", "attribute"):
        return named
    count = "length" if kind in ("list", "item") else "count"
    what = Both(f"{named.what.zh}有多少", f"the {count} of {named.what.en}")
    return Reading(named.expression, what, named.write)


def named_reading(kind: str, name: str) -> Reading:
    """A thing of some kind by its name."""
    row = kind_rows()["figures" if kind == "figure" else kind]
    what = Both(f"{row.zh}“{name}”", f"the {row.en} `{name}`")
    return Reading(tree.Name(f"{kind}:{name}"), what, Both(f"{row.zh}.{name}", f"{row.en}.{name}"))


def _of_field(context: Context, path: tuple[str, ...]) -> list[Reading]:
    """`网格.应有`: a field of a declared object; `社区.书记`: something that stands there."""
    for declared in context.names.find(path[0], COUNTED):
        row = field_words(declared.kind).get(path[1]) if declared.kind != "figure" else None
        if row is not None:
            both = Both(f"{path[0]}.{row.zh}", f"{path[0]}.{row.en}")
            return [Reading(tree.Name(declared.ref, row.id), both, both)]
    if any(
        one.kind not in ("attribute", "figure") for one in context.names.by_name.get(path[0], ())
    ):
        found = context.names.find(path[1], COUNTED)
        if len(found) == 1 and stands_at(context, found[0], path[0]):
            return [declared_reading(*_kind_and_name(found[0].ref))]
    return []


def one_number(context: Context, token: Token) -> tree.Expression | None:
    """The one thing a name counts or measures; None where it is no such name.

    Raises `TwoReadings` after a finding where it names several things.
    """
    found = numbers(context, token)
    if len(found) > 1:
        _refuse(context, token, found)
    return found[0].expression if found else None


# ── truths ──
def one_truth(context: Context, token: Token) -> tree.Expression | None:
    """The event, mode or move a lone name of a condition stands for; None where it is none."""
    path = components(token)
    kind = kind_of_word(path[0]) if len(path) == 2 else ""
    name = path[-1]
    found: list[Reading] = []
    move = spellings("move").get(name) if context.told is not None and len(path) == 1 else None
    if move is not None:
        return tree.Name(f"move:{move}")  # what is rewarded in a rubric is what somebody does
    word = spellings("trigger+event").get(name) if len(path) == 1 else None
    if word is not None:
        reading = named_reading("event", name)
        found.append(Reading(tree.Name(f"event:{word}"), reading.what, reading.write))
    for declared in context.names.find(name, _TRUE_OR_FALSE):
        if len(path) == 1 or kind == declared.kind:
            found.append(named_reading(declared.kind, name))
    if len({reading.expression for reading in found}) > 1:
        _refuse(context, token, found)
    return found[0].expression if found else None


# ── words ──
_Pair = tuple[Reading, Reading]


def compared(
    context: Context, left: Operand, right: Operand, operator: str
) -> tuple[tree.Expression, tree.Expression] | None:
    """Both sides of a comparison where one of them decides what the other is; None elsewhere.

    Raises `TwoReadings` after a finding where the comparison has a meaning in two readings.
    """
    one, other = _plain(left), _plain(right)
    if one is None or other is None:
        return None
    pairs = [*_pointed(context, one, other), *_alike(context, one, other)]
    pairs += [(b, a) for a, b in _pointed(context, other, one)]
    if operator in "=≠":
        pairs += _free(context, one, other)
        pairs += [(b, a) for a, b in _free(context, other, one)]
    if not pairs:
        return None
    pairs += _both_numbers(context, one, other)
    for part, at in ((one, 0), (other, 1)):
        readings = {pair[at].expression: pair[at] for pair in pairs}
        if len(readings) > 1:
            _refuse(context, part, list(readings.values()))
    return pairs[0][0].expression, pairs[0][1].expression


def _plain(part: Operand) -> Token | Counted | None:
    """A part that can be a word, out of its brackets."""
    while isinstance(part, Bracketed) and len(part.value.items) == 1 and part.value.tail is None:
        part = part.value.items[0]
    if isinstance(part, Counted):
        return part
    return part if isinstance(part, Token) and part.type in ("NAME", "NUMBER", "STRING") else None


def _is_name(part: Token | Counted) -> bool:
    return isinstance(part, Token) and part.type == "NAME"


def _attributes(context: Context, part: Token | Counted) -> list[Reading]:
    """The attribute a side names; at most one."""
    found = numbers(context, part) if isinstance(part, Token) and _is_name(part) else []
    return [reading for reading in found if _attribute_name(reading)]


def _attribute_name(reading: Reading) -> str:
    """The attribute a reading stands for; empty where it is something else."""
    found = reading.expression
    if not isinstance(found, tree.Name) or found.field:
        return ""
    kind, _, name = found.ref.partition(":")
    return name if kind == "attribute" else ""


def _pointed(context: Context, name: Token | Counted, value: Token | Counted) -> list[_Pair]:
    """`范围 = 区`: an attribute and one of its values; `事项 = 内涝`: the matter of the case."""
    found: list[_Pair] = []
    for attribute in _attributes(context, name):
        owner = _attribute_name(attribute)
        word = value_of(context, owner, value)
        if word is not None:
            found.append((attribute, of_value(owner, word)))
    if kind_words().get(str(name)) == "matter" and isinstance(value, Token) and _is_name(value):
        path = components(value)
        row = kind_rows()["matter"]
        if len(path) == 1 or kind_of_word(path[0]) == "matter":
            what = Both(f"案件的{row.zh}", f"the {row.en} of the case")
            case = Reading(tree.Name(MATTER), what, Both(row.zh, row.en))
            found += [(case, declared_reading(*_kind_and_name(one.ref)))
                      for one in context.names.find(path[-1], ("matter",))]  # fmt: skip
    return found


def of_value(owner: str, word: str) -> Reading:
    """One value of an attribute."""
    what = Both(f"要素“{owner}”的取值“{word}”", f"the value `{word}` of `{owner}`")
    return Reading(tree.Constant(word), what, Both(f"{owner}.{word}", f"{owner}.{word}"))


def value_of(context: Context, owner: str, part: Token | Counted) -> str | None:
    """The value of an attribute that a side spells: `区`, `范围.区`, `“区”`, `1 级`."""
    written, known = context.text(part), context.names.words.get(owner, {})
    if isinstance(part, Token) and part.type == "STRING":
        return written[1:-1] if written[1:-1] in known else None
    words = [written, without_blanks(written)]
    if isinstance(part, Token) and part.type == "NAME":
        path = components(part)
        words.append("·".join(path))
        if len(path) == 1 or path[0] == owner:
            words.append(path[-1])
    return next((word for word in words if word in known), None)


def _alike(context: Context, one: Token | Counted, other: Token | Counted) -> list[_Pair]:
    """Two attributes that have a value in common."""
    words = context.names.words
    return [
        (left, right)
        for left in _attributes(context, one)
        for right in _attributes(context, other)
        if left.expression != right.expression
        and not words.get(_attribute_name(left), {})
        .keys()
        .isdisjoint(words.get(_attribute_name(right), ()))
    ]


def _free(context: Context, name: Token | Counted, word: Token | Counted) -> list[_Pair]:
    """An attribute of free words, and the name of something: its count, or just the word?"""
    if not isinstance(word, Token) or word.type != "NAME" or len(components(word)) != 1:
        return []
    text = components(word)[0]
    if not any(one.kind not in ("attribute", "figure")
               for one in context.names.find(text, COUNTED)):  # fmt: skip
        return []
    what, write = Both(f"文字“{text}”", f"the text `{text}`"), Both(f"“{text}”", f'"{text}"')
    plain = Reading(tree.Constant(text), what, write)
    return [(attribute, plain) for attribute in _attributes(context, name)
            if not _has_values(context, _attribute_name(attribute))
            and not _has_unit(context, _attribute_name(attribute))]  # fmt: skip


def _has_values(context: Context, attribute: str) -> bool:
    return bool(context.names.words.get(attribute))


def _has_unit(context: Context, attribute: str) -> bool:
    words = field_words("attribute")
    for declared in context.names.find(attribute, ("attribute",)):
        for field in getattr(declared.node, "body", None) or ():
            row = words.get(str(getattr(field, "word", "")))
            if row is not None and row.id == "unit":
                return True
    return False


def _both_numbers(context: Context, one: Token | Counted, other: Token | Counted) -> list[_Pair]:
    """The comparison as one of numbers, where each side can be one."""
    left, right = (
        [reading for reading in numbers(context, part)
         if not (name := _attribute_name(reading)) or not _has_values(context, name)]
        if isinstance(part, Token) and _is_name(part) else []
        for part in (one, other)
    )  # fmt: skip
    return [(one_reading, other_reading) for one_reading in left for other_reading in right]


def report_readings(context: Context, part: Operand, readings: list[Reading]) -> None:
    """GOV365: more than one reading, with how to write each of them alone."""
    labels = tuple(
        Label(declared.span, "declared")
        for reading in readings
        if isinstance(reading.expression, tree.Name)
        and (declared := context.names.by_ref.get(reading.expression.ref)) is not None
    )
    sayable = [reading.write for reading in readings if reading.write.zh]
    context.report(
        "GOV365", part, labels=labels, written=context.text(part),
        readings=Both("，也可以指".join(r.what.zh for r in readings),
                      " or ".join(r.what.en for r in readings)),
        write=Both("或者".join(f"「{one.zh}」" for one in sayable),
                   " or ".join(f"`{one.en}`" for one in sayable)),
    )  # fmt: skip


def _refuse(context: Context, part: Operand, readings: list[Reading]) -> None:
    """Report the readings. Always raises."""
    report_readings(context, part, readings)
    raise TwoReadings
