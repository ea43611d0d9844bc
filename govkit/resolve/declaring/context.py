"""What every reader of one text shares: its page, the names and units of the model, and what is
being read just now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from govkit.diagnostics import Filler
from govkit.resolve.declaring.names import Names, StoryNames
from govkit.resolve.texts.text import Page
from govkit.values.units import Units

_WORDS = re.compile(r"\w+")
# Findings that a name or word is not known: what a statement at fault would have declared is not.
_OF_UNKNOWN_WORDS = frozenset(
    ["GOV202", "GOV215", "GOV301", "GOV302", "GOV314", "GOV320", "GOV321", "GOV329", "GOV401"]
)


@dataclass
class Context(Page):
    """One source file being read into a model. `variables` are bound by `every` and `some`.

    `process` is the one being read, `tiers` its tiers. `owner` is the object whose fields are being
    read (`level:网格`). `told` are the names of the scenario being read: conditions in it may name
    what was chosen and done.
    """

    names: Names
    units: Units
    process: str = ""
    tiers: frozenset[str] = frozenset()
    variables: tuple[str, ...] = ()
    owner: str = ""
    told: StoryNames | None = None

    @property
    def level(self) -> tuple[str, str]:
        """The level being read, and the one above it as written; empty where there is none."""
        name = self.owner.partition(":")[2]
        return name, self.names.parents.get(name, "")

    def follows(self, code: str, args: Mapping[str, Filler]) -> bool:
        """Whether a word is not known because the statement that declares it could not be read."""
        return code in _OF_UNKNOWN_WORDS and self._would_be_known(args)

    def _would_be_known(self, args: Mapping[str, Filler]) -> bool:
        """Whether a statement that could not be read declares this word: that is told already."""
        lost = self.names.lost
        said = [str(args[key]) for key in ("name", "word", "part") if key in args]
        written = str(args.get("written", ""))
        if written and written in lost:  # 一般 is a word, of which 般 is told as the unit
            return True
        said = said or [written]
        return bool(lost) and any(word in lost for text in said for word in _WORDS.findall(text))
