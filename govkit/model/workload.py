"""The kinds `workload` (推演), `stream` (来件) and `station` (承办力量): what a simulation needs
beside the rules, assumed or measured.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.keeping import Keeping
from govkit.model.statement import (
    Amount,
    Attribute,
    ChosenLike,
    DistributionLike,
    Duration,
    Entity,
    OnDuty,
    RateLike,
    RefsLike,
    SessionLike,
    WhereLike,
    WordsLike,
)
from govkit.values import Mapping, Ref, SeasonSpan, Stretch, Text

ELSE = "else"
HOURS, WEEKDAY, SEASON = "hours:", "weekday:", "season:"


class Arriving(Entity):
    """Cases that come in: how many, where, about what, when.

    `at` is a level (each of its units alike) or a map `unit:网格·1` → weight; `matters` one matter
    or a map `matter:…` → share; `mix` a map `attribute=grade` → share; `amounts` a map
    `attribute:…` → distribution. `hours`, `weekdays` and `seasons` map `hours:09:00-12:00`,
    `weekday:saturday`, `season:06-01..09-30` to relative weights. `else` is a key of every map.
    """

    cases: Attribute[RateLike] = Attribute[RateLike].none()
    at: Attribute[WhereLike] = Attribute[WhereLike].none()
    matters: Attribute[WhereLike] = Attribute[WhereLike].none()
    mix: Attribute[Mapping] = Attribute[Mapping].none()
    amounts: Attribute[Mapping] = Attribute[Mapping].none()
    hours: Attribute[Mapping] = Attribute[Mapping].none()
    weekdays: Attribute[Mapping] = Attribute[Mapping].none()
    seasons: Attribute[Mapping] = Attribute[Mapping].none()


class Working(Keeping):
    """Who works on cases: how many at a time, when, how long, in which order.

    `service` is a distribution, or a map move → distribution; `chances` a map of triggers, the
    author's own events, moves and decisions → share; `priority` holds `attribute=grade`, the most
    urgent first; `order` the ids of the set `work_order`.
    """

    holders: Attribute[RateLike] = Attribute[RateLike].none()
    capacity: Attribute[RateLike] = Attribute[RateLike].none()
    on_duty: Attribute[OnDuty] = Attribute[OnDuty].none()
    service: Attribute[DistributionLike] = Attribute[DistributionLike].none()
    order: Attribute[ChosenLike] = Attribute[ChosenLike].none()
    priority: Attribute[WordsLike] = Attribute[WordsLike].none()
    in_hand: Attribute[Amount] = Attribute[Amount].none()
    absent: Attribute[Amount] = Attribute[Amount].none()
    chances: Attribute[Mapping] = Attribute[Mapping].none()


class Stream(Arriving):
    """Cases that come in from one side, under a name of the author's own."""


class Station(Working):
    """A post, body, team, level, step or meeting that works on cases: `of` is its reference."""

    of: str = ""
    sessions: Attribute[SessionLike] = Attribute[SessionLike].none()
    per_session: Attribute[Amount] = Attribute[Amount].none()


class Workload(Arriving, Working):
    """What a simulation needs beside the rules; all of it assumed or measured.

    What it says itself of arrivals and of work holds for the one stream without a name, where it
    has no streams, and for every station that says nothing else.
    """

    delays: Attribute[Mapping] = Attribute[Mapping].none()
    mode: Attribute[Ref] = Attribute[Ref].none()
    vacant: Attribute[RefsLike] = Attribute[RefsLike].none()
    warm_up: Attribute[Duration] = Attribute[Duration].none()
    spread: Attribute[Text] = Attribute[Text].none()
    streams: tuple[Stream, ...] = ()
    stations: tuple[Station, ...] = ()


# ── keys of weights ──
def hours_key(stretch: Stretch) -> str:
    """`hours:09:00-12:00`: a stretch of a day as a key, without its last instant."""
    return f"{HOURS}{_clock(stretch.opens)}-{_clock(stretch.closes)}"


def stretch_of(key: str) -> Stretch:
    """The stretch of a key of `hours`, in minutes after midnight. Raises `ValueError`."""
    opens, _, closes = key.removeprefix(HOURS).partition("-")
    return Stretch(_minutes(opens), _minutes(closes))


def season_key(span: SeasonSpan) -> str:
    """`season:06-01..09-30`: a stretch of every year as a key, both days included."""
    first, last = (f"{month:02d}-{day:02d}" for month, day in (span.first, span.last))
    return f"{SEASON}{first}..{last}"


def span_of(key: str) -> SeasonSpan:
    """The stretch of a key of `seasons`. Raises `ValueError`."""
    first, _, last = key.removeprefix(SEASON).partition("..")
    return SeasonSpan(_day(first), _day(last))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes(written: str) -> int:
    hour, _, minute = written.partition(":")
    return int(hour) * 60 + int(minute)


def _day(written: str) -> tuple[int, int]:
    month, _, day = written.partition("-")
    return int(month), int(day)
