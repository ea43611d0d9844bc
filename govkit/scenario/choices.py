"""What a decision offers by number: lawful moves, and a few that tempt but are not lawful.

A case at an instant and the turn that is expected enter; at most nine choices leave, in an order
that tells nothing about which is which. Nothing is done to the case here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from govkit.diagnostics import Both, GovError
from govkit.engine import Case, Engine, Move
from govkit.engine.words.sentences import move_phrase, prose
from govkit.engine.words.wording import move_word, place_word
from govkit.scenario.chance import drawn_place
from govkit.scenario.course import Expected
from govkit.vocabulary.words import word_set

Grade = Literal["best", "acceptable", "other", "free", "unlawful"]

MOST_CHOICES = 9
MOST_UNLAWFUL = 3
# The outcome of these is a fact of the story, not a choice of whoever acts.
_OUTCOME_IS_TOLD = ("deliberate", "verify")
# What tempts at each status, the best lesson first. `rise`: the next tier, `top`: the highest one.
_TEMPTING = {
    "reported": ("handle", "close:resolved", "rise"),
    "accepted": ("handle", "close:resolved", "rise"),
    "dispatched": ("handle", "close:resolved", "feed_back"),
    "signed": ("handle", "rise", "return_order", "close:resolved"),
    "agreed": ("rise", "close:resolved", "return_order"),
    "undecided": ("handle", "top", "close:resolved"),
    "handling": ("close:resolved", "verify", "rise"),
    "fed_back": ("close:resolved", "rise", "handle"),
    "failed": ("close:resolved", "feed_back", "rise"),
    "verified": ("rise", "return_order", "handle"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered choice.

    `moves` are the lawful moves it may become, the one it does become first; empty where it is not
    lawful. `asked` is what the engine is asked about where it is not (`handle`, `社区`).
    """

    number: int
    asked: str
    phrase: Both
    grade: Grade
    moves: tuple[Move, ...] = ()
    kind: str = ""

    @property
    def move(self) -> Move | None:
        """The move it becomes; None where it is not lawful."""
        return self.moves[0] if self.moves else None

    def word(self, lang: str) -> str:
        """The choice in a few words."""
        return self.phrase.word(lang)


def choices(
    engine: Engine,
    case: Case,
    at: datetime,
    moves: tuple[Move, ...],
    turn: Expected | None,
    coming: tuple[Expected, ...] = (),
    key: int | None = None,
) -> tuple[Choice, ...]:
    """The choices of a decision, numbered from 1. `coming`: the turns after this one.

    With the key of a lesson their order is drawn, and what would close the case is left out unless
    the turn names it; without one every lawful move is offered, in the order of the kinds.
    """
    lawful = list(_lawful(moves, turn, coming))
    if key is not None:
        lawful = list(_open_ended(engine, case, at, lawful))
    tempting = list(_tempting(engine, case, at, turn))[:MOST_UNLAWFUL]
    room = MOST_CHOICES - min(len(tempting), max(1, MOST_CHOICES - len(lawful)))
    if len(lawful) > room:
        rank = {"best": 0, "acceptable": 1}
        kept = sorted(lawful, key=lambda choice: rank.get(choice.grade, 2))[:room]
        lawful = [choice for choice in lawful if choice in kept]
    shown = [*lawful, *tempting[: MOST_CHOICES - len(lawful)]]
    order = {kind: rank for rank, kind in enumerate(word_set("move"))}
    shown.sort(key=lambda choice: order.get(choice.kind, len(order)))
    if key is not None:
        question = turn.name if turn is not None else case.place
        shown.sort(key=lambda choice: drawn_place(key, question, choice.asked))
    return tuple(replace(choice, number=number) for number, choice in enumerate(shown, start=1))


def _open_ended(engine: Engine, case: Case, at: datetime, lawful: list[Choice]) -> Iterator[Choice]:
    """The choices but for those nobody named that would close the case, where others are left."""
    closing = [
        choice
        for choice in lawful
        if choice.grade in ("other", "free") and _closes(engine, case, at, choice)
    ]
    yield from (one for one in lawful if one not in closing or len(closing) == len(lawful))


def _closes(engine: Engine, case: Case, at: datetime, choice: Choice) -> bool:
    """Whether a choice closes the case."""
    assert choice.move is not None
    try:
        return engine.apply(case, choice.move, at=at).is_closed
    except GovError:  # it needs values that only its turn gives
        return False


def best_of(moves: tuple[Move, ...], turn: Expected | None) -> Move | None:
    """The move a turn expects: of several the one whose meeting, handler, act or decided place its
    story names, else the first.
    """
    fitting = [move for move in moves if turn is not None and turn.fits(move)]
    told = "".join(turn.stories) if turn else ""
    named = [move for move in fitting if any(name in told for name in _told_by(move))]
    return next(iter([*named, *fitting]), None)


def _told_by(move: Move) -> tuple[str, ...]:
    """The names by which a story tells a move from others of its kind."""
    decided = move.to.partition(":")[2] if move.kind == "arbitrate" else ""
    act = move.subject if move.kind == "act_first" else ""
    names = (move.meeting, move.part.partition(":")[2], decided, act)
    return tuple(name for name in names if name)


def _lawful(
    moves: tuple[Move, ...], turn: Expected | None, coming: tuple[Expected, ...]
) -> Iterator[Choice]:
    best = best_of(moves, turn)
    groups: dict[tuple[str, ...], list[Move]] = {}
    for move in moves:
        wanted = turn is not None and (turn.kind == "classify" or turn.accepts(move))
        if move.kind == "classify" and not wanted:
            continue
        told = move.kind in _OUTCOME_IS_TOLD
        key = (move.kind, move.meeting) if told else (move.kind, move.id)
        groups.setdefault(key, []).append(move)
    for group in groups.values():
        group.sort(key=lambda move: (move is not best, not (turn and turn.fits(move))))
        first = group[0]
        yield Choice(
            number=0,
            asked=first.id,
            phrase=move_phrase(first, outcome=first.kind not in _OUTCOME_IS_TOLD),
            grade=_grade(group, best, turn, coming),
            moves=tuple(group),
            kind=first.kind,
        )


def _grade(
    group: list[Move], best: Move | None, turn: Expected | None, coming: tuple[Expected, ...]
) -> Grade:
    if turn is None:
        return "free"
    if turn.fits(group[0]):
        return "best" if best in group else "acceptable"
    if group[0].kind == "accept" and turn.kind == "sign_for":
        return "acceptable"
    if group[0].kind == "act_first":  # to get people out first is never a worse course
        return "acceptable"
    if any(turn.accepts(move) for move in group) or _is_early(group[0], coming):
        return "acceptable"
    return "other"


def _is_early(move: Move, coming: tuple[Expected, ...]) -> bool:
    """Whether a body answers or arrives now, as a turn to come expects: it need not wait."""
    answers = move.kind in ("countersign", "arrive")
    return answers and any(one.to != "" and one.fits(move) for one in coming)


def _tempting(engine: Engine, case: Case, at: datetime, turn: Expected | None) -> Iterator[Choice]:
    """Unlawful choices: those the turn names, then those that tempt at this status."""
    named = tuple(wanted.id for wanted in turn.unlawful) if turn is not None else ()
    for asked in dict.fromkeys((*named, *_TEMPTING.get(case.status, ()))):
        what = asked
        if asked in ("rise", "top"):
            what = _above(engine, case, asked == "top")
            if not what:
                continue
        if not engine.why_not(case, what, at).lawful:
            kind = "escalate" if what != asked else asked.partition(":")[0]
            yield Choice(0, what, _tempting_phrase(kind, what), "unlawful", kind=kind)


def _tempting_phrase(kind: str, what: str) -> Both:
    """`上报 街道`, `结案 解决`: the move and what it is aimed at."""
    words = [prose(move_word(kind))]
    for part in what.split(":") if ":" in what else (kind, what):
        if part == kind:
            continue
        is_manner = part in word_set("manner")
        words.append(place_word(f"manner:{part}") if is_manner else _aim(part))
    return Both(" ".join(w.zh for w in words), " ".join(w.en for w in words))


def _aim(part: str) -> Both:
    """A trigger or event by its word, a place by its name."""
    known = word_set("trigger+event").get(part)
    return prose(Both(known.zh, known.en)) if known else Both(part, part)


def _above(engine: Engine, case: Case, top: bool) -> str:
    """The next tier above, or the highest one; empty where there is none."""
    process = engine.model_for(case).get(f"process:{case.process}")
    names: list[str] = [tier.name for tier in getattr(process, "tiers", ())]
    above = names[names.index(case.tier) + 1 :] if case.tier in names else []
    if not above:
        return ""
    return above[-1] if top else above[0]
