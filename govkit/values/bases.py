"""What a share of a meeting is a part of: those due, present, voting, or the valid votes.

The text's own words for a base (`到会会员`, `voting_area`) enter; its role, one of a closed
vocabulary, and the thing that is counted leave. Which figures are given is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from govkit.values.reading import numerals
from govkit.vocabulary.words import word_set

Role = Literal["", "due", "present", "voting", "valid"]
HEADS = "人"  # the key of what is counted by heads: 人数, 人员, persons, votes

# From the widest to the narrowest: who votes is there, who is there was due.
ROLES: tuple[Role, ...] = ("due", "present", "voting", "valid")
# 有表决权的党员: a right to vote says nothing about who votes.
_RIGHT = ("表决权", "投票权", "选举权", "voting_rights", "voting_right", "voting_power")
_HEADS = re.compile(
    r"(?:会议|的|所持|所有)*+(?:人数|人员|人|者|名|票数|票|成员数|persons?|people|heads?|votes?)?"
)
_TAIL = re.compile(r"(?<=.)(?:人数|人员|票数|数量)$")
_LINKS = re.compile(
    r"^(?:的|之|of|the|[_\s,])++|(?<![的之_\s,])(?<!of)(?:的|之|of|[_\s,])++$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Base:
    """A base: its `role`, empty where no word of it says one, and the `thing` that is counted.

    `thing` is the text's own word, empty where it names none (`应到会`); `key` is the same thing
    however it is spelled, `HEADS` for what is counted by heads.
    """

    role: Role
    thing: str
    key: str


@lru_cache(maxsize=2048)
def base_of(text: str) -> Base:
    """The role and the counted thing of a base.

    Every word of the vocabulary in it speaks, the longest first; the narrowest role counts
    (`全体到会会员` are those present), and what is left over names the thing. `all voting members`
    may be those who vote or those who might: no role, and the base itself is the thing.
    """
    plain = numerals.narrow(text).strip()
    if _may_vote(plain):
        return Base("", plain, thing_key(plain))
    roles: set[Role] = set()
    left: list[str] = []
    at = 0
    for match in _pattern().finditer(plain):
        role = _roles().get(match[0].lower().replace(" ", "_"), "")
        if role:
            roles.add(role)
        kept = match[0] if not role else match[0].removeprefix("总") if _total(match[0]) else " "
        left += [plain[at : match.start()], kept]
        at = match.end()
    thing = _thing("".join([*left, plain[at:]]))
    return Base(_narrowest(roles), thing, thing_key(thing))


def thing_key(thing: str) -> str:
    """The key of a counted thing: the same for `人数` and `人员`, `业主` and `业主人数`."""
    bare = _thing(thing)
    if _HEADS.fullmatch(bare):
        return HEADS
    return _TAIL.sub("", bare.replace("的", "")).replace(" ", "_").lower()


def same_thing(key: str, other: str, others: frozenset[str]) -> bool:
    """Whether a caller's key names the thing of a base: the same, or the word it ends with.

    `党员` is 有表决权党员, unless one of the `others` is called just that.
    """
    if key == other:
        return True
    return bool(key) and key != HEADS and other.endswith(key) and key not in others


def _narrowest(roles: set[Role]) -> Role:
    return next((role for role in reversed(ROLES) if role in roles), "")


def _may_vote(text: str) -> bool:
    """`voting members`, `all voting owners`: before its noun, beside another role, it is open."""
    before_noun = re.search(r"(?<![^\W_])voting[_ ]+[a-z]", text, re.IGNORECASE)
    words = [match[0].lower().replace(" ", "_") for match in _pattern().finditer(text)]
    others = {_roles()[word] for word in words if word in _roles()} - {"voting"}
    return before_noun is not None and bool(others)


def _total(word: str) -> bool:
    """`总人数`, `总面积`: the word holds the thing that is counted."""
    return word.startswith("总") and word != "总数"


def _thing(text: str) -> str:
    text = re.sub(r"[_\s]+", " ", text).strip()
    while (shorter := _LINKS.sub("", text).strip()) != text:
        text = shorter
    return text.replace(" ", "" if re.search(r"[\u3400-\u9fff]", text) else "_")


@lru_cache(maxsize=1)
def _roles() -> dict[str, Role]:
    return {spelling: role for role in ROLES for spelling in word_set("base")[role].spellings}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Every word of the vocabulary, the longest first; an English one stands by itself."""
    words = sorted([*_roles(), *_RIGHT], key=len, reverse=True)
    return re.compile("|".join(map(_spelled, words)), re.IGNORECASE)


def _spelled(word: str) -> str:
    if not word.isascii():
        return re.escape(word)
    return rf"(?<![^\W_]){re.escape(word).replace('_', '[_ ]')}(?![^\W_])"
