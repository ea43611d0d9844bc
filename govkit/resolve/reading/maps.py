"""Maps and formulas: outcomes (`议而未决 → 社区`), ceilings, mixes, team formulas."""

from __future__ import annotations

from fractions import Fraction

from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.near import near
from govkit.resolve.declaring.references import reference
from govkit.resolve.reading.amounts import (
    amount_text,
    report_inexact,
    report_misread,
    unknown_value,
)
from govkit.resolve.reading.readings import (
    Reading,
    kind_of_word,
    named_reading,
    of_value,
    report_readings,
)
from govkit.syntax.nodes import (
    Arrowed,
    Bounded,
    Braced,
    Bracketed,
    Counted,
    Group,
    Infix,
    Operand,
    Token,
    Value,
)
from govkit.values import Arrow, Bound, Formula, Mapping, Quantity, Range, Term, Unknown
from govkit.values import expression as tree
from govkit.values.reading import Misread, read_quantity
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings, word_set

_ONE = Fraction(1)
_OTHERS = frozenset({"其他", "其它", "其他的", "剩余"})
_STAFF = ("post", "team", "body", "level")


def arrows_of(context: Context, value: Value) -> list[tuple[Operand, Operand]] | None:
    """Key and target of each entry; None after a finding."""
    found = []
    for item in value.items:
        if not isinstance(item, Arrowed) or len(item.parts) != 2:
            context.report("GOV319", item, written=context.text(item))
            return None
        found.append((item.parts[0], item.parts[1]))
    if value.tail is not None:
        context.report("GOV319", value.tail, written=str(value.tail))
        return None
    return found


def keys_of(part: Operand) -> list[Operand]:
    """The keys of `a 或 b → …`."""
    if isinstance(part, Infix) and all(
        spellings("logic").get(str(mark)) == "or" for mark in part.parts[1::2]
    ):
        return list(part.parts[::2])
    return [part]


def read_outcome(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Events and where they lead: another tier, a step, or a manner of closing."""
    arrows = arrows_of(context, value)
    if arrows is None:
        return None
    entries = []
    for left, right in arrows:
        to = _target(context, right)
        keys = [_event(context, key) for key in keys_of(left)]
        if to is None or any(key is None for key in keys):
            return None
        entries += [Arrow((key,), (to,)) for key in keys if key is not None]
    return Mapping(tuple(entries))


def _event(context: Context, key: Operand) -> str | None:
    written = context.text(key)
    word = spellings("trigger+event").get(written)
    if word is not None:
        return word
    if isinstance(key, Token) and context.names.find(components(key)[-1], ("event",)):
        return components(key)[-1]
    known = [*spellings("trigger+event"), *context.names.of(("event",))]
    context.report("GOV320", key, suggestions=near(written, known), written=written)
    return None


def _target(context: Context, part: Operand) -> str | None:
    written = context.text(part)
    manner = spellings("manner").get(written)
    if manner is None:
        return rung(context, part)
    here = _rungs_called(context, (written,))
    if here:
        what = Both(f"结案方式“{written}”", f"the manner of closing `{written}`")
        report_readings(context, part, [*here, Reading(tree.Constant(written), what, Both("", ""))])
        return None
    return f"manner:{manner}"


def rung(context: Context, part: Operand) -> str | None:
    """A step of this process (`step:登记`), or a level as its tier (`tier:社区`)."""
    written = context.text(part)
    path = components(written) if isinstance(part, Token) else (written,)
    found = _rungs_called(context, path)
    if len(found) > 1:
        report_readings(context, part, found)
        return None
    if found:
        return found[0].expression.ref  # type: ignore[union-attr]
    ref = reference(context, part, ("level",))
    if ref is None:
        return None
    return "tier:" + ref.partition(":")[2]


def _rungs_called(context: Context, path: tuple[str, ...]) -> list[Reading]:
    """The step and the tier of this process that a name may stand for."""
    kind = kind_of_word(path[0]) if len(path) == 2 else ""
    found = []
    if kind != "tier" and f"step:{path[-1]}@{context.process}" in context.names.by_ref:
        found.append(named_reading("step", path[-1]))
    if kind != "step" and path[-1] in context.tiers:
        found.append(named_reading("tier", path[-1]))
    return found


def read_ceiling(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Grades and the level a case of that grade is to end at: `小事 → 支部、常事 → 社区`."""
    arrows = arrows_of(context, value)
    if arrows is None:
        return None
    entries = []
    for left, right in arrows:
        key = grade_of(context, left)
        to = reference(context, right, ("level",))
        if key is None or to is None:
            return None
        entries.append(Arrow((key,), (to,)))
    return Mapping(tuple(entries))


def grade_of(context: Context, key: Operand) -> str | None:
    """`小事` → `大小=小事`, where exactly one attribute has this value."""
    path = components(context.text(key))
    owners = context.names.values.get(path[-1], [])
    if len(path) == 2:
        owners = [owner for owner in owners if owner == path[0]]
    if len(owners) == 1:
        return f"{owners[0]}={path[-1]}"
    if len(owners) > 1:
        report_readings(context, key, [of_value(owner, path[-1]) for owner in owners])
        return None
    if spellings("word").get(path[-1]) == "else":
        return "else"
    names = near(path[-1], context.names.values)
    context.report("GOV321", key, suggestions=names, written=path[-1])
    return None


def read_mix(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Grades, matters or events with their share: `小事 → 80%、常事 → 15%`."""
    arrows = arrows_of(context, value)
    if arrows is None:
        return None
    entries = []
    for left, right in arrows:
        key = _mixed(context, left)
        share = read_quantity(amount_text(context, right), context.units)
        if isinstance(share, Misread):
            report_misread(context, right, share)
            return None
        if not isinstance(share, Quantity):
            context.report("GOV962", right, written=context.text(right))
            return None
        if key is None:
            return None
        entries.append(Arrow((key,), (share,)))
    return Mapping(tuple(entries))


def _mixed(context: Context, left: Operand) -> str | None:
    """One key of a mix: an event, a matter, or a grade; what may be two of them is a finding."""
    written = context.text(left)
    path = components(written)
    kind = kind_of_word(path[0]) if len(path) == 2 else ""
    plain = len(path) == 1
    event = plain or kind == "event"
    word = spellings("trigger+event").get(path[-1]) if event else None
    owners = [o for o in context.names.values.get(path[-1], ()) if plain or o == path[0]]
    readings: list[Reading] = []
    if word is not None:
        readings.append(named_reading("event", path[-1]))
    if (plain or kind == "matter") and context.names.find(path[-1], ("matter",)):
        readings.append(named_reading("matter", path[-1]))
    readings += [of_value(owner, path[-1]) for owner in owners]
    if len(readings) > 1:
        report_readings(context, left, readings)
        return None
    if word is not None:
        return word
    if readings and isinstance(readings[0].expression, tree.Name):
        return readings[0].expression.ref
    return grade_of(context, left)


def read_cells(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Pairs of grades and the grade they give: `（大，急）→ 一级，（大，其余）→ 二级，其余 → 三级`.

    Which attributes the grades have to be of is not known here.
    """
    arrows = arrows_of(context, value)
    if arrows is None:
        return None
    entries = []
    for left, right in arrows:
        parts = list(left.value.items) if isinstance(left, Bracketed) else [left]
        keys = tuple(_cell_grade(context, part, with_else=True) for part in parts)
        if len(keys) != 2 and not (len(keys) == 1 and keys[0] == "else"):
            if None not in keys:
                context.report("GOV330", left, written=context.text(left))
            return None
        to = _cell_grade(context, right, with_else=False)
        if to is None or None in keys:
            return None
        entries.append(Arrow(tuple(key for key in keys if key is not None), (to,)))
    return Mapping(tuple(entries))


def _cell_grade(context: Context, part: Operand, with_else: bool) -> str | None:
    """A grade of some attribute, or `else`; which attribute it has to be of is checked later."""
    written = context.text(part)
    plain = _plain_word(context, part)
    grade = plain if plain in context.names.values else components(plain)[-1]
    if grade in context.names.values:
        return grade
    if with_else and spellings("word").get(written) == "else":
        return "else"
    rest = (word_set("word")["else"].zh,) if with_else and written in _OTHERS else ()
    suggestions = rest or near(grade, context.names.values)
    context.report("GOV329", part, suggestions=suggestions, written=written)
    return None


def read_weights(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Free words with their share: `党建 → 40%、服务 → 60%`."""
    arrows = arrows_of(context, value)
    if arrows is None:
        return None
    entries = []
    for left, right in arrows:
        share = read_quantity(amount_text(context, right), context.units)
        if isinstance(share, Misread):
            report_misread(context, right, share)
            return None
        if not isinstance(share, Quantity):
            report_inexact(context, right)
            return None
        entries.append(Arrow((_plain_word(context, left),), (share,)))
    return Mapping(tuple(entries))


def read_severities(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Codes of findings and how grave they are here: `GOV504 → 错误，GOV521 → 提示`."""
    arrows = arrows_of(context, value)
    if arrows is None:
        return None
    entries = []
    for left, right in arrows:
        written = context.text(right)
        grave = spellings("severity").get(written)
        if grave is None:
            known = spellings("severity")
            terms = word_set("severity").values()
            context.report(
                "GOV314", right, suggestions=near(written, known), written=written,
                choices=Both("、".join(t.zh for t in terms), ", ".join(t.en for t in terms)),
            )  # fmt: skip
            return None
        entries.append(Arrow((_plain_word(context, left).upper(),), (grave,)))
    return Mapping(tuple(entries))


def read_bands(context: Context, row: FieldRow, value: Value) -> Mapping | None:
    """Scores and what they give: `≥90分 → 优秀，80..<90分 → 良好，其余 → 一般`."""
    arrows = arrows_of(context, value)
    if arrows is None:
        return None
    entries = []
    for left, right in arrows:
        word = _plain_word(context, right)
        if spellings("word").get(context.text(left)) == "else":
            entries.append(Arrow(("else",), (word,)))
            continue
        band = read_quantity(amount_text(context, left), context.units)
        if isinstance(band, Misread):
            report_misread(context, left, band)
            return None
        if not isinstance(band, Quantity | Bound | Range):
            context.report("GOV301", left, written=context.text(left), part=context.text(left))
            return None
        entries.append(Arrow((band,), (word,)))
    return Mapping(tuple(entries))


def _plain_word(context: Context, part: Operand) -> str:
    written = context.text(part)
    if isinstance(part, Token) and part.type == "STRING":
        return written[1:-1]
    return "·".join(components(written)) if isinstance(part, Token) else written


def read_formula(context: Context, row: FieldRow, value: Value) -> Formula | Unknown | None:
    """`1 网格党组织 + 1 网格长 + N 网格员`, `≥1 专职 + N 队员`, `3 {专职、兼职、指导员}`."""
    if value.tail is not None:
        context.report("GOV322", value.tail, written=str(value.tail))
        return None
    parts = list(value.items)
    if (
        len(parts) == 1
        and isinstance(parts[0], Token)
        and (parts[0].type == "UNKNOWN" or spellings("word").get(str(parts[0])) == "unknown")
    ):
        return unknown_value(parts[0])
    if len(parts) == 1 and isinstance(parts[0], Infix):
        row_parts = parts[0].parts
        marks = row_parts[1::2]
        if any(str(mark) not in "+＋" for mark in marks):
            context.report("GOV322", value, written=context.text(value))
            return None
        parts = list(row_parts[::2])
    terms = [_term(context, part) for part in parts]
    if any(term is None for term in terms):
        return None
    return Formula(tuple(term for term in terms if term is not None))


def _term(context: Context, part: Operand) -> Term | None:
    if isinstance(part, Group):
        mark = str(part.comparison or "")
        number = read_quantity(f"{mark}{part.number}", context.units)
        words = tuple(context.text(item) for item in part.members.items)
        refs = _refs(context, words)
        if isinstance(number, Misread):
            report_misread(context, part.number, number)
            return None
        return Term(number, words, refs)
    mark = ""
    counted: Operand = part
    if isinstance(part, Bounded):
        mark, counted = str(part.comparison), part.operand
    if isinstance(counted, Counted):
        name = components(counted.name)[-1]
        if counted.number.type == "ANY_NUMBER":
            return Term(None, (name,), _refs(context, (name,)))
        number = read_quantity(f"{mark}{counted.number}", context.units)
        if isinstance(number, Misread):
            report_misread(context, counted.number, number)
            return None
        return Term(number, (name,), _refs(context, (name,)))
    if isinstance(part, Token) and part.type == "NAME":
        return Term(Quantity(_ONE), (components(part)[-1],), _refs(context, (str(part),)))
    if isinstance(part, Braced):
        context.report("GOV322", part, written=context.text(part))
        return None
    context.report("GOV322", part, written=context.text(part))
    return None


def _refs(context: Context, words: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for word in words:
        declared = context.names.find(word, _STAFF)
        if len(declared) == 1:
            found.append(declared[0].ref)
    return tuple(found)
