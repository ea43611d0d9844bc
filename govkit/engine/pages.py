"""What a caller asks about a process as such; no case is needed for it.

The name of a process and a day enter; a page of plain text leaves. `Engine` has this call too; what
stands on the page is said in `plan.page`.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.engine.door import guarded
from govkit.engine.plan.page import page
from govkit.engine.plan.versions import Versions
from govkit.model.governance import Governance
from govkit.values.units import Lang


@guarded
class Pages:
    """The calls about processes of one model."""

    model: Governance
    lang: Lang
    _versions: Versions

    def describe(self, process: str, day: date | None = None, lang: Lang | None = None) -> str:
        """A process as a page that a person can check: plain text, which Markdown shows as one.

        Places in order, limits, ways, clocks; matters, powers, modes and all they name: each rule
        with its condition, strength, source and id. As of a day, else all that is said with its
        dates. Raises `GovError` (GOV946 no such process, GOV844 not in force on the day).
        """
        name = process.removeprefix("process:")
        model = self.model if day is None else self._versions.on(day).model
        for one in model.processes:
            if one.name == name:
                return page(model, one, lang or self.lang, day)
        if day is not None and self.model.get(f"process:{name}") is not None:
            raise refuse("GOV844", name=name, day=str(day))
        names = [one.name for one in self.model.processes]
        near = get_close_matches(name, names, n=3, cutoff=0.4)
        raise refuse("GOV946", near, process=name, known=Both.listed(names, "—"))
