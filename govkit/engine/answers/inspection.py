"""Whether a stored case can be: its names, counts, instants and states, held against a model.

The versions of a model, its clocks and a case enter; every finding leaves at once, each with the
path of the JSON where it goes wrong. Nothing is changed and nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any, get_args

from govkit.calendars import STANDARD
from govkit.diagnostics import Both, Diagnostic, GovError
from govkit.diagnostics.catalogue import entries, word
from govkit.diagnostics.placeless import finding
from govkit.engine.answers.mentions import Mention, mentions, texts
from govkit.engine.case.case import Case
from govkit.engine.case.event import Event, Missed
from govkit.engine.case.kept import countable, keepable
from govkit.engine.case.past import past_of
from govkit.engine.case.timer import Late, Timer, TimerKind
from govkit.engine.plan.versions import Version, Versions
from govkit.engine.procedures.figures import AGAIN, impossible
from govkit.engine.time.clocks import Clocks
from govkit.engine.words.wording import status_word
from govkit.model.frozen import Frozen
from govkit.model.governance import Governance
from govkit.values import Quantity, Word, Words
from govkit.values.bases import thing_key
from govkit.vocabulary.words import word_set

MOST_FINDINGS = 50
ACTORS = ("level", "body", "post", "team", "step", "meeting")  # a meeting has the time to meet
KINDS_OF_EVENTS = frozenset({"open", "expire", "remind", "switch", "vacate", "resume"})
TIMER_KINDS = frozenset(get_args(TimerKind))
_WHOLE = ("process", "matter", "mode")


def inspected(versions: Versions, clocks: Clocks, case: Case) -> tuple[Diagnostic, ...]:
    """What is wrong with a case under a model; nothing where it can go on."""
    found = list(_unkeepable(case))
    found = found or list(_out_of_time(clocks, case))
    if not found:
        bound = versions.on(case.day)
        found = [*_unknown(versions.model, bound, case), *_miscounted(case)]
        found += [*_out_of_order(case), *_at_odds(clocks, case)]
        found = found or list(_misplaced(bound, case))
    return tuple(found[:MOST_FINDINGS])


# ── texts and numbers ──
def _unkeepable(case: Case) -> Iterator[Diagnostic]:
    for path, _, text in texts(case):
        yield from _refused(keepable, path, text)
    for path, number in _leaves(case):
        if isinstance(number, int | Fraction):
            yield from _refused(countable, path, number)


def _refused(check: Callable[[str, Any], object], path: str, value: Any) -> Iterator[Diagnostic]:
    try:
        check(path, value)
    except GovError as error:
        yield from error.diagnostics


def _leaves(held: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Whatever a case holds that holds nothing further itself, by its path."""
    if isinstance(held, tuple):
        for number, each in enumerate(held):
            yield from _leaves(each, f"{path}[{number}]")
    elif isinstance(held, Frozen):
        for field in type(held).model_fields:
            yield from _leaves(getattr(held, field), f"{path}.{field}")
    elif isinstance(held, Quantity):
        yield from ((f"{path}.number", held.number), (f"{path}.step", held.step))
    else:
        yield path, held


# ── instants ──
def _out_of_time(clocks: Clocks, case: Case) -> Iterator[Diagnostic]:
    """Instants that are not as the clocks of the district write them."""
    for path, at in _instants(case):
        try:
            local = clocks.local(at)
        except GovError:
            yield _time(path, at, "太早或太晚，算不了期限", "no limit can be counted from it")
            continue
        if local.isoformat() != at.isoformat():
            yield _time(path, at, f"写成 {local.isoformat()}", f"write {local.isoformat()}")


def _instants(case: Case) -> Iterator[tuple[str, datetime]]:
    return ((path, leaf) for path, leaf in _leaves(case) if isinstance(leaf, datetime))


def _out_of_order(case: Case) -> Iterator[Diagnostic]:
    first, last = case.opened_at, case.as_of
    before = first
    for number, event in enumerate(case.history):
        path = f"$.history[{number}].at"
        if event.at < before:
            yield _time(path, event.at, "早于前一步", "it lies before the event before it")
        before = max(before, event.at)
        if number == 0 and event.at != first:
            yield _time(path, event.at, "不是立案的时间", "it is not the instant of the opening")
    if last < before:
        yield _time("$.as_of", last, "早于最后一步", "it lies before the last event")
    for path, at in _instants(case):
        ahead = path.endswith((".due", ".since", ".until", ".opened"))
        ahead = ahead or path.startswith("$.history")
        if not ahead and not first <= at <= last:
            why = ("在立案之前或者最近一次之后", "it lies outside the time of the case")
            yield _time(path, at, *why)
    for number, timer in enumerate(case.timers):
        if timer.due is not None and timer.due < timer.starts:
            yield _time(
                f"$.timers[{number}].due", timer.due, "早于起算", "it ends before it starts"
            )


def _time(path: str, at: datetime, zh: str, en: str) -> Diagnostic:
    return finding("GOV932", path=path, at=at.isoformat(), why=Both(zh, en))


# ── names ──
def _unknown(model: Governance, bound: Version, case: Case) -> Iterator[Diagnostic]:
    """Names that the model lacks. What happened under a former model keeps the names it had."""
    former = max((n for n, e in enumerate(case.history) if e.kind == "resume"), default=-1)
    for mention in mentions(case):
        number = mention.path.removeprefix("$.history[").partition("]")[0]
        if number.isdigit() and int(number) <= former:
            continue
        if not known(model, bound, mention):
            yield finding("GOV930", path=mention.path, name=mention.name)
    yield from _ungraded(model, case)


_DECLARED = frozenset(
    ["matter", "process", "mode", "meeting", "attribute", "level", "item", "calendar"]
)


def known(model: Governance, bound: Version, mention: Mention) -> bool:
    """Whether the model has what a name of a case speaks of."""
    sort, name = mention.sort, mention.name
    if sort in _DECLARED:
        kinds = (sort, "meeting") if sort == "item" else (sort,)  # a vote turns on a reading too
        return any(model.get(f"{kind}:{name}") is not None for kind in kinds)
    if sort == "unit":
        return _is_unit(bound.model, name)
    if sort == "ref":
        return _is_actor(model, bound, name)
    if sort == "step":
        return _is_place(bound, f"step:{name}")
    if sort == "place":
        return _is_place(bound, name) or _is_whole(model, name)
    if sort == "pair":
        origin, _, target = name.partition(">")
        return (not origin or _is_place(bound, origin)) and _is_place(bound, target)
    if sort == "stay":
        place, _, number = name.rpartition(":")
        return _is_place(bound, place) and number.isascii() and number.isdigit()
    if sort == "start":
        return _is_clock(bound, name) or _is_start(model, name)
    return True  # the id of a rule or of a timer: `_at_odds` looks at those that act


def _is_unit(model: Governance, name: str) -> bool:
    try:
        return model.unit(name).id == name
    except KeyError:
        return False


def _is_actor(model: Governance, bound: Version, ref: str) -> bool:
    kind, _, name = ref.partition(":")
    if kind == "step":
        return _is_place(bound, ref)
    return kind in ACTORS and bool(name) and model.get(ref) is not None


def _is_place(bound: Version, place: str) -> bool:
    return any(ladder.block(place) is not None for ladder in bound.ladders.values())


def _is_whole(model: Governance, place: str) -> bool:
    kind, _, name = place.partition(":")
    if kind == "manner":
        return name in word_set("manner")
    return kind in _WHOLE and model.get(place) is not None


def _is_clock(bound: Version, name: str) -> bool:
    """A clock of the process (`首次联系`), or of a place (`街道/回复`)."""
    where, _, clock = name.rpartition("/")
    for ladder in bound.ladders.values():
        process = ladder.process
        blocks = [rung for rung in (*process.tiers, *process.steps) if rung.name == where]
        clocks = [each for block in blocks for each in block.clocks] if where else process.clocks
        if any(each.name == clock for each in clocks):
            return True
    return False


def _is_start(model: Governance, name: str) -> bool:
    """What else may begin anew: a total, a matter's limit, the time of those who are called."""
    kind, _, rest = name.partition(":")
    if kind in ("total", "matter"):
        return model.get(f"{'process' if kind == 'total' else kind}:{rest}") is not None
    return kind in TIMER_KINDS and bool(rest)


def _ungraded(model: Governance, case: Case) -> Iterator[Diagnostic]:
    """Grades that an attribute does not have."""
    held: list[tuple[str, str, str]] = [
        (f"$.values[{number}].value", each.attribute, each.value.word)
        for number, each in enumerate(case.values)
        if isinstance(each.value, Word)
    ]
    held += [
        (f"$.grades[{number}].grade", each.attribute, each.grade)
        for number, each in enumerate(case.grades)
    ]
    for path, attribute, grade in held:
        stated = getattr(model.get(f"attribute:{attribute}"), "values", None)
        if stated is not None:
            words = {w for v in stated.values if isinstance(v, Words) for w in v.words}
            if grade not in words:
                yield finding("GOV930", path=path, name=grade)


# ── counts ──
def _miscounted(case: Case) -> Iterator[Diagnostic]:
    events = case.history
    yield from _count("$.revision", case.revision, len(events), len(events))
    for number, event in enumerate(events):
        yield from _count(f"$.history[{number}].revision", event.revision, number + 1, number + 1)
    for number, (place, times) in enumerate(case.passes):
        came = sum(event.target == place for event in events)
        yield from _count(f"$.passes[{number}]", times, 1, came)
    for number, (_, times) in enumerate(case.started):
        yield from _count(f"$.started[{number}]", times, 1, len(events))
    failed = sum(event.trigger == "failed" for event in events)
    yield from _count("$.failures", case.failures, 0, failed)
    reopened = sum(event.kind == "reopen" or _reopens(event) for event in events)
    yield from _count("$.reopened", case.reopened, 0, reopened)
    for number, graded in enumerate(case.grades):
        yield from _count(f"$.grades[{number}].revision", graded.revision, 1, len(events))
    if case.sender is not None:
        yield from _count("$.sender.event", case.sender.event, 1, len(events))
        yield from _count("$.sender.failures", case.sender.failures, 0, failed)
    yield from _twice("$.passes", [place for place, _ in case.passes])
    yield from _twice("$.started", [name for name, _ in case.started])
    yield from _twice("$.values", [held.attribute for held in case.values])
    yield from _twice("$.timers", [timer.id for timer in case.timers])


def _count(path: str, given: int | Fraction, least: int, most: int | None) -> Iterator[Diagnostic]:
    if given < least or (most is not None and given > most):
        possible = str(least) if most == least else f"{least}–{'' if most is None else most}"
        yield finding("GOV931", path=path, given=str(given), possible=possible)


def _reopens(event: Event) -> bool:
    """Whether a closed case may have been taken up again by an answer to a call-back."""
    return event.kind == "call_back" and event.trigger == "dissatisfied"


def _twice(path: str, names: list[str]) -> Iterator[Diagnostic]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield finding("GOV931", path=path, given=f"{name} × {names.count(name)}", possible="1")


# ── states ──
def _at_odds(clocks: Clocks, case: Case) -> Iterator[Diagnostic]:
    """Parts of a case that contradict one another."""
    if not case.history:
        yield _odd("$.history", "没有经过", "nothing has happened")
    if case.zone != clocks.zone:
        yield _odd("$.zone", f"时区应当是 {clocks.zone}", f"the zone is {clocks.zone}")
    if case.is_closed != (case.closed_at is not None):
        yield _odd("$.closed_at", "与状态不符", "the status says otherwise")
    if case.is_closed and case.manner not in word_set("manner"):
        yield _odd("$.manner", "没有这种结案方式", "there is no such manner")
    if (case.status == "incomplete") != (case.incomplete is not None):
        status = status_word(case.status)
        yield _odd("$.incomplete", f"与状态「{status.zh}」不符", f"the status is {status.en}")
    for number, event in enumerate(case.history):
        yield from _odd_event(f"$.history[{number}]", event, first=number == 0)
    for path, timer in _timers(case):
        yield from _odd_timer(path, timer, clocks)
    if case.past != past_of(case.history):
        yield _odd("$.past", "与经过不符", "the history says otherwise")
    ids = {timer.id for timer in case.timers}
    if case.request is not None and case.request.timer and case.request.timer not in ids:
        yield _odd("$.request.timer", "没有这个时限在走", "no such limit runs")


def _timers(case: Case) -> Iterator[tuple[str, Timer]]:
    """The timers of a case, those that wait for its return or completion too."""
    for number, timer in enumerate(case.timers):
        yield f"$.timers[{number}]", timer
    for field in ("sender", "incomplete"):
        held = getattr(case, field)
        for number, timer in enumerate(held.timers if held is not None else ()):
            yield f"$.{field}.timers[{number}]", timer


def _odd_timer(path: str, timer: Timer, clocks: Clocks) -> Iterator[Diagnostic]:
    if timer.kind == "reminder" or timer.overdue or (timer.remaining or timer.late) is not None:
        yield _odd(path, "这是查看时才算的", "this is worked out when it is looked at")
    if not timer.id.startswith(f"{timer.kind}:"):
        yield _odd(f"{path}.id", "与种类不符", "its kind says otherwise")
    for field in ("start_rule", "end_rule"):
        if getattr(timer, field) not in ("", *word_set(field)):
            yield _odd(f"{path}.{field}", "没有这个词", "there is no such word")
    counted = timer.due is not None or timer.left is not None
    if counted and timer.reading is None:
        yield _odd(f"{path}.reading", "有止期，没有读法", "there is an end and no reading")
    if timer.reading is not None and timer.reading.calendar not in clocks.calendars:
        yield _odd(f"{path}.reading.calendar", "没有这种日历", "there is no such calendar")
    if timer.due is not None and timer.due < timer.starts:
        yield _time(f"{path}.due", timer.due, "早于起算", "it ends before it starts")
    if timer.left is not None and timer.left < 0:
        yield from _count(f"{path}.left", timer.left, 0, None)


def _may_rest(late: Late) -> bool:
    """Whether time passes that is no time of the calendar: days off, hours out of office."""
    return late.calendar.startswith("work_")


def _odd_event(path: str, event: Event, first: bool) -> Iterator[Diagnostic]:
    if (event.kind == "open") != first:
        yield _odd(f"{path}.kind", "第一步是立案，也只有它是", "the first event opens the case")
    if event.kind not in KINDS_OF_EVENTS and event.kind not in word_set("move"):
        yield _odd(f"{path}.kind", "没有这种事", "there is no such event")
    needed = event.kind in ("expire", "remind")
    if (event.timer or needed) and not _is_timer(event.timer):
        yield _odd(f"{path}.timer", "没有这种时限", "there is no such limit")
    if event.automatic and event.actor:
        yield _odd(f"{path}.actor", "自动发生的事没有人办", "nobody does what happens by itself")
    for number, missed in enumerate(event.missed):
        yield from _odd_missed(f"{path}.missed[{number}]", missed)
    for number, breach in enumerate(event.breaches):
        if breach.code not in entries():
            yield _odd(
                f"{path}.breaches[{number}].code", "没有这种提示", "there is no such finding"
            )
    if event.manner and event.manner not in word_set("manner"):
        yield _odd(f"{path}.manner", "没有这种结案方式", "there is no such manner")
    yield from _odd_figures(f"{path}.attendance", event)


def _is_timer(timer_id: str) -> bool:
    """Whether an id begins like that of a timer, or is that of a reminder of one."""
    kind, _, name = timer_id.partition(":")
    if kind != "reminder":
        return kind in TIMER_KINDS
    *inner, side, _ = name.rsplit(":", 2) if name.count(":") > 1 else ("", "")
    return side in ("before", "after") and _is_timer(":".join(inner))


def _odd_missed(path: str, missed: Missed) -> Iterator[Diagnostic]:
    """A limit that ended late, though there is no such limit or it was not late."""
    if not _is_timer(missed.timer):
        yield _odd(f"{path}.timer", "没有这种时限", "there is no such limit")
    if missed.late.calendar not in STANDARD:
        yield _odd(f"{path}.late.calendar", "没有这种日历", "there is no such calendar")
    if missed.late.days < 0 or missed.late.hours < 0:
        yield _odd(f"{path}.late", "少于零", "it is less than nothing")
    elif not (missed.late.days or missed.late.hours * 3600 >= 1 or _may_rest(missed.late)):
        yield _odd(f"{path}.late", "没有超时", "it is not late at all")


def _odd_figures(path: str, event: Event) -> Iterator[Diagnostic]:
    """Figures of a meeting that nobody can have given: below zero, or at odds with each other."""
    known: dict[tuple[str, str], Fraction] = {}
    for number, (written, value) in enumerate(event.attendance):
        name, _, thing = written.partition("·")
        if name not in (AGAIN, *word_set("base+vote")) or event.kind != "deliberate":
            yield _odd(f"{path}[{number}]", "没有这个数", "there is no such figure")
        yield from _count(f"{path}[{number}]", value, 0, None)
        known[name, thing_key(thing) if thing else ""] = value
    for found in impossible(known):
        yield _odd(path, word(found, "zh").text, word(found, "en").text)


def _odd(path: str, zh: str, en: str) -> Diagnostic:
    return finding("GOV933", path=path, what=Both(zh, en))


# ── where it lies ──
def _misplaced(bound: Version, case: Case) -> Iterator[Diagnostic]:
    """A place that the process of the case does not have."""
    ladder = bound.ladders.get(case.process)
    here = ladder is not None and ladder.block(case.place) is not None
    if ladder is None or not here or (not ladder.by_steps and ladder.rank(case.tier) < 0):
        yield _odd("$.tier", "不是这个流程的一级", "the process has no such tier")
