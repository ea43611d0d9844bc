"""What is reported: one frozen value per finding, without any wording.

A `Diagnostic` names a code of the catalogue, the place, and the user's own words that fill the
sentence. The catalogue words it in either tongue; a renderer shows it. Nothing here raises,
prints or knows a screen. Only `GovError`, at the strict door, makes an exception of findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from govkit.source import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Both:
    """A word of the language that fills a sentence: shown in the tongue of the sentence."""

    zh: str
    en: str

    def word(self, lang: str) -> str:
        """The word in `lang`."""
        return self.zh if lang == "zh" else self.en

    @classmethod
    def listed(cls, names: Iterable[str], none: str = "") -> Both:
        """Names as a list: `甲、乙` in a Chinese sentence, `甲, 乙` in an English one."""
        kept = tuple(names)
        return cls("、".join(kept) or none, ", ".join(kept) or none)


Filler = str | Both


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that belongs to the finding; `key` names its wording in the entry."""

    span: Span
    key: str
    args: Mapping[str, Filler] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that would mend the finding: put `text` in place of `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code`: a key of the catalogue (`GOV101`). `args`: the user's own text for the placeholders of
    the wording. `suggestions`: at most three near names, best first. `span` is None only where no
    text is at fault (an empty folder). `rule` is the id of the rule of a model that a case breaks;
    it stands beside the words and never in them.
    """

    code: str
    severity: Severity
    span: Span | None = None
    args: Mapping[str, Filler] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    rule: str = ""
