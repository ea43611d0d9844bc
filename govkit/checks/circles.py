"""Checks of circles: what stands above itself, through however many links, or above its superiors.

A model enters, findings leave; every field that leads upwards is a row of `_UPWARDS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import refs_in
from govkit.checks.wording import name_of
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.statement import Attribute
from govkit.values import Ref

# Kind and field that leads upwards → the code of a circle.
_UPWARDS = {
    ("level", "kind_of"): "GOV627",
    ("post", "superior"): "GOV526",
    ("body", "at"): "GOV614",
    ("body", "part_of"): "GOV614",
    ("body", "commanded_by"): "GOV614",
}


def check_parents(model: Governance) -> Iterator[Finding]:
    """GOV501: a level is its own superior, directly or through others."""
    yield from _circles(model, "level", "parent", "GOV501")


def check_circles(model: Governance) -> Iterator[Finding]:
    """GOV526 posts, GOV614 bodies, GOV627 subtypes: one is above itself, through however many."""
    for (kind, field), code in _UPWARDS.items():
        yield from _circles(model, kind, field, code)


# Kind and field that names who stands above; at a lower level nobody does.
_ABOVE = (("body", "commanded_by"), ("team", "commanded_by"), ("post", "appointed_by"))


def check_from_below(model: Governance) -> Iterator[Finding]:
    """GOV381: something is commanded or appointed by what stands at a lower level."""
    known: dict[str, str] = {}
    for kind, field in _ABOVE:
        for one in getattr(model, COLLECTIONS[kind]):
            here = _level_of(model, f"{kind}:{one.name}", known)
            for ref in refs_in(getattr(one, field)):
                there = _level_of(model, ref, known)
                if here and there and here in model.tree.above(there):
                    yield Finding("GOV381", f"{kind}:{one.name}.{field}", {
                        "name": one.name, "above": name_of(ref), "level": there, "own": here,
                    }, ((ref, "above"),))  # fmt: skip


def _level_of(model: Governance, ref: str, known: dict[str, str]) -> str:
    """The level where something stands, through what it stands in; empty where that is open.

    `known` are the answers so far, for whatever else stands in the same.
    """
    seen: dict[str, None] = {}
    while ref not in seen and ref not in known:
        seen[ref] = None
        kind, _, name = ref.partition(":")
        if kind == "level":
            known[ref] = name
            break
        at = refs_in(getattr(model.get(ref), "at", Attribute[Ref].none()))
        ref = at[0] if len(at) == 1 else ref
    level = known.get(ref, "")
    known.update(dict.fromkeys(seen, level))
    return level


def _circles(model: Governance, kind: str, field: str, code: str) -> Iterator[Finding]:
    """Each circle once, at its first member, with every link of it."""
    above: Mapping[str, tuple[str, ...]] = {
        f"{kind}:{one.name}": refs_in(getattr(one, field))
        for one in getattr(model, COLLECTIONS[kind])
    }
    settled: set[str] = set()
    for start in above:
        trail: dict[str, None] = {}
        todo = [(start, iter(above[start]))]
        while todo:
            at, links = todo[-1]
            settled.add(at)
            trail[at] = None
            link = next((ref for ref in links if ref in above), None)
            if link is None:
                trail.pop(at)
                todo.pop()
            elif link in trail:
                yield _circle([*trail][[*trail].index(link) :], field, code)
            elif link not in settled:
                todo.append((link, iter(above[link])))


def _circle(members: list[str], field: str, code: str) -> Finding:
    shown = " → ".join(name_of(ref) for ref in [*members, members[0]])
    links = tuple((f"{ref}.{field}", "link") for ref in members[1:])
    return Finding(code, f"{members[0]}.{field}", {"chain": shown}, links)


GROUND: tuple[Check, ...] = (check_parents,)
CHECKS: tuple[Check, ...] = (check_circles, check_from_below)
