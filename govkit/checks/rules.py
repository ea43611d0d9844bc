"""The model's own rules, and checks of assessments, codes, modes and subtypes.

A model enters, findings leave. A failing rule is told with the author's own message and severity,
and with what was compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from govkit.checks.breaking import Breaking, breaking, filled, statements_of
from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Finding
from govkit.checks.strays import strays
from govkit.checks.wording import sides
from govkit.diagnostics import Both, Filler
from govkit.model.assessment import Assessment
from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.rule import Rule
from govkit.values import Bound, Quantity, Range, Unknown, Word, Words
from govkit.values.evaluate import BudgetSpent, Compared, Evaluator, Truth, UnlikeUnits
from govkit.values.expression import Expression

_CODES = {"error": "GOV610", "warning": "GOV611", "info": "GOV612"}


def check_rules(model: Governance) -> Iterator[Finding]:
    """GOV610–GOV612: a rule of the model's own does not hold; GOV613: it cannot be decided.

    GOV608: `every` counts what no statement leads to.
    """
    known = ModelEnvironment(model)
    for rule in model.rules:
        for number, stated in enumerate(rule.holds):
            at = f"rule:{rule.name}.holds" + (f"[{number}]" if number else "")
            if stated.until is not None:
                continue
            here = replace(known, doubts=[], strays=[])
            evaluator = Evaluator(here)
            try:
                truth: Truth = evaluator.truth(stated.value)
            except UnlikeUnits:
                yield Finding("GOV605", at, {"name": rule.name})
                continue
            except (BudgetSpent, RecursionError):
                yield Finding("GOV606", at, {"name": rule.name})
                continue
            if here.strays:
                yield from strays(model, at, rule.name, tuple(here.strays))
            elif truth != "true":
                yield _told(rule, at, stated.value, truth, evaluator.compared, known)


def _told(
    rule: Rule,
    at: str,
    holds: Expression,
    truth: Truth,
    compared: list[Compared],
    known: ModelEnvironment,
) -> Finding:
    """The finding about a rule that does not hold or is open, with units and statements."""
    found = breaking(known, holds)
    args: dict[str, str | Both] = {"name": rule.name, "units": _units(found)}
    others = tuple((path, "figure") for path in statements_of(known, holds))
    if truth == "false":
        args["message"] = filled(_message(rule), known, holds, found)
        args["compared"] = sides(compared)
        return Finding(_CODES[_severity(rule)], at, args, others)
    missing = dict.fromkeys(m for one in compared for m in (*one.left.missing, *one.right.missing))
    args["missing"] = sides(compared)
    if missing:
        names = "、".join(f"「{name}」" for name in missing)
        args["missing"] = Both(f"不知道{names}是多少", f"{', '.join(missing)} is not known")
    return Finding("GOV613", at, args, others)


def _units(found: Breaking | None) -> Both:
    """The sentence that names the units; empty where there are none to name."""
    if found is None:
        return Both("", "")
    zh = f"不符合的有 {found.count} 个：{found.named('zh')}。"
    en = f" Broken by {found.count}: {found.named('en')}."
    if not found.assumed:
        return Both(zh, en)
    return Both(f"按均匀分布推算，{zh}", f" By the even spread, which is assumed:{en}")


def _severity(rule: Rule) -> str:
    stated = rule.severity.value
    return stated.word if isinstance(stated, Word) else "error"


def _message(rule: Rule) -> str:
    message = rule.message.value
    return message.text if message is not None else rule.label


def check_weights(model: Governance) -> Iterator[Finding]:
    """GOV521: weights, or the parts of a mix, that do not add up to the whole."""
    for kind, owner, field in (
        *(("assessment", one, "weights") for one in model.assessments),
        *(("workload", one, "mix") for one in model.workloads),
    ):
        for number, stated in enumerate(getattr(owner, field)):
            shares = [a.to[0] for a in stated.value.entries if isinstance(a.to[0], Quantity)]
            total = sum((share.number for share in shares), Fraction(0))
            whole = all(s.unit in ("percent", "permille") for s in shares)
            if shares and whole and total != 1:
                at = f"{kind}:{owner.name}.{field}" + (f"[{number}]" if number else "")
                whole_of = Both("权重", "weights") if field == "weights" else Both("构成", "mix")
                sum_of = f"{float(total * 100):g}%"
                filled: dict[str, Filler] = {"name": owner.name, "what": whole_of, "total": sum_of}
                yield Finding("GOV521", at, filled)


def check_points(model: Governance) -> Iterator[Finding]:
    """GOV522: items whose points do not add up to the total that is stated.

    Items without points take off from the total or add beyond it.
    """
    for assessment in model.assessments:
        total = assessment.total.value
        worth = [item for item in assessment.items if item.points or not (item.add or item.deduct)]
        points = [item.points.value for item in worth]
        exact = [p for p in points if isinstance(p, Quantity) and p.direction == "exact"]
        if not isinstance(total, Quantity) or not exact or len(exact) != len(points):
            continue
        found = sum((p.number for p in exact), Fraction(0))
        if found != total.number:
            yield Finding("GOV522", f"assessment:{assessment.name}.total",
                          {"name": assessment.name, "total": str(total.number),
                           "found": str(found)})  # fmt: skip


def check_bands(model: Governance) -> Iterator[Finding]:
    """GOV523: bands that leave a gap or overlap over the real numbers."""
    for assessment in model.assessments:
        yield from _band_gaps(assessment, "bands")


def _band_gaps(assessment: Assessment, field: str) -> Iterator[Finding]:
    for stated in getattr(assessment, field):
        entries = stated.value.entries
        edges = sorted((_edges(a.keys[0]) for a in entries if a.keys[0] != "else"), key=_low_first)
        closed = any(arrow.keys[0] == "else" for arrow in entries)
        for (_, high, _, in_high), (low, _, in_low, _) in pairwise(edges):
            if high is None or low is None:
                continue
            gap = high < low or (high == low and not (in_high or in_low))
            overlap = high > low or (high == low and in_high and in_low)
            if overlap or (gap and not closed):
                edge = {"name": assessment.name, "low": str(high), "high": str(low)}
                yield Finding("GOV523", f"assessment:{assessment.name}.{field}", edge)


def check_streaks(model: Governance) -> Iterator[Finding]:
    """GOV870: a streak of a grade that the bands do not have."""
    for assessment in model.assessments:
        bands = assessment.bands.value
        grades = {str(arrow.to[0]) for arrow in bands.entries} if bands is not None else set()
        named = assessment.streak_band.value
        for grade in named.words if isinstance(named, Words) else ():
            if grade not in grades:
                yield Finding("GOV870", f"assessment:{assessment.name}.streak_band",
                              {"name": assessment.name, "grade": grade})  # fmt: skip


Edge = tuple[Fraction | None, Fraction | None, bool, bool]


def _edges(key: object) -> Edge:
    if isinstance(key, Range):
        return key.low.number, key.high.number, key.include_low, key.include_high
    if isinstance(key, Bound):
        number = key.quantity.number
        if key.comparison in ("≥", ">"):
            return number, None, key.comparison == "≥", False
        return None, number, False, key.comparison == "≤"
    if isinstance(key, Quantity):
        return key.number, key.number, True, True
    return None, None, False, False


def _low_first(edge: Edge) -> tuple[bool, Fraction]:
    return edge[0] is not None, edge[0] or Fraction(0)


def check_segments(model: Governance) -> Iterator[Finding]:
    """GOV524: segments of a code that do not add up to its stated length."""
    for code in model.codes:
        total = code.total.value
        widths = [segment.width.value for segment in code.segments]
        exact = [width for width in widths if isinstance(width, Quantity)]
        if not isinstance(total, Quantity) or len(exact) != len(widths) or not exact:
            continue
        found = sum((width.number for width in exact), Fraction(0))
        if found != total.number:
            yield Finding("GOV524", f"code:{code.name}.total",
                          {"name": code.name, "total": str(total.number),
                           "found": str(found)})  # fmt: skip


def check_subtypes(model: Governance) -> Iterator[Finding]:
    """GOV525: subtypes of a level whose counts do not add up to the whole."""
    subtypes: dict[str, list[Level]] = {}
    for level in model.levels:
        for whole_ref in dict.fromkeys(stated.value.ref for stated in level.kind_of):
            subtypes.setdefault(whole_ref, []).append(level)
    for ref, kinds in subtypes.items():
        level = model.level(ref.partition(":")[2])
        whole = model.tree.count(level.name)
        counts = [model.tree.count(kind.name) for kind in kinds]
        known = [count for count in counts if count is not None]
        if whole is None:
            continue
        total = sum(known)
        if total > whole or (len(known) == len(kinds) and total != whole):
            yield Finding("GOV525", f"level:{level.name}.count",
                          {"level": level.name, "whole": str(whole), "total": str(total),
                           "kinds": "、".join(kind.name for kind in kinds)},
                          tuple((f"level:{k.name}.count", "part") for k in kinds))  # fmt: skip


def check_superiors(model: Governance) -> Iterator[Finding]:
    """GOV526: a post that is its own superior, directly or through others."""
    above = {
        post.name: post.superior.value.ref.partition(":")[2]
        for post in model.posts
        if post.superior.value is not None
    }
    told: set[str] = set()
    for start in above:
        chain = [start]
        at = above.get(start)
        while at is not None and at not in chain and at not in told:
            chain.append(at)
            at = above.get(at)
        if at == start:
            yield Finding("GOV526", f"post:{start}.superior",
                          {"chain": " → ".join([*chain, start])})  # fmt: skip
        told.update(chain)


def check_indicators(model: Governance) -> Iterator[Finding]:
    """GOV527: an indicator that leaves its numerator or denominator open answers unclear."""
    for indicator in model.indicators:
        for field, word in (
            ("numerator", Both("分子", "numerator")),
            ("denominator", Both("分母", "denominator")),
        ):
            attribute = getattr(indicator, field)
            if not attribute or isinstance(attribute.value, Unknown):
                yield Finding("GOV527", f"indicator:{indicator.name}",
                              {"name": indicator.name, "field": word})  # fmt: skip
