"""Who writes officially: a writer whose values have official forms, and the dispatch over them.

Each sort of value registers its official wording with `phrase`; one that has none is written in
its short form. Names, units and the tongue are the writer's.
"""

from __future__ import annotations

from functools import lru_cache, singledispatch

from govkit.values.units import Lang, Units
from govkit.values.wording import word_ids, wording
from govkit.values.writing.writer import Naming, Writer, spell

# How things of a kind are counted: 每名网格员, 每支队伍, 每个社区.
_MEASURES = {"post": "名", "team": "支", "item": "项", "matter": "项"}
# Reasons of the vocabulary behind `where`: where the limit has run out, it goes to the town.
_CLAUSES = {
    "overdue": "the limit has run out", "out_of_power": "it is beyond the powers here",
    "undecided": "no decision was reached", "major": "the matter is major",
    "complex": "the matter is complex", "obstructed": "carrying it out is obstructed",
    "difficult": "it is too difficult here", "dissatisfied": "the person is not satisfied",
    "needs_department": "a department has to take part",
    "out_of_duty": "it is another body's business",
    "not_accepted": "it is not accepted", "agreed": "it was decided", "done": "it is done",
    "verified": "the result was found good", "failed": "the result was not found good",
    "returned": "it was returned", "withdrawn": "it was withdrawn",
    "satisfied": "the person is satisfied", "unreached": "nobody was reached",
    "declined": "it was declined", "consented": "all who were asked consent",
    "silence": "nobody objected in time", "absent": "somebody who was called did not come in time",
    "incomplete": "what was missing did not come in time", "not_held": "the meeting was not held",
}  # fmt: skip


class Official(Writer):
    """A writer in the official register.

    `about` is the field of the value as `kind.field`, empty where it is not known: `field` is its
    id, `counted` the word a bare number is counted by (`每个网格1名` of a post), `listed` that of
    the words of a list. `when` is the condition of ways out, in words; `strength` is the id
    of what stands before their verb and that of bands.
    """

    def __init__(
        self,
        lang: Lang,
        name: Naming,
        units: Units,
        about: str = "",
        when: str = "",
        strength: str = "",
    ) -> None:
        super().__init__(lang, name, units)
        self.when = when
        self.strength = strength
        kind, _, self.field = about.partition(".")
        self.counted = _MEASURES.get(kind, "个")
        self.listed = (
            "类" if self.field in ("drawn_from", "division", "members", "attend") else "项"
        )

    def __call__(self, value: object) -> str:
        """The official form of a value."""
        return phrase(value, self)

    def strong(self, verb: str, goes: str) -> str:
        """An English verb behind its strength: `must not go to`, `is encouraged to go to`."""
        if not self.strength:
            return goes
        word = wording("strength", self.strength, "en").replace("_", " ")
        if self.strength == "in_principle":
            return f"{word} {goes}"
        return f"is encouraged to {verb}" if self.strength == "encouraged" else f"{word} {verb}"

    @property
    def modal(self) -> str:
        """The strength in Chinese (`不得`); empty for none."""
        return wording("strength", self.strength, "zh") if self.strength else ""

    def measure(self, ref: str) -> str:
        """The word a thing behind a reference is counted by; nothing in English."""
        return self.pick(_MEASURES.get(ref.partition(":")[0], "个"), "")

    def plain(self, word: str) -> str:
        """A word without the marks of the language: `watch_the_water` in English has blanks."""
        return word.replace("_", " ") if self.lang == "en" else word

    def named(self, end: str) -> str:
        """A reference under its name, a word as it stands."""
        return self.name(end) if ":" in end else self.plain(spell(end, self))

    def reason(self, key: str) -> str:
        """Why a case moves on, as a clause of an English sentence; the word itself in Chinese."""
        if self.lang == "zh":
            return key
        return _CLAUSES.get(reason_id(key), f"{self.plain(key)} occurs")

    def series(self, items: list[str], last: str = "and") -> str:
        """`甲、乙和丙` or `a, b and c`; with `or`: `甲、乙或者丙`."""
        if len(items) < 2:
            return "".join(items)
        link = self.pick({"and": "和", "or": "或者"}[last], f" {last} ")
        return self.joined(items[:-1]) + link + items[-1]


def reason_id(key: str) -> str:
    """The id of a reason where the key is already its word in a tongue; else the key itself."""
    return _reasons().get(key.replace(" ", "_"), key)


@lru_cache(maxsize=1)
def _reasons() -> dict[str, str]:
    return {**word_ids("event"), **word_ids("trigger")}


@singledispatch
def phrase(value: object, writer: Official) -> str:
    """The official form of one value; its short form where it has no other."""
    return spell(value, writer)
