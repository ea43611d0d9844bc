"""The org chart of a model: a band for each level, boxes in it, lines of command between them.

A model enters, sheets of SVG leave, the same for the same model. What is drawn is settled by
`org.plan`, where by `org.places`; the title, the legend and the foot are those of all pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.pictures.org import drawing
from govkit.pictures.org.boxes import SHAPES
from govkit.pictures.org.places import arrange
from govkit.pictures.org.plan import Chart, plan
from govkit.pictures.paper import BAND, QUIET, Page, Paper
from govkit.pictures.sheet import Frame, Mark
from govkit.values.units import Lang


def draw(
    model: Governance, lang: Lang | None = None, paper: Paper = "A3", title: str | None = None
) -> tuple[str, ...]:
    """The org chart as one or several sheets of SVG, each as wide as `paper`.

    `title` replaces the name of the district. Nothing is shortened and nothing left out: what one
    sheet cannot hold in letters of 7.5 pt goes on on the next.
    """
    pen = Pen(model, lang, register="official")
    chart = plan(pen)
    frame = Frame(
        pen, paper, title or model.label, pen.pick("组织架构图", "Organisation chart"),
        description=_description(pen, chart), legend=tuple(_legend(pen, chart)),
        notes=(pen.pick("", " ").join(_notes(pen, chart)),),
    )  # fmt: skip
    region = frame.region
    found = arrange(chart, pen, region)
    sheets = []
    for sheet in range(found.sheets):
        page = frame.sheet(sheet + 1, found.sheets, drawing.bottom_of(found, sheet, region.top))
        drawing.put(page, pen, found, sheet, region)
        sheets.append(page.svg())
    return tuple(sheets)


def _description(pen: Pen, chart: Chart) -> str:
    """What the picture shows, for those who cannot see it."""
    told = []
    for band in chart.bands:
        names = pen.pick("、", ", ").join(box.label for box in band.boxes)
        told.append(band.head.label + (pen.pick("：", ": ") + names if names else ""))
    return pen.pick("；", "; ").join(told)


def _legend(pen: Pen, chart: Chart) -> Iterator[Mark]:
    boxes = [box for band in chart.bands for box in band.boxes]
    words = {
        "body": pen.pick("机构", "body"),
        "post": pen.pick("岗位", "post"),
        "team": pen.pick("队伍", "team"),
    }
    for kind, word in words.items():
        if any(box.kind == kind for box in boxes):
            yield Mark(26, _sample(kind), word)
    if chart.parents:
        yield Mark(
            34, _arrow, pen.pick("领导、指挥、管理（由上对下）", "leads, commands (from above)")
        )
    heads = [band.head for band in chart.bands]
    if any(box.dashed for box in (*boxes, *heads)):
        yield Mark(
            26, _sample("body", dashed=True),
            pen.pick(
                "假设、拟定的，可以设的，或者同类的细分",
                "assumed, proposed, optional, or a kind of a level",
            ),
        )  # fmt: skip
    if any(line.inner for box in boxes for line in box.lines):
        yield Mark(10, _bullet, pen.pick("设在框内机构、队伍里的", "stands in the body or team"))


def _sample(kind: str, *, dashed: bool = False) -> Callable[[Page, float, float], None]:
    fill, line, radius = SHAPES[kind]

    def drawn(page: Page, x: float, middle: float) -> None:
        page.rect(x, middle - 8, 26, 16, fill=fill, line=line, radius=min(radius, 6), dashed=dashed)

    return drawn


def _arrow(page: Page, x: float, middle: float) -> None:
    page.line([(x, middle), (x + 34, middle)], colour=BAND, wide=1.6, arrow=True)


def _bullet(page: Page, x: float, middle: float) -> None:
    page.text(x, middle + 5, "◦", 12, colour=QUIET)


def _notes(pen: Pen, chart: Chart) -> Iterator[str]:
    boxes = [box for band in chart.bands for box in band.boxes]
    leading = {*chart.parents, *chart.parents.values()}
    if chart.parents and any(box.ref not in leading for box in boxes):
        yield pen.pick(
            "没有连线的，是没有写明由谁领导的。", "No line: nothing is stated about who leads it."
        )
    if not boxes:
        yield pen.pick(
            "模型里没有写机构、岗位和队伍。", "The model states no bodies, posts or teams."
        )
    everything = [line.text for box in boxes for line in box.lines]
    everything += [line.text for band in chart.bands for line in band.head.lines]
    if any("*" in text for text in everything):
        yield pen.pick("数字里的 * 是原文隐去的。", "* stands for digits masked in the text.")
    yield pen.pick(
        "每个框是一类，各个单位未逐个画出。", "A box is a kind; its units are not drawn one by one."
    )
