"""A process as a flight of steps: tiers from the lowest up, and the ways between them.

A model and the name of a process enter, an SVG text leaves. A way up leads from the top of a tier
to the side of the one it reaches, a way back leads down on the other side; what is only assumed is
dashed. Ways that leave the flight are written inside the tier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.analysis.rows import ProcessRow, TierRow, Way
from govkit.analysis.structure import structure
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.model.process import Tier
from govkit.pictures import paper
from govkit.pictures.lettering import ems, lines
from govkit.pictures.paper import HEIGHT, WIDTH, Page
from govkit.values import Refs
from govkit.values.units import Lang
from govkit.vocabulary.words import shown

_MARGIN, _BAND = 36.0, 96.0
_LINE, _HEAD, _PAD = 26.0, 42.0, 13.0
_SIZE, _LABEL, _SMALL = 17.0, 15.5, 13.0
_LABEL_LINE = 22.0
_STEP_HEAD = 30.0
_MOST_LINES = 12
# Lettering of a short flight, largest first; 1 is what every flight can have.
_SCALES = (1.7, 1.5, 1.3, 1.15, 1.0)


@dataclass(frozen=True, slots=True)
class _Text:
    """One line inside a tier; a quiet one is smaller."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class _Box:
    """A tier with its lines, at its place."""

    tier: TierRow
    lines: tuple[_Text, ...]
    x: float
    y: float
    wide: float
    high: float
    scale: float = 1.0

    @property
    def middle(self) -> float:
        return self.y + self.high / 2


def draw(
    model: Governance, process_name: str, *, lang: Lang | None = None, title: str | None = None
) -> str:
    """The ladder of one process as SVG, 420 mm wide. Raises `KeyError` where it does not exist."""
    pen = Pen(model, lang)
    rows = structure(model, lang)
    process = next((row for row in rows.processes if row.name == process_name), None)
    if process is None:
        raise KeyError(process_name)
    flight = [tier for tier in process.tiers if tier.kind == "tier"] or list(process.tiers)
    beside = [tier for tier in process.tiers if tier not in flight]
    heading = title or process.title or process.name
    strip = _strip_height(pen, beside)
    boxes, bottom = _largest(pen, process_name, flight, strip)
    height = max(HEIGHT, bottom + strip + _MARGIN + 30)
    page = Page(heading, _description(pen, flight), height)
    _band(page, pen, process, heading)
    for number, box in enumerate(boxes):
        _ways_up(page, pen, boxes, number)
        _ways_down(page, pen, boxes, number)
        _box(page, pen, box)
    if not boxes:
        nothing = pen.pick(
            "这个流程没有写级，也没有写步骤", "This process has no tiers and no steps"
        )
        page.text(_MARGIN + 8, _MARGIN + _BAND + 50, nothing, 18, colour=paper.QUIET)
    _beside(page, pen, beside, height - _MARGIN - 30 - strip + 14)
    page.text(
        _MARGIN, height - _MARGIN, _footnote(pen, process), 14,
        room=WIDTH - 2 * _MARGIN, colour=paper.QUIET,
    )  # fmt: skip
    return page.svg()


def _kind_of_picture(pen: Pen) -> str:
    return pen.pick("流程图", "Process")


def _description(pen: Pen, flight: list[TierRow]) -> str:
    names = pen.pick("，", ", ").join(tier.name for tier in flight)
    return f"{_kind_of_picture(pen)}{pen.pick('：', ': ')}{names}"


# ── places ──


def _largest(
    pen: Pen, process: str, flight: list[TierRow], strip: float
) -> tuple[list[_Box], float]:
    """The tiers in the largest lettering at which they stay on one page."""
    for scale in _SCALES:
        boxes, bottom = _placed(pen, process, flight, strip, scale)
        if bottom <= HEIGHT - strip - _MARGIN - 30:
            break
    return boxes, bottom


def _placed(
    pen: Pen, process: str, flight: list[TierRow], strip: float, scale: float
) -> tuple[list[_Box], float]:
    """The tiers as boxes from the lower left to the upper right, and the lowest edge.

    `strip` is the height kept free for what stands below them, `scale` enlarges the lettering.
    """
    count = len(flight)
    top = _MARGIN + _BAND + 24
    if not count:
        return [], top
    label_line = _LABEL_LINE * scale
    wide = min(460.0 * scale, (WIDTH - 2 * _MARGIN) * (0.42 if count < 4 else 1.25 / count))
    wide = max(wide, 280.0)
    room = wide - 2 * _PAD * scale
    contents = [_contents(pen, process, tier, flight, room / scale) for tier in flight]
    most_lines = max(len(texts) for texts in contents)
    high = (_HEAD + 2 * _PAD + _LINE * most_lines) * scale
    right = min((WIDTH - 2 * _MARGIN - wide) / max(count - 1, 1), wide + 180)
    labels = _label_counts(pen, flight, (right - 60) / scale)
    rise = high / 2 + label_line * max((len(found) for found in labels), default=1) + 34 * scale
    if right < wide + 20:
        rise = max(rise, high + 30)
    spare = (HEIGHT - top - _MARGIN - 50 - strip - high) / max(count - 1, 1)
    rise = max(rise, min(spare, high + (130 if count > 3 else 240) * scale))
    lowest = top + rise * (count - 1)
    left = _MARGIN + (WIDTH - 2 * _MARGIN - wide - right * (count - 1)) / 2
    boxes = [
        _Box(tier, contents[n], left + n * right, lowest - n * rise, wide, high, scale)
        for n, tier in enumerate(flight)
    ]
    return boxes, lowest + high


def _label_counts(pen: Pen, flight: list[TierRow], room: float) -> Iterator[list[str]]:
    names = [tier.name for tier in flight]
    for number, tier in enumerate(flight):
        for side in (range(number + 1, len(flight)), range(number)):
            found = [
                line
                for other in side
                for way in _between(tier, names[other])
                for line in _label(pen, way, room)
            ]
            yield found or [""]


def _between(tier: TierRow, name: str) -> list[Way]:
    return [way for way in tier.ways if way.to == name]


# ── what a tier says ──


def _contents(
    pen: Pen, process: str, tier: TierRow, flight: list[TierRow], room: float
) -> tuple[_Text, ...]:
    names = {other.name for other in flight} - {tier.name}
    texts = [f"{said.word} {said.text}{_mark(pen, said.origin)}" for said in tier.said]
    texts += [f"{pen.pick('权限', 'power')} {power}" for power in _powers(pen, process, tier)]
    arrow = pen.pick("→", "->")
    texts += [
        f"{pen.field_word('tier', 'on')} {way.trigger} {arrow} {way.to}{_mark(pen, way.origin)}"
        for way in tier.ways
        if way.to not in names
    ]
    found = [_Text(line) for text in texts for line in lines(text, room, _SIZE, 2)]
    if len(found) > _MOST_LINES:
        rest = len(found) - _MOST_LINES + 1
        found = found[: _MOST_LINES - 1]
        found.append(_Text(pen.pick(f"…… 还有 {rest} 行", f"… {rest} more lines"), True))
    if tier.source:
        found.append(_Text(f"{shown('clause', 'cite', pen.lang)} {tier.source}", True))
    return tuple(found) or (_Text(pen.pick("（没有写内容）", "(nothing stated)"), True),)


def _powers(pen: Pen, process: str, tier: TierRow) -> Iterator[str]:
    """`工程自建 ≤40万元`: powers with a limit that the level or its handlers hold."""
    entity = pen.model.get(f"process:{process}")
    own: list[Tier] = [t for t in getattr(entity, "tiers", ()) if t.name == tier.name]
    refs = [f"level:{tier.name}"] if tier.kind == "tier" else []
    for part in own:
        for stated in part.handler:
            refs += stated.value.refs if isinstance(stated.value, Refs) else ()
    seen = set()
    for ref in refs:
        for item, limit in pen.model.powers_of(ref):
            if limit is not None and item.name not in seen:
                seen.add(item.name)
                yield f"{item.name} {pen.all(item.limit)}"


def _mark(pen: Pen, origin: str) -> str:
    """`（假设）` where a statement is only assumed or proposed."""
    if origin not in ("assumed", "proposed"):
        return ""
    zh = {"assumed": "假设", "proposed": "拟定"}[origin]
    return pen.pick(f"（{zh}）", f" ({origin})")


def _label(pen: Pen, way: Way, room: float) -> list[str]:
    when = f"{shown('clause', 'when', pen.lang)} {way.when}" if way.when else ""
    condition = pen.pick(f"（{when}）", f" ({when})") if when else ""
    return lines(f"{way.trigger}{condition}{_mark(pen, way.origin)}", room, _LABEL, 2)


# ── drawing ──


def _band(page: Page, pen: Pen, process: ProcessRow, heading: str) -> None:
    wide = WIDTH - 2 * _MARGIN
    page.rect(_MARGIN, _MARGIN, wide, _BAND, fill=paper.BAND, radius=6)
    page.text(
        _MARGIN + 24, _MARGIN + 46, heading, 34, room=wide - 48, colour=paper.PAPER, bold=True
    )
    parts = [_kind_of_picture(pen), pen.model.label]
    parts += [
        f"{said.word} {said.text}{_mark(pen, said.origin)}"
        for said in process.said
        if said.field != "ceiling"
    ]
    under = pen.pick("；", "; ").join(parts)
    page.text(_MARGIN + 24, _MARGIN + 78, under, 17, room=wide - 48, colour=paper.HEAD)


def _box(page: Page, pen: Pen, box: _Box) -> None:
    tier, scale = box.tier, box.scale
    pad, head, label = _PAD * scale, _HEAD * scale, _LABEL * scale
    page.open(tier.name, tier=tier.name)
    page.rect(box.x, box.y, box.wide, box.high, line=paper.BAND, radius=6)
    page.rect(box.x, box.y, box.wide, head, fill=paper.HEAD, line=paper.BAND, radius=6)
    room = box.wide - 2 * pad
    base = box.y + 28 * scale
    page.text(box.x + pad, base, tier.name, 21 * scale, room=room, bold=True)
    if tier.ceiling:
        colon = pen.pick("：", ": ")
        grades = pen.pick("、", ", ").join(tier.ceiling)
        ends = f"{pen.pick('止于此', 'ends here')}{colon}{grades}"
        left = room - min(ems(tier.name) * 21 * scale, room) - 14
        if left > 60:
            x = box.x + box.wide - pad
            page.text(x, base, ends, label, room=left, anchor="end", colour=paper.QUIET)
    for number, line in enumerate(box.lines):
        y = box.y + head + pad + (16 + number * _LINE) * scale
        size, colour = (_SMALL, paper.QUIET) if line.quiet else (_SIZE, paper.INK)
        page.text(box.x + pad, y, line.text, size * scale, room=room, colour=colour)
    page.close()


def _ways_up(page: Page, pen: Pen, boxes: list[_Box], number: int) -> None:
    """Ways to higher tiers, on the left shoulder of the tier, the highest target outermost."""
    box, above = boxes[number], boxes[number + 1 :]
    scale = box.scale
    targets = [other for other in above if _between(box.tier, other.tier.name)]
    y = box.y - 12 * scale
    for place, other in enumerate(reversed(targets)):
        ways = _between(box.tier, other.tier.name)
        x = box.x + 18 + 14 * place
        # The farther a way comes from, the higher it arrives: no two lines cross.
        arrival = other.middle - 16 * (boxes.index(other) - number - 1)
        points = [(x, box.y), (x, arrival), (other.x, arrival)]
        page.line(points, colour=paper.BAND, wide=2, dashed=_assumed(ways), arrow=True)
    start = box.x + 18 + 14 * max(len(targets) - 1, 0) + 12
    room = (above[0].x - start - 10) if above else 0.0
    for other in targets:
        for label in reversed(_labels(pen, box, other, targets, room)):
            page.text(start, y, label, _LABEL * scale, room=room)
            y -= _LABEL_LINE * scale


def _ways_down(page: Page, pen: Pen, boxes: list[_Box], number: int) -> None:
    """Ways back to lower tiers, under the right end of the tier."""
    box, below = boxes[number], boxes[:number]
    scale = box.scale
    targets = [other for other in reversed(below) if _between(box.tier, other.tier.name)]
    if not targets:
        return
    near = boxes[number - 1]
    start = near.x + near.wide + 10
    y = box.y + box.high + _LABEL_LINE * scale
    for place, other in enumerate(targets):
        ways = _between(box.tier, other.tier.name)
        x = box.x + box.wide - 18 - 14 * (len(targets) - 1 - place)
        end = (other.x + other.wide, other.middle + 16 * (number - boxes.index(other)))
        points = [(x, box.y + box.high), (x, end[1]), end]
        page.line(points, colour=paper.DOUBT, wide=2, dashed=_assumed(ways), arrow=True)
    room = box.x + box.wide - 14 - 14 * len(targets) - start
    for other in targets:
        for label in _labels(pen, box, other, targets, room):
            page.text(start + room, y, label, _LABEL * scale, room=room, anchor="end")
            y += _LABEL_LINE * scale


def _labels(pen: Pen, box: _Box, other: _Box, targets: list[_Box], room: float) -> list[str]:
    """The triggers of one way; its target is named where there are several."""
    ways = _between(box.tier, other.tier.name)
    found = [line for way in ways for line in _label(pen, way, room / box.scale)]
    if len(targets) > 1 and found:
        arrow = pen.pick("→", "->")
        found = [f"{line} {arrow} {other.tier.name}" for line in found]
    return found


def _assumed(ways: list[Way]) -> bool:
    return all(way.origin in ("assumed", "proposed") for way in ways)


# ── steps beside the flight ──


def _step_lines(pen: Pen, step: TierRow) -> list[str]:
    found = [f"{said.word} {said.text}{_mark(pen, said.origin)}" for said in step.said]
    arrow = pen.pick("→", "->")
    on = pen.field_word("step", "on")
    return found + [
        f"{on} {way.trigger} {arrow} {way.to}{_mark(pen, way.origin)}" for way in step.ways
    ]


def _strip_height(pen: Pen, steps: list[TierRow]) -> float:
    if not steps:
        return 0.0
    most = max(len(_step_lines(pen, step)) for step in steps)
    rows = (len(steps) + 3) // 4
    return rows * (14 + _STEP_HEAD + 14 + 20 * max(most, 1))


def _beside(page: Page, pen: Pen, steps: list[TierRow], top: float) -> None:
    if not steps:
        return
    across = min(len(steps), 4)
    high = _strip_height(pen, steps) / ((len(steps) + 3) // 4) - 14
    wide = min((WIDTH - 2 * _MARGIN - 14 * (across - 1)) / across, 520)
    for number, step in enumerate(steps):
        line, column = divmod(number, 4)
        x, y = _MARGIN + column * (wide + 14), top + line * (high + 14)
        page.open(step.name, step=step.name)
        page.rect(x, y, wide, high, fill=paper.ROW, line=paper.LINE, radius=5)
        name = f"{pen.kind_word('step')} {step.name}"
        page.text(x + 10, y + 21, name, 16, room=wide - 20, bold=True)
        for index, text in enumerate(_step_lines(pen, step)):
            page.text(x + 10, y + _STEP_HEAD + 14 + index * 20, text, 14, room=wide - 20)
        page.close()


def _footnote(pen: Pen, process: ProcessRow) -> str:
    ways = [way for tier in process.tiers for way in tier.ways]
    if any(way.origin in ("assumed", "proposed") for way in ways):
        return pen.pick(
            "实线是写明的去向，虚线是假设或拟定的去向。",
            "Solid ways are stated, dashed ways are assumed or proposed.",
        )
    return ""
