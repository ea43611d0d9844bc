"""Which units break a rule, one by one, and the author's message about them.

A rule's condition and the environment it was computed in enter; the units for which it fails leave,
in the order of their numbers, and the message with its blanks filled. Nothing here decides whether
a rule holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from govkit.checks.environment import ModelEnvironment
from govkit.checks.wording import shown
from govkit.diagnostics import Both
from govkit.model.statement import Attribute
from govkit.model.units import UnitTree
from govkit.values import Call, Each, Infix, Name
from govkit.values.evaluate import BudgetSpent, Evaluator, UnlikeUnits
from govkit.values.expression import Expression, names_in
from govkit.vocabulary.kinds import field_words, kind_words

MOST_NAMED = 10
# Counting goes through every unit below; beyond this many a rule is told without its units.
MOST_COUNTED = 200_000
_BLANK = re.compile(r"[{｛]([^{}｛｝]+)[}｝]")


@dataclass(frozen=True, slots=True)
class Breaking:
    """The units of one level that break a condition: the first ten by name, and how many.

    `variable` is what the condition calls a unit, `values` what its names mean in the first one.
    `assumed`: which units they are rests on the even spread.
    """

    level: str
    variable: str
    first: tuple[str, ...]
    count: int
    values: Mapping[str, str]
    assumed: bool = False

    def named(self, lang: str) -> str:
        """`社区·1、社区·2 等6个` or `Community·1, Community·2 and 4 more`."""
        more = self.count - len(self.first)
        if lang == "zh":
            return "、".join(self.first) + (f" 等{self.count}个" if more else "")
        return ", ".join(self.first) + (f" and {more} more" if more else "")


def breaking(known: ModelEnvironment, holds: Expression) -> Breaking | None:
    """The units that break the first `every` of a condition that any unit breaks."""
    for each in _every(holds):
        found = _of_each(known, each)
        if found is not None:
            return found
    return None


def _every(expression: Expression) -> Iterator[Each]:
    """The parts of a condition that have to hold for every unit for the whole to hold."""
    if isinstance(expression, Each) and expression.function == "every":
        yield expression
    elif isinstance(expression, Infix) and expression.operator == "and":
        yield from (*_every(expression.left), *_every(expression.right))
    elif isinstance(expression, Call) and expression.function == "all":
        for argument in expression.arguments:
            yield from _every(argument)


def _of_each(known: ModelEnvironment, each: Each) -> Breaking | None:
    kind, _, level = each.over.partition(":")
    tree = known.model.tree
    if kind != "level" or not tree.count(level):
        return None
    names = [*names_in(each.holds), *(names_in(each.where) if each.where is not None else ())]
    below = [name.ref.partition(":")[2] for name in names if name.ref.startswith("level:")]
    below = [name for name in dict.fromkeys(below) if level in tree.above(name)]
    if sum(tree.count(name) or 0 for name in (level, *below)) > MOST_COUNTED:
        return None
    counts = {name: _counts_in(tree, level, name) for name in below}
    known_of = replace(known, around=each.over, reach=None)
    answers: dict[tuple[int, ...], bool] = {}
    first: list[str] = []
    count, values = 0, {}
    for unit in tree.units(level):
        own = {name: counts[name][unit.number] for name in below}
        key = tuple(own.values())
        here = replace(known_of, own=own, reach=None)
        if key not in answers:
            answers[key] = _fails(here, each)
        if answers[key]:
            count += 1
            if not first:
                values = {text: shown(here.number(n.ref, n.field)) for n, text in _told(names)}
            if len(first) < MOST_NAMED:
                first.append(unit.label)
    assumed = count < (tree.count(level) or 0) and not all(tree.is_placed(one) for one in below)
    return Breaking(level, each.variable, tuple(first), count, values, assumed) if count else None


def _counts_in(tree: UnitTree, level: str, lower: str) -> Counter[int]:
    """How many units of a lower level each unit of a level has, by its number."""
    above = (tree.ancestor(unit, level) for unit in tree.units(lower))
    return Counter(unit.number for unit in above if unit is not None)


def _fails(here: ModelEnvironment, each: Each) -> bool:
    try:
        if each.where is not None and Evaluator(here).truth(each.where) != "true":
            return False
        return Evaluator(here).truth(each.holds) == "false"
    except (UnlikeUnits, BudgetSpent, RecursionError):
        return False


def _told(names: list[Name]) -> Iterator[tuple[Name, str]]:
    """Each name with the text a message calls it by."""
    for name in names:
        yield name, name.ref.partition(":")[2] + (f".{name.field}" if name.field else "")


def blanks(message: str) -> tuple[str, ...]:
    """The names that stand in braces in a message."""
    return tuple(dict.fromkeys(name.strip() for name in _BLANK.findall(message)))


def filled(
    message: str, known: ModelEnvironment, holds: Expression, found: Breaking | None
) -> Both:
    """The author's message with `{name}` replaced by what the name means.

    The variable of `every` is replaced by the units that break the rule; a name inside it by its
    value in the first of them; any other name by what the model says.
    """
    values = {text: shown(known.number(n.ref, n.field)) for n, text in _told([*names_in(holds)])}
    values |= found.values if found is not None else {}
    for blank in blanks(message):
        name = named(known, holds, blank)
        if name is not None and blank not in values:
            own = f"{name.ref.partition(':')[2]}{f'.{name.field}' if name.field else ''}"
            values[blank] = values.get(own) or shown(known.number(name.ref, name.field))

    def put(lang: str) -> str:
        own = {found.variable: found.named(lang)} if found is not None else {}
        own |= {} if found else {variable: "—" for variable in variables(holds)}
        return _BLANK.sub(lambda m: {**values, **own}.get(m[1].strip(), m[0]), message)

    return Both(put("zh"), put("en"))


def variables(holds: Expression) -> tuple[str, ...]:
    """What the condition calls the units it looks at one by one."""
    if isinstance(holds, Each):
        inner = (*variables(holds.holds), *(variables(holds.where) if holds.where else ()))
        return (holds.variable, *inner)
    if isinstance(holds, Infix):
        return (*variables(holds.left), *variables(holds.right))
    if isinstance(holds, Call):
        return tuple(one for argument in holds.arguments for one in variables(argument))
    return ()


def named(known: ModelEnvironment, holds: Expression, blank: str) -> Name | None:
    """What a name in braces stands for: one of the condition, else the one thing so called.

    A field stands behind it in the word of either tongue: `{网格.应有}`.
    """
    whole, dot, field = blank.partition(".")
    if not dot:
        whole, dot, field = blank.partition("·")
    inside = dict.fromkeys(name.ref for name in names_in(holds))
    kind = kind_words().get(whole, "")
    if dot and known.model.get(f"{kind}:{field}") is not None:
        return Name(f"{kind}:{field}")
    refs = [ref for ref in inside if ref.partition(":")[2] in (blank, whole)]
    refs = refs or [ref for one in _SAYABLE if known.model.get(ref := f"{one}:{whole}") is not None]
    for ref in refs:
        if ref.partition(":")[2] == blank:
            return Name(ref)
        row = field_words(ref.partition(":")[0]).get(field)
        if row is not None:
            return Name(ref, row.id)
    return None


_SAYABLE = ("figure", "level", "body", "post", "team", "list")


def statements_of(known: ModelEnvironment, holds: Expression) -> tuple[str, ...]:
    """The paths of the statements whose figures a condition compares, each once."""
    found = []
    for name in names_in(holds):
        entity = known.model.get(name.ref)
        fields = [name.field] if name.field else ["count", "quota", "names"]
        said = [one for one in fields if isinstance(getattr(entity, one, None), Attribute)]
        stated = next((one for one in said if getattr(entity, one)), "")
        figure = name.ref.startswith("figure:")
        found.append(name.ref if figure or not stated else f"{name.ref}.{stated}")
    return tuple(dict.fromkeys(found))
