"""The kind `matter` (事项): a kind of matter that cases are about.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.given import Given
from govkit.model.statement import Attribute, Duration, Entity, RefsLike, WordsLike


class Matter(Entity):
    """A kind of matter that cases are about."""

    category: Attribute[WordsLike] = Attribute[WordsLike]()
    minor: Attribute[WordsLike] = Attribute[WordsLike]()
    needs: Attribute[RefsLike] = Attribute[RefsLike]()
    owner: Attribute[RefsLike] = Attribute[RefsLike]()
    assistants: Attribute[RefsLike] = Attribute[RefsLike]()
    limit: Attribute[Duration] = Attribute[Duration]()
    excludes: Attribute[WordsLike] = Attribute[WordsLike]()
    parent: str = ""
    given: tuple[Given, ...] = ()
