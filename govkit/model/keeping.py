"""What chooses a calendar: every thing that has limits of its own, or whose handling has.

Fields hold statements; a reference is the `kind:name` of another object. Which of several choices
counts is decided where limits are counted.
"""

from __future__ import annotations

from govkit.model.statement import Attribute, Entity, WordLike
from govkit.values import Ref


class Keeping(Entity):
    """Something that may name the calendar its limits keep."""

    calendar: Attribute[Ref] = Attribute[Ref].none()


class Limited(Keeping):
    """Something with a limit that may also say whether its end moves off a day off."""

    rolls: Attribute[WordLike] = Attribute[WordLike].none()
