"""What happened in a run, as plain rows: one for each event of a case, in the order of its log.

Cases enter as they close, those still open at the end of the run; rows of text, numbers and truths
leave, a case at a time, and nothing is kept. How rows are written is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import NamedTuple, Protocol

from govkit.engine import Case, Move
from govkit.engine.case.event import Event
from govkit.model.statement import Origin
from govkit.simulation.driver.life import Key, Life, Wait


class Row(NamedTuple):
    """One event. `case` is `stream·unit·number`, the same in every run and variant; `n` counts the
    events of a case from 1.

    `instant` is ISO 8601 with its offset. `kind` is what happened (`sign_for`, `expire`), `move`
    the move that was offered, empty where nobody made one. `actor` is `station·unit·holder`, taken
    apart in `station` (`post:支部书记`) and `unit`; of the opening `unit` is that of the case.
    `origin` and `target` are places, `meeting` is who decided, `part` who of several did it or was
    asked, `limit` the timer that ran out. `rule` is the first reason, `citation` where it stands.
    """

    case: str
    n: int
    instant: str
    matter: str
    move: str
    kind: str
    actor: str
    station: str
    unit: str
    origin: str
    target: str
    trigger: str
    meeting: str
    part: str
    rule: str
    citation: str
    limit: str
    automatic: bool
    variant: str
    replication: int


COLUMNS = tuple({"origin": "from", "target": "to"}.get(name, name) for name in Row._fields)
"""The heads of a row, in its order."""

Take = Callable[[Sequence[Row]], object]
"""Who takes the rows of one case."""


class Log(Protocol):
    """Where the rows of runs go. It is sent to other processes, and so has to pickle."""

    def part(self, variant: str, replication: int) -> AbstractContextManager[Take]:
        """Takes the rows of one run, a case at a time; the run is over when it closes."""


class Rows:
    """A watch that hands on the rows of each case when it closes."""

    def __init__(self, take: Take, variant: str = "", replication: int = 0) -> None:
        self.take, self.variant, self.replication = take, variant, replication

    def opened(self, life: Life, at: int) -> None:
        """Nothing: a case is told of when it closes."""

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        """Nothing: what was done stands in the log of the case."""

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        """Nothing: what was done stands in the log of the case."""

    def ended(self, life: Life, at: int) -> None:
        """A case was closed: its rows."""
        self.take(list(rows_of(life.case, self.variant, self.replication)))

    def stuck(self, life: Life, at: int) -> None:
        """Nothing: it is told of at the end, with all that are open."""

    def finish(self, lives: Sequence[Life]) -> None:
        """The rows of cases that are still open at the end of the run, the oldest first."""
        for life in lives:
            self.take(list(rows_of(life.case, self.variant, self.replication)))


@contextmanager
def logged(log: Log | None, variant: str, replication: int) -> Iterator[Rows | None]:
    """Who watches a run for a log while the block runs; None without a log."""
    if log is None:
        yield None
        return
    with log.part(variant, replication) as take:
        yield Rows(take, variant, replication)


def rows_of(case: Case, variant: str = "", replication: int = 0, after: int = 0) -> Iterator[Row]:
    """The rows of a case: of all its events, or of those after a revision."""
    name = (case.history[0].idempotency_key if case.history else "") or case.id
    for event in case.history[after:]:
        yield _row(name, case.matter, event, variant, replication)


def _row(case: str, matter: str, event: Event, variant: str, replication: int) -> Row:
    station, unit = _taken_apart(event.actor)
    return Row(
        case, event.revision, event.at.isoformat(), matter, event.move, event.kind, event.actor,
        station, unit or event.unit, event.origin, event.target, event.trigger, event.meeting,
        event.part, event.rules[0] if event.rules else "", _cited(event.citation), event.timer,
        event.automatic, variant, replication,
    )  # fmt: skip


@lru_cache(maxsize=65_536)
def _taken_apart(actor: str) -> tuple[str, str]:
    """The station and the unit of `station·unit·holder`."""
    station, _, rest = actor.partition("·")
    return (station, rest.rpartition("·")[0]) if rest else ("", "")


def _cited(origin: Origin) -> str:
    """Where a rule stands: its source and place, else what kind of word it is, with the remark."""
    if origin.kind == "none":
        return ""
    if origin.kind == "cited":
        return "·".join(part for part in (origin.source, origin.place) if part)
    return f"{origin.kind}: {origin.remark}" if origin.remark else origin.kind
