"""The one evaluator: checks, conditions and rules over exact numbers and intervals.

An expression and an `Environment`, which knows what names stand for, enter; an `Interval`, a word
or a truth leaves. A comparison is true, false, possible (it depends on where in its interval a
figure lies) or unknown (a figure is missing). Every evaluation counts against a budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol

from govkit.values import interval
from govkit.values.expression import Call, Constant, Each, Expression, Infix, Name
from govkit.values.interval import Interval
from govkit.values.quantity import Bound, Quantity, Range, Unknown
from govkit.values.units import Units

Truth = Literal["true", "false", "possible", "unknown"]
BUDGET = 20_000
MOST_BITS = 4_096
_COMPARISONS = frozenset("=≠<≤>≥≈")


class BudgetSpent(Exception):
    """An expression needed more steps than the language allows."""


class UnlikeUnits(Exception):
    """Two sides of a sum or comparison have different dimensions."""

    def __init__(self, left: Interval, right: Interval) -> None:
        super().__init__()
        self.left = left
        self.right = right


class Environment(Protocol):
    """What names stand for. `number` gives counts and values, `word` a grade, `event` a fact."""

    units: Units

    def number(self, ref: str, field: str) -> Interval:
        """The number a reference stands for."""
        ...

    def word(self, ref: str) -> str | None:
        """The word a graded attribute has; None where the name is no word."""
        ...

    def event(self, name: str) -> Truth:
        """Whether an event has happened."""
        ...

    def mode(self, name: str) -> Truth:
        """Whether a mode (平急状态) is on."""
        ...

    def settles(self, comparison: Infix) -> Truth | None:
        """A comparison that only this environment can tell, as of grades in their order."""
        ...

    def inside(self, each: Each) -> Sequence[Environment]:
        """The same, as seen from the units of `each.over`: from some of which it is certain that
        they exist, then from all of them, alike or sort by sort; none where there are no units."""
        ...


@dataclass(frozen=True, slots=True)
class Compared:
    """The two sides of a comparison that was made."""

    left: Interval
    operator: str
    right: Interval


@dataclass
class Evaluator:
    """Evaluates expressions in one environment; `steps` is what is left of the budget."""

    environment: Environment
    steps: int = BUDGET
    compared: list[Compared] = field(default_factory=list)

    def _spend(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise BudgetSpent

    # ── numbers ──
    def number(self, expression: Expression) -> Interval:
        """The number an expression stands for."""
        self._spend()
        if isinstance(expression, Constant):
            return self._constant(expression)
        if isinstance(expression, Name):
            return self.environment.number(expression.ref, expression.field)
        if isinstance(expression, Infix):
            return _writable(self._arithmetic(expression))
        if isinstance(expression, Call):
            return _writable(self._call(expression))
        return interval.unknown(expression.variable)

    def _constant(self, constant: Constant) -> Interval:
        value = constant.value
        if isinstance(value, Quantity | Bound | Range | Unknown):
            return interval.of_value(value, self.environment.units, "?")
        return interval.unknown(str(value))

    def _arithmetic(self, infix: Infix) -> Interval:
        left, right = self.number(infix.left), self.number(infix.right)
        if infix.operator == "+":
            return interval.add(*_alike(left, right))
        if infix.operator == "-":
            left, right = _alike(left, right)
            return interval.add(left, interval.negate(right))
        if infix.operator == "*":
            return interval.multiply(left, right)
        if infix.operator == "/":
            return interval.divide(left, right)
        return interval.unknown(infix.operator)

    def _call(self, call: Call) -> Interval:
        values = [self.number(argument) for argument in call.arguments]
        if not values:
            return interval.unknown(call.function)
        if call.function == "sum":
            total = values[0]
            for value in values[1:]:
                total = interval.add(*_alike(total, value))
            return total
        if call.function in ("max", "min"):
            for value in values[1:]:
                _alike(values[0], value)
            return _extreme(values, max if call.function == "max" else min)
        if call.function in ("floor", "ceiling"):
            return _whole(values[0], call.function)
        if call.function == "length":
            return values[0]
        return interval.unknown(call.function)

    # ── truths ──
    def truth(self, expression: Expression) -> Truth:
        """Whether an expression holds."""
        self._spend()
        if isinstance(expression, Infix):
            return self._infix_truth(expression)
        if isinstance(expression, Call) and not expression.arguments:
            return "unknown"
        if isinstance(expression, Call) and expression.function == "not":
            return _not(self.truth(expression.arguments[0]))
        if isinstance(expression, Call) and expression.function in ("all", "any"):
            truths = [self.truth(argument) for argument in expression.arguments]
            return _all(truths) if expression.function == "all" else _any(truths)
        if isinstance(expression, Each):
            return self._each(expression)
        if isinstance(expression, Name) and expression.ref.startswith("event:"):
            return self.environment.event(expression.ref.partition(":")[2])
        if isinstance(expression, Name) and expression.ref.startswith("mode:"):
            return self.environment.mode(expression.ref.partition(":")[2])
        return "unknown"

    def _infix_truth(self, infix: Infix) -> Truth:
        if infix.operator == "and":
            return _all([self.truth(infix.left), self.truth(infix.right)])
        if infix.operator == "or":
            return _any([self.truth(infix.left), self.truth(infix.right)])
        if infix.operator not in _COMPARISONS:
            return "unknown"
        settled = self.environment.settles(infix)
        if settled is not None:
            return settled
        words = self._word(infix.left), self._word(infix.right)
        if words[0] is not None and words[1] is not None:
            return _of(words[0] == words[1], infix.operator)
        return self._compare(infix)

    def _word(self, expression: Expression) -> str | None:
        if isinstance(expression, Constant) and isinstance(expression.value, str):
            return expression.value
        if isinstance(expression, Name) and expression.ref.startswith("attribute:"):
            return self.environment.word(expression.ref)
        return None

    def _compare(self, infix: Infix) -> Truth:
        left, right = self.number(infix.left), self.number(infix.right)
        self.compared.append(Compared(left, infix.operator, right))
        if left.unknown or right.unknown:
            return "unknown"
        left, right = _alike(left, right)
        return compare(left, right, infix.operator, interval.precision(left, right))

    def _each(self, each: Each) -> Truth:
        every = each.function == "every"
        truths = []
        for inner in self.environment.inside(each):
            evaluator = Evaluator(inner, self.steps)
            condition: Truth = evaluator.truth(each.where) if each.where is not None else "true"
            truth = evaluator.truth(each.holds)
            truths.append(_any([_not(condition), truth]) if every else _all([condition, truth]))
            self.steps = evaluator.steps
            self.compared += evaluator.compared
        if not truths:
            return "unknown"
        return _all(truths) if every else _any(truths)


def compare(left: Interval, right: Interval, operator: str, step: Fraction) -> Truth:
    """Compare two intervals of one dimension; equality at the printed precision `step`."""
    if operator in "=≠≈":
        truth = _equal(left, right, step, near=operator == "≈")
        return _not(truth) if operator == "≠" else truth
    if operator in (">", "≥"):
        return _not(_less(left, right, or_equal=operator == ">"))
    return _less(left, right, or_equal=operator == "≤")


def _equal(left: Interval, right: Interval, step: Fraction, near: bool) -> Truth:
    if step:
        left, right = interval.rounded(left, step), interval.rounded(right, step)
    if left.exact is not None and right.exact is not None:
        return "true" if left.exact == right.exact else "false"
    if _before(left, right) or _before(right, left):
        return "false"
    if near:
        return "true"
    return "unknown" if (left.unknown or right.unknown) else "possible"


def _before(left: Interval, right: Interval) -> bool:
    """Whether every value of `left` is below every value of `right`."""
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and (left.open_high or right.open_low))


def _less(left: Interval, right: Interval, or_equal: bool) -> Truth:
    if _before(left, right):
        return "true"
    if left.high is not None and left.high == right.low and or_equal:
        return "true"
    if _before(right, left):
        return "false"
    if left.low is not None and left.low == right.high and not or_equal:
        return "false"
    return "possible"


def _writable(value: Interval) -> Interval:
    """The value itself. Raises `BudgetSpent` where it has more digits than anybody reads."""
    for end in (value.low, value.high):
        if end is not None and max(end.numerator.bit_length(), end.denominator.bit_length()) > (
            MOST_BITS
        ):
            raise BudgetSpent
    return value


def _alike(left: Interval, right: Interval) -> tuple[Interval, Interval]:
    """Both sides, if they may be added or compared. A bare 0 fits everything."""
    if left.missing or right.missing or interval.alike(left, right):
        return left, right
    if left.exact == 0 or right.exact == 0:
        return left, right
    raise UnlikeUnits(left, right)


def _extreme(values: list[Interval], choose: object) -> Interval:
    missing = tuple(name for value in values for name in value.missing)
    lows = [value.low for value in values]
    highs = [value.high for value in values]
    pick = max if choose is max else min
    low = None if None in lows else pick(end for end in lows if end is not None)
    high = None if None in highs else pick(end for end in highs if end is not None)
    return Interval(low, high, dimensions=values[0].dimensions, missing=missing)


def _whole(value: Interval, function: str) -> Interval:
    def turned(end: Fraction | None) -> Fraction | None:
        if end is None:
            return None
        whole = end // 1
        return Fraction(whole if function == "floor" or whole == end else whole + 1)

    return Interval(turned(value.low), turned(value.high), dimensions=value.dimensions,
                    missing=value.missing)  # fmt: skip


def _not(truth: Truth) -> Truth:
    return {"true": "false", "false": "true"}.get(truth, truth)  # type: ignore[return-value]


def _all(truths: list[Truth]) -> Truth:
    for worst in ("false", "unknown", "possible"):
        if worst in truths:
            return worst
    return "true"


def _any(truths: list[Truth]) -> Truth:
    for best in ("true", "possible", "unknown"):
        if best in truths:
            return best
    return "false"


def _of(equal: bool, operator: str) -> Truth:
    if operator in ("=", "≈"):
        return "true" if equal else "false"
    if operator == "≠":
        return "false" if equal else "true"
    return "unknown"
