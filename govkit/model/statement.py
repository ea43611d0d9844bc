"""What every statement carries beside its value: origin, validity, doubt, strength.

A `Claim` is the clauses alone, a `Stated` is a value with its clauses, an `Attribute` is what a
field holds: no, one or several statements, which differ in their dates or conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar, cast

from govkit.model.counting import counting, counting_entries, standing
from govkit.model.frozen import TAG, Frozen, Stored
from govkit.model.strength import Strength as Strength
from govkit.model.strength import forbids, left_beside
from govkit.values import (
    Bound,
    Call,
    Chain,
    Chosen,
    Constant,
    Day,
    Days,
    Distribution,
    Durations,
    Each,
    Formula,
    Infix,
    LedWords,
    Mapping,
    Moment,
    Name,
    Office,
    PublicHolidays,
    Quantity,
    Range,
    Rate,
    Recurrence,
    Ref,
    Refs,
    Roster,
    Season,
    Share,
    Shares,
    Text,
    Unknown,
    Word,
    Words,
)

T = TypeVar("T")

Value = Annotated[
    Quantity
    | Bound
    | Range
    | Unknown
    | Rate
    | Share
    | Shares
    | Season
    | Office
    | PublicHolidays
    | Day
    | Days
    | Durations
    | Moment
    | Recurrence
    | Text
    | Word
    | Words
    | LedWords
    | Chosen
    | Ref
    | Refs
    | Roster
    | Formula
    | Chain
    | Mapping
    | Distribution
    | Constant
    | Name
    | Infix
    | Call
    | Each,
    TAG,
]
Condition = Annotated[Constant | Name | Infix | Call | Each, TAG]
Amount = Annotated[Quantity | Bound | Range | Unknown | Name | Infix | Call, TAG]
Cadence = Annotated[Rate | Word | Recurrence | Unknown, TAG]
Duration = Annotated[Quantity | Bound | Range | Recurrence | Unknown, TAG]
RateLike = Annotated[Rate | Unknown | Quantity | Bound | Range, TAG]
ShareLike = Annotated[Share | Shares | Quantity | Bound | Range | Unknown | Infix, TAG]
SeasonLike = Annotated[Season | Unknown, TAG]
OfficeLike = Annotated[Office | Unknown, TAG]
PublicLike = Annotated[PublicHolidays | Unknown, TAG]
DayLike = Annotated[Day | Unknown, TAG]
MomentLike = Annotated[Moment | Unknown, TAG]
InstantLike = Annotated[Moment | Quantity | Unknown, TAG]
FormulaLike = Annotated[Formula | Unknown, TAG]
WordLike = Annotated[Word | Unknown, TAG]
ChosenLike = Annotated[Chosen | Unknown, TAG]
DurationsLike = Annotated[Durations | Unknown, TAG]
WordsLike = Annotated[Words | Unknown, TAG]
LedWordsLike = Annotated[Words | LedWords | Unknown, TAG]
RefsLike = Annotated[Refs | Unknown, TAG]
DistributionLike = Annotated[Distribution | Mapping | Unknown, TAG]
WhereLike = Annotated[Refs | Mapping, TAG]
OnDuty = Annotated[Office | Word | Unknown, TAG]
SessionLike = Annotated[Recurrence | Unknown, TAG]


class Origin(Frozen):
    """Where a statement comes from.

    `kind`: `cited` (with `source`, `place` and perhaps the words themselves), `derived` (follows
    from other figures), `assumed` (for simulation only), `proposed` (the drafter's own), `none`.
    """

    kind: Literal["cited", "derived", "assumed", "proposed", "none"] = "none"
    source: str = ""
    place: str = ""
    quotation: str = ""
    remark: str = ""


class Doubt(Frozen):
    """A doubt about a statement, with the other reading where the text gives one."""

    why: str
    or_read: Value | None = None


class Approval(Frozen):
    """`例外/except CODE "why"`: one finding that is known and approved."""

    code: str
    why: str = ""


class Claim(Frozen):
    """The clauses of a statement. `since` is inclusive, `until` exclusive."""

    origin: Origin = Origin.model_construct()
    since: date | None = None
    until: date | None = None
    when: Condition | None = None
    strength: Strength | None = None
    doubts: tuple[Doubt, ...] = ()
    approvals: tuple[Approval, ...] = ()
    chance: Fraction | None = None

    @property
    def last(self) -> date | None:
        """The last day on which it holds; None without an end. Of what ends on the first day that
        there is, that day."""
        if self.until is None or self.until == date.min:
            return self.until
        return self.until - timedelta(days=1)

    def holds_on(self, day: date | None) -> bool:
        """Whether the statement holds on `day`; without a day, whether it has no end."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


class Stated(Claim, Generic[T]):
    """One value with its clauses."""

    value: T


class Attribute(Stored, Generic[T]):
    """All statements of one field, in the order of the text; empty where nothing is said.

    `root` is all that is said, prohibitions (不得) too, for those who show or walk through it. All
    else is about what is so: iteration, truth, values and `at` leave prohibitions out, and what
    counts loses what they take away.
    """

    ADDS: ClassVar[bool] = False  # whether several statements add to each other

    root: tuple[Stated[T], ...]

    def __init__(self, root: Any = ()) -> None:
        """Make it of statements or of their data. Raises `ValidationError`."""
        self._schema().validator.validate_python(root, self_instance=self)

    @classmethod
    def model_construct(cls, root: tuple[Stated[T], ...] = ()) -> Self:
        """The attribute with statements that are known to be right."""
        return cls.__new__(cls)._of({"root": root}, {"root"} if root else set())

    @classmethod
    def none(cls) -> Self:
        """An empty attribute."""
        return cls.model_construct()

    def __getstate__(self) -> dict[Any, Any]:
        return {"__dict__": {"root": self.root}, "given": self.model_fields_set}

    def __repr__(self) -> str:
        return f"Attribute({', '.join(map(repr, self.root))})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Attribute) and self.root == other.root

    def __hash__(self) -> int:
        return hash(self.root)

    def __iter__(self) -> Iterator[Stated[T]]:
        return (stated for stated in self.root if not forbids(stated.strength))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def numbered(self) -> Iterator[tuple[int, Stated[T]]]:
        """What iteration gives, each statement with its number among all that is said."""
        return ((n, stated) for n, stated in enumerate(self.root) if not forbids(stated.strength))

    @property
    def _as_it_stands(self) -> tuple[tuple[int, Stated[T]], ...] | None:
        """What counts on every day, where nothing is dated and nothing forbidden; else None.

        Worked out once: a field is asked again and again, by checks and by every case.
        """
        kept = self.__dict__.get("_stands", self)
        if kept is self:
            plain = all(
                one.since is None and one.until is None and not forbids(one.strength)
                for one in self.root
            )
            kept = tuple(enumerate(self.root)) if plain else None
            self.__dict__["_stands"] = kept
        return cast("tuple[tuple[int, Stated[T]], ...] | None", kept)

    def prohibitions(self, day: date | None = None) -> tuple[Stated[T], ...]:
        """What must not be so on `day`, under whatever condition."""
        if self._as_it_stands is not None:
            return ()
        return tuple(s for s in self.root if forbids(s.strength) and s.holds_on(day))

    def counting(self, day: date | None = None) -> Iterator[tuple[int, Stated[T]]]:
        """The statements that count on `day`, with their numbers: of several in force under one
        condition, the one that began last, less what a prohibition without condition or under the
        same one takes away. Without a day: of those without an end.
        """
        plain = self._as_it_stands
        return iter(plain) if plain is not None else self._counted(day)

    def _counted(self, day: date | None) -> Iterator[tuple[int, Stated[T]]]:
        if len(self.root) < 2:
            yield from ((n, one) for n, one in self.numbered() if one.holds_on(day))
            return
        numbers, granted = [n for n, _ in self.numbered()], tuple(self)
        if self.ADDS:
            kept = counting_entries(granted, day)
            found = ((number, _trimmed(granted[number], gone)) for number, gone in kept)
        else:
            found = ((number, granted[number]) for number in counting(granted, day))
        if len(granted) == len(self.root):  # nothing can be taken away
            yield from found
            return
        against = self.prohibitions(day)
        for number, stated in found:
            left = left_beside(stated, (p for p in against if p.when in (None, stated.when)))
            if left is not None:
                yield numbers[number], left

    def over(self, days: Sequence[date]) -> Iterator[tuple[tuple[int, Stated[T]], ...]]:
        """What `counting` gives for each of some days, which come in their order."""
        adding = self.ADDS or len(self) < len(self.root)
        for day, numbers in zip(days, standing(self.root, days, adding), strict=True):
            held = type(self).model_construct(tuple(self.root[number] for number in numbers))
            yield tuple((numbers[n], stated) for n, stated in held.counting(day))

    def at(self, day: date | None = None) -> Stated[T] | None:
        """The unconditional statement that counts on `day`; without a day, of those without an
        end the one that began, or will begin, last.
        """
        plain = self._as_it_stands
        if plain is not None and len(plain) < 2:
            return plain[0][1] if plain and plain[0][1].when is None else None
        return next((stated for _, stated in self.counting(day) if stated.when is None), None)

    @property
    def value(self) -> T | None:
        """The latest value without condition and without an end; None where nothing is said."""
        stated = self.at()
        return stated.value if stated is not None else None

    @property
    def values(self) -> tuple[T, ...]:
        """All values, in the order of the text."""
        return tuple(stated.value for stated in self)


def _trimmed(stated: Stated[Any], gone: frozenset[Any]) -> Stated[Any]:
    """A map without the keys that a later one leads elsewhere."""
    if not gone:
        return stated
    entries = tuple(
        replace(arrow, keys=keys)
        for arrow in stated.value.entries
        if (keys := tuple(key for key in arrow.keys if key not in gone))
    )
    return stated.model_copy(update={"value": replace(stated.value, entries=entries)})


class Outcomes(Attribute[Mapping]):
    """What events lead to, `on`: statements add to each other, event by event."""

    ADDS: ClassVar[bool] = True


class Entity(Claim):
    """What every block of the model has: a name within its kind, a title, notes."""

    name: str
    title: str = ""
    note: Attribute[Text] = Attribute[Text].none()
    alias: Attribute[WordsLike] = Attribute[WordsLike].none()

    @property
    def label(self) -> str:
        """The title where there is one, else the name."""
        return self.title or self.name
