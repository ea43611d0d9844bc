"""What a run comes to: figures of the cases that were opened after the warm-up.

A run tells of its cases as it goes; named figures leave, None where one is undefined. Times are in
hours. What is not finished at the end stands beside what is, and in no mean.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from govkit.engine import Case, Move
from govkit.simulation.life import Key, Life, Wait
from govkit.simulation.outcome import Outcome

if TYPE_CHECKING:
    from govkit.simulation.replication import Replication

HOUR = 3_600
_BINDING = frozenset({"limit", "total", "matter"})


@dataclass
class Tally:
    """Counts one run. `warm_up` is in seconds: cases opened before it are simulated, not counted.

    `witnesses` are the first cases of each kind of dead end, by place and status.
    """

    warm_up: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    waits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    stays: list[int] = field(default_factory=list)
    witnesses: dict[str, Case] = field(default_factory=dict)
    _due: dict[int, float] = field(default_factory=dict)

    # ── told by the run ──
    def opened(self, life: Life, at: int) -> None:
        """A case came in: whether the text gives it a limit as a whole."""
        if self._counts(life):
            self.counts["opened"] += 1
            ends = [t.due.timestamp() for t in life.case.timers
                    if t.kind in ("total", "matter") and t.due]  # fmt: skip
            if ends:
                self._due[life.number] = min(ends)

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        """A move was made."""
        if self._counts(life):
            self.counts[f"move·{move.kind}"] += 1

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        """A holder began: how long the work had waited."""
        task = life.waits[wait].task
        if self._counts(life) and task is not None:
            self.waits[key[0].partition(":")[2]].append(at - task.came)

    def ended(self, life: Life, at: int) -> None:
        """A case was closed: in time or not, and what ran out on its way."""
        if not self._counts(life):
            return
        case, due = life.case, self._due.pop(life.number, None)
        self.counts["closed"] += 1
        self.stays.append(at - life.came)
        ran_out = [
            event.timer.split(":")[1] for event in case.history
            if event.automatic and event.timer.partition(":")[0] in _BINDING
        ]  # fmt: skip
        for name in ran_out:
            self.counts[f"ran_out·{name}"] += 1
        if due is None:
            in_time = not ran_out
        else:
            in_time = case.closed_at is not None and case.closed_at.timestamp() <= due
        self.counts["in_time"] += in_time

    def stuck(self, life: Life, at: int) -> None:
        """A dead end, with the first case as its witness."""
        self.counts["dead_ends"] += 1
        self.witnesses.setdefault(f"{life.case.place} {life.case.status}", life.case)

    def _counts(self, life: Life) -> bool:
        return life.came >= self.warm_up

    # ── figures ──
    def outcome(self, run: Replication) -> Outcome:
        """What the run came to, as plain data."""
        return Outcome(self.figures(run))

    def figures(self, run: Replication) -> Mapping[str, float | None]:
        """All figures by name, in one order."""
        return dict(self._figures(run))

    def _figures(self, run: Replication) -> Iterator[tuple[str, float | None]]:
        opened, closed = self.counts["opened"], self.counts["closed"]
        yield "cases", opened
        yield "closed", closed
        yield "unfinished", opened - closed
        yield "on_time_rate", _ratio(self.counts["in_time"], closed)
        yield "stay", _mean(self.stays)
        for name, waited in sorted(self.waits.items()):
            yield f"wait·{name}", _mean(waited)
        for name, count in sorted(self.counts.items()):
            if name.startswith("ran_out·"):
                yield name, _ratio(count, closed)
        yield "escalated", _ratio(self.counts["move·escalate"], opened)
        yield "reworked", _ratio(self.counts["move·rework"], opened)
        yield "returned", _ratio(self.counts["move·return_order"], opened)
        worked: dict[str, Fraction] = defaultdict(Fraction)
        on_duty: Counter[str] = Counter()
        lost = Fraction(0)
        for (ref, _), station in run.stations.items():
            name = ref.partition(":")[2]
            lost += Fraction(station.lost)
            for holder in station.holders:
                holder.work_until(run.now)
                worked[name] += Fraction(holder.busy)
                on_duty[name] += holder.duty.worked(run.now)
        for name in sorted(worked):
            yield f"use·{name}", float(worked[name] / on_duty[name]) if on_duty[name] else None
        yield "work_lost", float(lost / HOUR)
        yield "dead_ends", self.counts["dead_ends"]


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(seconds: list[int]) -> float | None:
    return sum(seconds) / len(seconds) / HOUR if seconds else None
