"""The case: everything that is known of one case at one instant, frozen, lossless as JSON.

Values and names enter; no rule of the model is applied here and no sentence is worded. What may
happen next is the business of `offers`, what a move does that of `enact`.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from govkit.engine.refusals import refuse
from govkit.model.statement import Frozen, Origin, Strength
from govkit.values import Bound, Quantity, Range, Text, Unknown, Word

Status = Literal[
    "reported",
    "accepted",
    "dispatched",
    "signed",
    "agreed",
    "undecided",
    "handling",
    "fed_back",
    "failed",
    "verified",
    "incomplete",
    "closed",
]
Joint = Literal["", "all", "any"]
Answer = Literal["", "consented", "declined", "arrived"]
TimerKind = Literal[
    "limit",
    "sign_within",
    "return_within",
    "countersign_within",
    "arrive_within",
    "complete_within",
    "objection_within",
    "reopen_within",
    "total",
    "matter",
    "clock",
    "reminder",
]
Amount = Annotated[Quantity | Bound | Range, Field(discriminator="type")]
CaseValueType = Annotated[Quantity | Unknown | Word | Text, Field(discriminator="type")]


class Party(Frozen):
    """Who: the unit where it stands (`社区·3`, empty where unknown) and the references entitled.

    `assisting` are those who help (协办); they have no moves of their own.
    """

    unit: str = ""
    refs: tuple[str, ...] = ()
    assisting: tuple[str, ...] = ()


class Part(Frozen):
    """One of several handlers (`post:书记`): where it stands, and how far it is with its part."""

    ref: str
    unit: str = ""
    status: Status = "dispatched"

    @property
    def party(self) -> Party:
        """The handler as a party."""
        return Party(unit=self.unit, refs=(self.ref,))


class Asked(Frozen):
    """A body asked to countersign (会签) or called to the spot (吹哨), by which place, and when.

    `answer` is empty until it answers; `silent`: its silence was counted as the answer.
    """

    asking: Literal["countersign", "summon"]
    ref: str
    unit: str = ""
    place: str
    at: datetime
    answer: Answer = ""
    silent: bool = False

    @property
    def party(self) -> Party:
        """The body as a party."""
        return Party(unit=self.unit, refs=(self.ref,))


class CaseValue(Frozen):
    """The value of one attribute: a grade is a `Word`, an amount a `Quantity`.

    `rule` is empty where somebody gave it; a default or a table that gave it stands there by id.
    """

    attribute: str
    value: CaseValueType
    rule: str = ""


class Graded(Frozen):
    """One grading: which grade, since which event (revision), by which statement."""

    attribute: str
    grade: str
    at: datetime
    revision: int
    rule: str = ""


class Skipped(Frozen):
    """A day that a limit passes over, with the festival where it is one."""

    day: date
    zh: str = ""
    en: str = ""


class LimitReading(Frozen):
    """How a limit was counted, as data. `amount` is in days or hours of `calendar`."""

    calendar: str
    amount: Fraction
    first_day: date
    last_day: date
    skipped: tuple[Skipped, ...] = ()
    made_up: tuple[date, ...] = ()
    unpublished: tuple[int, ...] = ()
    capped_by: str = ""


class Pause(Frozen):
    """A stretch of time that a limit did not run."""

    since: datetime
    until: datetime


class Timer(Frozen):
    """One running limit, a clock of the text, or a reminder of one (in `Engine.due` only).

    `id` is made of names (`limit:支部:1`). `part` is the handler it binds where it binds one of
    several. `due` is None where the text gives no limit that can be
    counted; `unread` then says why (`absent`, `unknown`, `uncountable`). `fired`: its end was
    entered. `remaining` and `overdue` are filled by `Engine.due` only; `left` by a pause.
    `start_rule` and `end_rule` are the words of a clock (`next_day`, `close_of_office`). While
    `paused_since` is set it does not run and has no end. `extensions` were granted, each an
    amount of time; `reminded` are the reminders sent so far, `told` whom a reminder goes to.
    """

    id: str
    kind: TimerKind
    place: str
    part: str = ""
    starts: datetime
    due: datetime | None = None
    provisional: bool = False
    reading: LimitReading | None = None
    unread: Literal["", "absent", "unknown", "uncountable"] = ""
    rule: str = ""
    citation: Origin = Origin()
    fired: bool = False
    left: Fraction | None = None
    start_rule: str = ""
    end_rule: str = ""
    extensions: tuple[Quantity, ...] = ()
    pauses: tuple[Pause, ...] = ()
    paused_since: datetime | None = None
    reminded: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    remaining: Fraction | None = None
    overdue: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it belongs to the whole case, not to one place of it."""
        whole = self.place.partition(":")[0] in ("process", "matter")
        return whole and self.kind != "reopen_within"

    @property
    def calendar(self) -> str:
        """The calendar it is counted on; empty where there is no end."""
        return self.reading.calendar if self.reading else ""

    def word(self, lang: str) -> str:
        """One sentence: what it is, from when to when, how it was counted."""
        from govkit.engine.sentences import timer_sentence

        return timer_sentence(self, lang)


class Turning(Frozen):
    """A power that turns on the reading of a doubtful limit, or on a value that is not known.

    `first` is what the case follows; `other` what the other reading gives (`unknown`: no value).
    """

    rule: str
    tier: str
    item: str
    amount: Quantity | None = None
    first: Literal["within", "beyond", "unknown"] = "within"
    other: Literal["within", "beyond", "unknown"] = "unknown"
    limit: Amount | None = None
    other_limit: Amount | None = None
    why: str = ""

    def word(self, lang: str) -> str:
        """One sentence: what is compared, what the case follows, what the other reading gives."""
        from govkit.engine.sentences import turning_sentence

        return turning_sentence(self).word(lang)


class Breach(Frozen):
    """A rule that a recorded move breaks: the finding's code, the rule, its source, by how much.

    `words` are the placeholders of the finding: name, Chinese, English. A rule `in_principle` that
    was left for a reason is a departure; the event's `note` gives the reason.
    """

    code: str
    rule: str
    citation: Origin = Origin()
    excess: Quantity | None = None
    words: tuple[tuple[str, str, str], ...] = ()
    strength: Strength | None = None

    @property
    def is_departure(self) -> bool:
        """Whether the rule may be left for a reason, so that this is no breach of it."""
        return self.strength == "in_principle"

    def word(self, lang: str) -> str:
        """The finding as one sentence."""
        from govkit.engine.refusals import worded

        return worded(self.code, self.words, lang)


class Event(Frozen):
    """One thing that happened. `kind` is a move, `open`, `expire`, `remind`, `switch`, `vacate` or
    `resume`.

    `part` is who of several did it, who was called, or whose limit ran out.

    `origin` and `target` are places (`tier:支部`, `step:相关单位`, `manner:resolved`). `automatic`
    events have no actor: a limit ran out. `rules` are ids, the first is the reason of the move.
    `subject` and `amount` are what was asked for (`等待材料`, 5 working days), `told` who was told.
    """

    revision: int
    at: datetime
    kind: str
    move: str = ""
    actor: str = ""
    origin: str = ""
    target: str = ""
    trigger: str = ""
    manner: str = ""
    meeting: str = ""
    part: str = ""
    mode: str = ""
    timer: str = ""
    subject: str = ""
    amount: Quantity | None = None
    told: tuple[str, ...] = ()
    automatic: bool = False
    rules: tuple[str, ...] = ()
    citation: Origin = Origin()
    breaches: tuple[Breach, ...] = ()
    turnings: tuple[Turning, ...] = ()
    given: tuple[CaseValue, ...] = ()
    attendance: tuple[tuple[str, int], ...] = ()
    note: str = ""
    idempotency_key: str = ""


class Sender(Frozen):
    """Who sent the case here and how it stood there, so that a return can give it back."""

    tier: str
    step: str = ""
    status: Status
    holder: Party = Party()
    joint: Joint = ""
    parts: tuple[Part, ...] = ()
    asked: tuple[Asked, ...] = ()
    failures: int = 0
    timers: tuple[Timer, ...] = ()
    event: int = 0

    @property
    def place(self) -> str:
        """`tier:…` or `step:…`."""
        return f"step:{self.step}" if self.step else f"tier:{self.tier}"


class Request(Frozen):
    """What was asked for and is not decided yet: a longer limit, or to park the case (挂账).

    `timer` is the limit to be extended, `by` who asked, `decided_by` who may decide.
    """

    kind: Literal["extension", "suspension"]
    place: str
    at: datetime
    timer: str = ""
    part: str = ""
    by: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    amount: Quantity | None = None
    subject: str = ""
    rule: str = ""
    citation: Origin = Origin()


class Suspension(Frozen):
    """The case is parked (挂账): where, why, since when, by whose decision."""

    place: str
    since: datetime
    subject: str = ""
    decided_by: tuple[str, ...] = ()
    rule: str = ""
    citation: Origin = Origin()


class Incomplete(Frozen):
    """How a case stood when it was sent back for completion; its clocks keep what is left."""

    status: Status
    turn: Party = Party()
    timers: tuple[Timer, ...] = ()


class Case(Frozen):
    """One case at one instant. `as_of` is the last instant seen; `revision` counts the events.

    In a process of steps `tier` is the level where the handler of the step stands, empty where it
    stands at none. `parts` are the handlers of a place that has several: `joint` says whether all
    of them are needed or any one; empty once there is one handler. `asked` are the bodies that a
    place asks beside its handlers, `vacant` the posts that nobody holds, `dispute` says whether
    it is open who handles the case, `reopened` how often it was taken up again, `incomplete` how
    it stood when it was sent back for completion, `completions` at which stays it was. `started`
    counts how often each clock began.
    """

    format: Literal["govkit-case/1"] = "govkit-case/1"
    id: str
    revision: int
    fingerprint: str
    library: str
    zone: str
    as_of: datetime
    opened_at: datetime
    matter: str
    process: str
    mode: str = ""
    unit: str
    values: tuple[CaseValue, ...] = ()
    grades: tuple[Graded, ...] = ()
    tier: str
    step: str = ""
    status: Status
    holder: Party
    accountable: Party = Party()
    handler: Party = Party()
    turn: Party = Party()
    joint: Joint = ""
    parts: tuple[Part, ...] = ()
    asked: tuple[Asked, ...] = ()
    vacant: tuple[str, ...] = ()
    sender: Sender | None = None
    returned: tuple[str, ...] = ()
    dispute: Literal["", "open", "settled"] = ""
    incomplete: Incomplete | None = None
    completions: tuple[str, ...] = ()
    timers: tuple[Timer, ...] = ()
    passes: tuple[tuple[str, int], ...] = ()
    failures: int = 0
    request: Request | None = None
    suspended: Suspension | None = None
    supervisors: tuple[str, ...] = ()
    started: tuple[tuple[str, int], ...] = ()
    reopened: int = 0
    history: tuple[Event, ...] = ()
    manner: str = ""
    closed_at: datetime | None = None

    @property
    def place(self) -> str:
        """Where the case lies: `step:…` at a step, else `tier:…`."""
        return f"step:{self.step}" if self.step else f"tier:{self.tier}"

    @property
    def is_closed(self) -> bool:
        """Whether it is closed."""
        return self.status == "closed"

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """All breaches recorded so far, in order."""
        return tuple(breach for event in self.history for breach in event.breaches)

    @property
    def day(self) -> date:
        """The day whose model is in force for this case: the day it was opened."""
        return self.opened_at.date()

    @property
    def total(self) -> Timer | None:
        """The timer of the whole process; None where the text sets no total."""
        return next((timer for timer in self.timers if timer.kind == "total"), None)

    def value(self, attribute: str) -> Quantity | Unknown | Word | Text | None:
        """The value of an attribute; None where nothing was given and no default stands.

        `mode:急时` asks for a mode: the word `on` where the case is under it, else `off`.
        """
        if attribute.startswith("mode:"):
            return Word("on" if attribute == f"mode:{self.mode}" else "off")
        for held in self.values:
            if held.attribute == attribute:
                return held.value
        return None

    def grade(self, attribute: str) -> str:
        """The grade of a graded attribute; empty where it is not graded."""
        value = self.value(attribute)
        return value.word if isinstance(value, Word) else ""

    def pass_count(self, place: str) -> int:
        """How often the case has come to a place (`tier:…`, `step:…`), this time included."""
        return dict(self.passes).get(place, 0)

    def to_json(self, indent: int | None = None) -> str:
        """The whole case as JSON; `from_json` gives an equal one."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Case:
        """The case of `to_json`. Raises `GovError` (GOV724) for anything else."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "$"
            raise refuse("GOV724", place=where) from None
