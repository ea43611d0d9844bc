"""Values given to the model's own attributes: `大小：小事` in a matter, `金额：8万元` in a case.

Only attributed kinds (matter, scenario, turn) hold them; the attribute itself is declared once.
"""

from __future__ import annotations

from typing import Annotated

from govkit.model.frozen import TAG
from govkit.model.statement import Claim
from govkit.values import Quantity, Unknown, Word


class Given(Claim):
    """`attribute` is the name of a declared attribute; a graded one is given one of its words."""

    attribute: str
    value: Annotated[Quantity | Unknown | Word, TAG]
