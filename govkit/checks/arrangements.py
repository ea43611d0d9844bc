"""Checks of arrangements: seats of a body, owners of a matter, what one step hands to the next.

A model enters, findings leave. Words are compared as they stand; what they mean is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from govkit.checks.finding import Finding
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.process import Rung
from govkit.model.statement import Attribute, WordsLike
from govkit.values import Quantity, Refs, Words
from govkit.values.interval import half_up

_SHARES = frozenset(["percent", "permille"])


def check_reserved_seats(model: Governance) -> Iterator[Finding]:
    """GOV508: more seats are kept than there are, or more than the whole by their shares."""
    for body in model.bodies:
        seats = body.seats.value
        there_are = seats.number if isinstance(seats, Quantity) else None
        for stated in body.reserved:
            kept = [arrow.to[0] for arrow in stated.value.entries]
            amounts = [amount for amount in kept if isinstance(amount, Quantity)]
            shares = sum((a.number for a in amounts if _is_share(a)), Fraction(0))
            counted = sum((a.number for a in amounts if not _is_share(a)), Fraction(0))
            if there_are is not None:
                counted += shares * there_are
                over = counted > there_are
            else:
                over = shares > 1
            if over:
                yield Finding("GOV508", f"body:{body.name}.reserved", {
                    "name": body.name,
                    "kept": str(counted) if there_are is not None else f"{float(shares):.0%}",
                    "seats": str(there_are) if there_are is not None else "100%",
                })  # fmt: skip


def _is_share(amount: Quantity) -> bool:
    return amount.unit in _SHARES or (amount.unit == "" and amount.number.denominator != 1)


def check_coverage(model: Governance) -> Iterator[Finding]:
    """GOV530: a share of covered units that no whole number of them gives, as it is printed."""
    for body in model.bodies:
        share, covers = body.coverage.value, body.covers.value
        if not isinstance(share, Quantity) or share.direction != "exact":
            continue
        if not isinstance(covers, Refs) or len(covers.refs) != 1:
            continue
        kind, _, level = covers.refs[0].partition(":")
        units = model.tree.count(level) if kind == "level" else None
        if not units:
            continue
        near = half_up(share.number * units, Fraction(1))
        if half_up(near / units, share.step) != share.number:
            yield Finding("GOV530", f"body:{body.name}.coverage", {
                "name": body.name, "level": level, "units": str(units),
                "share": _percent(share.number),
                "near": f"{near}/{units} = {_percent(near / units)}",
            }, ((f"level:{level}.count", "count"),))  # fmt: skip


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.4g}%"


def check_handed_on(model: Governance) -> Iterator[Finding]:
    """GOV509: a step needs what only a later step gives."""
    for process in model.processes:
        rungs: list[tuple[str, Rung]] = [
            *((f"process:{process.name}/tier:{tier.name}", tier) for tier in process.tiers),
            *((f"process:{process.name}/step:{step.name}", step) for step in process.steps),
        ]
        givers: dict[str, list[int]] = {}
        for number, (_, rung) in enumerate(rungs):
            for word in _words(rung.gives):
                givers.setdefault(word, []).append(number)
        for number, (path, rung) in enumerate(rungs):
            for word in _words(rung.requires):
                given_at = givers.get(word, [])
                if given_at and min(given_at) >= number:
                    giver, _ = rungs[given_at[0]]
                    yield Finding("GOV509", f"{path}.requires",
                                  {"step": rung.name, "what": word, "giver": _name(giver)},
                                  ((f"{giver}.gives", "giver"),))  # fmt: skip


def check_may_and_forbids(model: Governance) -> Iterator[Finding]:
    """GOV510: the same thing is allowed and forbidden at one tier or step."""
    for process in model.processes:
        for kind, rungs in (("tier", process.tiers), ("step", process.steps)):
            for rung in rungs:
                path = f"process:{process.name}/{kind}:{rung.name}"
                allowed = set(_words(rung.may))
                for word in _words(rung.forbids):
                    if word in allowed:
                        yield Finding("GOV510", f"{path}.forbids", {"step": rung.name,
                                      "what": word}, ((f"{path}.may", "may"),))  # fmt: skip


def check_owners(model: Governance) -> Iterator[Finding]:
    """GOV520: a matter has owners only under conditions, and nobody for all other cases."""
    for matter in model.matters:
        if matter.owner and not matter.fallback and all(s.when for s in matter.owner):
            yield Finding("GOV520", f"matter:{matter.name}.owner", {
                "name": matter.name,
                "count": Both(f"{len(matter.owner)} 种", str(len(matter.owner))),
            })  # fmt: skip


def _words(attribute: Attribute[WordsLike]) -> Iterator[str]:
    for value in attribute.values:
        if isinstance(value, Words):
            yield from value.words


def _name(path: str) -> str:
    return path.rpartition(":")[2]
