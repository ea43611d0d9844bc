"""The course of a scenario: how the case opens, which move each turn expects, where it is to end.

A scenario of a model enters; a `Course` leaves, or `GovError` with everything that is missing.
Whether a move is lawful is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any

from govkit.calendars import add
from govkit.diagnostics import Both, Diagnostic, GovError
from govkit.engine.answers.wanted import read_wanted
from govkit.engine.case.move import Move
from govkit.engine.procedures.procedure import Wanted
from govkit.engine.time.clocks import Clocks
from govkit.engine.words.sentences import manner_word, noted, prose
from govkit.engine.words.wording import move_word
from govkit.model.given import Given
from govkit.model.governance import Governance
from govkit.model.scenario import Scenario, Turn
from govkit.model.statement import Attribute
from govkit.scenario.flaws import flaw, flawed
from govkit.values import Moment, Quantity, Refs, Text, Unknown, Word, Words

# Units of `after` that can be counted; the others are refused (GOV752).
COUNTABLE = frozenset(
    {
        "second",
        "minute",
        "natural_hour",
        "work_hour",
        "urgent_hour",
        "natural_day",
        "work_day",
        "week",
    }
)
SWITCH = "switch"
SECONDS = {
    "second": 1,
    "minute": 60,
    "natural_hour": 3600,
    "urgent_hour": 3600,
    "natural_day": 86_400,
    "week": 604_800,
}
_NEEDED = {
    "matter": Both("事项", "matter"),
    "unit": Both("发生于", "unit"),
    "at": Both("开始", "at"),
    "turns": Both("回合", "turn"),
}


@dataclass(frozen=True, slots=True)
class Switch:
    """A mode that is turned on in the course, or off (`mode` empty), and how long after."""

    mode: str
    waits: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """One turn: the move it expects, what else is acceptable, how long after, what is told.

    What the turn leaves open (`trigger`, `manner`, `to`, `meeting` empty) fits every move of its
    kind. `asks`, `stories`, `channels` and `tests` include those of the turns without a move before
    it. `unlawful` has to be refused when the turn comes; `due` are the ends of limits that have to
    run once its move is made. `switches` come before `waits`.
    """

    name: str
    kind: str
    trigger: str = ""
    manner: str = ""
    to: str = ""
    meeting: str = ""
    also: tuple[Wanted, ...] = ()
    switches: tuple[Switch, ...] = ()
    unlawful: tuple[Wanted, ...] = ()
    due: tuple[datetime, ...] = ()
    channels: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    waits: tuple[Quantity, ...] = ()
    stories: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    given: tuple[tuple[str, Any], ...] = ()

    @property
    def phrase(self) -> Both:
        """What the turn expects, in a few words: `上报 社区（议而未决）`."""
        to = self.to or (manner_word(self.manner) if self.manner else "")
        words = [prose(move_word(self.kind)), Both(to, to) if isinstance(to, str) else to]
        phrase = Both(" ".join(w.zh for w in words if w.zh), " ".join(w.en for w in words if w.en))
        return noted(phrase, self.kind, self.trigger)

    def fits(self, move: Move) -> bool:
        """Whether a move is the one the turn expects; that a body declines has to be said, and that
        an order is taken back, not the report."""
        says_no = move.kind == "feed_back" and move.trigger == "declined"
        says_no = says_no or (move.kind == "withdraw" and not move.trigger)
        return (
            move.kind == self.kind
            and not (says_no and not (self.trigger or self.manner or self.to))
            and self.trigger in ("", move.trigger)
            and self.manner in ("", move.manner)
            and self.meeting in ("", move.meeting)
            and self.to in ("", move.to.partition(":")[2], self._of(move))
        )

    @staticmethod
    def _of(move: Move) -> str:
        """Whom an answer or a call is about: the body, by name; empty for other moves."""
        asked = move.kind in ("countersign", "summon", "arrive")
        return move.part.partition(":")[2] if asked else ""

    def accepts(self, move: Move) -> bool:
        """Whether a move is among the other acceptable ones."""
        parts = set(move.id.split(":")[1:])
        return any(move.kind == w.kind and set(w.parts) <= parts for w in self.also)


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario, ready to be walked. `ends_at` and `manner` are empty where it does not say."""

    name: str
    title: str
    lesson: str
    story: str
    debrief: str
    notes: str
    class_time: Quantity | None
    matter: str
    unit: str
    at: datetime
    given: tuple[tuple[str, Any], ...]
    turns: tuple[Expected, ...]
    ends_at: str = ""
    manner: str = ""
    mode: str = ""
    vacant: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The title where there is one, else the name."""
        return self.title or self.name


def find_scenario(model: Governance, wanted: str) -> Scenario:
    """The scenario of a name or of a number from 1. Raises `GovError` (GOV750, GOV757)."""
    if not model.scenarios:
        raise flawed("GOV750", lang=model.lang, district=model.name)
    for number, scenario in enumerate(model.scenarios, start=1):
        if wanted in (scenario.name, scenario.title, str(number)):
            return scenario
    names = [scenario.name for scenario in model.scenarios]
    near = get_close_matches(wanted, names, n=3, cutoff=0.3)
    raise flawed("GOV757", near, lang=model.lang, name=wanted)


def read_course(model: Governance, wanted: str) -> Course:
    """The course of a scenario by name or number. Raises `GovError` (GOV750–GOV754, GOV757)."""
    scenario = find_scenario(model, wanted)
    matter, unit, at = scenario.matter.value, scenario.unit.value, scenario.at.value
    found: list[Diagnostic] = [
        flaw("GOV753", scenario=scenario.name, field=_NEEDED[field])
        for field in ("matter", "unit", "at", "turns")
        if not (getattr(scenario, field) if field == "turns" else getattr(scenario, field).value)
    ]
    if isinstance(at, Unknown):
        found.append(flaw("GOV753", scenario=scenario.name, field=_NEEDED["at"]))
    turns = _turns(scenario, found)
    if found or matter is None or unit is None or not isinstance(at, Moment):
        raise GovError(found, model.lang)
    ends_at = scenario.ends_at.value
    return Course(
        name=scenario.name,
        title=scenario.title,
        lesson=text_of(scenario.lesson),
        story=text_of(scenario.story),
        debrief=text_of(scenario.debrief),
        notes=text_of(scenario.notes),
        class_time=time if isinstance(time := scenario.class_time.value, Quantity) else None,
        matter=matter.ref.partition(":")[2],
        unit=unit.ref.partition(":")[2],
        at=at.at,
        given=given_of(scenario.given),
        turns=turns,
        ends_at=ends_at.ref.partition(":")[2] if ends_at else "",
        manner=word_of(scenario.manner),
        mode=mode_of(scenario),
        vacant=_vacant(scenario),
    )


def _vacant(scenario: Scenario) -> tuple[str, ...]:
    """The posts that nobody holds while the scenario runs (`post:书记`)."""
    stated = scenario.vacant.value
    return stated.refs if isinstance(stated, Refs) else ()


def mode_of(stage: Scenario | Turn) -> str:
    """The mode a scenario opens under or a turn switches to; empty where it names none."""
    stated = stage.mode.value
    return stated.ref.partition(":")[2] if stated is not None else ""


def _turns(scenario: Scenario, found: list[Diagnostic]) -> tuple[Expected, ...]:
    """The turns with a move; one without lends what it tells to the next."""
    turns: list[Expected] = []
    before = Expected("", "")
    for number, turn in enumerate(scenario.turns, start=1):
        name = turn.name or str(number)
        before = replace(
            before,
            name=name,
            waits=(*before.waits, *waits_of(scenario, turn, name, found)),
            stories=(*before.stories, *filter(None, [text_of(turn.story)])),
            asks=(*before.asks, *filter(None, [text_of(turn.ask)])),
            channels=(*before.channels, *listed(turn.channel)),
            tests=(*before.tests, *listed(turn.tests)),
            given=(*before.given, *given_of(turn.given)),
        )
        if turn.mode or word_of(turn.move) == SWITCH:
            switch = Switch(mode_of(turn), before.waits)
            before = replace(before, switches=(*before.switches, switch), waits=())
        if word_of(turn.move) in ("", SWITCH):
            continue
        to, meeting = turn.to.value, turn.meeting.value
        turns.append(
            replace(
                before,
                kind=word_of(turn.move),
                trigger=trigger_of(turn),
                manner=word_of(turn.manner),
                to=to.ref.partition(":")[2] if to else "",
                meeting=meeting.ref.partition(":")[2] if meeting else "",
                also=wanted_of(scenario, listed(turn.also), name, found),
                unlawful=_refused(scenario, turn, name, found),
                due=tuple(value.at for value in turn.due.values if isinstance(value, Moment)),
            )
        )
        before = Expected("", "")
    return tuple(turns)


def _refused(
    scenario: Scenario, turn: Turn, name: str, found: list[Diagnostic]
) -> tuple[Wanted, ...]:
    """The moves that have to be refused; where there are options, they are named instead."""
    return () if turn.options else wanted_of(scenario, listed(turn.unlawful), name, found)


def trigger_of(turn: Turn) -> str:
    """The trigger of a turn; whoever decides and agrees (同意) grants what was asked for."""
    trigger = word_of(turn.trigger)
    return "granted" if (word_of(turn.move), trigger) == ("decide", "consented") else trigger


def waits_of(
    scenario: Scenario, turn: Turn, name: str, found: list[Diagnostic]
) -> tuple[Quantity, ...]:
    stated = turn.after.value
    if stated is None:
        return ()
    if isinstance(stated, Quantity) and is_countable(stated):
        return (stated,)
    found.append(flaw("GOV752", scenario=scenario.name, turn=name))
    return ()


def is_countable(wait: Quantity) -> bool:
    whole = wait.unit != "work_day" or wait.number.denominator == 1
    return wait.unit in COUNTABLE and whole


def later(clocks: Clocks, at: datetime, wait: Quantity) -> datetime:
    """The instant so much after another, by the calendar of the unit."""
    if wait.unit in SECONDS:
        return at + timedelta(seconds=int(wait.number * SECONDS[wait.unit]))
    return add(at, wait.number, clocks.calendars[wait.unit])


def listed(attribute: Attribute[Any]) -> tuple[str, ...]:
    stated = attribute.value
    return stated.words if isinstance(stated, Words) else ()


def wanted_of(
    scenario: Scenario, words: tuple[str, ...], name: str, found: list[Diagnostic]
) -> tuple[Wanted, ...]:
    """The moves a turn lists, `上报·街道`; an unknown word is a finding (GOV754)."""
    wanted = []
    for word in words:
        try:
            wanted.append(read_wanted(word.replace("·", ":")))
        except GovError:
            found.append(flaw("GOV754", scenario=scenario.name, turn=name, word=word))
    return tuple(wanted)


def given_of(given: tuple[Given, ...]) -> tuple[tuple[str, Any], ...]:
    return tuple((one.attribute, one.value) for one in given if one.when is None)


def text_of(stated: Attribute[Text]) -> str:
    return stated.value.text if stated.value is not None else ""


def word_of(stated: Attribute[Any]) -> str:
    return stated.value.word if isinstance(stated.value, Word) else ""
