"""The rows of a diff: what changed, of which object, field and clause, and which way it binds.

Plain frozen data, made in this room and read by reports, by screens and as JSON. Values stand as
in the JSON of models, beside them as words; compared are values alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from govkit.model.governance import Governance

What = Literal["added", "removed", "renamed", "moved", "changed"]
Clause = Literal[
    "", "value", "strength", "since", "until", "when", "citation", "quotation", "origin", "doubt",
    "exception", "chance", "title",
]  # fmt: skip
Direction = Literal["", "tightened", "loosened", "narrowed", "widened"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    `path` names the object in the new model (`process:逐级办理/tier:社区`), in the old one where it
    is gone; `old_path` the same in the old model, empty where it was added. Without a `field` it
    is the object or its head that changed; a field and no clause is a whole statement that was
    added or removed, `value` with a `key` one entry of a map or one way out (`to` alone stands in
    `old` and `new`). `place` is the number in the new model of the object among its like, or of
    the statement in its field; `old_place` the same in the old one; None where it is not there.

    What stands in `old` and `new`: whole objects and whole statements where they are added or
    removed; names where something is renamed; values; `source` and `place` of a citation; of an
    origin its `kind` and `remark`, and all five parts where the kind is another.

    A `narrowed` right (可以) is no tightened duty. `consequence_of` is the path of what this change
    only follows: a renamed object, or the head whose clause the statement has from there. `cited`
    is the place in the new text, else in the old, `source` the source it is in.
    """

    what: What
    path: str
    old_path: str
    kind: str
    name: str
    field: str = ""
    clause: Clause = ""
    key: str = ""
    old: Any = None
    new: Any = None
    old_text: str = ""
    new_text: str = ""
    key_text: str = ""
    cited: str = ""
    source: str = ""
    direction: Direction = ""
    consequence_of: str = ""
    place: int | None = None
    old_place: int | None = None


@dataclass(frozen=True, eq=False)
class Version:
    """Which text a side of a diff is: the name of the model, its version, its fingerprint.

    `of` is the model, whose fingerprint takes longer than the diff and is worked out when it is
    asked for, or the fingerprint itself.
    """

    name: str
    version: str
    of: Governance | str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the model."""
        return self.of if isinstance(self.of, str) else self.of.fingerprint

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    def _told(self) -> tuple[str, str, str]:
        return self.name, self.version, self.fingerprint


@dataclass(frozen=True, slots=True)
class Near:
    """Two names that may be one thing, and are not taken for it."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order that differs: of the objects in a field (`tiers`), of the statements of a field, of
    the entries of a map, of the members of a list.

    `new` is the whole new order: for objects and for statements their numbers in the old field,
    None for an added one; for a map (its statement stands at `place`) the keys of each entry; for
    a list its value.
    """

    path: str
    field: str
    old: Any
    new: Any
    place: int | None = None
    old_place: int | None = None


@dataclass(frozen=True)
class Diff:
    """All changes from the old model to the new, in the order of the new model.

    `order` is what differs in order beside them; where an order means something, a change `moved`
    tells it too.
    """

    old: Version
    new: Version
    changes: tuple[Change, ...]
    order: tuple[Order, ...] = ()
    near: tuple[Near, ...] = ()

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that do not only follow another one."""
        return tuple(change for change in self.changes if not change.consequence_of)
