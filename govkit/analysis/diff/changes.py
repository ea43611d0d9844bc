"""The rows of a diff: what changed, of which object, field and clause, and which way it binds.

Plain frozen data, made in this room and read by reports, by screens and as JSON. Values stand as
in the JSON of models, beside them as words; compared are values alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

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
    is the object or its head that changed; `key` is the key of a map, the trigger of a way out.
    A `narrowed` right (可以) is no tightened duty. `consequence_of` is the path of the renamed
    object that this change only follows. `cited` is the place in the new text, else in the old.
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
    cited: str = ""
    direction: Direction = ""
    consequence_of: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """Which text a side of a diff is: the name of the model, its version, its fingerprint."""

    name: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two names that may be one thing, and are not taken for it."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True)
class Diff:
    """All changes from the old model to the new, in the order of the new text.

    `order` are the paths whose inner order alone differs.
    """

    old: Version
    new: Version
    changes: tuple[Change, ...]
    order: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
