"""Conditions as sentences quote them: an expression enters, its words in both tongues leave.

Names of the author stand as they are; kinds, fields, events and moves in the word of each tongue.
Whether the condition holds is not known here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from govkit.diagnostics import Both
from govkit.values.expression import Call, Expression, Infix, Name
from govkit.values.units import Lang
from govkit.values.writing import write
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.words import word_set

# What a reference of a kind names, where it is a word of the language.
_SETS = {"event": "trigger+event", "move": "move", "story": "story_fact", "progress": "progress",
         "manner": "manner"}  # fmt: skip


def condition_words(value: Expression) -> Both:
    """A condition as a text writes it, in the words of each tongue."""
    zh = write(_spoken(value, "zh"), "zh", partial(_said, lang="zh"))
    return Both(zh, write(_spoken(value, "en"), "en", partial(_said, lang="en")))


def _spoken(value: Expression, lang: Lang) -> Expression:
    """The fields in it under their words: `网格.规模`, not `网格.size`."""
    if isinstance(value, Name) and value.field:
        row = fields_of(value.ref.partition(":")[0]).get(value.field)
        return replace(value, field=row.word(lang)) if row is not None else value
    if isinstance(value, Infix):
        return replace(value, left=_spoken(value.left, lang), right=_spoken(value.right, lang))
    if isinstance(value, Call):
        return replace(value, arguments=tuple(_spoken(one, lang) for one in value.arguments))
    return value


def _said(ref: str, lang: Lang) -> str:
    """The name in a reference; the word where it is one of the language."""
    kind, _, name = ref.partition(":")
    if kind == "case":
        return kinds()[name].word(lang)
    sets = _SETS.get(kind)
    term = word_set(sets).get(name) if sets else None
    return term.word(lang) if term is not None else name
