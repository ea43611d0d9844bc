"""Many findings of one kind about one table: the first ten, then how many more there are.

Findings and a way to tell which belong together enter; the same in their order leave, with a count
(GOV452) in the place of those left out. What a table is, is not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from govkit.diagnostics.catalogue import entries, severity_of
from govkit.diagnostics.diagnostic import Both, Diagnostic, Filler

MOST = 10


def few(
    found: Iterable[Diagnostic], group: Callable[[Diagnostic], Hashable], most: int = MOST
) -> list[Diagnostic]:
    """The findings, of each group at most `most`; those of the group None are all kept."""
    kept: list[Diagnostic] = []
    last: dict[Hashable, Diagnostic] = {}
    more: Counter[Hashable] = Counter()
    for one in found:
        key = group(one)
        if key is None:
            kept.append(one)
        elif more[key] < most:
            more[key] += 1
            kept.append(one)
        else:
            more[key] += 1
            last[key] = one
    for key, one in last.items():
        title = entries()[one.code]["title"]
        args: dict[str, Filler] = {"code": one.code, "more": str(more[key] - most),
                "title": Both(title["zh"], title["en"])}  # fmt: skip
        kept.append(Diagnostic("GOV452", severity_of("GOV452"), one.span, args))
    return kept
