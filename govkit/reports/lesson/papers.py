"""The papers of a lesson, each a document with the name of its file.

A `Graph` and the model it was explored in enter; papers leave, in the tongue of the lesson. In
which format they are written is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.document.parts import Document
from govkit.model.governance import Governance
from govkit.reports.lesson.answers import answers
from govkit.reports.lesson.injects import inject_table, slips
from govkit.reports.lesson.observing import observation_sheet
from govkit.reports.lesson.participants import participants_sheet
from govkit.reports.lesson.run_sheet import run_sheet
from govkit.reports.lesson.seats import seat_cards
from govkit.reports.lesson.setting import Audience, Setting
from govkit.scenario.graph import Graph

_Made = dict[str, tuple[Audience, Document | None]]


@dataclass(frozen=True)
class Paper:
    """One paper: its id, its title, the name of its file without an ending, whom it is for."""

    id: str
    title: str
    file: str
    audience: Audience
    document: Document


def papers(graph: Graph, model: Governance) -> tuple[Paper, ...]:
    """The seven papers in their order; those that would be empty are left out.

    Without injects there is no table of them and no slips; no slips either where every inject is
    for all, and no seat cards without seats.
    """
    setting = Setting(graph, model)
    made: _Made = {
        "injects": ("facilitator", inject_table(setting) if graph.injects else None),
        "seat_cards": ("seats", seat_cards(setting)),
        "slips": ("seats", slips(setting)),
        "observation": ("observers", observation_sheet(setting)),
        "answers": ("facilitator", answers(setting)),
        "participants": ("pupils", participants_sheet(setting)),
    }
    others = tuple(id for id, (_, document) in made.items() if document is not None)
    every: _Made = {"run_sheet": ("facilitator", run_sheet(setting, others)), **made}
    return tuple(
        Paper(id, setting.said(f"paper.{id}"), setting.said(f"file.{id}"), audience, document)
        for id, (audience, document) in every.items()
        if document is not None
    )
