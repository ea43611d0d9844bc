"""What `govkit assess` gives to programs and spreadsheets: the result as JSON and as rows.

A result enters; a text or rows of text leave. Rates are exact: a fraction beside its decimal.
Nothing is laid out for a screen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from govkit.cli.assess.scores import number
from govkit.cli.assess.screen import Result, late_words, named, valued
from govkit.cli.screen import Screen
from govkit.export.json import dumped
from govkit.indicators import Assessed, Computed, Figure, Score, Span, reached

if TYPE_CHECKING:
    from govkit.engine.case.timer import Late
    from govkit.model.indicator import Indicator

_COLUMNS = ("what", "name", "unit", "period", "numerator", "denominator", "value", "state",
            "grade", "rank", "open")  # fmt: skip


def as_json(found: Result) -> str:
    """Everything, with every reading of what is unclear."""
    told = {
        "district": found.model.name,
        "period": _period(found.span),
        "cases": len(found.log.cases),
        "indicators": [
            {"name": indicator.name, "units": [_computed(one, indicator) for one in computed]}
            for indicator, computed in found.indicators
        ],
        "assessments": [
            {"name": assessment.name, "units": [_assessed(one) for one in scored]}
            for assessment, scored in found.assessments
        ],
        "late": [
            {"row": one.row, "case": one.number, "unit": one.unit or None,
             "calendar": one.most.calendar, "provisional": one.most.provisional,
             "least": _late(one.least), "most": _late(one.most)}
            for one in found.late
        ],
    }  # fmt: skip
    return dumped(told)


def _period(span: Span | None) -> dict[str, str] | None:
    return span and {"unit": span.unit, "first": str(span.first), "last": str(span.last)}


def _computed(one: Computed, indicator: Indicator) -> dict[str, Any]:
    return {
        "unit": one.unit or None,
        "state": one.state,
        "value": _exact(one.value),
        "target_reached": None if one.value is None else reached(one.value, indicator),
        "open": list(one.open),
        "free_words": [{"field": field, "word": word} for field, word in one.unread],
        "left_out": [{"row": row, "why": why} for row, why in one.left_out],
        "readings": [_figure(figure, one) for figure in one.figures],
    }


def _figure(figure: Figure, one: Computed) -> dict[str, Any]:
    return {
        "choices": {name: getattr(figure.reading, name) for name in one.open},
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "least": _exact(figure.least),
        "most": _exact(figure.most),
        "blanks": [{"row": row, "column": column} for row, column in figure.blanks],
        "provisional": list(figure.provisional),
    }


def _assessed(one: Assessed) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "items": [
            {"name": item.name, "left_out": item.left_out, **_score(item.score)}
            for item in one.items
        ],
        **_score(one.score),
        "missing": list(one.score.missing),
        "grades": list(one.grades),
        "rewards": [reward for reward in one.rewards if reward],
        "group": one.group,
        "rank": list(one.rank) if one.rank else None,
        "run": list(one.run) if one.run else None,
        "effects": list(one.effects),
    }


def _late(late: Late) -> dict[str, Any]:
    return {"days": late.days, "hours": _exact(late.hours)}


def _score(score: Score) -> dict[str, Any]:
    low, high = score.bounds
    return {"state": score.state, "points": _exact(score.value), "least": _exact(low),
            "most": _exact(high)}  # fmt: skip


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def as_rows(found: Result, screen: Screen) -> list[list[str]]:
    """A row for each unit of each indicator and of each assessment, under heads in words."""
    period = named(found.span, screen.lang) if found.span else screen.text("say.assess.whole_log")
    heads = [screen.text(f"say.assess.csv_{column}") for column in _COLUMNS]
    return [heads, *_indicator_rows(found, period, screen), *_score_rows(found, period, screen),
            *_late_rows(found, period, screen)]  # fmt: skip


def _indicator_rows(found: Result, period: str, screen: Screen) -> Iterator[list[str]]:
    for indicator, computed in found.indicators:
        for one in computed:
            figure = one.figures[0] if len(one.figures) == 1 else None
            value = ""
            if figure is not None and one.value is not None:
                value = valued(one.value, figure, indicator, screen.lang)
            yield [
                screen.text("say.assess.an_indicator"), indicator.name,
                one.unit or screen.text("say.assess.whole"), period,
                str(figure.numerator) if figure else "",
                str(figure.denominator) if figure and figure.denominator is not None else "",
                value, screen.text(f"say.assess.{one.state}"), "", "", "、".join(one.open),
            ]  # fmt: skip


def _score_rows(found: Result, period: str, screen: Screen) -> Iterator[list[str]]:
    for assessment, scored in found.assessments:
        for one in scored:
            points = "" if one.score.value is None else number(one.score.value, screen.lang)
            rank = "—".join(dict.fromkeys(map(str, one.rank))) if one.rank else ""
            yield [
                screen.text("say.assess.an_assessment"), assessment.name, one.unit, period, "", "",
                points, screen.text(f"say.assess.{one.score.state}"), "、".join(one.grades), rank,
                "、".join(one.score.missing),
            ]  # fmt: skip


def _late_rows(found: Result, period: str, screen: Screen) -> Iterator[list[str]]:
    for one in found.late:
        state = "provisional" if one.most.provisional else "known"
        yield [
            screen.text("say.assess.a_late_case"), one.number, one.unit, period, "", "",
            late_words(one, screen), screen.text(f"say.assess.{state}"), "", "", "",
        ]  # fmt: skip
