"""The five charts of a page, each told in words as well.

A `Told` enters; pictures leave. How a chart is drawn is the business of `govkit.pictures.chart`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from govkit.export.page.parts import Part, Picture, Text
from govkit.pictures.chart import bands, bars, boxes, curve, dots
from govkit.pictures.chart.frame import MOST
from govkit.simulation.outcome.outcome import Outcome, Sample
from govkit.simulation.page.tables import spread
from govkit.simulation.page.told import Told
from govkit.simulation.wording import belongs, measure, said, written

HOUR, DAY = 3_600, 86_400
ENDS = (0.05, 0.25, 0.5, 0.75, 0.95)


def charts(told: Told) -> Iterator[Part]:
    """All charts that there is something to draw for."""
    if len(told.variants) > MOST:
        yield Text(told.say("chart_first", number=MOST), "quiet")
    yield _rates(told)
    yield _backlog(told)
    yield from _waits(told)
    yield from _use(told)
    yield from _flows(told)


def _drawn(told: Told) -> Sequence[str]:
    return told.variants[:MOST]


def _heading(told: Told, key: str) -> tuple[str, str]:
    """The title of a chart, and what stands below it."""
    return told.say(f"chart_{key}"), told.say(f"chart_{key}_note")


def _rates(told: Told) -> Picture:
    title, caption = _heading(told, "rate")
    figure = "on_time_rate"
    found = [
        dots.Dot(told.name(name), one.mean, one.low, one.high,
                 " ".join(filter(None, (written(figure, one.mean), _ends(figure, one)))))
        for name in told.variants for one in (told.estimates[name][figure],)
    ]  # fmt: skip
    words = _sentence(told, [(one.label, one.note) for one in found])
    svg = dots.draw(found, title, words, title, lambda value: f"{100 * value:.0f} %", 1.0)
    return Picture(svg, title, caption)


def _ends(figure: str, found: object) -> str:
    shown = spread(figure, found)  # type: ignore[arg-type]
    return f"({shown})" if "–" in shown else ""


def _sentence(told: Told, pairs: Sequence[tuple[str, str]]) -> str:
    """What a chart shows, in words."""
    colon, between = ("：", "；") if told.lang == "zh" else (": ", "; ")
    return between.join(f"{label}{colon}{text}" for label, text in pairs)


def _backlog(told: Told) -> Picture:
    title, caption = _heading(told, "backlog")
    lines = [_line(told.name(name), told.outcomes[name]) for name in _drawn(told)]
    warm_up = -(-max(one.warm_up for one in told.outcomes[told.base]) // DAY)
    pairs = [(one.label, f"{one.values[-1]:,.1f}") for one in lines if one.values]
    svg = curve.draw(
        lines, told.plan.first, title, _sentence(told, pairs),
        said("unit.cases", told.lang) or said("figure.cases", told.lang),
        lambda day: _month(told, day), warm_up, told.say("warm_up"),
    )  # fmt: skip
    return Picture(svg, title, caption)


def _month(told: Told, day: date) -> str:
    return f"{day.month}月" if told.lang == "zh" else f"{day:%b}"


def _line(label: str, rows: Sequence[Outcome]) -> curve.Line:
    days = list(zip(*(one.backlog for one in rows), strict=True))
    mean = [sum(day) / len(day) for day in days]
    if len(rows) < 2:
        return curve.Line(label, mean, (), ())
    return curve.Line(label, mean, [min(day) for day in days], [max(day) for day in days])


def _waits(told: Told) -> Iterator[Picture]:
    title, caption = _heading(told, "waits")
    found: list[boxes.Box] = []
    for place in _places(told, [one.waits for rows in told.outcomes.values() for one in rows]):
        first = True
        for number, name in enumerate(_drawn(told)):
            pooled = _pooled([one.waits.get(place, Sample()) for one in told.outcomes[name]])
            if not pooled:
                continue
            low, quarter, middle, three, high = (_quantile(pooled, at) / HOUR for at in ENDS)
            half = told.say("half_note", hours=f"{middle:,.1f}")
            text = place if len(_drawn(told)) == 1 else f"{place} · {told.name(name)}"
            found.append(boxes.Box(text, low, quarter, middle, three, high, half, number, first))
            first = False
    if found:
        unit = said("unit.hours", told.lang)
        words = _sentence(told, [(one.label, f"{one.note} {unit}") for one in found])
        yield Picture(boxes.draw(found, title, words, unit, lambda v: f"{v:,.0f}"), title, caption)


def _places(told: Told, maps: Sequence[object]) -> list[str]:
    """Places in the order in which cases come to them."""
    names = dict.fromkeys(name for one in maps for name in one)  # type: ignore[attr-defined]
    order = [level.name for level in told.model.levels]
    return sorted(names, key=lambda name: -order.index(name) if name in order else 0)


def _pooled(samples: Sequence[Sample]) -> dict[int, int]:
    found: dict[int, int] = {}
    for sample in samples:
        for seconds, count in sample.rows:
            found[seconds] = found.get(seconds, 0) + count
    return found


def _quantile(counts: dict[int, int], share: float) -> int:
    rank, values = share * sum(counts.values()), sorted(counts)
    for value in values:
        rank -= counts[value]
        if rank <= 1e-9:
            return value
    return values[-1]


def _use(told: Told) -> Iterator[Picture]:
    title, caption = _heading(told, "use")
    found: list[bars.Bar] = []
    names = dict.fromkeys(
        name for one in told.estimates.values() for name in one if name.startswith("use·")
    )
    for figure in names:
        first = True
        for number, name in enumerate(_drawn(told)):
            share = told.mean(name, figure)
            hours = told.mean(name, figure.replace("use·", "on_duty·"))
            if share is None or hours is None:
                continue
            text = told.say("use_note", share=written(figure, share), hours=f"{hours:,.0f}")
            station = belongs(figure, told.lang)
            label = station if len(_drawn(told)) == 1 else f"{station} · {told.name(name)}"
            found.append(bars.Bar(label, share, text, number, first))
            first = False
    if found:
        assert measure("use") == "share"
        words = _sentence(told, [(one.label, one.note) for one in found])
        yield Picture(bars.draw(found, title, words, told.say("share_of_hours")), title, caption)


def _flows(told: Told) -> Iterator[Picture]:
    for name in _drawn(told):
        rows = told.outcomes[name]
        mean: dict[tuple[str, str], float] = {}
        for one in rows:
            for pair, count in one.flows.items():
                mean[pair] = mean.get(pair, 0.0) + count / len(rows)
        # What comes in and what is closed stand at their own ends.
        flows = {(begins or "⇥", ends or "⇤"): count for (begins, ends), count in mean.items()}
        if not flows:
            continue
        title = told.say("chart_flows")
        if len(told.variants) > 1:
            title = told.say("chart_flows_of", name=told.name(name))
        caption = told.say("chart_flows_note")
        ends = {"⇥": told.say("arriving"), "⇤": told.say("closing")}
        words = _sentence(
            told,
            [(f"{ends.get(a, a)} → {ends.get(b, b)}", f"{count:,.1f}")
             for (a, b), count in flows.items()],
        )  # fmt: skip
        heads = bands.Heads(told.say("from"), told.say("to"))
        order = ["⇥", *_places(told, [dict.fromkeys(p for pair in mean for p in pair if p)]), "⇤"]
        svg = bands.draw(
            flows, partial(_named, ends), heads, title, words, lambda count: f"{count:,.0f}", order
        )
        yield Picture(svg, title, caption)


def _named(ends: Mapping[str, str], place: str) -> str:
    return ends.get(place, place)
