"""What one run came to, as plain data: figures, times, flows, causes, witnesses.

Numbers and names enter and leave as they are, through JSON too. How they were counted and what
several runs say together are not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

Figures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Sample:
    """Times of many cases: whole seconds, each with how many took so long, the shortest first.

    They are kept to three figures of a minute: whole minutes, tens from 1,000 on, and so on.
    """

    rows: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, seconds: Iterable[int]) -> Self:
        """The sample of some times in seconds."""
        return cls(tuple(sorted(Counter(map(kept, seconds)).items())))

    def __len__(self) -> int:
        return sum(count for _, count in self.rows)


def kept(seconds: int) -> int:
    """A time to three figures of a minute, in seconds."""
    step = 60
    while seconds >= 1_000 * step:
        step *= 10
    return (seconds + step // 2) // step * step


@dataclass(frozen=True, slots=True)
class Witness:
    """A case that shows what happened to some: `kind` is `dead_end` or `unfinished`.

    `opened` and `last` (the last event) are instants as ISO 8601; `count` is how many cases ended
    alike, at this place in this status.
    """

    kind: str
    place: str
    status: str
    case: str
    matter: str
    unit: str
    opened: str
    last: str
    count: int = 1


@dataclass(frozen=True)
class Outcome:
    """What one run came to, of the cases that were opened after the warm-up.

    `figures` by name, None where one is undefined; times are in hours. `warm_up` is in seconds.
    `backlog`: how many cases are open at the end of each day of the run, those of the warm-up too.
    Places go by their bare names. `waits`: until somebody began to work, or until the case left
    without that; `stays` at a place, and from opening to closing under the empty name. `flows`:
    how often a case went from one place to another (empty: it came in, or it was closed).
    `causes`: why cases went up from a place, by trigger. `readings`: of an indicator that is
    unclear, its value under each way to read it. `uncounted`: indicators that name sets of cases
    which nothing is known of.
    """

    figures: Figures
    warm_up: int = 0
    backlog: tuple[int, ...] = ()
    waits: Mapping[str, Sample] = field(default_factory=dict)
    stays: Mapping[str, Sample] = field(default_factory=dict)
    flows: Mapping[tuple[str, str], int] = field(default_factory=dict)
    causes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = ()
    readings: Mapping[str, tuple[tuple[str, float | None], ...]] = field(default_factory=dict)
    uncounted: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The outcome as plain JSON data; `of_data` gives an equal one."""
        return {
            "figures": dict(self.figures),
            "warm_up": self.warm_up,
            "backlog": list(self.backlog),
            "waits": {name: [list(row) for row in one.rows] for name, one in self.waits.items()},
            "stays": {name: [list(row) for row in one.rows] for name, one in self.stays.items()},
            "flows": [[*pair, count] for pair, count in self.flows.items()],
            "causes": {name: dict(one) for name, one in self.causes.items()},
            "witnesses": [{name: getattr(one, name) for name in _SHOWN} for one in self.witnesses],
            "readings": {name: [list(row) for row in rows] for name, rows in self.readings.items()},
            "uncounted": list(self.uncounted),
        }

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """The outcome of `to_data`. Raises `KeyError`, `TypeError` or `ValueError` for other
        data."""
        return cls(
            dict(data["figures"]),
            data["warm_up"],
            tuple(data["backlog"]),
            {
                name: Sample(tuple((at, n) for at, n in rows))
                for name, rows in data["waits"].items()
            },
            {
                name: Sample(tuple((at, n) for at, n in rows))
                for name, rows in data["stays"].items()
            },
            {(begins, ends): count for begins, ends, count in data["flows"]},
            {name: dict(one) for name, one in data["causes"].items()},
            tuple(Witness(**one) for one in data["witnesses"]),
            {
                name: tuple((key, value) for key, value in rows)
                for name, rows in data["readings"].items()
            },
            tuple(data["uncounted"]),
        )


_SHOWN = tuple(Witness.__dataclass_fields__)
