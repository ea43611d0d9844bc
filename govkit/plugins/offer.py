"""What a plug-in hands over: checks with the wording of their codes, public holidays, formats.

Values of a plug-in's author enter; reasons why they cannot be used leave, in both tongues. Nothing
is run here and nothing is looked up.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from govkit.checks.finding import Check
from govkit.diagnostics import SEVERITIES, Both, Severity
from govkit.document.parts import Document
from govkit.values import PublicDay

_PREFIX = re.compile(r"[A-Z]{2,8}")
_PLACE = re.compile(r"[A-Z]{2,3}(-[A-Z0-9]{1,8})?")
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")
OURS = "GOV"
# Endings that govkit writes or reads itself; no plug-in takes one of them over.
OUR_ENDINGS = frozenset({
    ".csv", ".docx", ".gov", ".html", ".json", ".md", ".pdf", ".png", ".svg", ".xlsx", ".yaml",
})  # fmt: skip
NO_WORDS = Both("", "")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a plug-in: how grave it is and what it says.

    `{name}` in text and hint is filled from `args` of the finding; `page` is what `explain` prints.
    """

    severity: Severity
    title: Both
    text: Both
    hint: Both = NO_WORDS
    page: Both = NO_WORDS

    def entry(self) -> Mapping[str, Any]:
        """The entry of the catalogue."""
        page = self.page if self.page.zh else self.text
        said = {"title": self.title, "text": self.text, "hint": self.hint, "page": page}
        worded = {key: {"zh": both.zh, "en": both.en} for key, both in said.items() if both.zh}
        return {"severity": self.severity, **worded}


@dataclass(frozen=True)
class Checks:
    """Checks of a plug-in (`govkit.checks`).

    A check takes the finished model and yields `Finding`s; their codes are the prefix and three
    digits (`XQ101`), each worded in `codes`. `GOV` belongs to govkit.
    """

    prefix: str
    codes: Mapping[str, Code]
    checks: tuple[Check, ...]

    def faults(self) -> Iterator[Both]:
        """What stands in the way of using them."""
        if not _PREFIX.fullmatch(self.prefix) or self.prefix.startswith(OURS):
            prefix = self.prefix
            yield Both(f"编码的字头不能是「{prefix}」", f"`{prefix}` cannot be its prefix")
        for code, said in self.codes.items():
            if not re.fullmatch(re.escape(self.prefix) + r"\d{3}", code):
                yield Both(f"编码 {code} 不是字头加三位数字",
                           f"the code {code} is not its prefix and three digits")  # fmt: skip
            if not isinstance(said, Code) or said.severity not in SEVERITIES:
                yield Both(f"编码 {code} 没有说明", f"the code {code} is not worded")
            elif not all((said.title.zh, said.title.en, said.text.zh, said.text.en)):
                en = f"title and text of the code {code} are needed in both tongues"
                yield Both(f"编码 {code} 的标题和说明要有中文和英文", en)
        if not self.checks or not all(callable(check) for check in self.checks):
            yield Both("没有可用的检查", "there is no check that can be called")


@dataclass(frozen=True)
class Holidays:
    """Public holidays of a plug-in (`govkit.holidays`): days off and worked, by place.

    A place is a code in the manner of ISO 3166 (`GB`, `GB-SCT`; `XA` to `XZ` are free); a text
    names it in `public_holidays`. The years in which a place has days are known, others are not.
    """

    places: Mapping[str, tuple[PublicDay, ...]] = field(default_factory=dict)

    def faults(self) -> Iterator[Both]:
        """What stands in the way of using them."""
        if not self.places:
            yield Both("没有写出任何地方的假日", "it gives the days of no place")
        for place, days in self.places.items():
            if not _PLACE.fullmatch(place):
                en = f"`{place}` cannot be the code of a place"
                yield Both(f"地方的代码不能是「{place}」", en)
            if not days or not all(isinstance(day, PublicDay) for day in days):
                yield Both(f"「{place}」没有假日", f"there are no days for `{place}`")
            elif len({day.date for day in days}) != len(days):
                yield Both(f"「{place}」有一天写了两次", f"a day of `{place}` stands twice")


@dataclass(frozen=True)
class Exporters:
    """Formats of a plug-in (`govkit.exporters`): for an ending what writes a document so.

    An ending is a dot and small letters or digits (`.odt`); what writes takes a
    `govkit.document.parts.Document` and gives the bytes of a file.
    """

    formats: Mapping[str, Callable[[Document], bytes]] = field(default_factory=dict)

    def faults(self) -> Iterator[Both]:
        """What stands in the way of using them."""
        if not self.formats:
            yield Both("没有给出任何格式", "it gives no format")
        for ending, writer in self.formats.items():
            if not isinstance(ending, str) or not _ENDING.fullmatch(ending):
                yield Both(f"后缀不能是「{ending}」", f"`{ending}` cannot be an ending")
            elif ending in OUR_ENDINGS:
                yield Both(f"后缀 {ending} 由 govkit 自己写", f"govkit itself writes `{ending}`")
            if not callable(writer):
                en = f"what is given for `{ending}` cannot be called"
                yield Both(f"给「{ending}」的不能调用", en)


def read_days(text: str) -> dict[str, tuple[PublicDay, ...]]:
    """The days of a table by place: CSV with the columns place, date, day, festival.

    `day` is `off` or `work`. Raises ValueError for anything else.
    """
    found: dict[str, list[PublicDay]] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["day"] not in ("off", "work"):
            raise ValueError(f"{row['date']} is neither off nor work")
        day = PublicDay(date.fromisoformat(row["date"]), row["day"] == "off", row["festival"] or "")
        found.setdefault(row["place"], []).append(day)
    return {place: tuple(days) for place, days in found.items()}
