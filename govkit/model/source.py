"""The kind `source` (出处): a document that statements are cited from.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

import re

from govkit.model.statement import Amount, Attribute, DayLike, Entity, WordLike, WordsLike
from govkit.values import Text

_ARTICLE = re.compile(r"第.+[条款项页]$|\d+[条款项页]?$")


def is_article(place: str) -> bool:
    """Whether a part of a place is an article or a page, finer than the parts a source lists."""
    return _ARTICLE.match(place) is not None


class Source(Entity):
    """A document that statements are cited from."""

    type: Attribute[WordLike] = Attribute[WordLike].none()
    publisher: Attribute[Text] = Attribute[Text].none()
    number: Attribute[Text] = Attribute[Text].none()
    issuer: Attribute[Text] = Attribute[Text].none()
    written: Attribute[DayLike] = Attribute[DayLike].none()
    in_force: Attribute[DayLike] = Attribute[DayLike].none()
    expires: Attribute[DayLike] = Attribute[DayLike].none()
    rank: Attribute[Amount] = Attribute[Amount].none()
    sections: Attribute[WordsLike] = Attribute[WordsLike].none()
    left_out: Attribute[WordsLike] = Attribute[WordsLike].none()
    access: Attribute[WordLike] = Attribute[WordLike].none()
