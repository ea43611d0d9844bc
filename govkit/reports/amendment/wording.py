"""The words of a table of amendments, in either tongue.

A dotted key and a tongue enter, words leave, from `wording.toml`. What they tell is not known here.
"""

from __future__ import annotations

from pathlib import Path

from govkit.diagnostics.word_table import WordTable
from govkit.values.units import Lang

_TABLE = WordTable(Path(__file__).with_name("wording.toml"), "amendments")


def said(key: str, lang: Lang, /, **fillers: object) -> str:
    """The words under a dotted key, filled; empty where there are none."""
    return _TABLE.said(key, lang, **fillers) if _TABLE.find(key, lang) is not None else ""
