"""The words of the papers of a lesson, in either tongue.

A dotted key and a tongue enter, words leave, from `wording.toml`. What they stand beside is not
known here.
"""

from __future__ import annotations

from pathlib import Path

from govkit.diagnostics.word_table import WordTable

TABLE = WordTable(Path(__file__).with_name("wording.toml"), "papers")
said = TABLE.said
