"""References: from a written name to the `kind:name` of something declared.

A field accepts some kinds; an unknown or ambiguous name is one finding, with near names and, where
a clause word was glued to the name, the split that was probably meant.
"""

from __future__ import annotations

from govkit.diagnostics import Both, Label
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import Declared, components
from govkit.resolve.declaring.near import near
from govkit.syntax.nodes import Block, Field, Operand, Token
from govkit.vocabulary.kinds import field_words, kind_words
from govkit.vocabulary.kinds import kinds as kind_rows
from govkit.vocabulary.words import word_set


def reference(context: Context, token: Operand, kinds: tuple[str, ...]) -> str | None:
    """The `kind:name` a token refers to, or None after a finding."""
    if not isinstance(token, Token) or token.type not in ("NAME", "STRING"):
        context.report("GOV306", token, written=context.text(token), wanted=kinds_text(kinds))
        return None
    if token.type == "STRING":
        context.report("GOV307", token, written=str(token)[1:-1], fix=f"「{str(token)[1:-1]}」")
        return None
    path = components(token)
    if (stranger := _stranger(context, path)) is not None:
        unknown_part(context, token, stranger, kinds)
        return None
    found = context.names.find(path[-1], kinds)
    if len(path) == 1 and len(found) == 1:
        return found[0].ref
    if len(path) == 2:
        found = _qualified(context, path[0], path[1], kinds)
        if found and not any(stands_at(context, one, path[0]) for one in found):
            report_elsewhere(context, token, found[0], path[0])
            return None
    if len(found) == 1:
        return found[0].ref
    if len(found) > 1:
        first = found[0]
        labels = tuple(Label(d.span, "declared") for d in found)
        row = kind_rows()[first.kind]
        example = Both(f"{row.zh}.{path[-1]}", f"{row.en}.{path[-1]}")
        context.report("GOV402", token, labels=labels, name=path[-1], example=example)
        return None
    unknown_name(context, token, kinds)
    return None


def stands_at(context: Context, declared: Declared, place: str) -> bool:
    """Whether something stands at a place, directly or through the body it stands at.

    True also where the text does not say where it stands, and where `place` is the word of its kind
    or the block around it.
    """
    if kind_words().get(place) == declared.kind or declared.owner == place:
        return True
    seen: set[str] = set()
    at = _places(declared)
    while at and not seen.issuperset(at):
        if place in at:
            return True
        seen.update(at)
        bodies = [body for name in at for body in context.names.find(name, ("body", "team"))]
        at = {name for body in bodies for name in _places(body)}
    return not seen


def _places(declared: Declared) -> set[str]:
    """The names that the field `at` of a declared block gives; none where it has no such field."""
    words = field_words(declared.kind) if isinstance(declared.node, Block) else {}
    found: set[str] = set()
    for field in getattr(declared.node, "body", None) or ():
        row = words.get(str(field.word)) if isinstance(field, Field) else None
        if row is not None and row.id == "at":
            found |= {components(i)[-1] for i in field.value.items if isinstance(i, Token)}
    return found


def report_elsewhere(context: Context, token: Token, declared: Declared, place: str) -> None:
    """Report a name that is placed where the thing does not stand."""
    at = Both.listed(sorted(_places(declared)))
    labels = (Label(declared.span, "declared"),)
    context.report("GOV336", token, labels=labels, name=declared.name, place=place, at=at)


def _stranger(context: Context, path: tuple[str, ...]) -> str | None:
    """The first part of a name of three or more that nothing declares and no kind is called."""
    for part in path[:-1] if len(path) > 2 else ():
        if part not in context.names.by_name and part not in kind_words():
            return part
    return None


def unknown_part(context: Context, token: Token, part: str, kinds: tuple[str, ...]) -> None:
    """Report a part before the last of a name; it may be of any kind."""
    if part not in context.names.lost:
        names = near(part, context.names.by_name)
        context.report("GOV401", token, suggestions=names, name=part, wanted=kinds_text(kinds))


def _qualified(context: Context, first: str, last: str, kinds: tuple[str, ...]) -> list[Declared]:
    """`岗位.书记` (a kind word), or `社区.书记` (something that stands at 社区)."""
    found = context.names.find(last, kinds)
    kind = kind_words().get(first)
    of_kind = [declared for declared in found if declared.kind == kind]
    if of_kind:
        return of_kind
    if context.names.by_name.get(first):
        return found
    return []


def unknown_name(context: Context, token: Token, kinds: tuple[str, ...]) -> None:
    """Report a name nothing declares, with near names or the split that was meant."""
    name = components(token)[-1]
    if name in context.names.lost:
        return
    split = glued(context, name)
    if split is not None:
        context.report("GOV403", token, name=name, split=split, fix=split)
        return
    level = context.names.units.get(name)
    if level is not None:
        context.report("GOV407", token, name=name, level=level, wanted=kinds_text(kinds))
        return
    other = context.names.by_name.get(name)
    if other:
        labels = (Label(other[0].span, "declared"),)
        context.report(
            "GOV404",
            token,
            labels=labels,
            name=name,
            wanted=kinds_text(kinds),
            kind=kinds_text((other[0].kind,)),
        )
        return
    names = near(name, context.names.of(kinds))
    context.report("GOV401", token, suggestions=names, name=name, wanted=kinds_text(kinds))


def glued(context: Context, name: str) -> str | None:
    """`社区据求索` → `社区 据 求索`, where the first part is declared and a clause word follows."""
    for set_name in ("clause", "logic", "strength"):
        for term in word_set(set_name).values():
            for word in term.spellings:
                if word.isascii():
                    continue
                at = name.find(word, 1)
                if at > 0 and name[:at] in context.names.by_name:
                    rest = name[at + len(word) :]
                    return f"{name[:at]} {word} {rest}".rstrip()
    return None


def clause_apart(written: str) -> str | None:
    """`据求索` → `据 求索`: a clause word stuck to what follows it."""
    for term in word_set("clause").values():
        for word in term.spellings:
            if not word.isascii() and len(written) > len(word) and written.startswith(word):
                return f"{word} {written[len(word) :]}"
    return None


def kinds_text(kinds: tuple[str, ...]) -> Both:
    """The words of some kinds, for a message of either tongue."""
    rows = kind_rows()
    known = [rows[kind] for kind in kinds if kind in rows]
    return Both("、".join(row.zh for row in known), ", ".join(row.en for row in known))
