"""The figures of a meeting: who was due, present, voting, for, against, abstaining.

Plain values of a caller and the bases that the rules of a meeting name enter; exact figures leave,
with what follows from them. Figures that contradict each other are refused here; whether they are
enough is judged in `attendance`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from govkit.diagnostics import Both, Diagnostic, GovError
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.kept import sayable
from govkit.engine.words.wording import both, joined, term
from govkit.model.meeting import Meeting
from govkit.values import Bound, Quantity, Share, Shares
from govkit.values.bases import HEADS, base_of, same_thing, thing_key
from govkit.values.reading import numerals
from govkit.values.share import Leaf, leaves
from govkit.vocabulary.words import spellings

AGAIN = "adjourned"
RULES = ("quorum", "majority", "adjourned_quorum", "special")
VOTES = ("for", "against", "abstained", "voting", "valid")
# Each of these is part of those after it: what is said of a part holds of the whole.
_WIDER = {
    "present": ("due",),
    "voting": ("present", "due"),
    "valid": ("voting", "present", "due"),
    "for": ("valid", "voting", "present", "due"),
    "against": ("valid", "voting", "present", "due"),
    "abstained": ("voting", "present", "due"),
}
# A whole and the parts that make it up.
_SUMS = (("valid", ("for", "against")), ("voting", ("valid", "abstained")))
_NUMBER = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?(?:/[0-9]{1,40})?")
_PIECES = ("person", "post", "piece")

Figure = tuple[str, Fraction]


def read_figures(
    given: Mapping[str, Any], attributes: Iterable[str]
) -> tuple[tuple[Figure, ...], dict[str, Any]]:
    """The figures among given values (`present`, or `present·专有面积` of a base), and the rest.

    A figure is a whole number, a `Fraction`, a `Decimal` or text such as `1/3`, or one of these for
    each base. `adjourned` is true for a meeting that meets again, false for one that does not.
    Raises `GovError` (GOV903).
    """
    if not given:
        return (), {}
    own, names = frozenset(attributes), spellings("base+vote")
    figures: dict[str, Fraction] = {}
    rest: dict[str, Any] = {}
    for name, value in given.items():
        if name == AGAIN and isinstance(value, bool):
            figures[AGAIN] = Fraction(value)
            continue
        figure = names.get(name)
        if figure is None or name in own:
            rest[name] = value
            continue
        by_base = value if isinstance(value, Mapping) else {"": value}
        for base, number in by_base.items():
            key = f"{figure}·{base}" if base else figure
            read = _number(number)
            if read is None:
                raise refuse("GOV903", figure=name, written=sayable(number))
            if figures.get(key, read) != read:
                raise GovError([_contradiction((figure, figures[key]), (figure, read), str(base))])
            figures[key] = read
    return tuple(figures.items()), rest


def _number(value: Any) -> Fraction | None:
    """A number that is not below zero; None for everything else, floats too."""
    if isinstance(value, str):
        plain = numerals.narrow(value).strip()
        top, _, under = plain.partition("/")
        if not _NUMBER.fullmatch(plain) or (under and not int(under)):
            return None
        return Fraction(top) / (int(under) if under else 1)
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        return None
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > 40):
        return None
    return Fraction(value) if value >= 0 else None


# ── things that are counted ──
@dataclass(frozen=True)
class Things:
    """What the rules of a meeting count; each key with the text's own words for it."""

    words: dict[str, str]

    @property
    def only(self) -> str:
        """The one thing that is counted; empty where there are several."""
        return next(iter(self.words)) if len(self.words) == 1 else ""

    def of(self, part: Leaf) -> str:
        """The key of what a part counts; what it does not name is the one thing named elsewhere."""
        key, named = _thing(part)
        return key if named else self.only or key

    def named(self, written: str) -> str:
        """The key of the thing that a caller's word names; empty where no rule names it."""
        base = base_of(written)
        known = frozenset(self.words)
        found = [key for key in known if same_thing(base.key, key, known)]
        return found[0] if len(found) == 1 else ""


def things(meeting: Meeting | None) -> Things:
    """What the rules of a meeting count, whether they are in force or not."""
    found: dict[str, str] = {}
    unnamed: dict[str, str] = {}
    for part in _parts(meeting) if meeting else ():
        key, named = _thing(part)
        said = base_of(part.base).thing if isinstance(part, Share) else ""
        (found if named else unnamed).setdefault(key, said)
    return Things(found if len(found) == 1 else {**found, **unnamed})


def _parts(meeting: Meeting) -> Iterator[Leaf]:
    for field in RULES:
        for stated in getattr(meeting, field):
            for value in (stated.value, *(doubt.or_read for doubt in stated.doubts)):
                if isinstance(value, Share | Shares | Bound | Quantity):
                    yield from leaves(value)


def _thing(part: Leaf) -> tuple[str, bool]:
    """The key of what a part counts, and whether it names it: 应到会 and 50人 count heads."""
    if isinstance(part, Share):
        base = base_of(part.base)
        return base.key, bool(base.thing)
    amount = part.quantity if isinstance(part, Bound) else part
    unit = amount.unit if isinstance(amount, Quantity) else ""
    if unit in ("", *_PIECES):
        return HEADS, False
    return thing_key({"household": "户"}.get(unit, unit)), True


# ── the figures of one meeting ──
@dataclass(frozen=True)
class Counts:
    """The figures of one meeting by name and thing, with what follows from them.

    The thing is empty for a plain figure where several things are counted. `own` are those that a
    caller gave for a thing by its word.
    """

    known: Mapping[tuple[str, str], Fraction]
    own: frozenset[tuple[str, str]]
    things: Things

    def has(self, *names: str) -> bool:
        """Whether any of these was given, of whatever thing."""
        return any(name in names for name, _ in self.known)

    def get(self, name: str, key: str, plain: bool) -> Fraction | None:
        """A figure of a thing; the plain one where the rule counts one thing only."""
        found = self.known.get((name, key))
        return self.known.get((name, "")) if found is None and plain else found


def counts(figures: Iterable[Figure], meeting: Meeting | None) -> Counts:
    """The figures of a meeting. Raises `GovError` for one of a base that no rule names (GOV904)
    and for two that contradict each other (GOV902).
    """
    known_things = things(meeting)
    known: dict[tuple[str, str], Fraction] = {}
    own: set[tuple[str, str]] = set()
    for written, value in figures:
        name, _, base = written.partition("·")
        if name == AGAIN:
            continue
        key = known_things.named(base) if base else known_things.only
        if base and not key:
            known_words = [word or "人数" for word in known_things.words.values()]
            raise refuse(
                "GOV904", known_words[:3], figure=base, name=term("base+vote", name),
                meeting=meeting.name if meeting else "—",
                known=joined([Both(word, word) for word in known_words or ("—",)]),
            )  # fmt: skip
        if base:
            own.add((name, key))
        if known.setdefault((name, key), value) != value:
            raise GovError([_contradiction((name, known[name, key]), (name, value), base)])
    _derive(known)
    found = next(impossible(known), None)
    if found is not None:
        raise GovError([found])
    return Counts(known, frozenset(own), known_things)


def _derive(known: dict[tuple[str, str], Fraction]) -> None:
    """Fills in what follows: the votes of both kinds are the valid ones, with abstentions all."""
    for key in {key for _, key in known}:
        for _ in range(2):
            for whole, parts in _SUMS:
                held = [known.get((part, key)) for part in parts]
                total = known.get((whole, key))
                if total is None and None not in held:
                    known[whole, key] = sum((n for n in held if n is not None), Fraction(0))
                elif total is not None and held.count(None) == 1:
                    rest = total - sum((n for n in held if n is not None), Fraction(0))
                    if rest >= 0:
                        known[parts[held.index(None)], key] = rest


def impossible(known: Mapping[tuple[str, str], Fraction]) -> Iterator[Diagnostic]:
    """Each pair of figures of one thing that cannot both be true, and sums that do not come out."""
    for key in dict.fromkeys(key for _, key in known):
        here = {name: value for (name, thing), value in known.items() if thing == key}
        for name, wholes in _WIDER.items():
            for whole in wholes:
                if name in here and whole in here and here[name] > here[whole]:
                    yield _contradiction((name, here[name]), (whole, here[whole]), key)
        for whole, parts in _SUMS:
            if whole in here and all(part in here for part in parts):
                total = sum((here[part] for part in parts), Fraction(0))
                if total != here[whole]:
                    yield _told(_sum(parts), total, term("base", whole), here[whole], key)
        votes = next((name for name in VOTES if name in here), "")
        if votes and here.get("present") == 0:
            yield _contradiction(("present", here["present"]), (votes, here[votes]), key)


def _sum(parts: tuple[str, ...]) -> Both:
    words = [term("base+vote", part) for part in parts]
    return Both("加".join(word.zh for word in words), " + ".join(word.en for word in words))


def _contradiction(one: Figure, other: Figure, thing: str) -> Diagnostic:
    names = term("base+vote", one[0]), term("base+vote", other[0])
    return _told(names[0], one[1], names[1], other[1], thing)


def _told(one: Both, value: Fraction, other: Both, whole: Fraction, thing: str) -> Diagnostic:
    return finding(
        "GOV902", (), one=figure_word(one, thing), value=number_word(value),
        other=figure_word(other, thing), whole=number_word(whole),
    )  # fmt: skip


def figure_word(name: Both, thing: str) -> Both:
    """A figure by name, with the thing it is of where that is not plain heads."""
    if thing in ("", HEADS):
        return name
    return both("word.with_note", what=name, note=Both(thing, thing))


def number_word(value: Fraction) -> str:
    """A figure as it is shown: whole, as a decimal where it has one, else as a fraction."""
    if value.denominator == 1:
        return str(value)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return str(value) if rest > 1 else f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
