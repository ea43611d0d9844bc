"""The table of sentences: both tongues everywhere, nothing missing, nothing left over."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

from govkit.engine.case.case import Asking
from govkit.engine.case.status import Status
from govkit.engine.case.timer import TimerKind

TABLE = tomllib.loads(
    files("govkit.engine.words").joinpath("wording.toml").read_text(encoding="utf-8")
)
SOURCES = "".join(
    module.read_text(encoding="utf-8") for module in Path(str(files("govkit.engine"))).rglob("*.py")
)
KEYS = {f"{group}.{name}" for group, entries in TABLE.items() for name in entries}


def test_every_entry_has_both_tongues_with_the_same_placeholders() -> None:
    for group, entries in TABLE.items():
        for name, entry in entries.items():
            assert set(entry) == {"zh", "en"}, f"{group}.{name}"
            marks = [set(re.findall(r"\{(\w+)\}", entry[lang])) for lang in ("zh", "en")]
            assert marks[0] == marks[1], f"{group}.{name}"


def test_every_key_is_used_and_every_used_key_is_there() -> None:
    named = set(re.findall(r'"((?:[a-z_]+)\.(?:[a-z_]+))"', SOURCES))
    named = {key for key in named if key.partition(".")[0] in TABLE}
    assert named <= KEYS
    # Keys made at run time: the sets they are made from.
    made = {"status", "event", "citation", "timer", "turning", "answer", "late", "decide"}
    assert {key for key in KEYS - named if key.partition(".")[0] not in made} == set()


def test_every_status_and_timer_has_its_word() -> None:
    assert set(TABLE["status"]) == set(get_args(Status))
    assert set(get_args(TimerKind)) <= set(TABLE["timer"])
    assert set(get_args(Asking)) == set(TABLE["decide"])
