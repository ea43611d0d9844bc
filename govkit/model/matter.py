"""The kind `matter` (事项): a kind of matter that cases are about.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.given import Given
from govkit.model.keeping import Limited
from govkit.model.statement import Attribute, Duration, LedWordsLike, RefsLike, WordsLike


class State(Limited):
    """A condition of a matter with limits of its own."""

    limit: Attribute[Duration] = Attribute[Duration].none()
    conditions: Attribute[WordsLike] = Attribute[WordsLike].none()
    closes_by: Attribute[WordsLike] = Attribute[WordsLike].none()


class Matter(Limited):
    """A kind of matter that cases are about."""

    category: Attribute[WordsLike] = Attribute[WordsLike].none()
    minor: Attribute[WordsLike] = Attribute[WordsLike].none()
    needs: Attribute[RefsLike] = Attribute[RefsLike].none()
    owner: Attribute[RefsLike] = Attribute[RefsLike].none()
    assistants: Attribute[RefsLike] = Attribute[RefsLike].none()
    fallback: Attribute[RefsLike] = Attribute[RefsLike].none()
    limit: Attribute[Duration] = Attribute[Duration].none()
    excludes: Attribute[WordsLike] = Attribute[WordsLike].none()
    not_accepted_for: Attribute[LedWordsLike] = Attribute[LedWordsLike].none()
    parent: str = ""
    states: tuple[State, ...] = ()
    given: tuple[Given, ...] = ()
