"""`govkit words [WORD…]`: what may stand where, with an example, in both tongues.

Words of either tongue, or that mean nearly the same, enter; the rows of the word tables that match
leave, a table for each. The search is in `govkit.cli.lexicon`.
"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.lexicon import Entry, Found, everything, groups, known, of_kind, search
from govkit.cli.refusal import FAILED, Refusal, failed, misused
from govkit.cli.screen import Screen, cell, grid
from govkit.diagnostics import Diagnostic
from govkit.vocabulary.near import folded

_BETWEEN = re.compile(r"[,，、;；]")


def command(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORD")] = None,
    kind: Annotated[str | None, typer.Option("--kind", "--类", metavar="KIND")] = None,
) -> int:
    """Look up words."""
    screen = screen_of(ctx)
    if kind is not None and of_kind(kind, screen.lang) is None:
        raise misused("GOV814", kind=kind)
    entries = everything(screen.lang) if kind is None else of_kind(kind, screen.lang) or []
    if words:
        _looked_up(words, entries, screen)
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


def _looked_up(words: list[str], entries: list[Entry], screen: Screen) -> None:
    """Each word under a line of its own; what is not found is told at the end."""
    wanted = _apart(words, entries)
    missing: list[Diagnostic] = []
    for number, word in enumerate(wanted):
        if number:
            screen.line([])
        result = search(word, entries)
        if result.entries:
            _found(word, result, screen, named=len(wanted) > 1)
        elif group := of_kind(word, screen.lang):
            _table(group, screen)
        else:
            missing += failed("GOV813", result.near, word=word).findings
    if missing:
        raise Refusal(missing, FAILED)


def _apart(words: list[str], entries: list[Entry]) -> list[str]:
    """The words one by one: typed one after another, or in one with commas or blanks between.

    What is known as a whole (`span of control`) stays whole, the longest first.
    """
    found: list[str] = []
    for part in _BETWEEN.split(" ".join(words)):
        pieces = part.split()
        while pieces:
            ends = range(len(pieces), 1, -1)
            end = next((n for n in ends if known(" ".join(pieces[:n]), entries)), 1)
            found.append(" ".join(pieces[:end]))
            del pieces[:end]
    return list(dict.fromkeys(found)) or [" ".join(words)]


def _found(word: str, result: Found, screen: Screen, named: bool) -> None:
    if result.spelled and named:
        screen.say("say.words.of_word", "title", word=word)
    near = result.meant[0].word if result.meant else word
    if not result.spelled:
        key = "near_sense" if folded(near) == folded(word) else "nearest"
        screen.say(f"say.words.{key}", word=word, near=near)
    for row in result.meant:
        if text := row.text(screen.lang):
            screen.line([("", text)])
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
