"""`govkit show PATH`: what a model holds, as tables.

A path enters; levels, staff, lists, processes and the origins of figures leave on the screen. The
rows are worked out in `govkit.export`; here they are only laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.model import compiled
from govkit.cli.refusal import misused
from govkit.cli.screen import Screen, cell, grid

if TYPE_CHECKING:
    from govkit.export.structure import Card, LevelRow, ProcessRow, Said, Staff, Structure, TierRow
    from govkit.model.governance import Governance


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    provenance: Annotated[bool, typer.Option("--provenance", "--出处")] = False,
    units: Annotated[str | None, typer.Option("--units", "--单元", metavar="LEVEL")] = None,
) -> int:
    """Show a model."""
    screen = screen_of(ctx)
    model, _ = compiled(path, screen)
    if units is not None:
        _units(model, units, screen)
    elif provenance:
        _origins(model, screen)
    else:
        from govkit.export.structure import structure

        _whole(structure(model, screen.lang), screen)
        _origin_counts(model, screen)
    return 0


# ── the whole model ──


def _whole(rows: Structure, screen: Screen) -> None:
    title = f" {rows.title}" if rows.title else ""
    screen.line([("title", cell(rows.name + title).plain)])
    _levels(rows.levels, screen)
    _staff([staff for level in rows.levels for staff in _at(level)], rows.elsewhere, screen)
    for heading, cards in (
        ("lists", rows.lists),
        ("meetings", rows.meetings),
        ("duties", rows.duties),
        ("assessments", rows.assessments),
    ):
        if cards:
            _heading(screen, f"say.show.{heading}")
            for card in cards:
                _card(card, screen)
    for process in rows.processes:
        _process(process, screen)


def _heading(screen: Screen, key: str, **fillers: object) -> None:
    screen.line([("", "\n"), ("info", screen.text(key, **fillers))])


def _levels(levels: Sequence[LevelRow], screen: Screen) -> None:
    if not levels:
        return
    _heading(screen, "say.show.levels")
    table = grid(screen, "level", "title", "parent", "count", "spread")
    for level in levels:
        spread = screen.text(f"say.show.spread_{level.spread}")
        table.add_row(
            *map(cell, (level.name, level.title, level.parent, level.printed, spread))
        )
    screen.show(table)


def _at(level: LevelRow) -> Iterator[tuple[str, Staff]]:
    for staff in (*level.bodies, *level.posts, *level.teams):
        yield level.name, staff


def _staff(
    placed: Sequence[tuple[str, Staff]], elsewhere: Sequence[Staff], screen: Screen
) -> None:
    rows = [*placed, *(("", staff) for staff in elsewhere)]
    if not rows:
        return
    _heading(screen, "say.show.staff")
    table = grid(screen, "at", "kind", "name", "count", "quota", "formula")
    before = None
    for at, staff in rows:
        kind = screen.text(f"say.show.{staff.kind}")
        count = _joined((staff.count, staff.size), screen)
        shown = (at if at != before else "", kind, staff.name, count, staff.quota, staff.formula)
        table.add_row(*map(cell, shown))
        before = at
    screen.show(table)


def _joined(parts: Iterable[str], screen: Screen) -> str:
    return ("；" if screen.lang == "zh" else "; ").join(part for part in parts if part)


def _card(card: Card, screen: Screen) -> None:
    title = f" {card.title}" if card.title else ""
    screen.line([("title", cell(f"● {card.name}{title}").plain)])
    _said(card.said, screen)
    if card.inside:
        table = grid(screen, "item", "content")
        for item in card.inside:
            table.add_row(cell(item.name), cell(_in_words(item.said, screen)))
        screen.show(table)


def _said(said: Sequence[Said], screen: Screen) -> None:
    if not said:
        return
    table = grid(screen)
    for one in said:
        origin = "" if one.origin == "cited" else screen.text(f"say.show.{one.origin}")
        table.add_row(cell(f"  {one.word}"), cell(one.text), cell(origin, "dim"))
    screen.show(table)


def _in_words(said: Sequence[Said], screen: Screen) -> str:
    sign = "：" if screen.lang == "zh" else ": "
    return _joined((f"{one.word}{sign}{one.text}" for one in said), screen)


def _process(process: ProcessRow, screen: Screen) -> None:
    title = f" {process.title}" if process.title else ""
    _heading(screen, "say.show.process", name=f"{process.name}{title}")
    _said(process.said, screen)
    table = grid(screen, "tier", "handler", "deliberates", "limit", "ways")
    for tier in process.tiers:
        limit = _marked(tier.text("limit"), tier.origin("limit"), screen)
        table.add_row(
            cell(tier.name),
            cell(tier.text("handler")),
            cell(tier.text("deliberates")),
            cell(limit),
            cell("\n".join(_ways(tier, screen))),
        )
    screen.show(table)


def _marked(text: str, origin: str, screen: Screen) -> str:
    """A value with its origin behind it where it is assumed or proposed."""
    if not text or origin not in ("assumed", "proposed"):
        return text
    return f"{text} {screen.text(f'say.show.{origin}')}"


def _ways(tier: TierRow, screen: Screen) -> Iterator[str]:
    for way in tier.ways:
        when = f" {way.when}" if way.when else ""
        yield _marked(f"{way.trigger} → {way.to}{when}", way.origin, screen)
    if tier.ceiling:
        between = "、" if screen.lang == "zh" else ", "
        yield screen.text("say.show.ends", grades=between.join(tier.ceiling))


# ── origins ──


def _origin_counts(model: Governance, screen: Screen) -> None:
    from govkit.export.provenance import provenance

    every = provenance(model, screen.lang).counts
    figures = provenance(model, screen.lang, figures_only=True).counts
    _heading(screen, "say.show.provenance")
    table = grid(screen, "origin", "statements", "figures")
    for origin, number in every.items():
        shown = screen.text(f"say.show.{origin}")
        table.add_row(cell(shown), cell(str(number)), cell(str(figures[origin])))
    screen.show(table)
    screen.say("say.show.more", "dim")


def _origins(model: Governance, screen: Screen) -> None:
    from govkit.export.provenance import ORIGINS, provenance

    found = provenance(model, screen.lang)
    for origin in ORIGINS:
        statements = found.of(origin)
        if not statements:
            continue
        word = screen.text(f"say.show.{origin}")
        _heading(screen, "say.show.origin_count", origin=word, number=len(statements))
        table = grid(screen, "path", "value", "source")
        for one in statements:
            remark = _joined((one.source, one.quotation, one.remark), screen)
            table.add_row(cell(one.path), cell(one.value), cell(remark))
        screen.show(table)


# ── units ──


def _units(model: Governance, level: str, screen: Screen) -> None:
    names = [one.name for one in model.levels]
    if level not in names:
        raise misused("GOV816", get_close_matches(level, names) or names[:3], name=level)
    found = list(model.units(level))
    if not found:
        screen.say("say.show.no_units", level=level)
        return
    table = grid(screen, "unit", "parent")
    for unit in found:
        table.add_row(cell(str(unit)), cell(str(model.parent_of(unit) or "")))
    screen.show(table)
