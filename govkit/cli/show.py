"""`govkit show PATH`: what a model holds, as tables.

A path enters; levels, staff, lists, processes and the origins of figures leave on the screen. The
rows are worked out in `govkit.export`; here they are only laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.refusal import WRONG_USAGE, Refusal, misused
from govkit.cli.screen import Screen, cell, grid, table
from govkit.cli.wording import Tongue, worded
from govkit.diagnostics.width import visible

if TYPE_CHECKING:
    from govkit.analysis.rows import Card, LevelRow, ProcessRow, Said, Staff, Structure, TierRow
    from govkit.model.governance import Governance


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    provenance: Annotated[bool, typer.Option("--provenance", "--出处")] = False,
    units: Annotated[str | None, typer.Option("--units", "--单元", metavar="LEVEL")] = None,
    process: Annotated[str | None, typer.Option("--process", "--流程", metavar="NAME")] = None,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Show a model."""
    screen = screen_of(ctx)
    model, _ = compiled(path, screen, as_of, plugin)
    if process is not None:
        _page(model, process, screen)
    elif units is not None:
        _units(model, units, screen)
    elif provenance:
        _origins(model, screen)
    else:
        from govkit.analysis.structure import structure

        _whole(structure(model, screen.lang), screen)
        _tables(model, screen)
        _checks(model, screen)
        _origin_counts(model, screen)
    return 0


# ── the whole model ──


def _whole(rows: Structure, screen: Screen) -> None:
    title = f" {rows.title}" if rows.title else ""
    screen.line([("title", visible(rows.name + title))])
    _levels(rows.levels, screen)
    _staff(rows.levels, rows.elsewhere, screen)
    for heading, cards in (
        ("lists", rows.lists),
        ("meetings", rows.meetings),
        ("duties", rows.duties),
        ("modes", rows.modes),
        ("indicators", rows.indicators),
        ("assessments", rows.assessments),
        ("codes", rows.codes),
        ("rules", rows.rules),
    ):
        if cards:
            _heading(screen, f"say.show.{heading}")
            for card in cards:
                _card(card, screen)
    _matters(rows.matters, screen)
    for process in rows.processes:
        _process(process, screen)
    _figures(rows.figures, screen)
    _sources(rows.sources, screen)


def _matters(matters: Sequence[Card], screen: Screen) -> None:
    """Matters with what they need, how big they are, who answers for them."""
    if not matters:
        return
    _heading(screen, "say.show.matters")
    rows = [
        (_named(card), cell([_in_words(card.said, screen), *_states(card, screen)]))
        for card in matters
    ]
    screen.show(grid(screen, ("matter", "content"), rows))


def _states(matter: Card, screen: Screen) -> Iterator[str]:
    """The states of a matter, a line each."""
    for state in matter.inside:
        yield screen.text(
            "say.show.state", name=_named(state), content=_in_words(state.said, screen)
        )


def _figures(figures: Sequence[Said], screen: Screen) -> None:
    if figures:
        _heading(screen, "say.show.figures")
        rows = [(one.word, _marked(one.text, one.origin, screen)) for one in figures]
        screen.show(grid(screen, ("figure", "value"), rows))


def _sources(sources: Sequence[Card], screen: Screen) -> None:
    if sources:
        _heading(screen, "say.show.sources")
        rows = [(card.name, card.title, _in_words(card.said, screen)) for card in sources]
        screen.show(grid(screen, ("source_name", "title", "content"), rows))


def _named(card: Card) -> str:
    return f"{card.name} {card.title}" if card.title else card.name


def _tables(model: Governance, screen: Screen) -> None:
    """Two-key tables as they are printed: rows, columns, and the grade of each cell."""
    from govkit.analysis.two_keys import grids
    from govkit.model.naming import Pen

    for one in grids(model, Pen(model, screen.lang)):
        name = f"{one.name} {one.title}" if one.title else one.name
        _heading(screen, "say.show.table", name=name, gives=one.gives)
        if one.when:
            screen.line([("", visible(screen.text("say.show.table_when", when=one.when)))])
        corner = " / ".join(one.keys)
        screen.show(table(screen, [corner, *one.columns], one.rows))


def _checks(model: Governance, screen: Screen) -> None:
    """The author's own checks: formula, what it gives, the answer, that of another reading."""
    from govkit.checks.figures import judged
    from govkit.checks.wording import shown
    from govkit.model.naming import Pen

    if not model.checks:
        return
    _heading(screen, "say.show.checks")
    pen = Pen(model, screen.lang)
    rows = []
    for line, verdict in judged(model):
        answer = screen.text(f"say.answer.{verdict.answer}")
        for other in verdict.others:
            if other != verdict.answer:
                answer += f" / {screen.text(f'say.answer.{other}')}"
        rows.append((line.name, pen.written(line.holds), shown(verdict.computed, pen.lang), answer))
    screen.show(grid(screen, ("check", "holds", "computed", "answer"), rows))


def _heading(screen: Screen, key: str, **fillers: object) -> None:
    screen.line([("", "\n"), ("info", screen.text(key, **fillers))])


def _levels(levels: Sequence[LevelRow], screen: Screen) -> None:
    if not levels:
        return
    _heading(screen, "say.show.levels")
    rows = [
        (row.name, row.title, row.parent, row.printed, screen.text(f"say.show.spread_{row.spread}"))
        for row in levels
    ]
    screen.show(grid(screen, ("level", "title", "parent", "count", "spread"), rows))


def _staff(levels: Sequence[LevelRow], elsewhere: Sequence[Staff], screen: Screen) -> None:
    rows = []
    for at, staff in [*((row.name, _standing(row)) for row in levels), ("", elsewhere)]:
        for number, one in enumerate(staff):
            kind = screen.text(f"say.show.{one.kind}")
            where = "" if number else at
            rows.append((where, kind, one.name, one.count, one.quota, one.size, one.formula))
    if rows:
        _heading(screen, "say.show.staff")
        columns = ("at", "kind", "name", "count", "quota", "size", "formula")
        screen.show(grid(screen, columns, rows))


def _standing(level: LevelRow) -> tuple[Staff, ...]:
    return (*level.bodies, *level.posts, *level.teams)


def _card(card: Card, screen: Screen) -> None:
    title = f" {card.title}" if card.title else ""
    screen.line([("title", visible(f"● {card.name}{title}"))])
    _said(card.said, screen)
    items = [(f"  {item.name}", _in_words(item.said, screen)) for item in card.inside]
    if items:
        screen.show(grid(screen, (), items))


def _said(said: Sequence[Said], screen: Screen) -> None:
    rows = [(f"  {one.word}", _marked(one.text, one.origin, screen)) for one in said]
    if rows:
        screen.show(grid(screen, (), rows))


def _in_words(said: Sequence[Said], screen: Screen) -> str:
    sign = "：" if screen.lang == "zh" else ": "
    return _joined((f"{one.word}{sign}{one.text}" for one in said), screen)


def _joined(parts: Iterable[str], screen: Screen) -> str:
    return ("；" if screen.lang == "zh" else "; ").join(part for part in parts if part)


def _process(process: ProcessRow, screen: Screen) -> None:
    title = f" {process.title}" if process.title else ""
    _heading(screen, "say.show.process", name=f"{process.name}{title}")
    _said(process.said, screen)
    rows = [
        (
            tier.name,
            tier.text("handler"),
            tier.text("deliberates"),
            _marked(tier.text("limit"), tier.origin("limit"), screen),
            cell([*_ways(tier, screen)]),
        )
        for tier in process.tiers
    ]
    screen.show(grid(screen, ("tier", "handler", "deliberates", "limit", "ways"), rows))
    below = [(f"  {name}", text) for name, text in _below(process, screen)]
    if below:
        screen.show(grid(screen, (), below))


# Fields of a tier that stand in the grid of tiers; the others are listed below it.
_IN_GRID = frozenset({"handler", "deliberates", "limit", "on"})


def _below(process: ProcessRow, screen: Screen) -> Iterator[tuple[str, str]]:
    """What else is said of tiers, from signing to separation, and all clocks."""
    from govkit.vocabulary.kinds import kinds

    word = kinds()["clock"].word(screen.lang)
    for tier in process.tiers:
        said = [one for one in tier.said if one.field not in _IN_GRID]
        if said:
            yield tier.name, _in_words(said, screen)
    holders = [("", process.clocks), *((f"{tier.name} ", tier.clocks) for tier in process.tiers)]
    for where, clocks in holders:
        for clock in clocks:
            yield f"{where}{word} {clock.name}", _in_words(clock.said, screen)


def _marked(text: str, origin: str, screen: Screen) -> str:
    """A value with its origin behind it where it is assumed or proposed."""
    if not text or origin not in ("assumed", "proposed"):
        return text
    origin = screen.text(f"say.show.{origin}")
    return f"{text}（{origin}）" if screen.lang == "zh" else f"{text} ({origin})"


def _ways(tier: TierRow, screen: Screen) -> Iterator[str]:
    for way in tier.ways:
        when = f" {screen.text('say.show.when', condition=way.when)}" if way.when else ""
        yield _marked(f"{way.trigger} → {way.to}{when}", way.origin, screen)
    if none := tier.text("on"):  # the ways that must not be gone
        yield none
    if tier.ceiling:
        between = "、" if screen.lang == "zh" else ", "
        yield screen.text("say.show.ends", grades=between.join(tier.ceiling))


# ── origins ──


def _origin_counts(model: Governance, screen: Screen) -> None:
    from govkit.analysis.provenance import provenance

    every = provenance(model, screen.lang).counts
    figures = provenance(model, screen.lang, figures_only=True).counts
    _heading(screen, "say.show.provenance")
    rows = [
        (screen.text(f"say.show.{origin}"), str(number), str(figures[origin]))
        for origin, number in every.items()
    ]
    screen.show(grid(screen, ("origin", "statements", "figures"), rows))
    screen.line([])
    screen.say("say.show.more", "dim")


def _origins(model: Governance, screen: Screen) -> None:
    from govkit.analysis.provenance import ORIGINS, provenance

    found = provenance(model, screen.lang)
    for origin in ORIGINS:
        statements = found.of(origin)
        if not statements or origin == "plain":
            continue
        word = screen.text(f"say.show.{origin}")
        _heading(screen, "say.show.origin_count", origin=word, number=len(statements))
        rows = [
            (
                in_words(one.path, screen.lang, one.attribute),
                one.value,
                _joined((one.source, one.quotation, one.remark), screen),
            )
            for one in statements
        ]
        screen.show(grid(screen, ("path", "value", "source"), rows))
    if plain := found.of("plain"):
        screen.line([])
        screen.say("say.show.plain_left_out", "dim", number=len(plain))


def in_words(path: str, lang: Tongue, attribute: str = "") -> str:
    """A path such as `process:办理/tier:社区.limit[1]` in words: `流程 办理 级 社区：时限 (2)`.

    The value of an attribute is named by the attribute: `事项 噪声：大小`.
    """
    from govkit.vocabulary.kinds import fields_of, kinds

    inner = "|".join(kinds())
    marks = list(re.finditer(rf"(?:^|/)({inner}|figure):", path))
    if not marks:
        return path
    ends = [*(mark.start() for mark in marks[1:]), len(path)]
    names = [path[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    kind = marks[-1][1]
    names[-1], dot, field = names[-1].rpartition(".") if kind != "figure" else (names[-1], "", "")
    said = []
    for mark, name in zip(marks, names, strict=True):
        known = kinds().get(mark[1])
        said += [known.word(lang), name] if known else [name]
    field, _, number = field.partition("[")
    row = fields_of(kind).get(field) if dot else None
    shown = " ".join(said)
    if not dot:
        return _numbered(shown, number)
    shown += "：" if lang == "zh" else ": "
    if field == "given":
        return shown + (attribute or worded("say.show.given", lang))
    return _numbered(shown + (row.word(lang) if row else field), number)


def _numbered(shown: str, number: str) -> str:
    """Which of several statements: `[1]` is the second."""
    return f"{shown} ({int(number[:-1]) + 1})" if number else shown


# ── units ──


def _units(model: Governance, level: str, screen: Screen) -> None:
    names = [one.name for one in model.levels]
    if level not in names:
        raise misused("GOV816", get_close_matches(level, names) or names[:3], name=level)
    rows = []
    for unit in model.units(level):
        parent = model.parent_of(unit)
        rows.append((unit.id, unit.name, parent.label if parent else ""))
    if rows:
        screen.show(grid(screen, ("unit", "name", "parent"), rows))
    else:
        screen.say("say.show.no_units", level=level)


# ── one process ──


def _page(model: Governance, process: str, screen: Screen) -> None:
    """All rules of a process, to be checked against its text; Markdown shows it as a page."""
    from govkit.diagnostics import GovError
    from govkit.engine import Engine

    try:
        page = Engine(model, lang=screen.lang).describe(process)
    except GovError as error:
        raise Refusal(error.diagnostics, WRONG_USAGE) from None
    screen.data("\n".join(visible(line) for line in page.split("\n")))
