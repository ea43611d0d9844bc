"""`govkit new NAME`: a first model, from a few answers.

Answers or options enter; a folder with one `.gov` file that checks leaves. Nothing is written
unless the text holds as a model, and no file is replaced without being told to.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.draft import MOST_LEVELS, Draft, Rung, quoted, written
from govkit.cli.files import make_folder, write_file
from govkit.cli.refusal import FAILED, Refusal, failed, misused
from govkit.cli.screen import Screen
from govkit.diagnostics import Both
from govkit.diagnostics.width import visible

FORBIDDEN_IN_FILES = '<>:"|?*\\/'
_COMMAS = re.compile(r"[,，、;；]")
_EQUALS = re.compile(r"[=＝:：]")
_UNKNOWN = frozenset({"", "?", "？", "未知", "不详", "unknown"})
_DIGITS = re.compile(r"[0-9]{1,9}(?:个)?")
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
    rungs = counted(levels) if levels is not None else None
    asking = Asking(screen, silent=yes)
    wanted = asking.answer("district", district, target.stem)
    quoted(wanted)
    if rungs is None:
        rungs = counted(asking.answer("levels", None, screen.text("say.new.levels")))
    named = _named(handlers, rungs)
    posts = {
        level: asking.answer("handler", named.get(level), _handler(level, screen), level=level)
        for level in rungs
    }
    about = asking.answer("matter", matter, screen.text("say.new.matter"))
    ladder = tuple(Rung(level, count, posts[level]) for level, count in rungs.items())
    text = _holding(Draft(wanted, ladder, about), screen)
    make_folder(target.parent)
    write_file(target, text)
    _what_next(target, screen)
    return 0


class Asking:
    """Questions to the user. `silent`: none is asked, every answer is the default."""

    def __init__(self, screen: Screen, silent: bool) -> None:
        self._screen = screen
        self._silent = silent
        self._begun = False

    def answer(self, key: str, given: str | None, default: str, **fillers: object) -> str:
        """What was given as an option, else what is typed, else the default.

        Raises `Refusal` (GOV817) where the input ends.
        """
        if given is not None:
            return given.strip()
        if self._silent:
            return default
        if not self._begun:
            self._begun = True
            self._screen.say("say.new.intro")
        question = self._screen.text(f"say.new.ask_{key}", **fillers)
        sign = "：" if self._screen.lang == "zh" else ": "
        sys.stdout.write(f"{question} [{visible(default)}]{sign}")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stdout.write("\n")
            raise misused("GOV817")
        return line.strip() or default


def counted(written_levels: str) -> dict[str, int | None]:
    """Levels with their counts, from `街道=1，社区=6，网格=40`; None for a number not known.

    Raises `Refusal` (GOV811) for what cannot be read.
    """
    found: dict[str, int | None] = {}
    for part in _COMMAS.split(written_levels):
        if not part.strip():
            continue
        level, _, number = _EQUALS.sub("=", part).rpartition("=") if _EQUALS.search(part) else (
            part, "", "")  # fmt: skip
        level, number = level.strip(), unicodedata.normalize("NFKC", number).strip()
        if not level:
            raise _unread(part, "没有写层级的名称", "it names no level")
        if level in found:
            raise _unread(part, "这个层级写了两次", "this level stands there twice")
        if number.lower() not in _UNKNOWN and not _DIGITS.fullmatch(number):
            raise _unread(part, "等号后面应当是一个数", "a number belongs behind the sign")
        quoted(level)
        found[level] = None if number.lower() in _UNKNOWN else int(number.rstrip("个"))
    if not found:
        raise _unread(written_levels, "一个层级也没有", "there is no level in it")
    if len(found) > MOST_LEVELS:
        most = str(MOST_LEVELS)
        raise _unread(written_levels, f"层级超过了 {most} 个", f"it has more than {most} levels")
    return found


def _unread(value: str, zh: str, en: str) -> Refusal:
    return misused("GOV811", value=value.strip(), reason=Both(zh, en))


def _named(handlers: str | None, rungs: Mapping[str, int | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _COMMAS.split(handlers or ""):
        if not part.strip():
            continue
        level, _, post = _EQUALS.sub("=", part, count=1).partition("=")
        if level.strip() not in rungs:
            raise misused("GOV816", list(rungs)[:3], name=level.strip())
        found[level.strip()] = post.strip()
    return found


def _handler(level: str, screen: Screen) -> str:
    known = _HANDLERS[screen.lang].get(level)
    if known:
        return known
    return f"{level}负责人" if screen.lang == "zh" else f"{level}_head"


def _target(name: Path) -> Path:
    """`NAME/NAME.gov`. Raises `Refusal` (GOV810) for a name no system would take."""
    own = name.name
    if not own or own in (".", "..") or visible(own) != own or own[-1] in ". ":
        why = Both("它不能用作文件夹的名称", "it cannot be the name of a folder")
        raise misused("GOV810", name=str(name), reason=why)
    for letter in own:
        if letter in FORBIDDEN_IN_FILES:
            why = Both(
                f"文件名里不能有「{letter}」。地区名称里需要它，请用 --district 另写",
                f"a file name cannot hold `{letter}`; for a district of that name use --district",
            )
            raise misused("GOV810", name=own, reason=why)
    return name / f"{own}.gov"


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
