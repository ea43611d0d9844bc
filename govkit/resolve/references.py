"""References: from a written name to the `kind:name` of something declared.

A field accepts some kinds; an unknown or ambiguous name is one finding, with near names and, where
a clause word was glued to the name, the split that was probably meant.
"""

from __future__ import annotations

from govkit.diagnostics import Both, Label
from govkit.resolve.context import Context
from govkit.resolve.names import Declared, components
from govkit.resolve.near import near
from govkit.syntax.nodes import Operand, Token
from govkit.vocabulary.kinds import kind_words
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
