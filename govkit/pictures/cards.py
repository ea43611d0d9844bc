"""The structure of a district on one landscape page: a card per unit, a row and chips inside it.

A model enters, an SVG text leaves. What is drawn is settled by the plan, how large by the layout;
what stands at each level, and which spread is assumed, is written below the cards.
"""

from __future__ import annotations

from govkit.analysis.rows import LevelRow, Staff, Structure
from govkit.analysis.structure import structure
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.pictures import paper
from govkit.pictures.layout import GAP, Layout, arrange
from govkit.pictures.lettering import ems
from govkit.pictures.paper import HEIGHT, WIDTH, Page
from govkit.pictures.plan import CardPlan, Chip, Plan, Planner, Row
from govkit.values.units import Lang

MARGIN = 36.0
_BAND = 108.0
_FOOT = 26.0
_STAFF_LINE = 21.0
_MOST_STAFF = 7
_MOST_BOXES = 6
_MOST_TILES = 7


def draw(model: Governance, *, lang: Lang | None = None, title: str | None = None) -> str:
    """The picture of a model as SVG, 420 × 297 mm. `title` replaces the name of the district."""
    pen = Pen(model, lang)
    rows = structure(model, lang)
    planner = Planner(pen, rows)
    heading = title or model.label
    page = Page(heading, _description(pen, planner))
    boxes = _boxes(pen, rows)
    scale = _staff_scale(boxes)
    strip = _strip_height(boxes, scale)
    top = MARGIN + _BAND + 16
    height = HEIGHT - MARGIN - _FOOT - strip - top
    plan, layout = _fitted(planner, WIDTH - 2 * MARGIN, height)
    _band(page, pen, plan, heading)
    _draw_cards(page, plan, layout, top)
    _staff(page, pen, boxes, HEIGHT - MARGIN - _FOOT - strip + 14, scale)
    page.text(
        MARGIN, HEIGHT - MARGIN, _footnote(pen, plan), 14,
        room=WIDTH - 2 * MARGIN, colour=paper.QUIET,
    )  # fmt: skip
    return page.svg()


def _fitted(planner: Planner, width: float, height: float) -> tuple[Plan, Layout]:
    """The most detail that is still readable on the page."""
    for detail in (3, 2, 1, 0):
        plan = planner.plan(detail)
        layout = arrange(plan.cards, width, height)
        if layout is not None:
            return plan, layout
    only = plan.cards[0]
    line = Row("", "", "", (), planner.pen.pick("下级太多，不逐个画出", "Too many to draw"))
    plan = Plan(
        plan.heads, plan.drawn, plan.aside, (CardPlan("", only.label[:8], "", "", (line,)),)
    )
    layout = arrange(plan.cards, width, height)
    assert layout is not None
    return plan, layout


def _description(pen: Pen, planner: Planner) -> str:
    levels = (*planner.heads, *planner.drawn)
    counts = pen.pick("，", ", ").join(f"{row.name} {row.printed}" for row in levels)
    return f"{_kind_of_picture(pen)}{pen.pick('：', ': ')}{counts}" if counts else ""


def _kind_of_picture(pen: Pen) -> str:
    return pen.pick("组织结构图", "Structure")


# ── the band on top ──


def _band(page: Page, pen: Pen, plan: Plan, heading: str) -> None:
    page.rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, _BAND, fill=paper.BAND, radius=6)
    x = _tiles(page, pen, plan)
    room = x - MARGIN - 48
    heads = [row.title or row.name for row in plan.heads]
    under = " · ".join([_kind_of_picture(pen), *heads])
    for row in plan.heads:
        page.open(f"{row.name}·1", unit=f"{row.name}·1")
    page.text(MARGIN + 24, MARGIN + 48, heading, 36, room=room, colour=paper.PAPER, bold=True)
    page.text(MARGIN + 24, MARGIN + 84, under, 20, room=room, colour=paper.HEAD)
    for _ in plan.heads:
        page.close()


def _tiles(page: Page, pen: Pen, plan: Plan) -> float:
    """The counts of all levels from the right; gives the left edge of the first."""
    shown = [(row, row in plan.aside) for row in plan.levels]
    cut = len(shown) - _MOST_TILES
    wide = 132.0
    x = WIDTH - MARGIN - 14 - wide * min(len(shown), _MOST_TILES + (cut > 0))
    left = x
    for row, aside in shown[:_MOST_TILES]:
        _tile(page, x, wide, row, _swatch(plan, row), aside)
        x += wide
    if cut > 0:
        more = pen.pick(f"另有 {cut} 个层级", f"{cut} more levels")
        page.text(x + 12, MARGIN + 62, more, 15, room=wide - 20, colour=paper.PAPER)
    return left


def _swatch(plan: Plan, row: LevelRow) -> str:
    """The colour a level is drawn in, by its place."""
    if row in plan.heads:
        return paper.BAND
    if row not in plan.drawn:
        return paper.PAPER
    place = plan.drawn.index(row)
    colours = {1: [paper.CHIP], 2: [paper.HEAD, paper.CHIP]}.get(
        len(plan.drawn), [paper.HEAD, paper.ROW, paper.CHIP]
    )
    return colours[min(place, len(colours) - 1)]


def _tile(page: Page, x: float, wide: float, row: LevelRow, fill: str, aside: bool) -> None:
    page.open(f"{row.title or row.name} {row.printed}", level=row.name)
    y = MARGIN + 12
    page.rect(x, y, wide - 8, _BAND - 24, fill=paper.PAPER, radius=5)
    printed = row.printed
    size = 30.0 if ems(printed) * 30 < wide - 24 else 20.0
    middle = x + (wide - 8) / 2
    page.text(middle, y + 40, printed, size, room=wide - 24, anchor="middle", bold=True)
    wide_name = min(ems(row.name) * 15, wide - 48)
    page.rect(
        middle - wide_name / 2 - 17, y + 58, 12, 12, fill=fill,
        line=paper.BAND if not aside else paper.LINE, dashed=aside, radius=2,
    )  # fmt: skip
    page.text(middle - wide_name / 2 + 1, y + 69.5, row.name, 15, room=wide - 48)
    page.close()


# ── the cards ──


def _draw_cards(page: Page, plan: Plan, layout: Layout, top: float) -> None:
    y = top
    for number, height in enumerate(layout.row_heights):
        first = number * layout.columns
        for column, card in enumerate(plan.cards[first : first + layout.columns]):
            x = MARGIN + column * (layout.card_width + GAP)
            _card(page, card, layout, x, y, height)
        y += height + GAP


def _card(page: Page, card: CardPlan, layout: Layout, x: float, y: float, height: float) -> None:
    if card.id:
        page.open(card.tip, unit=card.id)
    wide, scale = layout.card_width, layout.heading
    page.rect(x, y, wide, height, fill=paper.PAPER, line=paper.LINE, radius=5)
    page.rect(x, y, wide, layout.head, fill=paper.HEAD, line=paper.LINE, radius=5)
    base = y + layout.head * 0.66
    room = wide - 2 * layout.pad
    label = min(ems(card.label) * 17 * scale, room)
    page.text(x + layout.pad, base, card.label, 17 * scale, room=room, bold=True)
    left = room - label - 14
    if card.summary and left > 3 * 13 * scale:
        page.text(
            x + wide - layout.pad, base, card.summary, 13 * scale,
            room=left, anchor="end", colour=paper.QUIET,
        )  # fmt: skip
    inside = y + layout.head + layout.pad
    for row in card.rows:
        _row(page, row, layout, x + layout.pad, inside)
        inside += layout.height(row) + layout.row_gap
    if card.id:
        page.close()


def _row(page: Page, row: Row, layout: Layout, x: float, y: float) -> None:
    if row.id:
        page.open(row.tip, unit=row.id)
    scale, high = layout.scale, layout.height(row)
    if row.id:
        page.rect(x, y, layout.card_width - 2 * layout.pad, high, fill=paper.ROW, radius=4)
    chips_top = y + layout.row_gap
    base = chips_top + layout.chip_height / 2 + 5 * scale
    if row.label:
        room = layout.label_width - 6 * scale
        page.text(x + layout.pad, base, row.label, 14 * scale, room=room)
    start = x + layout.pad + layout.label_width
    if row.note:
        room = layout.card_width - 3 * layout.pad - layout.label_width
        page.text(start, base, row.note, 13 * scale, room=room, colour=paper.QUIET)
    for number, chip in enumerate(row.chips):
        line, column = divmod(number, layout.per_line)
        at = start + column * (layout.chip_width + layout.gap)
        _chip(page, chip, layout, at, chips_top + line * (layout.chip_height + layout.gap))
    if row.id:
        page.close()


def _chip(page: Page, chip: Chip, layout: Layout, x: float, y: float) -> None:
    page.open(chip.tip, unit=chip.id)
    wide, high, size = layout.chip_width, layout.chip_height, 13 * layout.scale
    page.rect(x, y, wide, high, fill=paper.CHIP, line=paper.CHIP_LINE, radius=3)
    badge = ems(chip.badge) * size * 0.8
    room = wide - 8 * layout.scale - badge
    base = y + high / 2 + size * 0.36
    if chip.badge:
        page.text(x + 5 * layout.scale, base, chip.label, size, room=room)
        page.text(
            x + wide - 4 * layout.scale, base, chip.badge, size * 0.8,
            anchor="end", colour=paper.QUIET,
        )  # fmt: skip
    else:
        page.text(x + wide / 2, base, chip.label, size, room=room, anchor="middle")
    page.close()


# ── who stands where ──


def _boxes(pen: Pen, rows: Structure) -> list[tuple[str, list[str]]]:
    """A heading and lines for every level with staff, then for staff that stands elsewhere."""
    found = []
    for level in rows.levels:
        staff = (*level.posts, *level.teams, *level.bodies)
        if staff:
            title = pen.pick(f"（{level.title}）", f" ({level.title})") if level.title else ""
            found.append((f"{level.name}{title}", [_staff_line(pen, s) for s in staff]))
    if rows.elsewhere:
        heading = pen.pick("未写明设在哪一级", "No level stated")
        found.append((heading, [_staff_line(pen, s) for s in rows.elsewhere]))
    return found


def _staff_line(pen: Pen, staff: Staff) -> str:
    """`队伍 红小二：270余支，≥3人，≥1 专职 + N 队员`."""
    quota = staff.quota and f"{pen.field_word(staff.kind, 'quota')} {staff.quota}"
    count = staff.count
    if count == pen.unknown():
        count = pen.pick("数量未知", "number unknown")
    parts = [part for part in (count, quota, staff.size, staff.formula) if part]
    colon, comma = pen.pick("：", ": "), pen.pick("，", ", ")
    said = f"{colon}{comma.join(parts)}" if parts else ""
    return f"{pen.kind_word(staff.kind)} {staff.name}{said}"


def _staff_scale(boxes: list[tuple[str, list[str]]]) -> float:
    """How much the lettering of a few short boxes can be enlarged; 1 where there is much to say."""
    most = max((len(lines) for _, lines in boxes), default=0)
    if not boxes or len(boxes) > 3 or most > 3:
        return 1.0
    room = (WIDTH - 2 * MARGIN - GAP * (len(boxes) - 1)) / len(boxes) - 20
    longest = max(ems(text) for heading, lines in boxes for text in (heading, *lines))
    return max(1.0, min(1.6, room / (15 * longest)))


def _strip_height(boxes: list[tuple[str, list[str]]], scale: float) -> float:
    if not boxes:
        return 0.0
    lines = min(max(len(lines) for _, lines in boxes), _MOST_STAFF)
    return 14 + 10 + (34 + _STAFF_LINE * lines) * scale


def _staff(
    page: Page, pen: Pen, boxes: list[tuple[str, list[str]]], top: float, scale: float
) -> None:
    if not boxes:
        return
    high = _strip_height(boxes, scale) - 14 - 10
    shown = boxes if len(boxes) <= _MOST_BOXES else boxes[: _MOST_BOXES - 1]
    if len(shown) < len(boxes):
        rest = pen.pick("其余层级", "Other levels")
        shown = [*shown, (rest, [line for _, lines in boxes[len(shown) :] for line in lines])]
    wide = (WIDTH - 2 * MARGIN - GAP * (len(shown) - 1)) / len(shown)
    for number, (heading, lines) in enumerate(shown):
        x = MARGIN + number * (wide + GAP)
        page.rect(x, top, wide, high, line=paper.LINE, radius=5)
        page.text(x + 10, top + 23 * scale, heading, 15 * scale, room=wide - 20, bold=True)
        for index, line in enumerate(_cut(pen, lines)):
            y = top + (46 + index * _STAFF_LINE) * scale
            page.text(x + 10, y, line, 14 * scale, room=wide - 20)


def _cut(pen: Pen, lines: list[str]) -> list[str]:
    if len(lines) <= _MOST_STAFF:
        return lines
    more = len(lines) - _MOST_STAFF + 1
    return [*lines[: _MOST_STAFF - 1], pen.pick(f"…… 还有 {more} 项", f"… {more} more")]


def _footnote(pen: Pen, plan: Plan) -> str:
    """What the reader must know: which spread is assumed, what a badge counts."""
    notes = []
    assumed = [row.name for row in plan.drawn if row.spread == "assumed"]
    if assumed:
        names = pen.pick("、", ", ").join(assumed)
        notes.append(
            pen.pick(
                f"{names}在上级之间按均匀分布画出，属假设。",
                f"{names}: spread evenly over the level above, which is assumed.",
            )
        )
    if any(chip.badge for card in plan.cards for row in card.rows for chip in row.chips):
        lower = plan.drawn[min(3, len(plan.drawn) - 1)].name
        notes.append(pen.pick(f"×后的数字是下面{lower}的数量。", f"× counts the {lower} below."))
    if plan.aside:
        names = pen.pick("、", ", ").join(row.name for row in plan.aside)
        notes.append(pen.pick(f"未逐个画出：{names}。", f"Not drawn one by one: {names}."))
    return " ".join(notes)
