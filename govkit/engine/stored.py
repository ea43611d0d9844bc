"""What a caller asks the engine about cases that come back from a store.

Texts and cases enter; cases that may go on leave, or `GovError`. `Engine` has these calls too; what
is looked at is said in `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from govkit.diagnostics import GovError
from govkit.engine.answers.adoption import adopted
from govkit.engine.answers.migration import Migration, migrated
from govkit.engine.case.case import Case
from govkit.engine.door import guarded
from govkit.engine.plan.versions import Versions
from govkit.engine.time.clocks import Clocks
from govkit.values.units import Lang


@guarded
class Stored:
    """The calls about stored cases."""

    clocks: Clocks
    lang: Lang
    _versions: Versions

    def adopt_json(self, text: str | bytes, accept_changes: bool = False) -> Case:
        """A stored case. Raises `GovError` (GOV724 unreadable, GOV733, GOV734 as `resume`)."""
        return self.resume(Case.from_json(text), accept_changes)

    def resume(self, case: Case, accept_changes: bool = False) -> Case:
        """The case, if it belongs to this model and version.

        Otherwise raises `GovError` (GOV733 model, GOV734 version); with `accept_changes` the case
        goes on under this model, the history says so, and running timers stay as they are. Raises
        GOV735 where its place no longer exists.
        """
        return adopted(self._versions, self.clocks, case, accept_changes)

    def migrate(
        self, case: Case, *, renames: Mapping[str, str] | None = None, dry_run: bool = False
    ) -> Migration:
        """A case of another model brought under this one, with its names renamed.

        `renames`: old `kind:name` → new one. Running timers stay as they are. Raises `GovError`
        with all that is lost (GOV735, GOV930–GOV935); a dry run tells it as findings and changes
        nothing.
        """
        found = migrated(self._versions, self.clocks, case, renames or {})
        if found.findings and not dry_run:
            raise GovError(found.findings)
        return replace(found, case=case) if dry_run else found

    def migrate_many(
        self,
        cases: Iterable[Case],
        *,
        renames: Mapping[str, str] | None = None,
        dry_run: bool = False,
    ) -> tuple[Migration, ...]:
        """The same for many, in their order; one that cannot go on stays, with its findings."""
        found = [migrated(self._versions, self.clocks, case, renames or {}) for case in cases]
        if dry_run:
            return tuple(replace(m, case=c) for m, c in zip(found, cases, strict=True))
        return tuple(found)
