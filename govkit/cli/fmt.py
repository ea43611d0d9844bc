"""`govkit fmt PATH…`: texts in the one style of the project, or in the other tongue.

Files enter and leave changed, whole or not at all; a file that does not parse is left alone and its
errors are shown. The formatting itself is done in `govkit.syntax`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.refusal import FAILED, Refusal, failed
from govkit.cli.screen import Screen
from govkit.cli.tongue import spelled
from govkit.cli.wording import Tongue

SUFFIX = ".gov"


@dataclass(frozen=True, slots=True)
class Formatted:
    """One file: its new text, whether it differs from the old bytes, whether those were UTF-8."""

    path: Path
    text: str
    changed: bool
    was_utf8: bool


def command(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH")],
    check: Annotated[bool, typer.Option("--check", "--只查")] = False,
    lang: Annotated[str | None, typer.Option("--lang", "--语言", metavar="TONGUE")] = None,
    short: Annotated[bool, typer.Option("--short", "--简写")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", "--显示")] = False,
) -> int:
    """Format files; 1 where one is refused, or under `check` would change."""
    screen = screen_of(ctx)
    tongue = spelled(lang, "--lang") if lang is not None else None
    done: list[Formatted] = []
    refused = 0
    for path in _files(paths):
        try:
            one = formatted(path, tongue, short)
        except Refusal as why:
            screen.findings(why.findings, error=True)
            screen.say("say.fmt.refused", "bad", error=True, path=path)
            refused += 1
            continue
        done.append(one)
        if stdout:
            screen.data(one.text)
        elif one.changed:
            _settle(one, check, screen)
    changed = sum(1 for one in done if one.changed)
    if not stdout and done:
        key = "say.fmt.checked" if check else "say.fmt.done"
        screen.say(key, changed=changed, same=len(done) - changed)
    return int(bool(refused or (check and changed)))


def formatted(path: Path, lang: Tongue | None, short: bool) -> Formatted:
    """The new text of one file. Raises `Refusal` with its errors where it does not parse."""
    from govkit.resolve.texts.files import read_file, read_text
    from govkit.resolve.texts.reports import Reports
    from govkit.syntax.formatter import format_text

    if path.is_dir():
        raise failed("GOV151", name=str(path))
    reports = Reports()
    source = read_file(path, str(path), reports)
    if source is not None:
        read_text(source, reports)
    errors = [finding for finding in reports.found if finding.severity == "error"]
    if source is None or errors:
        raise Refusal(errors, FAILED)
    text = format_text(source.text, lang, short=short)
    old = path.read_bytes()
    return Formatted(path, text, old != text.encode("utf-8", "surrogatepass"), _is_utf8(old))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _settle(one: Formatted, check: bool, screen: Screen) -> None:
    if check:
        screen.say("say.fmt.would", path=one.path)
        return
    write_file(one.path, one.text)
    screen.say("say.fmt.changed" if one.was_utf8 else "say.fmt.encoded", path=one.path)


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files themselves; for a folder every `.gov` file in it and below, each once.

    A folder without one stands for itself. What only a link brings into a folder is left alone.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in (_inside(path) or [path]) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _inside(folder: Path) -> list[Path]:
    own = folder.resolve()
    return [
        file
        for file in sorted(folder.rglob(f"*{SUFFIX}"))
        if file.is_file() and file.resolve().is_relative_to(own)
    ]
