"""Grading (研判定级): a grade of the case is set, and tables that read it follow.

Lawful until the case is closed; each grading is kept as a row of its grade history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Case
from govkit.engine.case.grading import graded, with_values
from govkit.engine.case.move import Move
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.lookup import looked_up
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Phase, Procedure, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.wording import later
from govkit.values import Word, Words


class Grading(Procedure):
    """Grading a case anew."""

    kinds = ("classify",)
    phases = frozenset[Phase]({"open", "incomplete", "parked"})

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Every grade of every attribute but the one it has."""
        case = scene.case
        for attribute in scene.ladder.model.attributes:
            grades = attribute.values.at(case.day)
            if grades is None or not isinstance(grades.value, Words):
                continue
            for grade in grades.value.words:
                if grade != case.grade(attribute.name):
                    yield made(
                        scene,
                        "classify",
                        later("reason.classify"),
                        attribute.name,
                        grade,
                        rule=f"attribute:{attribute.name}.values",
                        citation=grades.origin,
                        attribute=attribute.name,
                        grade=grade,
                        until=None,
                    )

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The attribute and grade an id names; the attribute may be left out.

        Raises `GovError` (GOV706).
        """
        for attribute in scene.ladder.model.attributes:
            grades = attribute.values.value
            if not isinstance(grades, Words) or wanted.parts[-1:] == ():
                continue
            named = len(wanted.parts) == 1 or wanted.parts[0] == attribute.name
            if named and wanted.parts[-1] in grades.words:
                return replace(base, attribute=attribute.name, grade=wanted.parts[-1])
        attribute_name = wanted.parts[0] if wanted.parts else ""
        raise refuse("GOV706", attribute=attribute_name, written=wanted.written)

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Graded; tables that read the grade follow."""
        value = CaseValue.model_construct(attribute=move.attribute, value=Word(move.grade))
        values = (value,)
        revision = case.revision + 1
        case = graded(with_values(case, values), values, at, revision, move.reason.rule)
        return looked_up(passage.ladder.model, case, at, revision)
