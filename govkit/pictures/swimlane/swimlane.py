"""Which form a swimlane has, and the largest letters in which it stands on its paper.

A model, the name of a process and a paper enter; sheets of SVG leave. Where boxes and lines stand
is worked out elsewhere; nothing is ever shortened to fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.pictures.lettering import SMALLEST, ems, points
from govkit.pictures.paper import SIZES, UPRIGHT, Paper
from govkit.pictures.sheet import MARGIN, Frame
from govkit.pictures.swimlane import drawing, placing, routing, rows, upright, wording
from govkit.pictures.swimlane.parts import Flow, Sheet
from govkit.values.units import Lang

_SIZES = (18.5, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.3, SMALLEST)
_MOST_COLUMNS = 5
# In letters of this size a picture of several sheets is no harder to read than a full one.
_PLAIN = 11.6
_HEADS = points(9)


def draw(
    model: Governance,
    process: str,
    lang: Lang | None = None,
    paper: Paper = "A3",
    upright: bool | None = None,
) -> tuple[str, ...]:
    """The swimlane of a process as sheets of SVG. Raises `KeyError` where it does not exist.

    `upright=None` puts handlers side by side for a process of steps alone, for the upright paper,
    and where the lanes one under the other had more than five columns; those sheets are A4 upright
    whatever the paper. So does every process that a single sheet of its paper cannot hold.
    """
    pen = wording.pen_of(model, lang)
    entity = next((one for one in model.processes if one.name == process), None)
    if entity is None:
        raise KeyError(process)
    return drawn(pen, rows.flow(pen, entity), paper, upright)


def drawn(pen: Pen, flow: Flow, paper: Paper, upright: bool | None = None) -> tuple[str, ...]:
    """A flow as sheets, in the form asked for or the one that suits it."""
    if upright is None:
        columns = max(flow.columns, default=0) + 1
        upright = flow.stepped or columns > _MOST_COLUMNS
    if not flow.nodes:
        return (_empty(pen, flow, paper),)
    stands = UPRIGHT.get(paper, "A4 upright")
    level = None if upright or paper == stands else _level(pen, flow, paper)
    return level or _upright(pen, flow, stands)


def _frame(pen: Pen, flow: Flow, paper: Paper, *, heads: bool = True) -> Frame:
    """What all sheets share; the lines on the whole case stand on the first."""
    return Frame(
        pen, paper, flow.title, pen.pick("泳道图", "Swimlane"),
        description=drawing.described(pen, flow),
        under=_joined((flow.model, *flow.heads), SIZES[paper][0] - 2 * MARGIN) if heads else (),
        legend=tuple(drawing.legend(pen, flow)),
        notes=flow.foot,
    )  # fmt: skip


def _joined(texts: Sequence[str], room: float) -> list[str]:
    """Short lines side by side, as many as one line holds."""
    found: list[str] = []
    for text in texts:
        both = f"{found[-1]}  ◦  {text}" if found else text
        if found and ems(both) * _HEADS <= room:
            found[-1] = both
        else:
            found.append(text)
    return found


def _empty(pen: Pen, flow: Flow, paper: Paper) -> str:
    frame = _frame(pen, flow, paper)
    region = frame.region
    page = frame.sheet(1, 1, region.top + 60)
    nothing = pen.pick("这个流程没有写级，也没有写步骤", "This process has no tiers and no steps")
    page.text(region.left + 8, region.top + 40, nothing, 16.0)
    return page.svg()


def _level(pen: Pen, flow: Flow, paper: Paper) -> tuple[str, ...] | None:
    """The level form in the largest letters in which one sheet holds it; None where none does."""
    frame = _frame(pen, flow, paper)
    for size in _SIZES:
        placed = placing.level(flow, frame.region, size)
        if placed is not None and placed.bottom <= frame.region.bottom:
            return _sheets(flow, [routing.routed(placed)], frame, frame)
    return None


def _upright(pen: Pen, flow: Flow, paper: Paper) -> tuple[str, ...]:
    """The upright form: on one sheet where any letters allow it, else in plain ones on several."""
    first = _frame(pen, flow, paper)
    other = _frame(pen, flow, paper, heads=False)
    room = upright.Room(first.region, other.region)
    for size in (*_SIZES[2:-2], _PLAIN, SMALLEST):
        found = upright.single(pen, flow, room, size)
        if found is not None:
            return _sheets(flow, found, first, other)
    found = upright.several(pen, flow, room, _PLAIN)
    found = found or upright.several(pen, flow, room, SMALLEST)
    assert found is not None, "one lane alone is always wide enough"
    return _sheets(flow, found, first, other)


def _sheets(flow: Flow, sheets: list[Sheet], first: Frame, other: Frame) -> tuple[str, ...]:
    found = []
    for number, sheet in enumerate(sheets, start=1):
        page = (first if number == 1 else other).sheet(number, len(sheets), sheet.bottom)
        drawing.put(page, flow, sheet)
        found.append(page.svg())
    return tuple(found)
