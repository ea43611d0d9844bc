"""Sentences about cases, made when they are read, in two tongues.

Values of `case` enter, words leave: `of(timer, "zh")`. `sentences` words moves, events, timers and
turnings, `lateness` how late; `naming` the names of rules and ids; `wording` reads the table of
words. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import worded
from govkit.engine.case.event import Breach, Event, Turning
from govkit.engine.case.move import Move, Reason
from govkit.engine.case.timer import Late, Timer
from govkit.engine.words.lateness import late_words
from govkit.engine.words.sentences import (
    event_phrase,
    move_phrase,
    timer_sentence,
    turning_sentence,
)

Told = Breach | Event | Late | Move | Reason | Timer | Turning


def of(thing: Told, lang: str) -> str:
    """A value in words of `lang` (`zh` or `en`): a move, its reason, an event, a timer …

    Raises `TypeError` for what has no words.
    """
    words = _WORDS.get(type(thing))
    if words is None:
        raise TypeError(f"{type(thing).__name__} has no words")
    return words(thing).word(lang)


def _breach(breach: Breach) -> Both:
    """The finding as one sentence."""
    return Both(*(worded(breach.code, breach.words, lang) for lang in ("zh", "en")))


def _reason(reason: Reason) -> Both:
    """Why a move is lawful, with the source."""
    return reason.sentence


_WORDS: dict[type, Callable[[Any], Both]] = {
    Breach: _breach,
    Event: event_phrase,
    Late: late_words,
    Move: move_phrase,
    Reason: _reason,
    Timer: timer_sentence,
    Turning: turning_sentence,
}
