"""How a statement is said in the official register: condition first, strength before the value.

The clauses of a statement and its value in words enter; one sentence leaves: `不得兼任主任`,
`难度较大的，应当由村负责`, `10万元以下，自2026年1月1日起施行〔另读40万元以下〕`. How values are
written is asked of the caller, and no format of output is known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from govkit.model.given import Given
from govkit.model.statement import Claim, Stated, Strength
from govkit.values import (
    Bound,
    Day,
    Mapping,
    Quantity,
    Range,
    Rate,
    Recurrence,
    Share,
    Unknown,
    Word,
)
from govkit.values.units import Lang
from govkit.values.writing.official import write_official
from govkit.values.writing.official.expression import is_open
from govkit.values.writing.official.structure import has_verbs, leads
from govkit.vocabulary.strengths import sense_of
from govkit.vocabulary.words import word_set

Marks = Literal["star", "bracket", ""]
Write = Callable[[object, str, str], str]

# What a field does with its value, said where a strength asks for a verb: before and behind the
# value in Chinese, before it in English.
_VERBS: dict[str, tuple[str, str, str]] = {
    "handler": ("由", "承办", "be handled by"),
    "owner": ("由", "主责", "be answered for by"),
    "assistants": ("由", "协办", "be assisted by"),
    "jointly_with": ("会同", "", "be done jointly with"),
    "fallback": ("由", "兜底", "fall to"),
    "deliberates": ("经", "议定", "be decided by"),
    "countersign": ("经", "会签", "be countersigned by"),
    "summon": ("呼叫", "", "call"),
    "split_among": ("分派给", "", "be split among"),
    "notify": ("告知", "", "tell"),
    "concurrent": ("兼任", "", "also hold"),
    "appointed_by": ("由", "任命", "be appointed by"),
    "commanded_by": ("由", "指挥", "be commanded by"),
    "part_of": ("隶属于", "", "belong to"),
    "at": ("设在", "", "stand in"),
    "covers": ("覆盖", "", "cover"),
    "delegate": ("委托", "", "delegate to"),
    **dict.fromkeys(("who", "head"), ("由", "负责", "be the duty of")),
    "convener": ("由", "召集", "be convened by"),
    "drawn_from": ("从", "中产生", "come from"),
    "members": ("由", "组成", "consist of"),
    "granted_to": ("由", "行使", "be used by"),
    "to": ("面向", "", "be for"),
    "options": ("选择", "", "choose"),
    "publish": ("公开", "", "publish"),
    "nature": ("为", "", "be"),
    "assessed_by": ("由", "考核", "be assessed by"),
    "called_back_by": ("由", "回访", "be called back by"),
    **dict.fromkeys(
        ("extended_by", "suspended_by", "forced_by", "return_decided_by", "merged_by"),
        ("由", "审批", "be approved by"),
    ),
}
_FIGURES = (Quantity, Bound, Range, Rate, Share, Recurrence, Day, Unknown, Word)
_ORIGINS = {"assumed": ("假设", "assumed"), "proposed": ("拟定", "proposed")}


@dataclass(frozen=True, slots=True)
class Saying:
    """How statements of one field are said; `about` is `kind.field`, empty where not known.

    `write` gives a value in words, and, for ways out, under a condition in words and with the
    id of a strength.
    """

    lang: Lang
    marks: Marks
    about: str
    write: Write

    def pick(self, zh: str, en: str) -> str:
        """One of two wordings, by the tongue."""
        return zh if self.lang == "zh" else en

    def statement(self, stated: Stated[Any] | Given, head: Strength | None) -> str:
        """The whole statement, but for a strength that its head says for all (不得 is repeated)."""
        when = self.write(stated.when, "", "") if stated.when is not None else ""
        strength = stated.strength
        if strength == head and strength != "must_not":
            strength = None
        value = stated.value
        inside = isinstance(value, Mapping) and leads(value)
        if isinstance(value, Mapping) and has_verbs(value):
            beside = self.pick(f"（{when}）", f"({when})") if is_open(stated.when) else when
            told = self.write(value, beside, strength or "")
        else:
            told = self._strong(value, self.write(value, "", ""), strength)
        if when and not inside:
            told = self.pick(f"{when}的，", f"where {when}, ") + told
        return told + self.mark(stated) + self._dates(stated) + self._doubts(stated)

    def _strong(self, value: object, text: str, strength: Strength | None) -> str:
        """The strength, the verb of the field where there is one, and the value."""
        if strength is None:
            return text
        word = word_set("strength")[strength].word(self.lang).replace("_", " ")
        zh, behind, en = _VERBS.get(self.about.rpartition(".")[2], ("", "", ""))
        if self.lang == "zh":
            return f"{word}{zh}{text}{behind}"
        word = "encouraged to" if strength == "encouraged" else word
        if not en and isinstance(value, _FIGURES) and strength != "in_principle":
            en = "be"
        return " ".join(part for part in (word, en, text) if part)

    def mark(self, claim: Claim) -> str:
        """`＊` or 〔假设〕 behind what no source says; nothing behind what one does."""
        words = _ORIGINS.get(claim.origin.kind)
        if words is None or not self.marks:
            return ""
        if self.marks == "star":
            return self.pick("＊", "*")
        return self.pick(f"〔{words[0]}〕", f" [{words[1]}]")

    def _dates(self, claim: Claim) -> str:
        """`自…起施行`, `至…止`: the last day is one on which the statement still holds."""
        since = self._day(claim.since)
        until = self._day(claim.last)
        kind, _, field = self.about.partition(".")
        norm = claim.strength is not None or (field and sense_of(kind, field).id != "fact")
        if since and until:
            return self.pick(f"，自{since}起至{until}止", f", from {since} to {until}")
        if since:
            return self.pick(f"，自{since}起{'施行' if norm else ''}", f", from {since}")
        return self.pick(f"，至{until}止", f", until the end of {until}") if until else ""

    def _day(self, day: date | None) -> str:
        return write_official(Day(day), self.lang, str) if day is not None else ""

    def _doubts(self, claim: Claim) -> str:
        """`〔另读40万元以下〕` where the text can be read in another way."""
        readings = [self.write(d.or_read, "", "") for d in claim.doubts if d.or_read is not None]
        return "".join(self.pick(f"〔另读{one}〕", f" [or read: {one}]") for one in readings)
