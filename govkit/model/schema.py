"""Schemas of the frozen classes: data read from outside, and objects written as data.

A class enters; what validates, writes and describes its data leaves. Each class has a twin, a model
of pydantic with the same fields, whose schema makes and writes objects of the class itself. It is
loaded where data are read or written, never to compile a text (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Generic, get_args, get_origin, get_type_hints

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    RootModel,
    SerializerFunctionWrapHandler,
    ValidationError,
    create_model,
    model_serializer,
)
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import CoreSchema, SchemaSerializer
from pydantic_core.core_schema import ModelSchema

from govkit.model import statement
from govkit.model.frozen import REQUIRED, Frozen, Stored
from govkit.model.statement import T

_TWIN = "twin"
_HINTS: dict[type[Any], Mapping[str, Any]] = {}
_TWINS: dict[type[Any], Any] = {}
_BLANKS: dict[type[Any], dict[str, tuple[Any, ...]]] = {}


@dataclass(frozen=True)
class Schema:
    """What reads, writes and describes the data of one class."""

    twin: type[BaseModel]
    validator: Any
    serializer: SchemaSerializer

    def as_json(self) -> dict[str, Any]:
        """The JSON Schema of the data."""
        return self.twin.model_json_schema(schema_generator=_Described)

    def frozen(self, name: str) -> ValidationError:
        """The error for a change of a field."""
        line: Any = {"type": "frozen_instance", "loc": (name,), "input": name}
        return ValidationError.from_exception_data(self.twin.__name__, [line])


def schema_of(cls: type[Stored]) -> Schema:
    """The schema of a class."""
    twin = _twin(cls)
    twin.model_rebuild(force=True)
    return Schema(twin, twin.__pydantic_validator__, twin.__pydantic_serializer__)


def described(classes: Iterable[type[Stored]], template: str) -> dict[str, Any]:
    """The JSON Schemas of several classes by name; they refer to one another by a template."""
    twins = [schema_of(cls).twin for cls in classes]
    _, found = models_json_schema(
        [(twin, "validation") for twin in twins],
        ref_template=template,
        schema_generator=_Described,
    )
    definitions: dict[str, Any] = found["$defs"]
    return definitions


def core_schema(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a class, or of a generic class with its type, inside another."""
    origin = get_origin(source)
    if origin is None:
        return handler.generate_schema(_twin(source))
    return handler.generate_schema(_of(origin, source))


def tagged(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a union of values that say themselves which of them they are."""
    return handler.generate_schema(Annotated[source, Field(discriminator="type")])


def hints(cls: type[Any]) -> Mapping[str, Any]:
    """The annotations of a class and of its bases, read where they were written."""
    if cls not in _HINTS:
        _HINTS[cls] = get_type_hints(cls, include_extras=True)
    return _HINTS[cls]


def _twin(cls: type[Stored]) -> Any:
    """The twin of a class; a generic class has one for every type, made of this one."""
    if cls not in _TWINS:
        _TWINS[cls] = _made(cls)
    return _TWINS[cls]


def _of(origin: type[Stored], alias: Any) -> Any:
    """The twin of a generic class with its type."""
    twin: Any = _twin(origin)
    return twin[get_args(alias)]


def _made(cls: type[Stored]) -> Any:
    if cls is statement.Attribute:
        return _Attribute
    made: Any
    if not issubclass(cls, Frozen):
        (base,) = getattr(cls, "__orig_bases__", (statement.Attribute,))
        made = create_model(cls.__name__, __base__=_of(statement.Attribute, base))
    else:
        fields: dict[str, Any] = {
            name: (hints(cls)[name], ... if part.default is REQUIRED else part.default)
            for name, part in cls.model_fields.items()
        }
        base = _TypedTwin if cls is statement.Stated else _Twin
        made = create_model(cls.__name__, __base__=base, **fields)
    made.twin_of = cls
    made.__doc__ = cls.__doc__
    return made


def _of_the_class(cls: Any, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a twin, which makes and writes objects of the class it is the twin of."""
    schema = handler(source)
    model: Any = handler.resolve_ref_schema(schema)
    model["cls"] = cls.twin_of
    model["metadata"] = {**model.get("metadata", {}), _TWIN: cls}
    return schema


class _Twin(BaseModel):
    """Base of the twins: closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    twin_of: ClassVar[type[Stored]] = Frozen

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _of_the_class(cls, source, handler)

    @model_serializer(mode="wrap")
    def _without_blanks(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What is not said is left out of an export; loading gives the same blanks back.

        So a field is left out only where its blank is what loading puts there: one that must be
        said, and one whose default is no blank, is always written. `self` is of the class itself.
        """
        blank = _blanks_of(type(self))
        return {
            key: value
            for key, value in handler(self).items()
            if not (key in blank and (value is None or value in blank[key]))
        }


class _TypedTwin(_Twin, Generic[T]):
    """Base of the twin of a statement, whose value is of the type of its field."""


class _Attribute(RootModel[Any], Generic[T]):
    """The twin of all statements of one field."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    twin_of: ClassVar[type[Stored]] = statement.Attribute
    root: tuple[statement.Stated[T], ...] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _of_the_class(cls, source, handler)


_Attribute.__name__ = _Attribute.__qualname__ = statement.Attribute.__name__
_Attribute.__doc__ = statement.Attribute.__doc__


class _Described(GenerateJsonSchema):
    """Describes the data of a class as those of its twin."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """The JSON Schema of one class."""
        twin = schema.get("metadata", {}).get(_TWIN, schema["cls"])
        return super().model_schema({**schema, "cls": twin})


def _blanks_of(cls: type[Any]) -> dict[str, tuple[Any, ...]]:
    """What stands for nothing said in each field that may be left out."""
    if cls not in _BLANKS:
        _BLANKS[cls] = dict(_blanks(cls))
    return _BLANKS[cls]


def _blanks(cls: type[Frozen]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, part in cls.model_fields.items():
        default = part.default
        if default is None:
            yield name, ()
        elif default == "":
            yield name, ("",)
        elif default is False:
            yield name, (False,)
        elif default == () or (isinstance(default, statement.Attribute) and default.root == ()):
            yield name, ([], ())
        elif isinstance(default, Frozen):
            yield name, ({}, {"kind": "none"})
