"""The case: everything that is known of one case at one instant, frozen, lossless as JSON.

Values and names enter; no rule of the model is applied here and no sentence is worded. What may
happen next and what a move does is the business of `procedures`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Literal

from pydantic import AwareDatetime, ValidationError

from govkit.diagnostics import GovError
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.event import Breach, Event
from govkit.engine.case.key import state_key
from govkit.engine.case.related import Related
from govkit.engine.case.status import Status
from govkit.engine.case.timer import Timer
from govkit.engine.case.value import CaseValue
from govkit.model.frozen import Record
from govkit.model.statement import Origin
from govkit.values import Quantity, Text, Unknown, Word

Joint = Literal["", "all", "any"]
Answer = Literal["", "consented", "declined", "arrived"]
Asking = Literal["extension", "suspension", "return", "forced_closing"]

MOST_PLACES = 50
# Fractions that nobody stored: an exponent would make a number of any length out of a few letters.
_ENDLESS = re.compile(
    r'"(amount|every|hours|left|number|remaining|share|step)"\s*:\s*"[-+\d._/ ]*(?:\d[eE]|\d{200})'
)


class Bearer(Record):
    """Who: the unit where it stands (`社区·3`, empty where unknown) and the references entitled.

    `assisting` are those who help (协办); they have no moves of their own.
    """

    unit: str = ""
    refs: tuple[str, ...] = ()
    assisting: tuple[str, ...] = ()


NOBODY = Bearer.model_construct()


class Part(Record):
    """One of several handlers (`post:书记`): where it stands, and how far it is with its part."""

    ref: str
    unit: str = ""
    status: Status = "dispatched"

    @property
    def party(self) -> Bearer:
        """The handler as a party."""
        return Bearer.model_construct(unit=self.unit, refs=(self.ref,))


class Asked(Record):
    """A body asked to countersign (会签) or called to the spot (吹哨), by which place, and when.

    `answer` is empty until it answers; `silent`: its silence was counted as the answer.
    """

    asking: Literal["countersign", "summon"]
    ref: str
    unit: str = ""
    place: str
    at: AwareDatetime
    answer: Answer = ""
    silent: bool = False

    @property
    def party(self) -> Bearer:
        """The body as a party."""
        return Bearer.model_construct(unit=self.unit, refs=(self.ref,))


class Graded(Record):
    """One grading: which grade, since which event (revision), by which statement."""

    attribute: str
    grade: str
    at: AwareDatetime
    revision: int
    rule: str = ""


class Sender(Record):
    """Who sent the case here and how it stood there, so that a return can give it back.

    `accountable` and `handler` are those of the case then: a signature changes them.
    `by_itself`: nobody sent it, a limit ran out.
    """

    tier: str
    step: str = ""
    status: Status
    holder: Bearer = NOBODY
    accountable: Bearer = NOBODY
    handler: Bearer = NOBODY
    joint: Joint = ""
    parts: tuple[Part, ...] = ()
    split_by: Bearer = NOBODY
    asked: tuple[Asked, ...] = ()
    failures: int = 0
    timers: tuple[Timer, ...] = ()
    event: int = 0
    by_itself: bool = False

    @property
    def place(self) -> str:
        """`tier:…` or `step:…`."""
        return f"step:{self.step}" if self.step else f"tier:{self.tier}"


class Request(Record):
    """What was asked for and is not decided yet: a longer limit, to park the case (挂账),
    to give it back, or to close it unfinished (强制结案).

    `timer` is the limit to be extended, `by` who asked, `decided_by` who may decide. `rule` is
    empty where it was asked for against a rule: it is not granted by right.
    """

    kind: Asking
    place: str
    at: AwareDatetime
    timer: str = ""
    part: str = ""
    by: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    amount: Quantity | None = None
    subject: str = ""
    rule: str = ""
    citation: Origin = Origin.model_construct()


class Suspension(Record):
    """The case is parked (挂账): where, why, since when, by whose decision."""

    place: str
    since: AwareDatetime
    subject: str = ""
    decided_by: tuple[str, ...] = ()
    rule: str = ""
    citation: Origin = Origin.model_construct()


class Incomplete(Record):
    """How a case stood when it was sent back for completion; its clocks keep what is left."""

    status: Status
    turn: Bearer = NOBODY
    timers: tuple[Timer, ...] = ()


class CalledBack(Record):
    """What came of calling back: the answer, empty where nobody has answered yet, and how often
    nobody was reached."""

    answer: Literal["", "satisfied", "dissatisfied"] = ""
    unreached: int = 0


class Acted(Record):
    """Somebody, by the caller's key, has acted as a holder in a place."""

    actor: str
    place: str


class RanOut(Record):
    """The end of a limit that somebody had to keep: its timer and when, by which rules."""

    timer: str
    part: str = ""
    at: AwareDatetime
    rules: tuple[str, ...] = ()
    citation: Origin = Origin.model_construct()


class Agreed(Record):
    """That a meeting agreed where a case lay, in this stay there."""

    place: str
    meeting: str = ""


class Past(Record):
    """What later rules ask of the history: which triggers have `happened`, who has `acted` where.

    `last` is the instant of the last event, `ran_out` are the limits that ended since somebody
    last acted. `met_at` is the place whose meeting deliberated last in this stay, `meeting` and
    `came_to` say which one and with what; `not_held` counts the meetings that too few came to.
    `agreed` are the meetings that agreed to the case where it has not arrived anew since.
    `reached` is how far the case has ever come: signed for, or handled.
    """

    last: AwareDatetime | None = None
    ran_out: tuple[RanOut, ...] = ()
    happened: tuple[str, ...] = ()
    acted: tuple[Acted, ...] = ()
    met_at: str = ""
    meeting: str = ""
    came_to: str = ""
    not_held: int = 0
    agreed: tuple[Agreed, ...] = ()
    reached: Literal["", "sign_for", "handle"] = ""


class Case(Record):
    """One case at one instant. `as_of` is the last instant seen; `revision` counts the events.

    In a process of steps `tier` is the level where the handler of the step stands, empty where it
    stands at none. `parts` are the handlers of a place that has several: `joint` says whether all
    of them are needed or any one; empty once there is one handler. `split_by` is who split his
    order among them and gets it back once all have fed back. `asked` are the bodies that a place
    asks beside its handlers, `vacant` the posts that nobody holds, `dispute` says whether
    it is open who handles the case, `reopened` how often it was taken up again, `incomplete` how
    it stood when it was sent back for completion, `completions` at which stays it was. `returned`
    are the pairs of sender and addressee between which it was returned (`tier:社区>step:维修`),
    `return_asked` those where it was asked for. `started`
    counts how often each clock began (`社区/答复`), and other timers that may begin anew within one
    stay or in one process (`arrive_within:社区:城管队`), so that no two timers share an id. `past`
    is what rules ask of the history. `linked` are other cases that it is linked with, or that were
    merged into it; `merged_into` is the case that it went into itself.
    """

    format: Literal["govkit-case/1"] = "govkit-case/1"
    id: str
    revision: int
    binding: str
    library: str
    zone: str
    as_of: AwareDatetime
    opened_at: AwareDatetime
    matter: str
    process: str
    mode: str = ""
    unit: str
    values: tuple[CaseValue, ...] = ()
    grades: tuple[Graded, ...] = ()
    tier: str
    step: str = ""
    status: Status
    holder: Bearer
    accountable: Bearer = NOBODY
    handler: Bearer = NOBODY
    turn: Bearer = NOBODY
    joint: Joint = ""
    parts: tuple[Part, ...] = ()
    split_by: Bearer = NOBODY
    asked: tuple[Asked, ...] = ()
    vacant: tuple[str, ...] = ()
    sender: Sender | None = None
    returned: tuple[str, ...] = ()
    return_asked: tuple[str, ...] = ()
    dispute: Literal["", "open", "settled"] = ""
    incomplete: Incomplete | None = None
    completions: tuple[str, ...] = ()
    timers: tuple[Timer, ...] = ()
    passes: tuple[tuple[str, int], ...] = ()
    failures: int = 0
    request: Request | None = None
    suspended: Suspension | None = None
    called_back: CalledBack | None = None
    supervisors: tuple[str, ...] = ()
    linked: tuple[Related, ...] = ()
    merged_into: Related | None = None
    started: tuple[tuple[str, int], ...] = ()
    reopened: int = 0
    past: Past = Past.model_construct()
    history: tuple[Event, ...] = ()
    manner: str = ""
    closed_at: AwareDatetime | None = None

    @property
    def place(self) -> str:
        """Where the case lies: `step:…` at a step, else `tier:…`."""
        return f"step:{self.step}" if self.step else f"tier:{self.tier}"

    @property
    def last(self) -> datetime:
        """The instant of the last event; nothing may happen before it."""
        return self.past.last or self.opened_at

    @property
    def is_closed(self) -> bool:
        """Whether it is closed."""
        return self.status == "closed"

    @property
    def merged(self) -> tuple[Related, ...]:
        """The cases that were merged into it."""
        return tuple(one for one in self.linked if one.merged_into == self.id)

    def as_related(self) -> Related:
        """What another case knows of it."""
        into = self.merged_into.id if self.merged_into is not None else ""
        return Related(
            id=self.id,
            matter=self.matter,
            unit=self.unit,
            opened=self.opened_at,
            closed=self.is_closed,
            merged_into=into,
        )

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
        for timer in self.timers:
            if timer.kind == "total":
                return timer
        return None

    def value(self, attribute: str) -> Quantity | Unknown | Word | Text | None:
        """The value of an attribute; None where nothing was given and no default stands.

        `mode:急时` asks for a mode: the word `on` where the case is under it, else `off`;
        `event:超时` whether that has happened to it; `case:matter` asks for the matter.
        """
        if attribute.startswith("event:"):
            name = attribute.removeprefix("event:")
            return Word("on" if name in self.past.happened else "off")
        if attribute == "case:matter":
            return Text(self.matter)
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

    def comings(self, name: str) -> int:
        """How often the case has come to places of a name; a tier and a step may share one."""
        return self.pass_count(f"tier:{name}") + self.pass_count(f"step:{name}")

    def state_key(self) -> str:
        """A digest (32 hex digits) of all that decides about the case; what is only told has no
        part in it: its id, history, notes, library.

        Cases of one model with equal keys have equal moves, limits and refusals, and equal keys
        after any equal move. What a caller says of his attempts (idempotency keys, revisions that
        he expects) is judged by the history, not by the key.
        """
        return state_key(self, self.day)

    def to_json(self, indent: int | None = None) -> str:
        """The whole case as JSON; `from_json` gives an equal one."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Case:
        """The case of `to_json`. Raises `GovError` (GOV724, one for each place)."""
        written = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        if isinstance(written, str) and (endless := _ENDLESS.search(written)):
            raise refuse("GOV724", place=endless.group(1))
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            places = dict.fromkeys(_path(each["loc"]) for each in error.errors())
            found = [finding("GOV724", place=place) for place in list(places)[:MOST_PLACES]]
            raise GovError(found) from None


def _path(parts: tuple[int | str, ...]) -> str:
    """The path in the JSON: `$.timers[2].due`."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def numbered(case: Case, name: str, so_far: int = 0) -> tuple[Case, int]:
    """The case that counts one beginning more of a timer, and how many these are.

    `so_far`: how many there were, where none is counted yet.
    """
    counted = dict(case.started)
    counted[name] = counted.get(name, so_far) + 1
    return changed(case, started=tuple(counted.items())), counted[name]


def changed(case: Case, **fields: Any) -> Case:
    """The same case with other fields; the old one is untouched."""
    return case.model_copy(update=fields)
