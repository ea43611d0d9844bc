"""Which fields say what people may do or get, and which way that becomes less.

`grammars/rights.csv` lists them; a kind and a field enter, a direction leaves: `less` or `more` of
the figure, `more` on a list of exceptions, an `earlier` stage, a larger part that has to `join`.
What binds an office towards people (a notice, a time to publish) is of use to them and listed too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, cast

from govkit.vocabulary.folder import rows_of

Narrower = Literal["less", "more", "earlier", "join"]


@lru_cache(maxsize=1)
def rights() -> Mapping[str, Narrower]:
    """`kind.field` → which way it becomes narrower, for the fields that are rights of people."""
    return {
        f"{row['kind']}.{row['field']}": cast("Narrower", row["narrower"])
        for row in rows_of("rights.csv")
    }
