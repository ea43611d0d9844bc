"""The checks of a model as a table of facts: what is printed, what comes out, and from what.

A `Governance` and the places of its text enter; one `Fact` per check line leaves. What a verdict is
called, and how a table is laid out or saved, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govkit.checks import place_of
from govkit.checks.environment import ModelEnvironment
from govkit.checks.figures import Answer, Verdict, code_of, judged
from govkit.checks.wording import length, plain, shown
from govkit.model.governance import Governance
from govkit.model.lines import CheckLine
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Origin
from govkit.source import Span
from govkit.values import (
    Bound,
    Call,
    Each,
    Infix,
    Name,
    Quantity,
    Range,
    Rate,
    Unknown,
)
from govkit.values.expression import Expression
from govkit.values.interval import Interval
from govkit.values.units import Lang

_PRINTED = (Quantity, Bound, Range, Rate, Unknown)
# What a text writes behind 例外 to approve of a verdict.
# Names that a formula binds itself, and outcomes of cases: no figures.
_NO_FIGURES = ("variable:", "event:")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a check is worked out from. `origin` is the kind of its origin (`cited` …)."""

    name: str
    value: str
    origin: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One check line.

    `printed` is the figure it is compared with, without the sign where that is `=`, empty where
    both sides are worked out. `rounding` is the precision of the comparison, empty where it is
    exact. `others` are the verdicts under the other readings of doubtful figures, each once.
    `approved`: the text knows this verdict and says why. `source` is `求索·一`: that of the line
    itself, else those of its figures.
    """

    name: str
    formula: str
    printed: str
    computed: str
    base: tuple[Figure, ...]
    rounding: str
    verdict: Answer
    others: tuple[Answer, ...]
    approved: bool
    why: str
    doubts: tuple[str, ...]
    file: str
    line: int
    source: str

    @property
    def place(self) -> str:
        """`file:line`, empty for a model without a text."""
        return f"{self.file}:{self.line}" if self.file else ""


def facts(
    model: Governance, places: Mapping[str, Span] | None = None, lang: Lang | None = None
) -> tuple[Fact, ...]:
    """The facts of all check lines that have not ended; `places` are those of the text."""
    pen = Pen(model, lang)
    known = dict(places or {})
    return tuple(
        _fact(pen, line, verdict, place_of(f"check:{line.name}", known))
        for line, verdict in judged(model)
    )


def _fact(pen: Pen, line: CheckLine, verdict: Verdict, span: Span | None) -> Fact:
    base = tuple(_figure(pen, name) for name in _names(line.holds))
    code = code_of(verdict)
    approval = next((one for one in line.approvals if one.code == code), None)
    percent = verdict.printed is not None and verdict.printed.unit == "percent"
    return Fact(
        name=line.name,
        formula=pen.written(line.holds),
        printed=_printed(pen, verdict),
        computed=_amount(verdict.computed, percent, pen.lang),
        base=base,
        rounding=_rounding(verdict, percent, pen.lang),
        verdict=verdict.answer,
        others=verdict.others,
        approved=approval is not None,
        why=approval.why if approval is not None else "",
        doubts=tuple(doubt.why for doubt in line.doubts),
        file=span.source.name if span is not None else "",
        line=span.line if span is not None else 0,
        source=_cited(line.origin) or _all_sources(pen, base),
    )


def _printed(pen: Pen, verdict: Verdict) -> str:
    if verdict.printed is None:
        return ""
    sign = "" if verdict.operator == "=" else f"{verdict.operator} "
    return sign + pen.written(verdict.printed)


def _amount(value: Interval | None, percent: bool, lang: Lang) -> str:
    """What came out; in percent where the printed figure is."""
    if value is None or (value.low is None and value.high is None):
        return ""
    if percent and value.exact is not None:
        return f"{plain(value.exact * 100)}%"
    return shown(value, lang)


def _rounding(verdict: Verdict, percent: bool, lang: Lang) -> str:
    if not verdict.step:
        return ""
    if percent:
        return f"{plain(verdict.step * 100)}%"
    return length(verdict.step, verdict.computed.dimensions if verdict.computed else (), lang)


# ── the figures behind a formula ──


def _names(expression: Expression) -> tuple[Name, ...]:
    """The figures of a formula, each once, in the order of its text."""
    found = (name for name in _walk(expression) if not name.ref.startswith(_NO_FIGURES))
    return tuple(dict.fromkeys(found))


def _walk(expression: Expression) -> Iterator[Name]:
    if isinstance(expression, Name):
        yield expression
    elif isinstance(expression, Infix):
        yield from _walk(expression.left)
        yield from _walk(expression.right)
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from _walk(argument)
    elif isinstance(expression, Each):
        if ":" in expression.over:
            yield Name(expression.over)
        if expression.where is not None:
            yield from _walk(expression.where)
        yield from _walk(expression.holds)


def _figure(pen: Pen, name: Name) -> Figure:
    """A figure as the text prints it; one that is worked out or counted, as it comes out."""
    kind = name.ref.partition(":")[0]
    entity = pen.model.get(name.ref)
    field = name.field or ("value" if kind == "figure" else "count")
    attribute = getattr(entity, field, None)
    said = pen.written(name)
    stated = None
    if isinstance(attribute, Attribute) and attribute:
        stated = attribute.at() or next(iter(attribute))
    if stated is not None and isinstance(stated.value, _PRINTED):
        origin = stated.origin if stated.origin.kind != "none" or entity is None else entity.origin
        return Figure(said, pen.stated(stated), origin.kind, _cited(origin))
    number = ModelEnvironment(pen.model).number(name.ref, name.field)
    unknown = number.low is None and number.high is None
    value = pen.unknown() if unknown else shown(number)
    claim = stated or entity
    origin = claim.origin if claim is not None else Origin()
    return Figure(said, value, origin.kind, _cited(origin))


def _cited(origin: Origin) -> str:
    if origin.kind != "cited":
        return ""
    return "·".join(part for part in (origin.source, origin.place) if part)


def _all_sources(pen: Pen, base: tuple[Figure, ...]) -> str:
    found = dict.fromkeys(figure.source for figure in base if figure.source)
    return pen.pick("、", ", ").join(found)
