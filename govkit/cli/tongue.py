"""Which tongue the commands speak: `--lang`, GOVKIT_LANG, the tongue of the call, the locale.

The arguments and the environment enter; a tongue, whether the user chose it, and the arguments
without the option leave. This runs before anything is parsed, so that even a wrong call is
answered in the right tongue.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govkit.cli.refusal import misused, not_one_of
from govkit.cli.roster import called
from govkit.cli.wording import Tongue
from govkit.diagnostics import Both

OPTIONS = ("--lang", "--语言")
VARIABLE = "GOVKIT_LANG"
SPELLINGS: dict[str, Tongue] = {
    "zh": "zh", "zh-cn": "zh", "zh_cn": "zh", "cn": "zh", "中文": "zh", "汉语": "zh",
    "en": "en", "en-us": "en", "en_us": "en", "english": "en", "英文": "en", "英语": "en",
}  # fmt: skip
# These commands have a `--lang` of their own, about their text and not about their messages.
WITH_OWN_OPTION = frozenset({"fmt"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The tongue, and whether the user asked for it (an option or the variable)."""

    lang: Tongue
    chosen: bool


def of_environment(environ: Mapping[str, str]) -> Choice:
    """What the environment says; English where it says nothing."""
    asked = SPELLINGS.get(environ.get(VARIABLE, "").strip().lower())
    if asked:
        return Choice(asked, True)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return Choice("zh" if environ[name].lower().startswith("zh") else "en", False)
    return Choice("zh" if _system_is_chinese() else "en", False)


def of_call(said: Choice, arguments: Sequence[str]) -> Choice:
    """The same, but Chinese where the command or an option is typed in Chinese and nothing else
    was chosen: a machine that says nothing about its tongue still hears its user's, who has then
    asked for it by his words."""
    typed = (argument.partition("=")[0] for argument in arguments)
    command = next((word for word in arguments if not word.startswith("-")), "")
    chinese = _is_chinese(command) or any(
        word.startswith("--") and _is_chinese(word) for word in typed
    )
    return Choice("zh", True) if chinese and not said.chosen else said


def tongues(names: Iterable[str], otherwise: Tongue) -> Iterator[Tongue]:
    """The tongue of each name; of one with no letter (`2026`), the one it is spoken of in."""
    for name in names:
        if _is_chinese(name):
            yield "zh"
        else:
            yield "en" if any(letter.isalpha() for letter in name) else otherwise


def _is_chinese(word: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in word)


def taken(arguments: Sequence[str]) -> tuple[list[tuple[str, str | None]], list[str]]:
    """The options about the tongue, each with its value, and the arguments without them.

    The last option wins; one at the very end has no value. Behind the name of a command that has
    its own `--lang` the option is left where it is.
    """
    asked: list[tuple[str, str | None]] = []
    command = ""
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, sign, value = argument.partition("=")
        if name in OPTIONS:
            asked.append((name, value if sign else next(waiting, None)))
            continue
        rest.append(argument)
        if not command and not argument.startswith("-"):
            command = called(argument)
        if argument == "--" or command in WITH_OWN_OPTION:
            break
    return asked, [*rest, *waiting]


def spelled(value: str | None, option: str) -> Tongue:
    """The tongue a word stands for. Raises `Refusal` (GOV804, GOV806)."""
    if value is None:
        raise misused("GOV806", option=option)
    lang = SPELLINGS.get(value.strip().lower())
    if lang is None:
        raise not_one_of(Both(f"选项 {option} ", f"The option `{option}`"), value, ("zh", "en"))
    return lang


def _system_is_chinese() -> bool:
    """Windows tells the tongue of its screens by a number; other systems by variables only."""
    if sys.platform != "win32":
        return False
    import ctypes

    return ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x04
