"""The value that a case has for one attribute, and where it came from.

Values of the language enter and leave as they are; which are lawful is said in `given`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from govkit.model.frozen import Record
from govkit.values import Quantity, Text, Unknown, Word

CaseValueType = Annotated[Quantity | Unknown | Word | Text, Field(discriminator="type")]


class CaseValue(Record):
    """The value of one attribute: a grade is a `Word`, an amount a `Quantity`.

    `rule` is empty where somebody gave it; a default or a table that gave it stands there by id.
    """

    attribute: str
    value: CaseValueType
    rule: str = ""
