"""The numbers that Word counts by itself: `第三条` of an automatic list, as Word shows it.

The definitions of lists and styles of a Word file enter; each paragraph in turn is told the number
in front of it. What is written in the paragraph is not known here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_PLACE = re.compile(r"%(\d)")
_SPELT = frozenset(
    ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional"]
)
_MOST = 9999  # of a list; none that people read is longer
_UNSHOWN = frozenset(["none", "bullet"])


@dataclass(slots=True)
class _Level:
    """One level of a list: the first number, how numbers are written, and the words around."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts: bool = True


@dataclass(slots=True)
class Numbering:
    """Counts the lists of one text; paragraphs have to be asked for in their order."""

    lists: dict[str, str]
    levels: dict[str, dict[int, _Level]]
    starts: dict[tuple[str, int], int]
    styles: dict[str, Element]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def before(self, paragraph: Element) -> str:
        """The number in front of a paragraph; empty where Word counts none."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, depth = found
        kept = self.lists[number]
        levels, counts = self.levels[kept], self._counts[kept]
        level = levels[depth]
        anew = self.starts.get((number, depth)) if (number, depth) not in self._begun else None
        self._begun.add((number, depth))
        counts[depth] = anew if anew is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth and levels[one].restarts]:
            del counts[deeper]

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            one = levels.get(at, _Level())
            return _written(counts.get(at, one.start), one.format)

        return _PLACE.sub(written, level.text) if level.format not in _UNSHOWN else ""

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and the level of a paragraph, by itself or by its style and those it follows."""
        properties = paragraph.find(f"{WORD}pPr")
        number, depth = "", None
        seen: set[str] = set()
        while properties is not None:
            listed = properties.find(f"{WORD}numPr")
            if listed is not None:
                number = number or value_of(listed.find(f"{WORD}numId"))
                level = value_of(listed.find(f"{WORD}ilvl"))
                depth = int(level) if depth is None and level.isdecimal() else depth
            style = value_of(properties.find(f"{WORD}pStyle")) or value_of(
                properties.find(f"{WORD}basedOn")
            )
            if number or style in seen or style not in self.styles:
                break
            seen.add(style)
            properties = self._of_style(style)
        kept = self.lists.get(number)
        depth = depth or 0
        return (number, depth) if kept is not None and depth in self.levels[kept] else None

    def _of_style(self, style: str) -> Element:
        """What a style says of its paragraphs, with the name of the style it follows."""
        one = self.styles[style]
        told = Element(f"{WORD}pPr")
        own = one.find(f"{WORD}pPr")
        told.extend(list(own) if own is not None else [])
        follows = one.find(f"{WORD}basedOn")
        told.extend([follows] if follows is not None else [])
        return told


def numbering(lists: Element | None, styles: Element | None) -> Numbering:
    """The lists of a Word file, by the roots of its parts; none where a part is missing."""
    levels: dict[str, dict[int, _Level]] = {}
    kept: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    for one in lists.iter(f"{WORD}abstractNum") if lists is not None else ():
        levels[one.get(f"{WORD}abstractNumId", "")] = _levels(one)
    for one in lists.iter(f"{WORD}num") if lists is not None else ():
        number, abstract = one.get(f"{WORD}numId", ""), value_of(one.find(f"{WORD}abstractNumId"))
        if abstract in levels:
            kept[number] = abstract
        for anew in one.iter(f"{WORD}lvlOverride"):
            depth, start = anew.get(f"{WORD}ilvl", ""), value_of(anew.find(f"{WORD}startOverride"))
            if depth.isdecimal() and start.isdecimal():
                starts[number, int(depth)] = int(start)
    named = {
        one.get(f"{WORD}styleId", ""): one
        for one in (styles.iter(f"{WORD}style") if styles is not None else ())
    }
    return Numbering(kept, levels, starts, named)


def _levels(abstract: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for one in abstract.iter(f"{WORD}lvl"):
        depth, start = one.get(f"{WORD}ilvl", ""), value_of(one.find(f"{WORD}start"))
        if depth.isdecimal():
            found[int(depth)] = _Level(
                int(start) if start.isdecimal() else 1,
                value_of(one.find(f"{WORD}numFmt")) or "decimal",
                value_of(one.find(f"{WORD}lvlText")),
                value_of(one.find(f"{WORD}lvlRestart")) != "0",
            )
    return found


def value_of(element: Element | None) -> str:
    """What an element holds in its attribute `val`; empty where it has none."""
    return element.get(f"{WORD}val", "") if element is not None else ""


def _written(number: int, form: str) -> str:
    """A number of a list: in Chinese numerals where the list has them, else in digits."""
    if form not in _SPELT or not 0 < number <= _MOST:
        return str(number)
    told, zero = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            told += ("零" if zero and told else "") + _DIGITS[digit] + word
        zero = not digit
    return told.removeprefix("一") if told.startswith("一十") else told
