"""The kind `body` (机构): a centre, station, branch, committee, department or platform.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.keeping import Keeping
from govkit.model.statement import Amount, Attribute, RateLike, RefsLike, WordsLike
from govkit.values import Mapping, Ref


class Body(Keeping):
    """A centre, station, branch, committee, department or platform."""

    at: Attribute[Ref] = Attribute[Ref].none()
    type: Attribute[WordsLike] = Attribute[WordsLike].none()
    count: Attribute[Amount] = Attribute[Amount].none()
    quota: Attribute[RateLike] = Attribute[RateLike].none()
    covers: Attribute[RefsLike] = Attribute[RefsLike].none()
    coverage: Attribute[Amount] = Attribute[Amount].none()
    members: Attribute[WordsLike] = Attribute[WordsLike].none()
    head: Attribute[Ref] = Attribute[Ref].none()
    part_of: Attribute[RefsLike] = Attribute[RefsLike].none()
    commanded_by: Attribute[Ref] = Attribute[Ref].none()
    drawn_from: Attribute[WordsLike] = Attribute[WordsLike].none()
    functions: Attribute[WordsLike] = Attribute[WordsLike].none()
    seats: Attribute[Amount] = Attribute[Amount].none()
    reserved: Attribute[Mapping] = Attribute[Mapping].none()
