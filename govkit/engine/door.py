"""The door of the engine: what a caller hands in has its type and can be kept, or it is refused.

Arguments enter as they were given; the same arguments leave, sequences as tuples, or `GovError`.
What an argument means in a model is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import wraps
from inspect import Parameter, signature
from types import NoneType
from typing import Any, TypeVar

from govkit.diagnostics import Both, GovError
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Case
from govkit.engine.case.event import Event
from govkit.engine.case.kept import countable, keepable, keepable_value, sayable
from govkit.engine.case.move import Move
from govkit.engine.case.related import Related
from govkit.model.governance import Governance

T = TypeVar("T")
Check = Callable[[str, Any], Any]
_NO_TYPES: frozenset[type] = frozenset()
_MAY_BE_TEXT = frozenset({"str", "str | None", "Move | str", "When", "When | None"})


def guarded(cls: type[T]) -> type[T]:
    """A class whose public methods check their arguments by the types they are annotated with.

    Their refusals speak the tongue of the object, unless one was chosen before. What is wrong
    raises `GovError`: GOV925 the wrong type, GOV926 text that cannot be kept, GOV927 a number
    that is none or has too many digits.
    """
    for name, method in list(vars(cls).items()):
        if callable(method) and (name == "__init__" or not name.startswith("_")):
            setattr(cls, name, _checked(method))
    return cls


def _checked(method: Callable[..., Any]) -> Callable[..., Any]:
    parameters = [each for name, each in signature(method).parameters.items() if name != "self"]
    named = [each for each in parameters if each.kind is not Parameter.VAR_KEYWORD]
    checks = {each.name: CHECKS[str(each.annotation)] for each in named}
    plain = {each.name: PLAIN.get(str(each.annotation), frozenset()) for each in named}
    texts = {each.name for each in named if str(each.annotation) in _MAY_BE_TEXT}
    places = tuple(each.name for each in named if each.kind is Parameter.POSITIONAL_OR_KEYWORD)
    rest = next((each.name for each in parameters if each.kind is Parameter.VAR_KEYWORD), "")

    plain_places = tuple((plain[name], name in texts) for name in places)

    def are_plain(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        """Whether all is right at a glance: of just the right types, and short text that shows."""
        for one, (types, may_be_text) in zip(args, plain_places, strict=False):
            if type(one) not in types and not (may_be_text and _shows(one)):
                return False
        for name, one in kwargs.items():
            types = plain.get(name, _NO_TYPES)
            if type(one) not in types and not (name in texts and _shows(one)):
                return False
        return True

    def checked(args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        """What is given by place, each thing checked; the first of the signature that is wrong is
        refused."""
        given = [checks[name](name, one) for name, one in zip(places, args, strict=False)]
        try:
            for name in kwargs.keys() & checks.keys():
                kwargs[name] = checks[name](name, kwargs[name])
        except GovError:
            for name, check in checks.items():
                if name in kwargs:
                    check(name, kwargs[name])
            raise
        if rest and kwargs.keys() - checks.keys():
            _more(rest, {name: one for name, one in kwargs.items() if name not in checks})
        return given

    @wraps(method)
    def call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        try:
            if are_plain(args, kwargs):
                return method(self, *args, **kwargs)
            given = checked(args, kwargs)
            return method(self, *given, *args[len(given) :], **kwargs)
        except GovError as error:
            error.spoken(getattr(self, "lang", ""))
            raise

    return call


def _shows(one: Any) -> bool:
    """Whether something is short text without anything that is not shown."""
    return type(one) is str and len(one) < 100 and one.isprintable()


# ── by type ──
def _wrong(name: str, value: object, zh: str, en: str) -> Exception:
    given = sayable(value) if value is None else type(value).__name__
    return refuse("GOV925", name=sayable(name), wanted=Both(zh, en), given=given)


def _one(zh: str, en: str, *types: type, none: bool = False) -> Check:
    """A check for a value of one of some types; a truth value is no number."""

    def check(name: str, value: Any) -> Any:
        if value is None and none:
            return None
        right = isinstance(value, types) and (bool in types or not isinstance(value, bool))
        if datetime not in types and isinstance(value, datetime):
            right = False
        if not right:
            raise _wrong(name, value, zh, en)
        if isinstance(value, str) and bytes not in types:
            return keepable(name, value)
        if isinstance(value, int):
            countable(name, value)
        return value

    return check


def _among(*words: str, none: bool = False) -> Check:
    def check(name: str, value: Any) -> Any:
        if value is None and none:
            return None
        if not (isinstance(value, str) and value in words):
            raise _wrong(name, value, "、".join(words), " or ".join(words))
        return value

    return check


def _several(each: Check, zh: str, en: str) -> Check:
    """A check for a sequence; text is none, though Python would take its letters."""

    def check(name: str, value: Any) -> tuple[Any, ...]:
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
            raise _wrong(name, value, zh, en)
        return tuple(each(name, one) for one in value)

    return check


def _more(name: str, value: Any) -> Any:
    """Values by name: an attribute, or a figure of a meeting for each of its bases."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _wrong(name, value, "名字到值的对照", "a mapping from names to values")
    for key, held in value.items():
        if not isinstance(key, str):
            raise _wrong(name, key, "文字作名字", "names that are text")
        keepable(name, key)
        keepable_value(key, held)
    return value


def _renames(name: str, value: Any) -> Any:
    """Old names and new ones, both text."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _wrong(name, value, "旧名到新名的对照", "a mapping from old to new names")
    return {_TEXT(name, old): _TEXT(name, new) for old, new in value.items()}


def _life(name: str, value: Any) -> Any:
    """A case, or the events of one."""
    if isinstance(value, Case):
        return value
    each = _one("经过的一步", "an event", Event)
    return _several(each, "办件或者它的经过", "a case or its events")(name, value)


def _another(name: str, value: Any) -> Any:
    """Another case, or what is kept of one."""
    check = _one("另一件办件", "another case", Case, Related, none=True)
    if isinstance(check(name, value), Related):
        for field in ("id", "matter", "unit", "merged_into"):
            keepable(f"{name}.{field}", _TEXT(f"{name}.{field}", getattr(value, field)))
        _WHEN(f"{name}.opened", value.opened)
    return value


def _act(name: str, value: Any) -> Any:
    """An act of a duty: an instant, or when it began and ended, and perhaps its object."""
    if not isinstance(value, tuple):
        return _WHEN(name, value)
    checks = (_WHEN, _WHEN_OR_NONE, _on)
    if not 2 <= len(value) <= len(checks):
        raise _wrong(name, value, "两个时间和对象", "two instants and an object")
    return tuple(check(name, one) for check, one in zip(checks, value, strict=False))


def _on(name: str, value: Any) -> Any:
    """The object of an act, or the objects that one round covers."""
    if isinstance(value, str):
        return _TEXT(name, value)
    return _several(_TEXT, "一个或者若干个对象", "one object or several")(name, value)


def _objects(name: str, value: Any) -> Any:
    """How many objects somebody is in charge of, or their keys; None where it is not said."""
    if value is None or isinstance(value, int):
        return _one("整数", "a whole number", int, none=True)(name, value)
    keys = _several(_TEXT, "对象的个数或者名称", "how many objects, or their keys")(name, value)
    return tuple(dict.fromkeys(keys))


_TEXT = _one("文字", "text", str)
_WHEN = _one("时间", "an instant", datetime, str)
_WHEN_OR_NONE = _one("时间", "an instant", datetime, str, none=True)
# Values of just these types are right as they are.
PLAIN: Mapping[str, frozenset[type]] = {
    "Case": frozenset({Case}),
    "Case | Related | None": frozenset({Case, NoneType}),
    "Move | str": frozenset({Move}),
    "When": frozenset({datetime}),
    "When | None": frozenset({datetime, NoneType}),
    "int | None": frozenset({NoneType}),
    "str | None": frozenset({NoneType}),
    "Mapping[str, Any] | None": frozenset({NoneType}),
}
CHECKS: Mapping[str, Check] = {
    "str": _TEXT,
    "str | None": _one("文字", "text", str, none=True),
    "str | bytes": _one("文字", "text", str, bytes),
    "bool": _one("是或否", "true or false", bool),
    "int": _one("整数", "a whole number", int),
    "int | None": _one("整数", "a whole number", int, none=True),
    "date": _one("日期", "a day", date),
    "date | None": _one("日期", "a day", date, none=True),
    "When": _WHEN,
    "When | None": _WHEN_OR_NONE,
    "Case | Iterable[Event]": _life,
    "Case | Related | None": _another,
    "Case": _one("办件", "a case", Case),
    "Case | None": _one("办件", "a case", Case, none=True),
    "Governance": _one("模型", "a model", Governance),
    "Move": _one("动作", "a move", Move),
    "Move | str": _one("动作或其写法", "a move or its id", Move, str),
    "OnBreach": _among("refuse", "record"),
    "Lang | None": _among("zh", "en", none=True),
    "Iterable[str]": _several(_TEXT, "若干文字", "a sequence of texts"),
    "Iterable[Case]": _several(_one("办件", "a case", Case), "若干办件", "a sequence of cases"),
    "Mapping[str, str] | None": _renames,
    "Acts": _several(_act, "若干次履职", "a sequence of acts"),
    "Objects": _objects,
    "Mapping[str, Any] | None": _more,
}
