"""What `govkit assess` shows: figures side by side, where they differ and why, scores and ranks.

A result enters, tables leave on the screen. Values are written as people write them: a rate with
its numerator and denominator, an open one with its bounds and with what was left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from govkit.cli.assess.scores import decimal, joined, number, show_scores
from govkit.cli.screen import Screen, cell, table
from govkit.engine import words
from govkit.indicators import (
    WHOLE,
    Assessed,
    Computed,
    Figure,
    LateCase,
    Log,
    Span,
    apart,
    differing_fields,
    groups,
    reached,
    rounded,
    rounding_of,
    settled,
)
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.vocabulary.words import shown

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment
    from govkit.model.indicator import Indicator

NARROWEST = 11
MOST_CASES = 20
MOST_READINGS = 12
_SETS = {"received": "attribution", "jointly": "attribution", "dated_by": "date_basis",
         "reopened": "reopening", "unreached": "unreached_call"}  # fmt: skip
_FIELDS = {"received": "attributed_to", "jointly": "attributed_to"}


@dataclass(frozen=True, slots=True)
class Result:
    """All that was worked out from one log."""

    model: Governance
    log: Log
    span: Span | None
    indicators: list[tuple[Indicator, tuple[Computed, ...]]]
    assessments: list[tuple[Assessment, tuple[Assessed, ...]]]
    late: tuple[LateCase, ...] = ()


def show(found: Result, log_name: str, screen: Screen) -> None:
    """The whole result."""
    period = named(found.span, screen.lang) if found.span else screen.text("say.assess.whole_log")
    head = screen.text(
        "say.assess.head", name=found.model.name, period=period, number=len(found.log.cases),
        log=log_name,
    )  # fmt: skip
    screen.line([("title", head)])
    _figures(found, screen)
    for group in groups(indicator for indicator, _ in found.indicators):
        _beside(found, group, screen)
    _unclear(found, screen)
    _late(found, screen)
    _notes(found, screen)
    for assessment, scored in found.assessments:
        show_scores(assessment, scored, screen)


def named(span: Span, lang: str) -> str:
    """A period as it is written: `2026年3月`, `2026-03`."""
    year, number = span.year, span.number
    if lang == "zh":
        tails = {"month": f"{number}月", "quarter": f"第{'一二三四'[(number - 1) % 4]}季度",
                 "half_year": f"{'上下'[(number - 1) % 2]}半年"}  # fmt: skip
        return (
            f"{year}年{tails.get(span.unit, '')}"
            if span.unit in (*tails, "year")
            else (f"{span.first}")
        )
    tails = {"month": f"-{number:02}", "quarter": f"-Q{number}", "half_year": f"-H{number}"}
    return f"{year}{tails.get(span.unit, '')}" if span.unit in (*tails, "year") else f"{span.first}"


# ── figures ──


def _figures(found: Result, screen: Screen) -> None:
    """One column for each indicator where there is room, else one table for each."""
    units = dict.fromkeys(
        one.unit for _, computed in found.indicators for one in computed if one.unit != WHOLE
    )
    every = [*units, WHOLE]
    by_unit = [
        (indicator, {one.unit: one for one in computed}) for indicator, computed in found.indicators
    ]
    heads = [screen.text("say.assess.csv_unit"), *(indicator.name for indicator, _ in by_unit)]
    screen.line([("", "\n"), ("info", screen.text("say.assess.indicators"))])
    if screen.console.width // len(heads) >= NARROWEST:
        rows = [
            [_unit(unit, screen), *(_cell(ind, row.get(unit), screen) for ind, row in by_unit)]
            for unit in every
        ]
        screen.show(table(screen, heads, rows))
        return
    for indicator, row in by_unit:
        told = [
            (_unit(unit, screen), _cell(indicator, row[unit], screen))
            for unit in every if unit in row
        ]  # fmt: skip
        screen.show(table(screen, [screen.text("say.assess.csv_unit"), indicator.name], told))
        screen.line([])


def _unit(unit: str, screen: Screen) -> str:
    return unit or screen.text("say.assess.whole")


def _cell(indicator: Indicator, one: Computed | None, screen: Screen) -> object:
    """A rate over its two counts, or what stands in the way of one."""
    if one is None:
        return cell("")
    return cell(_lines(indicator, one, screen), _STYLES.get(one.state, ""))


_STYLES = {"unclear": "warning", "unknown": "warning", "no_value": "dim"}
_STYLES |= {"provisional": "warning"}


def _lines(indicator: Indicator, one: Computed, screen: Screen) -> list[str]:
    if one.state in ("known", "provisional"):
        value = valued(one.value or Fraction(0), one.figures[0], indicator, screen.lang)
        counts = [f"{f.numerator}/{f.denominator}" for f in one.figures if f.denominator]
        missed = reached(one.value or Fraction(0), indicator) is False
        told = [screen.text("say.assess.missed")] if missed else []
        told += [screen.text("say.assess.provisional")] if one.state == "provisional" else []
        return [value, *([joined(dict.fromkeys(counts), screen)] if counts else []), *told]
    if one.state == "no_value":
        return [screen.text("say.assess.no_value")]
    return [screen.text(f"say.assess.{one.state}"), *_bounds(indicator, one, screen)]


def _bounds(indicator: Indicator, one: Computed, screen: Screen) -> Iterator[str]:
    lows = [figure.least for figure in one.figures if figure.least is not None]
    highs = [figure.most for figure in one.figures if figure.most is not None]
    if lows and highs:
        figure = one.figures[0]
        ends = [valued(end, figure, indicator, screen.lang) for end in (min(lows), max(highs))]
        yield (
            "—".join(dict.fromkeys(ends)) if screen.lang == "zh" else "-".join(dict.fromkeys(ends))
        )


def valued(value: Fraction, figure: Figure, indicator: Indicator, lang: str) -> str:
    """A value as it is printed: a count, or a percentage rounded as the indicator says."""
    if figure.denominator is None:
        return number(value, lang)
    told = rounding_of(indicator)
    if told is not None:
        return f"{decimal(rounded(value, indicator) * 100, told[0])}%"
    return f"{number(value * 100, lang)}%"


# ── two ways to count, side by side ──


def _beside(found: Result, group: Sequence[Indicator], screen: Screen) -> None:
    fields = differing_fields(group)
    if not fields:
        return
    pen = Pen(found.model, screen.lang)
    open_ = screen.text("say.assess.not_said")
    names = [indicator.name for indicator in group]
    screen.line([("", "\n"), ("info", screen.text("say.assess.beside"))])
    rows = [
        [pen.field_word("indicator", field),
         *(pen.field(indicator, "indicator", field) or open_ for indicator in group)]
        for field in fields
    ]  # fmt: skip
    screen.show(table(screen, [screen.text("say.assess.setting"), *names], rows))
    cases = apart(found.model, found.log, group, found.span)
    if not cases:
        return
    heads = [screen.text("say.assess.row"), screen.text("say.assess.case"),
             *(one.name for one in settled(found.model, found.log, group, found.span))]  # fmt: skip
    screen.line([("", "\n"), ("info", screen.text("say.assess.apart", number=len(cases)))])
    told = [
        [str(one.row), one.number, *(_counted(units, screen) for units in one.counted)]
        for one in cases[:MOST_CASES]
    ]
    screen.show(table(screen, heads, told))
    if len(cases) > MOST_CASES:
        screen.say("say.assess.more_cases", "dim", number=len(cases) - MOST_CASES)


def _counted(units: Iterable[tuple[str, bool]], screen: Screen) -> str:
    told = [
        screen.text("say.assess.in_both" if above else "say.assess.below_only", unit=unit)
        for unit, above in units
    ]
    return joined(told, screen) or screen.text("say.assess.not_counted")


# ── by how much limits were missed ──


def _late(found: Result, screen: Screen) -> None:
    if not found.late:
        return
    heads = [screen.text(f"say.assess.{key}") for key in ("row", "case", "csv_unit", "late")]
    screen.line([("", "\n"), ("info", screen.text("say.assess.late_cases"))])
    rows = [
        [str(one.row), one.number, one.unit, late_words(one, screen)]
        for one in found.late[:MOST_CASES]
    ]
    screen.show(table(screen, heads, rows))
    if len(found.late) > MOST_CASES:
        screen.say("say.assess.more_cases", "dim", number=len(found.late) - MOST_CASES)


def late_words(one: LateCase, screen: Screen) -> str:
    """By how much a case was late; where cells tell the day alone, at least and at most."""
    least, most = (words.of(end, screen.lang) for end in (one.least, one.most))
    if least == most:
        return least
    return screen.text("say.assess.late_between", least=least, most=most)


# ── what is open ──


def _unclear(found: Result, screen: Screen) -> None:
    """For each indicator that is unclear: what is left open, and what each reading gives."""
    for indicator, computed in found.indicators:
        open_ = [name for one in computed for name in one.open]
        if not any(one.state == "unclear" for one in computed):
            continue
        screen.line([])
        unread = computed[-1].unread
        if not computed[-1].figures:
            said = joined((_unread(field, word, screen) for field, word in unread), screen)
            screen.say("say.assess.no_reading", "warning", name=indicator.name, said=said)
            continue
        fields = dict.fromkeys(_FIELDS.get(name, name) for name in open_)
        words = joined((_field(field, screen) for field in fields), screen)
        screen.say("say.assess.left_open", "warning", name=indicator.name, fields=words)
        for field, word in unread:
            screen.say("say.assess.free_word", field=_field(field, screen), word=word)
        unclear = [one for one in computed if one.state == "unclear"]
        _readings(indicator, unclear[-1], screen)


def _readings(indicator: Indicator, whole: Computed, screen: Screen) -> None:
    """What each reading gives for all units together, or for the last unit that is unclear."""
    rows = [
        [_reading(figure, whole.open, screen), _read_so(figure, indicator, screen),
         f"{figure.numerator}/{figure.denominator}" if figure.denominator is not None else ""]
        for figure in whole.figures[:MOST_READINGS]
    ]  # fmt: skip
    heads = [screen.text("say.assess.reading"), _unit(whole.unit, screen), ""]
    screen.show(table(screen, heads, rows))
    if len(whole.figures) > MOST_READINGS:
        more = len(whole.figures) - MOST_READINGS
        screen.say("say.assess.more_readings", "dim", number=more)


def _read_so(figure: Figure, indicator: Indicator, screen: Screen) -> str:
    """What one reading gives: a value, the bounds that blank cells leave, or no value."""
    if figure.least is None or figure.most is None:
        return screen.text("say.assess.no_value")
    ends = dict.fromkeys(
        valued(end, figure, indicator, screen.lang) for end in (figure.least, figure.most)
    )
    bounds = ("—" if screen.lang == "zh" else "-").join(ends)
    return f"{screen.text('say.assess.unknown')} {bounds}" if figure.blanks else bounds


def _reading(figure: Figure, names: Iterable[str], screen: Screen) -> str:
    """`归属 首接、重开 按原件`: the choices a figure rests on."""
    told = []
    for name in names:
        choice = getattr(figure.reading, name)
        word = (
            shown(_SETS[name], choice, screen.lang)
            if name in _SETS
            else screen.text(f"say.assess.{name}_{choice}")
        )
        told.append(f"{_field(_FIELDS.get(name, name), screen)} {word}")
    return ("；" if screen.lang == "zh" else "; ").join(told)


def _field(field: str, screen: Screen) -> str:
    from govkit.vocabulary.kinds import fields_of

    return fields_of("indicator")[field].word(screen.lang)


def _unread(field: str, word: str, screen: Screen) -> str:
    key = "say.assess.unread_word" if word else "say.assess.unread_blank"
    return screen.text(key, field=_field(field, screen), word=word)


def _notes(found: Result, screen: Screen) -> None:
    """Blank cells that keep a value open, cases left out, an even spread."""
    told: list[str] = []
    for indicator, computed in found.indicators:
        whole = computed[-1]
        blanks = dict.fromkeys(
            blank for one in computed for figure in one.figures for blank in figure.blanks
        )
        if blanks:
            cells = joined((_blank(row, column, screen) for row, column in [*blanks][:8]), screen)
            told.append(screen.text(
                "say.assess.blanks", name=indicator.name, cells=cells, number=len(blanks)
            ))  # fmt: skip
        moving = dict.fromkeys(
            row for one in computed for figure in one.figures for row in figure.provisional
        )
        if moving:
            shown_rows = joined(map(str, [*moving][:8]), screen)
            told.append(screen.text(
                "say.assess.moving", name=indicator.name, rows=shown_rows, number=len(moving)
            ))  # fmt: skip
        for why in ("excluded", "unreached"):
            rows = [str(row) for row, reason in whole.left_out if reason == why]
            if rows and whole.state != "unclear":
                told.append(screen.text(
                    f"say.assess.out_{why}", name=indicator.name, number=len(rows),
                    rows=joined(rows, screen),
                ))  # fmt: skip
        if whole.assumed:
            told.append(screen.text("say.assess.assumed", name=indicator.name))
    if told:
        screen.line([])
    for line in dict.fromkeys(told):
        screen.line([("dim", line)])


def _blank(row: int, column: str, screen: Screen) -> str:
    word = shown("log_column", column, screen.lang) if column else ""
    return screen.text("say.assess.blank", row=row, column=word).rstrip()
