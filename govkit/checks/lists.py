"""Checks of lists: powers that nobody has, and items that cost more than the whole.

A model enters, findings leave. Which case a power is needed for is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.amounts import exceeds
from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Check, Finding
from govkit.checks.formulas import fewer
from govkit.checks.statements import items_in
from govkit.checks.wording import name_of, shown, written
from govkit.model.governance import Governance
from govkit.model.listing import Item
from govkit.values import Rate, Word
from govkit.values.interval import multiply, of_value


def check_grants(model: Governance) -> Iterator[Finding]:
    """GOV618: a power that is granted to nobody."""
    for listing in model.lists:
        kind = listing.type.value
        if not isinstance(kind, Word) or kind.word != "power" or listing.granted_to.root:
            continue
        bare = [f"item:{name}" for name in _ungranted(listing.items)]
        if not listing.items:
            bare = [f"list:{listing.name}"]
        for path in bare:
            yield Finding(
                "GOV618", path, {"name": name_of(path)}, ((f"list:{listing.name}", "list"),)
            )


def _ungranted(items: tuple[Item, ...]) -> Iterator[str]:
    """The items that are granted to nobody, neither as a whole nor part by part."""
    for item in items:
        if item.granted_to.root:
            continue
        parts = tuple(_ungranted(item.items))
        yield from parts if item.items else (item.name,)


def check_item_limits(model: Governance) -> Iterator[Finding]:
    """GOV626: one item may cost more than the whole list has."""
    for listing in model.lists:
        total = listing.total.value
        whole = total.amount if isinstance(total, Rate) else total
        for item in items_in(listing):
            if exceeds(item.limit.value, whole):
                yield Finding("GOV626", f"item:{item.name}.limit", {
                    "item": item.name, "list": listing.name,
                    "limit": written(item.limit.value), "total": written(whole),
                }, ((f"list:{listing.name}.total", "total"),))  # fmt: skip


def check_list_quotas(model: Governance) -> Iterator[Finding]:
    """GOV384: what a list has in all is not its standard times the units it is per."""
    known = ModelEnvironment(model)
    for listing in model.lists:
        total, quota = listing.total.value, listing.quota.value
        if total is None or not isinstance(quota, Rate) or quota.every != 1:
            continue
        units = [per for per in quota.per if ":" in per]
        times = [per for per in quota.per if ":" not in per]
        whole = total.amount if isinstance(total, Rate) else total
        if len(units) != 1 or times != [*(total.per if isinstance(total, Rate) else ())]:
            continue
        there = of_value(whole, known.units, listing.name)
        each, number = of_value(quota.amount, known.units, listing.name), known.number(units[0], "")
        ought = multiply(each, number)
        if not ought.missing and (fewer(there, ought) or fewer(ought, there)):
            yield Finding("GOV384", f"list:{listing.name}.total", {
                "list": listing.name, "total": shown(there), "units": shown(number),
                "unit": name_of(units[0]), "each": written(quota), "ought": shown(ought),
            }, ((f"list:{listing.name}.quota", "quota"),))  # fmt: skip


CHECKS: tuple[Check, ...] = (
    check_list_quotas,
    check_grants,
    check_item_limits,
)
