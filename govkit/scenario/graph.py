"""A lesson, explored: every state a class can come to, and where each option leads from there.

An exploration makes a `Graph`; whoever plays, prints or tests a lesson follows its numbers. No law,
no clock and no chance is worked out behind it. Each text stands once, in `texts`; a field that is
called a text is an index into them, and None where nothing is told.
"""

from __future__ import annotations

from typing import Literal

from govkit.model.frozen import Frozen
from govkit.values.units import Lang
from govkit.version import __version__

Judged = Literal["best", "acceptable", "poor", "unlawful", "late"]
Worth = Literal["best", "acceptable", "poor"]
Marked = Literal["earned", "missed", "by_hand", "unclear"]

TURN_POINTS = 2
LIMIT_POINTS = 2
END_POINTS: dict[str, int] = {"best": 2, "acceptable": 1, "poor": 0}


class Told(Frozen):
    """A piece of news: when by the story's clock, its text, and how it came.

    `to` are the roles it is for, by number; none: for all. `source` and `channel` are texts.
    """

    clock: str
    text: int
    to: tuple[int, ...] = ()
    source: int | None = None
    channel: int | None = None


class Role(Frozen):
    """A seat. `title`, `post`, `knows`, `wants` are texts; `player`: whether the class plays it.

    `ref` is the post, body or team of the model (`post:支部书记`), empty for a person of the story.
    """

    name: str
    title: int
    ref: str = ""
    post: int | None = None
    knows: int | None = None
    wants: int | None = None
    player: bool = True


class Answer(Frozen):
    """An option as it is shown: its name, its title (a text), its letter on screen and paper."""

    name: str
    title: int
    letter: str


class Question(Frozen):
    """A turn that is put to the class. `ask` and `notes` are texts, `tests` are texts.

    `countdown` is in seconds of the class, `minutes` its share of the lesson; 0: none is stated.
    """

    name: str
    ask: int
    role: int | None = None
    countdown: int = 0
    minutes: int = 0
    notes: int | None = None
    tests: tuple[int, ...] = ()
    options: tuple[Answer, ...] = ()


class Inject(Frozen):
    """An inject as the facilitator has it. All but `name`, `clock`, `to` are texts."""

    name: str
    clock: str
    text: int
    to: tuple[int, ...] = ()
    source: int | None = None
    channel: int | None = None
    when: int | None = None
    expects: int | None = None
    tests: tuple[int, ...] = ()


class Ending(Frozen):
    """An ending: its name, its title (a text), what it is worth."""

    name: str
    title: int
    grade: Worth


class Limit(Frozen):
    """A limit of the case that runs: what, until when, how much is left (texts)."""

    name: int
    until: int
    left: int


class Standing(Frozen):
    """Where the case is, for one line on a screen (texts)."""

    place: int
    progress: int
    who: int | None = None
    limits: tuple[Limit, ...] = ()


class Outcome(Frozen):
    """What an option comes to: the state it leads to, and all that is told on the way.

    `grade` is what it is judged as here. `costs` is false where a refusal rests on an assumption
    alone, so that no point is lost. `rule`, `cite` and `why` are texts: the rule it went by or
    was refused by, where that stands, the sentence and the smallest change. `made` are the moves
    made by it, with the clock. `story` is the consequence, `debrief` the author's remark; `told`
    is what came before the next question. `chance` is the share as written (`30%`), `drawn` the one
    that the seed draws. `missed` are the limits that ran out on the way and would not have on the
    author's course; `assumed` are the assumptions it rested on, `judged` what is the author's
    judgement and no rule of the model.
    """

    state: int
    grade: Judged
    costs: bool = True
    rule: int | None = None
    cite: int | None = None
    why: int | None = None
    made: tuple[Told, ...] = ()
    story: int | None = None
    debrief: int | None = None
    told: tuple[Told, ...] = ()
    chance: str | None = None
    drawn: bool = True
    missed: tuple[int, ...] = ()
    assumed: tuple[int, ...] = ()
    judged: int | None = None


class Offer(Frozen):
    """An option that can be chosen in a state: its number in the question, what it comes to.

    More than one outcome: one is drawn. The drawn one counts unless one is set by hand.
    """

    option: int
    to: tuple[Outcome, ...]


class Struck(Frozen):
    """An option that is struck out in a state, and why: `taken` where it was used up."""

    option: int
    why: Literal["unlawful", "late", "taken"]


class Mark(Frozen):
    """One line of the rubric at an end: its name (a text), points as written, what became of it."""

    name: int
    points: str
    marked: Marked


class End(Frozen):
    """How a course ends: which ending, what it is worth, what is told, the lines of the rubric.

    `ending` is None where no ending of the text fits, which is a finding. `debrief` is the author's
    remark on this end, for the debrief.
    """

    ending: int | None
    grade: Worth
    story: int | None = None
    debrief: int | None = None
    closed: bool = True
    marks: tuple[Mark, ...] = ()


class State(Frozen):
    """One state a class can be in: a question with its offers, or an end.

    `day` and `clock` are the story's time (`7月11日 周六`, `22:45`), `mode` the mode that is on (a
    text). `story` is what the turn tells before the question (a text).
    """

    turn: int | None
    day: str
    clock: str
    case: Standing
    mode: int | None = None
    story: int | None = None
    offers: tuple[Offer, ...] = ()
    struck: tuple[Struck, ...] = ()
    end: End | None = None


class Step(Frozen):
    """One step of the author's course: the state, the option taken by its number, the outcome."""

    state: int
    option: int
    outcome: int = 0


class About(Frozen):
    """The lesson as a whole; all but the numbers are texts.

    `told` is what is told before the first question. `goals`, `notes`, `lesson` and `debrief` are
    never shown before the debrief.
    """

    title: int
    story: int | None = None
    begins: int | None = None
    origin: int | None = None
    goals: tuple[int, ...] = ()
    notes: int | None = None
    lesson: int | None = None
    debrief: int | None = None
    difficulty: int = 0
    minutes: int = 0
    told: tuple[Told, ...] = ()


class Graph(Frozen):
    """A lesson as it is stored, `govkit-lesson/1`. State 0 is the first question."""

    format: Literal["govkit-lesson/1"] = "govkit-lesson/1"
    library: str = __version__
    fingerprint: str
    scenario: str
    seed: str
    lang: Lang
    about: About
    texts: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    turns: tuple[Question, ...] = ()
    injects: tuple[Inject, ...] = ()
    endings: tuple[Ending, ...] = ()
    states: tuple[State, ...]
    author: tuple[Step, ...] = ()
    full: int

    def text(self, number: int | None) -> str:
        """The text of an index; empty for None."""
        return "" if number is None else self.texts[number]

    def to_json(self) -> str:
        """The lesson as JSON."""
        return self.model_dump_json(indent=None) + "\n"
