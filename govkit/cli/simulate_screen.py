"""How a walk looks on a screen: where the case is, clocks, rules, choices, verdicts.

Walks and their parts enter; lines leave on a screen. Nothing is asked and nothing is decided here.
The debrief is laid out in `simulate_debrief`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from govkit.cli.paragraph import wrapped
from govkit.cli.screen import Screen
from govkit.cli.wording import filled, find
from govkit.diagnostics.width import cut, visible, width
from govkit.engine import Case, Engine, Timer, WhyNot
from govkit.engine.lookup import lookups
from govkit.engine.move import Reason
from govkit.engine.sentences import event_phrase, manner_word, name_word, shown, timer_name, who
from govkit.engine.wording import status_word
from govkit.model.governance import Governance
from govkit.model.statement import Origin
from govkit.scenario.course import Expected
from govkit.scenario.grounds import grounds
from govkit.scenario.walk import Decision, Verdict, Walk
from govkit.values import Quantity

WIDEST = 100
LABEL_CELLS = {"zh": 6, "en": 11}
INDENT = "  "


class Stage:
    """A screen with the words of the walk, and the few shapes everything is printed in."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.lang = screen.lang

    @property
    def room(self) -> int:
        """Cells of a line."""
        return min(WIDEST, self.screen.console.width) - 1

    def word(self, key: str, **fillers: object) -> str:
        """The wording under `key` of `simulate.toml`, filled, safe to print."""
        template = find(key, self.lang, "simulate")
        if template is None:
            raise KeyError(key)
        return filled(template, fillers)

    def say(self, key: str, style: str = "", **fillers: object) -> None:
        """Print a wording in lines."""
        for line in wrapped(self.word(key, **fillers), self.room):
            self.screen.line([(style, line)])

    def call(self, key: str, call: str) -> None:
        """Print a wording with a command line, unbroken so that it can be copied."""
        self.screen.line([("title", self.word(key, call=call))])

    def blank(self) -> None:
        """Print an empty line."""
        self.screen.line([("", "")])

    def rule(self, text: str, mark: str = "─") -> None:
        """Print a heading between rules that fill the line."""
        text = cut(text, self.room - 8)
        tail = mark * max(2, self.room - width(text) - 4)
        self.screen.line([("dim", f"{mark}{mark} "), ("title", text), ("dim", f" {tail}")])

    def told(self, label: str, text: str, style: str = "") -> None:
        """Print a text behind its label, in lines; nothing where there is no text."""
        if not text:
            return
        name, cells = self.word(f"label.{label}"), LABEL_CELLS[self.lang]
        for number, line in enumerate(wrapped(text, self.room - cells - len(INDENT))):
            shown_name = name if number == 0 else ""
            gap = " " * (cells - width(shown_name))
            self.screen.line([("second", f"{INDENT}{shown_name}{gap}"), (style, line)])

    def listed(self, label: str, texts: Iterable[str]) -> None:
        """Print texts one under another behind one label."""
        for number, text in enumerate(texts):
            name = self.word(f"label.{label}") if number == 0 else ""
            cells = LABEL_CELLS[self.lang]
            for at, line in enumerate(wrapped(text, self.room - cells - len(INDENT) - 2)):
                lead = name if at == 0 else ""
                mark = "· " if at == 0 else "  "
                gap = " " * (cells - width(lead))
                self.screen.line([("second", f"{INDENT}{lead}{gap}"), ("", f"{mark}{line}")])

    # ── small words ──
    def moment(self, at: datetime) -> str:
        """`2026-03-12 周四 10:00`; midnight is 24:00 of the day that it ends."""
        clock = at.strftime("%H:%M")
        if clock == "00:00":
            at, clock = at - timedelta(days=1), "24:00"
        return f"{at:%Y-%m-%d} {self.word(f'weekday.{at.weekday()}')} {clock}"

    def ruled(self, sentence: str, rule: str, origin: Origin) -> None:
        """Print a rule, and where it comes from; what has no source says so in the same line."""
        if origin.kind == "none":
            key = "own" if rule.startswith("engine:") else "none"
            sentence = self.word(f"origin.{key}", rule=sentence.removesuffix("。"))
            self.told("rule", sentence)
            return
        self.told("rule", sentence)
        self.told("source", self.origin(origin), "dim")

    def origin(self, origin: Origin) -> str:
        """Where a rule comes from, with the words of the source where the text has them."""
        if origin.kind == "assumed":
            key = "assumed" if origin.remark else "assumed_bare"
            return self.word(f"origin.{key}", remark=origin.remark)
        if origin.kind != "cited":
            return self.word(f"origin.{origin.kind}")
        source = "·".join(part for part in (origin.source, origin.place) if part)
        key = "quoted" if origin.quotation else "cited"
        return self.word(f"origin.{key}", source=source, words=origin.quotation)


# ── the scenario ──
def opening(stage: Stage, walk: Walk, number: int, count: int) -> None:
    """Title, lesson, story and what the case is about."""
    course = walk.course
    stage.rule(stage.word("head.scenario", number=number, count=count, title=course.label), "═")
    stage.told("lesson", course.lesson)
    stage.told("story", course.story)
    stage.told("case", _about(stage, walk))
    if course.class_time is not None:
        stage.told("class_time", shown(course.class_time).word(stage.lang))


def _about(stage: Stage, walk: Walk) -> str:
    course = walk.course
    given = [f"{name} {_given(value, stage.lang)}" for name, value in course.given]
    model = walk.engine.model_for(walk.case)
    return " · ".join([course.matter, _called(model, course.unit), *given])


def _called(model: Governance, unit: str) -> str:
    """What people call a unit: its name where the level lists names (学府社区), else `社区·8`."""
    return model.unit(unit).label if unit else ""


def _given(value: Any, lang: str) -> str:
    if isinstance(value, Quantity):
        return shown(value).word(lang)
    return str(getattr(value, "word", getattr(value, "text", "?")))


# ── where the case is ──
def state(stage: Stage, engine: Engine, case: Case, at: datetime) -> None:
    """Path, status, who, and the running clocks."""
    status = status_word(case.status).word(stage.lang)
    stage.told("place", stage.word("state.status", path=_path(stage, engine, case), status=status))
    if case.is_closed:
        return
    model = engine.model_for(case)
    holders = (case.accountable, case.handler, case.turn)
    parties = [
        who(party.model_copy(update={"unit": _called(model, party.unit)})).word(stage.lang)
        for party in holders
    ]
    names = dict(zip(("accountable", "handler", "turn"), parties, strict=True))
    if len(set(parties)) == 1:
        stage.told("who", stage.word("state.all_one", who=parties[0]))
    else:
        stage.told("who", stage.word("state.who", **names))
    parked = case.suspended
    if parked is not None:
        words = stage.word("state.suspended", at=stage.moment(parked.since), why=parked.subject)
        stage.told("status", words, "warning")
    late = False
    for lookup in lookups(engine.model, case):
        stage.told("table", lookup.word(stage.lang))
    for timer in engine.due(case, at):
        if timer.kind != "reminder":
            late = timer.overdue
            stage.told("clock", clock(stage, timer), "bad" if timer.overdue else "")
        elif late or ":before:" in timer.id:  # what reminds afterwards is told once it is late
            stage.told("reminder", reminder(stage, timer), "dim")


def _path(stage: Stage, engine: Engine, case: Case) -> str:
    """`街道 > 社区·4 > ● 支部·31 > [网格·97]`: the way up from the unit, the tier marked."""
    model = engine.model_for(case)
    unit = model.unit(case.unit)
    parts: list[str] = []
    levels = [unit.level, *model.tree.above(unit.level)]
    for level in levels:
        found = model.tree.ancestor(unit, level)
        single = model.tree.count(level) == 1
        label = level if found is None or single else found.label
        label = f"[{label}]" if level == unit.level else label
        parts.append(f"● {label}" if level == case.tier else label)
    if case.tier not in levels:
        parts.append(f"● {case.tier}")
    path = " > ".join(reversed(parts))
    return stage.word("state.with_step", path=path, step=case.step) if case.step else path


def reminder(stage: Stage, timer: Timer) -> str:
    """One reminder of the limit above it: when, and whom."""
    names = [name_word(ref).word(stage.lang) for ref in timer.told]
    told = ("、" if stage.lang == "zh" else ", ").join(names)
    assert timer.due is not None
    return stage.word("state.reminder", due=stage.moment(timer.due), told=told)


def clock(stage: Stage, timer: Timer) -> str:
    """One clock: how much, from when, until when, what is left, what was passed over."""
    name = timer_name(timer).word(stage.lang)
    if timer.due is None or timer.reading is None:
        return timer.word(stage.lang)
    reading = timer.reading
    unit = "natural_hour" if reading.calendar == "natural_hour" else reading.calendar
    first = f"{reading.first_day:%m-%d} {stage.word(f'weekday.{reading.first_day.weekday()}')}"
    return stage.word(
        "state.clock",
        name=name,
        amount=shown(Quantity(reading.amount, unit)).word(stage.lang),
        first=first,
        due=stage.moment(timer.due),
        left=_left(stage, timer),
        notes=_notes(stage, timer),
    )


def _left(stage: Stage, timer: Timer) -> str:
    if timer.overdue:
        return stage.word("state.overdue")
    if timer.remaining is None or timer.reading is None:
        return ""
    keys = {"work_day": "work_days_left", "natural_day": "days_left"}
    key = keys.get(timer.reading.calendar, "hours_left")
    return stage.word(f"state.{key}", left=_figure(timer.remaining))


def _figure(amount: Fraction) -> int | str:
    return int(amount) if amount.denominator == 1 else f"{float(amount):.1f}"


def _notes(stage: Stage, timer: Timer) -> str:
    reading = timer.reading
    assert reading is not None
    found = ""
    names = dict.fromkeys(day.zh if stage.lang == "zh" else day.en for day in reading.skipped)
    festivals = ("、" if stage.lang == "zh" else ", ").join(name for name in names if name)
    if reading.skipped:
        key = "festivals" if festivals else "skipped"
        found += stage.word(f"state.{key}", days=len(reading.skipped), names=festivals)
    if reading.capped_by:
        found += stage.word("state.capped")
    if timer.extensions:
        amounts = [shown(amount).word(stage.lang) for amount in timer.extensions]
        found += stage.word("state.extended", amount=" + ".join(amounts))
    for pause in timer.pauses:
        since, until = f"{pause.since:%m-%d}", f"{pause.until:%m-%d}"
        found += stage.word("state.rested", since=since, until=until)
    return found + (stage.word("state.provisional") if timer.provisional else "")


# ── one decision ──
def decision(stage: Stage, walk: Walk, now: Decision) -> None:
    """The screen of a decision: state, last rule, question, choices."""
    stage.rule(stage.word("head.step", number=now.number, at=stage.moment(now.at)))
    state(stage, walk.engine, now.case, now.at)
    _meanwhile(stage, walk.case, now.case)
    if walk.taken:
        because(stage, walk.engine, walk.taken[-1].move.reason)
    if now.turn is not None:
        news(stage, now.turn)
    stage.say("ask.choose", "title")
    for choice in now.choices:
        stage.screen.line([("title", f" {choice.number} "), ("", visible(choice.word(stage.lang)))])


def news(stage: Stage, turn: Expected) -> None:
    """By which way the news of a turn comes, and its questions to the class."""
    comma = "、" if stage.lang == "zh" else ", "
    stage.told("channel", comma.join(turn.channels))
    for ask in turn.asks:
        stage.told("ask", ask, "warning")


def _meanwhile(stage: Stage, before: Case, now: Case) -> None:
    """What happened by itself before a decision: limits that ran out."""
    for event in now.history[len(before.history) :]:
        stage.told("event", f"{stage.moment(event.at)} {event_phrase(event).word(stage.lang)}")


def because(stage: Stage, engine: Engine, reason: Reason) -> None:
    """The rule of a move and where it comes from."""
    origin = reason.citation
    if origin.kind == "none":
        origin = next((g.origin for g in grounds(engine.model, (reason.rule,), None)), origin)
    stage.ruled(reason.word(stage.lang), reason.rule, origin)


def verdict(stage: Stage, came: Verdict) -> None:
    """What a choice came to; a wrong one with the rule that forbids it and its source."""
    style = {"unlawful": "bad", "other": "warning"}.get(came.grade, "good")
    stage.say(f"told.{came.grade}", style)
    if came.attempt is not None:
        why_not(stage, came.attempt.why_not)
    elif came.taken is not None:
        phrase = came.taken.move.word(stage.lang)
        if phrase != came.choice.word(stage.lang):
            stage.say("told.outcome", move=phrase)
        turn = came.taken.decision.turn
        if turn is not None and came.grade == "best":
            for story in turn.stories:
                stage.told("story", story)


def why_not(stage: Stage, answer: WhyNot) -> None:
    """Why something is not lawful, by which rule, and what would have to change."""
    if answer.refusal is None:
        stage.told("rule", answer.text(stage.lang))
        return
    from govkit.diagnostics.catalogue import word

    refusal = answer.refusal
    stage.ruled(word(refusal.finding, stage.lang).text, refusal.rule, refusal.citation)
    if answer.change is not None:
        stage.told("change", answer.change.word(stage.lang))


def played(stage: Stage, walk: Walk) -> None:
    """Every step of a walk, told after it was taken."""
    before = walk.opened
    for taken in walk.taken:
        now, phrase = taken.decision, taken.move.word(stage.lang)
        at = stage.moment(now.at)
        stage.rule(stage.word("head.chosen", number=now.number, at=at, move=phrase))
        _meanwhile(stage, before, now.case)
        before, turn = taken.after, now.turn
        if turn is not None:
            news(stage, turn)
        for story in turn.stories if turn and taken.grade == "best" else ():
            stage.told("story", story)
        state(stage, walk.engine, taken.after, now.at)
        because(stage, walk.engine, taken.move.reason)


def closed(stage: Stage, case: Case) -> str:
    """`2026-03-19 周四 11:00 在「支部」结案，方式：解决`."""
    assert case.closed_at is not None
    manner = manner_word(case.manner).word(stage.lang)
    at = stage.moment(case.closed_at)
    return stage.word("debrief.end", at=at, tier=case.tier, manner=manner)
