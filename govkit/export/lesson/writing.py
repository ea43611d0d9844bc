"""One lesson as one HTML file that plays it, for a projector.

A stored lesson enters, a page leaves: style, scripts, words and the lesson itself stand in it, and
no address outside. What is judged or drawn stands in the lesson; nothing here knows a rule.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from govkit.export.escape import escape, shown
from govkit.values.units import Lang

LOGIC = ("walk.js", "score.js", "journal.js", "screens.js", "debrief.js", "desk.js")
PAGE = (*LOGIC, "keys.js")


class Lesson(Protocol):
    """A lesson that writes itself as `govkit-lesson/1`."""

    def to_json(self) -> str:
        """The lesson as JSON."""


def page(graph: Lesson, lang: Lang, groups: int = 0, papers: Sequence[tuple[str, str]] = ()) -> str:
    """The player of a lesson as one HTML file.

    `groups` is how many groups are set at first, 0 to 8; it can be changed on the first screen.
    `papers` are links to files beside it, as (name, file name).
    """
    stored = json.loads(graph.to_json())
    stored["texts"] = [shown(text) for text in stored["texts"]]
    title = stored["texts"][stored["about"]["title"]]
    style, script = _text("player.css"), f'"use strict";\n(() => {{\n{scripts(PAGE)}}})();\n'
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    data = {
        "lesson": stored,
        "words": words(lang),
        "papers": [{"name": name, "file": file} for name, file in papers],
    }
    blocks = "\n".join(
        f'<script type="application/json" id="{name}">{_inert(one)}</script>'
        for name, one in data.items()
    )
    return f"""<!doctype html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body data-groups="{groups}">
<header id="head"></header>
<main id="view"></main>
<footer id="foot"></footer>
<div id="desk"></div>
<p id="say" class="unseen" aria-live="polite"></p>
<input id="file" type="file" accept=".json" hidden aria-hidden="true" tabindex="-1">
{blocks}
<script>{script}</script>
</body>
</html>
"""


def scripts(names: Sequence[str] = LOGIC) -> str:
    """The scripts one after another; as they stand, those that need no page."""
    return "\n".join(_text(name) for name in names)


def words(lang: Lang) -> dict[str, str]:
    """What the page says, by key."""
    return {key: both[lang] for key, both in _wording().items()}


@cache
def _wording() -> dict[str, dict[str, str]]:
    import tomllib

    found: dict[str, Any] = tomllib.loads(_text("wording.toml"))
    return found


@cache
def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _inert(data: object) -> str:
    """JSON in which no tag can begin or end."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
