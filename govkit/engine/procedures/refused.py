"""Why a move is not lawful, as a value: the finding, the rule, the change that helps.

Findings enter, a breach leaves where the move is recorded all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.placeless import fillers
from govkit.engine.case.event import Breach
from govkit.model.statement import Origin
from govkit.values import Quantity


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move is not lawful. `change` is the smallest change that would make it so, if any."""

    finding: Diagnostic
    rule: str
    citation: Origin = field(default_factory=Origin)
    excess: Quantity | None = None
    change: Both | None = None

    def breach(self) -> Breach:
        """The same, as a recorded breach."""
        return Breach(
            code=self.finding.code,
            rule=self.rule,
            citation=self.citation,
            excess=self.excess,
            words=fillers(self.finding),
        )
