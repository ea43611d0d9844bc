"""Which dimensions the amount of a field may have, as `grammars/dimensions.csv` lists them.

A kind and a field enter, the ids of dimensions leave; a field that is free, for the reason the
table gives, takes any amount. Nothing here knows about text or values.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from govkit.vocabulary.folder import rows_of


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {
        (row["kind"], row["field"]): tuple(row["dimensions"].split("|"))
        if row["dimensions"]
        else ()
        for row in rows_of("dimensions.csv")
    }


def dimensions_of(kind: str, field: str) -> tuple[str, ...]:
    """The dimensions a field takes (`money`, `piece` …); none where it takes any amount."""
    return _table().get((kind, field), ())
