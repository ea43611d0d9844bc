"""The pages of experiments: every command names a text and fields that are there, in both tongues.

`docs/experiments.md` and `docs/推演实例.md` enter. The figures on them are not computed here;
whoever doubts one runs the command that stands above it.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from govkit.pipeline import load
from govkit.resolve.replacing.replaced import replaced

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = (ROOT / "docs" / name for name in ("experiments.md", "推演实例.md"))
_COMMAND = re.compile(r"^    (govkit (?:experiment|推演) .*?(?:\n        .*?)*)$", re.MULTILINE)
_OPTIONS = {"--比": "--vary", "--改": "--set", "--天数": "--days", "--次数": "--replications"}


def commands(page: Path) -> list[list[str]]:
    """Every command of a page as its words, options in English."""
    found = []
    for text in _COMMAND.findall(page.read_text(encoding="utf-8")):
        words = shlex.split(text.replace("\\\n", " "))
        found.append([_OPTIONS.get(word, word) for word in words[2:]])
    return found


def test_both_tongues_have_the_same_experiments_one_for_each_model() -> None:
    assert commands(ENGLISH) == commands(CHINESE)
    paths = [words[0] for words in commands(ENGLISH)]
    districts = {path.parent.name for path in (ROOT / "examples").glob("*/facts.csv")}
    assert {Path(path).name for path in paths if "gallery" not in path} == districts
    assert len({path for path in paths if "gallery" in path}) == 3


@pytest.mark.parametrize("words", commands(ENGLISH), ids=lambda words: words[0])
def test_what_is_varied_is_a_field_of_the_text_and_reads(words: list[str]) -> None:
    model = load(str(ROOT / words[0]))
    changes = [words[at + 1] for at, word in enumerate(words) if word == "--vary"]
    assert changes
    for change in changes:
        path, _, values = change.partition("=")
        for value in values.split("; "):
            replaced(model, {path: value})


def test_every_answer_says_what_it_does_not_prove() -> None:
    for page, mark in ((ENGLISH, "*Not proved.*"), (CHINESE, "*不能证明的*")):
        text = page.read_text(encoding="utf-8")
        assert text.count(mark) == len(re.findall(r"^## ", text, re.MULTILINE)) == 8
