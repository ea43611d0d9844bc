"""The lines of open sections: the author's own figures and checks."""

from __future__ import annotations

from typing import Annotated

from govkit.model.frozen import TAG
from govkit.model.statement import Amount, Attribute, Condition, Entity
from govkit.values import Rate, Refs, Share, Text, Words

FigureValue = Annotated[Amount | Rate | Share | Words | Text | Refs, TAG]


class FigureLine(Entity):
    """`name: value` in a section of figures; the name can be used in checks and conditions."""

    value: Attribute[FigureValue] = Attribute[FigureValue].none()


class CheckLine(Entity):
    """`name: expression` in a section of checks: what is computed against what is printed."""

    holds: Condition
