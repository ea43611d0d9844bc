"""What is wrong with one statement that does not parse, said in the words of the language.

Lark's exception and the stretch of the statement enter, one finding leaves. The slips of an input
method come first, because they are what policy staff type most.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from govkit.diagnostics import Diagnostic, Fix
from govkit.diagnostics.catalogue import severity_of
from govkit.source import SourceFile, Span
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import field_words, kind_words, kinds
from govkit.vocabulary.words import word_set

_LESS = re.compile(r"[《〈](?=[ \t\u3000]*\d)")
_MORE = re.compile(r"[》〉](?=[ \t\u3000]*\d)")
_DASHES = re.compile(r"(?<=\w)——+(?=[^\W\d])")
_NUMBERING = re.compile(
    r"(?:\d+[.．、)）](?!\d)|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|[•·●○*-]"
    r"|[①-⑳㈠-㈩⒈-⒛]|第[一二三四五六七八九十百\d]+条(?=[ \t\u3000]))[ \t\u3000]*+"
)
_NUMBERED_ON = re.compile(
    rf"[ \t\u3000\r\n]*+(?:[；;、，,。][ \t\u3000\r\n]*+)?{_NUMBERING.pattern}"
    r"([^；;、，,。\n{}｛｝①-⑳]++)"
)
_RANGE = re.compile(
    r"第?\d[\w.]{0,20}?([ \t\u3000]{0,4}(?:[∼―‒─〜]|[~～—–-]{1,4})[ \t\u3000]{0,4})\d[\w.]{0,20}"
    r"(?![-/\w.])"
)
_AND_CITED = (
    r"(?<![ \t\u3000])(?:[ \t\u3000]*+[、，,][ \t\u3000]*+"
    r"|[ \t\u3000]++(?:和|及|以及|and)[ \t\u3000]++)"
)
_MORE_CITED = re.compile(rf"(?:{_AND_CITED}[^\s、，,；;{{}}｛｝]++)++")
_HEAD_COLON = re.compile(r"(\w+)[ \t\u3000]+([^\s:：]+)[ \t\u3000]*[:：][ \t\u3000]*$")
_LONE_DOUBT = re.compile(r"(?:^|[ \t\u3000])(存疑|doubt)[ \t\u3000]*(?![\"“”＂])")
_CITED = re.compile(r"(?:^|[ \t\u3000])(?:据|cite)[ \t\u3000]*(\S+)$")
_HOUR = re.compile(r"[0-9０-９]{1,2}[:：][0-9０-９]{2}")
_BEFORE_FIGURES = frozenset(["since", "until", "chance"])  # clauses that take days or shares
_CITE_AT = re.compile(r"(?<!\w)(据|cite)[ \t\u3000]*[^\s、，,]+$")
_PLACE = re.compile(r"第\S*[条款项章节页]")
_AMOUNT_TAIL = re.compile(r"(?:以上|以下|以内|以外|左右|余|多|元|个|名|人|户|日|天)\S*\s*$")
_ARROWED = frozenset({"outcome", "ceiling", "mix", "weights", "bands", "cells", "severities"})
_ARROWED |= {"chances", "weighting"}
_OPENING = '"“”＂'
_BLANKS = " \t\u3000\u00a0\r\n"
_UNSEEN = frozenset(["Cf", "Cc", "Co", "Cn", "Zl", "Zp"])


def mistake(
    source: SourceFile, start: int, end: int, is_field: bool, error: UnexpectedInput
) -> Diagnostic:
    """The one finding of a statement from `start` to `end`."""
    at = _position(error, start, end)
    return (
        _invisible(source, start, end)
        or _slip(source, start, end)
        or _quote(source, start, end, at)
        or _without_word(source, start, end, is_field)
        or _heading(source, start, end)
        or _beside(source, start, end, at, is_field)
        or _missing(source, start, end, at, is_field)
        or _strange_character(source, at, error)
        or _leftover(source, start, end, at, is_field)
    )


def _position(error: UnexpectedInput, start: int, end: int) -> int:
    if isinstance(error, UnexpectedCharacters):
        at = error.pos_in_stream
    elif isinstance(error, UnexpectedToken) and error.token.type != "$END":
        at = error.token.start_pos
    else:
        at = end
    at = end if at is None else at
    return min(max(at, start), end)


def _invisible(source: SourceFile, start: int, end: int) -> Diagnostic | None:
    """A character that nobody can see, outside quotation marks; it is named."""
    bare = _without_quotes(source.text[start:end])
    for offset, character in enumerate(bare):
        if character in _BLANKS or unicodedata.category(character) not in _UNSEEN:
            continue
        place = Span(source, start + offset, start + offset + 1)
        name = unicodedata.name(character, "")
        shown = f"{name} (U+{ord(character):04X})" if name else f"U+{ord(character):04X}"
        return _finding("GOV116", place, Fix(place, ""), name=shown)
    return None


def _slip(source: SourceFile, start: int, end: int) -> Diagnostic | None:
    """Marks an input method gives instead of the one that was meant."""
    bare = _without_quotes(source.text[start:end])
    for pattern, sign in ((_LESS, "<"), (_MORE, ">")):
        match = pattern.search(bare)
        if match:
            place = Span(source, start + match.start(), start + match.end())
            return _finding("GOV110", place, Fix(place, sign), mark=place.text, sign=sign)
    if (spread := _range(source, start, end, bare)) is not None:
        return spread
    match = _DASHES.search(bare)
    if match:
        place = Span(source, start + match.start(), start + match.end())
        colon = re.search(r"[:：]", bare)
        if colon is not None and colon.start() < match.start():
            return _finding("GOV118", place, Fix(place, " → "), mark=place.text)
        return _finding("GOV111", place, Fix(place, "_"), mark=place.text)
    return None


def _range(source: SourceFile, start: int, end: int, bare: str) -> Diagnostic | None:
    """`1 ~ 2名`, `1―2名`: a range with another dash, or with blanks around it."""
    text = source.text[start:end]
    for match in _RANGE.finditer(bare):
        for dash in ("—", "至"):
            at, stop = match.span(1)
            if _parses(text[:at] + dash + text[stop:], is_field=True):
                place = Span(source, start + match.start(), start + match.end())
                fixed = text[match.start() : at] + dash + text[stop : match.end()]
                args = {"mark": match.group(1).strip(_BLANKS)}
                return Diagnostic("GOV118", severity_of("GOV118"), place, args, (), (fixed,),
                                  Fix(place, fixed))  # fmt: skip
    return None


def _numbered(source: SourceFile, start: int, end: int) -> Diagnostic | None:
    """`职能：（一）宣传；（二）调解`: a list with its numbering, told once with the list alone."""
    colon = re.compile(r"[:：][ \t\u3000]*").search(source.text, start, end)
    first = _NUMBERING.match(source.text, colon.end(), end) if colon else None
    if colon is None or first is None or first.group()[0] in "•·●○*-":
        return None
    items: list[str] = []
    at = colon.end()
    while match := _NUMBERED_ON.match(source.text, at):
        items.append(match.group(1).strip(_BLANKS))
        at = match.end()
    word = source.text[start : colon.start()].strip(_BLANKS)
    mark, comma = (": ", ", ") if word.isascii() else ("：", "、")
    fixed = f"{word}{mark}{comma.join(items)}"
    alone = len(items) < 2 and first.group()[0].isdigit()  # 1.平方公里 is a figure
    if not items or alone or not _parses(fixed, is_field=True):
        return None
    place = Span(source, start, start + len(source.text[start:at].rstrip(_BLANKS)))
    args = {"mark": first.group().strip(_BLANKS)}
    return Diagnostic("GOV126", severity_of("GOV126"), place, args, (), (fixed,), Fix(place, fixed))


def _heading(source: SourceFile, start: int, end: int) -> Diagnostic | None:
    """What Word leaves in front of a line or an item, and heads that are written as fields."""
    text = source.text[start:end]
    if (numbered := _numbered(source, start, end)) is not None:
        return numbered
    match = _NUMBERING.match(text)
    if match:
        place = Span(source, start, start + match.end())
        return _finding("GOV126", place, Fix(place, ""), mark=place.text.strip(_BLANKS))
    match = _HEAD_COLON.match(text)
    if match and match.group(1) in kind_words():
        place = Span(source, start, end)
        return _finding("GOV120", place, head=f"{match.group(1)} {match.group(2)}")
    return None


def _without_word(source: SourceFile, start: int, end: int, is_field: bool) -> Diagnostic | None:
    """A value that no field stands before: `3个工作日内办结`."""
    place = Span(source, start, end)
    written = place.text
    if is_field and not _HOUR.match(written):
        return None
    if re.match(r"[^\W\d]", written):
        return None
    if not _parses(f"_：{written}", is_field=True):
        return None
    return _finding("GOV132", place, written=written.strip(_BLANKS))


def _beside(source: SourceFile, start: int, end: int, at: int, is_field: bool) -> Diagnostic | None:
    """Something familiar that stands one blank, bracket or mark away from its right place."""
    text, before = source.text[start:end], source.text[start:at].rstrip(_BLANKS)
    rest = source.text[at:end]
    if not rest:
        return None
    place = Span(source, at, end)
    doubt = _LONE_DOUBT.search(before + rest)
    if doubt and start + doubt.start() <= at:
        return _finding("GOV125", Span(source, start + doubt.start(), end), word=doubt.group(1))
    if rest[:1] == "《" and not is_field:
        return _finding("GOV121", place, title=rest.strip(_BLANKS))
    cited = _CITED.search(before)
    if cited and _PLACE.match(rest):
        split = f"{cited.group(1)}·{rest.split()[0]}"
        begin = start + cited.start(1)
        place = Span(source, begin, at + len(rest.split()[0]))
        args = {"written": rest}
        return Diagnostic("GOV127", severity_of("GOV127"), place, args, (), (split,),
                          Fix(place, split))  # fmt: skip
    source_of = _CITE_AT.search(before)
    more = _MORE_CITED.match(source.text, start + len(before), end)
    if source_of and more:
        word = source_of.group(1)
        others = re.split(_AND_CITED, more.group())[1:]
        fixed = " ".join([source_of.group(), *(f"{word} {one}" for one in others)])
        begin = start + source_of.start(1)
        place = Span(source, begin, more.end())
        if _parses(source.text[start:begin] + fixed + source.text[more.end() : end], is_field):
            return Diagnostic("GOV133", severity_of("GOV133"), place, {"written": place.text}, (),
                              (fixed,), Fix(place, fixed))  # fmt: skip
    if rest[:1] in "（(" and is_field:
        return _finding("GOV123", place, remark=rest.strip(_BLANKS))
    if _AMOUNT_TAIL.match(rest) or re.search(r"(?:约|近|超|逾|每[周月季年日])$", before):
        return _finding("GOV122", Span(source, at, end), written=text.strip(_BLANKS))
    if rest[:1] in "、，," and not is_field:
        return _finding("GOV124", place, written=text.strip(_BLANKS))
    return None


def _quote(source: SourceFile, start: int, end: int, at: int) -> Diagnostic | None:
    """A quotation mark or name bracket without its partner on the line."""
    bare = _without_quotes(source.text[start:end])
    for offset, character in enumerate(bare):
        if character in _OPENING:
            place = Span(source, start + offset, start + offset + 1)
            return _finding("GOV103", place, mark=character)
        if character in "《「`":
            place = Span(source, start + offset, start + offset + 1)
            return _finding("GOV112", place, mark=character)
    depth: list[int] = []
    for offset, character in enumerate(bare):
        if character in "(（":
            depth.append(offset)
        elif character in ")）":
            if not depth:
                place = Span(source, start + offset, start + offset + 1)
                return _finding("GOV113", place, mark=character)
            depth.pop()
    if depth:
        place = Span(source, start + depth[-1], start + depth[-1] + 1)
        return _finding("GOV114", place, mark=place.text)
    return None


def _missing(
    source: SourceFile, start: int, end: int, at: int, is_field: bool
) -> Diagnostic | None:
    """The statement ends, or a mark stands, where something should have been said."""
    text = source.text[start:end]
    if is_field:
        colon = re.search(r"[:：]", text)
        rest = text[colon.end() :].strip(_BLANKS) if colon else ""
        if colon and not rest:
            place = Span(source, start, end)
            return _finding("GOV105", place, word=text[: colon.start()].strip(_BLANKS))
        if colon and at <= start + colon.start():
            place = Span(source, start, start + colon.start())
            return _finding("GOV107", place, written=place.text.strip(_BLANKS))
        second = re.compile(r"[:：]").search(source.text, at) if colon else None
        if colon and second and second.start() == at and at < end:
            word = text[: colon.start()].strip(_BLANKS)
            if word in _arrow_words():
                return _finding("GOV342", Span(source, at, at + 1), word=word)
            return _finding("GOV108", Span(source, at, at + 1), mark=source.text[at])
    if at >= end:
        last = text.rstrip(_BLANKS)
        place = Span(source, start + len(last) - 1 if last else start, start + len(last))
        return _finding("GOV106", place, last=place.text)
    return None


@lru_cache(maxsize=1)
def _arrow_words() -> frozenset[str]:
    """The words of fields that take arrows, and no other value anywhere."""
    types = {
        word: {row.type for kind in kinds() if (row := field_words(kind).get(word)) is not None}
        for kind in kinds()
        for word in field_words(kind)
    }
    return frozenset(word for word, found in types.items() if found <= _ARROWED)


def _strange_character(source: SourceFile, at: int, error: UnexpectedInput) -> Diagnostic | None:
    """A character the language has no use for."""
    if isinstance(error, UnexpectedEOF) or at >= len(source.text):
        return None
    place = Span(source, at, at + 1)
    if isinstance(error, UnexpectedCharacters):
        return _finding("GOV117", place, mark=place.text)
    return None


def _leftover(source: SourceFile, start: int, end: int, at: int, is_field: bool) -> Diagnostic:
    """Something stands where the statement could have ended: two values side by side."""
    piece = re.compile(r"[^\s;；。,，、:：{}｛｝()（）]+").match(source.text, at, end)
    place = Span(source, at, piece.end() if piece else min(at + 1, end))
    written = place.text
    before, behind = source.text[start:at], source.text[place.end : end]
    near = tuple(n for n in _near_clause(written) if _parses(before + n + behind, is_field))
    return Diagnostic("GOV109", severity_of("GOV109"), place, {"written": written}, (), near, None)


def _parses(text: str, is_field: bool) -> bool:
    """Whether a text is one statement."""
    try:
        parser().parse(text, start="field_alone" if is_field else "head_alone")
    except UnexpectedInput:
        return False
    return True


def _near_clause(written: str) -> tuple[str, ...]:
    """Clause words the leftover may have been meant as: `据求索` → `据 求索`."""
    found = []
    for set_name in ("clause", "strength", "logic", "tail"):
        for name, term in word_set(set_name).items():
            for word in term.spellings:
                if name in _BEFORE_FIGURES and not written[len(word) :][:1].isdigit():
                    continue
                if len(written) > len(word) and written.startswith(word):
                    found.append(f"{word} {written[len(word) :]}")
    return tuple(sorted(set(found), key=len)[:3])


def _without_quotes(text: str) -> str:
    """The text with everything between paired quotation marks and in comments blanked out."""
    blanked = re.sub(
        r'"[^"\n]*"|“(?:[^“”\n]++|“[^“”\n]*”)*+”|”[^“”\n]*[“”]|＂[^＂\n]*＂|《[^《》\n]*》|「[^「」\n]*」'
        r"|`[^`\n]*`|[#＃][^\n]*",
        lambda match: " " * len(match.group()),
        text,
    )
    return blanked


def _finding(code: str, span: Span, fix: Fix | None = None, **args: str) -> Diagnostic:
    return Diagnostic(code, severity_of(code), span, dict(args), (), (), fix)
