"""The page of the engine lists every status, move, kind of event and timer that there is."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from govkit.engine.case.status import Status
from govkit.engine.case.timer import TimerKind
from govkit.vocabulary.words import word_set

WORDING = tomllib.loads(files("govkit.engine.words").joinpath("wording.toml").read_text("utf-8"))
PAGE = (Path(__file__).parents[2] / "docs" / "engine.md").read_text(encoding="utf-8")


# Wordings of one event with more said: no events of their own.
_FULLER = ("_of", "_on", "_off")


def listed(section: str) -> set[str]:
    """The words in the first cells of the table of a section, without what follows in an id."""
    text = PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"(?m)^\| (`[^|]*`) \|", text)
    return {word for row in rows for word in re.findall(r"`([a-z_]+)", row)}


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Statuses", set(get_args(Status))),
        ("Moves", set(word_set("move"))),
        ("Events", {key for key in WORDING["event"] if not key.endswith(_FULLER)}),
        ("Timers", set(get_args(TimerKind))),
    ],
)
def test_the_page_lists_them_all(section: str, words: set[str]) -> None:
    assert listed(section) == words


def test_every_link_inside_the_page_leads_somewhere() -> None:
    headings = re.findall(r"(?m)^## (.+)$", PAGE)
    anchors = {re.sub(r"[^a-z -]", "", title.lower()).replace(" ", "-") for title in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
