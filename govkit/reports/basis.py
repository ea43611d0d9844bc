"""The words that all reports share: numbers of headings, the basis of a row, the legend of marks.

Numbers, claims and a model enter, ready words leave. What a row is about and where its words stand
is said by each report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from govkit.model.articles import numeral
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.naming import Pen
from govkit.model.source import Source
from govkit.model.statement import Attribute, Claim, Entity
from govkit.reports.wanted import Wanted
from govkit.values import Words
from govkit.values.reading.numerals import chinese
from govkit.values.units import Lang

T = TypeVar("T")

_NUMBERS = re.compile(r"(之)?([0-9]+|[零〇一二三四五六七八九十百千]+)")
# The sign behind a value that is assumed or proposed, as the official pen writes it.
STAR = {"zh": "＊", "en": "*"}
NOTHING = "—"  # what stands in a cell of which nothing is said
_BARE = {
    "proposed": ("拟定", "proposed"),
    "assumed": ("假设", "assumed"),
    "derived": ("推算", "derived"),
    "none": ("未注", "not stated"),
}


def chapter(number: int, title: str, lang: Lang) -> str:
    """The heading of a chapter: `一、职责清单`, `1. Duties`."""
    return f"{numeral(number)}、{title}" if lang == "zh" else f"{number}. {title}"


def section(outer: int, number: int, title: str, lang: Lang) -> str:
    """The heading inside a chapter: `（一）社区权力`, `1.1 Powers`."""
    return f"（{numeral(number)}）{title}" if lang == "zh" else f"{outer}.{number} {title}"


def points(texts: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """The points of one cell, numbered where they are several: `1．受理`, `1. receiving`."""
    found = tuple(texts)
    dot = "．" if lang == "zh" else ". "
    return tuple(f"{n}{dot}{one}" for n, one in enumerate(found, 1)) if len(found) > 1 else found


def claims_of(entity: Entity, *, leave_out: Iterable[str] = ("note", "alias")) -> Iterator[Claim]:
    """What is said in an object: its head, then all statements of its own fields, in their order.

    What is given to attributes is among them; objects inside it are not.
    """
    yield entity
    yield from getattr(entity, "given", ())
    for name in type(entity).model_fields:
        value = getattr(entity, name)
        if isinstance(value, Attribute) and name not in leave_out:
            yield from value.root


class Basis:
    """Writes where rows come from (依据), and remembers which signs have to be explained."""

    def __init__(self, model: Governance, lang: Lang) -> None:
        self.lang: Lang = lang
        self.sources: dict[str, Source] = {source.name: source for source in model.sources}
        self._cited: dict[str, None] = {}
        self._starred: set[str] = set()
        self._bare: set[str] = set()
        self._several = len(self.sources) > 1 and len(_cited_in(model)) > 1

    def of(self, *claims: Claim) -> str:
        """The places that claims are cited from, each once; else why there is none.

        The source is named where a model cites several, or where there is no place in it.
        """
        places: dict[str, None] = {}
        self.saw(claims)
        for claim in claims:
            origin = claim.origin
            if origin.kind == "cited":
                places[self._place(origin.source, origin.place)] = None
                self._cited[origin.source] = None
        if places:
            return ("、" if self.lang == "zh" else "; ").join(places)
        said = {claim.origin.kind for claim in claims}
        kind = next((kind for kind in _BARE if kind in said), "none")
        self._bare.add(kind)
        return _BARE[kind][self.lang == "en"]

    def saw(self, claims: Iterable[Claim]) -> None:
        """Remember the signs that stand behind values of these claims."""
        kinds = {claim.origin.kind for claim in claims}
        self._starred |= kinds & {"assumed", "proposed"}

    def _place(self, source: str, place: str) -> str:
        if place and not self._several:
            return place
        return f"{source}{place}" if self.lang == "zh" else f"{source} {place}".strip()

    def legend(self) -> tuple[str, ...]:
        """What has to be known to read the rows asked for so far: the sources, the signs."""
        return tuple(filter(None, (self._named_sources(), self._signs())))

    def _named_sources(self) -> str:
        zh = self.lang == "zh"
        known = [self.sources[name] for name in self._cited if name in self.sources]
        if not known:
            return ""
        if not self._several:
            full = _full_name(known[0], self.lang)
            return f"“依据”栏是{full}的条款。" if zh else f"The places under Basis are in {full}."
        told = [(source.name, _full_name(source, self.lang)) for source in known]
        if zh:
            return "“依据”栏：" + "；".join(f"“{name}”是{full}" for name, full in told) + "。"
        return "Basis: " + "; ".join(f"{name} is {full}" for name, full in told) + "."

    def _signs(self) -> str:
        words = [_BARE[kind] for kind in ("assumed", "proposed") if kind in self._starred]
        if self.lang == "zh":
            either = "或者".join(zh for zh, _ in words)
            told = [f"{STAR['zh']}：{either}，文件里没有写。"] if words else []
            told += ["未注：没有注明出处。"] if "none" in self._bare else []
            told += ["推算：由别的数字算出。"] if "derived" in self._bare else []
            return "".join(told)
        either = " or ".join(en for _, en in words)
        told = [f"{STAR['en']}: {either}, not in the text."] if words else []
        told += ["Not stated: no source is named."] if "none" in self._bare else []
        told += ["Derived: worked out from other figures."] if "derived" in self._bare else []
        return " ".join(told)


def unread(claims: Iterable[Claim]) -> bool:
    """Whether a text says none of these: all are assumed or proposed, so a star stands behind."""
    return all(claim.origin.kind in ("assumed", "proposed") for claim in claims)


def official(model: Governance, lang: Lang) -> Pen:
    """The pen that reports are written with: the official register, a star behind what is assumed
    or proposed."""
    return Pen(model, lang, register="official", marks="star")


def chosen(
    model: Governance, wanted: Wanted, rows: Iterable[T], claims: Callable[[T], Iterable[Claim]]
) -> tuple[T, ...]:
    """The rows cited from the source that is wanted (all where none is), in the order wanted.

    In the order of articles those without a citation come last; the rest is as in the text.
    """
    found = tuple(rows)
    if wanted.source:
        found = tuple(
            row for row in found if any(one.origin.source == wanted.source for one in claims(row))
        )
    if wanted.order == "article":
        keys = {id(row): place_key(model, claims(row)) for row in found}
        found = tuple(sorted(found, key=lambda row: keys[id(row)]))
    return found


def place_key(model: Governance, claims: Iterable[Claim]) -> tuple[Any, ...]:
    """Where the first citation stands: source, its part in the order of 篇目, then numbers.

    第二条 comes before 第十条, and 第十二条之一 after 第十二条第三款.
    """
    names = [source.name for source in model.sources]
    origin = next((one.origin for one in claims if one.origin.kind == "cited"), None)
    if origin is None:
        return (len(names),)
    at = names.index(origin.source) if origin.source in names else len(names) - 1
    listed = model.sources[at].sections.value if names else None
    parts = listed.words if isinstance(listed, Words) else ()
    part = max((p for p in parts if origin.place.startswith(p)), key=len, default="")
    numbers: list[int] = []
    for after, digits in _NUMBERS.findall(origin.place):
        known = int(digits) if digits.isdecimal() else int((chinese(digits) or (0, 0))[0])
        numbers.append(known + (10_000 if after else 0))
    return (at, parts.index(part) if part else len(parts), tuple(numbers), origin.place)


def _full_name(source: Source, lang: Lang) -> str:
    """`《网格管理办法》（某政发〔2021〕3号）`; the name where there is no title."""
    number = "".join(value.text for value in source.number.values)
    if lang == "zh":
        return f"《{source.label}》" + (f"（{number}）" if number else "")
    return f"“{source.label}”" + (f" ({number})" if number else "")


def _cited_in(model: Governance) -> frozenset[str]:
    """The sources that a model cites; lessons and workloads are no part of any basis."""
    told = [kind for kind in COLLECTIONS if kind not in ("scenario", "workload")]
    entities = (one for kind in told for one in model.all(kind))
    return frozenset(name for one in entities for name in _sources_of(one))


def _sources_of(entity: Entity) -> Iterator[str]:
    """The sources that anything in an object is cited from, however deep."""
    for value in (entity, *entity.__dict__.values()):
        parts = value.root if isinstance(value, Attribute) else value
        for part in parts if isinstance(parts, tuple) else (parts,):
            if isinstance(part, Entity) and part is not entity:
                yield from _sources_of(part)
            elif isinstance(part, Claim) and part.origin.kind == "cited":
                yield part.origin.source
