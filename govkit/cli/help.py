"""The page of a command: usage, purpose, arguments and options, in the tongue of the screen.

A parsed command enters, text leaves. Names and spellings come from the command, every sentence
from `wording.toml`; columns are counted in cells, because Chinese letters take two.
"""

from __future__ import annotations

import shutil
from typing import Any

from govkit.cli.paragraph import wrapped
from govkit.cli.roster import CHINESE
from govkit.cli.tongue import OPTIONS, WITH_OWN_OPTION
from govkit.cli.wording import Tongue, find, worded
from govkit.diagnostics.width import width

PROGRAM = "govkit"
HELP = "--help"
WIDEST = 100
WIDEST_NAME = 32


def page(command: Any, ctx: Any) -> str:
    """The whole page, without a final line break. `ctx.obj` at the root is the screen."""
    lang: Tongue = ctx.find_root().obj.lang
    group = hasattr(command, "list_commands")
    room = min(WIDEST, shutil.get_terminal_size((80, 24)).columns) - 1
    parts = [_usage(command, ctx, lang, group)]
    about = "help.about" if group else f"{command.name}.summary"
    parts.append("\n".join(wrapped(worded(about, lang), room)))
    if group:
        listed = command.list_commands(ctx)
        rows = [(_listed(name, lang), worded(f"{name}.summary", lang)) for name in listed]
        parts.append(_section("help.commands", rows, room, lang))
    else:
        rows = [_row(param, command, lang) for param in _arguments(command, ctx)]
        parts += [_section("help.arguments", rows, room, lang)] if rows else []
    rows = [_row(param, command, lang) for param in _options(command, ctx)]
    if command.name not in WITH_OWN_OPTION:
        shown = f"{', '.join(OPTIONS)} {worded('metavar.TONGUE', lang)}"
        rows.insert(len(rows) - 1, (shown, worded("option.lang", lang)))
    parts.append(_section("help.options", rows, room, lang))
    if group:
        parts.append(worded("help.more", lang))
    return "\n\n".join(parts)


def _listed(name: str, lang: Tongue) -> str:
    """`check（检查）`: the Chinese name is told to those who read Chinese."""
    return f"{name}（{CHINESE[name]}）" if lang == "zh" and CHINESE[name] else name


def _usage(command: Any, ctx: Any, lang: Tongue, group: bool) -> str:
    pieces = [PROGRAM] if group else [PROGRAM, command.name]
    pieces.append(worded("help.any_options", lang))
    pieces += [_metavar(param, lang) for param in _arguments(command, ctx)]
    pieces += [worded("help.any_command", lang)] if group else []
    return f"{worded('help.usage', lang)}{'' if lang == 'zh' else ' '}{' '.join(pieces)}"


def _arguments(command: Any, ctx: Any) -> list[Any]:
    return [p for p in command.get_params(ctx) if p.param_type_name == "argument"]


def _options(command: Any, ctx: Any) -> list[Any]:
    return [p for p in command.get_params(ctx) if p.param_type_name == "option"]


def _row(param: Any, command: Any, lang: Tongue) -> tuple[str, str]:
    name = "help" if HELP in param.opts else param.name
    says = find(f"{command.name}.{name}", lang) or worded(f"option.{name}", lang)
    if param.param_type_name == "argument":
        return _metavar(param, lang), says
    spellings = ", ".join(sorted(param.opts, key=_rank))
    return (spellings if param.is_flag else f"{spellings} {_metavar(param, lang)}"), says


def _rank(spelling: str) -> tuple[bool, bool, str]:
    """The short spelling first, then the English ones, then the Chinese ones."""
    return spelling.startswith("--"), not spelling.isascii(), spelling


def _metavar(param: Any, lang: Tongue) -> str:
    shown = worded(f"metavar.{param.metavar}", lang)
    if param.param_type_name == "argument":
        shown += "…" if param.nargs == -1 else ""
        return shown if param.required else f"[{shown}]"
    return shown


def _section(heading: str, rows: list[tuple[str, str]], room: int, lang: Tongue) -> str:
    fitting = [width(name) for name, _ in rows if width(name) <= WIDEST_NAME]
    column = max(fitting, default=WIDEST_NAME) + 4
    lines = [worded(heading, lang)]
    for name, says in rows:
        first, *rest = wrapped(says, room - column)
        if width(name) > WIDEST_NAME:
            lines.append(f"  {name}")
            name = ""
        lines.append(f"  {name}{' ' * (column - 2 - width(name))}{first}")
        lines += [f"{' ' * column}{line}" for line in rest]
    return "\n".join(lines)
