"""Paths: which field of a model a written path names, in either tongue, from its end.

`process:网格事项/tier:支部.limit`, `支部.时限` and `层级.支部.时限` enter; the field leaves, or a
finding that lists what may have been meant. No value is read here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.placeless import finding
from govkit.model.governance import COLLECTIONS, Governance, held_in
from govkit.model.statement import Attribute, Entity
from govkit.resolve.declaring.near import near
from govkit.resolve.refinement.merging import path_of
from govkit.values import Words
from govkit.vocabulary.kinds import FieldRow, fields_of, kind_words, kinds

MOST_SHOWN = 8
_QUOTES = {"「": "」", "《": "》", "“": "”", '"': '"', "`": "`"}
_ALONE = {"figures": "value", "rubric": "points"}  # lines whose name is all there is to name
_FIXED = frozenset(["include", "extends"])  # what a finished model was made of

Part = tuple[str, str]  # kind and name of a block
Trail = tuple[tuple[str, int], ...]  # the way to it: holding field and number, from the district


@dataclass(frozen=True)
class Slot:
    """One field of one block, said or not. `row` is None where the block is a line by itself;
    `given` is the attribute of the author's own whose value is meant."""

    parts: tuple[Part, ...]
    trail: Trail
    entity: Entity
    row: FieldRow | None = None
    given: str = ""

    @property
    def field(self) -> str:
        """The field of the model that holds the statements."""
        return "given" if self.given else self.row.id if self.row else _ALONE[self.parts[-1][0]]

    @property
    def said(self) -> bool:
        """Whether the model says anything of it."""
        if self.given:
            return any(one.attribute == self.given for one in getattr(self.entity, "given", ()))
        return bool(getattr(self.entity, self.field).root)

    def called(self, word: str) -> bool:
        """Whether a word is what the field is called first, in one tongue or the other."""
        row = self.row
        return row is None or _plain(word) in {_plain(w) for w in (row.id, row.zh, row.en)}

    @property
    def owner(self) -> str:
        """The path of the block (`process:网格事项/tier:支部`)."""
        path, outer = "district", "district"
        for kind, name in self.parts:
            named = "figure" if kind == "figures" else kind
            path = path if kind == "district" else path_of(named, outer, path, name)
            outer = kind
        return path

    @property
    def written(self) -> Both:
        """The whole path in the words of either tongue."""
        return Both(self._written("zh"), self._written("en"))

    def _written(self, lang: str) -> str:
        last = self.given or (self.row.word(lang) if self.row else "")
        blocks = "/".join(f"{kinds()[kind].word(lang)}:{name}".rstrip(":")
                          for kind, name in self.parts)  # fmt: skip
        return f"{blocks}.{last}" if last else blocks


def slot_of(model: Governance, path: str) -> Slot | Diagnostic:
    """The one field a path names; else the finding: GOV974 for none, GOV979 for several."""
    tokens = _tokens(path)
    if not tokens:
        return finding("GOV974", path=path, known=Both("—", "—"))
    blocks = list(_blocks(model, "district", (("district", model.name),), (), model))
    found = [slot for block in blocks for slot in _named(block, tokens, model)]
    if len(tokens) == 1:  # a field by its name alone: only where something is said
        found = [slot for slot in found if slot.said]
    if len(found) > 1:  # a word by which a field is called first goes before other spellings
        found = [slot for slot in found if slot.called(tokens[-1])] or found
    if len(found) == 1:
        return found[0]
    if not found:
        return _unknown(path, tokens, blocks, model)
    shown = [slot.written for slot in found[:MOST_SHOWN]]
    more = len(found) - len(shown)
    return finding(
        "GOV979", path=path,
        known=Both(
            "；".join(one.zh for one in shown) + (f"；另有 {more} 处" if more else ""),
            "; ".join(one.en for one in shown) + (f"; and {more} more" if more else ""),
        ),
    )  # fmt: skip


# ── what there is ──
def _blocks(
    entity: Entity, kind: str, parts: tuple[Part, ...], trail: Trail, model: Governance
) -> Iterator[Slot]:
    """Every block of the model, the district first, as a slot without a field."""
    yield Slot(parts, trail, entity)
    around = () if kind == "district" else parts
    held = {**COLLECTIONS, "figures": "figures"} if kind == "district" else held_in(kind)
    for inner, holder in held.items():
        for number, one in enumerate(getattr(entity, holder)):
            yield from _blocks(
                one, inner, (*around, (inner, one.name)), (*trail, (holder, number)), model
            )


def _named(block: Slot, tokens: list[str], model: Governance) -> Iterator[Slot]:
    """The fields of a block that a path ends in."""
    kind = block.parts[-1][0]
    *blocks, last = tokens
    if kind in _ALONE:
        if _fits(tokens, block) or (blocks and last == _ALONE[kind] and _fits(blocks, block)):
            yield block
        return
    if not _fits(blocks, block):
        return
    for slot in _fields(block, model):
        words = (slot.given,) if slot.row is None else (slot.row.id, *slot.row.spellings)
        if _plain(last) in map(_plain, words):
            yield slot


def _fields(block: Slot, model: Governance) -> Iterator[Slot]:
    """All fields that a block has or may have."""
    kind = block.parts[-1][0]
    if kind in _ALONE:
        yield block
        return
    for row in fields_of(kind).values():
        holds = isinstance(getattr(block.entity, row.id, None), Attribute)
        if holds and not (kind == "district" and row.id in _FIXED):
            yield Slot(block.parts, block.trail, block.entity, row)
    if kinds()[kind].block == "attributed" and hasattr(block.entity, "given"):
        for attribute in model.attributes:
            yield Slot(block.parts, block.trail, block.entity, None, attribute.name)


# ── how it is written ──
def _tokens(path: str) -> list[str]:
    """The parts between `/`, `.` and `·`; what stands in quotation marks is one part."""
    parts, closing = [""], ""
    for letter in path.strip():
        if closing:
            closing = "" if letter == closing else closing
        elif letter in _QUOTES:
            closing = _QUOTES[letter]
        elif letter in "/／.．·・":
            parts.append("")
            continue
        parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def _fits(tokens: list[str], block: Slot) -> bool:
    """Whether tokens name the end of the way to a block: the block, the one around it …

    A word of its kind may stand before each name.
    """
    names, left = list(block.parts), list(tokens)
    spoken = _spoken(block.entity, names[-1][1])
    while left:
        if not names:
            return False
        kind, _ = names.pop()
        if not _is(left.pop(), kind, spoken):
            return False
        spoken = {_plain(names[-1][1])} if names else set()
        if left and _kind(left[-1]) == kind and _plain(left[-1]) not in spoken:
            left.pop()
    return True


def _is(token: str, kind: str, spoken: set[str]) -> bool:
    """Whether one part of a path is a block: its name, `kind:name`, or the kind of a nameless."""
    before, colon, after = token.replace("：", ":").partition(":")
    if colon and (said := _kind(before.strip())) is not None:
        return said == kind and _plain(after) in spoken
    nameless = "" in spoken or kind == "district"
    return _plain(token) in spoken or (nameless and _kind(token) == kind)


def _kind(word: str) -> str | None:
    """The kind of a word; a line of figures is called `figure` in paths."""
    if word == "figure":
        return "figures"
    return kind_words().get(word) or (word if word in kinds() else None)


def _spoken(entity: Entity, name: str) -> set[str]:
    """What a block may be called: its name, its title, its aliases."""
    aliases = [w for one in entity.alias if isinstance(one.value, Words) for w in one.value.words]
    return {_plain(one) for one in (name, *filter(None, (entity.title, *aliases)))}


def _plain(word: str) -> str:
    """A word without quotation marks, width, case, and with blanks for `_`."""
    bare = word.strip()
    if len(bare) > 1 and _QUOTES.get(bare[0]) == bare[-1]:
        bare = bare[1:-1]
    return unicodedata.normalize("NFKC", bare).casefold().replace("_", " ")


# ── what may have been meant ──
def _unknown(path: str, tokens: list[str], blocks: list[Slot], model: Governance) -> Diagnostic:
    """GOV974: the fields of the blocks that are named, else the blocks with a near name."""
    here = [b for b in blocks if len(tokens) > 1 and _fits(tokens[:-1], b)]
    fields = [slot for block in here for slot in _fields(block, model)]
    words = {w: slot for slot in fields for w in _words(slot)}
    if not fields:
        with_field = [s for b in blocks for s in _fields(b, model)
                      if _plain(tokens[-1]) in map(_plain, _words(s))]  # fmt: skip
        words = {slot.parts[-1][1]: slot for slot in with_field}
        fields = with_field
    wanted = tokens[-1] if here else tokens[max(len(tokens) - 2, 0)]
    close = near(wanted, words, 0.34)
    said = [words[word] for word in close] or [slot for slot in fields if slot.said]
    shown = [slot.written for slot in dict.fromkeys(said)][:MOST_SHOWN]
    known = Both(
        "；".join(one.zh for one in shown) or "—", "; ".join(one.en for one in shown) or "—"
    )
    return finding("GOV974", path=path, known=known)


def _words(slot: Slot) -> tuple[str, ...]:
    if slot.row is not None:
        return slot.row.spellings
    return (slot.given or slot.parts[-1][1],)
