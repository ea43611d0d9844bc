"""What stands in the columns of a table of amendments: one row for each object that changed.

Two pens and a diff enter; rows leave, in the order of the diff: what stood there, what stands there
now, with what is gone and new marked, and a sentence for each change. No table is laid out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from govkit.analysis.diff.changes import Change, Diff
from govkit.analysis.diff.tree import above
from govkit.document.parts import Line, Mark, Run
from govkit.model.naming import Pen
from govkit.model.statement import Entity
from govkit.reports.amendment.cutting import Cutter
from govkit.reports.amendment.objects import DISTRICT, Object, chains, inside
from govkit.reports.amendment.pieces import (
    cited_at,
    clause_text,
    label,
    pieces,
    stated_fields,
    stated_text,
    statements,
)
from govkit.reports.amendment.sentences import Sentence, Side, Teller, without_basis
from govkit.reports.amendment.wording import said

_STEP = "　"
_HEADS = (
    "strength", "since", "until", "when", "quotation", "origin", "doubt", "exception", "chance",
)  # fmt: skip
Pair = tuple[Line | None, Line | None]  # a line of each side; None where a side has none


@dataclass(slots=True)
class Node:
    """An object on both sides, what changed about it, and the objects in it that changed."""

    kind: str
    old: Entity | None
    new: Entity | None
    changes: list[Change] = field(default_factory=list)
    inner: dict[int, Node] = field(default_factory=dict)
    """By the identity of the object in the new model, else in the old one."""

    def all_changes(self) -> Iterator[Change]:
        """Its changes and those of everything in it."""
        yield from self.changes
        for node in self.inner.values():
            yield from node.all_changes()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: ready lines, and the sentences that tell it."""

    ref: str
    place: tuple[Line, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    told: tuple[Sentence, ...]
    reason: tuple[str, ...]


# ── which objects changed ──


def nodes(old: Pen, new: Pen, found: Diff, changes: Iterable[Change]) -> tuple[Node, ...]:
    """The objects that stand in no other, each with its changes, in the order of the diff."""
    tops: dict[int, Node] = {}
    across = _Across(found)
    before, after = chains(old.model), chains(new.model)
    for change in changes:
        whole = not change.field and not change.clause
        if change.what == "removed" and whole:
            mine = before[change.old_path]
            theirs = _around(after, across.forth(_holder(change)))
        elif change.what == "added" and whole:
            theirs = after[change.path]
            mine = _around(before, across.back(_holder(change)))
        else:
            mine, theirs = before[change.old_path], after[change.path]
        _put(tops, change, mine, theirs)
    return tuple(tops.values())


def _holder(change: Change) -> str:
    """The path of what holds the object that came or went."""
    return above(change.path, change.kind, change.name)


def _around(every: Mapping[str, tuple[Object, ...]], path: str) -> tuple[Object, ...]:
    """The objects around one that a side does not have; the district is around none of them."""
    return every.get(path, ()) if path != DISTRICT else ()


class _Across:
    """From the paths of one side to those of the other, by the names that changed."""

    def __init__(self, found: Diff) -> None:
        pairs = [(one.old_path, one.path) for one in found.changes if one.old_path and one.path]
        self._forth = {old: new for old, new in pairs if old != new}
        self._back = {new: old for old, new in pairs if old != new}

    def forth(self, path: str) -> str:
        """The new path of an old one."""
        return _moved(path, self._forth)

    def back(self, path: str) -> str:
        """The old path of a new one."""
        return _moved(path, self._back)


def _moved(path: str, ways: dict[str, str]) -> str:
    for known in sorted(ways, key=len, reverse=True):
        if path == known or path.startswith(f"{known}/"):
            return ways[known] + path[len(known) :]
    return path


def _put(
    tops: dict[int, Node],
    change: Change,
    mine: tuple[Object, ...],
    theirs: tuple[Object, ...],
) -> None:
    held, node = tops, None
    for level in range(max(len(mine), len(theirs))):
        before = mine[level] if level < len(mine) else None
        after = theirs[level] if level < len(theirs) else None
        here = after or before
        assert here is not None
        kind, entity = here
        node = held.get(id(entity))
        if node is None:
            node = Node(kind, before[1] if before else None, after[1] if after else None)
            held[id(entity)] = node
        held = node.inner
    if node is not None:
        node.changes.append(change)


# ── what stands on both sides ──


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the rows of one table; `direction` says which way a norm went."""

    old: Pen
    new: Pen
    cut: Cutter
    direction: bool

    def row(self, node: Node) -> Row:
        """The row of an object that stands in no other."""
        before: list[Line] = []
        after: list[Line] = []
        for left, right in self._lines(node, 0):
            before += [left] if left is not None else []
            after += [right] if right is not None else []
        lang = self.new.lang
        if node.old is None:
            before = [(Run(said("empty.added", lang), "quiet"),)]
        if node.new is None:
            after = [(Run(said("empty.removed", lang), "quiet"),)]
        entity = node.new or node.old
        assert entity is not None
        return Row(
            f"{node.kind}:{entity.name}" if node.kind != "district" else "",
            tuple(self._places(node)),
            tuple(before),
            tuple(after),
            tuple(self._told(node, inner=False)),
            tuple(self._reasons(node)),
        )

    def _told(self, node: Node, inner: bool) -> Iterator[Sentence]:
        sides = Side(self.old, node.old), Side(self.new, node.new)
        teller = Teller(node.kind, *sides, inner, self.direction)
        yield from teller.sentences([one for one in node.changes if not _is_reason(node, one)])
        for one in node.inner.values():
            yield from self._told(one, inner=True)

    def _lines(self, node: Node, depth: int) -> Iterator[Pair]:
        """Lines of both sides; None where a side has none."""
        if node.old is None or node.new is None:
            yield from self._whole(node, depth)
            return
        yield self._label(node, depth)
        for clause in (*_HEADS, *(["citation"] if depth else [])):
            if any(not one.field and one.clause == clause for one in node.changes):
                noun = said(f"noun.{clause}", self.new.lang)
                old, new = (
                    tuple(filter(None, [clause_text(pen, entity, clause)]))
                    for pen, entity in ((self.old, node.old), (self.new, node.new))
                )
                yield from self._pairs(noun, old, new, depth + 1)
        for name in self._fields(node):
            yield from self._field(node, name, depth + 1)
        for one in node.inner.values():
            yield from self._lines(one, depth + 1)

    def _fields(self, node: Node) -> tuple[str, ...]:
        assert node.old is not None and node.new is not None
        changed = dict.fromkeys(
            one.field for one in node.changes if one.field and not _is_reason(node, one)
        )
        known = dict.fromkeys(
            (*stated_fields(node.kind, node.new), *stated_fields(node.kind, node.old))
        )
        return (*(name for name in known if name in changed),
                *(name for name in changed if name not in known))  # fmt: skip

    def _field(self, node: Node, name: str, depth: int) -> Iterator[Pair]:
        assert node.old is not None and node.new is not None
        changes = [one for one in node.changes if one.field == name]
        shown = {"", "value", "strength", "since", "until", "when"}
        told = dict.fromkeys(one.clause for one in without_basis(changes))
        clauses = [clause for clause in told if clause not in shown]
        if name == "given":
            yield from self._given(node, changes, depth)
            return
        texts = [
            pieces(pen, node.kind, entity, name, clauses)
            for pen, entity in ((self.old, node.old), (self.new, node.new))
        ]
        yield from self._pairs(label(self.new, node.kind, name), texts[0], texts[1], depth)

    def _given(self, node: Node, changes: list[Change], depth: int) -> Iterator[Pair]:
        for key in dict.fromkeys(one.key for one in changes):
            old, new = (
                tuple(
                    stated_text(pen, node.kind, entity, "given", one)
                    for one in statements(entity, "given")
                    if one.attribute == key
                )
                for pen, entity in ((self.old, node.old), (self.new, node.new))
            )
            yield from self._pairs(key, old, new, depth)

    def _label(self, node: Node, depth: int) -> tuple[Line, Line]:
        assert node.old is not None and node.new is not None
        left, right = self.cut.compared(node.old.name, node.new.name)
        if any(one.clause == "title" for one in node.changes):
            one, two = self.cut.compared(node.old.title, node.new.title)
            left += (Run("“"), *one, Run("”")) if node.old.title else ()
            right += (Run("“"), *two, Run("”")) if node.new.title else ()
        lead = f"{_STEP * depth}{self.new.kind_word(node.kind)} "
        return _line(lead, left), _line(lead, right)

    def _whole(self, node: Node, depth: int) -> Iterator[Pair]:
        """An object that only one side has, with everything in it."""
        pen, entity = (self.new, node.new) if node.new is not None else (self.old, node.old)
        assert entity is not None
        mark: Mark = "new" if node.new is not None else "gone"
        for line in _written(pen, node.kind, entity, depth):
            marked = tuple(Run(run.text, mark if run.mark == "strong" else "") for run in line)
            other = None
            yield (other, marked) if node.new is not None else (marked, other)

    def _pairs(
        self, word: str, old: tuple[str, ...], new: tuple[str, ...], depth: int
    ) -> Iterator[Pair]:
        """The texts of one field side by side: those that stay are left out."""
        lead = f"{_STEP * depth}{word}{self.new.pick('：', ': ')}"
        left, right = _differing(old, new)
        for number in range(max(len(left), len(right))):
            one = left[number] if number < len(left) else None
            two = right[number] if number < len(right) else None
            if one is not None and two is not None:
                lines = self.cut.compared(one, two)
                yield _line(lead, lines[0]), _line(lead, lines[1])
            else:
                yield (
                    _line(lead, (Run(one, "gone"),)) if one is not None else None,
                    _line(lead, (Run(two, "new"),)) if two is not None else None,
                )

    # ── the other columns ──

    def _places(self, node: Node) -> Iterator[Line]:
        old = cited_at(self.old, node.old.origin) if node.old is not None else ""
        new = cited_at(self.new, node.new.origin) if node.new is not None else ""
        moved = any(not one.field and one.clause == "citation" for one in node.changes)
        if node.old is None:
            yield (Run(new or said("uncited", self.new.lang), "new" if new else ""),)
        elif moved:
            for text, mark in ((old, "gone"), (new, "new")):
                if text:
                    yield (Run(text, mark),)  # type: ignore[arg-type]
        else:
            yield (Run(new or old or self._inner_place(node)),)

    def _inner_place(self, node: Node) -> str:
        """Where the changed statements stand in the text, of an object that cites nothing."""
        found = dict.fromkeys(one.cited for one in node.all_changes() if one.cited)
        return self.new.pick("、", ", ").join(found) or said("uncited", self.new.lang)

    def _reasons(self, node: Node) -> Iterator[str]:
        """What the new text remarks on an object beside what it changes there."""
        for one in node.changes:
            note = statements(node.new, "note")
            if _is_reason(node, one) and one.place is not None:
                yield note[one.place].value.text
        for inner in node.inner.values():
            yield from self._reasons(inner)


def _is_reason(node: Node, change: Change) -> bool:
    """Whether a change is a new remark on the others, which has a column of its own."""
    if change.field != "note" or change.what != "added" or node.old is None or node.new is None:
        return False
    return any(one.field != "note" for one in node.all_changes())


def _written(pen: Pen, kind: str, entity: Entity, depth: int) -> Iterator[Line]:
    """A whole object, its name and what it says `strong`."""
    called = Run(entity.name + (f"“{entity.title}”" if entity.title else ""), "strong")
    yield (Run(f"{_STEP * depth}{pen.kind_word(kind)} "), called)
    said_here = [
        (said(f"noun.{clause}", pen.lang), clause_text(pen, entity, clause))
        for clause in ("strength", "since", "until", "when")
    ]
    for one in statements(entity, "given"):
        said_here.append((one.attribute, stated_text(pen, kind, entity, "given", one)))
    for name in stated_fields(kind, entity):
        word = label(pen, kind, name)
        said_here += [(word, text) for text in pieces(pen, kind, entity, name)]
    for word, text in said_here:
        if text:
            lead = f"{_STEP * (depth + 1)}{word}{pen.pick('：', ': ')}"
            yield _line(lead, (Run(text, "strong"),))
    for inner, one in inside(kind, entity):
        yield from _written(pen, inner, one, depth + 1)


def _line(lead: str, runs: Line) -> Line:
    return (Run(lead), *(run for run in runs if run.text))


def _differing(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """What is not the same on both sides; all of it where nothing differs."""
    if old == new:
        return list(old), list(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    left: list[str] = []
    right: list[str] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            left += old[a:b]
            right += new[c:d]
    return left, right
