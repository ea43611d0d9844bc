"""Sentences about cases, made when they are read, in two tongues.

Values of `case` enter, words leave: `of(timer, "zh")`. `sentences` words moves, events, timers and
turnings, `lateness` how late; `naming` the names of rules and ids; `wording` reads the table of
words. Nothing is decided here.
"""

from __future__ import annotations

from functools import singledispatch

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
    """A value in words of `lang` (`zh` or `en`): a move, its reason, an event, a timer …"""
    return _both(thing).word(lang)


@singledispatch
def _both(thing: object) -> Both:
    raise TypeError(f"{type(thing).__name__} has no words")


@_both.register
def _of_move(thing: Move) -> Both:
    """In a few words: `上报 社区（议而未决）`."""
    return move_phrase(thing)


@_both.register
def _of_reason(thing: Reason) -> Both:
    """The sentence: why the move is lawful, with its source."""
    return thing.sentence


@_both.register
def _of_event(thing: Event) -> Both:
    """In a few words: what happened, where to, why."""
    return event_phrase(thing)


@_both.register
def _of_timer(thing: Timer) -> Both:
    """One sentence: what it is, from when to when, how it was counted."""
    return timer_sentence(thing)


@_both.register
def _of_lateness(thing: Late) -> Both:
    """The amount: `2工作日3小时`, `2 working days and 3 hours`."""
    return late_words(thing)


@_both.register
def _of_turning(thing: Turning) -> Both:
    """One sentence: what is compared, what the case follows, what the other reading gives."""
    return turning_sentence(thing)


@_both.register
def _of_breach(thing: Breach) -> Both:
    """The finding as one sentence."""
    return Both(*(worded(thing.code, thing.words, lang) for lang in ("zh", "en")))
