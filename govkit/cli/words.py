"""`govkit words [WORD]`: what may stand where, with an example, in both tongues.

A word of either tongue, or one that means nearly the same, enters; the rows of the word tables
that match leave as a table. The search is in `govkit.cli.lexicon`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.lexicon import Entry, everything, groups, of_kind, search
from govkit.cli.refusal import failed, misused
from govkit.cli.screen import Screen, cell, grid


def command(
    ctx: typer.Context,
    word: Annotated[str | None, typer.Argument(metavar="WORD")] = None,
    kind: Annotated[str | None, typer.Option("--kind", "--类", metavar="KIND")] = None,
) -> int:
    """Look up words."""
    screen = screen_of(ctx)
    if kind is not None and of_kind(kind, screen.lang) is None:
        raise misused("GOV814", kind=kind)
    entries = everything(screen.lang) if kind is None else of_kind(kind, screen.lang) or []
    if word is not None:
        _found(word, entries, screen)
        return 0
    if kind is None:
        screen.say("say.words.kinds")
        entries = [entry for entry in entries if entry.group == "kind"]
    _table(entries, screen, places=kind is None)
    if kind is None:
        screen.say("say.words.more", "dim")
        between = "、" if screen.lang == "zh" else ", "
        screen.say("say.words.groups", "dim", groups=between.join(groups(screen.lang)))
    return 0


def _found(word: str, entries: list[Entry], screen: Screen) -> None:
    result = search(word, entries)
    if not result.entries:
        group = of_kind(word, screen.lang)
        if group:
            _table(group, screen)
            return
        raise failed("GOV813", result.near, word=word)
    if not result.spelled:
        screen.say("say.words.near_sense")
    _table(result.entries, screen)


def _table(entries: list[Entry], screen: Screen, places: bool = True) -> None:
    rows = [
        (
            cell(entry.word, "title"),
            _other(entry),
            entry.place if places else "",
            _meaning(entry, screen),
            cell(entry.example, "second"),
        )
        for entry in entries
    ]
    screen.show(grid(screen, ("word", "other", "place", "meaning", "example"), rows))


def _meaning(entry: Entry, screen: Screen) -> str:
    """What a word says; of a field, also where it acts, or that nothing follows."""
    between = "；" if screen.lang == "zh" else "; "
    return between.join(part for part in (entry.meaning, entry.acts) if part)


def _other(entry: Entry) -> str:
    """The word of the other tongue, further spellings in brackets behind it."""
    return f"{entry.other} ({', '.join(entry.also)})" if entry.also else entry.other
