"""The words of the language as entries to look up: what a word is, where it stands, an example.

The word tables, near words among them, and `examples.toml` enter; entries in one tongue leave, all
of them, those of one kind, or those that match a word. Nothing here knows a screen or a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from govkit.cli.wording import Tongue, find, table, worded
from govkit.values.units import standard_units
from govkit.vocabulary.acts import said
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds
from govkit.vocabulary.near import NearWord, folded, near_words
from govkit.vocabulary.words import Term, terms, word_set

EVERY_KIND = "*"
NEAR = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One word in one tongue. `group`: kind, field, unit, or the closed set it belongs to.

    `other` is the word of the other tongue, `also` what is read as the same, `place` where it may
    stand in words; `acts` where a field changes an answer, or that nothing follows. `ids` are those
    of the table of near words: `kind`, `kind.field`, `set.word`, `unit.id`.
    """

    group: str
    word: str
    other: str
    also: tuple[str, ...]
    place: str
    meaning: str
    example: str
    acts: str = ""
    ids: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that is read as this word."""
        return (self.word, self.other, *self.also)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. `spelled`: whether a spelling matched, or only a meaning.

    `near` are spellings like it, `meant` the rows of near words that led to the entries.
    """

    entries: list[Entry]
    spelled: bool
    near: tuple[str, ...] = ()
    meant: tuple[NearWord, ...] = ()


def everything(lang: Tongue) -> list[Entry]:
    """All words: kinds, fields, units, closed sets."""
    own = [_field(row, lang, places, ids) for row, places, ids in _merged(lang)]
    return [*_kinds(lang), *own, *(_term(term, lang) for term in terms()), *_units(lang)]


def groups(lang: Tongue) -> list[str]:
    """The names of the groups that are no kinds: units, clauses, functions and so on."""
    here = {term.set for term in terms()} | {"unit"}
    return [names[lang] for key, names in table("examples")["group"].items() if key in here]


def of_kind(name: str, lang: Tongue) -> list[Entry] | None:
    """The fields of a kind and the words of a group of this name; None where `name` is neither."""
    wanted = folded(name)
    found: list[Entry] = []
    for kind in kinds().values():
        if wanted in map(folded, (kind.id, *kind.spellings)):
            rows = fields_of(kind.id).values()
            place = _placed("field", kind.word(lang), lang)
            found += [_field(row, lang, place, (_id(row, kind.id),)) for row in rows]
    for group, names in table("examples")["group"].items():
        spelled = {folded(word) for word in (group, *names.values())}
        if wanted in spelled or wanted.removesuffix("s") in spelled:
            found += [entry for entry in everything(lang) if entry.group == group]
    return found or None


def search(word: str, entries: Iterable[Entry]) -> Found:
    """Entries spelled like `word`: its own first, then those it is another spelling of.

    Behind them what it means by the table of near words, then spellings it is a part of. Where all
    that is nothing: near words it is a part of or that are a part of it; entries whose meaning
    holds the word, or shares two letters in a row with it.
    """
    wanted = folded(word)
    entries = list(entries)
    if not wanted:
        return Found([], False)
    own = [e for e in entries if wanted in map(folded, (e.word, e.other))]
    also = [e for e in entries if wanted in map(folded, e.also)]
    rows = [near_words()[wanted]] if wanted in near_words() else []
    meant = _led(rows, entries)
    part = [e for e in entries if any(wanted in folded(s) for s in e.spellings)]
    found = list(dict.fromkeys([*own, *also, *meant, *part]))
    if found:
        return Found(found, bool(own or also or not meant), meant=tuple(rows))
    rows = _around(wanted)
    if meant := _led(rows, entries):
        return Found(meant, False, meant=tuple(rows))
    known = {folded(s): s for e in entries for s in e.spellings if s}
    known |= {key: row.word for key, row in near_words().items()}
    near = tuple(known[match] for match in get_close_matches(wanted, known, NEAR))
    said = [e for e in entries if wanted in folded(e.meaning)]
    if not said and not near and not wanted.isascii():
        said = [e for e in entries if _shares(wanted, e)]
    return Found(said, False, near)


def known(word: str, entries: Iterable[Entry]) -> bool:
    """Whether this is a word of the language as a whole, or one of the table of near words."""
    wanted = folded(word)
    return wanted in near_words() or any(wanted in map(folded, e.spellings) for e in entries)


def _led(rows: Iterable[NearWord], entries: Iterable[Entry]) -> list[Entry]:
    """The entries that near words lead to, in their order."""
    by_id = {one: e for e in entries for one in e.ids}
    leads = dict.fromkeys(lead for row in rows for lead in row.leads)
    return list(dict.fromkeys(by_id[lead] for lead in leads if lead in by_id))


def _around(wanted: str) -> list[NearWord]:
    """Near words that stand in a longer one (组织约谈), the longest first; else those it is in."""
    space = " " if wanted.isascii() else ""
    whole = f"{space}{wanted}{space}"
    keys = sorted((key for key in near_words() if len(key) > 1), key=len, reverse=True)
    inside = [key for key in keys if f"{space}{key}{space}" in whole]
    if not inside and len(wanted) > 1:
        inside = [key for key in reversed(keys) if whole in f"{space}{key}{space}"]
    own = [key for key in inside if not any(key in other and key != other for other in inside[:9])]
    return [near_words()[key] for key in (own or inside)[:NEAR]]


def _shares(wanted: str, entry: Entry) -> bool:
    """Whether a Chinese word shares two letters in a row with a spelling or the meaning."""
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    return any(pair in text for pair in pairs for text in (*entry.spellings, entry.meaning))


def _kinds(lang: Tongue) -> Iterator[Entry]:
    for kind in kinds().values():
        inside = _listed((kinds()[outer].word(lang) for outer in kind.inside), lang)
        place = _placed("kind", inside, lang)
        says, example = (
            (kind.zh_text, kind.zh_example) if lang == "zh" else (kind.en_text, kind.en_example)
        )
        yield Entry(
            "kind", *_both(kind.zh, kind.en, lang), kind.also, place, says, example, ids=(kind.id,)
        )


def _merged(lang: Tongue) -> Iterator[tuple[FieldRow, str, tuple[str, ...]]]:
    """Each field once, with all kinds that have it in the same words, and its ids there."""
    rows: dict[tuple[str, ...], tuple[FieldRow, list[str], list[str]]] = {}
    for kind in kinds().values():
        for row in fields_of(kind.id).values():
            key = (row.zh, row.en, row.type, row.zh_text, *row.acts)
            holder = EVERY_KIND if row.kind == EVERY_KIND else kind.word(lang)
            _, holders, ids = rows.setdefault(key, (row, [], []))
            if holder not in holders:
                holders.append(holder)
                ids.append(_id(row, kind.id))
    for row, holders, ids in rows.values():
        inside = (worded("say.words.anywhere", lang) if h == EVERY_KIND else h for h in holders)
        yield row, _placed("field", _listed(inside, lang), lang), tuple(ids)


def _id(row: FieldRow, kind: str) -> str:
    return f"{row.kind if row.kind == EVERY_KIND else kind}.{row.id}"


def _field(row: FieldRow, lang: Tongue, place: str, ids: tuple[str, ...]) -> Entry:
    word, other = _both(row.zh, row.en, lang)
    sign = "：" if lang == "zh" else ": "
    says = row.zh_text if lang == "zh" else row.en_text
    example = f"{word}{sign}{_value(row, lang)}"
    return Entry("field", word, other, row.also, place, says, example, said(row, lang), ids)


def _value(row: FieldRow, lang: Tongue) -> str:
    """A value such as the field takes: a word of its closed set, or one of its type."""
    own = find(f"own.{row.kind}.{row.id}", lang, "examples")
    own = own or find(f"line.{row.id}", lang, "examples")
    if own:
        return own
    if row.type == "word":
        return next(iter(word_set(row.target).values())).word(lang)
    if row.kinds and row.type in ("ref", "refs"):
        return find(f"ref.{row.kinds[0]}", lang, "examples") or ""
    return find(f"field.{row.type}", lang, "examples") or ""


def _term(term: Term, lang: Tongue) -> Entry:
    word, other = _both(term.zh, term.en, lang)
    example = find(f"{term.set}.{term.id}", lang, "examples") or ""
    if not example:
        template = find(f"set.{term.set}", lang, "examples") or "{word}"
        example = template.replace("{word}", word)
    says = term.zh_text if lang == "zh" else term.en_text
    group = term.set if find(f"group.{term.set}", lang, "examples") else "other"
    ids = (f"{term.set}.{term.id}",)
    return Entry(group, word, other, term.also, _group(group, lang), says, example, ids=ids)


def _units(lang: Tongue) -> Iterator[Entry]:
    for unit in standard_units():
        word, other = _both(unit.zh, unit.en, lang)
        if word:
            says = worded("say.words.counts", lang, dimension=_dimension(unit.dimension, lang))
            between = "" if lang == "zh" or word == "%" else " "
            place, example = _group("unit", lang), f"6{between}{word}"
            ids = (f"unit.{unit.id}",)
            yield Entry("unit", word, other, unit.also, place, says, example, ids=ids)


def _dimension(name: str, lang: Tongue) -> str:
    return find(f"dimension.{name}", lang, "examples") or name


def _group(group: str, lang: Tongue) -> str:
    return find(f"group.{group}", lang, "examples") or group


def _placed(group: str, inside: str, lang: Tongue) -> str:
    """`栏目：社区、网格`, or the group alone where it stands inside nothing."""
    sign = "：" if lang == "zh" else ": "
    return f"{_group(group, lang)}{sign}{inside}" if inside else _group(group, lang)


def _listed(words: Iterable[str], lang: Tongue) -> str:
    return ("、" if lang == "zh" else ", ").join(words)


def _both(zh: str, en: str, lang: Tongue) -> tuple[str, str]:
    return (zh, en) if lang == "zh" else (en, zh)
