"""Places in sources and document numbers: many printed spellings, one normal form.

`第十二条第二款第（一）项` and `光街发[2026]3号` go in; a `Place` with its parts, or the number with
its proper brackets, comes out. Whether the source has such a place is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from govkit.values.reading import numerals
from govkit.values.reading.misread import Misread
from govkit.values.reading.patterns import LONGEST

_LEVELS = "编|章|节|条|款|项|目|部分|点|段|页|行|表|图|附件|附录"
_ENGLISH = {
    **{"part": "部分", "chapter": "章", "section": "节", "article": "条", "art": "条"},
    **{"paragraph": "款", "para": "款", "item": "项", "page": "页", "p": "页", "line": "行"},
    **{"table": "表", "figure": "图", "annex": "附件", "appendix": "附录"},
}
_BEFORE_NUMBER = ("之", "表", "图", "附件", "附录")
_NUMBER = rf"[0-9]{{1,6}}|[{numerals.CHINESE}]{{1,9}}"
_PART = re.compile(
    rf"第?\s*+(?:\(\s*+)?(?P<number>{_NUMBER})\s*+(?:\)\s*+)?"
    rf"(?P<level>{_LEVELS})(?:之(?P<inserted>{_NUMBER}))?\s*+"
    rf"|(?P<named>表|图|附件|附录)\s*+(?P<named_number>{_NUMBER})\s*+"
    rf"|(?P<word>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\.?\s*+"
    r"\(?(?P<word_number>[0-9]{1,6})\)?,?\s*+",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?P<issuer>[^\s\[\](){}〔〕【】0-9][^\s\[\](){}〔〕【】]*?)\s*+"
    r"[\[(〔【﹝]\s*+(?P<year>[0-9]{4})年?\s*+[\])〕】﹞]\s*+"
    r"(?:第\s*+)?(?P<number>[0-9]{1,6})\s*+号"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: its normal text and, for numbered places, `(level, number)` pairs.

    `12条2款1项` has the parts (条, 12), (款, 2), (项, 1); an article inserted later, `12条之1`, has
    (条, 12), (之, 1). A heading in words has no parts.
    """

    text: str
    parts: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=4096)
def read_place(text: str) -> Place | Misread:
    """Read a place: `第十二条第二款第（一）项`, `art. 12 para. 2`, or a heading in words."""
    plain = numerals.narrow(text).strip()
    if not plain:
        return Misread("not_a_place", 0, len(text))
    parts: list[tuple[str, int]] = []
    at = 0
    while len(plain) <= LONGEST and (match := _PART.match(plain, at)):
        found = _parts(match)
        if found is None:
            return Misread("not_a_place", match.start(), match.end())
        parts += found
        at = match.end()
    if at < len(plain):
        return Place(text.strip())
    return Place(_normal(parts), tuple(parts))


def _parts(match: re.Match[str]) -> list[tuple[str, int]] | None:
    if match["word"]:
        return [(_ENGLISH[match["word"].lower()], int(match["word_number"]))]
    level = match["level"] or match["named"]
    number = numerals.ordinal(match["number"] or match["named_number"])
    if number is None:
        return None
    if not match["inserted"]:
        return [(level, number)]
    inserted = numerals.ordinal(match["inserted"])
    return None if inserted is None else [(level, number), ("之", inserted)]


def _normal(parts: list[tuple[str, int]]) -> str:
    text = ""
    for level, number in parts:
        part = f"{level}{number}" if level in _BEFORE_NUMBER else f"{number}{level}"
        text += f"第{part}" if text[-1:].isdigit() and part[0].isdigit() else part
    return text


@lru_cache(maxsize=1024)
def read_document_number(text: str) -> str | Misread:
    """Read a document number and give it the brackets of the standard: `光街发〔2026〕3号`."""
    plain = numerals.narrow(text).strip()
    match = _DOCUMENT.fullmatch(plain) if len(plain) <= LONGEST else None
    if match is None:
        return Misread("not_a_place", 0, len(text))
    return f"{match['issuer']}〔{match['year']}〕{int(match['number'])}号"
