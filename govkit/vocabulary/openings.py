"""Words that open a block and say what its head has to say, as `grammars/openings.csv` lists them.

A word enters; the strengths that fit it leave, `none` for a head without one. Nothing here knows
about texts or models.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache

from govkit.vocabulary.folder import grammars


@lru_cache(maxsize=1)
def openings() -> Mapping[str, tuple[str, ...]]:
    """Word → the ids of strengths that fit it, the usual one first; other words fit any."""
    with (grammars() / "openings.csv").open(encoding="utf-8", newline="") as rows:
        return {row["word"]: tuple(row["strengths"].split()) for row in csv.DictReader(rows)}
