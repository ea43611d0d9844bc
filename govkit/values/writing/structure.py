"""Short forms of what is made of words and references: lists, formulas, chains, maps, texts.

A value and a writer enter, its text leaves; names are asked of the writer.
"""

from __future__ import annotations

from govkit.values.structure import (
    Arrow,
    Chain,
    Chosen,
    Distribution,
    Formula,
    LedWords,
    Mapping,
    Ref,
    Refs,
    Roster,
    Term,
    Text,
    Word,
    Words,
)
from govkit.values.wording import wording
from govkit.values.writing.writer import Writer, spell

_FIRST_UNITS = 3


@spell.register
def _(value: Text, writer: Writer) -> str:
    if writer.lang == "en" and '"' not in value.text:
        return f'"{value.text}"'
    for mark, closing in (("“", "”"), ('"', '"')):
        if mark not in value.text and closing not in value.text:
            return f"{mark}{value.text}{closing}"
    return f"“{value.text}”"


@spell.register
def _(value: Word, writer: Writer) -> str:
    return writer.name(value.word)


@spell.register
def _(value: Chosen, writer: Writer) -> str:
    return writer.joined([writer.name(word) for word in value.words])


def _tail(tail: str, total: int | None, writer: Writer) -> str:
    if not tail:
        return ""
    word = wording("tail", tail, writer.lang)
    count = "" if total is None else str(total)
    return f" {word}{' ' if count and writer.lang == 'en' else ''}{count}"


@spell.register
def _(value: Words, writer: Writer) -> str:
    if not value.words:
        total = value.total
        return "" if total is None else f"{total}{writer.pick('项', ' items')}"
    return writer.joined(list(value.words)) + _tail(value.tail, value.total, writer)


@spell.register
def _(value: LedWords, writer: Writer) -> str:
    arrow = writer.pick(" → ", " -> ")
    written = []
    for word, ends in zip(value.words, value.ends, strict=True):
        names = [writer.name(end) for end in ends]
        right = names[0] if len(names) == 1 else f"{{{writer.joined(names)}}}"
        written.append(f"{word}{arrow}{right}" if names else word)
    return writer.joined(written) + _tail(value.tail, value.total, writer)


@spell.register
def _(value: Ref, writer: Writer) -> str:
    return writer.name(value.ref)


@spell.register
def _(value: Roster, writer: Writer) -> str:
    """Read back, this is a list of names: a roster itself stands in a table."""
    names = [entry.name for entry in value.entries[:_FIRST_UNITS]]
    more = len(value.entries) > len(names)
    return writer.joined(names) + _tail("and_more" if more else "", len(value.entries), writer)


@spell.register
def _(value: Refs, writer: Writer) -> str:
    names = writer.joined([writer.name(ref) for ref in value.refs])
    if value.mode:
        names = f"{wording('function', value.mode, writer.lang)}({names})"
    bound = writer(value.bound) + (" " if names else "") if value.bound else ""
    return bound + names + _tail(value.tail, value.total, writer)


@spell.register
def _(value: Term, writer: Writer) -> str:
    any_number = wording("word", "any_number", "en")
    number = any_number if value.number is None else writer(value.number)
    names = list(value.words)
    if len(names) > 1:
        return f"{number} {{{writer.joined(names)}}}"
    return f"{number} {names[0]}" if names else number


@spell.register
def _(value: Formula, writer: Writer) -> str:
    return " + ".join(writer(term) for term in value.terms)


@spell.register
def _(value: Chain, writer: Writer) -> str:
    chain = writer.pick(" → ", " -> ").join(writer.name(ref) for ref in value.refs)
    return chain + _tail("total" if value.total is not None else "", value.total, writer)


@spell.register
def _(value: Arrow, writer: Writer) -> str:
    keys = [writer(key) for key in value.keys]
    left = keys[0] if len(keys) == 1 else f"({writer.joined(keys)})"
    ends = [writer(end) for end in value.to]
    right = ends[0] if len(ends) == 1 else f"{{{writer.joined(ends)}}}"
    return f"{left}{writer.pick(' → ', ' -> ')}{right}"


@spell.register
def _(value: Mapping, writer: Writer) -> str:
    return writer.pick("，", ", ").join(writer(entry) for entry in value.entries)


@spell.register
def _(value: Distribution, writer: Writer) -> str:
    name = wording("function", value.name, writer.lang)
    parameters = ", ".join(writer(parameter) for parameter in value.parameters)
    return f"{name}({parameters})"
