"""Whose figures are asked for: the units an indicator or an assessment is of.

A model, a log and the value of a field `of` enter; units leave, and for every unit of the log the
one it is or belongs to. Nothing is counted here.
"""

from __future__ import annotations

from govkit.indicators.counting import Truth
from govkit.indicators.log import Case, Log
from govkit.model.governance import Governance
from govkit.model.units import Unit, names_of
from govkit.values import Ref, Refs

WHOLE = ""
"""The name that stands for all units together."""


class Places:
    """The units there are figures of. Without a level or an office in `of`: all of the log.

    A post, body or team stands for the units of the level it is at. `assumed`: some unit was put
    under its parent by an even spread.
    """

    def __init__(
        self, model: Governance, log: Log, of: object, only: tuple[str, ...] | None = None
    ) -> None:
        refs = [ref.partition(":")[::2] for ref in (of.refs if isinstance(of, Refs) else ())]
        self.model = model
        self.matters = {name for kind, name in refs if kind == "matter"}
        self.levels = [name for kind, name in refs if kind == "level"]
        self.named = {name for kind, name in refs if kind not in ("matter", "level")}
        for kind, name in refs:
            if kind in ("body", "post", "team"):
                self.levels += _levels_of(model, f"{kind}:{name}")
        self.any = not self.levels and not self.named
        self.assumed = False
        self._held: dict[str, str | None] = {}
        listed = [
            model.tree.reference(unit)
            for level in self.levels
            if names_of(model.level(level))
            for unit in model.units(level)
        ]
        in_log = [held for unit in log.units if (held := self.held(unit)) is not None]
        self.units = tuple(dict.fromkeys([*listed, *in_log]))
        if only is not None:
            self.units = tuple(unit for unit in self.units if unit in only)

    def held(self, unit: str) -> str | None:
        """The unit that a unit of the log is or belongs to; None where it is none of these."""
        if unit not in self._held:
            self._held[unit] = self._found(unit)
        return self._held[unit]

    def _found(self, unit: str) -> str | None:
        if self.any or unit in self.named or unit in self.levels:
            return unit
        try:
            own = self.model.unit(unit)
        except KeyError:
            return None
        for level in self.levels:
            above = self.model.tree.ancestor(own, level)
            if above is not None:
                self.assumed = self.assumed or self._spread(own, level)
                return self.model.tree.reference(above)
        return None

    def _spread(self, own: Unit, level: str) -> bool:
        return own.level != level and self.model.tree.count(level) != 1

    def about(self, case: Case) -> Truth:
        """Whether the matter of a case is one that is asked for."""
        if not self.matters:
            return True
        return None if case.matter is None else case.matter in self.matters


def _levels_of(model: Governance, ref: str) -> list[str]:
    """The levels a post, a body or a team is at."""
    at = getattr(model.get(ref), "at", None)
    value = at.value if at is not None else None
    refs = value.refs if isinstance(value, Refs) else (value.ref,) if isinstance(value, Ref) else ()
    return [name for kind, _, name in (one.partition(":") for one in refs) if kind == "level"]
