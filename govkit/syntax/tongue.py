"""Which tongue a text is written in: the one most of its words of the language are in.

Parsed texts enter, `zh` or `en` leaves. The author's own names count only where no word of the
language stands in the text, as in a file of remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from govkit.syntax.nesting import with_kinds
from govkit.syntax.nodes import Block, Document, Field
from govkit.values.units import Lang
from govkit.vocabulary.kinds import field_words

# So many statements tell the tongue of a text of any length.
_ENOUGH = 400
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def tongue_of_text(text: str) -> Lang:
    """The tongue of letters alone: Chinese where there is any, and where there are none."""
    return "zh" if not text.strip() or _CHINESE.search(text) else "en"


def tongue_of(documents: Iterable[tuple[str, Document]]) -> Lang:
    """The tongue of texts, each with what was read of it."""
    texts, score = [], 0
    for text, document in documents:
        texts.append(text)
        for statement, kind in islice(with_kinds(document), _ENOUGH):
            if type(statement) is Block and kind:
                score += 1 if not str(statement.kind).isascii() else -1
            elif type(statement) is Field and kind and str(statement.word) in field_words(kind):
                score += 1 if not str(statement.word).isascii() else -1
    if score:
        return "zh" if score > 0 else "en"
    return tongue_of_text("".join(text[:20_000] for text in texts))
