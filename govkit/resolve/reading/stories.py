"""What only a scenario can say: its own names, what was chosen and done, where the case is.

A block of a scenario or a written name enters; the names it declares or an expression leaves.
Whether an option was chosen in a course is for whoever walks one.
"""

from __future__ import annotations

from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import StoryNames, components, name_of
from govkit.resolve.declaring.near import near
from govkit.resolve.reading.amounts import single
from govkit.syntax.nodes import Block, Operand, Statement, Token, Value
from govkit.values import Quantity, Word, Words
from govkit.values import expression as tree
from govkit.values.reading import read_quantity
from govkit.vocabulary.kinds import FieldRow, kind_words_in, kinds
from govkit.vocabulary.words import spellings, word_set

# What the other side of a comparison with a fact may name.
_NAMED: dict[str, tuple[str, ...]] = {
    "place": ("level", "step"),
    "handler": ("post", "body", "team", "level"),
    "accountable": ("post", "body", "team", "level"),
}
_WORDS = {"progress": "progress", "manner": "manner"}
FACT = "story"


def names_in(scenario: Block) -> StoryNames:
    """The names that a scenario declares, in the order of the text."""
    found: dict[str, list[str]] = {kind: [] for kind in ("seat", "turn", "option", "inject",
                                                         "ending")}  # fmt: skip
    _enter(scenario.body or [], "scenario", found)
    return StoryNames(*(tuple(names) for names in found.values()))


def _enter(statements: list[Statement], outer: str, found: dict[str, list[str]]) -> None:
    for block in statements:
        kind = kind_words_in(outer).get(str(block.kind)) if isinstance(block, Block) else None
        if isinstance(block, Block) and kind in found:
            found[kind].append(name_of(block))
            _enter(block.body or [], kind, found)


# ── fields ──
def read_seat(context: Context, row: FieldRow, value: Value) -> Word | None:
    """One seat of the scenario, by its name."""
    item = single(context, value)
    return None if item is None else _own(context, item, ("seat",))


def read_seats(context: Context, row: FieldRow, value: Value) -> Words | None:
    """Seats of the scenario."""
    found = [_own(context, item, ("seat",)) for item in value.items]
    named = tuple(word.word for word in found if word is not None)
    return Words(named) if len(named) == len(found) else None


def read_next(context: Context, row: FieldRow, value: Value) -> Word | None:
    """A turn or an ending of the scenario."""
    item = single(context, value)
    return None if item is None else _own(context, item, ("turn", "ending"))


def _own(context: Context, item: Operand, wanted: tuple[str, ...]) -> Word | None:
    """A name of the scenario; None after a finding with near ones."""
    written = context.text(item)
    name = "·".join(components(written)) if isinstance(item, Token) else written
    told = context.told or StoryNames()
    of = {"seat": told.seats, "turn": told.turns, "ending": told.endings}
    known = [name for kind in wanted for name in of[kind]]
    if name in known:
        return Word(name)
    rows = [kinds()[kind] for kind in wanted]
    context.report(
        "GOV401", item, suggestions=near(name, known), name=name,
        wanted=Both("、".join(row.zh for row in rows), " or ".join(row.en for row in rows)),
    )  # fmt: skip
    return None


# ── conditions ──
def option(context: Context, path: tuple[str, ...]) -> tree.Name | None:
    """An option of the scenario being read: whether, and when, it was chosen."""
    if context.told is None or len(path) != 1 or path[0] not in context.told.options:
        return None
    return tree.Name(f"option:{path[0]}")


def told(
    context: Context, left: Operand, right: Operand
) -> tuple[tree.Expression, tree.Expression] | None:
    """Both sides of `所在 = 社区`, `进展 = 已议定`; None where neither is a fact of a story."""
    if context.told is None:
        return None
    if (pair := _fact(context, left, right)) is not None:
        return pair
    if (pair := _fact(context, right, left)) is not None:
        return pair[1], pair[0]
    return None


def _fact(
    context: Context, name: Operand, value: Operand
) -> tuple[tree.Expression, tree.Expression] | None:
    fact = spellings("story_fact").get(str(name)) if isinstance(name, Token) else None
    if fact is None:
        return None
    if fact in _WORDS:
        word = spellings(_WORDS[fact]).get(context.text(value))
        if word is None:
            known = word_set(_WORDS[fact])
            context.report(
                "GOV314", value, suggestions=near(context.text(value), spellings(_WORDS[fact])),
                written=context.text(value),
                choices=Both("、".join(t.zh for t in known.values()),
                             ", ".join(t.en for t in known.values())),
            )  # fmt: skip
            return tree.Name(f"{FACT}:{fact}"), tree.Constant(context.text(value))
        return tree.Name(f"{FACT}:{fact}"), tree.Name(f"{_WORDS[fact]}:{word}")
    if fact in _NAMED and isinstance(value, Token):
        path = components(str(value))
        found = context.names.find(path[-1], _NAMED[fact])
        if found:
            return tree.Name(f"{FACT}:{fact}"), tree.Name(found[0].ref)
        rows = [kinds()[kind] for kind in _NAMED[fact]]
        context.report(
            "GOV401", value, suggestions=near(path[-1], context.names.of(_NAMED[fact])),
            name=path[-1],
            wanted=Both("、".join(r.zh for r in rows), " or ".join(r.en for r in rows)),
        )  # fmt: skip
        return tree.Name(f"{FACT}:{fact}"), tree.Constant(path[-1])
    if fact == "elapsed":
        read = read_quantity(context.text(value), context.units)
        if isinstance(read, Quantity):
            return tree.Name(f"{FACT}:{fact}"), tree.Constant(read)
    return None
