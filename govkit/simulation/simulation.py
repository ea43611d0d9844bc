"""One run that a program holds in its hand: it goes on to any instant and can be looked at there.

A model with a workload enters; rows of events, open cases and stations leave, as of the instant up
to which it was run. In steps or at once, and with how many looks between, a run is the same run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from govkit.draws.key import Run
from govkit.engine import Case, Engine, Move
from govkit.model.governance import Governance
from govkit.simulation.driver.life import Key, Life, Wait
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.rows import Row, rows_of
from govkit.simulation.driver.watchers import Watchers
from govkit.simulation.experiments.experiment import BASE, prepared, prepared_plan
from govkit.simulation.outcome.tally import Tally

DAY = 86_400


@dataclass(frozen=True, slots=True)
class StationState:
    """A station at one of its units, at one instant: how much `waiting` there is, how many cases
    are `in_hand`, how many of its `holders` are `busy` with one, and how many are `on_duty`."""

    ref: str
    unit: str
    waiting: int
    in_hand: int
    holders: int
    busy: int
    on_duty: int


class Simulation:
    """A district under its workload, from the midnight before `first` on.

    `simulation.run(until=…)` goes on, `events()` gives what has happened since it was asked last,
    `cases`, `stations` and `figures()` are the state as of `now`.
    """

    def __init__(
        self,
        model: Governance,
        *,
        seed: int = 1,
        workload: str = "",
        first: date | None = None,
        days: int = 365,
        replication: int = 0,
    ) -> None:
        """`days` is how far it can be run; `first` is the first day of the workload where none is
        given. With one seed, `replication` n is run n of an experiment.

        Raises `Missing` where the workload lacks numbers, `TooShort`, `KeyError` as `experiment`.
        """
        plan = prepared_plan(model, workload, first, days, seed)
        self._walk, setup, warm_up = prepared(plan, BASE)
        self._end = days * DAY
        self._tally, self._news = Tally(warm_up), _News()
        watch = Watchers(self._tally, self._news)
        self._run = Replication(setup, self._walk, Run.of(seed, replication), watch)

    # ── time ──
    @property
    def now(self) -> datetime:
        """The instant up to which everything has happened, in the zone of the district."""
        return self._walk.instant(self._run.now)

    @property
    def ends(self) -> datetime:
        """How far it can be run."""
        return self._walk.instant(self._end)

    def run(self, until: datetime | int | float | None = None) -> None:
        """Go on to an instant (aware), or to so many days from the beginning; None: to the end.

        What happens at the instant itself has not happened yet. An earlier instant changes nothing.
        Raises `ValueError` for a naive instant or one behind `ends`.
        """
        self._run.run(self._second(until))

    def _second(self, until: datetime | int | float | None) -> int:
        if until is None:
            return self._end
        if not isinstance(until, datetime):
            second = round(until * DAY)
        elif until.tzinfo is None:
            raise ValueError("an instant needs its zone: datetime(…, tzinfo=…)")
        else:
            second = self._walk.second(until)
        if second > self._end:
            raise ValueError(f"it was set up to run until {self.ends.isoformat()}")
        return second

    # ── what has happened ──
    def events(self) -> Iterator[Row]:
        """Each event since this was asked last, in the order in which they happened."""
        alive = self._run.lives
        found: list[tuple[datetime, int, Row]] = []
        for life in {**self._news.lives, **alive}.values():  # what time did to a case nobody tells
            told = self._news.told(life, life.number in alive)
            rows = rows_of(life.case, after=told)
            ats = (event.at for event in life.case.history[told:])
            found += [(at, life.number, row) for at, row in zip(ats, rows, strict=True)]
        self._news.lives.clear()
        found.sort(key=lambda one: (one[0], one[1], one[2].n))
        yield from (row for _, _, row in found)

    @property
    def engine(self) -> Engine:
        """What the rules say: `simulation.engine.moves(case)`, `.explain(case)`."""
        return self._walk.engine

    @property
    def cases(self) -> Mapping[str, Case]:
        """The cases that are open, by `stream·unit·number`, the oldest first."""
        alive = (life.case for life in self._run.lives.values() if not life.case.is_closed)
        return {case.history[0].idempotency_key: case for case in alive}

    @property
    def stations(self) -> tuple[StationState, ...]:
        """The stations that had work so far, each at its unit."""
        now, found = self._run.now, []
        for (ref, unit), one in sorted(self._run.stations.items()):
            busy = sum(bool(holder.in_hand) for holder in one.holders)
            here = sum(holder.duty.at_work(now) for holder in one.holders)
            found.append(
                StationState(ref, unit, one.waiting, one.worked_on, len(one.holders), busy, here)
            )
        return tuple(found)

    def figures(self) -> Mapping[str, float | None]:
        """The figures of the cases that came in after the warm-up, as they stand now."""
        return self._tally.outcome(self._run).figures


class _News:
    """A watch that keeps the cases to which something happened, until somebody asks."""

    def __init__(self) -> None:
        self.lives: dict[int, Life] = {}
        self._told: dict[int, int] = {}

    def told(self, life: Life, goes_on: bool) -> int:
        """How many events of a case were told of before; all are told of now."""
        before = self._told.pop(life.number, 0)
        if goes_on:
            self._told[life.number] = life.case.revision
        return before

    def opened(self, life: Life, at: int) -> None:
        """A case came in."""
        self.lives[life.number] = life

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        """A move was made."""
        self.lives[life.number] = life

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        """Nothing: the case is as it was."""

    def ended(self, life: Life, at: int) -> None:
        """A case was closed."""
        self.lives[life.number] = life

    def stuck(self, life: Life, at: int) -> None:
        """Nothing: the case is as it was."""
