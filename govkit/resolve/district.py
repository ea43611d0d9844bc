"""The whole district on its way from texts to one model: each step takes what the last one gave.

The files of a text are outlined, its names declared, its statements read; a base goes the same way
first and is refined by what builds upon it. What leaves is a `Resolved`: the model (None where a
finding stands in its way), and the places of its statements. What a step does is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govkit.model.governance import Governance
from govkit.model.making import made
from govkit.resolve.declaring.declarations import declared
from govkit.resolve.declaring.heads import Outline, outlined
from govkit.resolve.declaring.names import Names
from govkit.resolve.reading.layer import Layer, Places
from govkit.resolve.reading.statements import read
from govkit.resolve.strengths import strengthened
from govkit.resolve.texts.reports import Reports
from govkit.resolve.texts.text import Tables, Text
from govkit.tables import TableFile
from govkit.values import PublicDay


@dataclass
class Resolved:
    """What became of a text: the model, or None; and where its statements stand, by path.

    `tables`: the tables that were read.
    """

    model: Governance | None
    places: Places = field(default_factory=dict)
    tables: tuple[TableFile, ...] = ()


def resolve(
    texts: list[Text],
    reports: Reports,
    public: Mapping[str, tuple[PublicDay, ...]] | None = None,
) -> Resolved:
    """Read parsed texts into one model, the deepest base first. Findings go into `reports`.

    `public` are public holidays given from outside, by the code of their place.
    """
    if not all(text.whole for text in texts):
        return Resolved(None)
    names: Names | None = None
    tables: Tables = {}
    merged: Layer | None = None
    for own in _layers(texts):
        names = Names(public=public or {}) if names is None else Names.over(names)
        outline = outlined(own, names, tables, reports)
        if outline is None:
            return Resolved(None, {}, tuple(tables.values()))
        layer = read(declared(outline))
        if any(d.severity == "error" for d in reports.found):
            _offer(outline, reports)
        merged = layer if merged is None else _refined(merged, layer, reports)
    files = tuple(tables.values())
    if merged is None or any(d.severity == "error" for d in reports.found):
        return Resolved(None, merged.places if merged is not None else {}, files)
    return Resolved(strengthened(made(Governance, merged.found)), merged.places, files)


def _layers(texts: list[Text]) -> Iterator[list[Text]]:
    """Each text with its includes, the deepest base first."""
    for number in sorted({text.layer for text in texts}, reverse=True):
        yield [text for text in texts if text.layer == number]


def _offer(outline: Outline, reports: Reports) -> None:
    """What may have been meant, put into the findings; a text without mistakes loads none of it."""
    from govkit.resolve.offering.offers import offered

    offered(outline, reports.found)


def _refined(base: Layer, own: Layer, reports: Reports) -> Layer:
    """The base with what is built upon it; loaded here, because most texts build upon none."""
    from govkit.resolve.refinement.merging import refined

    return refined(base, own, reports)
