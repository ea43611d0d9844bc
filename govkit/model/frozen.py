"""The base of what is frozen: objects with named fields, immutable, hashable, equal by content.

Fields enter, as a class body names them; a class leaves whose objects can be made, copied, compared
and stored. A schema is built only where data from outside are read, or objects are written as data
(`schema`): a text that is compiled needs none. Nothing here knows a statement or a kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, dataclass_transform

if TYPE_CHECKING:
    from govkit.model.schema import Schema

_SLOTS = ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")


class Required:
    """Stands where a field has no default."""

    def __repr__(self) -> str:
        return "required"


REQUIRED: Final = Required()


class Tag:
    """Marks a union of values whose field `type` says which of them stands there."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from govkit.model.schema import tagged

        return tagged(source, handler)


TAG: Final = Tag()


class Part:
    """One field of a class: its name, the annotation as it is written, its default."""

    __slots__ = ("default", "name", "owner", "written")

    def __init__(self, owner: type[Any], name: str, written: str, default: Any) -> None:
        self.owner, self.name, self.written, self.default = owner, name, written, default

    @property
    def annotation(self) -> Any:
        """The type of the field."""
        from govkit.model.schema import hints

        return hints(self.owner)[self.name]


class Stored:
    """What every frozen object has, whatever its fields are: no change, copies, storing, data.

    The three slots beside `__dict__` are those that a schema fills when it makes an object.
    """

    __slots__ = ("__dict__", *_SLOTS)
    __pydantic_fields_set__: set[str]

    # ── as data ──
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from govkit.model.schema import core_schema

        return core_schema(source, handler)

    @classmethod
    def _schema(cls) -> Schema:
        """The schema of the class, built when it is first asked for."""
        found: Schema | None = cls.__dict__.get("_own_schema")
        if found is None:
            from govkit.model.schema import schema_of

            found = schema_of(cls)
            cls._own_schema = found  # type: ignore[attr-defined]
        return found

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """An object of plain data. Raises `ValidationError`, which is a `ValueError`."""
        found: Self = cls._schema().validator.validate_python(data)
        return found

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """An object of a JSON text. Raises `ValidationError`, which is a `ValueError`."""
        found: Self = cls._schema().validator.validate_json(text)
        return found

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the data of this class."""
        return cls._schema().as_json()

    def model_dump(
        self,
        *,
        mode: str = "python",
        include: set[str] | None = None,
        exclude: set[str] | None = None,
    ) -> Any:
        """Plain data, without what is blank."""
        write = self._schema().serializer.to_python
        return write(self, mode=mode, include=include, exclude=exclude)

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """The same as a JSON text."""
        return self._schema().serializer.to_json(self, indent=indent).decode()

    # ── no change ──
    def __setattr__(self, name: str, value: Any) -> None:
        if name != "__orig_class__":  # `typing` notes here how a generic class was written
            raise self._schema().frozen(name)

    def __delattr__(self, name: str) -> None:
        raise self._schema().frozen(name)

    # ── copies ──
    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were given, by name."""
        return self.__pydantic_fields_set__

    def _of(self, fields: dict[str, Any], given: set[str]) -> Self:
        """Fill a new object; there is nothing extra or private in it."""
        _put_fields(self, fields)
        _put_given(self, given)
        return self

    def _carried(self) -> dict[str, Any]:
        """What a copy begins with."""
        return self.__dict__.copy()

    def __copy__(self) -> Self:
        return self.__class__.__new__(self.__class__)._of(
            self._carried(), self.__pydantic_fields_set__.copy()
        )

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        copied = self.__copy__()
        copied.__dict__.update(deepcopy(copied.__dict__, memo))
        return copied

    def __getstate__(self) -> dict[Any, Any]:
        return {"__dict__": self.__dict__, "given": self.__pydantic_fields_set__}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        self._of(state["__dict__"], state["given"])


# The setters of the slots themselves: objects of a case are made at every move.
_put_fields = Stored.__dict__["__dict__"].__set__
_put_given = Stored.__dict__["__pydantic_fields_set__"].__set__


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Frozen(Stored):
    """Base of every object of the model: immutable, hashable, closed to unknown fields."""

    __slots__ = ()
    model_fields: ClassVar[Mapping[str, Part]] = {}
    _own_fields: ClassVar[Mapping[str, Part]] = {}
    _blank: ClassVar[dict[str, Any]] = {}  # every field with its default, in their order
    _required: ClassVar[frozenset[str]] = frozenset()
    _values: ClassVar[Any]
    _all_given: ClassVar[set[str] | None] = None

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._own_fields = {
            name: Part(cls, name, written, cls.__dict__.get(name, REQUIRED))
            for name, written in cls.__annotations__.items()
            if not written.startswith("ClassVar")
        }
        found: dict[str, Part] = {}
        for base in reversed(cls.__mro__):
            found.update(base.__dict__.get("_own_fields", ()))
        cls.model_fields = found
        cls._blank = {name: part.default for name, part in found.items()}
        cls._required = frozenset(name for name, value in cls._blank.items() if value is REQUIRED)
        if found:
            cls._values = itemgetter(*found)

    def __init__(self, **data: Any) -> None:
        """Make an object of data, each read as its field wants it. Raises `ValidationError`."""
        self._schema().validator.validate_python(data, self_instance=self)

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, /, **values: Any) -> Self:
        """An object of values that are known to be right; nothing is looked at but their names."""
        whole = {**cls._blank, **values}
        if len(whole) > len(cls._blank) or not cls._required <= values.keys():
            raise TypeError(f"{cls.__name__} cannot be made of {', '.join(values) or 'nothing'}")
        given = cls._all_given or (set(values) if _fields_set is None else _fields_set)
        return cls.__new__(cls)._of(whole, given)

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """A copy with some fields changed to values that are known to be right."""
        fields, given = self._carried(), self.__pydantic_fields_set__
        if update:
            fields.update(update)
            if self._all_given is not None:
                given = self._all_given
            elif not update.keys() <= given:
                given = given | update.keys()
        return self.__class__.__new__(self.__class__)._of(fields, given)

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        mine, theirs = self.__dict__, other.__dict__
        if mine == theirs:
            return True
        if len(mine) == len(theirs) == len(self._blank):
            return False
        return all(mine[name] == theirs[name] for name in self._blank)  # beside what is worked out

    def __hash__(self) -> int:
        return hash((type(self), self._values(self.__dict__)))

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return ((name, self.__dict__[name]) for name in self._blank)

    def __repr__(self) -> str:
        """Only what is said, so that an object can be read at a prompt."""
        said = (f"{name}={value!r}" for name, value in self if value and not self._is_blank(name))
        return f"{type(self).__name__}({', '.join(said)})"

    def _is_blank(self, name: str) -> bool:
        blank = self._blank[name]
        return isinstance(blank, Frozen) and blank == self.__dict__[name]


class Record(Frozen):
    """A frozen object of which nobody asks what was given and what was left out: all its objects
    share one set of names, where each would keep its own."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._all_given = set(cls.model_fields)
