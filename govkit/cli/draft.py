"""The text of a first model: a district, its levels, who handles, one matter, one ladder.

Names and numbers enter; the text of a `.gov` file of at most forty lines leaves. Names are quoted
where the language needs it. Whether the text holds as a model is for the caller to check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from govkit.cli.refusal import Refusal, misused
from govkit.cli.wording import Tongue, filled, find
from govkit.diagnostics import Both
from govkit.diagnostics.width import visible
from govkit.values.units import standard_units
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.words import terms

QUOTES = (("「", "」"), ("《", "》"), ("`", "`"))
LONGEST_NAME = 60
MOST_LEVELS = 8
# Working days a level has, from the lowest upwards.
LIMIT_DAYS = (3, 5, 7, 10, 15, 20, 25, 30)
# `N` before a Chinese letter is the word for any number.
_BARE = re.compile(r"(?![NＮ](?![A-Za-z_]))[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class Rung:
    """One level: its name, how many units there are in all (None: unknown), who handles."""

    level: str
    count: int | None
    handler: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a first model says; `rungs` from top to bottom, one to eight."""

    district: str
    rungs: tuple[Rung, ...]
    matter: str


def written(draft: Draft, lang: Tongue, *, quote_all: bool = False) -> str:
    """The model as text with comments in `lang`; `quote_all` leaves no name bare.

    Raises `Refusal` (GOV810) for a name that cannot be written.
    """

    def shown(name: str) -> str:
        return quoted(name, bare_allowed=not quote_all)

    rungs = [(shown(rung.level), rung.count, shown(rung.handler)) for rung in draft.rungs]
    text = _line("head", lang, district=shown(draft.district))
    above = ""
    for level, count, _ in rungs:
        key = "level" if above else "top"
        text += _line(key, lang, name=level, count=_count(count, lang), parent=above)
        above = level
    text += _line("posts", lang)
    for level, _, post in rungs:
        key = "post_without_quota" if level[0] in "「《`" else "post"
        text += _line(key, lang, name=post, level=level)
    text += _line("matter", lang, matter=shown(draft.matter))
    for height, at in enumerate(reversed(range(len(rungs)))):
        level, _, post = rungs[at]
        names = {"name": level, "post": post, "above": rungs[at - 1][0]}
        text += _line("tier" if at else "last", lang, days=LIMIT_DAYS[height], **names)
    return text + _line("end", lang)


def quoted(name: str, *, bare_allowed: bool = True) -> str:
    """`name` as it is written in a text: bare, or in the first pair of quotes it leaves free.

    Raises `Refusal` (GOV810) for a name that no quotes can hold.
    """
    if not name.strip():
        raise _unfit(name, "它是空的", "it is empty")
    if len(name) > LONGEST_NAME:
        raise _unfit(
            name, f"它超过 {LONGEST_NAME} 个字", f"it is longer than {LONGEST_NAME} letters"
        )
    if visible(name) != name:
        raise _unfit(name, "里面有看不见的控制字符", "it holds a hidden control character")
    if bare_allowed and _BARE.fullmatch(name) and name not in _words_of_the_language():
        return name
    for opening, closing in QUOTES:
        if opening not in name and closing not in name:
            return f"{opening}{name}{closing}"
    raise _unfit(name, "三种括号它都用了，没有可以括住它的", "it uses all three kinds of quotes")


def _unfit(name: str, zh: str, en: str) -> Refusal:
    return misused("GOV810", name=name, reason=Both(zh, en))


@lru_cache(maxsize=1)
def _words_of_the_language() -> frozenset[str]:
    """Every word of both tongues: a name that equals one is quoted, so that nobody is misled."""
    words = {spelling for term in terms() for spelling in term.spellings}
    for kind in kinds().values():
        words.update(kind.spellings)
        words.update(s for row in fields_of(kind.id).values() for s in row.spellings)
    words.update(word for unit in standard_units() for word in unit.words)
    return frozenset(words)


def _count(count: int | None, lang: Tongue) -> str:
    if count is None:
        return "未知" if lang == "zh" else "unknown"
    if lang == "zh":
        return f"{count}个"
    return f"{count} {'piece' if count == 1 else 'pieces'}"


def _line(key: str, lang: Tongue, **fillers: object) -> str:
    template = find(key, lang, "draft")
    if template is None:
        raise KeyError(key)
    return filled(template, fillers)
