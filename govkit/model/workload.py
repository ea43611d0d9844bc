"""The kind `workload` (推演): what a simulation needs beside the rules, assumed or measured.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Attribute, Entity, RateLike
from govkit.values import Distribution, Mapping, Text


class Workload(Entity):
    """What a simulation needs beside the rules; all of it assumed or measured."""

    cases: Attribute[RateLike] = Attribute[RateLike].none()
    mix: Attribute[Mapping] = Attribute[Mapping].none()
    chances: Attribute[Mapping] = Attribute[Mapping].none()
    service: Attribute[Distribution] = Attribute[Distribution].none()
    capacity: Attribute[RateLike] = Attribute[RateLike].none()
    spread: Attribute[Text] = Attribute[Text].none()
