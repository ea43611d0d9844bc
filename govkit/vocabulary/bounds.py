"""What a bare figure of a field is for whoever refines it, as `grammars/bounds.csv` lists them.

A kind and a field enter; the most or the least that is allowed, a list of exemptions or of those
who may permit something, a list whose order or whose first counts, or exact leaves. Nothing here
knows about texts or values.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, cast

from govkit.vocabulary.folder import rows_of

Bounding = Literal["most", "least", "exempts", "order", "leads", "exact"]


@lru_cache(maxsize=1)
def bounds() -> Mapping[str, Bounding]:
    """`kind.field` → what its figures are; a field that is not listed is exact."""
    return {
        f"{row['kind']}.{row['field']}": cast("Bounding", row["bound"])
        for row in rows_of("bounds.csv")
    }
