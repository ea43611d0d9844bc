"""A lawful move: what may be done, by whom, where it leads, until when, and by which rule.

Plain values enter and leave; which moves are lawful and what they do is said by `procedures`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from govkit.diagnostics import Both
from govkit.engine.case.case import Bearer
from govkit.engine.case.event import Turning
from govkit.engine.case.related import Related
from govkit.engine.case.timer import Timer
from govkit.model.statement import Origin
from govkit.values import Quantity


class Reason:
    """The rule that makes a move lawful: its id, its source, and the sentence in both tongues.

    The sentence may be given as what makes it: then it is made when it is read, and once. `more`
    are further rules.
    """

    __slots__ = ("_sentence", "citation", "more", "rule")

    def __init__(
        self,
        rule: str,
        citation: Origin,
        sentence: Both | Callable[[], Both],
        more: tuple[str, ...] = (),
    ) -> None:
        self.rule, self.citation, self._sentence, self.more = rule, citation, sentence, more

    @property
    def sentence(self) -> Both:
        """Why the move is lawful, in both tongues."""
        if not isinstance(self._sentence, Both):
            self._sentence = self._sentence()
        return self._sentence

    def _parts(self) -> tuple[str, Origin, Both, tuple[str, ...]]:
        return self.rule, self.citation, self.sentence, self.more

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.rule, self.more))

    def __repr__(self) -> str:
        return f"Reason{self._parts()!r}"

    def __reduce__(self) -> tuple[type[Reason], tuple[object, ...]]:
        return Reason, self._parts()


# The end that binds a move, of the timers of a case.
Until = Callable[[tuple[Timer, ...]], datetime | None]


@dataclass(frozen=True)
class Move:
    """One move.

    `id` is made of names and stable (`escalate:undecided:社区`). `kind` is an id of the set `move`.
    `part` is who makes it where one place has several handlers. `subject` and `amount` say what is
    asked for, or on which ground a case is turned down; `route` is then the right way for it.
    `about` says what is decided on: an extension, parking, a return, a forced closing.
    `other` is the case that it is merged into or linked with.
    `actor` is the reference entitled first (`post:书记`), `party` all of them with their unit.
    `deadline` is the end that `until` gives of the timers of the case.
    `tier` is where the case lies, `to` a place (`tier:社区`, `step:相关单位`, `manner:resolved`).
    """

    id: str
    kind: str
    party: Bearer
    tier: str
    reason: Reason
    to: str = ""
    trigger: str = ""
    manner: str = ""
    meeting: str = ""
    part: str = ""
    attribute: str = ""
    grade: str = ""
    subject: str = ""
    route: str = ""
    amount: Quantity | None = None
    about: str = ""
    other: Related | None = None
    deadline: datetime | None = None
    turnings: tuple[Turning, ...] = field(default=())
    passes_ceiling: str = ""
    until: Until | None = field(default=None, compare=False, repr=False)

    def in_case(self, party: Bearer, due: datetime | None) -> Move:
        """The same move of another case which stands alike: by whom there, and until when."""
        copied = object.__new__(Move)
        held = copied.__dict__
        held.update(self.__dict__)
        held["party"], held["deadline"] = party, due
        return copied

    @property
    def actor(self) -> str:
        """The reference entitled first; empty where the model names nobody."""
        return self.party.refs[0] if self.party.refs else ""

    @property
    def event(self) -> str:
        """The trigger or event of the move; another name of `trigger`."""
        return self.trigger
