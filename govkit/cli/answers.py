"""What an answer to `govkit new` holds: one name, or a post for each of several levels.

An answer as it was typed enters; names without their quotes leave, or a finding that says what is
too much in it, so that the question is asked again. Nothing here asks or prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from govkit.cli.draft import quoted
from govkit.cli.levels import bare, covered
from govkit.cli.refusal import Refusal, misused
from govkit.diagnostics import Both

_SIGN = re.compile(r"[=:]|-+>?|[—–→]+")
_SURE = re.compile(r"[=:—–→]|->|--")  # between a level and a post; a lone stroke may join a name
_IN_BRACKETS = re.compile(r"(.+?)\s*\((.+)\)")
_BETWEEN = re.compile(r"[,、;。\n]")
_BETWEEN_NAMES = re.compile(r"[,、;。\n/]")


def single(text: str) -> str:
    """The one name of an answer. Raises `Refusal` (GOV810) where it is several, or none.

    A name with commas in it is quoted: `「街道，社区」`.
    """
    if len(_apart(text, _BETWEEN_NAMES)) > 1:
        raise _several(
            text,
            "这里只写一个名称；逗号、顿号、斜线确是名称的一部分，就用「」括起来",
            "one name is wanted here; if the comma or stroke belongs to it, quote it with 「」",
        )
    return fit(bare(text))


def fit(name: str) -> str:
    """A name that can be written, as it is. Raises `Refusal` (GOV810) for any other."""
    quoted(name)
    return name


def posts(text: str, asked: str, levels: Collection[str]) -> dict[str, str]:
    """Posts by level: `网格-网格长；社区——书记`, `书记（社区）`, or one post of the level `asked`.

    Raises `Refusal` (GOV810) where several posts name no level, or two the same; (GOV816) where
    what stands beside a post is no level.
    """
    found: dict[str, str] = {}
    for part in _apart(text, _BETWEEN):
        both = couple(part, levels)
        if both is None and _SURE.search(covered(part)):
            raise _unknown(part, levels)
        if both is None:
            return {asked: single(text)}
        level, post = both
        if level in found:
            raise _several(text, f"「{level}」写了两次", f"`{level}` stands there twice")
        found[level] = single(post)
    return found or {asked: single(text)}


def couple(part: str, levels: Collection[str]) -> tuple[str, str] | None:
    """A level and its post, whichever stands first; None where no level is named beside a post."""
    for one, other in _halves(part):
        if bare(one) in levels:
            return bare(one), other
        if bare(other) in levels:
            return bare(other), one
    return None


def named(text: str, levels: Collection[str]) -> dict[str, str]:
    """Posts by level, each of which has to name its own. Raises `Refusal` (GOV810, GOV816)."""
    found: dict[str, str] = {}
    for part in _apart(text, _BETWEEN):
        both = couple(part, levels)
        if both is None:
            raise _unknown(part, levels)
        found[both[0]] = fit(bare(both[1]))
    return found


def _halves(part: str) -> Iterator[tuple[str, str]]:
    plain = covered(part)
    for sign in _SIGN.finditer(plain):
        one, other = part[: sign.start()].strip(), part[sign.end() :].strip()
        if one and other:
            yield one, other
    if brackets := _IN_BRACKETS.fullmatch(plain):
        yield part[slice(*brackets.span(1))].strip(), part[slice(*brackets.span(2))].strip()


def _apart(text: str, signs: re.Pattern[str]) -> list[str]:
    """What stands between the signs outside quotes; empty parts are left out."""
    begin, found = 0, []
    for sign in (*signs.finditer(covered(text)), None):
        found.append(text[begin : sign.start() if sign else None].strip())
        begin = sign.end() if sign else 0
    return [part for part in found if part]


def _unknown(part: str, levels: Collection[str]) -> Refusal:
    halves = [one for one, _ in _halves(part)]
    return misused("GOV816", list(levels)[:3], name=bare(halves[0] if halves else part))


def _several(text: str, zh: str, en: str) -> Refusal:
    return misused("GOV810", name=text.strip(), reason=Both(zh, en))
