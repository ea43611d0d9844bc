"""What a run comes to: counts and times of the cases that were opened after the warm-up.

A run tells of its cases as it goes; an outcome leaves at any instant. Of a closed case nothing is
kept but what is added up. What is not finished at the end stands beside what is, and in no mean.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govkit.engine import Move
from govkit.simulation.driver.life import Key, Life, Wait
from govkit.simulation.outcome.due import Due
from govkit.simulation.outcome.figures import figures
from govkit.simulation.outcome.ledger import Ledger
from govkit.simulation.outcome.outcome import Outcome
from govkit.simulation.outcome.sums import Sums

if TYPE_CHECKING:
    from govkit.simulation.driver.replication import Replication

DAY = 86_400


@dataclass
class Tally:
    """Counts one run. `warm_up` is in seconds: cases opened before it are simulated, not counted.

    `ledger` is where the cases go that indicators are computed of; without one there are none.
    """

    warm_up: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    sums: Sums = field(default_factory=Sums)
    _due: dict[int, Due] = field(default_factory=dict)
    _begun: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    _entered: bytearray = field(default_factory=bytearray)  # by number: a case counts once
    _may_reopen: dict[int, tuple[float, Life]] = field(default_factory=dict)

    # ── told by the run ──
    def opened(self, life: Life, at: int) -> None:
        """A case came in, with the limits that it has as a whole."""
        if self._counts(life):
            due = self._due[life.number] = Due()
            due.note(life.case)

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        """A move was made; limits may have begun or been made longer."""
        due = self._due.get(life.number)
        if due is not None and not life.case.is_closed:
            due.note(life.case)

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        """A holder began: how long the work had waited. What was laid aside waits no second
        time."""
        task = life.waits[wait].task
        if task is None or not self._counts(life) or task.spent:
            return
        self.sums.waits[key[0].partition(":")[2]].add(at - task.came)
        if wait.kind == "work":
            self._begun.setdefault(life.number, []).append((wait.place, at - life.came))

    def ended(self, life: Life, at: int) -> None:
        """A case was closed. It is counted when it can no longer be opened again."""
        for number, (until, other) in list(self._may_reopen.items()):
            if until >= at:
                break
            del self._may_reopen[number]
            self._enter(other)
        ends = [t.due for t in life.case.timers if t.kind == "reopen_within" and t.due]
        if ends:
            opened = life.case.opened_at.timestamp()
            self._may_reopen.pop(life.number, None)
            self._may_reopen[life.number] = max(ends).timestamp() - opened + life.came, life
        else:
            self._enter(life)

    def stuck(self, life: Life, at: int) -> None:
        """A dead end, with the first case as its witness."""
        if self._counts(life):
            self.sums.dead_ends.add(life.case)

    def _counts(self, life: Life) -> bool:
        return life.came >= self.warm_up

    def _enter(self, life: Life) -> None:
        """Add up a case for good; what happens to it later is not counted any more."""
        if self._is_entered(life):
            return
        self._entered.extend(bytes(max(0, life.number + 1 - len(self._entered))))
        self._entered[life.number] = 1
        self._add(self.sums, self.ledger, life, life.came)
        self._due.pop(life.number, None)
        self._begun.pop(life.number, None)

    def _is_entered(self, life: Life) -> bool:
        return life.number < len(self._entered) and self._entered[life.number] == 1

    def _add(self, sums: Sums, ledger: Ledger, life: Life, now: int) -> None:
        case = life.case
        sums.day_by_day(case, life.came)
        if not self._counts(life):
            return
        due = self._due.get(life.number, Due())
        begun = self._begun.get(life.number, ())
        sums.add(case, due.of(case), begun, case.opened_at.timestamp() + now - life.came)
        ledger.add(life.number, case, due)

    # ── what leaves ──
    def outcome(self, run: Replication) -> Outcome:
        """What the run came to so far, the cases that are open as they stand."""
        sums, ledger = deepcopy(self.sums), self.ledger.copied()
        still = {life.number: life for _, life in self._may_reopen.values()} | run.lives
        for life in still.values():
            if not self._is_entered(life):
                self._add(sums, ledger, life, run.now)
        found = ledger.computed()
        witnesses = (*sums.dead_ends.found.values(), *sums.unfinished.found.values())
        return Outcome(
            {**figures(sums, run.stations, run.now), **found.figures},
            self.warm_up,
            sums.backlog(run.now // DAY),
            sums.samples(sums.waits_at),
            {"": sums.whole.sample, **sums.samples(sums.stays_at)},
            dict(sorted(sums.flows.items())),
            {name: dict(sorted(of.items())) for name, of in sorted(sums.causes.items())},
            witnesses,
            found.readings,
            found.uncounted,
        )
