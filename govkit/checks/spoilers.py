"""The answer stands before the choice: best options that an earlier text, or their length, betrays.

A model enters, findings leave. Texts are compared by their letters and words; whether an option is
the best is the author's grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import words_in
from govkit.diagnostics import Both
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.scenario import Option, Turn
from govkit.model.statement import Attribute
from govkit.values import Text, Word

LETTERS = 6  # in a row, of a Chinese text
WORDS = 3  # in a row, of an English one; two of them of four letters or more
_LONG = 4
LONGER = 3, 2  # a best title at most this many times as long as the others are on average
_WORD = re.compile(r"[A-Za-z0-9'’]+|[\u3400-\u9fff]")
_BREAK = re.compile(r"[^\w\s'’]+")


def check_spoilers(model: Governance) -> Iterator[Finding]:
    """GOV695: a best title whose words stand in a text shown before, or that is by far longer."""
    names = frozenset(
        run for held in COLLECTIONS.values() for one in getattr(model, held)
        for run in (one.name, one.title or "") if run
    )  # fmt: skip
    for scenario in model.scenarios:
        path = f"scenario:{scenario.name}"
        shown = [*_texts(scenario.story), scenario.title or ""]
        shown += [seat.title or "" for seat in scenario.seats]
        for inject in scenario.injects:
            shown += _texts(inject.story)
        asked: set[str] = set()
        for turn in scenario.turns:
            shown += [turn.title or "", *_texts(turn.story), *_texts(turn.ask)]
            asked |= {name for option in turn.options for name in words_in(option.asks)}
            asked |= {stated.value.word for stated in turn.seat if isinstance(stated.value, Word)}
            told = [text for seat in scenario.seats if seat.name in asked
                    for text in _texts(seat.knows)]  # fmt: skip
            yield from _betrayed(f"{path}/turn:{turn.name}", turn, [*shown, *told], names)
            for option in turn.options:
                shown += _texts(option.story)


def _betrayed(path: str, turn: Turn, shown: list[str], names: frozenset[str]) -> Iterator[Finding]:
    best = [option for option in turn.options if _is_best(option)]
    others = [option for option in turn.options if option not in best]
    if not best or not others:
        return
    beside = {run for option in others for run in _runs(option.title or "")}
    before = {run for text in shown for run in _runs(text)}
    for option in best:
        at = f"{path}/option:{option.name}"
        said = [run for run in _runs(option.title or "") if run in before and run not in beside]
        said = [run for run in said if not any("".join(run) in name for name in names)]
        if said:
            joint = "" if _is_chinese(said[0][0]) else " "
            run = joint.join(said[0])
            yield Finding("GOV695", at, {"option": option.name, "how": Both(
                f"“{run}”前面已经说过，别的选项里没有",
                f"“{run}” was said before, and stands in no other option",
            )})  # fmt: skip
    most, least = LONGER
    long = sum(_length(option) for option in best) * len(others) * least
    if long >= most * sum(_length(option) for option in others) * len(best):
        yield Finding("GOV695", f"{path}/option:{best[0].name}", {
            "option": best[0].name,
            "how": Both("它比别的选项平均长出一半以上", "it is half as long again as the others"),
        })  # fmt: skip


def _is_best(option: Option) -> bool:
    return any(
        isinstance(stated.value, Word) and stated.value.word == "best" and stated.when is None
        for stated in option.grade
    )


def _texts(attribute: Attribute[Text]) -> list[str]:
    return [stated.value.text for stated in attribute]


def _length(option: Option) -> int:
    return sum(1 if _is_chinese(word) else len(word) for word in _WORD.findall(option.title or ""))


def _is_chinese(word: str) -> bool:
    return not word.isascii()


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every row of letters or words in a text that is long enough; a stop breaks a row."""
    for part in _BREAK.split(text.lower()):
        found = _WORD.findall(part)
        size = LETTERS if any(_is_chinese(word) for word in found) else WORDS
        for at in range(len(found) - size + 1):
            run = tuple(found[at : at + size])
            if size == LETTERS or sum(len(word) >= _LONG for word in run) > 1:
                yield run


CHECKS: tuple[Check, ...] = (check_spoilers,)
