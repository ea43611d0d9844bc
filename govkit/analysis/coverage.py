"""Which articles of a source anything is cited from, and where that stands.

A `Governance` enters; for each source its articles or parts in order leave, with the objects that
cite them, and the places cited that the source does not list. What a source says is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from govkit.checks.statements import claims
from govkit.model.governance import Governance
from govkit.model.listed_parts import Key, left_out, listed_parts, named_by
from govkit.model.source import Source

State = Literal["cited", "uncited", "left_out"]


@dataclass(frozen=True, slots=True)
class Part:
    """One article or part of a source: its number where it has one, its words, who cites it.

    `where` are the paths of objects (`process:热线办理/step:审核回访`), each once, in the order of
    the model. A part is `cited`, `uncited`, or `left_out` on purpose and not cited.
    """

    key: Key
    words: str
    where: tuple[str, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Coverage:
    """One source. Where it lists no parts, `parts` are those that are cited and `listed` is false.

    `beyond` are parts that are cited and not listed.
    """

    source: str
    title: str
    listed: bool
    parts: tuple[Part, ...]
    beyond: tuple[Part, ...] = ()

    def count(self, state: State) -> int:
        """How many parts are in this state."""
        return sum(part.state == state for part in self.parts)


def coverage(model: Governance, source: str = "") -> tuple[Coverage, ...]:
    """Each source that is cited or lists its parts; only `source` where one is named."""
    cited = _cited(model)
    wanted = [one for one in model.sources if not source or one.name == source]
    return tuple(
        _covered(one, cited.get(one.name, {}))
        for one in wanted
        if source or one.name in cited or listed_parts(one)
    )


# Objects by path, each with where in the model it first cites.
Citing = dict[str, int]


def _cited(model: Governance) -> dict[str, dict[str, Citing]]:
    """By source and place, the objects that cite it."""
    found: dict[str, dict[str, Citing]] = {}
    for number, (path, claim) in enumerate(claims(model)):
        origin = claim.origin
        if origin.kind == "cited" and origin.source:
            at = found.setdefault(origin.source, {}).setdefault(origin.place, {})
            at.setdefault(object_of(path), number)
    return found


def object_of(path: str) -> str:
    """The object that a statement stands in: its path without the field."""
    head, slash, last = path.rpartition("/")
    return f"{head}{slash}{last.partition('.')[0]}"


def _covered(source: Source, cited: Mapping[str, Citing]) -> Coverage:
    parts, apart = listed_parts(source), left_out(source)
    where: dict[Key, Citing] = {}
    beyond: dict[Key, tuple[str, Citing]] = {}
    for place, objects in cited.items():
        for key, words in named_by(place, parts):
            if key in parts:
                where.setdefault(key, {}).update(objects)
            else:
                beyond.setdefault(key, (words, {}))[1].update(objects)
    if not parts:
        return Coverage(source.name, source.label, False, _in_order(beyond))
    told = tuple(
        Part(key, words, _paths(where.get(key, {})), _state(key, where, apart))
        for key, words in parts.items()
    )
    return Coverage(source.name, source.label, True, told, _in_order(beyond))


def _paths(citing: Citing) -> tuple[str, ...]:
    """The paths of objects in the order of the model."""
    return tuple(sorted(citing, key=citing.__getitem__))


def _state(key: Key, where: Mapping[Key, object], apart: frozenset[Key]) -> State:
    if key in where:
        return "cited"
    return "left_out" if key in apart else "uncited"


def _in_order(found: Mapping[Key, tuple[str, Citing]]) -> tuple[Part, ...]:
    """Articles by number, other parts behind them in the order of the model."""
    numbered = sorted(key for key in found if not isinstance(key, str))
    keys: list[Key] = [*numbered, *(key for key in found if isinstance(key, str))]
    return tuple(Part(key, found[key][0], _paths(found[key][1]), "cited") for key in keys)
