"""Checks of conditions: sides that cannot be compared, words no attribute has, never and always.

A model enters, findings leave. A condition is tried in every combination of what it asks about: the
grades, the amounts cut at the figures it names, the matters and modes; what cannot be cut that way
is taken to hold or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from fractions import Fraction

from govkit.checks.cases import Cases
from govkit.checks.cells import grades_of
from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import claims, numbered
from govkit.diagnostics import Both
from govkit.model.case_attribute import CaseAttribute
from govkit.model.governance import Governance
from govkit.values import Bound, Quantity, Range, Word, Words
from govkit.values.evaluate import BudgetSpent, Evaluator, UnlikeUnits
from govkit.values.expression import Call, Constant, Each, Expression, Infix, Name
from govkit.values.interval import Interval, of_quantity, unknown
from govkit.values.reading import read_quantity
from govkit.values.writing.condition import condition_words

_ONE = Fraction(1)
COMPARING = frozenset("=≠<≤>≥≈")
MATTER = "case:matter"
_MOMENTS = ("move:", "option:", "event:")  # what happens in a story, and when


def check_conditions(model: Governance) -> Iterator[Finding]:
    """GOV216: sides that cannot be compared. GOV217: no value of the attribute. GOV218: never true.

    GOV219: always true. GOV220: nobody can tell of a single case.
    """
    cases = Cases(model)
    for path, claim in claims(model):
        if claim.when is None or not isinstance(claim.when, Infix | Call | Each | Name):
            continue
        wrong = list(_comparisons(cases, path, claim.when))
        yield from wrong
        if wrong:
            continue
        each = next(_each(claim.when), None)
        if each is not None:
            yield Finding("GOV220", path, {"condition": condition_words(claim.when)})
            continue
        truth = cases.verdict(claim.when)
        if truth is not None:
            code = "GOV219" if truth else "GOV218"
            yield Finding(code, path, {"condition": condition_words(claim.when)})


def comparisons(expression: Expression) -> Iterator[Infix]:
    """The comparisons in a condition."""
    if isinstance(expression, Infix):
        if expression.operator in COMPARING:
            yield expression
        else:
            yield from (*comparisons(expression.left), *comparisons(expression.right))
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from comparisons(argument)


def _each(expression: Expression) -> Iterator[Each]:
    if isinstance(expression, Each):
        yield expression
    elif isinstance(expression, Infix):
        yield from (*_each(expression.left), *_each(expression.right))
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from _each(argument)


def _comparisons(cases: Cases, path: str, condition: Expression) -> Iterator[Finding]:
    for one in comparisons(condition):
        for side, other in ((one.left, one.right), (one.right, one.left)):
            found = _against(cases, path, one, side, other)
            if found is not None:
                yield found
                break
        else:
            if not _comparable(cases.figures, one):
                yield _unlike(path, one)


def _against(
    cases: Cases, path: str, one: Infix, side: Expression, other: Expression
) -> Finding | None:
    """What is wrong with a comparison, seen from one side; None where nothing is."""
    if not isinstance(side, Name) or side.field:
        return None
    kind, _, name = side.ref.partition(":")
    if side.ref == MATTER:
        matter = isinstance(other, Name) and other.ref.startswith("matter:")
        return None if matter and one.operator in "=≠" else _unlike(path, one)
    if kind == "story" and name != "elapsed":
        return None if one.operator in "=≠" else _unlike(path, one)
    if kind in ("move", "option", "story"):
        lasting = isinstance(other, Constant) and isinstance(other.value, Quantity | Bound)
        moment = kind != "story" and isinstance(other, Name) and other.ref.startswith(_MOMENTS)
        return None if (lasting or moment) and one.operator in "<≤>≥" else _unlike(path, one)
    if kind != "attribute":
        return None
    known = cases.figures
    if cases.scale(name):
        return _graded(cases, path, one, name, other)
    attribute = known.model.get(side.ref)
    unit = _unit(attribute)
    word = isinstance(other, Constant) and isinstance(other.value, str)
    if unit and (word or _names_grades(known, other)):
        return _unlike(path, one)
    if unit and isinstance(other, Constant) and _other_unit(known, unit, other):
        return _unlike(path, one)
    return _unlike(path, one) if word and one.operator not in "=≠" else None


def _graded(cases: Cases, path: str, one: Infix, name: str, other: Expression) -> Finding | None:
    scale = cases.scale(name)
    if isinstance(other, Constant) and isinstance(other.value, str):
        if other.value in scale:
            return None
        grades = grades_of(cases.model, name)
        near = tuple(get_close_matches(other.value, grades, n=3, cutoff=0.3))
        return Finding("GOV217", path, {
            "attribute": name, "written": other.value,
            "known": Both("、".join(grades), ", ".join(grades)),
        }, ((f"attribute:{name}.values", "grades"),), near)  # fmt: skip
    if isinstance(other, Name) and other.ref.startswith("attribute:") and not other.field:
        others = cases.scale(other.ref.partition(":")[2])
        same = list(others) == list(scale)
        fits = same or (one.operator in "=≠" and not scale.keys().isdisjoint(others))
        return None if fits else _unlike(path, one)
    return _unlike(path, one)


def _names_grades(known: ModelEnvironment, side: Expression) -> bool:
    return isinstance(side, Name) and bool(grades_of(known.model, side.ref.partition(":")[2]))


def _unit(attribute: object) -> str:
    stated = attribute.unit.value if isinstance(attribute, CaseAttribute) else None
    return stated.word if isinstance(stated, Word) else ""


def _other_unit(known: ModelEnvironment, unit: str, other: Constant) -> bool:
    """Whether an amount is in a unit that an attribute's unit cannot be turned into."""
    own = {one.name for one in known.model.own_units}
    value = other.value
    ends = (value.low, value.high) if isinstance(value, Range) else (
        (value.quantity,) if isinstance(value, Bound) else (value,))  # fmt: skip
    units = {end.unit for end in ends if isinstance(end, Quantity) and end.number != 0}
    return any(one != unit and (one in own or unit in own) for one in units)


def _comparable(known: ModelEnvironment, one: Infix) -> bool:
    """Whether both sides are counted in the same."""
    lengths = _Amounts(known.model, units=known.units)
    try:
        Evaluator(lengths).truth(one)
    except UnlikeUnits:
        return False
    except (BudgetSpent, RecursionError):
        return True
    return True


def _unlike(path: str, one: Infix) -> Finding:
    return Finding("GOV216", path, {
        "condition": condition_words(one),
        "left": condition_words(one.left), "right": condition_words(one.right),
    })  # fmt: skip


class _Amounts(ModelEnvironment):
    """The figures of the model, and each attribute as some amount of its unit."""

    def number(self, ref: str, field_id: str) -> Interval:
        """Of an attribute only its unit is known."""
        attribute = self.model.get(ref) if ref.startswith("attribute:") else None
        if not isinstance(attribute, CaseAttribute):
            return super().number(ref, field_id)
        unit = _unit(attribute)
        if not unit:
            return unknown(attribute.name)
        one = of_quantity(Quantity(_ONE, unit), self.units)
        return Interval(Fraction(0), None, dimensions=one.dimensions)


_COUNTERS = (
    ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
    ("一", "二", "三", "四", "五", "六", "七", "八", "九"),
    ("甲", "乙", "丙", "丁", "戊", "己", "庚"),
    ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"),
    ("I", "II", "III", "IV", "V"),
    ("A", "B", "C", "D", "E", "F"),
)
_RISING = ("星", "star", "分", "point", "年", "year", "次", "times", "人", "天", "day")


def check_defaults(model: Governance) -> Iterator[Finding]:
    """GOV217: a default that is no value of its attribute. GOV223: no amount of its unit."""
    for attribute in model.attributes:
        grades, unit = grades_of(model, attribute.name), _unit(attribute)
        for number, stated in enumerate(attribute.default):
            words = stated.value.words if isinstance(stated.value, Words) else ()
            at = numbered(f"attribute:{attribute.name}.default", number)
            if len(words) != 1 or (grades and words[0] not in grades):
                near = tuple(get_close_matches("".join(words), grades, n=3, cutoff=0.3))
                if isinstance(stated.value, Words) and (grades or len(words) != 1):
                    yield Finding("GOV217", at, {
                        "attribute": attribute.name, "written": "、".join(words),
                        "known": Both("、".join(grades), ", ".join(grades)),
                    }, ((f"attribute:{attribute.name}.values", "grades"),), near)  # fmt: skip
            elif unit and not grades:
                read = read_quantity(words[0], model.unit_table)
                fits = isinstance(read, Quantity) and read.unit in ("", unit) and read.number >= 0
                if not fits or getattr(read, "direction", "exact") != "exact":
                    table = model.unit_table
                    yield Finding("GOV223", at, {
                        "attribute": attribute.name, "written": words[0],
                        "unit": Both(table.word(unit, "zh"), table.word(unit, "en")),
                    })  # fmt: skip


def check_order(model: Governance) -> Iterator[Finding]:
    """GOV221: grades that count downwards by name, compared by their order."""
    counting = {f"attribute:{one.name}" for one in model.attributes
                if _counts_down(grades_of(model, one.name))}  # fmt: skip
    for path, claim in claims(model) if counting else ():
        for one in comparisons(claim.when) if isinstance(claim.when, Infix | Call) else ():
            for side in (one.left, one.right):
                if isinstance(side, Name) and side.ref in counting and one.operator in "<≤>≥":
                    counting.discard(side.ref)
                    name = side.ref.partition(":")[2]
                    grades = grades_of(model, name)
                    yield Finding("GOV221", path, {
                        "condition": condition_words(one), "attribute": name,
                        "low": grades[0], "high": grades[-1],
                    }, ((f"{side.ref}.values", "grades"),))  # fmt: skip


def _counts_down(grades: tuple[str, ...]) -> bool:
    """`P1, P2, P3` and `一级、二级、三级`: a first, a second, a third of something."""
    if len(grades) < 2 or any(word in grades[0].casefold() for word in _RISING):
        return False
    for counter in _COUNTERS:
        before, found, behind = grades[0].rpartition(counter[0])
        if found and len(grades) <= len(counter) and not (before + behind).isdigit():
            counted = tuple(f"{before}{one}{behind}" for one in counter[: len(grades)])
            if grades == counted:
                return True
    return False


CHECKS: tuple[Check, ...] = (check_conditions, check_defaults, check_order)
