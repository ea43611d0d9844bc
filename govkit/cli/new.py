"""`govkit new NAME`: a first model, from a few answers.

Answers or options enter; a folder with one `.gov` file that checks leaves, in the tongue of the
names that were typed. Nothing is written unless the text holds as a model, and no file is replaced
without being told to.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from govkit.cli.answers import fit, named, single
from govkit.cli.answers import posts as read_posts
from govkit.cli.commands import screen_of
from govkit.cli.draft import Draft, Rung, written
from govkit.cli.files import make_folder, write_file
from govkit.cli.levels import Levels, in_words, read_levels
from govkit.cli.refusal import FAILED, Refusal, failed, misused
from govkit.cli.screen import Screen
from govkit.cli.tongue import tongues
from govkit.diagnostics import Both
from govkit.diagnostics.width import visible

T = TypeVar("T")

FORBIDDEN_IN_FILES = '<>:"|?*\\/'
# Windows keeps these for devices, with or without an ending behind them.
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
INTERRUPTED = 130
_HANDLERS = {
    "zh": {"街道": "街道主任", "社区": "社区书记", "村": "村支书", "网格": "网格长"},
    "en": {"Street": "Director", "Community": "Secretary", "Grid": "Warden"},
}


def command(
    ctx: typer.Context,
    name: Annotated[Path, typer.Argument(metavar="NAME")],
    district: Annotated[str | None, typer.Option("--district", "--地区", metavar="NAME")] = None,
    levels: Annotated[str | None, typer.Option("--levels", "--层级", metavar="LEVELS")] = None,
    handlers: Annotated[
        str | None, typer.Option("--handlers", "--承办", metavar="HANDLERS")
    ] = None,
    matter: Annotated[str | None, typer.Option("--matter", "--事项", metavar="NAME")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", "--默认")] = False,
    force: Annotated[bool, typer.Option("--force", "--覆盖")] = False,
) -> int:
    """Write a first model."""
    screen = screen_of(ctx)
    target = _target(name)
    if target.exists() and not force:
        raise failed("GOV809", path=str(target))
    _speak(screen, target.stem, district, levels, handlers, matter)
    asking = Asking(screen, silent=yes)
    try:
        draft = _asked(asking, target.stem, district, levels, handlers, matter)
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        screen.say("say.new.nothing", "warning")
        return INTERRUPTED
    text = _holding(draft, screen)
    make_folder(target.parent)
    write_file(target, text)
    _what_next(target, screen)
    return 0


def _asked(
    asking: Asking,
    name: str,
    district: str | None,
    levels: str | None,
    handlers: str | None,
    matter: str | None,
) -> Draft:
    """The answers; what was given as an option is not asked, and is read before any question."""
    screen = asking.screen
    rungs = read_levels(levels) if levels is not None else None
    wanted = asking.answer("district", district, name, fit, single)
    _speak(screen, wanted, levels, handlers, matter)
    if rungs is None:
        rungs = asking.answer("levels", None, screen.text("say.new.levels"), read_levels)
        _speak(screen, wanted, *rungs, handlers, matter)
    if asking.begun or levels is not None:
        screen.say("say.new.read", "good", levels=in_words(rungs, screen.lang))
    posts = _posts(asking, handlers, rungs)
    about = asking.answer("matter", matter, screen.text("say.new.matter"), fit, single)
    ladder = tuple(Rung(level, count, posts[level]) for level, count in rungs.items())
    return Draft(wanted, ladder, about)


def _speak(screen: Screen, *typed: str | None) -> None:
    """Go on in the tongue of the names that were typed, unless another was asked for."""
    screen.lang = screen.tongue_for(tongues(filter(None, typed), screen.lang))


def _posts(asking: Asking, handlers: str | None, rungs: Levels) -> dict[str, str]:
    """Who handles at each level; an answer may say it of several, which are not asked again."""
    screen = asking.screen
    found = named(handlers or "", rungs)
    for level in rungs:

        def alone(text: str, level: str = level) -> dict[str, str]:
            return {level: fit(text)}

        def several(text: str, level: str = level) -> dict[str, str]:
            return read_posts(text, level, rungs)

        while level not in found:
            usual = _handler(level, screen)
            told = asking.answer("handler", None, usual, alone, several, level=level)
            if set(told) != {level}:
                between = "、" if screen.lang == "zh" else ", "
                shown = between.join(f"{at} {post}" for at, post in told.items())
                screen.say("say.new.read", "good", levels=shown)
            found |= told
    return found


class Asking:
    """Questions to the user. `silent`: none is asked, every answer is the default."""

    def __init__(self, screen: Screen, silent: bool) -> None:
        self.screen = screen
        self.begun = False
        self._silent = silent

    def answer(
        self,
        key: str,
        given: str | None,
        default: str,
        read: Callable[[str], T],
        read_typed: Callable[[str], T] | None = None,
        **fillers: object,
    ) -> T:
        """What was given as an option, else what is typed, else the default; `read` makes it out.

        `read_typed` does so for what is typed, where several things may stand. What is typed and
        cannot be read is told and asked for again. Raises `Refusal` for an option
        that cannot be read, and (GOV817) where the input ends.
        """
        if given is not None:
            return read(given.strip())
        if self._silent:
            return read(default)
        if not self.begun:
            self.begun = True
            self.screen.say("say.new.intro")
        question = self.screen.text(f"say.new.ask_{key}", **fillers)
        while True:
            try:
                typed = self._typed(question, default)
                return (read_typed or read)(typed) if typed else read(default)
            except Refusal as refused:
                if any(finding.code == "GOV817" for finding in refused.findings):
                    raise
                self.screen.findings(refused.findings, error=True)

    def _typed(self, question: str, default: str) -> str:
        sign = "：" if self.screen.lang == "zh" else ": "
        sys.stdout.write(f"{question} [{visible(default)}]{sign}")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stdout.write("\n")
            raise misused("GOV817")
        return line.strip()


def _handler(level: str, screen: Screen) -> str:
    known = _HANDLERS[screen.lang].get(level)
    if known:
        return known
    return f"{level}负责人" if screen.lang == "zh" else f"{level}_head"


def _target(name: Path) -> Path:
    """`NAME/NAME.gov`. Raises `Refusal` (GOV810) for a name that some system would not take.

    A folder on the way has to be there already: `甲/乙` is a name with a stroke more often than a
    path.
    """
    own = name.name
    if name.parent != Path() and not name.parent.is_dir():
        raise _no_file(
            str(name),
            f"文件名里不能有「/」；要放进别的文件夹，请先建好「{name.parent}」",
            f"a file name cannot hold `/`; to use another folder, make `{name.parent}` first",
        )
    if not own or own in (".", "..") or visible(own) != own:
        raise _no_file(str(name), "它不能用作文件夹的名称", "it cannot be the name of a folder")
    if own[-1] in ". ":
        raise _no_file(
            own,
            "文件夹的名称不能以句点或空格结尾",
            "the name of a folder cannot end in a dot or a blank",
        )
    if _DEVICES.fullmatch(own):
        raise _no_file(
            own,
            "Windows 把它留作设备的名称，不能建这样的文件夹",
            "Windows keeps it as the name of a device",
        )
    for letter in own:
        if letter in FORBIDDEN_IN_FILES:
            raise _no_file(
                own,
                f"文件名里不能有「{letter}」。地区名称里需要它，请用 --district 另写",
                f"a file name cannot hold `{letter}`; for a district of that name use --district",
            )
    return name / f"{own}.gov"


def _no_file(name: str, zh: str, en: str) -> Refusal:
    return misused("GOV810", name=name, reason=Both(zh, en))


def _holding(draft: Draft, screen: Screen) -> str:
    """The text of a draft that holds as a model; every name is quoted where bare ones do not do.

    Raises `Refusal` with what is wrong where even that does not help.
    """
    from govkit.pipeline import compile_text

    for quote_all in (False, True):
        text = written(draft, screen.lang, quote_all=quote_all)
        result = compile_text(text, f"{draft.district}.gov")
        if result.model is not None:
            return text
    raise Refusal(result.errors, FAILED)


def _what_next(target: Path, screen: Screen) -> None:
    screen.say("say.written", "good", path=target)
    screen.line([("", screen.text("say.new.next"))])
    shown = _typed(str(target.parent))
    for key, call in (
        ("next_check", f"govkit check {shown}"),
        ("next_draw", f"govkit draw {shown}"),
        ("next_words", "govkit words"),
    ):
        says = screen.text(f"say.new.{key}")
        screen.line([("", f"  {says}"), ("title", visible(call))])
    screen.say("say.new.next_edit")


def _typed(path: str) -> str:
    """A path as it is typed in a command line of this system."""
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    return path if path.replace("/", "").isalnum() else shlex.quote(path)
