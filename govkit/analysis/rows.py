"""The rows that a model is shown by: levels with their staff, processes with their tiers, cards.

Ready words enter and stay as they are; every class is frozen. Where the words come from is said in
`structure`, how they are laid out, coloured or escaped by whoever shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Spread = Literal["top", "single", "listed", "stated", "assumed", "unknown"]


@dataclass(frozen=True, slots=True)
class Said:
    """One field in words: what it is called, what it says, the origin of its first statement."""

    field: str
    word: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Staff:
    """A body, post or team. `count` is what is printed, `quota` what there ought to be per unit."""

    kind: str
    name: str
    title: str
    count: str
    quota: str
    size: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level. `printed` is its count as the text has it, `count` the exact number or None.

    `spread` says how its units fall on those of the parent: nothing above (`top`), one parent
    (`single`), one by one in a table (`listed`), a quota that fits the counts (`stated`), the even
    spread (`assumed`), or a count that is not known (`unknown`).
    """

    name: str
    title: str
    parent: str
    kind_of: str
    printed: str
    count: int | None
    spread: Spread
    bodies: tuple[Staff, ...] = ()
    posts: tuple[Staff, ...] = ()
    teams: tuple[Staff, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a tier: the trigger in words, where it leads, the origin."""

    trigger: str
    to: str
    when: str
    origin: str


@dataclass(frozen=True, slots=True)
class TierRow:
    """One tier or step of a process: `kind` is `tier` or `step`, `ceiling` the grades ending here.

    `source` is where the tier is cited from (`求索·三`), empty where it is not; `clocks` are the
    timers beside its limit.
    """

    kind: str
    name: str
    said: tuple[Said, ...]
    ways: tuple[Way, ...]
    ceiling: tuple[str, ...] = ()
    source: str = ""
    clocks: tuple[Card, ...] = ()

    def text(self, field: str) -> str:
        """What one field says, empty where it says nothing."""
        return next((said.text for said in self.said if said.field == field), "")

    def origin(self, field: str) -> str:
        """The origin of one field, empty where it says nothing."""
        return next((said.origin for said in self.said if said.field == field), "")


@dataclass(frozen=True, slots=True)
class Card:
    """An object as its fields in words; `inside` holds its items, states or segments, as cards.

    A matter's values of attributes (`大小 小事`) stand before its fields, under their own names.
    """

    kind: str
    name: str
    title: str
    said: tuple[Said, ...]
    inside: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process: its fields, then its tiers from below and its steps, in the order of the text.

    `clocks` are the timers of the whole case.
    """

    name: str
    title: str
    said: tuple[Said, ...]
    tiers: tuple[TierRow, ...]
    clocks: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """All of a model that `show` prints. `elsewhere` holds staff that stand at no level."""

    name: str
    title: str
    levels: tuple[LevelRow, ...]
    elsewhere: tuple[Staff, ...]
    lists: tuple[Card, ...]
    processes: tuple[ProcessRow, ...]
    meetings: tuple[Card, ...]
    duties: tuple[Card, ...]
    assessments: tuple[Card, ...]
    matters: tuple[Card, ...] = ()
    figures: tuple[Said, ...] = ()
    sources: tuple[Card, ...] = ()
    modes: tuple[Card, ...] = ()
    indicators: tuple[Card, ...] = ()
    codes: tuple[Card, ...] = ()
    rules: tuple[Card, ...] = ()

    def level(self, name: str) -> LevelRow:
        """The row of a level. Raises `KeyError` where there is none."""
        for row in self.levels:
            if row.name == name:
                return row
        raise KeyError(name)
