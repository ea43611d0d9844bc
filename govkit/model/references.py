"""References: which objects of a model a value points at.

A value, a statement or an object enters; `kind:name` strings leave. Whether the model holds what
they point at is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from govkit.model.frozen import Frozen
from govkit.model.statement import Attribute
from govkit.values import Arrow, Chain, Each, Name, Rate, Ref, Refs, Term


def refs_of(value: object) -> Iterator[str]:
    """Every reference `kind:name` in a value or object, however deep."""
    if isinstance(value, Ref | Name):
        yield value.ref
    elif isinstance(value, Refs | Chain):
        yield from value.refs
    elif isinstance(value, Rate):
        yield from (per for per in value.per if ":" in per)
    elif isinstance(value, Term):
        yield from value.refs
    elif isinstance(value, Arrow):
        yield from (end for end in (*value.keys, *value.to) if isinstance(end, str) and ":" in end)
    elif isinstance(value, Attribute):
        yield from (ref for stated in value.root for ref in refs_of(stated))
    elif isinstance(value, tuple):
        yield from (ref for part in value for ref in refs_of(part))
    elif is_dataclass(value):
        if isinstance(value, Each) and ":" in value.over:
            yield value.over
        yield from (ref for field in fields(value) for ref in refs_of(getattr(value, field.name)))
    elif isinstance(value, Frozen):
        names = type(value).model_fields
        yield from (ref for name in names for ref in refs_of(getattr(value, name)))
