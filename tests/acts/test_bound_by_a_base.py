"""Every field of the language that a base binds: another value below is never silent.

The pairs of texts that show where a field acts enter, each once more: one text as the base, with
`must` on the statement, and the other as the text that extends it. Word for word the same is no
finding; of two different values at least one is not a tightening of the other, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from govkit.pipeline import compile_path
from tests.together import together

from .pairs import Pair, pairs

AGAINST_A_BASE = {"GOV540", "GOV541", "GOV542", "GOV543", "GOV549", "GOV550", "GOV560"}
# Events are counted one by one, so that another event is an addition; turns are stated anew with
# their options; clauses are no fields.
_NOT_HERE = {"tier.on", "step.on", "clock.on"}
_ANEW = ("turn", "option", "clause")
_OTHERWISE = re.compile(r" (?:must|should|may|in_principle|since|until|when|doubt|except)\b|;")


def bound() -> Iterator[Pair]:
    """The first plain pair of each field: one statement against another one, without clauses."""
    seen = set(_NOT_HERE)
    for pair in pairs():
        field = f"{pair.kind}.{pair.field}"
        said = (pair.one.strip(), pair.two.strip())
        plain = all(re.match(r"[a-z_]+:", one) and not _OTHERWISE.search(one) for one in said)
        once = pair.texts[0].count(pair.one) == pair.texts[1].count(pair.two) == 1
        if field in seen or pair.kind in _ANEW or pair.files or not plain or not once:
            continue
        seen.add(field)
        yield pair


PAIRS = list(bound())


def extending(text: str) -> str:
    """The text as one that extends the base."""
    return re.sub(
        r"^(district [^\n{]*\{?)\n", r'\1\nextends: "base.gov"\n', text, count=1, flags=re.M
    )


def told(folder: Path, base: str, statement: str, own: str) -> set[str]:
    (folder / "base.gov").write_text(base.replace(statement, f"{statement} must"), encoding="utf-8")
    (folder / "own.gov").write_text(extending(own), encoding="utf-8")
    return {d.code for d in compile_path(folder / "own.gov").diagnostics} & AGAINST_A_BASE


@together("pair", PAIRS, ids=lambda pair: f"{pair.kind}.{pair.field}", parts=4)
def test_another_value_of_a_field_that_binds_is_told(pair: Pair, tmp_path: Path) -> None:
    first, second = pair.texts
    assert told(tmp_path, first, pair.one.rstrip(), first) == set()
    there = told(tmp_path, first, pair.one.rstrip(), second)
    back = told(tmp_path, second, pair.two.rstrip(), first)
    assert there | back


def test_most_fields_are_here() -> None:
    assert len(PAIRS) >= 140
