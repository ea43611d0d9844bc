"""Vacant posts: who bears a duty while nobody holds the post that has it.

A model, a post and the posts that are vacant enter; the post that the duty rises to leaves. The
order is fixed: `superior` first, then the posts at the nearest level above. A model is not changed.
"""

from __future__ import annotations

from collections.abc import Collection

from govkit.model.governance import Governance
from govkit.model.post import Post
from govkit.values import Word


def rises(model: Governance, ref: str) -> bool:
    """Whether the text says of a post (`post:书记`) that its duty rises while it is vacant."""
    post = model.get(ref)
    return isinstance(post, Post) and any(
        isinstance(stated.value, Word) and stated.value.word == "rise" for stated in post.vacant
    )


def rises_to(model: Governance, ref: str, vacant: Collection[str] = ()) -> str:
    """The post that bears the duty of `ref`, itself not vacant; empty where none can be found.

    A superior that is vacant too hands on to its own superior, whatever it says itself.
    """
    seen = {ref, *vacant}
    above = [*_superiors(model, ref)]
    above += [post for level in _levels_above(model, ref) for post in _holders(model, level)]
    return next((post for post in above if post not in seen), "")


def _superiors(model: Governance, ref: str) -> list[str]:
    """The superiors of a post, nearest first."""
    found: list[str] = []
    post = model.get(ref)
    while isinstance(post, Post) and post.superior.value is not None:
        above = post.superior.value.ref
        if above in found or above == ref:
            break
        found.append(above)
        post = model.get(above)
    return found


def _levels_above(model: Governance, ref: str) -> tuple[str, ...]:
    """The levels above the one where a post stands, nearest first."""
    seen: set[str] = set()
    while ref and not ref.startswith("level:") and ref not in seen:
        seen.add(ref)
        at = getattr(model.get(ref), "at", None)
        ref = at.value.ref if at and at.value is not None else ""
    name = ref.partition(":")[2]
    return model.tree.above(name) if ref.startswith("level:") else ()


def _holders(model: Governance, level: str) -> list[str]:
    return [f"post:{post.name}" for post in model.holders(level)]
