"""The one exception of govkit: it carries findings and words the first of them.

Findings enter; whoever catches it has them all, in either tongue. Who raises it is said there.
"""

from __future__ import annotations

from collections.abc import Iterable

from govkit.diagnostics.catalogue import word
from govkit.diagnostics.diagnostic import Diagnostic


class GovError(Exception):
    """Raised by the strict front door (`govkit.load`, `govkit.loads`, `Engine.apply` …).

    `diagnostics` holds every finding, errors first in the order of the text; the message is the
    first error, worded in `lang`. Whoever knows the model says the tongue with `spoken`.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], lang: str = "") -> None:
        self.diagnostics = tuple(diagnostics)
        self.lang = lang
        super().__init__(self.diagnostics, lang)

    def spoken(self, lang: str) -> GovError:
        """The same error, worded in `lang` where nobody has chosen a tongue before."""
        self.lang = self.lang or lang
        return self

    def __str__(self) -> str:
        return self.text()

    def text(self, lang: str = "") -> str:
        """The first error as one line, in `lang`; without it, in the tongue of the error."""
        errors = [d for d in self.diagnostics if d.severity == "error"] or list(self.diagnostics)
        if not errors:
            return ""
        worded = word(errors[0], lang or self.lang or "zh")
        place = f"{errors[0].span}: " if errors[0].span else ""
        more = len(errors) - 1
        rest = "" if not more else (f" (+{more})")
        return f"{place}{errors[0].code} {worded.title}: {worded.text}{rest}"
