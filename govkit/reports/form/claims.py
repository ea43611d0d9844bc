"""What a row and the sentence of a sheet can say of where things come from, and what they cannot.

Claims and origins of a model enter, words for a cell or a sentence leave, or None where no words
say it.
"""

from __future__ import annotations

import re

from govkit.model.naming import Pen
from govkit.model.statement import Claim, Origin
from govkit.model.strength import Strength
from govkit.vocabulary.words import word_set

_PLAIN = re.compile(r"[\w（）()]+(?:·[\w（）()]+)*")
_QUOTES = re.compile(r"[\"“”＂\n]")
_WORDS = {"assumed": "assume", "proposed": "proposed"}


def plain(claim: Claim, origin: Origin, strength: Strength | None) -> bool:
    """Whether a claim says nothing beside its value but this origin and, perhaps, this strength."""
    clauses = (claim.since, claim.until, claim.when, claim.chance)
    return (
        claim.origin == origin
        and claim.strength in (None, strength)
        and all(one is None for one in clauses)
        and not claim.doubts
        and not claim.approvals
    )


def clause(pen: Pen, whole: Origin, own: Origin) -> str | None:
    """What a sentence ends with so that its rows rest on `own`, in a block that rests on `whole`:
    ` 据 办法·附件`, ` 假设 "尚未普查"`, nothing where the two are one."""
    if own == whole:
        return ""
    said = f"{own.quotation}{own.remark}"
    if _QUOTES.search(said):
        return None
    if own.kind == "cited":
        place = cited(own)
        if not _PLAIN.fullmatch(place):
            return None
        word = f"{word_set('clause')['cite'].word(pen.lang)} {place}"
    elif own.kind in _WORDS:
        word = word_set("clause")[_WORDS[own.kind]].word(pen.lang)
    else:
        return None
    return f' {word} "{said}"' if said else f" {word}"


def cell(whole: Origin, own: Origin) -> str | None:
    """The cell 据 of a row that rests on `own`, where the sentence says `whole`; empty where the
    two are one."""
    if own == whole:
        return ""
    said = own.kind == "cited" and not own.quotation and not own.remark and "·" not in own.source
    return cited(own) if said else None


def cited(origin: Origin) -> str:
    """`办法·第三条`, the source alone where no place is given."""
    return f"{origin.source}·{origin.place}" if origin.place else origin.source
