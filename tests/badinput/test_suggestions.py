"""Every suggestion can be read where it would stand, and no remedy changes a figure.

All texts that have to be refused enter: the bad cases of every kind, the bad examples of the
catalogue and texts made worse at random. Each suggestion is put in place, and the text read again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.catalogue import entries
from govkit.pipeline import compile_text
from govkit.values.reading.numerals import narrow

from .test_mutations import SAMPLES, WEIGHTS, worse

CASES = Path(__file__).resolve().parents[1] / "cases"
BATCHES, IN_BATCH = 20, 250
_FIGURES = re.compile(r"[0-9]+")


def refused() -> Iterator[tuple[str, str]]:
    """Where a text comes from, and the text."""
    for path in sorted(CASES.glob("*/bad/*.gov")):
        yield str(path.relative_to(CASES)), path.read_text(encoding="utf-8")
    for code, entry in entries().items():
        if "bad" in entry:
            yield code, entry["bad"]


def offered(text: str) -> Iterator[tuple[Diagnostic, int, int, str]]:
    """Each suggestion about a text: the finding, the stretch it stands for, and what it says."""
    for one in compile_text(text).errors:
        if one.span is None or one.span.source.text != text:
            continue
        for suggestion in one.suggestions:
            yield one, one.span.start, one.span.end, suggestion
        if one.fix is not None:
            yield one, one.fix.span.start, one.fix.span.end, one.fix.text


def wrong(text: str) -> list[tuple[object, ...]]:
    """The suggestions that cannot be read, and those that change a figure."""
    found: list[tuple[object, ...]] = []
    for one, start, end, suggestion in offered(text):
        told, stop = compile_text(text[:start] + suggestion + text[end:]), start + len(suggestion)
        again = [(e.code, e.span.text) for e in told.errors
                 if e.span is not None and e.span.start < stop and e.span.end > start]  # fmt: skip
        before, after = (_FIGURES.findall(narrow(part)) for part in (text[start:end], suggestion))
        if again or (before and before != after and "半" not in text[start:end]):
            found.append((one.code, text[start:end], suggestion, again))
    return found


def test_every_suggestion_about_a_bad_case_can_be_read() -> None:
    assert {where: found for where, text in refused() if (found := wrong(text))} == {}
    assert sum(1 for _, text in refused() for _ in offered(text)) > 200


@pytest.mark.nightly
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_suggestion_about_a_text_made_worse_can_be_read(batch: int) -> None:
    rng = random.Random(f"suggestions {batch}")
    found = {}
    for _ in range(IN_BATCH):
        (sample,) = rng.choices(SAMPLES, WEIGHTS)
        text = worse(rng, sample)
        if text.strip() and (bad := wrong(text)):
            found[text] = bad
    assert found == {}
