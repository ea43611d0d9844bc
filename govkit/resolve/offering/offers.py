"""Offers: each finding with the statements that may have been meant, all of them tried.

The findings of a text enter, with its statements; the same findings leave. What was suggested and
cannot be read where it would stand is taken out, and so is what changes a figure; a value without
its field, one in the wrong field and several in one get the statements that they would make.
"""

from __future__ import annotations

import re
from dataclasses import replace

from govkit.diagnostics import Both, Diagnostic, Filler, Fix
from govkit.diagnostics.catalogue import severity_of
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.heads import Outline
from govkit.resolve.declaring.near import near
from govkit.resolve.offering.forms import Forms
from govkit.resolve.offering.standing import Standing, Standings, stated
from govkit.resolve.offering.trials import reads, told
from govkit.resolve.reading.phrases import whole
from govkit.source import Span
from govkit.syntax.nodes import Block, Field, end_of, start_of
from govkit.values.reading.numerals import narrow
from govkit.vocabulary.kinds import field_words, fields_of, kinds

_WITHOUT_FIELD = frozenset(["GOV132", "GOV208"])
# Where a brace is missing, the block that a lone value stands in is a guess.
_OF_BRACES = frozenset(["GOV101", "GOV102", "GOV128"])
_OF_VALUES = frozenset(
    ["GOV301", "GOV302", "GOV310", "GOV312", "GOV314", "GOV315", "GOV316", "GOV331", "GOV356"]
)
# What is told about a value in its right field: that a name in it is not known.
_OF_NAMES = frozenset(["GOV401", "GOV402", "GOV403", "GOV404"])
# A line of an author's own in a block of items; what an item of such a block is given.
_WITHOUT_ITEM = frozenset(["GOV201", "GOV202", "GOV208", "GOV215"])
_ITEMS = {"assessment": "points", "list": "limit"}
_NAMED = re.compile(
    r"(?P<name>[^\W\d]+)(?:[ \t\u3000]*[:：][ \t\u3000]*|[ \t\u3000]*)[（(]?"
    r"(?P<amount>[0-9０-９][^\s（）()；;，,、]*)[）)]?"
)
_ALIKE = 0.6  # of the letters of a word that was misspelt
_LONG = 1_000  # code points of a statement that is read once more for each of its findings
_FIGURES = re.compile(r"[0-9]+")
_CLOSER = re.compile(r"\s*[)）}｝]")
_CASE = re.compile(
    r"([^\W\d]{1,12}?)(?:的|[ \u3000])?((?:不超过|至少|至多|约)?[0-9０-９].*)", re.DOTALL
)


def offered(outline: Outline, found: list[Diagnostic]) -> None:
    """Put into the findings about a text what may have been meant."""
    for part in outline.parts:
        source = part.context.source
        own = [n for n, one in enumerate(found) if one.span and one.span.source is source
               and one.severity == "error"]  # fmt: skip
        if not own:
            continue
        standings = Standings(source.text, part.document.statements)
        guessed = any(found[n].code in _OF_BRACES for n in own)
        for number in own:
            span = found[number].span
            standing = standings.at(span.start) if span is not None else None
            if standing is not None and not (guessed and found[number].code in _WITHOUT_FIELD):
                found[number] = _Offer(part.context, standing).to(found[number])


class _Offer:
    """What may have been meant in one place."""

    def __init__(self, context: Context, standing: Standing) -> None:
        self.context = context
        self.standing = standing
        self.text = context.source.text

    def to(self, found: Diagnostic) -> Diagnostic:
        """The finding with what can be read there."""
        statement = self.standing.statement
        if found.code in _WITHOUT_ITEM and (item := self._item(found)) is not None:
            return item
        if found.code in _WITHOUT_FIELD:
            return self._without_field(found)
        if not isinstance(statement, Field):
            return found
        found = self._proved(found, statement)
        if found.code in _OF_VALUES and (
            not found.suggestions or found.code in ("GOV302", "GOV312")
        ):
            return self._elsewhere(found, statement)
        return found

    # ── what was suggested is tried ──
    def _proved(self, found: Diagnostic, field: Field) -> Diagnostic:
        if found.span is None or not (found.suggestions or found.fix):
            return found
        span = _quoted(found, found.span)
        if self._end(field) - field.start > _LONG or span.end > field.end:
            return found
        found = replace(found, span=span)
        if span.end <= end_of(field.word):
            return replace(found, suggestions=self._words(field, found.suggestions))
        kept = tuple(text for text in found.suggestions if self._mends(field, span, text))
        fix = found.fix
        if fix is not None and not self._mends(field, fix.span, fix.text):
            fix = None
        return replace(found, suggestions=kept, fix=fix)

    def _words(self, field: Field, words: tuple[str, ...]) -> tuple[str, ...]:
        """Of words for a field those that are not used yet and take its value.

        Where none takes it, all that are not used yet, unless a figure in it says what it is.
        """
        known, used = field_words(self.standing.kind), self._stated()
        free = tuple(w for w in words if w not in known or known[w].id not in used)
        behind = self.text[end_of(field.word) : self._end(field)]
        fitting, others = [], []
        for word in free:
            again = told(self.context, self.standing, word + behind) or []
            if all(one.code in _OF_NAMES for one in again):
                fitting.append(word)
            elif all(one.span is None or one.span.start >= len(word) for one in again):
                others.append(word)  # its value alone is wrong, as it may be for any word
        return tuple(fitting) or (() if _figures(behind) else tuple(others))

    def _mends(self, field: Field, span: Span, text: str) -> bool:
        """Whether nothing is told about a text in the place of what was written."""
        if _figures(span.text) and not _same_figures(span.text, text):
            return False
        new = self.text[field.start : span.start] + text + self.text[span.end : self._end(field)]
        again = told(self.context, self.standing, new)
        if again is None:
            return False
        start = span.start - field.start
        end = start + len(text)
        return not any(
            one.span is not None and one.span.start < end and one.span.end > start for one in again
        )

    def _end(self, field: Field) -> int:
        """The end of a field with the brackets that close behind its last word."""
        end = field.end
        inside = self.text[field.start : end]
        open_ones = sum(map(inside.count, "(（{｛")) - sum(map(inside.count, ")）}｝"))
        while open_ones > 0 and (closer := _CLOSER.match(self.text, end)):
            end, open_ones = closer.end(), open_ones - 1
        return end

    # ── a value without its field ──
    def _without_field(self, found: Diagnostic) -> Diagnostic:
        head, span = self.standing.statement, found.span
        assert span is not None
        around = self.standing
        if isinstance(head, Block) and head.start == span.start:
            if head.body is not None or head.clauses:
                return found
            span = Span(span.source, head.start, head.end)
        elif isinstance(head, Field):
            return found
        written = span.text.strip()
        if written in field_words(around.kind) and whole(written) is None:
            return found
        forms = Forms(self.context, around, self._stated()).all(written)
        if not forms:
            return found
        fix = Fix(span, forms[0]) if len(forms) == 1 else None
        return Diagnostic("GOV132", severity_of("GOV132"), span, {"written": written}, (), forms,
                          fix)  # fmt: skip

    def _item(self, found: Diagnostic) -> Diagnostic | None:
        """`办件质量 40分` in an assessment: an item with what it is worth."""
        amount, span, head = _ITEMS.get(self.standing.kind), found.span, self.standing.statement
        if amount is None or span is None:
            return None
        if head is not None and head.start == span.start:
            if isinstance(head, Block) and head.body is not None:
                return None
            span = Span(span.source, head.start, head.end)
        match = _NAMED.fullmatch(span.text)
        known = found.args.get("elsewhere")
        if match is None or (isinstance(known, Both) and known.zh):
            return None
        if near(match["name"], found.suggestions, _ALIKE):
            return None  # a word of the language was meant
        zh = not match["name"].isascii()
        item, field = kinds()["item"], fields_of("item")[amount]
        text = (f"{item.zh} {match['name']} {{ {field.zh}：{match['amount']} }}" if zh
                else f"{item.en} {match['name']} {{ {field.en}: {match['amount']} }}")  # fmt: skip
        if not reads(self.context, self.standing, text):
            return None
        args = {"written": span.text}
        return Diagnostic("GOV135", severity_of("GOV135"), span, args, (), (text,), Fix(span, text))

    def _stated(self) -> frozenset[str]:
        blocks, kind = self.standing.blocks, self.standing.kind
        words = {word: row.id for word, row in field_words(kind).items() if not row.many}
        return stated(blocks[-1] if blocks else None, words)

    # ── a value in the wrong field, and several in one ──
    def _elsewhere(self, found: Diagnostic, field: Field) -> Diagnostic:
        row = field_words(self.standing.kind).get(str(field.word))
        span = found.span
        if row is None or span is None or span.end > field.value.end or field.value.tail:
            return found
        forms = Forms(self.context, self.standing, self._stated() | {row.id})
        items = [self.text[start_of(item) : end_of(item)] for item in field.value.items]
        if len(items) == 1:
            texts = forms.all(items[0], only_sure=True) if not found.suggestions else ()
            sure = forms.one_told(items[0])
            texts = (sure,) if sure else texts
        elif cases := self._cases(field, items):
            return cases
        else:
            texts = self._split(forms, field, items)
        tail = self.text[field.value.end : field.end]
        texts = tuple(text + tail for text in texts) if len(items) == 1 else texts
        if not texts:
            return found
        place = Span(self.context.source, field.start, field.end)
        fix = Fix(place, texts[0]) if len(texts) == 1 else None
        return replace(found, span=place, suggestions=texts, fix=fix)

    def _split(self, forms: Forms, field: Field, items: list[str]) -> tuple[str, ...]:
        """`频次：每日2次，每次1小时`: a statement for each, where each has a field of its own."""
        word, tail = str(field.word), self.text[field.value.end : field.end]
        colon = self.text[end_of(field.word) : field.value.start]
        made: list[str] = []
        for item in items:
            own = f"{word}{colon}{item}"
            best = forms.one_told(item)
            if best is None and reads(self.context, self.standing, own):
                best = own
            best = best or next(iter(forms.all(item, only_sure=True)), None)
            if best is None:
                return ()
            made.append(best + tail)
        heads = [re.split("[:：]", one)[0] for one in made]
        if len(set(heads)) < len(heads):
            return ()
        mark = "; " if word.isascii() else "；"
        text = mark.join(made)
        return (text,) if reads(self.context, self.standing, text) else ()

    def _cases(self, field: Field, items: list[str]) -> Diagnostic | None:
        """`时限：一般3天，复杂7天`: a statement for each case, where each says its case first."""
        pairs = [match.groups() for item in items if (match := _CASE.fullmatch(item))]
        word = str(field.word)
        colon = self.text[end_of(field.word) : field.value.start]
        if len(pairs) < len(items) or not all(
            reads(self.context, self.standing, f"{word}{colon}{figure}") for _, figure in pairs
        ):
            return None
        words = [case for case, _ in pairs]
        known = self.context.names.words
        owner = next((name for name, own in known.items() if own.keys() >= set(words)), "")
        lang = "en" if word.isascii() else "zh"
        name = owner or _new_name(self.context, lang)
        when, mark = (" when ", "; ") if lang == "en" else (" 当 ", "；")
        tail = self.text[field.value.end : field.end]
        text = mark.join(f"{word}{colon}{figure}{when}{name} = {case}{tail}"
                         for case, figure in pairs)  # fmt: skip
        place = Span(self.context.source, field.start, field.end)
        args: dict[str, Filler] = {"written": place.text, "word": word, "name": name}
        if owner:
            if not reads(self.context, self.standing, text):
                return None
            return Diagnostic("GOV337", severity_of("GOV337"), place, args, (), (text,),
                              Fix(place, text))  # fmt: skip
        listed = Both.listed(words)
        args |= {"cases": listed, "text": text}
        return Diagnostic("GOV338", severity_of("GOV338"), place, args)


def _new_name(context: Context, lang: str) -> str:
    """A name for what the cases differ in that nothing has yet."""
    name, number = ("situation" if lang == "en" else "情形"), 2
    while context.names.by_name.get(name):
        name, number = f"{name.rstrip('0123456789')}{number}", number + 1
    return name


def _quoted(found: Diagnostic, span: Span) -> Span:
    """The place of the name alone that is not known, inside of what it was found in."""
    name = found.args.get("name")
    text = span.text
    if found.fix is not None or not isinstance(name, str) or text.count(name) != 1:
        return span
    start = span.start + text.index(name)
    return Span(span.source, start, start + len(name))


def _figures(text: str) -> list[str]:
    return _FIGURES.findall(narrow(text))


def _same_figures(old: str, new: str) -> bool:
    """Whether every figure of a text stands in another one; `3个半小时` is 3.5."""
    return _figures(old) == _figures(new) or ("半" in old and _figures(new)[:1] == _figures(old))
