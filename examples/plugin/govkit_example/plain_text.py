"""A format of one's own: a report as plain text, a string on each line, for a notice by message.

A document enters, the bytes of a file leave. What the document is about is not known here.
"""

from __future__ import annotations

from govkit.document.parts import Document
from govkit.document.reading import texts
from govkit.plugins import Exporters


def to_text(document: Document) -> bytes:
    """Every string of the document in the order it is read."""
    return "".join(f"{text}\n" for text in texts(document)).encode("utf-8")


EXPORTERS = Exporters({".txt": to_text})
