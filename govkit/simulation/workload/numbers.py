"""From a workload of the text to the numbers of a run; what is missing is told, never guessed.

A model with its clocks, a workload and the days of a run enter; a `Setup` leaves, or `Gap`s: each
names the field that would have to say something. How cases move is not known here.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from govkit.calendars import add
from govkit.draws.arrivals import DAY
from govkit.simulation.driver.daily import Daily
from govkit.simulation.driver.setup import Setup
from govkit.simulation.driver.transition import Walk
from govkit.simulation.workload.lacks import lacks
from govkit.simulation.workload.reach import Reach
from govkit.simulation.workload.stations import Stations
from govkit.simulation.workload.streams import Streams
from govkit.timing.durations import amount_on_calendar
from govkit.values import Refs


class Numbers(Streams, Stations):
    """Reads one workload for a run of so many days from a first one."""

    def read(self) -> Setup:
        """The numbers; what they lack, and what cannot be run, stands in `gaps`."""
        day = self.seconds_of("work_day")
        assert day is not None
        found = Setup(
            streams=tuple(self.streams()),
            stations=self.stations(),
            office=self.office(),
            chances=tuple(self.chances(self.workload.chances)),
            delays=tuple(self.times(self.workload.delays, f"{self.path}.delays")),
            ways=self.ways(),
            obliged=self.obliged(),
            apart=self.apart(),
            modes=self.modes,
            vacant=self._vacant(),
            work_day=int(day),
        )
        begins = datetime(self.first.year, self.first.month, self.first.day)
        self.gaps += lacks(Reach(Walk(self.engine, begins), found), self.path)
        return found

    @property
    def warm_up(self) -> int:
        """The warm-up in seconds, on the calendar of its unit."""
        stated = self.daily("warm_up", (self.path, self.workload)).first
        clocks = self.engine.clocks
        begins = clocks.local(datetime(self.first.year, self.first.month, self.first.day))
        amount = amount_on_calendar(stated, begins, clocks.calendars)
        if amount is None:
            return 0
        end = add(begins, amount[1], clocks.calendars[amount[0]])
        return int((end - begins).total_seconds())

    def _vacant(self) -> Daily[tuple[str, ...]]:
        """The posts that nobody holds, of all statements that hold on a day."""
        said = list(self.workload.vacant)
        if not said:
            return Daily.always(())
        on = partial(self._counts, path=f"{self.path}.vacant")
        return Daily.of(
            (n * DAY, _posts([one.value for one in said if on(one, n)]))
            for n in range(self.days + 1)
        )


def _posts(stated: list[Any]) -> tuple[str, ...]:
    """Posts by their names, each once."""
    refs = dict.fromkeys(ref for one in stated if isinstance(one, Refs) for ref in one.refs)
    return tuple(ref.partition(":")[2] for ref in refs)
