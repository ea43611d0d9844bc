"""Plain values of the command line, taken as they were written.

Some versions of typer read every value through pydantic, whose loading takes longer than most
commands take. Parameters enter; where what was given is plain text, a path or nothing, it leaves as
it is, and all else is left to typer.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Union, get_args, get_origin

_PLAIN = (str, Path)


def plainly(params: list[Any]) -> list[Any]:
    """The parameters of a command, those of text and of paths taken plainly."""
    for param in params:
        reader = getattr(param, "get_runtime_param", None)
        if hasattr(param, "type_descriptor") and not isinstance(reader, _Taken):
            param.get_runtime_param = _Taken(param, reader)
    return params


class _Taken:
    """Stands where typer keeps what reads the values of one parameter."""

    def __init__(self, param: Any, reader: Any) -> None:
        self._kind = _kind_of(param.type_descriptor.annotation)
        self._reader = reader

    def __call__(self) -> _Taken:
        """What reads the values: itself."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command takes it."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        given = value if several and isinstance(value, list | tuple) else [value]
        if self._kind is None or not all(map(self._is_plain, given)):
            return self._reader().coerce(value, param=param, ctx=ctx)
        taken = [self._kind(one) for one in given]
        return taken if several else taken[0]

    def _is_plain(self, value: Any) -> bool:
        if not isinstance(value, str):
            return False
        return self._kind is str or not os.path.exists(value) or os.access(value, os.R_OK)


def _kind_of(annotation: Any) -> type[str] | type[Path] | None:
    """Text or path, alone or in a list; None for all else."""
    held = get_args(annotation)[0] if get_origin(annotation) in (list, Union) else annotation
    return held if held in _PLAIN else None
