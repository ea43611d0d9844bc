"""What every statement carries beside its value: origin, validity, doubt, strength.

A `Claim` is the clauses alone, a `Stated` is a value with its clauses, an `Attribute` is what a
field holds: no, one or several statements, which differ in their dates or conditions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from govkit.model.counting import counting, counting_entries
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
    Field(discriminator="type"),
]
Condition = Annotated[Constant | Name | Infix | Call | Each, Field(discriminator="type")]
Amount = Annotated[
    Quantity | Bound | Range | Unknown | Name | Infix | Call, Field(discriminator="type")
]
Cadence = Annotated[Rate | Word | Recurrence | Unknown, Field(discriminator="type")]
Duration = Annotated[Quantity | Bound | Range | Recurrence | Unknown, Field(discriminator="type")]
RateLike = Annotated[Rate | Unknown | Quantity | Bound | Range, Field(discriminator="type")]
ShareLike = Annotated[
    Share | Shares | Quantity | Bound | Range | Unknown | Infix, Field(discriminator="type")
]
SeasonLike = Annotated[Season | Unknown, Field(discriminator="type")]
OfficeLike = Annotated[Office | Unknown, Field(discriminator="type")]
PublicLike = Annotated[PublicHolidays | Unknown, Field(discriminator="type")]
DayLike = Annotated[Day | Unknown, Field(discriminator="type")]
MomentLike = Annotated[Moment | Unknown, Field(discriminator="type")]
FormulaLike = Annotated[Formula | Unknown, Field(discriminator="type")]
WordLike = Annotated[Word | Unknown, Field(discriminator="type")]
ChosenLike = Annotated[Chosen | Unknown, Field(discriminator="type")]
DurationsLike = Annotated[Durations | Unknown, Field(discriminator="type")]
WordsLike = Annotated[Words | Unknown, Field(discriminator="type")]
RefsLike = Annotated[Refs | Unknown, Field(discriminator="type")]


class Frozen(BaseModel):
    """Base of every object of the model: immutable, hashable, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_serializer(mode="wrap")
    def _without_blanks(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What is not said is left out of an export; loading gives the same blanks back.

        So a field is left out only where its blank is what loading puts there: one that must be
        said, and one whose default is no blank, is always written.
        """
        blank = _blanks_of(type(self))
        return {
            key: value
            for key, value in handler(self).items()
            if not (key in blank and (value is None or value in blank[key]))
        }

    def __repr_name__(self) -> str:
        return type(self).__name__.partition("[")[0]

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Only what is said, so that an object can be read at a prompt."""
        for name, value in super().__repr_args__():
            if value and not (isinstance(value, Origin) and value.kind == "none"):
                yield name, value


@cache
def _blanks_of(cls: type[Frozen]) -> dict[str, tuple[Any, ...]]:
    """What stands for nothing said in each field that may be left out."""
    found: dict[str, tuple[Any, ...]] = {}
    for name, field in cls.model_fields.items():
        default = field.default
        if default is None:
            found[name] = ()
        elif default == "":
            found[name] = ("",)
        elif default == () or (isinstance(default, RootModel) and default.root == ()):
            found[name] = ([], ())
        elif isinstance(default, BaseModel):
            found[name] = ({}, {"kind": "none"})
    return found


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

    origin: Origin = Origin()
    since: date | None = None
    until: date | None = None
    when: Condition | None = None
    strength: Strength | None = None
    doubts: tuple[Doubt, ...] = ()
    approvals: tuple[Approval, ...] = ()
    chance: Fraction | None = None

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

    def __reduce__(self) -> tuple[Any, ...]:
        origin, name = _written_as(type(self))
        return _restored, (origin, name, self.__getstate__())


class Attribute(RootModel[tuple[Stated[T], ...]], Generic[T]):
    """All statements of one field, in the order of the text; empty where nothing is said.

    `root` is all that is said, prohibitions (不得) too, for those who show or walk through it. All
    else is about what is so: iteration, truth, values and `at` leave prohibitions out, and what
    counts loses what they take away.
    """

    ADDS: ClassVar[bool] = False  # whether several statements add to each other

    model_config = ConfigDict(frozen=True, defer_build=True)
    root: tuple[Stated[T], ...] = ()

    def __repr__(self) -> str:
        return f"Attribute({', '.join(map(repr, self.root))})"

    def __reduce__(self) -> tuple[Any, ...]:
        origin, name = _written_as(type(self))
        return _restored, (origin, name, self.__getstate__())

    @classmethod
    def none(cls) -> Self:
        """An empty attribute; made without a schema, so that importing the model stays quick."""
        return cls.model_construct(())

    def __iter__(self) -> Iterator[Stated[T]]:  # type: ignore[override]
        return (stated for stated in self.root if not forbids(stated.strength))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def numbered(self) -> Iterator[tuple[int, Stated[T]]]:
        """What iteration gives, each statement with its number among all that is said."""
        return ((n, stated) for n, stated in enumerate(self.root) if not forbids(stated.strength))

    def prohibitions(self, day: date | None = None) -> tuple[Stated[T], ...]:
        """What must not be so on `day`, under whatever condition."""
        return tuple(s for s in self.root if forbids(s.strength) and s.holds_on(day))

    def counting(self, day: date | None = None) -> Iterator[tuple[int, Stated[T]]]:
        """The statements that count on `day`, with their numbers: of several in force under one
        condition, the one that began last, less what a prohibition without condition or under the
        same one takes away. Without a day: of those without an end.
        """
        numbers, granted = [n for n, _ in self.numbered()], tuple(self)
        if self.ADDS:
            kept = counting_entries(granted, day)
            found = ((number, _trimmed(granted[number], gone)) for number, gone in kept)
        else:
            found = ((number, granted[number]) for number in counting(granted, day))
        against = self.prohibitions(day) if len(granted) < len(self.root) else ()
        for number, stated in found:
            left = left_beside(stated, (p for p in against if p.when in (None, stated.when)))
            if left is not None:
                yield numbers[number], left

    def at(self, day: date | None = None) -> Stated[T] | None:
        """The unconditional statement that counts on `day`; without a day, of those without an
        end the one that began, or will begin, last.
        """
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


def _written_as(cls: type[BaseModel]) -> tuple[type[BaseModel], str]:
    """A class of statements as `pickle` can write it: the general one, and the name of its type."""
    return cls.__pydantic_generic_metadata__["origin"] or cls, cls.__name__


@cache
def _class_of(origin: type[BaseModel], name: str) -> type[BaseModel]:
    """The class of statements of one type of value; the model has made it when it was imported."""
    import_module("govkit.model.governance")
    return next((cls for cls in origin.__subclasses__() if cls.__name__ == name), origin)


def _restored(origin: type[BaseModel], name: str, state: dict[Any, Any]) -> BaseModel:
    cls = _class_of(origin, name)
    made = cls.__new__(cls)
    made.__setstate__(state)
    return made


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
