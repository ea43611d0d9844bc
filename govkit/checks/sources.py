"""Checks of sources: parts that are cited and not there, doubts, and sources nobody cites.

A model enters, findings leave. What a source says is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import claims
from govkit.model.governance import Governance
from govkit.values import Words

_ARTICLE = re.compile(r"第.+[条款项页]$|\d+[条款项页]?$")


def check_claims(model: Governance) -> Iterator[Finding]:
    """GOV519: a part that the source does not list. GOV604: a doubt. GOV628: a source uncited.

    One walk over all clauses serves the three, because the walk is what costs.
    """
    sections = {
        source.name: {
            word for s in source.sections if isinstance(s.value, Words) for word in s.value.words
        }
        for source in model.sources
    }
    seen: set[tuple[str, str]] = set()
    cited: set[str] = set()
    for path, claim in claims(model):
        for doubt in claim.doubts:
            yield Finding("GOV604", path, {"why": doubt.why})
        origin = claim.origin
        cited.add(origin.source)
        if not origin.place:
            continue
        listed = sections.get(origin.source)
        first = origin.place.partition("·")[0]
        key = (origin.source, first)
        if _ARTICLE.match(first):  # articles and pages are finer than the parts a source lists
            continue
        if listed and first not in listed and key not in seen:
            seen.add(key)
            others = ((f"source:{origin.source}.sections", "sections"),)
            yield Finding("GOV519", path, {"source": origin.source, "place": first}, others)
    for source in model.sources:
        if source.name not in cited:
            yield Finding("GOV628", f"source:{source.name}", {"source": source.name})


CHECKS: tuple[Check, ...] = (check_claims,)
