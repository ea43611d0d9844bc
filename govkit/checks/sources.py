"""Checks of sources: parts that are cited and not there, doubts, contradictions, sources uncited.

A model enters, findings leave. What a source says is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from itertools import pairwise
from typing import Any

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import adds_up, claims, entities, numbered
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.listed_parts import Key, has_articles, left_out, listed_parts, named_by
from govkit.model.source import Source, is_article
from govkit.model.statement import Attribute, Stated
from govkit.values import Day, Quantity
from govkit.values.condition import canonical
from govkit.values.writing import write

DOUBT = "GOV604"
_SHOWN = 6


def check_claims(model: Governance) -> Iterator[Finding]:
    """GOV519: a part that the source does not list. GOV604: a doubt. GOV628: a source uncited.
    GOV634: articles uncited.

    One walk over all clauses serves the four, because the walk is what costs.
    """
    sections = {source.name: listed_parts(source) for source in model.sources}
    by_article = {name for name, listed in sections.items() if has_articles(listed)}
    seen: set[tuple[str, str]] = set()
    named: dict[str, set[Key]] = {}
    cited: set[str] = set()
    for path, claim in claims(model):
        for doubt in claim.doubts:
            yield Finding(DOUBT, path, {"why": doubt.why})
        origin = claim.origin
        cited.add(origin.source)
        if not origin.place:
            continue
        listed = sections.get(origin.source, {})
        first = origin.place.partition("·")[0]
        keys = [key for key, _ in named_by(origin.place, listed)]
        named.setdefault(origin.source, set()).update(keys)
        if is_article(first) and origin.source not in by_article:
            continue
        if listed and (origin.source, first) not in seen and not all(k in listed for k in keys):
            seen.add((origin.source, first))
            others = ((f"source:{origin.source}.sections", "sections"),)
            yield Finding("GOV519", path, {"source": origin.source, "place": first}, others)
    for source in model.sources:
        if source.name not in cited:
            yield Finding("GOV628", f"source:{source.name}", {"source": source.name})
        elif source.name in by_article:
            yield from _uncited(source, sections[source.name], named.get(source.name, set()))


def _uncited(source: Source, listed: Mapping[Key, str], named: Set[Key]) -> Iterator[Finding]:
    """GOV634: articles that nothing is cited from and that are not left out on purpose."""
    apart = left_out(source)
    missing = [word for key, word in listed.items() if key not in named and key not in apart]
    if missing:
        shown = (missing[:_SHOWN], len(missing) > _SHOWN)
        yield Finding("GOV634", f"source:{source.name}.sections", {
            "source": source.name, "many": str(len(missing)), "of": str(len(listed)),
            "places": Both(_listed(*shown, "、", "等"), _listed(*shown, ", ", " and more")),
        })  # fmt: skip


def _listed(words: Sequence[str], cut: bool, between: str, more: str) -> str:
    return between.join(words) + (more if cut else "")


def check_contradictions(model: Governance) -> Iterator[Finding]:
    """GOV630: two sources say different things. GOV631: and the one of higher rank stands behind.

    The first of them counts. Ranks are those of the sources, 1 the highest.
    """
    ranks = {
        source.name: rank.number
        for source in model.sources
        if isinstance(rank := source.rank.value, Quantity)
    }
    for path, entity in entities(model):
        for field, attribute in entity.__dict__.items():
            if not isinstance(attribute, Attribute) or len(attribute.root) < 2:
                continue
            if adds_up(path, field):
                continue
            cases: dict[str, tuple[int, Stated[Any]]] = {}
            for number, other in attribute.numbered():
                at, first = cases.setdefault(_case(other), (number, other))
                if not _contradict(first, other):
                    continue
                higher = ranks.get(other.origin.source, _LOWEST)
                code = "GOV631" if higher < ranks.get(first.origin.source, _LOWEST) else "GOV630"
                yield Finding(code, numbered(f"{path}.{field}", number), {
                    "first": first.origin.source, "here": _written(first.value),
                    "other": other.origin.source, "there": _written(other.value),
                }, ((numbered(f"{path}.{field}", at), "first"),))  # fmt: skip


_DATES = (
    ("written", Both("日期", "written")),
    ("in_force", Both("施行", "in_force")),
    ("expires", Both("失效", "expires")),
)


def check_dates(model: Governance) -> Iterator[Finding]:
    """GOV382: a document holds before it was written, or has expired before it holds."""
    for source in model.sources:
        told = [
            (field, word, value.date)
            for field, word in _DATES
            if isinstance(value := getattr(source, field).value, Day) and value.precision == "day"
        ]
        for (first, earlier, begin), (second, later, end) in pairwise(told):
            if end < begin or (second == "expires" and end == begin):
                yield Finding("GOV382", f"source:{source.name}.{second}", {
                    "source": source.name, "earlier": earlier, "begin": str(begin),
                    "later": later, "end": str(end),
                }, ((f"source:{source.name}.{first}", "first"),))  # fmt: skip


_LOWEST = Fraction(10**9)  # a source without a rank gives way to every one that has a rank


def _case(stated: Stated[Any]) -> str:
    """The days and the condition a statement holds for."""
    when = None if stated.when is None else canonical(stated.when)
    return repr((stated.since, stated.until, when))


def _contradict(first: Stated[Any], other: Stated[Any]) -> bool:
    """Whether two statements of one case cite different sources and differ."""
    sources = (first.origin.source, other.origin.source)
    return all(sources) and sources[0] != sources[1] and first.value != other.value


def _written(value: Any) -> Both:
    def name(ref: str) -> str:
        return ref.partition(":")[2] or ref

    return Both(write(value, "zh", name), write(value, "en", name))


CHECKS: tuple[Check, ...] = (check_claims, check_contradictions, check_dates)
