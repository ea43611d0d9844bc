"""Checks of strengths: one that says nothing where it stands, and what is both said and forbidden.

A model enters, findings leave. What a strength does on which field is a table of the vocabulary;
what it makes of a statement is decided in the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import entities, numbered
from govkit.checks.wording import name_of
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.statement import Attribute, Claim, Entity
from govkit.model.strength import common, forbids
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.strengths import effect
from govkit.vocabulary.words import word_set

# Lines of open sections, and the section each stands in.
_SECTIONS = {"figure": "figures", "check": "checks"}


def check_strengths(model: Governance) -> Iterator[Finding]:
    """GOV350: a strength that says nothing there. GOV351: 不得 where there is nothing to forbid.

    GOV352: a strength on what is so, which binds only a text that builds upon this one.
    """
    for path, entity in entities(model):
        kind = path.rpartition("/")[2].partition(":")[0]
        kind = _SECTIONS.get(kind, kind)
        if kind not in kinds():
            continue
        if entity.strength is not None:
            yield from _told(path, kind, "", entity)
        for field, attribute in _attributes(entity):
            for number, stated in enumerate(attribute.root):
                if stated.strength is not None:
                    known = field if field in fields_of(kind) else ""
                    yield from _told(numbered(f"{path}.{field}", number), kind, known, stated)
        for number, given in enumerate(getattr(entity, "given", ())):
            if given.strength is not None:
                yield from _told(f"{path}.given[{number}]", kind, "given", given)


def _attributes(entity: Entity) -> Iterator[tuple[str, Attribute[object]]]:
    for name, value in entity.__dict__.items():
        if isinstance(value, Attribute) and value.root:
            yield name, value


def _told(path: str, kind: str, field: str, claim: Claim) -> Iterator[Finding]:
    assert claim.strength is not None
    done = "none" if field == "given" else effect(kind, field, claim.strength)
    if done not in ("none", "base"):
        return
    term = word_set("strength")[claim.strength]
    row = fields_of(kind).get(field) or kinds()[kind]
    code = "GOV352" if done == "base" else "GOV351" if forbids(claim.strength) else "GOV350"
    yield Finding(code, path, {
        "strength": Both(term.zh, term.en), "what": Both(row.zh, row.en),
    })  # fmt: skip


def check_contradictions(model: Governance) -> Iterator[Finding]:
    """GOV353: one statement says that something is so, another that it must not be."""
    for path, entity in entities(model):
        for field, attribute in _attributes(entity):
            root = attribute.root
            for number, stated in enumerate(root):
                for other, against in enumerate(root) if forbids(stated.strength) else ():
                    both = () if forbids(against.strength) else common(against.value, stated.value)
                    if both and _together(stated, against):
                        yield _contradiction(numbered(f"{path}.{field}", number),
                                             numbered(f"{path}.{field}", other), both)  # fmt: skip
    yield from _held_both_ways(model)


def _together(one: Claim, other: Claim) -> bool:
    """Whether two statements began together and stand side by side; what began later replaces."""
    return one.when == other.when and one.since == other.since


def _held_both_ways(model: Governance) -> Iterator[Finding]:
    """Two posts in one hand: one says they must not be, the other that they are."""
    for post in model.posts:
        own = f"post:{post.name}"
        for number, stated in enumerate(post.concurrent.root):
            if not forbids(stated.strength):
                continue
            for ref in getattr(stated.value, "refs", ()):
                beside = getattr(model.get(ref), "concurrent", None)
                for other, said in beside.numbered() if isinstance(beside, Attribute) else ():
                    path = numbered(f"{own}.concurrent", number)
                    if own in getattr(said.value, "refs", ()) and _together(stated, said):
                        yield _contradiction(path, numbered(f"{ref}.concurrent", other), (own,))


def _contradiction(path: str, other: str, names: tuple[str, ...]) -> Finding:
    listed = Both.listed(name_of(name) if ":" in name else name for name in names)
    return Finding("GOV353", path, {"names": listed}, ((other, "said"),))


CHECKS: tuple[Check, ...] = (check_strengths, check_contradictions)
