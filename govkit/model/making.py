"""From the arguments the readers of a text have built to the object they describe.

A class and its arguments enter, maps and lists within each other; the frozen object leaves. The
readers have seen to it that every value is of the type of its field, so none is looked at again:
data from outside go through `model_validate`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from govkit.model.frozen import Frozen, Part
from govkit.model.statement import Attribute, Stated

F = TypeVar("F", bound=Frozen)
_SEVERAL = re.compile(r"tuple\[(\w+), \.\.\.\]")
_MAKERS: dict[type[Frozen], dict[str, Callable[[Any], Any]]] = {}


def made(cls: type[F], arguments: Mapping[str, Any]) -> F:
    """The object of a class that some arguments describe."""
    makers = _makers(cls)
    return cls.model_construct(
        None, **{name: makers[name](value) for name, value in arguments.items()}
    )


def _makers(cls: type[Frozen]) -> dict[str, Callable[[Any], Any]]:
    """What makes the value of each field."""
    if cls not in _MAKERS:
        _MAKERS[cls] = {name: _maker(part) for name, part in cls.model_fields.items()}
    return _MAKERS[cls]


def _maker(part: Part) -> Callable[[Any], Any]:
    if isinstance(part.default, Attribute):
        kind = type(part.default)
        return lambda value: _attribute(kind, value)
    several = _SEVERAL.fullmatch(part.written)
    held = vars(sys.modules[part.owner.__module__]).get(several[1]) if several else None
    if isinstance(held, type) and issubclass(held, Frozen):
        return lambda value: tuple(_object(held, one) for one in value)
    return _plain


def _attribute(kind: type[Attribute[Any]], value: Any) -> Attribute[Any]:
    if isinstance(value, Attribute):
        return value
    return kind.model_construct(tuple(_object(Stated, one) for one in value))


def _object(cls: type[F], value: Any) -> F:
    return value if isinstance(value, cls) else made(cls, value)


def _plain(value: Any) -> Any:
    """A value as it is; a piece of the text becomes the characters it consists of."""
    if isinstance(value, str):
        return str(value)
    return tuple(value) if isinstance(value, list) else value
