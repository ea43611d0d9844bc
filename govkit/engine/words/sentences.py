"""From the data of cases, timers and moves to sentences in both tongues.

Values of the engine enter, `Both` tongues or text leave. The words themselves stand in
`wording.toml`; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Literal

from govkit.diagnostics import Both
from govkit.engine.words.lateness import late_words, missed_words
from govkit.engine.words.wording import (
    both,
    joined,
    move_word,
    place_word,
    reason_word,
    status_word,
    term,
)
from govkit.model.statement import Origin
from govkit.model.strength import departs
from govkit.values import Bound, Quantity, Range
from govkit.values.writing import write
from govkit.vocabulary.kinds import kinds

if TYPE_CHECKING:
    from govkit.engine.case.case import Asked, Bearer, Case
    from govkit.engine.case.event import Event, Turning
    from govkit.engine.case.move import Move
    from govkit.engine.case.related import Related
    from govkit.engine.case.timer import Timer

_CALENDAR_UNIT = {
    "natural_day": "natural_day",
    "work_day": "work_day",
    "work_hour": "work_hour",
    "urgent_hour": "urgent_hour",
    "natural_hour": "natural_hour",
}
_DAYS = ("natural_day", "work_day")
_COUNTED = {"natural_day": "days", "work_day": "work_days"}
# Limits that bind the body that was asked, not the place that asked it.
_OF_WHO_IS_ASKED = frozenset({"countersign_within", "arrive_within", "adjourn"})
# Events that every move of their kind makes happen; they are not worth saying.
_PLAIN = frozenset({"done", "returned", "withdrawn"})
_JOINING = frozenset({"merge", "link"})
_WITHDRAWN = "manner:withdrawn"  # the move says it


def shown(value: object) -> Both:
    """An amount or limit in both tongues."""
    return Both(_written(value, "zh"), _written(value, "en"))


def _written(value: object, lang: Literal["zh", "en"]) -> str:
    text = write(_readable(value, lang), lang, lambda ref: ref.partition(":")[2] or ref)
    if lang == "en" and isinstance(value, Quantity | Bound | Range):
        text = text.replace("work_", "working ").replace("urgent_", "urgent ")
    return text


def _readable(value: object, lang: Literal["zh", "en"]) -> object:
    """Whole amounts in the form an official prints: 45万元; in English in full."""
    match value:
        case Quantity():
            return _whole(value, lang)
        case Bound():
            return replace(value, quantity=_whole(value.quantity, lang))
        case Range():
            return replace(value, low=_whole(value.low, lang), high=_whole(value.high, lang))
    return value


def _whole(amount: Quantity, lang: Literal["zh", "en"]) -> Quantity:
    if amount.direction != "exact" or amount.number.denominator != 1:
        return amount
    tens = lang == "zh" and amount.number and amount.number % 10_000 == 0
    return replace(amount, step=Fraction(10_000 if tens else 1))


def instant(at: datetime) -> str:
    """An instant as it is shown: `2026-03-02 09:00`; 24:00 stays 00:00 of the next day."""
    return at.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")


def cited(origin: Origin) -> Both:
    """Where a rule comes from, as a bracket behind a sentence; empty where nothing is said."""
    if origin.kind == "none":
        return Both("", "")
    source = "·".join(part for part in (origin.source, origin.place) if part)
    return both(f"citation.{origin.kind}", source=source)


def who(party: Bearer) -> Both:
    """A party in words: its unit, the posts entitled, and those who assist."""
    names = _names(party.refs)
    if not names:
        return _same(party.unit) if party.unit else both("word.nobody")
    words = both("word.level_of", unit=party.unit, who=names) if party.unit else names
    helping = _names(party.assisting)
    return both("word.assisted", who=words, others=helping) if helping else words


def _names(refs: tuple[str, ...]) -> Both | None:
    return joined([name_word(ref) for ref in refs]) if refs else None


def name_word(ref: str) -> Both:
    """The name of a reference, as it stands."""
    return _same(ref.partition(":")[2])


def part_words(case: Case) -> list[tuple[Both, Both]]:
    """Each of several handlers and how far it is."""
    return [(name_word(part.ref), status_word(part.status)) for part in case.parts]


def answer_word(entry: Asked) -> Both:
    """What a body that was asked has answered, or that its silence was counted so."""
    if not entry.answer:
        return both(f"answer.{entry.asking}")
    return both(f"answer.{'silent_' if entry.silent else ''}{entry.answer}")


def _same(text: str) -> Both:
    return Both(text, text)


# ── timers ──
def timer_name(timer: Timer) -> Both:
    """What a timer is, in a few words."""
    if timer.kind in ("clock", "reminder"):
        return timer_id_name(timer.id, timer.part)
    return _timer_name(timer.kind, timer.place.partition(":")[2], timer.part)


def timer_id_name(timer_id: str, part: str = "") -> Both:
    """The same, from the id of a timer (`limit:支部:1`, `total:网格事项`) and whom it binds."""
    kind, _, name = timer_id.partition(":")
    if kind in ("total", "matter"):
        plain, _, number = name.rpartition(":")
        return _timer_name(kind, plain if plain and number.isdigit() else name, "")
    if kind == "reminder":
        inner, side, _ = name.rsplit(":", 2)
        return both(f"timer.reminder_{side}", what=timer_id_name(inner, part))
    name = name.rpartition(":")[0]
    for written in (part, part.partition(":")[2]) if part else ():
        name = name.removesuffix(f":{written}")
    return _timer_name(kind, name, part)


def _timer_name(kind: str, place: str, part: str) -> Both:
    if part and kind in _OF_WHO_IS_ASKED:
        return both(f"timer.{kind}", place=place, who=name_word(part))
    where = both("word.with_note", what=_same(place), note=name_word(part)) if part else place
    return both(f"timer.{kind}", place=where)


def timer_sentence(timer: Timer) -> Both:
    """What the timer is, from when to when, how it was counted, what is left."""
    name = timer_name(timer)
    if timer.kind == "reminder" and timer.due is not None:
        told = joined([name_word(ref) for ref in timer.told])
        return both("timer.reminder", what=name, due=until(timer.due), told=told)
    if timer.paused_since is not None:
        left = _number(timer.left) if timer.left is not None else "?"
        key = _COUNTED.get(timer.calendar, "hours")
        since = instant(timer.paused_since)
        return both(f"timer.paused_{key}", what=name, since=since, left=left)
    if timer.due is None or timer.reading is None:
        return both(f"timer.{timer.unread or 'uncountable'}", what=name)
    reading = timer.reading
    amount = shown(Quantity(reading.amount, _CALENDAR_UNIT[reading.calendar]))
    return both(
        "timer.runs",
        what=name,
        amount=amount,
        starts=until(timer.starts) if reading.counted_from else instant(timer.starts),
        due=until(timer.due),
        notes=_notes(timer),
    )


def until(at: datetime) -> str:
    """Midnight is shown as 24:00 of the day that it ends."""
    if (at.hour, at.minute, at.second) != (0, 0, 0):
        return instant(at)
    before = datetime.fromordinal(at.toordinal() - 1)
    return f"{before:%Y-%m-%d} 24:00"


def _notes(timer: Timer) -> Both:
    reading = timer.reading
    assert reading is not None
    parts: list[Both] = []
    if timer.start_rule:
        parts.append(both("timer.counted", rule=term("start_rule", timer.start_rule)))
    elif reading.calendar in _DAYS:
        parts.append(both("timer.day_rule"))
    if timer.end_rule == "close_of_office":
        parts.append(both("timer.close_of_office"))
    if timer.extensions:
        more = joined([shown(amount) for amount in timer.extensions])
        parts.append(both("timer.extended", amount=more))
    for pause in timer.pauses:
        rested = {"since": instant(pause.since), "until": instant(pause.until)}
        parts.append(both("timer.rested", **rested))
    if reading.keeps:
        parts.append(both("timer.keeps", calendar=reading.keeps))
    names = dict.fromkeys((off.zh, off.en) for off in reading.skipped if off.zh)
    if reading.moved_from:
        parts.append(both("timer.moved", day=reading.moved_from.isoformat()))
    elif names:
        words = joined([Both(zh, en) for zh, en in names])
        parts.append(both("timer.festivals", count=str(len(reading.skipped)), names=words))
    elif reading.skipped:
        parts.append(both("timer.skipped", count=str(len(reading.skipped))))
    if reading.made_up:
        parts.append(both("timer.made_up", count=str(len(reading.made_up))))
    if reading.capped_by:
        parts.append(both("timer.capped"))
    if reading.or_moved_to:
        parts.append(both("timer.or_moved", day=reading.or_moved_to.isoformat()))
    for other in timer.others:
        limit = shown(other.limit)
        parts.append(both("timer.or_read", limit=limit, due=until(other.due), why=other.why))
    if reading.holidays:
        parts.append(both(f"timer.holidays_{reading.holidays}"))
    if timer.provisional and reading.holidays != "unknown":
        years = joined([_same(str(year)) for year in reading.unpublished])
        parts.append(both("timer.provisional", years=years))
    if timer.strength in ("encouraged", "may", "in_principle"):
        how = term("strength", timer.strength)
        parts.append(both("timer.departs" if departs(timer.strength) else "timer.open", how=how))
    if timer.overdue and timer.late is not None:
        parts.append(both("timer.late", late=late_words(timer.late)))
    elif timer.overdue:
        parts.append(both("timer.ended" if timer.ends_a_right else "timer.overdue"))
    elif timer.remaining is not None:
        key, amount = _COUNTED.get(reading.calendar, "hours"), timer.remaining
        if key == "hours" and amount < 1:
            key, amount = "minutes", Fraction(ceil(amount * 60))
        parts.append(both(f"timer.{key}_left", left=_number(amount)))
    return Both("".join(p.zh for p in parts), "".join(p.en for p in parts))


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.2f}"


# ── moves and events ──
def asked_words(amount: Quantity | None, subject: str) -> list[Both]:
    """What is asked for: how long, or for which reason."""
    found = [shown(amount)] if amount is not None else []
    return [*found, _same(subject)] if subject else found


def move_phrase(move: Move, *, outcome: bool = True) -> Both:
    """A move in a few words: `上报 社区（议而未决）`; its outcome only where that is told."""
    told = move.kind not in ("countersign", "merge") and move.about != "forced_closing"
    place = _aim(move.kind, move.to) if move.to and told else None
    words = [_same(word) for word in (move.grade, move.meeting) if word]
    words += [place] if place and not move.meeting and move.to != _WITHDRAWN else []
    words += _shared(move.kind, move.id)
    words += [related_words(move.other)] if move.other is not None else []
    phrase = _phrase(move, words)
    own = move.kind == "close" and move.trigger == "not_accepted"
    return noted(phrase, move.kind, move.trigger) if outcome and not own else phrase


def related_words(other: Related) -> Both:
    """Another case: its matter, its unit, the day of its opening, its id."""
    opened = other.opened.date().isoformat()
    return both("word.related", matter=other.matter, unit=other.unit, opened=opened, id=other.id)


def _shared(kind: str, move_id: str) -> list[Both]:
    """Among whom an order is split, as the id names them."""
    if kind != "split":
        return []
    names = [name for name in move_id.split(":")[1:] if name not in kinds()]
    return [joined([_same(name) for name in names])]


def _phrase(done: Move | Event, words: list[Both]) -> Both:
    """`城管执法队：签收`, `吹哨 城管执法队`, `审批延期 5工作日`: who does what about what."""
    asked = asked_words(done.amount, done.subject)
    words = [prose(move_word(done.kind)), *words, *asked]
    if done.kind == "decide" and (asked or done.about):
        about = done.about or ("extension" if done.amount else "suspension")
        words[0] = both(f"decide.{about}")
    if done.kind == "withdraw" and not done.trigger:
        words[0] = both("word.withdraw_order")
    if done.kind == "summon" and done.part:
        words.insert(1, name_word(done.part))
    phrase = Both(" ".join(w.zh for w in words), " ".join(w.en for w in words))
    if done.route:
        phrase = both("word.routed", what=phrase, route=done.route)
    if done.part and done.kind != "summon":
        return both("word.by", who=name_word(done.part), what=phrase)
    return phrase


def _aim(kind: str, place: str) -> Both:
    """Where a move leads; what is fed back or asked goes on from there: `反馈 转 部门接单`."""
    onward = kind in ("feed_back", "call_back") and not place.startswith("manner:")
    return both("word.onward", to=place_word(place)) if onward else place_word(place)


def prose(words: Both) -> Both:
    """A word of the language as it reads in English prose: `sign for`; a name stays as it is."""
    return words if words.zh == words.en else Both(words.zh, words.en.replace("_", " "))


def noted(phrase: Both, kind: str, trigger: str) -> Both:
    """A phrase with what made it happen in brackets; `核查通过` says both in one."""
    if not trigger or trigger in _PLAIN:
        return phrase
    reason = prose(reason_word(trigger))
    note = both("word.with_note", what=phrase, note=reason)
    return Both(reason.zh, note.en) if kind == "verify" else note


def event_phrase(event: Event) -> Both:
    """An event in a few words: what happened, where to, why."""
    if event.kind in ("expire", "remind"):
        return _ran_out(event)
    words = [_same(event.meeting)] if event.meeting else []
    grades = [value for value in event.given if event.kind == "classify"]
    words += [_same(getattr(value.value, "word", "")) for value in grades]
    joins = event.kind in _JOINING
    aims = event.target not in ("", event.origin, _WITHDRAWN) and event.about != "forced_closing"
    if aims and not joins:
        words.append(_aim(event.kind, event.target))
    words += _shared(event.kind, event.move)
    words += [related_words(one) for one in event.others if joins]
    phrase = _phrase(event, words)
    if event.kind == "switch":
        phrase = (
            both("event.switch_on", mode=event.mode) if event.mode else both("event.switch_off")
        )
    if event.automatic and event.kind == "countersign":
        phrase = _silent(event)
    else:
        phrase = noted(phrase, event.kind, event.trigger)
        if event.automatic:
            silent = event.trigger == "silence"
            phrase = both("explain.silent" if silent else "explain.automatic", what=phrase)
    if event.told and event.kind not in ("urge", "supervise"):
        phrase = both("word.told", what=phrase, who=joined([name_word(ref) for ref in event.told]))
    if event.others and not joins:
        merged = joined([related_words(one) for one in event.others])
        phrase = both("word.tell_merged", what=phrase, others=merged)
    cite = cited(event.citation)
    return Both(phrase.zh + cite.zh, phrase.en + cite.en)


def late_lines(event: Event) -> list[Both]:
    """The limits that ended late with an event, a sentence each."""
    return [missed_words(timer_id_name(one.timer, one.part), one.late) for one in event.missed]


def _silent(event: Event) -> Both:
    """A body that did not answer in time: what that counts as, and where it leads, if anywhere."""
    agrees = event.trigger == "consented"
    key = "explain.silent_consented" if agrees else "explain.silent_declined"
    phrase = both(key, who=name_word(event.part))
    if not event.target or event.target == event.origin:
        return phrase
    return both("word.led_to", what=phrase, to=place_word(event.target))


def _ran_out(event: Event) -> Both:
    """A limit that ran out, or a reminder of one."""
    name = timer_id_name(event.timer, event.part)
    if event.told:
        told = joined([name_word(ref) for ref in event.told])
        return both("word.told", what=name, who=told)
    return both(f"event.{event.kind}_of", what=name)


def turning_sentence(turning: Turning) -> Both:
    """What a power or a vote turns on, what the case follows, what the other reading gives."""
    if turning.share is not None:
        return both(
            "turning.meeting",
            item=turning.item,
            share=shown(turning.share),
            other=shown(turning.other_share),
            first=both(f"turning.{turning.first}"),
            second=both(f"turning.{'open' if turning.other == 'unknown' else turning.other}"),
        )
    if turning.amount is None or turning.other_limit is None:
        return both("turning.missing", item=turning.item, limit=shown(turning.limit))
    return both(
        "turning.reading",
        item=turning.item,
        limit=shown(turning.limit),
        other=shown(turning.other_limit),
        amount=shown(turning.amount),
        first=both(f"turning.{turning.first}"),
        second=both(f"turning.{turning.other}"),
    )


def manner_word(manner: str) -> Both:
    """The word for a manner of closing."""
    return term("manner", manner)
