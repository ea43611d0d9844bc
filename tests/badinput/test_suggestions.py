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
from govkit.diagnostics.catalogue import entries, word
from govkit.pipeline import compile_text
from govkit.source import Span
from govkit.values.reading.numerals import narrow
from govkit.vocabulary.kinds import field_words, kinds

from .test_mutations import SAMPLES, WEIGHTS, worse

CASES = Path(__file__).resolve().parents[1] / "cases"
BATCHES, IN_BATCH = 20, 250
# A name that is missing, taken or not known behind the right word is a mistake of its own.
_OF_NAMES = frozenset(["GOV207", "GOV401", "GOV405", "GOV406"])
_CHECKS = "GOV500"  # from here on: what is told about a model that can be read

_COMMAND = re.compile(r"govkit [a-z]+ [a-z]*")
# Digits in words and in numbering are no figures.
_OF_NO_FIGURES = frozenset(["GOV126", "GOV201", "GOV202", "GOV401", "GOV535"])
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
        start, end = _stretch(one, one.span)
        for suggestion in one.suggestions:
            yield one, start, end, suggestion
        if one.fix is not None:
            yield one, one.fix.span.start, one.fix.span.end, one.fix.text


def _is_of_it(code: str, earlier: str) -> bool:
    """Whether a finding is of a suggestion that cannot be read, and no other mistake."""
    return code == earlier or (code not in _OF_NAMES and code < _CHECKS)


def _stretch(one: Diagnostic, span: Span) -> tuple[int, int]:
    """What a suggestion stands for: the place, or the word in it that the sentence quotes."""
    words = [one.args[key] for key in ("name", "code", "zone") if key in one.args]
    inside = [w for w in words if isinstance(w, str) and span.text.count(w) == 1]
    if one.fix is not None or not inside:
        return span.start, span.end
    start = span.start + span.text.index(inside[0])
    return start, start + len(inside[0])


def wrong(text: str) -> list[tuple[object, ...]]:
    """The suggestions that cannot be read, and those that change a figure."""
    found: list[tuple[object, ...]] = []
    for one, start, end, suggestion in offered(text):
        told, stop = compile_text(text[:start] + suggestion + text[end:]), start + len(suggestion)
        again = [(e.code, e.span.text) for e in told.errors if e.span is not None
                 and _is_of_it(e.code, one.code) and start <= e.span.start < stop]  # fmt: skip
        before, after = (_FIGURES.findall(narrow(part)) for part in (text[start:end], suggestion))
        same = before in ([], after) or one.code in _OF_NO_FIGURES or "半" in text[start:end]
        if again or not same:
            found.append((one.code, text[start:end], suggestion, again))
    return found


def test_every_suggestion_about_a_bad_case_can_be_read() -> None:
    assert {where: found for where, text in refused() if (found := wrong(text))} == {}
    assert sum(1 for _, text in refused() for _ in offered(text)) > 140


def _is_chinese(text: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", text)) > len(re.findall(r"[A-Za-z]", text))


def test_no_message_about_a_chinese_model_names_an_english_word_of_the_language() -> None:
    english = {word for kind in kinds() for word in (kinds()[kind].en, *field_words(kind))}
    english = {word for word in english if word.isascii()}
    named = []
    for where, text in refused():
        for one in compile_text(text).diagnostics if _is_chinese(text) else ():
            said = word(one, "zh")
            whole = " ".join([said.title, said.text, said.hint or "", *one.suggestions,
                              *(sentence for _, sentence in said.labels)])  # fmt: skip
            found = english & set(re.findall(r"[A-Za-z_]+", _COMMAND.sub("", whole)))
            named += [(where, one.code, w) for w in sorted(found) if w not in text]
    assert named == []


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
