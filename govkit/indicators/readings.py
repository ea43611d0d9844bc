"""What an indicator settles and what it leaves open: one reading for each way to take the rest.

An indicator and a log enter; readings leave. A setting that is left open is taken every way, but
only where the log has a case that it touches. How cases are counted is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from govkit.indicators.log import Log
from govkit.indicators.periods import Span, cut_off
from govkit.model.indicator import Indicator
from govkit.values import Refs, Words
from govkit.vocabulary.words import spellings

# Setting → the closed set its words come from.
SETS = {
    "received": "attribution",
    "jointly": "attribution",
    "dated_by": "date_basis",
    "reopened": "reopening",
    "unreached": "unreached_call",
    "cut_off": "cut_off",
    "excludes": "exclusion",
    "excluded_by": "exclusion",
}
_WAYS = {
    "received": ("first_received", "last_handled"),
    "jointly": ("lead", "each"),
    "dated_by": ("day_reported", "day_accepted", "day_due", "day_closed"),
    "reopened": ("not_closed_then", "same_case", "another_case"),
    "unreached": ("not_counted", "as_satisfied", "as_dissatisfied"),
    "cut_off": ("end_of_period", "whole_log"),
    "excludes": ("left_out", "kept"),
    "excluded_by": ("left_out", "kept"),
}
# Setting → the field of the indicator that settles it.
FIELDS = {"received": "attributed_to", "jointly": "attributed_to"}
CALL_BACKS = frozenset(["called_back", "satisfied", "not_satisfied"])


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count: a choice for every setting.

    `numerator` and `denominator` are sets of cases (any of them counts). `cut_off` is `stated`
    where the indicator names one.
    """

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    received: str
    jointly: str
    dated_by: str
    reopened: str
    unreached: str
    cut_off: str
    excludes: str
    excluded_by: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What an indicator says: `choices` per setting, and its words that are of no closed set.

    `unread` pairs a field with the word; without its numerator and denominator (`counted` false)
    an indicator has no reading at all.
    """

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    choices: dict[str, tuple[str, ...]]
    unread: tuple[tuple[str, str], ...]
    counted: bool

    def readings(self) -> Iterator[Reading]:
        """Every combination of the choices."""
        if self.counted:
            for chosen in product(*(self.choices[name] for name in SETS)):
                yield Reading(
                    self.numerator, self.denominator, **dict(zip(SETS, chosen, strict=True))
                )


def settings(indicator: Indicator, log: Log, span: Span | None = None) -> Settings:
    """What the indicator settles, and each open setting taken every way the log makes matter.

    Without a period there is nothing to date and nothing to cut off.
    """
    unread: list[tuple[str, str]] = []
    numerator = _sets(indicator, "numerator", unread)
    denominator = _sets(indicator, "denominator", unread)
    counted = bool(numerator) and bool(denominator) and not unread
    choices: dict[str, tuple[str, ...]] = {}
    for name, ways in _WAYS.items():
        said = _said(indicator, name, unread, span)
        if span is None and name in ("dated_by", "cut_off"):
            said = ways[-1:]
        touched = _TOUCHED[name](log, {*numerator, *denominator})
        choices[name] = said or (ways if touched else ways[:1])
    if choices["excludes"] != ("stated",) and choices["excluded_by"] != ("stated",):
        # Where no reason is named, asking who may decide adds no reading of its own.
        choices["excluded_by"] = ("left_out",)
    return Settings(numerator, denominator, choices, tuple(dict.fromkeys(unread)), counted)


def _words(indicator: Indicator, field: str) -> tuple[str, ...]:
    value = getattr(indicator, field).value
    return value.words if isinstance(value, Words) else ()


def _sets(indicator: Indicator, field: str, unread: list[tuple[str, str]]) -> tuple[str, ...]:
    known = spellings("case_set")
    words = _words(indicator, field)
    unread += [(field, word) for word in words if word not in known]
    if getattr(indicator, field).value == Words(words, "and_more"):
        unread.append((field, "等"))
    elif not words:
        unread.append((field, ""))
    return tuple(known[word] for word in words if word in known)


def _said(
    indicator: Indicator, name: str, unread: list[tuple[str, str]], span: Span | None
) -> tuple[str, ...]:
    """The one choice the indicator makes, or none."""
    if name == "cut_off":
        stated = span is not None and cut_off(span, indicator.cut_off.value) is not None
        return ("stated",) if stated else ()
    if name == "excludes":
        return ("stated",) if _words(indicator, name) else ()
    if name == "excluded_by":
        return ("stated",) if isinstance(indicator.excluded_by.value, Refs) else ()
    field = FIELDS.get(name, name)
    known = spellings(SETS[name])
    words = _words(indicator, field)
    unread += [(field, word) for word in words if word not in known]
    found = [known[word] for word in words if word in known and known[word] in _WAYS[name]]
    return tuple(found[:1])


# Whether the log has a case for which an open setting matters.
_TOUCHED: dict[str, Callable[[Log, set[str]], bool]] = {
    "received": lambda log, sets: any(case.transferred_from != "" for case in log.cases),
    "jointly": lambda log, sets: any(case.assistants for case in log.cases),
    "dated_by": lambda log, sets: True,
    "reopened": lambda log, sets: any(case.reopened for case in log.cases),
    "unreached": lambda log, sets: (
        bool(sets & CALL_BACKS) and any(case.call_back == "unreached" for case in log.cases)
    ),
    "cut_off": lambda log, sets: True,
    "excludes": lambda log, sets: any(case.excluded for case in log.cases),
    "excluded_by": lambda log, sets: any(case.excluded for case in log.cases),
}
