"""The units of a district on one landscape page: a card per unit, a row and chips inside it.

A model enters, an SVG text leaves. What is drawn is settled by the plan, how large by the layout;
title, legend and foot are those of all pictures. Bodies and posts stand in the org chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govkit.analysis.rows import LevelRow
from govkit.analysis.structure import structure
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.pictures import paper as colours
from govkit.pictures.layout import GAP, Layout, arrange
from govkit.pictures.lettering import SMALLEST, ems, wrapped
from govkit.pictures.paper import Page, Paper
from govkit.pictures.plan import CardPlan, Chip, Plan, Planner, Row
from govkit.pictures.sheet import Frame, Mark, Region
from govkit.values.units import Lang

_LEAD = 1.3


def draw(
    model: Governance, lang: Lang | None = None, paper: Paper = "A3", title: str | None = None
) -> tuple[str, ...]:
    """The units of a model as one sheet of SVG. `title` replaces the name of the district.

    No name is shortened: long ones take several lines. Where all units do not fit in letters of
    7.5 pt, the lowest are counted instead, and the foot says so.
    """
    pen = Pen(model, lang)
    planner = Planner(pen, structure(model, lang))
    for detail in (3, 2, 1, 0):
        plan = planner.plan(detail)
        frame = _frame(pen, planner, plan, paper, title or model.label)
        region = frame.region
        layout = arrange(plan.cards, region.width, region.height)
        if layout is not None:
            return (_sheet(frame, plan, layout, region),)
    only = CardPlan("", "", "", "", (Row("", "", "", (), pen.pick("未逐个画出", "Too many")),))
    plan = Plan(plan.heads, plan.drawn, plan.aside, (only,))
    layout = arrange(plan.cards, region.width, region.height)
    assert layout is not None
    return (_sheet(frame, plan, layout, region),)


def worth_drawing(model: Governance) -> bool:
    """Whether two units or more would be drawn one by one; else a page of cards says nothing."""
    cards = Planner(Pen(model), structure(model)).plan(3).cards
    return len(cards) > 1 or any(len(row.chips) > 1 for card in cards for row in card.rows)


def _frame(pen: Pen, planner: Planner, plan: Plan, paper: Paper, heading: str) -> Frame:
    kind = pen.pick("单元卡片", "Cards of units")
    levels = (*planner.heads, *planner.drawn)
    counts = pen.pick("，", ", ").join(f"{row.name} {row.printed}" for row in levels)
    description = f"{kind}{pen.pick('：', ': ')}{counts}" if counts else ""
    legend = [
        Mark(16, _swatch(plan, row), f"{row.title or row.name} {_count(pen, row)}")
        for row in plan.levels
    ]
    return Frame(
        pen, paper, heading, kind, description=description, legend=legend,
        notes=(pen.pick("", " ").join(_notes(pen, plan)),),
    )  # fmt: skip


def _count(pen: Pen, row: LevelRow) -> str:
    return pen.pick("数量未知", "number unknown") if row.printed == pen.unknown() else row.printed


def _swatch(plan: Plan, row: LevelRow) -> Callable[[Page, float, float], None]:
    """The colour a level is drawn in, by its place; dashed where its units are only counted."""
    fill, aside = colours.PAPER, row in plan.unshown
    if row in plan.heads:
        fill = colours.BAND
    elif row in plan.shown:
        order = {1: [colours.CHIP], 2: [colours.HEAD, colours.CHIP]}.get(
            len(plan.drawn), [colours.HEAD, colours.ROW, colours.CHIP]
        )
        fill = order[min(plan.drawn.index(row), len(order) - 1)]

    def drawn(page: Page, x: float, middle: float) -> None:
        line = colours.LINE if aside else colours.BAND
        page.rect(x, middle - 7, 16, 14, fill=fill, line=line, dashed=aside, radius=2)

    return drawn


def _notes(pen: Pen, plan: Plan) -> Iterator[str]:
    """What the reader must know: which spread is assumed, what a badge counts."""
    for rows, zh, en in (
        (plan.shown, "画出", "spread evenly"),
        (plan.reckoned, "推算", "reckoned as if spread evenly"),
    ):
        assumed = [row.name for row in rows if row.spread == "assumed"]
        if assumed:
            names = pen.pick("、", ", ").join(assumed)
            yield pen.pick(
                f"{names}在上级之间按均匀分布{zh}，属假设。",
                f"{names}: {en} over the level above, which is assumed.",
            )
    if any(chip.badge for card in plan.cards for row in card.rows for chip in row.chips):
        lower = plan.drawn[min(3, len(plan.drawn) - 1)].name
        yield pen.pick(f"×后的数字是下面{lower}的数量。", f"× counts the {lower} below.")
    if plan.unshown:
        names = pen.pick("、", ", ").join(row.name for row in plan.unshown)
        yield pen.pick(f"未逐个画出：{names}。", f"Not drawn one by one: {names}.")


def _sheet(frame: Frame, plan: Plan, layout: Layout, region: Region) -> str:
    bottom = region.top + sum(layout.row_heights) + GAP * (len(layout.row_heights) - 1)
    page = frame.sheet(1, 1, bottom)
    for row in plan.heads:
        page.open(f"{row.name}·1", unit=f"{row.name}·1")
        page.close()
    y = region.top
    for number, height in enumerate(layout.row_heights):
        first = number * layout.columns
        for column, card in enumerate(plan.cards[first : first + layout.columns]):
            x = region.left + column * (layout.card_width + GAP)
            _card(page, card, layout, x, y, height)
        y += height + GAP
    return page.svg()


def _card(page: Page, card: CardPlan, layout: Layout, x: float, y: float, height: float) -> None:
    if card.id:
        page.open(card.tip, unit=card.id, ref=f"unit:{card.id}")
    wide, scale = layout.card_width, layout.heading
    page.rect(x, y, wide, height, fill=colours.PAPER, line=colours.LINE, radius=5)
    page.rect(x, y, wide, layout.head, fill=colours.HEAD, line=colours.LINE, radius=5)
    base = y + 21 * scale
    for text in wrapped(card.label, wide - 2 * layout.pad, 17 * scale, bold=True):
        page.text(x + layout.pad, base, text, 17 * scale, bold=True)
        base += 17 * _LEAD * scale
    if card.summary and layout.summary_lines:
        base = y + layout.head - 9 * scale
        page.text(x + layout.pad, base, card.summary, 13 * scale, colour=colours.QUIET)
    elif card.summary:
        page.text(
            x + wide - layout.pad, y + 21 * scale, card.summary, 13 * scale,
            anchor="end", colour=colours.QUIET,
        )  # fmt: skip
    inside = y + layout.head + layout.pad
    for row in card.rows:
        _row(page, row, layout, x + layout.pad, inside)
        inside += layout.height(row) + layout.row_gap
    if card.id:
        page.close()


def _row(page: Page, row: Row, layout: Layout, x: float, y: float) -> None:
    scale, high = layout.scale, layout.height(row)
    if row.id:
        page.open(row.tip, unit=row.id, ref=f"unit:{row.id}")
        page.rect(x, y, layout.card_width - 2 * layout.pad, high, fill=colours.ROW, radius=4)
    chips_top = y + layout.row_gap
    if row.label:
        size = 14 * scale
        texts = wrapped(row.label, layout.label_width - 13.9 * scale, size)
        base = y + high / 2 + size * (0.36 - _LEAD / 2 * (len(texts) - 1))
        for text in texts:
            page.text(x + layout.pad, base, text, size)
            base += size * _LEAD
    start = x + layout.pad + layout.label_width
    if row.note:
        base = y + high / 2 + 5 * scale
        page.text(start, base, row.note, 13 * scale, colour=colours.QUIET)
    for number, chip in enumerate(row.chips):
        line, column = divmod(number, layout.per_line)
        at = start + column * (layout.chip_width + layout.gap)
        _chip(page, chip, layout, at, chips_top + line * (layout.chip_height + layout.gap))
    if row.id:
        page.close()


def _chip(page: Page, chip: Chip, layout: Layout, x: float, y: float) -> None:
    page.open(chip.tip, unit=chip.id, ref=f"unit:{chip.id}")
    wide, high, size = layout.chip_width, layout.chip_height, 13 * layout.scale
    page.rect(x, y, wide, high, fill=colours.CHIP, line=colours.CHIP_LINE, radius=3)
    small = max(SMALLEST, size * 0.8)
    badge = ems(chip.badge) * small + 0.3 * size if chip.badge else 0.0
    room = wide - 10 * layout.scale - badge
    texts = wrapped(chip.label, room, size)
    base = y + high / 2 + size * (0.36 - _LEAD / 2 * (len(texts) - 1))
    for text in texts:
        page.text(x + 5 * layout.scale + room / 2, base, text, size, anchor="middle")
        base += size * _LEAD
    if chip.badge:
        page.text(
            x + wide - 4 * layout.scale, y + high / 2 + small * 0.36, chip.badge, small,
            anchor="end", colour=colours.QUIET,
        )  # fmt: skip
    page.close()
