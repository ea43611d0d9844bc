"""The simulated year of Guangming written by hand in SimPy: the yardstick of the simulator.

Numbers of a workload (who comes, who works when, how long, how often) and a seed enter; the figures
of one year leave, by the names that the simulator gives them. The course of a case stands here as a
programmer would write it for this one district: no text, no log, no citations. Draws are those of
`random`; with draws by name instead, the cases are those of the simulator, one by one.

    python -m tests.bench.guangming_by_hand --years 5
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log1p
from random import Random
from statistics import NormalDist
from typing import Any

import simpy

from govkit.model.governance import Governance
from govkit.simulation.driver.setup import Arriving, Setup

HOUR, DAY = 3_600, 86_400
BRANCH, VILLAGE, STREET, DEPARTMENT = "支部", "社区", "街道", "相关单位"
LIMITS = {BRANCH: 10, VILLAGE: 15, STREET: 20}  # working days
WORK = {BRANCH: 4, VILLAGE: 6, STREET: 8, DEPARTMENT: 8}  # mean hours
LOOK = 15 * 60  # what the branch takes to look at a result
WAY = 2 * HOUR  # from one place to the next
TO_COME, LATEST = 40 * 60, HOUR  # the squad: on the average, at the latest
POWER = 400_000  # yuan: up to here the community builds itself
MEETS, UNDECIDED, OBSTRUCTED, TO_DEPARTMENT, SUMMONS = 0.20, 0.10, 0.05, 0.05, 0.05
BIG, BUILDING = "重大事项", "工程立项"
STATIONS = {BRANCH: "post:支部书记", VILLAGE: "post:社区书记", STREET: "level:街道",
            DEPARTMENT: "body:相关单位"}  # fmt: skip
MEETINGS = {BRANCH: ("支部党员大会", "联席会议"), VILLAGE: ("社区党委会",)}

Course = Generator[simpy.Event, Any, Any]
Origin = tuple[str, str, int]
"""Stream, unit, and which of the cases of these."""
Draw = Callable[[Origin, tuple[str, ...]], float]
"""A number between 0 and 1 for a case, and what it is for."""


class Hours:
    """Stretches of work: the instant at which so much will have been worked."""

    def __init__(self, stretches: tuple[tuple[int, int], ...]) -> None:
        self.begins = [begin for begin, _ in stretches]
        self.ends = [end for _, end in stretches]
        self.through = list(accumulate(end - begin for begin, end in stretches))

    def opens(self, at: float) -> float:
        """The first instant of work from `at` on."""
        number = bisect_right(self.ends, at)
        return max(at, self.begins[number]) if number < len(self.begins) else float("inf")

    def worked(self, at: float) -> float:
        """Seconds worked before an instant."""
        number = bisect_right(self.begins, at) - 1
        if number < 0:
            return 0
        return self.through[number] - max(0, self.ends[number] - at)

    def after(self, at: float, seconds: float) -> float:
        """The instant so many seconds of work later."""
        wanted = self.worked(at) + seconds
        number = bisect_left(self.through, wanted)
        if number == len(self.through):
            return float("inf")
        return self.ends[number] - (self.through[number] - wanted)


@dataclass
class Place:
    """Those who work on the cases of one place of one unit."""

    level: str
    hours: Hours
    desk: simpy.PriorityResource
    holders: int
    busy: float = 0
    lost: float = 0


@dataclass(eq=False)
class Meeting:
    """A meeting of one unit, with the cases that wait for one of its sessions."""

    sessions: tuple[int, ...]
    most: int
    waiting: list[tuple[float, simpy.Event]] = field(default_factory=list)


@dataclass(eq=False)
class Case:
    """One case: what it is, where it came in, what ran out on its way; `due` is its limit now."""

    number: int
    origin: Origin
    matter: str
    unit: str
    came: float
    counted: bool
    way: list[tuple[str, float]] = field(default_factory=list)
    amount: float = 0
    late: bool = False
    due: float = 0


class Year:
    """One run: a street with its communities, branches and grids."""

    def __init__(
        self, setup: Setup, model: Governance, seed: int, warm_up: int, until: int,
        draw: Draw | None = None,
    ) -> None:  # fmt: skip
        random = Random(seed).random
        self.draw: Draw = draw or (lambda origin, names: random())
        self.env, self.setup = simpy.Environment(), setup
        self.warm_up, self.until = warm_up, until
        self.office = Hours(setup.office.stretches)
        self.workdays = sorted({begin // DAY for begin, _ in setup.office.stretches})
        self.above = {
            unit.id: above.id
            for level in ("网格", BRANCH, VILLAGE)
            for unit in model.units(level)
            if (above := model.parent_of(unit)) is not None
        }
        self.places: dict[tuple[str, str], Place] = {}
        self.meetings: dict[tuple[str, str], Meeting] = {}
        self.counts: Counter[str | tuple[str, str]] = Counter()
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.stays: list[float] = []
        self.open: set[Case] = set()
        self.gone: list[Case] = []
        self.numbers = 0
        for stream in setup.streams:
            for unit in stream.units:
                self.env.process(self.stream(stream, unit))

    # ── who comes ──
    def stream(self, stream: Arriving, unit: str) -> Course:
        """The cases of one stream at one unit."""
        edges, expected = stream.units[unit].edges, stream.units[unit].expected
        parts = stream.matters.first
        ends = list(accumulate(float(share) for _, share in parts))
        reached, number = 0.0, 0
        while True:
            number += 1
            origin = (stream.name, unit, number)
            reached -= log1p(-self.draw(origin, ("arrival",)))
            piece = bisect_left(expected, reached)
            if piece == len(expected):
                return
            part = (reached - expected[piece - 1]) / (expected[piece] - expected[piece - 1])
            at = int(edges[piece - 1] + part * (edges[piece] - edges[piece - 1]))
            yield self.env.timeout(at - self.env.now)
            self.numbers += 1
            matter = parts[bisect_right(ends, self.draw(origin, ("matter",)))][0]
            case = Case(self.numbers, origin, matter, unit, at, at >= self.warm_up)
            if matter == BUILDING:
                normal = NormalDist().inv_cdf(self.draw(origin, ("attribute", "金额")))
                case.amount = round(250_000 * exp(0.8 * normal))
            self.env.process(self.life(case))

    # ── the course of a case ──
    def life(self, case: Case) -> Course:
        """From where it came in up to where it is done."""
        if case.counted:
            self.open.add(case)
        if case.matter == BUILDING:
            village, why = case.unit, "reported"
        else:
            branch = self.above[case.unit]
            village = self.above[branch]
            why = yield from self.at_branch(case, branch)
        if why != "done":
            why = yield from self.at_village(case, village, why)
        if why != "done":
            yield from self.at_street(case, self.above[village], why)
        if case.counted:
            self.open.discard(case)
            self.counts["late"] += case.late
            self.stays.append(self.env.now - case.came)
            case.way.append(("", self.env.now))
            self.gone.append(case)

    def at_branch(self, case: Case, unit: str) -> Course:
        """What became of it at the branch: done, or why it goes up."""
        end, big = self.comes(case, BRANCH), case.matter == BIG
        yield from self.signed()
        if not big and self.happens(case, BRANCH, "in_hand", TO_DEPARTMENT):
            case.way.append((DEPARTMENT, self.env.now))
            yield from self.signed()
            place = self.place(DEPARTMENT, self.above[self.above[unit]])
            done = yield from self.works(case, place, self.work(case, DEPARTMENT), end)
            if done:
                self.counts["came", BRANCH] += case.counted
                case.way.append((BRANCH, self.env.now))
        else:
            if not big and self.happens(case, BRANCH, "meet", MEETS):
                agreed = yield from self.meets(case, BRANCH, unit, end)
                if agreed is None:
                    return self.runs_out(case, BRANCH)
                if not agreed:
                    return "undecided"
            place = self.place(BRANCH, unit)
            work = 0 if big else self.work(case, BRANCH)
            done = yield from self.works(case, place, work, end)
            if done and (big or self.happens(case, BRANCH, "done", OBSTRUCTED)):
                return "major" if big else "obstructed"
        if done:
            done = yield from self.works(case, self.place(BRANCH, unit), LOOK, end)
        return "done" if done else self.runs_out(case, BRANCH)

    def at_village(self, case: Case, unit: str, why: str) -> Course:
        """The same at the community; whoever was sent up on purpose comes before its committee."""
        end, big = self.comes(case, VILLAGE, why), case.matter == BIG
        yield from self.signed()
        if case.amount > POWER:
            return "out_of_power"
        squad = float("inf")
        if not big and self.happens(case, VILLAGE, "in_hand", SUMMONS):
            takes = TO_COME * -log1p(-self.draw(case.origin, ("delay", "arrive")))
            squad = self.env.now + LATEST if round(takes) > LATEST else squad
        on_purpose = why in ("undecided", "obstructed", "major")
        if on_purpose or (not big and self.happens(case, VILLAGE, "meet", MEETS)):
            agreed = yield from self.meets(case, VILLAGE, unit, min(end, squad), big)
            if agreed is None:
                return "absent" if squad < end else self.runs_out(case, VILLAGE)
            if not agreed:
                return "undecided"
        work = 0 if big else self.work(case, VILLAGE)
        done = yield from self.works(case, self.place(VILLAGE, unit), work, min(end, squad))
        if not done:
            return "absent" if squad < end else self.runs_out(case, VILLAGE)
        if big or self.happens(case, VILLAGE, "done", OBSTRUCTED):
            return "major" if big else "obstructed"
        return "done"

    def at_street(self, case: Case, unit: str, why: str) -> Course:
        """The street is the last: what runs out stays."""
        end = self.comes(case, STREET, why)
        yield from self.signed()
        work = self.work(case, STREET)
        yield from self.works(case, self.place(STREET, unit), work, float("inf"))
        if self.env.now >= end:
            self.runs_out(case, STREET)

    # ── what it waits for ──
    def signed(self) -> simpy.Event:
        """The way to the next place, then a clerk when the office opens."""
        at = self.office.opens(self.env.now + WAY)
        yield self.env.timeout(at - self.env.now)

    def meets(self, case: Case, level: str, unit: str, end: float, sure: bool = False) -> Course:
        """The nearest session: whether they agreed; None where the limit ran out first."""
        now = self.env.now
        found = [
            (at, one) for one in (self.meeting(name, unit) for name in MEETINGS[level])
            if (at := next((at for at in one.sessions if at > now), None)) is not None
        ]  # fmt: skip
        if not found:
            yield self.env.timeout(end - now)
            return None
        at, meeting = min(found, key=lambda one: one[0])
        held = self.env.event()
        meeting.waiting.append((now, held))
        yield held | self.env.timeout(end - now)
        if not held.triggered:
            meeting.waiting.remove((now, held))
            return None
        return sure or not self.happens(case, level, "met", UNDECIDED)

    def sits(self, meeting: Meeting) -> Course:
        """So many cases at each session, in the order in which they came."""
        for at in meeting.sessions:
            if at < self.env.now:
                continue
            yield self.env.timeout(at - self.env.now)
            heard = [one for one in meeting.waiting if one[0] < at][: meeting.most]
            for one in heard:
                meeting.waiting.remove(one)
                one[1].succeed()

    def in_turn(self, case: Case) -> simpy.Event:
        """When all else of this instant is done; then the older case first."""
        event = simpy.Event(self.env)
        event._ok, event._value = True, None
        self.env.schedule(event, priority=case.number + 1)
        return event

    def works(self, case: Case, place: Place, work: float, end: float) -> Course:
        """Wait for somebody and be worked on; whether it was done before the end."""
        env, queued = self.env, self.env.now
        yield self.in_turn(case)
        with place.desk.request(priority=(queued, case.number)) as turn:
            if not turn.triggered:
                yield turn if end == float("inf") else turn | env.timeout(end - env.now)
                if not turn.triggered:
                    return False
            begins = place.hours.opens(env.now)
            if begins >= end:
                yield env.timeout(end - env.now)
                return False
            if begins > env.now:
                yield env.timeout(begins - env.now)
            if case.counted:
                self.waits[place.level].append(begins - queued)
            if not work:
                return True
            done = place.hours.after(begins, work)
            left, before = min(done, end), place.hours.worked(begins)
            place.busy += place.hours.worked(min(left, self.until)) - before
            yield env.timeout(left - env.now)
            if end < done:
                place.lost += place.hours.worked(left) - before
            return done <= end

    # ── numbers ──
    def comes(self, case: Case, level: str, why: str = "") -> float:
        """A case comes to a place; its limit there ends at the midnight after so many working
        days. What a limit brings at midnight belongs to the day that ends."""
        self.counts["came", level] += case.counted
        case.way.append((level, self.env.now))
        days, today = self.workdays, (self.env.now - (why == "overdue")) // DAY
        number = bisect_right(days, today) + LIMITS[level] - 1
        case.due = (days[number] + 1) * DAY if number < len(days) else float("inf")
        return case.due

    def runs_out(self, case: Case, level: str) -> str:
        """A limit has run out."""
        case.late = True
        self.counts["ran out", level] += case.counted
        return "overdue"

    def happens(self, case: Case, level: str, what: str, chance: float) -> bool:
        """Whether something comes about at a place."""
        return self.draw(case.origin, ("occasion", f"tier:{level}", what)) < chance

    def work(self, case: Case, level: str) -> int:
        """Seconds of work."""
        kind = "step" if level == DEPARTMENT else "tier"
        u = self.draw(case.origin, ("service", f"{kind}:{level}", "", "handle"))
        return max(1, round(WORK[level] * HOUR * -log1p(-u)))

    def place(self, level: str, unit: str) -> Place:
        found = self.places.get((level, unit))
        if found is None:
            said = self.setup.stations[STATIONS[level]]
            many = said.holders[""]
            desk = simpy.PriorityResource(self.env, many)
            found = self.places[level, unit] = Place(level, Hours(said.duty.stretches), desk, many)
        return found

    def meeting(self, name: str, unit: str) -> Meeting:
        found = self.meetings.get((name, unit))
        if found is None:
            said = self.setup.stations[f"meeting:{name}"]
            assert said.per_session is not None
            found = self.meetings[name, unit] = Meeting(said.sessions, said.per_session)
            self.env.process(self.sits(found))
        return found

    # ── figures ──
    def run(self) -> dict[str, float | None]:
        """All figures, by the names of the simulator."""
        self.env.run(self.until)
        return dict(self._figures())

    def _figures(self) -> Iterator[tuple[str, float | None]]:
        closed, late = len(self.stays), self.counts["late"]
        open_late = sum(one.late or one.due < self.until for one in self.open)
        yield "cases", closed + len(self.open)
        yield "closed", closed
        yield "on_time_rate", (closed - late) / (closed + open_late)
        yield "stay", _hours(self.stays)
        for level, ref in STATIONS.items():
            yield f"wait·{ref.partition(':')[2]}", _hours(self.waits[level])
        for level in LIMITS:
            came = self.counts["came", level]
            yield f"ran_out·{level}", self.counts["ran out", level] / came if came else None
        for level, ref in STATIONS.items():
            ours = [one for (at, _), one in self.places.items() if at == level]
            hours = sum(one.holders * one.hours.worked(self.until) for one in ours)
            use = sum(one.busy for one in ours) / hours if hours else None
            yield f"use·{ref.partition(':')[2]}", use
        yield "work_lost", sum(one.lost for one in self.places.values()) / HOUR


def _hours(seconds: list[float]) -> float | None:
    return sum(seconds) / len(seconds) / HOUR if seconds else None


def main() -> None:
    """Print figures of some years."""
    from time import process_time

    from govkit.pipeline import load
    from govkit.simulation.experiments.experiment import prepared, prepared_plan

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--years", type=int, default=1)
    given = asked.parse_args()
    model = load("examples/guangming")
    _, setup, warm_up = prepared(prepared_plan(model, days=365), "base")
    begin, rows = process_time(), []
    for seed in range(given.years):
        year = Year(setup, model, seed, warm_up, 365 * DAY)
        rows.append(year.run() | {"numbers": year.numbers})
    took = process_time() - begin
    for name in rows[0]:
        known = [value for row in rows if (value := row[name]) is not None]
        print(f"{name:20}{sum(known) / len(known):12.3f}")
    print(f"{sum(row['numbers'] or 0 for row in rows) / took:,.0f} cases a second")


if __name__ == "__main__":
    main()
