"""Whether a tier may handle a case: the powers the matter needs against the powers granted.

A ladder, a case and a tier enter; a `Standing` leaves, with what is lacking and what turns on a
reading. The rules that complete the text are stated in docs/engine.md, "Powers and ceilings".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.engine.case.case import Case
from govkit.engine.case.event import Amount, Turning
from govkit.engine.plan.conditions import in_force, prohibited, within
from govkit.engine.plan.ladder import Ladder
from govkit.model.listing import Item, Listing
from govkit.model.statement import Origin
from govkit.model.strength import is_open
from govkit.values import Bound, Quantity, Range, Refs


@dataclass(frozen=True, slots=True)
class Lack:
    """One item that a tier lacks: not granted, or granted with a limit that the case passes.

    `limit`, `amount` and `excess` are None where it is not granted at all; `forbidden`: the text
    says that the tier must not have it.
    """

    item: str
    rule: str
    citation: Origin
    limit: Amount | None = None
    amount: Quantity | None = None
    excess: Quantity | None = None
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a tier may in this case."""

    tier: str
    lacks: tuple[Lack, ...] = ()
    turnings: tuple[Turning, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the tier holds every power the matter needs."""
        return not self.lacks


def needs(ladder: Ladder, case: Case) -> tuple[str, ...]:
    """The items a matter needs (`item:工程自建`); a nested matter inherits them."""
    name = case.matter
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        matter = ladder.model.matter(name)
        stated = in_force(ladder.model, matter.needs, case.value, case.day)
        if stated is not None:
            return stated.value.refs if isinstance(stated.value, Refs) else ()
        name = matter.parent.partition(":")[2] or matter.parent
    return ()


def standing(ladder: Ladder, case: Case, tier: str) -> Standing:
    """What the tier may in this case, item by item."""
    lacks: list[Lack] = []
    turnings: list[Turning] = []
    rules: list[str] = []
    for ref in needs(ladder, case):
        found = _one(ladder, case, tier, ref)
        if isinstance(found, Lack):
            lacks.append(found)
            rules.append(found.rule)
        elif isinstance(found, str):
            rules.append(found)
        turning = _turning(ladder, case, tier, ref)
        if turning is not None:
            turnings.append(turning)
    return Standing(tier, tuple(lacks), tuple(turnings), tuple(rules))


def nearest_holder(ladder: Ladder, case: Case, tier: str) -> str | None:
    """The nearest tier above that holds everything needed; None where there is none."""
    for name in ladder.names[ladder.rank(tier) + 1 :]:
        if standing(ladder, case, name).holds:
            return name
    return None


def limits(ladder: Ladder, case: Case, tier: str) -> Iterator[tuple[str, Amount]]:
    """The limits that bind a tier in this case, by item."""
    for ref in needs(ladder, case):
        item = _grants(ladder, case, ref).get(tier)
        limit = _limit(ladder, case, item) if item else None
        if item and limit:
            yield item.name, limit[0]


def _one(ladder: Ladder, case: Case, tier: str, ref: str) -> Lack | str | None:
    """What is lacking, or the rule by which the item is held."""
    if barred := _barred(ladder, case, ref).get(tier):
        return barred
    grants = _grants(ladder, case, ref)
    rule = _item_rule(ladder, ref)
    if not grants:
        top = ladder.names[-1] if ladder.names else tier
        return "engine:authority_from_above" if tier == top else _missing(ladder, ref, rule)
    if tier in grants:
        item = grants[tier]
        amount = _amount(ladder, case, item)
        limit = _limit(ladder, case, item)
        if limit is None or amount is None or within(amount.number, limit[0]):
            return f"{rule}.limit" if limit else rule
        return Lack(
            item.name,
            f"{rule}.limit",
            limit[1],
            limit[0],
            amount,
            _excess(amount, limit[0]),
        )
    below = set(grants) & _levels_below(ladder, tier)
    return "engine:authority_from_above" if below else _missing(ladder, ref, rule)


def _missing(ladder: Ladder, ref: str, rule: str) -> Lack:
    item = ladder.model.get(ref)
    return Lack(ref.partition(":")[2], rule, item.origin if item else Origin())


def _turning(ladder: Ladder, case: Case, tier: str, ref: str) -> Turning | None:
    """Whether the verdict at this tier turns on a reading or on a value that is not known."""
    item = _grants(ladder, case, ref).get(tier)
    limit = _limit(ladder, case, item) if item else None
    if item is None or limit is None:
        return None
    rule = f"{_item_rule(ladder, ref)}.limit"
    amount = _amount(ladder, case, item)
    if amount is None:
        return Turning(rule=rule, tier=tier, item=item.name, first="unknown", limit=limit[0])
    first = within(amount.number, limit[0])
    for other, why in limit[2]:
        if within(amount.number, other) is not first:
            return Turning(
                rule=rule,
                tier=tier,
                item=item.name,
                amount=amount,
                first="within" if first else "beyond",
                other="beyond" if first else "within",
                limit=limit[0],
                other_limit=other,
                why=why,
            )
    return None


def _grants(ladder: Ladder, case: Case, ref: str) -> dict[str, Item]:
    """Level → the item as it is granted there, over all power lists."""
    found: dict[str, Item] = {}
    barred = _barred(ladder, case, ref)
    for listing, item in _entries(ladder, ref):
        granted = item.granted_to or listing.granted_to
        stated = in_force(ladder.model, granted, case.value, case.day)
        if stated is not None and isinstance(stated.value, Refs):
            for holder in stated.value.refs:
                found.setdefault(ladder.level_of(holder), item)
    for level in ("", *barred):
        found.pop(level, None)
    return found


def _barred(ladder: Ladder, case: Case, ref: str) -> dict[str, Lack]:
    """Level → the prohibition by which it must not have an item, over all power lists."""
    found: dict[str, Lack] = {}
    for listing, item in _entries(ladder, ref):
        at = f"list:{listing.name}/item:{item.name}"
        for path, field in ((at, item.granted_to), (f"list:{listing.name}", listing.granted_to)):
            for stated in prohibited(ladder.model, field, case.value, case.day):
                for holder in stated.value.refs if isinstance(stated.value, Refs) else ():
                    lack = Lack(item.name, f"{path}.granted_to", stated.origin, forbidden=True)
                    found.setdefault(ladder.level_of(holder), lack)
    found.pop("", None)
    return found


def _entries(ladder: Ladder, ref: str) -> list[tuple[Listing, Item]]:
    name = ref.partition(":")[2]
    return [
        (listing, item)
        for listing in ladder.model.lists
        if any(getattr(stated.value, "word", "") == "power" for stated in listing.type)
        for item in listing.items
        if item.name == name
    ]


def _item_rule(ladder: Ladder, ref: str) -> str:
    for listing, item in _entries(ladder, ref):
        return f"list:{listing.name}/item:{item.name}"
    return ref


def _levels_below(ladder: Ladder, level: str) -> set[str]:
    """The levels under a level in the tree, and the rungs under it on the ladder."""
    tree = ladder.model.tree
    below = {other.name for other in ladder.model.levels if level in tree.above(other.name)}
    return below | set(ladder.names[: max(ladder.rank(level), 0)])


Limit = tuple[Amount, Origin, tuple[tuple[Amount, str], ...]]


def _limit(ladder: Ladder, case: Case, item: Item) -> Limit | None:
    """The limit of an item, its source, and its other readings with their reason."""
    stated = in_force(ladder.model, item.limit, case.value, case.day)
    if stated is not None and is_open(stated.strength):
        return None  # what is only recommended or allowed is no limit of a power
    if stated is None or not isinstance(stated.value, Quantity | Bound | Range):
        return None
    others = tuple(
        (doubt.or_read, doubt.why)
        for doubt in (*stated.doubts, *item.doubts)
        if isinstance(doubt.or_read, Quantity | Bound | Range)
    )
    return stated.value, stated.origin, others


def _amount(ladder: Ladder, case: Case, item: Item) -> Quantity | None:
    """The amount of the case that the limit is compared with: the attribute of the same unit."""
    limit = _limit(ladder, case, item)
    if limit is None:
        return None
    for attribute in ladder.model.attributes:
        unit = attribute.unit.value
        if unit is not None and unit.word == _edge(limit[0]).unit:
            value = case.value(attribute.name)
            return value if isinstance(value, Quantity) else None
    return None


def _edge(limit: Amount) -> Quantity:
    if isinstance(limit, Bound):
        return limit.quantity
    return limit.high if isinstance(limit, Range) else limit


def _excess(amount: Quantity, limit: Amount) -> Quantity | None:
    over = amount.number - _edge(limit).number
    return Quantity(over, amount.unit) if over > 0 else None
