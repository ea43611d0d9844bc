"""What references, ids and values are called when a model is shown in one of the two tongues.

A model, a tongue and a register enter; a `Pen` leaves, which writes any value, field or clause of
that model: short as on the screen, or as an official document prints it. It knows the word tables
and the values, and no format of output.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypeVar

from govkit.model.given import Given
from govkit.model.governance import Governance
from govkit.model.saying import Marks, Saying
from govkit.model.statement import Attribute, Claim, Entity, Stated, Strength
from govkit.model.strength import forbids
from govkit.model.workload import span_of
from govkit.values import (
    Arrow,
    Call,
    Chosen,
    Each,
    Expression,
    Formula,
    Infix,
    Mapping,
    Name,
    Text,
    Unknown,
    Word,
)
from govkit.values.units import Lang
from govkit.values.wording import wording
from govkit.values.writing import write
from govkit.values.writing.official import Official
from govkit.vocabulary.kinds import closed_set, fields_of, kinds
from govkit.vocabulary.words import terms, word_set

K = TypeVar("K")
Register = Literal["short", "official"]
_SETS = (
    "trigger", "event", "move", "manner", "calendar", "cadence", "nature", "vacancy",
    "decision", "occasion", "weekday", "round_the_clock",
)  # fmt: skip
_OFFICIAL_SETS = (*_SETS, "severity", "story_fact", "progress")


class Pen:
    """Writes values of one model in one tongue; raises nothing on unknown references.

    `register` is `short` (`≥2次/月 应当`) or `official` (应当每月不少于2次). In the official one
    `marks` puts `＊` (`star`) or 〔假设〕, 〔拟定〕 (`bracket`) behind what no source says.
    """

    def __init__(
        self,
        model: Governance,
        lang: Lang | None = None,
        register: Register = "short",
        marks: Marks = "",
    ) -> None:
        self.model = model
        self.lang: Lang = lang or model.lang
        self.units = model.unit_table
        self.register: Register = register
        self.marks: Marks = marks

    @property
    def official(self) -> bool:
        """Whether it writes in the official register."""
        return self.register == "official"

    def pick(self, zh: str, en: str) -> str:
        """One of two wordings, by the tongue."""
        return zh if self.lang == "zh" else en

    def name(self, ref: str) -> str:
        """The name behind a reference `kind:name`, or the word for an id of the vocabulary."""
        if not self.official:
            return self._short_name(ref)
        kind, _, name = ref.partition(":")
        if kind.isdecimal():
            hours = "-".join(hour.removeprefix("0") for hour in ref.split("-"))
            return hours.replace("-", self.pick("至", " to "))
        if kind == "season":
            return Official(self.lang, self.name, self.units)(span_of(ref))
        if kind in ("story", "progress"):
            return self._word(name)
        called = self._short_name(ref)
        return called.replace("_", " ") if self.lang == "en" else called

    def _short_name(self, ref: str) -> str:
        kind, colon, name = ref.partition(":")
        if not colon:
            return self._word(ref)
        if kind.isdecimal():
            return ref  # hours of the day (`09:00-12:00`) stand for themselves
        if kind == "case":
            return self.kind_word(name)
        if kind == "season":
            return write(span_of(ref), self.lang, self.name, self.units)
        if kind in ("event", "trigger", "move", "manner", "weekday"):
            return self._word(name)
        return name

    def _word(self, id: str) -> str:
        for term in terms():
            if term.id == id and term.set in (_OFFICIAL_SETS if self.official else _SETS):
                word = term.word(self.lang).replace("_", " ")
                return word.title() if self.official and term.set == "weekday" else word
        return id

    def written(self, value: object, words: str = "", about: str = "") -> str:
        """Any value as text. `words` is the closed set its words belong to (`list_type`), `about`
        its field as `kind.field`, which the official register asks for some words.
        """
        return self._value(value, words, about)

    def _value(
        self, value: object, words: str, about: str, when: str = "", strength: str = ""
    ) -> str:
        told = self._told(value, words, about, when, strength)
        worded = self.official and self.lang == "en" and isinstance(value, Word | Chosen)
        return told.replace("_", " ") if worded else told

    def _told(self, value: object, words: str, about: str, when: str, strength: str) -> str:
        if isinstance(value, Text):
            return value.text
        if isinstance(value, Word):
            known = word_set(words).get(value.word) if words else None
            if known is None and self.units.get(value.word) is not None:
                return self.units.word(value.word, self.lang)
            return known.word(self.lang) if known else self._word(value.word)
        if isinstance(value, Chosen):
            chosen = [self.written(Word(word), words) for word in value.words]
            return self.pick("、", ", ").join(chosen)
        if isinstance(value, Formula) and not self.official:
            # A term names its references in its words as well; each is shown once.
            value = Formula(tuple(replace(term, refs=()) for term in value.terms))
        if isinstance(value, Mapping):
            value = Mapping(tuple(self._spoken(arrow) for arrow in value.entries))
        if isinstance(value, Name | Infix | Call | Each):
            value = self._named(value)
        if self.official:
            return Official(self.lang, self.name, self.units, about, when, strength)(value)
        return write(value, self.lang, self.name, self.units)

    def _named(self, value: Expression) -> Expression:
        """An expression whose fields stand under their words: `网格.规模`, not `网格.size`."""
        if isinstance(value, Name) and value.field:
            kind = value.ref.partition(":")[0]
            # A bound name may be of any kind: the first that has such a field gives the word.
            known = (fields_of(one) for one in ((kind,) if kind in kinds() else kinds()))
            row = next((rows[value.field] for rows in known if value.field in rows), None)
            return replace(value, field=row.word(self.lang)) if row is not None else value
        if isinstance(value, Infix):
            return replace(value, left=self._named(value.left), right=self._named(value.right))
        if isinstance(value, Call):
            return replace(value, arguments=tuple(self._named(one) for one in value.arguments))
        if isinstance(value, Each):
            where = self._named(value.where) if value.where is not None else None
            return replace(value, where=where, holds=self._named(value.holds))
        return value

    def _spoken(self, arrow: Arrow) -> Arrow:
        return replace(arrow, keys=tuple(self.key(key) for key in arrow.keys))

    def key(self, key: K) -> K | str:
        """A key of a map: `大小=小事` is shown as its grade, a trigger by its word."""
        if not isinstance(key, str):
            return key
        grade = key.rpartition("=")[2]
        return grade if grade != key else self.name(key)

    def strength(self, strength: Strength | None) -> str:
        """The word of a strength, officially without `_`; empty where none is stated."""
        told = word_set("strength")[strength].word(self.lang) if strength else ""
        return told.replace("_", " ") if self.official else told

    def stated(
        self,
        stated: Stated[Any] | Given,
        words: str = "",
        head: Strength | None = None,
        about: str = "",
    ) -> str:
        """One statement: its value, then strength, dates, condition and second readings; in the
        official register the condition and the strength stand first.

        A strength that the head of the block says for all of it is not said again, but for a
        prohibition.
        """
        if self.official:
            return self._saying(words, about).statement(stated, head)
        parts = [self.written(stated.value, words)]
        if stated.strength != head or forbids(stated.strength):
            parts.append(self.strength(stated.strength))
        for clause, day in (("since", stated.since), ("until", stated.until)):
            if day is not None:
                parts.append(f"{wording('clause', clause, self.lang)} {day.isoformat()}")
        if stated.when is not None:
            parts.append(f"{wording('clause', 'when', self.lang)} {self.written(stated.when)}")
        told = " ".join(part for part in parts if part)
        for doubt in stated.doubts:
            if doubt.or_read is not None:
                other = wording("clause", "or_read", self.lang)
                reading = f"{other} {self.written(doubt.or_read, words)}"
                told += self.pick(f"（{reading}）", f" ({reading})")
        return told

    def _saying(self, words: str, about: str) -> Saying:
        def writing(value: object, when: str, strength: str) -> str:
            return self._value(value, words, about, when, strength)

        return Saying(self.lang, self.marks, about, writing)

    def mark(self, claim: Claim) -> str:
        """`＊` or 〔假设〕 for what no source says; empty without `marks` and for what one says."""
        return self._saying("", "").mark(claim)

    def all(
        self,
        attribute: Attribute[Any],
        words: str = "",
        head: Strength | None = None,
        about: str = "",
    ) -> str:
        """All statements of a field, in the order of the text; empty where nothing is said."""
        told = (self.stated(stated, words, head, about) for stated in attribute.root)
        return self.pick("；", "; ").join(told)

    def field(self, entity: Entity, kind: str, field: str) -> str:
        """One field of an object by the ids of the tables, all its statements."""
        words = closed_set(kind, field)
        return self.all(getattr(entity, field), words, entity.strength, f"{kind}.{field}")

    def field_word(self, kind: str, field: str) -> str:
        """What a field is called, for reading: without the `_` of the language."""
        return fields_of(kind)[field].word(self.lang).replace("_", " ")

    def kind_word(self, kind: str) -> str:
        """What a kind is called."""
        return kinds()[kind].word(self.lang)

    def unknown(self) -> str:
        """The word for a figure that is not known."""
        return self.written(Unknown())
