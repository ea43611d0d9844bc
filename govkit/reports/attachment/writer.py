"""What all chapters of the annex write with: a pen, the basis of rows, cells of labelled lines.

Objects and fields enter by the ids of the tables; ready lines, cells and tables leave. Which fields
stand in which column is said by each chapter; a field that none names stands in the last of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from govkit.document.building import cell, note
from govkit.document.parts import Cell, Column, Note, Row, Table
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Claim, Entity, Stated
from govkit.reports.basis import NOTHING, Basis, chosen, claims_of, points
from govkit.reports.wanted import Wanted
from govkit.values import Roster, Text, Words
from govkit.vocabulary.kinds import fields_of

E = TypeVar("E", bound=Entity)
_SILENT = ("note", "alias")  # remarks for whoever reads the model
_EMPTY = cell(NOTHING, align="center")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the rows of one annex."""

    pen: Pen
    basis: Basis
    wanted: Wanted

    @property
    def model(self) -> Governance:
        """The model that is written of."""
        return self.pen.model

    def pick(self, zh: str, en: str) -> str:
        """One of two wordings, by the tongue."""
        return self.pen.pick(zh, en)

    # ── objects ──

    def label(self, entity: Entity) -> tuple[str, ...]:
        """The name of an object, its title beneath, and what holds for all of it."""
        name = self.name(entity)
        told = [name]
        if entity.title and entity.title != entity.name:
            told.append(self.pick(f"（{entity.title}）", f"({entity.title})"))
        if entity.strength is not None:
            strength = self.pen.strength(entity.strength)
            told.append(self.pick(f"（{strength}）", f"({strength})"))
        if entity.since is not None or entity.until is not None or entity.when is not None:
            update = {"value": Text(name), "since": entity.since, "until": entity.until}
            told[0] = self.pen.stated(Stated[Any].model_construct(when=entity.when, **update))
        return tuple(told)

    def name(self, entity: Entity) -> str:
        """The name of an object as it is read."""
        return self.pick(entity.name, entity.name.replace("_", " "))

    def heading(self, entity: Entity) -> str:
        """The name of an object with its title, as a heading has it."""
        name = self.name(entity)
        if not entity.title or entity.title == entity.name:
            return name
        return self.pick(f"{name}（{entity.title}）", f"{name} ({entity.title})")

    def rows(self, entities: Iterable[E]) -> tuple[E, ...]:
        """The objects that are wanted, in the order wanted."""
        return chosen(self.model, self.wanted, entities, lambda one: tuple(_all_claims(one)))

    def cited(self, *entities: Entity) -> str:
        """The basis of the first of some objects, the inner one first, that says anything of it."""
        groups = [tuple(claims_of(entity)) for entity in entities]
        told = (one for one in groups if any(claim.origin.kind != "none" for claim in one))
        return self.basis.of(*next(told, groups[0]))

    # ── fields ──

    def field(self, entity: Entity, kind: str, field: str) -> str:
        """One field in words; empty where nothing is said."""
        attribute: Attribute[Any] = getattr(entity, field)
        if not attribute.root:
            return ""
        self.basis.saw(attribute.root)
        if isinstance(attribute.root[0].value, Roster):
            count = len(attribute.root[0].value.entries)
            return self.pick(f"逐个列出{count}个", f"{count} listed one by one")
        return self.pen.field(entity, kind, field)

    def labelled(self, entity: Entity, kind: str, fields: Iterable[str]) -> Iterator[str]:
        """A line for each field that says something, after what it is called."""
        for field in fields:
            if told := self.field(entity, kind, field):
                word = self.pen.field_word(kind, field)
                yield self.pick(f"{word}：{told}", f"{word}: {told}")

    def above(self, lines: Iterable[str]) -> Iterator[Note]:
        """Lines as one note above a table, a sentence in English; nothing where there are none."""
        if told := self.pick("；", "; ").join(lines):
            yield note(self.pick(f"{told}。", f"{told[0].upper()}{told[1:]}."))

    def rest(self, entity: Entity, kind: str, but: Iterable[str]) -> Iterator[str]:
        """A line for each field that no other column has."""
        said = {*but, *_SILENT}
        return self.labelled(
            entity,
            kind,
            [
                field
                for field in fields_of(kind)
                if field not in said and isinstance(getattr(entity, field, None), Attribute)
            ],
        )

    def points(self, entity: Entity, kind: str, field: str) -> tuple[str, ...]:
        """The words of a list, numbered; an open list says so at its end."""
        attribute: Attribute[Any] = getattr(entity, field)
        self.basis.saw(attribute.root)
        told: list[str] = []
        for stated in attribute.root:
            told += self.words(stated, entity.strength, f"{kind}.{field}")
        found = points(told, self.pen.lang)
        if not found or not any(is_open(stated.value) for stated in attribute.root):
            return found
        many = self.total(attribute)
        more = self.pick("未列全", "not all listed")
        return (*found, self.pick(f"（{many}{more}）", f"({many}{more})"))

    def total(self, attribute: Attribute[Any]) -> str:
        """`共8项，`: how many an open list holds, where the text gives a number for it."""
        totals = [stated.value.total for stated in attribute.root if is_open(stated.value)]
        if len(attribute.root) != 1 or not totals or totals[0] is None:
            return ""
        return self.pick(f"共{totals[0]}项，", f"{totals[0]} in all, ")

    def words(self, stated: Stated[Any], head: Any, about: str) -> Iterator[str]:
        """Each word of a list as a statement of its own; anything else as it is."""
        value = stated.value
        if not isinstance(value, Words) or not value.words:
            bare = isinstance(value, Words)
            more = self.pick("（没有列名）", " (not named)") if bare else ""
            yield self.pen.stated(stated, head=head, about=about) + more
            return
        for number, word in enumerate(value.words):
            one: Any = replace(value, words=(word,), tail="", total=None)
            if hasattr(value, "ends"):
                one = replace(one, ends=value.ends[number : number + 1])
            yield self.pen.stated(stated.model_copy(update={"value": one}), head=head, about=about)

    def spelt(self, holder: Entity, kind: str, field: str) -> Iterator[tuple[str, Claim]]:
        """Each word of a field, with the claim that has its basis: its own, else the holder's."""
        words: Attribute[Any] = getattr(holder, field)
        self.basis.saw(words.root)
        for stated in words.root:
            said = stated if stated.origin.kind != "none" else holder
            yield from (
                (word, said) for word in self.words(stated, holder.strength, f"{kind}.{field}")
            )

    # ── tables ──

    def table(
        self, name: str, columns: Sequence[tuple[str, str, int]], rows: Iterable[Row]
    ) -> Table | None:
        """A table with its number first and its basis last; None where it has no row.

        A column of which no row says anything is left out.
        """
        found = tuple(rows)
        if not found:
            return None
        titles = (("序号", "No.", 3), *columns, ("依据", "Basis", 6))
        kept = [at for at in range(len(titles)) if any(row[at] != _EMPTY for row in found)]
        return Table(
            tuple(
                Column(self.pick(zh, en), weight, "center" if at == 0 else "left")
                for at, (zh, en, weight) in enumerate(titles)
                if at in kept
            ),
            tuple(tuple(row[at] for at in kept) for row in found),
            name=name,
        )

    def row(self, number: str, ref: str, cells: Iterable[Iterable[str]], basis: str) -> Row:
        """One row; a cell of which nothing is said has a dash."""
        return (cell(number, ref=ref), *(filled(lines) for lines in cells), cell(basis))


def filled(lines: Iterable[str]) -> Cell:
    """A cell of some lines; a dash where there are none."""
    found = tuple(line for line in lines if line)
    return cell(*found) if found else _EMPTY


def is_open(value: object) -> bool:
    """Whether a list names only some of what it holds."""
    if not isinstance(value, Words) or not value.words:
        return False
    return value.tail == "and_more" or (value.total or 0) > len(value.words)


def nested(entities: Iterable[E], inside: Callable[[E], Iterable[E]]) -> Iterator[tuple[str, E]]:
    """Objects with those inside them, numbered `1`, `1.1`, `1.1.1`."""
    for number, one in enumerate(entities, start=1):
        yield str(number), one
        for inner, entity in nested(inside(one), inside):
            yield f"{number}.{inner}", entity


def _all_claims(entity: Entity) -> Iterator[Claim]:
    """What is said in an object, then in those inside it."""
    yield from claims_of(entity)
    for value in entity.__dict__.values():
        for one in value if isinstance(value, tuple) else ():
            if isinstance(one, Entity):
                yield from _all_claims(one)
