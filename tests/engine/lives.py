"""Lives of cases, drawn from a seed: lawful and unlawful moves, late, repeated, with odd values.

An engine and a source of chance enter; the cases of a life leave (`lived`), or the next thing that
is done to one (`calls`), to be done to several. What must hold of them is asserted in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.values import Words
from govkit.vocabulary.words import word_set

WAITS = (0, 0, 1, 3, 60, 3_600, 3_600, 90_000, 700_000, 5_000_000)
STARTS = (
    "2026-03-02 09:00",
    "2025-09-30 17:59:59",
    "2026-03-08 01:59:59",
    "2026-03-08 02:30",
    "2025-11-02 00:30",
    "2025-11-02 01:30:00-04:00",
    "2025-11-02 01:30:00-05:00",
    "2026-03-29T00:59:59Z",
    datetime(2025, 11, 2, 1, 30, fold=1),
    datetime(2025, 10, 26, 1, 30, tzinfo=UTC),
    datetime(2026, 4, 4, 16, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    "1900-01-01",
    "0001-01-01 00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31 23:59:59",
    "9999-12-31T23:59:59-12:00",
    datetime.max,
    datetime.min,
)
TEXTS = ("", " ", "k1", "k1", "甲\n乙", "\x00", "\x1b[31m", "\u202e", "\ud800", "x" * 3_000, "{a}")
ODD = (None, True, 1.5, float("nan"), float("inf"), b"x", [], {}, object())
AMOUNTS = (
    0,
    1,
    -1,
    10**30,
    10**5_000,
    Fraction(1, 3),
    Decimal("1e400"),
    Decimal("1e5000"),
    Decimal("1e-5000"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("-Infinity"),
    Fraction(1, 10**5_000),
    "40万元",
    "1" * 5_000,
    "约3",
    "",
    "\ud800",
    *ODD,
)
FIGURES = (0, 1, 7, 10**30, 10**5_000, -1, {"人数": 3}, {"": 3}, {"\ud800": 3}, {5: 3}, "3", *ODD)


@dataclass(frozen=True)
class Outcome:
    """What a call came to: a case, or what was said in refusing it."""

    case: Case | None
    said: tuple[str, ...] = ()


def outcome(call: Callable[..., Case], *given: Any) -> Outcome:
    """The case of a call, or its refusal; any other exception is a fault and goes through."""
    try:
        return Outcome(call(*given))
    except GovError as error:
        return Outcome(None, tuple(repr((d.code, sorted(d.args))) for d in error.diagnostics))


def opened(engine: Engine, draw: Random) -> Case | None:
    """A new case of any matter at any unit, any instant, with values that fit and that do not."""
    model = engine.model
    levels = [level.name for level in model.levels]
    units = [*levels, *(f"{name}·{n}" for name in levels for n in (1, 2, 0, "１", 10**9))]
    posts = [post.name for post in model.posts]
    modes: list[Any] = [None, *(mode.name for mode in model.modes), ""]
    matter = draw.choice([matter.name for matter in model.matters] or [""])
    key = draw.choice([None, None, *TEXTS])
    start = draw.choice(STARTS if draw.random() < 0.6 else STARTS[:1])
    given = values(engine, draw) if draw.random() < 0.5 else {}
    actor = draw.choice(TEXTS) if draw.random() < 0.3 else ""
    mode = draw.choice(modes)
    vacant = draw.sample(posts, min(len(posts), draw.choice((0, 0, 0, 1, 2))))
    more = {"idempotency_key": key, "actor": actor, "mode": mode, "vacant": vacant, "given": given}
    for unit in draw.sample(units, len(units)):
        made = outcome(partial(engine.open, matter, unit=unit, at=start, **more))
        if made.case is not None:
            return made.case
    return None


def values(engine: Engine, draw: Random) -> dict[str, Any]:
    """A value for one of the attributes: mostly one that fits."""
    attributes = engine.model.attributes
    if not attributes:
        return {}
    attribute = draw.choice(attributes)
    grades = attribute.values.value
    words = grades.words if isinstance(grades, Words) else ()
    fitting = [*words, *words, *words, 7, 3] if words else [5, "5", Fraction(5), 400_000]
    chosen = draw.choice(AMOUNTS) if draw.random() < 0.4 else draw.choice(fitting)
    return {attribute.name: chosen}


def made_up(engine: Engine, case: Case, draw: Random) -> str:
    """An id of a move that is perhaps lawful, perhaps not, perhaps nothing at all."""
    model = engine.model
    process = model.get(f"process:{case.process}")
    places = [block.name for block in (*process.tiers, *process.steps)]  # type: ignore[union-attr]
    names = [body.name for body in (*model.bodies, *model.posts)] + places
    words = sorted(word_set("trigger+event+manner+decision+taken_back"))
    pieces = [draw.choice(sorted(word_set("move")))]
    pools = [places, words, names, ["5工作日", "1 work_days", "", "\ud800", "：", "等待材料"]]
    for _ in range(draw.choice((0, 0, 1, 1, 2, 3))):
        pool = draw.choice([pool for pool in pools if pool])
        pieces.append(draw.choice(pool))
    return ":".join(pieces)


Call = Callable[[Case], Case]


def later(case: Case, draw: Random) -> Any:
    """An instant for the next thing: soon, late, at the end of a limit, or out of order."""
    seconds = draw.choice(WAITS)
    ends = [timer.due for timer in case.timers if timer.due is not None and not timer.fired]
    if draw.random() < 0.04:
        return draw.choice(STARTS)
    if ends and draw.random() < 0.25:
        return draw.choice(ends)
    try:
        return case.as_of.astimezone(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return case.as_of


def calls(engine: Engine, case: Case, draw: Random) -> Iterator[tuple[str, Call]]:
    """What is done next: a name for the report, and the call on a case."""
    chance, at = draw.random(), later(case, draw)
    if chance < 0.08:
        yield f"tick {at}", lambda held: engine.tick(held, at)
        return
    if chance < 0.13:
        modes = [None, *(mode.name for mode in engine.model.modes)]
        mode = draw.choice(modes)
        yield f"switch {mode} {at}", lambda held: engine.switch(held, mode, at=at)
        return
    if chance < 0.18:
        posts = [post.name for post in engine.model.posts]
        gone = draw.sample(posts, min(len(posts), draw.choice((0, 1, 2))))
        yield f"vacate {gone} {at}", lambda held: engine.vacate(held, gone, at=at)
        return
    offered = outcome_of_moves(engine, case, at)
    lawful = bool(offered) and draw.random() < 0.7
    move = draw.choice(offered) if lawful else made_up(engine, case, draw)
    more: dict[str, Any] = {}
    if draw.random() < 0.3:
        more["on_breach"] = draw.choice(("record", "record", "refuse"))
    for name in ("idempotency_key", "note", "actor"):
        if draw.random() < 0.12:
            more[name] = draw.choice(TEXTS)
    given = values(engine, draw) if draw.random() < 0.15 else {}
    if draw.random() < 0.15:
        names = ("present", "due", "for_", "for", "adjourned", "voting", "valid")
        given |= {name: draw.choice(FIGURES) for name in draw.sample(names, 2)}
    if draw.random() < 0.5 and "note" not in more:
        more["note"] = "n"
    yield (
        f"apply {getattr(move, 'id', move)!a} {at} {more} {_short(given)}"[:400],
        lambda held: engine.apply(held, move, at=at, given=given, **more),
    )


def after(engine: Engine, case: Case, draw: Random) -> Case:
    """The case after the next thing; as it was where that is refused."""
    for _, call in calls(engine, case, draw):
        case = outcome(call, case).case or case
    return case


def lived(engine: Engine, draw: Random, steps: int) -> Iterator[Case]:
    """The cases of one life: as it is opened, and after each of so many things; none where nothing
    can be opened. Who looks at a case may draw from the same source."""
    case = opened(engine, draw)
    if case is None:
        return
    yield case
    for _ in range(steps):
        case = after(engine, case, draw)
        yield case


def grown(engine: Engine, draw: Random, steps: int) -> Case | None:
    """A case after some of everything; None where nothing can be opened."""
    last = None
    for case in lived(engine, draw, steps):
        last = case
    return last


def outcome_of_moves(engine: Engine, case: Case, at: Any) -> list[Any]:
    """The lawful moves at an instant; none where the instant is refused."""
    try:
        return list(engine.moves(case, at))
    except GovError:
        return []


def _short(given: dict[str, Any]) -> str:
    """Values for a report; a number may be too long to be written."""
    try:
        return ascii(given)
    except ValueError:
        return ", ".join(f"{name}=…" for name in given)
