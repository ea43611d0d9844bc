"""How limits look on the screen of a walk: how much, until when, what is left, who is reminded.

Timers that were read enter; one line each leaves. What a limit is counted by is told when it is
new or has moved, not on every screen. Nothing is counted here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from govkit.cli.simulate.stage import Stage
from govkit.engine import Case, Engine, Timer, words
from govkit.engine.words.sentences import name_word, shown, timer_name
from govkit.values import Quantity

_HOURS = ("natural_hour", "work_hour", "urgent_hour")
_SECONDS = 3600


def clocks(stage: Stage, engine: Engine, case: Case, at: datetime, before: Case | None) -> None:
    """Every running limit with its reminders; in full where `before` had no limit ending then.

    A reminder before the end stands with a new limit and on its own day, one after it once it is
    late; a limit that the text does not give is told once.
    """
    known = {(timer.id, timer.due) for timer in before.timers} if before is not None else set()
    for alike, reminders in _together(engine.due(case, at)):
        timer, is_new = alike[0], any((one.id, one.due) not in known for one in alike)
        if len(alike) > 1:
            names = stage.listing(name_word(one.part).word(stage.lang) for one in alike)
            timer = timer.model_copy(update={"part": f"body:{names}"})
        if is_new or timer.due is not None or timer.paused_since is not None:
            text = clock(stage, timer, at, is_new or timer.overdue)
            stage.told("clock", text, "bad" if timer.overdue else "")
        for one in reminders:
            if timer.overdue or (":before:" in one.id and (is_new or _is_today(one, at))):
                stage.told("reminder", reminder(stage, one), "dim")


def _together(timers: tuple[Timer, ...]) -> list[tuple[list[Timer], list[Timer]]]:
    """The limits with their reminders; those that differ only in whom they bind stand as one."""
    found: list[tuple[list[Timer], list[Timer]]] = []
    last: tuple[list[Timer], list[Timer]] = ([], [])
    for timer in timers:
        if timer.kind == "reminder":
            if all((timer.due, timer.told) != (one.due, one.told) for one in last[1]):
                last[1].append(timer)
            continue
        alike = (entry for entry in found if _alike(entry[0][0], timer))
        if (entry := next(alike, None)) is None:
            entry = ([], [])
            found.append(entry)
        entry[0].append(timer)
        last = entry
    return found


def _alike(one: Timer, other: Timer) -> bool:
    return bool(one.part and other.part) and all(
        getattr(one, name) == getattr(other, name)
        for name in ("kind", "place", "due", "paused_since", "left", "pauses", "extensions")
    )


def reminder(stage: Stage, timer: Timer) -> str:
    """One reminder of the limit above it: when, and whom."""
    told = stage.listing(name_word(ref).word(stage.lang) for ref in timer.told)
    assert timer.due is not None
    return stage.word("state.reminder", due=stage.moment(timer.due), told=told)


def clock(stage: Stage, timer: Timer, at: datetime, full: bool) -> str:
    """One limit: until when and what is left; in full also how much, from when, what is skipped."""
    name = timer_name(timer).word(stage.lang)
    if timer.paused_since is not None and timer.left is not None:
        left, since = _amount(stage, timer.left, timer.calendar), stage.moment(timer.paused_since)
        return stage.word("state.paused", name=name, left=left, since=since)
    if timer.due is None or timer.reading is None:
        return words.of(timer, stage.lang)
    due, left = stage.moment(timer.due), _left(stage, timer, at)
    if not full:
        return stage.word("state.clock_short", name=name, due=due, left=left)
    reading = timer.reading
    day = reading.first_day
    notes = _notes(stage, timer)
    if reading.calendar not in _HOURS or day != timer.due.date():
        first = f"{day:%m-%d} {stage.word(f'weekday.{day.weekday()}')}"
        notes = stage.word("state.first", first=first) + notes
    return stage.word(
        "state.clock",
        name=name,
        amount=_amount(stage, reading.amount, reading.calendar),
        due=due,
        left=left,
        notes=stage.word("state.notes", notes=notes[1:].strip()) if notes else "",
    )


def _left(stage: Stage, timer: Timer, at: datetime) -> str:
    """What is left; a day limit of which no day is left ends today."""
    if timer.overdue:
        if timer.late is not None:
            return stage.word("state.late", late=words.of(timer.late, stage.lang))
        return stage.word("state.overdue")
    if timer.remaining is None or timer.reading is None or timer.due is None:
        return ""
    if timer.reading.calendar not in _HOURS and _is_today(timer, at):
        return stage.word("state.today")
    return stage.word("state.left", left=_amount(stage, timer.remaining, timer.reading.calendar))


def _is_today(timer: Timer, at: datetime) -> bool:
    """Whether a timer ends on the day of `at`; midnight ends the day before it."""
    if timer.due is None:
        return False
    return (timer.due - timedelta(seconds=1)).date() == at.date()


def _amount(stage: Stage, amount: Fraction, unit: str) -> str:
    """`5 个工作日`, `3 小时 52 分钟`, `20 分钟`: a begun minute is a whole one."""
    if unit not in _HOURS:
        return stage.word(f"amount.{unit}", n=_figure(amount))
    hours, minutes = divmod(-(-amount * 60 // 1), 60)
    words = [stage.word(f"amount.{unit}", n=int(hours))] if hours or not minutes else []
    if minutes:
        words.append(stage.word("amount.minute", n=int(minutes)))
    return " ".join(words)


def _figure(amount: Fraction) -> int | str:
    return int(amount) if amount.denominator == 1 else f"{float(amount):.1f}"


def _notes(stage: Stage, timer: Timer) -> str:
    reading = timer.reading
    assert reading is not None
    found = ""
    names = dict.fromkeys(day.zh if stage.lang == "zh" else day.en for day in reading.skipped)
    festivals = stage.listing(name for name in names if name)
    if reading.moved_from:
        found += stage.word("state.moved", day=f"{reading.moved_from:%m-%d}")
    elif reading.skipped:
        key = "festivals" if festivals else "skipped"
        found += stage.word(f"state.{key}", days=len(reading.skipped), names=festivals)
    if reading.or_moved_to:
        found += stage.word("state.or_moved", day=f"{reading.or_moved_to:%m-%d}")
    if reading.capped_by:
        found += stage.word("state.capped")
    if timer.extensions:
        amounts = [_extension(stage, amount) for amount in timer.extensions]
        found += stage.word("state.extended", amount=" + ".join(amounts))
    for pause in timer.pauses:
        since, until = f"{pause.since:%m-%d}", f"{pause.until:%m-%d}"
        found += stage.word("state.rested", since=since, until=until)
    return found + (stage.word("state.provisional") if timer.provisional else "")


def _extension(stage: Stage, amount: Quantity) -> str:
    if amount.unit in ("work_day", "natural_day", *_HOURS):
        return _amount(stage, amount.number, amount.unit)
    return shown(amount).word(stage.lang)
