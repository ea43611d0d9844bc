"""What is added up of many cases: how many, how long, from where to where, and why.

Cases enter one by one, closed or as they stand when counting ends; sums leave. Which cases are
counted is said by `tally`, what figures are made of the sums by `figures`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from govkit.engine import Case
from govkit.simulation.outcome.journey import CLOSED, Stay, closings, name, reopenings, stays
from govkit.simulation.outcome.outcome import Sample, Witness, kept

DAY = 86_400
UP = "escalate"


@dataclass(slots=True)
class Times:
    """Times of many: how many, all together in seconds, and how many took how long."""

    count: int = 0
    total: float = 0.0
    rows: Counter[int] = field(default_factory=Counter)

    def add(self, seconds: float) -> None:
        """One time more."""
        self.count += 1
        self.total += seconds
        self.rows[kept(round(seconds))] += 1

    @property
    def mean(self) -> float | None:
        """The mean in seconds; None where there is none."""
        return self.total / self.count if self.count else None

    @property
    def sample(self) -> Sample:
        """All of them."""
        return Sample(tuple(sorted(self.rows.items())))


@dataclass(slots=True)
class Witnesses:
    """Cases that ended alike, each kind with the first of them."""

    kind: str
    found: dict[tuple[str, str], Witness] = field(default_factory=dict)

    def add(self, case: Case) -> None:
        """One case more; the one that was opened first is shown."""
        key, opened = (case.place, case.status), case.opened_at.isoformat()
        known = self.found.get(key)
        count = 1 if known is None else known.count + 1
        if known is None or opened < known.opened:
            shown = (case.id, case.matter, case.unit, opened, case.last.isoformat())
        else:
            shown = (known.case, known.matter, known.unit, known.opened, known.last)
        self.found[key] = Witness(self.kind, *key, *shown, count)


def _times() -> defaultdict[str, Times]:
    return defaultdict(Times)


@dataclass(slots=True)
class Sums:
    """All sums of one run. Places go by their bare names.

    `counts`: cases `opened`, `closed`, `in_time`, `late` (open ones past their end too),
    `without_limit`, and those with a move (`escalate`, `rework`, `return_order`). `waits` are by
    station, `waits_at` and `stays_at` by place. `came`, `ran_out` and `went_up` count stays.
    `daily`: how many cases more are open at the end of a day than before.
    """

    counts: Counter[str] = field(default_factory=Counter)
    waits: defaultdict[str, Times] = field(default_factory=_times)
    waits_at: defaultdict[str, Times] = field(default_factory=_times)
    stays_at: defaultdict[str, Times] = field(default_factory=_times)
    whole: Times = field(default_factory=Times)
    of_matter: defaultdict[str, Times] = field(default_factory=_times)
    flows: Counter[tuple[str, str]] = field(default_factory=Counter)
    causes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    came: Counter[str] = field(default_factory=Counter)
    ran_out: Counter[str] = field(default_factory=Counter)
    went_up: Counter[str] = field(default_factory=Counter)
    daily: Counter[int] = field(default_factory=Counter)
    dead_ends: Witnesses = field(default_factory=lambda: Witnesses("dead_end"))
    unfinished: Witnesses = field(default_factory=lambda: Witnesses("unfinished"))

    # ── every case ──
    def day_by_day(self, case: Case, came: int) -> None:
        """When a case was open; `came` is the second of the run in which it was opened."""
        opened = case.opened_at.timestamp()
        self.daily[came // DAY] += 1
        for step, events in ((-1, closings(case)), (1, reopenings(case))):
            for event in events:
                self.daily[int(came + event.at.timestamp() - opened) // DAY] += step

    # ── cases that count ──
    def add(
        self, case: Case, due: float | None, begun: Iterable[tuple[str, int]], now: float
    ) -> None:
        """One case: the end it is judged by, when somebody began to work at which place (seconds
        since it was opened), and the instant when counting ends."""
        self.counts["opened"] += 1
        kinds = {event.kind for event in case.history}
        for kind in (UP, "rework", "return_order"):
            self.counts[kind] += kind in kinds
        self.counts["reopened"] += case.reopened > 0
        ended = closings(case)
        if case.is_closed:
            took = ended[0].at.timestamp() - case.opened_at.timestamp()
            self.counts["closed"] += 1
            self.whole.add(took)
            self.of_matter[case.matter].add(took)
        else:
            self.unfinished.add(case)
        self._judge(case.is_closed, due, ended[0].at.timestamp() if ended else now)
        self._way(stays(case), list(begun))

    def _judge(self, closed: bool, due: float | None, at: float) -> None:
        """In time, late, not yet due, or bound by no limit."""
        if due is None:
            self.counts["without_limit"] += 1
        elif at > due:
            self.counts["late"] += 1
            self.counts["late_open"] += not closed
        elif closed:
            self.counts["in_time"] += 1

    def _way(self, way: Iterable[Stay], begun: list[tuple[str, int]]) -> None:
        last = CLOSED
        for stay in way:
            here = name(stay.place)
            if last != here:
                self.flows[last, here] += 1
            last = here
            self.came[here] += 1
            self.ran_out[here] += stay.ran_out
            until = _begun(stay, begun)
            if until is None:
                until = stay.left
            if until is not None:
                self.waits_at[here].add(until - stay.came)
            if stay.left is None:
                continue
            self.stays_at[here].add(stay.left - stay.came)
            if stay.kind == UP:
                self.went_up[here] += 1
                self.causes[here][stay.trigger] += 1
            if stay.to == CLOSED:
                self.flows[here, CLOSED] += 1
                last = CLOSED

    def backlog(self, days: int) -> tuple[int, ...]:
        """How many cases are open at the end of each of the first days."""
        found, open_ = [], 0
        for day in range(days):
            open_ += self.daily[day]
            found.append(open_)
        return tuple(found)

    def samples(self, of: Mapping[str, Times]) -> dict[str, Sample]:
        """The samples of some times by name."""
        return {key: times.sample for key, times in sorted(of.items()) if times.count}


def _begun(stay: Stay, begun: list[tuple[str, int]]) -> float | None:
    """When somebody began to work in a stay; None where nobody did."""
    for place, at in begun:
        if place == stay.place and at >= stay.came and (stay.left is None or at <= stay.left):
            return at
    return None
