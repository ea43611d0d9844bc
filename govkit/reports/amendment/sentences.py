"""One full sentence for each change of an object, in either tongue.

The changes of one object and its two sides enter, sentences leave, each with what it counts as.
What stands in the columns beside them is not known here: a value of many words is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from govkit.analysis.diff.changes import Change
from govkit.analysis.diff.saying import value_of
from govkit.analysis.diff.statements import key_of, raw_key
from govkit.diagnostics.width import width
from govkit.model.naming import Pen
from govkit.model.statement import Entity
from govkit.reports.amendment.pieces import (
    clause_text,
    label,
    plain_text,
    stated_text,
    statements,
    strength_word,
    value_text,
)
from govkit.reports.amendment.wording import said
from govkit.values import Chain, Chosen, LedWords, Mapping, Refs, Roster, Words
from govkit.values import Word as OneWord
from govkit.vocabulary.kinds import closed_set

Counted = Literal["changed", "renamed", "added", "removed", "moved"]
_MEMBERS = ("words", "refs", "entries")  # what holds the members of a list, in the data of values
MOST = 80  # columns of a value that is repeated: forty characters; more stand beside it anyway


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of one change, and what it counts as."""

    text: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an object: who writes its values, the object itself, None where it is not."""

    pen: Pen
    entity: Entity | None


class Teller:
    """Says what became of one object of a kind; an inner one is named in every sentence."""

    def __init__(self, kind: str, old: Side, new: Side, inner: bool, direction: bool) -> None:
        self.kind = kind
        self.old, self.new = old, new
        self.inner, self.direction = inner, direction
        self.lang = new.pen.lang

    def sentences(self, changes: Sequence[Change]) -> Iterator[Sentence]:
        """A sentence for each change; another basis of a statement is one."""
        for change in without_basis(changes):
            text, counted = self._told(change)
            way = ""
            if self.direction and change.direction:
                way = said(f"say.direction.{change.direction}", self.lang)
            yield Sentence(f"{text}{way}{said('say.end', self.lang)}", counted)

    def _told(self, change: Change) -> tuple[str, Counted]:
        if change.what == "moved":
            return self._order(change), "moved"
        if not change.field and not change.clause:
            return self._object(change), change.what
        if change.clause == "strength":
            return self._strength(change), "changed"
        if change.clause not in ("", "value"):
            return self._clause(change), "changed"
        if change.key and change.field != "given":
            return self._key(change), "changed"
        if change.what == "changed":
            return self._value(change), "changed"
        return self._statement(change)

    # ── the kinds of sentence ──

    def _object(self, change: Change) -> str:
        """Of the object itself: it is new, gone, or called otherwise."""
        kind = self.new.pen.kind_word(self.kind)
        old, new = _name(self.old), _name(self.new)
        known = all((old, new)) if change.what == "renamed" else old or new
        key = f"say.object.{'' if known else 'nameless.'}{change.what}"
        return said(key, self.lang, kind=kind, name=new or old, old=old, new=new)

    def _order(self, change: Change) -> str:
        """Of what stands in another order."""
        old, new = self._value_text(change, self.old), self._value_text(change, self.new)
        if change.field not in ("", "given") and self._stated(change, self.new) is None:
            old, new = (
                plain_text(side.pen, getattr(side.entity, change.field, None))
                for side in (self.old, self.new)
            )
        short = old and new and old != new and _short(old, new)
        key = "say.order" if short else "say.order_long"
        return self._said(key, field=self._field(change), old=old, new=new)

    def _value(self, change: Change) -> str:
        """Of another value: the members that came and went, else both values."""
        field = self._field(change)
        old, new = self._value_text(change, self.old), self._value_text(change, self.new)
        came, went = self._members(change)
        if (came or went) and _short(came + went) and not _rest_differs(change):
            which = "both" if came and went else "new" if came else "old"
            return self._said(f"say.members.{which}", field=field, old=went, new=came)
        if old and new and old != new and _short(old, new):
            return self._said("say.value", field=field, old=old, new=new)
        return self._said("say.value_long", field=field)

    def _statement(self, change: Change) -> tuple[str, Counted]:
        """Of a whole statement that came or went, of a field that may be new with it."""
        came = change.what == "added"
        here, there = (self.new, self.old) if came else (self.old, self.new)
        stated = self._stated(change, here)
        text = "" if stated is None else stated_text(
            here.pen, self.kind, here.entity, change.field, stated
        )  # fmt: skip
        others = [
            one
            for one in statements(there.entity, change.field)
            if change.field != "given" or one.attribute == change.key
        ]
        key = ("added" if came else "removed") if others else ("new" if came else "gone") + "_field"
        long = "_long" if not _short(text) or not text else ""
        told = self._said(f"say.{key}{long}", field=self._field(change), old=text, new=text)
        return told, ("changed" if others else "added" if came else "removed")

    def _key(self, change: Change) -> str:
        old, new = self._end(change, self.old), self._end(change, self.new)
        what = "changed" if old and new else "added" if new else "removed"
        field = self._field(change)
        if not _short(old, new) or not (old or new):
            return self._said("say.value_long", field=field)
        way = "way" if change.field == "on" else "key"
        key = self._key_text(self.new if new else self.old, raw_key(change.key))
        return self._said(f"say.{way}.{what}", field=field, key=key, old=old, new=new)

    def _key_text(self, side: Side, key: Any) -> str:
        """A key of a map in words: a trigger, a grade, the two of a cell."""
        if isinstance(key, list):
            return side.pen.pick("、", ", ").join(self._key_text(side, one) for one in key)
        if isinstance(key, dict):
            return side.pen.written(value_of(key))
        return side.pen.written(side.pen.key(key))

    def _strength(self, change: Change) -> str:
        old, new = (strength_word(self.new.pen, one) for one in (change.old, change.new))
        what = "changed" if old and new else "added" if new else "removed"
        field = self._field(change) if change.field else said("noun.strength", self.lang)
        return self._said(f"say.strength.{what}", field=field, old=old, new=new)

    def _clause(self, change: Change) -> str:
        texts = [
            clause_text(side.pen, claim, change.clause) if claim is not None else ""
            for side in (self.old, self.new)
            for claim in [self._stated(change, side) if change.field else side.entity]
        ]
        old, new = texts
        what = "changed" if old and new else "added" if new else "removed"
        if not _short(old, new) or old == new:
            what = "long"
        noun = said(f"noun.{change.clause}", self.lang)
        of, who = self._whose("say.of"), self._whose("say.who")
        if change.field:
            field = self._field(change)
            of, who = said("say.of_field", self.lang, of=of, field=field), f"{of}{field}"
        fillers = {"of": of, "who": who, "noun": noun, "old": old, "new": new}
        return said(f"say.clause.{what}", self.lang, **fillers)

    # ── what they are made of ──

    def _stated(self, change: Change, side: Side) -> Any:
        """The statement of one side that a change is about; None where there is none."""
        number = change.old_place if side is self.old else change.place
        every = statements(side.entity, change.field)
        return every[number] if number is not None and number < len(every) else None

    def _value_text(self, change: Change, side: Side) -> str:
        stated = self._stated(change, side)
        if stated is not None:
            return value_text(side.pen, self.kind, change.field, stated)
        return plain_text(side.pen, getattr(side.entity, change.field, None)) if (
            change.field and not statements(side.entity, change.field)
        ) else ""  # fmt: skip

    def _end(self, change: Change, side: Side) -> str:
        """What a key of a map leads to on one side; empty where it is not there."""
        stated = self._stated(change, side)
        if stated is None or not isinstance(stated.value, Mapping):
            return ""
        for arrow in stated.value.entries:
            if change.key in (key_of(arrow.keys), *map(key_of, arrow.keys)):
                return side.pen.pick("、", ", ").join(side.pen.written(to) for to in arrow.to)
        ends = (change.old if side is self.old else change.new) or ()  # of a key called otherwise
        told = (value_of(to) if isinstance(to, dict) else to for to in ends)
        return side.pen.pick("、", ", ").join(map(self.new.pen.written, told))

    def _members(self, change: Change) -> tuple[str, str]:
        """What a list has gained and lost; empty where a value is no list.

        The old one is taken as it stands after what was renamed.
        """
        old, new = (
            _members_of(self.new.pen, value_of(data), closed_set(self.kind, change.field))
            for data in (change.old, change.new)
        )
        comma = self.new.pen.pick("、", ", ")
        came = [one for one in new if one not in old]
        went = [one for one in old if one not in new]
        return comma.join(came), comma.join(went)

    def _field(self, change: Change) -> str:
        if change.field == "given":
            return change.key
        return label(self.new.pen, self.kind, change.field) if change.field else ""

    def _said(self, key: str, /, **fillers: object) -> str:
        return said(key, self.lang, of=self._whose("say.of"), **fillers)

    def _whose(self, key: str) -> str:
        """The name of an inner object, as a sentence begins with it."""
        name = _name(self.new) or _name(self.old)
        return said(key, self.lang, name=name) if self.inner else ""


def without_basis(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes without a place and a quotation that come and go with the kind of the origin."""
    other = {
        (one.path, one.field, one.place, one.old_place)
        for one in changes
        if one.clause == "origin" and _kind(one.old) != _kind(one.new)
    }
    for one in changes:
        here = (one.path, one.field, one.place, one.old_place)
        if one.clause not in ("citation", "quotation") or here not in other:
            yield one


def _kind(origin: Any) -> str:
    return str(origin.get("kind", "")) if isinstance(origin, dict) else ""


def _rest_differs(change: Change) -> bool:
    """Whether more of a list changed than its members: how many in all, at least, whether open."""
    old, new = map(_rest, (change.old, change.new))
    return old != new


def _rest(value: dict[str, Any]) -> dict[str, Any]:
    """What a list says beside its members; a number that only counts them says nothing more."""
    members = [value[name] for name in _MEMBERS if name in value]
    rest = {**value, **dict.fromkeys(_MEMBERS)}
    if [value.get("total")] == [len(one) for one in members]:
        rest["total"] = None
    return rest


def _members_of(pen: Pen, value: object, words: str) -> tuple[str, ...]:
    """The members of a list in words; none where it is no list."""
    match value:
        case LedWords():
            return ()
        case Words():
            return value.words
        case Chosen():
            return tuple(pen.written(OneWord(word), words) for word in value.words)
        case Refs() if value.bound is None:
            return tuple(map(pen.name, value.refs))
        case Chain():
            return ()
        case Roster():
            return tuple(one.name for one in value.entries)
    return ()


def _short(*texts: str) -> bool:
    return max(map(width, texts)) <= MOST


def _name(side: Side) -> str:
    return side.entity.name if side.entity is not None else ""
