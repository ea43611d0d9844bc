"""The one way a user's text gets into an SVG.

Any text enters, text that is safe inside an element or a quoted attribute leaves. Control and
direction characters are shown by number, what XML forbids is left out.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape as _escape

from govkit.diagnostics.width import visible

# What XML 1.0 allows beside the control characters, which are shown by number before this is asked.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = {'"': "&quot;", "'": "&#39;"}


def shown(text: str) -> str:
    """`text` as it is drawn: one line, nothing hidden, nothing XML forbids; not yet escaped."""
    return _FORBIDDEN.sub("", visible(" ".join(text.split("\n"))))


def escape(text: str) -> str:
    """`shown(text)` for an element's content or a quoted attribute."""
    return _escape(shown(text), _QUOTES)
