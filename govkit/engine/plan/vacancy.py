"""Vacant posts of a case: who acts in their place.

A model, references and the posts that are vacant enter; those who act leave. Whom a duty rises to
is said in `govkit.model.vacancy`; a post that the text says nothing of keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from govkit.diagnostics.placeless import refuse
from govkit.model.governance import Governance
from govkit.model.vacancy import rises, rises_to


def vacant_posts(model: Governance, names: Iterable[str]) -> tuple[str, ...]:
    """The references of vacant posts by name. Raises `GovError` (GOV791)."""
    known = [post.name for post in model.posts]
    found = []
    for name in names:
        bare = name.removeprefix("post:")
        if bare not in known:
            raise refuse("GOV791", get_close_matches(bare, known, n=3, cutoff=0.4), post=bare)
        found.append(f"post:{bare}")
    return tuple(dict.fromkeys(found))


def acting(model: Governance, ref: str, vacant: tuple[str, ...]) -> str:
    """Who acts for a reference: the post the duty rises to, else the reference itself."""
    if ref in vacant and rises(model, ref):
        return rises_to(model, ref, vacant) or ref
    return ref


def present(model: Governance, refs: tuple[str, ...], vacant: tuple[str, ...]) -> tuple[str, ...]:
    """References with vacant posts replaced, each once."""
    return tuple(dict.fromkeys(acting(model, ref, vacant) for ref in refs)) if vacant else refs


def stand_ins(model: Governance, vacant: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each vacant post with who acts for it; empty where the text does not say."""
    found = ((post, acting(model, post, vacant)) for post in vacant)
    return tuple((post, other if other != post else "") for post, other in found)
