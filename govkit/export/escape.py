"""The one way a text of somebody's gets into HTML or XML, and what of it can be seen.

Any text enters; text that is safe inside an element or a quoted attribute leaves. Control and
direction characters are shown by number, what XML 1.0 forbids beside them is `�`.
"""

from __future__ import annotations

import re

from govkit.diagnostics.width import visible

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
)  # fmt: skip


def shown(text: str) -> str:
    """`text` on one line, with nothing hidden and nothing XML forbids; not yet escaped."""
    return _FORBIDDEN.sub("\ufffd", visible(" ".join(text.split("\n"))))


def escape(text: str) -> str:
    """`shown(text)` for the content of an element or for a quoted attribute."""
    return shown(text).translate(_ENTITIES)
