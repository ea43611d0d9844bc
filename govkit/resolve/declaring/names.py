"""The names a model declares, and what a written name refers to.

A name belongs to a kind; the same name may be declared by several kinds, and each field says which
kinds it accepts. Quotation marks around a name (`《…》`, `「…」`, backticks) are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from govkit.source import SourceFile, Span
from govkit.syntax.nodes import Block, Field
from govkit.values import PublicDay
from govkit.values.reading.numerals import narrow

_COMPONENT = re.compile(r"《([^《》\n]*)》|「([^「」\n]*)」|`([^`\n]*)`|([^.·・．]+)")


_SPECIAL = re.compile(r"[《「`.·・．]")


@lru_cache(maxsize=65536)
def components(written: str) -> tuple[str, ...]:
    """The parts of a written name between `.` or `·`, without their quotation marks."""
    if _SPECIAL.search(written) is None:
        return (written,)
    return tuple(match.group(match.lastindex or 0) or "" for match in _COMPONENT.finditer(written))


def name_of(block: Block) -> str:
    """The name on a head, without quotation marks; empty where there is none."""
    if block.name is None:
        return ""
    if getattr(block.name, "type", "") == "NUMBER":  # a number is the same in either width
        return narrow(str(block.name))
    return "·".join(components(block.name))


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared name: its kind, where it stands, the block (or line) that declares it."""

    kind: str
    name: str
    source: SourceFile
    start: int
    end: int
    node: Block | Field
    owner: str = ""

    @property
    def ref(self) -> str:
        """`kind:name`."""
        return f"{self.kind}:{self.name}"

    @property
    def span(self) -> Span:
        """The place of the name."""
        return Span(self.source, self.start, self.end)


@dataclass
class Names:
    """All declared names of one model, by name and by kind."""

    by_name: dict[str, list[Declared]] = field(default_factory=dict)
    by_ref: dict[str, Declared] = field(default_factory=dict)
    by_kind: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    """Words of graded attributes → the attributes that have them."""
    words: dict[str, dict[str, None]] = field(default_factory=dict)
    """Graded attributes → their words, in the order of the text."""
    units: dict[str, str] = field(default_factory=dict)
    """Listed names of units → their level."""
    lost: set[str] = field(default_factory=set)
    """Words on heads that could not be read; what refers to them is no second mistake."""
    inherited: set[str] = field(default_factory=set)
    """References of the base that this text has not stated again."""
    graded: set[str] = field(default_factory=set)
    """Attributes of the base whose grades this text has not stated again."""
    public: Mapping[str, tuple[PublicDay, ...]] = field(default_factory=dict)
    """Codes of places whose public holidays are given from outside → their days."""
    parents: dict[str, str] = field(default_factory=dict)
    """Levels → the level above, as written; columns of a table may be called by its name."""

    @classmethod
    def over(cls, base: Names) -> Names:
        """The names of a text that extends a base: it knows all of the base's."""
        return cls(
            {name: list(known) for name, known in base.by_name.items()},
            dict(base.by_ref),
            {kind: list(known) for kind, known in base.by_kind.items()},
            {word: list(owners) for word, owners in base.values.items()},
            {owner: dict(words) for owner, words in base.words.items()},
            dict(base.units),
            set(base.lost),
            set(base.by_ref),
            set(base.words),
            base.public,
            dict(base.parents),
        )

    def declare(self, declared: Declared) -> Declared | None:
        """Enter a name; the earlier declaration where the kind already has one of this name.

        A name of the base may be stated again, once; an item only inside the list it belongs to.
        """
        key = declared.ref if declared.kind != "step" else f"{declared.ref}@{declared.owner}"
        earlier = self.by_ref.get(key)
        if earlier is not None:
            moved = declared.kind == "item" and declared.owner != earlier.owner
            if key not in self.inherited or moved:
                return earlier
            self.inherited.discard(key)
            self.by_name[declared.name].remove(earlier)
        if key not in self.by_ref:
            self.by_kind.setdefault(declared.kind, []).append(declared.name)
        self.by_ref[key] = declared
        self.by_name.setdefault(declared.name, []).append(declared)
        return None

    def grade(self, attribute: str, words: Iterable[str]) -> None:
        """Enter the grades of an attribute; grades that a base gave it are stated anew."""
        if attribute in self.graded:
            for word in self.words.pop(attribute):
                self.values[word].remove(attribute)
                if not self.values[word]:
                    del self.values[word]
            self.graded.remove(attribute)
        own = self.words.setdefault(attribute, {})
        for word in words:
            if word not in own:
                own[word] = None
                self.values.setdefault(word, []).append(attribute)

    def find(self, name: str, kinds: tuple[str, ...]) -> list[Declared]:
        """The declarations of this name among the kinds a field accepts, in the kinds' order."""
        known = self.by_name.get(name)
        if known is None:
            return []
        if len(known) == 1:
            return known if known[0].kind in kinds else []
        return [declared for kind in kinds for declared in known if declared.kind == kind]

    def of(self, kinds: Iterable[str]) -> Iterator[str]:
        """All names of these kinds."""
        for kind in dict.fromkeys(kinds):
            yield from self.by_kind.get(kind, ())


@dataclass(frozen=True)
class StoryNames:
    """What one scenario names: its seats, turns, options, injects and endings."""

    seats: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    injects: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
