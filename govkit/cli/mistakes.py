"""What the parser of the command line says, put into findings of this project.

An error of the parser enters, a `Refusal` leaves. The parser's own sentences never reach the
user; only the names it carries do.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from govkit.cli.refusal import Refusal, misused, not_one_of
from govkit.cli.tongue import OPTIONS
from govkit.cli.wording import Tongue, find
from govkit.diagnostics import Both


def refusal(error: Any, arguments: Sequence[str], lang: Tongue) -> Refusal:
    """The finding for an error of the parser, told apart by what the error carries.

    `arguments` is the whole command line, `lang` the tongue that names of arguments are shown in.
    """
    if hasattr(error, "possibilities"):
        near = [*get_close_matches(error.option_name, OPTIONS), *(error.possibilities or ())]
        return misused("GOV802", near, option=error.option_name)
    option = getattr(error, "option_name", None)
    if option is not None:
        given = any(argument.startswith(f"{option}=") for argument in arguments)
        return misused("GOV807" if given else "GOV806", option=option)
    param = getattr(error, "param", None)
    if param is None:
        return misused("GOV805", value=" ".join(arguments))
    name = _shown(param, lang)
    if hasattr(error, "param_type"):
        return misused("GOV803", name=name)
    return not_one_of(Both(f"「{name}」", f"`{name}`"), " ".join(arguments), "…")


def _shown(param: Any, lang: Tongue) -> str:
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return find(f"metavar.{param.metavar}", lang) or str(param.name)
