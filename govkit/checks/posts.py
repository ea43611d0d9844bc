"""Checks of posts: held by nobody, below those they command, with too many or too few below.

A model enters, findings leave. What happens while a post is vacant is asked in `handling`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import entities, refs_in
from govkit.checks.wording import name_of, written
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.mode import Mode
from govkit.model.post import Post
from govkit.model.statement import Attribute
from govkit.model.strength import is_open
from govkit.values import Bound, Quantity, Range, Refs, Word
from govkit.values.interval import Interval, divide, of_value, point
from govkit.values.units import standard_units

# Every field in which somebody is named who then has something to do.
_HAS_TO_ACT = (
    "handler", "who", "jointly_with", "head", "convener", "owner", "decided_by",
    "assistants", "fallback", "arbiter", "provisional", "extended_by", "suspended_by",
    "return_decided_by", "forced_by", "remind_to", "countersign", "summon", "notify",
    "split_among", "merged_by", "urged_by", "supervised_by", "called_back_by",
    "delegate", "assessed_by", "excluded_by", "appointed_by", "commanded_by", "granted_to",
)  # fmt: skip


def check_holders(model: Governance) -> Iterator[Finding]:
    """GOV617: a post of which there are none has something to do."""
    empty = {
        f"post:{post.name}"
        for post in model.posts
        if isinstance(post.count.value, Quantity) and post.count.value.number == 0
    }
    for path, field, refs in _duties(model) if empty else ():
        for ref in refs:
            if ref in empty and len(refs) == 1:
                yield Finding("GOV617", f"{path}.{field}", {"post": name_of(ref)},
                              ((f"{ref}.count", "count"),))  # fmt: skip


def _duties(model: Governance) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for path, entity in entities(model):
        for field in _HAS_TO_ACT:
            attribute = entity.__dict__.get(field)
            if isinstance(attribute, Attribute) and attribute:
                yield path, field, refs_in(attribute)
        for stated in entity.first if isinstance(entity, Mode) else ():
            for ends in getattr(stated.value, "ends", ()):
                yield path, "first", ends


def check_superior_levels(model: Governance) -> Iterator[Finding]:
    """GOV622: the superior of a post stands at a lower level than the post."""
    at = {f"post:{p.name}": refs_in(p.at) for p in model.posts}
    for post in model.posts:
        for stated in post.superior:
            here, there = at[f"post:{post.name}"], at.get(stated.value.ref, ())
            if not here or not there or not {here[0][:6], there[0][:6]} <= {"level:"}:
                continue
            wrong = name_of(here[0]) in model.tree.above(name_of(there[0]))
            if wrong and not _above_itself(model, f"post:{post.name}"):
                yield Finding("GOV622", f"post:{post.name}.superior", {
                    "post": post.name, "superior": name_of(stated.value.ref),
                    "level": name_of(there[0]),
                }, ((f"{stated.value.ref}.at", "at"),))  # fmt: skip


def _above_itself(model: Governance, ref: str) -> bool:
    """Whether the superiors of a post lead back to it, which is told as a circle."""
    seen: set[str] = set()
    todo = [ref]
    while todo:
        post = model.get(todo.pop())
        above = set(refs_in(post.superior)) - seen if isinstance(post, Post) else set()
        if ref in above:
            return True
        seen |= above
        todo += sorted(above)
    return False


def check_spans(model: Governance) -> Iterator[Finding]:
    """GOV584: on the average each holder has more below, or fewer, than the span allows.

    GOV588: a span without a number.
    """
    known = ModelEnvironment(model)
    for post in model.posts:
        stated = post.span.at()
        if stated is None or not isinstance(stated.value, Refs) or is_open(stated.strength):
            continue
        if stated.value.bound is None:
            said, lacking = Both("管理幅度", "span"), Both("管多少", "how many")
            yield Finding("GOV588", f"post:{post.name}.span",
                          {"name": post.name, "said": said, "lacking": lacking})  # fmt: skip
            continue
        holders = known.in_all(f"post:{post.name}")
        below = [known.in_all(ref) for ref in stated.value.refs]
        total = point(Fraction(0))
        for count in below:
            low = None if total.low is None or count.low is None else total.low + count.low
            high = None if total.high is None or count.high is None else total.high + count.high
            total = Interval(low, high)
        mean = divide(total, holders)
        above, under = _outside(mean, stated.value.bound)
        if not above and not under:
            continue
        path = f"post:{post.name}"
        others = tuple((ref, "below") for ref in stated.value.refs)
        yield Finding("GOV584", f"{path}.span", {
            "post": post.name, "rule": written(stated.value), "holders": _number(holders),
            "total": _number(total), "mean": _number(mean), "extreme": _extreme(mean, above),
            "below": Both.listed(ref.partition(":")[2] for ref in stated.value.refs),
        }, others)  # fmt: skip


def _outside(mean: Interval, bound: Quantity | Bound | Range) -> tuple[bool, bool]:
    """Whether the mean is certainly above or under the span; a bare figure is exactly as many."""
    allowed = of_value(bound, standard_units(), "")
    above = (
        allowed.high is not None
        and mean.low is not None
        and (mean.low > allowed.high or (mean.low == allowed.high and allowed.open_high))
    )
    under = (
        allowed.low is not None
        and mean.high is not None
        and (mean.high < allowed.low or (mean.high == allowed.low and allowed.open_low))
    )
    return above, under


def _extreme(mean: Interval, above: bool) -> str:
    """How many somebody has at the least where the mean is above the span, at the most if under."""
    end = mean.low if above else mean.high
    return "?" if end is None else str(ceil(end) if above else floor(end))


def _number(value: Interval) -> str:
    """A number or its two ends, with at most two decimals; fractions that do not end stay so."""
    ends = [end for end in (value.low, value.high) if end is not None]
    if not ends:
        return "?"
    return "—".join(dict.fromkeys(_exact(end) for end in ends))


def _exact(number: Fraction) -> str:
    hundredths = number * 100
    if hundredths.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    return f"{float(number):g}" if number.denominator != 1 else str(number.numerator)


def check_held_posts(model: Governance) -> Iterator[Finding]:
    """GOV585: a post with those held beside it comes to more than one holder may have."""
    for post in model.posts:
        stated, beside = post.at_most.at(), post.concurrent.value
        most = None if stated is None or is_open(stated.strength) else stated.value
        if isinstance(most, Bound):
            most = most.quantity if most.comparison == "≤" else None
        if not isinstance(most, Quantity) or not isinstance(beside, Refs) or beside.mode == "any":
            continue
        held = 1 + len(beside.refs)
        if held > most.number:
            yield Finding("GOV585", f"post:{post.name}.concurrent",
                          {"post": post.name, "held": str(held), "most": str(most.number)},
                          ((f"post:{post.name}.at_most", "most"),))  # fmt: skip


def check_nature(model: Governance) -> Iterator[Finding]:
    """GOV383: a full-time post, whose holder does this work only, has others beside it."""
    for post in model.posts:
        nature, beside = post.nature.value, post.concurrent.value
        if not isinstance(nature, Word) or nature.word != "full_time":
            continue
        if not isinstance(beside, Refs) or not beside.refs:
            continue
        held = [name_of(ref) for ref in beside.refs]
        yield Finding("GOV383", f"post:{post.name}.concurrent",
                      {"post": post.name, "others": Both("、".join(held), ", ".join(held))},
                      ((f"post:{post.name}.nature", "nature"),))  # fmt: skip


CHECKS: tuple[Check, ...] = (
    check_holders,
    check_nature,
    check_superior_levels,
    check_spans,
    check_held_posts,
)
